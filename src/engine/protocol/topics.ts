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
  topics.find(({ firstPartition, partitions, added }) => (partition >= firstPartition && partition < firstPartition + partitions) || added.includes(partition))!

/** Kafka's way to write a partition: topic-number. */
export function partitionName(topics: readonly Topic[], partition: number): string {
  const { name, firstPartition, partitions, added } = topicOf(topics, partition)
  const later = added.indexOf(partition)
  return `${name}-${later === -1 ? partition - firstPartition : partitions + later}`
}

/** The numbers of a topic's partitions, in order. */
export const partitionsOf = ({ firstPartition, partitions, added }: Topic): readonly number[] => [...Array.from({ length: partitions }, (_none, index) => firstPartition + index), ...added]
