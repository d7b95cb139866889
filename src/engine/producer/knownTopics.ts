/**
 * The topics that a producer has queues for. It begins with those that there are; another one it comes to know when send() first names it, and as soon as the cluster has it.
 * Until then, and until its metadata come, that send() waits for max.block.ms.
 * Kafka: clients/producer/KafkaProducer#waitOnMetadata, internals/{ProducerMetadata#add, RecordAccumulator#topicInfoMap}; spec §5.2.
 * Partitions that a topic is given later it learns with its next metadata; from then on keys are hashed over all of them.
 * Simplified: a topic that was deleted and made again stays what it was for a producer that knew it.
 */
import { producerPartitionOrder } from '../protocol/partitionOrder'
import { grownBy, partitionAt, partitionCount, partitionsOf, snapshotOf, type Topic } from '../protocol/topics'
import type { ProducerNode } from './producerNode'
import { createStickyChoice } from './stickyChoice'

/** A name without partitions. */
const nobodysTopic = (name: string): Topic => ({ name, firstPartition: 0, partitions: 0, added: [] })

/** In the client's order. */
export const partitionOrderOf = (topics: readonly Topic[]): readonly number[] => producerPartitionOrder(topics.map(topic => ({ topic: topic.name, partitions: partitionCount(topic) })))
  .map(({ topic, partition }) => partitionAt(topics.find(({ name }) => name === topic)!, partition))

/** What a new producer knows: the topics that there are, and its own, even if nobody has that. */
export function topicsAtStart(cluster: readonly Topic[], own: string): readonly Topic[] {
  const topics = snapshotOf(cluster)
  return topics.some(({ name }) => name === own) ? topics : [...topics, nobodysTopic(own)]
}

/** The place of a topic among the producer's. `cluster`: the topics that there are now. */
export function learnTopic(producer: ProducerNode, cluster: readonly Topic[], wanted: string): number {
  const place = producer.topics.findIndex(({ name }) => name === wanted)
  if (place !== -1 && partitionCount(producer.topics[place]!) > 0) return place
  const found = snapshotOf(cluster.filter(({ name }) => name === wanted))[0]
  if (place !== -1 && found === undefined) return place
  const topic = found ?? nobodysTopic(wanted)
  producer.topics = place === -1 ? [...producer.topics, topic] : producer.topics.with(place, topic)
  producer.partitionOrder = partitionOrderOf(producer.topics)
  if (place === -1) addPlace(producer)
  addQueues(producer, topic)
  return place === -1 ? producer.topics.length - 1 : place
}

/** After an answer that tells of `partitions`: topics have the partitions that they were given meanwhile. Returns how many came. */
export function learnPartitions(producer: ProducerNode, cluster: readonly Topic[], partitions: readonly { readonly partition: number }[]): number {
  let told: ReadonlySet<number> | null = null, came = 0
  for (const [place, known] of producer.topics.entries()) {
    const more = grownBy(cluster, known, partition => (told ??= new Set(partitions.map(one => one.partition))).has(partition))
    if (more.length === 0 || partitionCount(known) === 0) continue
    const topic = { ...known, added: [...known.added, ...more] }
    producer.topics = producer.topics.with(place, topic)
    addQueues(producer, topic)
    came += more.length
  }
  if (came > 0) producer.partitionOrder = partitionOrderOf(producer.topics)
  return came
}

function addPlace({ partitionerCalls, accumulator: { ratios, sticky } }: ProducerNode): void {
  partitionerCalls.push(0)
  ratios.push(1)
  sticky.push(createStickyChoice())
}

function addQueues({ accumulator: { queues, hasQueue, lastDrainedUs } }: ProducerNode, topic: Topic): void {
  for (const end = Math.max(-1, ...partitionsOf(topic)); queues.length <= end;) { queues.push([]); hasQueue.push(false); lastDrainedUs.push(null) }
}
