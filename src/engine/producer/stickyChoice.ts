/**
 * The built-in partitioner at work in a running producer: which partition of a topic records without a key go to now, and when that changes.
 * Kafka: clients/producer/internals/{RecordAccumulator#partitionChanged, #partitionReady, BuiltInPartitioner}; the rules are in builtInPartitioner.ts.
 */
import type { Effects } from '../effects'
import { nextInt31 } from '../kernel/random'
import { countProduced, nextPartition, partitionLoad, type PartitionLoad, type StickyState } from './builtInPartitioner'
import type { ProducerNode } from './producerNode'

export interface StickyChoice extends StickyState {
  /** Raised with every choice: tells a choice from the one before, also of the same partition. */
  number: number
  /** Weights of the last sender pass; null: draw evenly. Of partitions numbered over all topics, as all here. */
  load: PartitionLoad | null
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
  const { partitionOrder, metadata: { leaders }, topics, accumulator } = producer
  const sticky = accumulator.sticky[topic]!
  const { firstPartition, partitions } = topics[topic]!
  const isAvailable = (partition: number): boolean => partition >= firstPartition && partition < firstPartition + partitions && leaders[partition] !== -1
  const available = partitionOrder.filter(isAvailable)
  const chosen = nextPartition(nextInt31(effects.random('sticky')), available, partitions, sticky.load)
  // With nothing available the draw is a number within the topic.
  sticky.partition = available.length === 0 && sticky.load === null ? firstPartition + chosen : chosen
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
  const { accumulator: { sticky, queues }, metadata: { leaders }, config, topics } = producer
  const { firstPartition, partitions } = topics[topic]!
  const choice = sticky[topic]!
  choice.load = null
  if (config['partitioner.adaptive.partitioning.enable'] === 'false' || choice.touched < partitions) return
  const sizes = new Array<number>(partitions).fill(0), places: number[] = []
  let count = 0
  for (let partition = firstPartition; partition < firstPartition + partitions; partition++) {
    const leader = leaders[partition]!
    if (leader === -1) continue
    places[count] = partition
    const waiting = queues[partition]!.length
    // As in Kafka, a partition with nothing to send leaves in its slot what was counted for one left out before it.
    if (waiting > 0) sizes[count] = waiting
    if (waiting === 0 || !isLeftOut(producer, leader)) count++
  }
  choice.load = partitionLoad(sizes, places, count)
}

function isLeftOut({ config, sender }: ProducerNode, broker: number): boolean {
  const timeoutMs = config['partitioner.availability.timeout.ms']
  const latency = sender.nodeLatency.get(broker)
  return timeoutMs > 0 && latency !== undefined && latency.readyMs - latency.drainMs > timeoutMs
}
