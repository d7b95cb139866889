/**
 * In which order Kafka's clients list partitions: that of a Java HashMap keyed by topic and partition. Drains, the sticky choice and the first fetch
 * go by it. Kafka: common/TopicPartition#hashCode; java.util.HashMap. Spec §13.3.
 */
export interface TopicPartition { readonly topic: string; readonly partition: number }

/** Java's String.hashCode. */
export function stringHash(text: string): number {
  let hash = 0
  for (let index = 0; index < text.length; index++) hash = (Math.imul(31, hash) + text.charCodeAt(index)) | 0
  return hash
}

const topicPartitionHash = ({ topic, partition }: TopicPartition): number => (Math.imul(31, 31 + partition) + stringHash(topic)) | 0

/** By bucket of a table of `capacity` slots (a power of two), then in order of insertion. */
function byBucket(partitions: readonly TopicPartition[], capacity: number): TopicPartition[] {
  const bucketOf = (one: TopicPartition): number => { const hash = topicPartitionHash(one); return (hash ^ (hash >>> 16)) & (capacity - 1) }
  return [...partitions].map((one, index) => ({ one, index, bucket: bucketOf(one) }))
    .sort((left, right) => left.bucket - right.bucket || left.index - right.index).map(({ one }) => one)
}

/** The producer's order over all topics it knows. */
export function producerPartitionOrder(topics: readonly { readonly topic: string; readonly partitions: number }[]): TopicPartition[] {
  const all = topics.flatMap(({ topic, partitions }) => Array.from({ length: partitions }, (_none, partition) => ({ topic, partition })))
  let capacity = 1
  while (all.length > 0.75 * capacity) capacity *= 2
  return byBucket(all, capacity)
}

/** The consumer's order after assign() of one topic's partitions. */
export function consumerPartitionOrder(topic: string, partitions: number): number[] {
  const least = Math.max(16, Math.floor(partitions / 0.75) + 1)
  let capacity = 16
  while (capacity < least) capacity *= 2
  return byBucket(Array.from({ length: partitions }, (_none, partition) => ({ topic, partition })), capacity).map(({ partition }) => partition)
}
