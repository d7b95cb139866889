/**
 * What the sender's pass tells the built-in partitioner: how many batches wait for each partition, which are left out because their broker does not take
 * any (partitioner.availability.timeout.ms), and which are led from the client's own rack (partitioner.rack.aware).
 * Kafka: clients/producer/internals/RecordAccumulator#partitionReady (its queueSizes), BuiltInPartitioner#updatePartitionLoadStats. Spec §4.3, §4.4.
 */
import { partitionLoad, type PartitionLoad } from './builtInPartitioner'

/** One partition that has a queue in the accumulator, in the accumulator's order (by partition number). Times are the client's clock. */
export interface QueueSlot {
  readonly partition: number
  readonly hasLeader: boolean
  readonly batches: number
  /** The leader's: when it last had batches that were ready, and when it last could take some. Equal until both are known. */
  readonly readyMs: number
  readonly drainMs: number
}
/** Columns as Kafka keeps them: `queues` and `partitions` count up to `length`; `queues.length` is the number of all slots. */
export interface QueueWeights {
  readonly queues: readonly number[]
  readonly partitions: readonly number[]
  readonly length: number
}

/**
 * `availabilityTimeoutMs` 0: nobody is left out. A slot left out is taken by the next partition; if that one's queue is empty, Kafka leaves the length
 * of the queue left out standing there, and so does this.
 */
export function collectQueues(slots: readonly QueueSlot[], availabilityTimeoutMs: number): QueueWeights {
  const queues = slots.map(() => 0), partitions = slots.map(() => 0)
  let index = -1
  for (const { partition, hasLeader, batches, readyMs, drainMs } of slots) {
    if (!hasLeader) continue
    index++
    partitions[index] = partition
    if (batches === 0) continue
    queues[index] = batches
    if (availabilityTimeoutMs > 0 && readyMs - drainMs > availabilityTimeoutMs) index--
  }
  return { queues, partitions, length: index + 1 }
}

export const loadOf = ({ queues, partitions, length }: QueueWeights): PartitionLoad | null => partitionLoad(queues, partitions, length)

/** `available` without those led from another rack, if any is led from the client's own; otherwise all of them. `racks[p]`: the rack of partition p's leader. */
export function preferOwnRack(available: readonly number[], racks: readonly (string | null)[], clientRack: string): readonly number[] {
  const near = available.filter(partition => racks[partition] === clientRack)
  return near.length > 0 ? near : available
}

/**
 * The weights over the client's own rack: from the raw queue lengths there, with the longest queue there as the measure. Whether there is anything to
 * weigh at all is still asked of every slot; no partition near: the weights of all.
 */
export function loadInOwnRack(weights: QueueWeights, racks: readonly (string | null)[], clientRack: string): PartitionLoad | null {
  const all = loadOf(weights)
  if (all === null) return null
  const near = weights.partitions.slice(0, weights.length).flatMap((partition, index) => (racks[partition] === clientRack ? [{ partition, queue: weights.queues[index]! }] : []))
  if (near.length === 0) return all
  const most = Math.max(...near.map(({ queue }) => queue)) + 1
  let sum = 0
  return { cumulative: near.map(({ queue }) => (sum += most - queue)), partitions: near.map(({ partition }) => partition) }
}
