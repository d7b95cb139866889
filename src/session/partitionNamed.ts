/** A partition as people name it. */
import type { ClusterView } from '../engine/pageFace'

type Topics = ClusterView['topics']
export type Found = { readonly partition: number } | { readonly problem: string }

/** `topic-n`, as Kafka writes it. */
export function partitionName({ topics }: Pick<ClusterView, 'topics'>, partition: number): string {
  for (const { name, partitions } of topics) {
    const index = partitions.indexOf(partition)
    if (index !== -1) return `${name}-${index}`
  }
  return String(partition)
}

/** Names for the stage, by number over all topics: the topic that is written to there goes without saying, where there is one alone nothing has to be said. */
export function stageNames({ topics, producers }: Pick<ClusterView, 'topics' | 'producers'>): readonly string[] {
  const names: string[] = [], own = producers[0]?.topic
  if (topics.length > 1) for (const { name, partitions } of topics) partitions.forEach((partition, index) => { names[partition] = name === own ? `p${index}` : `${name}-${index}` })
  return names
}

/** `topic-17`, a topic (its first partition), or a number over all topics. Null: it is nothing of the kind. */
export function partitionNamed(topics: Topics, text: string): Found | null {
  const whole = topics.find(({ name }) => name === text)
  if (whole) return { partition: whole.partitions[0]! }
  const [, name, number] = /^(.*)-(\d+)$/.exec(text) ?? []
  const topic = topics.find(one => one.name === name)
  if (topic) {
    const partition = topic.partitions[Number(number)]
    return partition === undefined ? { problem: `${topic.name} has partitions 0 to ${topic.partitions.length - 1}.` } : { partition }
  }
  if (!/^\d+$/.test(text)) return null
  const all = topics.flatMap(({ partitions }) => partitions)
  return all.includes(Number(text)) ? { partition: Number(text) } : { problem: `There is no partition ${text}: they are numbered 0 to ${Math.max(...all)} over all topics.` }
}

/** What an address asks to be shown of a cluster that is too large to be drawn whole. Returns what is wrong with it, in words. */
export async function showPartition({ view, zoomTo }: { readonly view: Pick<ClusterView, 'topics' | 'crowd'> | null; zoomTo(partition: number): Promise<void> }, asked: string | undefined): Promise<string | null> {
  if (asked === undefined || view === null) return null
  const found = view.crowd === null ? { problem: 'all partitions of this cluster are on the stage' } : partitionNamed(view.topics, asked) ?? { problem: `no partition is called that; one is ${view.topics[0]?.name ?? 'topic'}-0` }
  if ('problem' in found) return `partition=${asked} was ignored: ${found.problem}`
  await zoomTo(found.partition)
  return null
}
