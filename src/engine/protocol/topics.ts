/**
 * Topics and the numbers of their partitions. Inside the engine a partition is one number over all topics, in the order of the scenario: in logs of events,
 * messages and state. Its name (`rides-0`) is made only when somebody looks.
 */
export interface Topic {
  readonly name: string
  /** The number of its partition 0. */
  readonly firstPartition: number
  readonly partitions: number
  /** Numbers of partitions that it was given while the cluster ran, in order. */
  readonly added: number[]
}

export function numberTopics(specs: readonly { readonly name: string; readonly replicaAssignment: readonly unknown[] }[]): readonly Topic[] {
  let firstPartition = 0
  return specs.map(({ name, replicaAssignment }) => {
    const topic = { name, firstPartition, partitions: replicaAssignment.length, added: [] }
    firstPartition += topic.partitions
    return topic
  })
}

/** The topic that a partition belongs to. */
export const topicOf = (topics: readonly Topic[], partition: number): Topic =>
  topics.find(topic => indexInTopic(topic, partition) !== -1)!

export const hasTopic = (topics: readonly Topic[], partition: number): boolean => topics.some(topic => indexInTopic(topic, partition) !== -1)

/** Kafka's way to write a partition: topic-number. */
export function partitionName(topics: readonly Topic[], partition: number): string {
  const topic = topicOf(topics, partition)
  return `${topic.name}-${indexInTopic(topic, partition)}`
}

export const partitionCount = ({ partitions, added }: Topic): number => partitions + added.length
/** The number of a topic's n-th partition. */
export const partitionAt = ({ firstPartition, partitions, added }: Topic, index: number): number => (index < partitions ? firstPartition + index : added[index - partitions]!)
/** Which of its topic's partitions this one is; −1: of another topic. */
export function indexInTopic({ firstPartition, partitions, added }: Topic, partition: number): number {
  if (partition >= firstPartition && partition < firstPartition + partitions) return partition - firstPartition
  const later = added.length === 0 ? -1 : added.indexOf(partition)
  return later === -1 ? -1 : partitions + later
}
/**
 * Which of its new partitions a client learns from metadata: of the topic that it knows as `known`, as far as they are told, in order.
 * None of a topic that was deleted, or of another one under its name.
 */
export function grownBy(topics: readonly Topic[], known: Topic, isTold: (partition: number) => boolean): readonly number[] {
  const now = topics.find(({ name, firstPartition, partitions }) => name === known.name && firstPartition === known.firstPartition && partitions === known.partitions)
  const later = now?.added.slice(known.added.length) ?? []
  const untold = later.findIndex(partition => !isTold(partition))
  return untold === -1 ? later : later.slice(0, untold)
}
/** A copy that does not grow. */
export const snapshotOf = (topics: readonly Topic[]): readonly Topic[] => topics.map(topic => ({ ...topic, added: [...topic.added] }))

/** The numbers of a topic's partitions, in order. */
export const partitionsOf = ({ firstPartition, partitions, added }: Topic): readonly number[] => [...Array.from({ length: partitions }, (_none, index) => firstPartition + index), ...added]
