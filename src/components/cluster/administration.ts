/** What an administrator can ask, as a form: its fields as typed, and the command they make. Pure; what is wrong with it the engine says in words. */
import type { Administration, ClusterView } from '../../engine/pageFace'

export const REQUESTS = {
  electLeaders: { label: 'Elect a leader', about: 'PREFERRED: the first replica, if it is in sync. UNCLEAN: any replica that is alive, where nobody leads; what it does not have is lost.' },
  reassign: { label: 'Move a partition', about: 'To other brokers, or in another order. New replicas copy first; then the old ones go.' },
  createPartitions: { label: 'Add partitions', about: 'A topic can only grow; new partitions get as many replicas as the others, where the controller puts them. Clients hear of them with their next metadata (metadata.max.age.ms at the latest); from then on keys go to other partitions: murmur2(key) % the new count.' },
  createTopic: { label: 'Create a topic', about: 'The controller spreads leaders and copies over racks and brokers, from places that chance draws. Empty: as num.partitions and default.replication.factor of the brokers say. Lists are an order of your own: the first broker of each leads.' },
  deleteTopic: { label: 'Delete a topic', about: 'With all its records. Clients that use it are told that it is unknown.' },
  deleteRecords: { label: 'Delete records', about: 'Everything before an offset; −1 is the high watermark. The leader answers when every replica’s log starts there.' },
} as const satisfies Record<Administration['type'], { readonly label: string; readonly about: string }>
export type RequestName = keyof typeof REQUESTS

/** Who says which brokers get new replicas. */
export type Placing = 'controller' | 'lists'
export interface Fields {
  readonly topic: string; readonly partition: number; readonly election: 'PREFERRED' | 'UNCLEAN'; readonly name: string
  readonly placing: Placing; readonly partitions: string; readonly factor: string; readonly count: string; readonly replicas: string; readonly before: string
}

/** "1,2; 2,3" → [[1, 2], [2, 3]]; what is no number stays NaN and is refused. */
export const replicaLists = (text: string): readonly (readonly number[])[] => text.split(';').filter(list => list.trim() !== '').map(list => list.split(',').map(id => (id.trim() === '' ? NaN : Number(id))))

/** As many lists as partitions, each broker leading in turn. */
export function spreadOver(brokers: readonly number[], factor: number, count: number, from = 0): string {
  return Array.from({ length: count }, (_none, index) => Array.from({ length: Math.min(factor, brokers.length) }, (_empty, place) => brokers[(from + index + place) % brokers.length]).join(',')).join('; ')
}

export function startFields(view: ClusterView, request: RequestName, topicName: string): Fields {
  const topic = view.topics.find(({ name }) => name === topicName) ?? view.topics[0]
  const brokers = view.brokers.map(({ id }) => id), count = topic?.partitions.length ?? 0
  const factor = view.brokers.flatMap(({ replicas }) => replicas).find(({ partition }) => topic?.partitions.includes(partition))?.replicaCount ?? brokers.length
  const replicas = request === 'createTopic' ? spreadOver(brokers, 3, 2) : request === 'createPartitions' ? spreadOver(brokers, factor, 1, count) : [...brokers].reverse().slice(0, factor).join(',')
  return { topic: topic?.name ?? '', partition: Math.max(0, topic?.partitions.indexOf(view.crowd?.partition ?? -1) ?? 0), election: 'PREFERRED', name: 'trips', placing: 'controller', partitions: '3', factor: String(Math.min(3, brokers.length)), count: String(count + 1), replicas, before: '-1' }
}

export function commandOfForm(request: RequestName, { topic, partition, election, name, placing, partitions, factor, count, replicas, before }: Fields): Administration {
  const whole = (text: string): number => (text.trim() === '' ? NaN : Number(text))
  switch (request) {
    case 'electLeaders': return { type: request, topic, partition, election }
    case 'reassign': return { type: request, topic, partition, replicas: replicaLists(replicas)[0] ?? [] }
    case 'createPartitions': return { type: request, topic, count: whole(count), ...(placing === 'lists' && { replicaAssignment: replicaLists(replicas) }) }
    case 'createTopic': return { type: request, topic: name, ...(placing === 'lists' ? { replicaAssignment: replicaLists(replicas) } : { ...(partitions.trim() !== '' && { partitions: whole(partitions) }), ...(factor.trim() !== '' && { replicationFactor: whole(factor) }) }) }
    case 'deleteTopic': return { type: request, topic }
    case 'deleteRecords': return { type: request, topic, partition, before: whole(before) }
  }
}
