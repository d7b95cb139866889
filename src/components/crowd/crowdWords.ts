/** A crowd in words and exact numbers. */
import { CROWD, CROWD_STRIDE, type ClusterView, type CrowdView } from '../../engine/pageFace'
import { grouped, plural } from '../../engine/kernel/units'
import { partitionName, partitionNamed, type Found } from '../../session/partitionNamed'

export type Matter = 'leaderless' | 'underMinIsr' | 'outOfSync' | 'moved' | 'none'

/** All that is the matter with the partition of a row, the worst first; each is counted, as Kafka's metrics count them (OfflinePartitionsCount, UnderMinIsrPartitionCount, UnderReplicatedPartitions). */
function mattersOf(rows: Float64Array, row: number): readonly Matter[] {
  const at = row * CROWD_STRIDE
  const leader = rows[at + CROWD.leader]!, inSync = rows[at + CROWD.inSync]!
  const matters: Matter[] = []
  if (leader === -1) matters.push('leaderless')
  if (inSync < rows[at + CROWD.minIsr]!) matters.push('underMinIsr')
  if (inSync < rows[at + CROWD.replicas]!) matters.push('outOfSync')
  if (leader !== -1 && leader !== rows[at + CROWD.home]!) matters.push('moved')
  return matters
}

/** The worst of it. */
export const matterOf = (rows: Float64Array, row: number): Matter => mattersOf(rows, row)[0] ?? 'none'

export function partitionWords(view: Pick<ClusterView, 'topics'>, rows: Float64Array, row: number): string {
  const at = row * CROWD_STRIDE
  const leader = rows[at + CROWD.leader]!, home = rows[at + CROWD.home]!, logEnd = rows[at + CROWD.logEnd]!, waiting = rows[at + CROWD.waiting]!
  const led = leader === -1 ? 'led by nobody' : leader === home ? `led by broker ${leader}` : `led by broker ${leader}, in place of ${home}`
  return [partitionName(view, rows[at + CROWD.partition]!), led, `${rows[at + CROWD.inSync]!} of ${rows[at + CROWD.replicas]!} in sync`, ...(logEnd === -1 ? [] : [`log end ${grouped(logEnd)}`]), ...(waiting > 0 ? [`${plural(waiting, 'record')} ${waiting === 1 ? 'waits' : 'wait'} in producers`] : [])].join(', ')
}

export interface CrowdSums { readonly brokers: string; readonly partitions: string; readonly traffic: string; /** Partitions that are not in order, the worst first: rows. */ readonly ill: readonly number[] }

const WORST: readonly Matter[] = ['leaderless', 'underMinIsr', 'outOfSync', 'moved']

export function crowdSums({ brokers, partitions: rows, producers, waitingRecords, lag }: CrowdView): CrowdSums {
  const down = brokers.filter(({ process }) => process !== 'up').length
  const counts = new Map<Matter, number>(), ill: number[] = []
  const count = rows.length / CROWD_STRIDE
  for (let row = 0; row < count; row++) {
    const matters = mattersOf(rows, row)
    for (const matter of matters) counts.set(matter, (counts.get(matter) ?? 0) + 1)
    if (matters.length > 0) ill.push(row)
  }
  const of = (matter: Matter): number => counts.get(matter) ?? 0
  const troubles = [
    of('leaderless') > 0 && `${grouped(of('leaderless'))} led by nobody`, of('underMinIsr') > 0 && `${grouped(of('underMinIsr'))} under min.insync.replicas`,
    of('outOfSync') > 0 && `${grouped(of('outOfSync'))} with a replica out of sync`, of('moved') > 0 && `${grouped(of('moved'))} led by another than the preferred replica`,
  ].filter(words => words !== false)
  const requests = brokers.reduce((sum, broker) => sum + broker.requests, 0), parked = brokers.reduce((sum, broker) => sum + broker.parked, 0)
  const rank = (row: number): number => WORST.indexOf(matterOf(rows, row))
  return {
    brokers: down === 0 ? `${plural(brokers.length, 'broker')}, all up` : `${grouped(brokers.length - down)} of ${plural(brokers.length, 'broker')} up`,
    partitions: `${plural(count, 'partition')}: ${troubles.length === 0 ? 'all led, every replica in sync' : troubles.join(', ')}`,
    traffic: `${plural(producers, 'producer')}: ${plural(waitingRecords, 'record')} ${waitingRecords === 1 ? 'waits' : 'wait'}, ${grouped(requests)} on the wire, ${grouped(parked)} in purgatory; consumers lag ${grouped(lag)}`,
    ill: ill.sort((one, other) => rank(one) - rank(other) || one - other),
  }
}

/** What somebody typed: `topic-17`, a topic (its partition 0), `17` over all topics, or `broker 5` (the first that it leads). */
export function findPartition(view: Pick<ClusterView, 'topics'>, crowd: CrowdView, typed: string): Found {
  const text = typed.trim()
  const broker = /^(?:broker|b)\s*(\d+)$/i.exec(text)
  const { partitions: rows } = crowd, count = rows.length / CROWD_STRIDE
  if (broker) {
    const id = Number(broker[1])
    if (!crowd.brokers.some(one => one.id === id)) return { problem: `There is no broker ${id}.` }
    for (let row = 0; row < count; row++) if (rows[row * CROWD_STRIDE + CROWD.leader] === id) return { partition: rows[row * CROWD_STRIDE + CROWD.partition]! }
    return { problem: `Broker ${id} leads nothing now.` }
  }
  const named = partitionNamed(view.topics, text)
  if (named !== null) return named
  const names = view.topics.slice(0, 3).map(({ name }) => name).join(', ')
  return { problem: text === '' ? `Type a partition, such as ${view.topics[0]?.name ?? 'topic'}-0, or broker 5.` : `Nothing is called “${text}”. Topics: ${names}${view.topics.length > 3 ? ', …' : ''}. Type ${view.topics[0]?.name ?? 'topic'}-0, or broker 5.` }
}
