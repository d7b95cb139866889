/**
 * Topics and the numbers of their partitions. Inside the engine a partition is one number over all topics, in the order of the scenario: in logs of events,
 * messages and state. Its name (`rides-0`) is made only when somebody looks.
 */
export interface Topic {
  readonly name: string
  /** The number of its partition 0. */
  readonly firstPartition: number
  readonly partitions: number
}

export function numberTopics(specs: readonly { readonly name: string; readonly replicaAssignment: readonly unknown[] }[]): readonly Topic[] {
  let firstPartition = 0
  return specs.map(({ name, replicaAssignment }) => {
    const topic = { name, firstPartition, partitions: replicaAssignment.length }
    firstPartition += topic.partitions
    return topic
  })
}

/** The topic that a partition belongs to. */
export const topicOf = (topics: readonly Topic[], partition: number): Topic => topics.findLast(({ firstPartition }) => firstPartition <= partition)!

/** Kafka's way to write a partition: topic-number. */
export function partitionName(topics: readonly Topic[], partition: number): string {
  const { name, firstPartition } = topicOf(topics, partition)
  return `${name}-${partition - firstPartition}`
}
