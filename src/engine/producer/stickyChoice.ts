/**
 * The built-in partitioner at work in a running producer: which partition records without a key go to now, and when that changes.
 * Kafka: clients/producer/internals/{RecordAccumulator#partitionChanged, BuiltInPartitioner}; the rules are in builtInPartitioner.ts.
 */
import type { Effects } from '../effects'
import { nextInt31 } from '../kernel/random'
import { countProduced, nextPartition, partitionLoad, type PartitionLoad, type StickyState } from './builtInPartitioner'
import type { ProducerNode } from './producerNode'

export interface StickyChoice extends StickyState {
  /** Weights of the last sender pass; null: draw evenly. */
  load: PartitionLoad | null
  /** Partitions that have ever had a batch: Kafka weighs only once each has a queue. */
  touched: number[]
}

/** The partition in use; draws the first one. */
export function currentSticky(producer: ProducerNode, effects: Effects): number {
  const { accumulator: { sticky }, partitionOrder, leaders } = producer
  if (sticky.partition === -1) {
    sticky.partition = nextPartition(nextInt31(effects.random('sticky')), partitionOrder, leaders.length, sticky.load)
    sticky.producedBytes = 0
  }
  return sticky.partition
}

/** Counts bytes for the partition in use. True if that was enough: the next `currentSticky` draws anew. */
export function chargeSticky(producer: ProducerNode, appendedBytes: number, switchAllowed: boolean, stickyBytes: number): boolean {
  const { sticky } = producer.accumulator
  if (!countProduced(sticky, appendedBytes, switchAllowed, stickyBytes)) return false
  sticky.partition = -1
  return true
}

/** A partition has got a queue of its own. */
export function touchQueue(sticky: StickyChoice, partition: number): void {
  if (!sticky.touched.includes(partition)) sticky.touched.push(partition)
}

/** Each pass of the sender weighs the queues anew (partitioner.adaptive.partitioning.enable, on as in Kafka). */
export function updateLoad(producer: ProducerNode): void {
  const { sticky, queues } = producer.accumulator
  if (sticky.touched.length < queues.length) return
  const first = queues[0]!.length
  if (queues.every(queue => queue.length === first)) { sticky.load = null; return }
  const lengths = queues.map(queue => queue.length)
  sticky.load = partitionLoad(lengths, queues.map((_queue, partition) => partition), lengths.length)
}
