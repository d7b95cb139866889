/**
 * The built-in partitioner at work in a running producer: which partition of a topic records without a key go to now, and when that changes.
 * Kafka: clients/producer/internals/{RecordAccumulator#partitionChanged, #partitionReady, BuiltInPartitioner}; the rules are in builtInPartitioner.ts.
 */
import { indexInTopic, partitionAt, partitionCount, partitionsOf } from '../protocol/topics'
import type { Effects } from '../effects'
import { nextInt31 } from '../kernel/random'
import { countProduced, drawAmong, fewQueues, nextPartition, type FewQueues, type PartitionLoad, type StickyState } from './builtInPartitioner'
import { ledPartitions } from './ledPartitions'
import type { ProducerNode } from './producerNode'
import { collectQueues, loadOf, type QueueSlot } from './queueWeights'

export interface StickyChoice extends StickyState {
  /** Raised with every choice: tells a choice from the one before, also of the same partition. */
  number: number
  /** Weights of the last sender pass; null: draw evenly. Of partitions numbered over all topics, as all here; `FewQueues` counts within the topic. */
  load: PartitionLoad | FewQueues | null
  /** How many partitions of the topic have ever had a batch: Kafka weighs only once each has a queue. */
  touched: number
}

export const createStickyChoice = (): StickyChoice => ({ partition: -1, producedBytes: 0, number: 0, load: null, touched: 0 })

/** The partition in use; draws the first one. */
export function currentSticky(producer: ProducerNode, effects: Effects, topic: number): StickyChoice {
  const sticky = producer.accumulator.sticky[topic]!
  if (sticky.partition === -1) draw(producer, effects, topic)
  return sticky
}

function draw(producer: ProducerNode, effects: Effects, topic: number): void {
  const { topics, accumulator } = producer
  const sticky = accumulator.sticky[topic]!
  const own = topics[topic]!, available = ledPartitions(producer).available[topic]!, draw31 = nextInt31(effects.random('sticky'))
  if (sticky.load === null) sticky.partition = partitionAt(own, nextPartition(draw31, available, partitionCount(own), null))
  else if ('count' in sticky.load) sticky.partition = partitionAt(own, drawAmong(draw31, sticky.load))
  else sticky.partition = nextPartition(draw31, available, partitionCount(own), sticky.load)
  sticky.producedBytes = 0
  sticky.number++
}

/** Counts bytes for the partition in use; draws the next one when that was enough, and tells so. */
export function chargeSticky(producer: ProducerNode, effects: Effects, topic: number, appendedBytes: number, switchAllowed: boolean): boolean {
  if (!countProduced(producer.accumulator.sticky[topic]!, appendedBytes, switchAllowed, Math.max(1, producer.config['batch.size']))) return false
  draw(producer, effects, topic)
  return true
}

/**
 * A pass of the sender weighs the queues of one topic anew (partitioner.adaptive.partitioning.enable). A partition without a leader has no place; one whose
 * broker has had data ready for longer than partitioner.availability.timeout.ms without taking any loses its place to the next.
 */
export function updateLoad(producer: ProducerNode, topic: number): void {
  const { accumulator: { sticky, queues, waiting }, metadata: { leaders }, config, sender, topics } = producer
  const own = topics[topic]!
  const choice = sticky[topic]!
  choice.load = null
  if (config['partitioner.adaptive.partitioning.enable'] === 'false' || choice.touched < Math.max(1, partitionCount(own))) return
  if (config['partitioner.availability.timeout.ms'] <= 0 && ledPartitions(producer).available[topic]!.length === partitionCount(own)) {
    const waitingIn = waiting.map(partition => ({ index: indexInTopic(own, partition), batches: queues[partition]!.length })).filter(({ index, batches }) => index !== -1 && batches > 0)
    choice.load = fewQueues(partitionCount(own), waitingIn)
    return
  }
  const slots: QueueSlot[] = []
  for (const partition of partitionsOf(own)) {
    const leader = leaders[partition]!, { readyMs, drainMs } = sender.nodeLatency.get(leader) ?? UNKNOWN_LATENCY
    slots.push({ partition, hasLeader: leader !== -1, batches: queues[partition]!.length, readyMs, drainMs })
  }
  choice.load = loadOf(collectQueues(slots, config['partitioner.availability.timeout.ms']))
}
const UNKNOWN_LATENCY = { readyMs: 0, drainMs: 0 }
