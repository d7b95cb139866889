/**
 * Where records without a key go: one partition until about batch.size bytes have gone there, then another, drawn evenly or by how long the queues are.
 * Kafka: clients/producer/internals/BuiltInPartitioner#nextPartition, #updatePartitionInfo, #updatePartitionLoadStats. Spec §4.3, §4.4.
 * Simplified: no rack awareness yet.
 */

/** Cumulative weights and the partitions they belong to; null: draw evenly. */
export interface PartitionLoad {
  readonly cumulative: readonly number[]
  readonly partitions: readonly number[]
}
/**
 * The same weights without a column for every partition: `count` partitions, all led and none left out, of which only these, ascending, have batches waiting.
 * A topic of a thousand partitions is weighed anew at every pass of the sender; few of them have a queue then.
 */
export interface FewQueues { readonly count: number; readonly queues: readonly { readonly index: number; readonly batches: number }[] }

/** Null where nothing is to be weighed. */
export function fewQueues(count: number, queues: FewQueues['queues']): FewQueues | null {
  return count < 2 || queues.length === 0 || (queues.length === count && queues.every(({ batches }) => batches === queues[0]!.batches)) ? null : { count, queues }
}

/** The index that `nextPartition` would draw from these weights. */
export function drawAmong(draw31: number, { count, queues }: FewQueues): number {
  let longest = 0, waiting = 0
  for (const { batches } of queues) { longest = Math.max(longest, batches); waiting += batches }
  const most = longest + 1, weight = draw31 % (count * most - waiting)
  let before = 0
  for (const { index, batches } of queues) {
    if (weight + before < index * most) break
    before += batches
    if (weight + before < (index + 1) * most) return index
  }
  return Math.floor((weight + before) / most)
}

export interface StickyState {
  /** −1 before the first record. */
  partition: number
  producedBytes: number
}

/** `draw31`: a random whole number below 2^31. `available`: the partitions with a leader, in the client's order. */
export function nextPartition(draw31: number, available: readonly number[], partitions: number, load: PartitionLoad | null): number {
  if (load !== null) {
    const weight = draw31 % load.cumulative.at(-1)!
    return load.partitions[load.cumulative.findIndex(sum => sum > weight)]!
  }
  return available.length > 0 ? available[draw31 % available.length]! : draw31 % partitions
}

/**
 * Counts bytes that went to the sticky partition. Returns whether it is time for another one: after `stickyBytes` where the batch there is full, after
 * twice as many in any case. The caller then draws and resets.
 */
export function countProduced(sticky: StickyState, appendedBytes: number, switchAllowed: boolean, stickyBytes: number): boolean {
  sticky.producedBytes += appendedBytes
  return (sticky.producedBytes >= stickyBytes && switchAllowed) || sticky.producedBytes >= stickyBytes * 2
}

/**
 * Weights from queue lengths: the longer a partition's queue, the rarer it is drawn. `queues[i]` batches wait for `partitions[i]`.
 * Null where nothing is to be weighed: fewer than two slots, or all queues alike and none left out.
 */
export function partitionLoad(queues: readonly number[], partitions: readonly number[], length: number): PartitionLoad | null {
  if (length < 1 || queues.length < 2) return null
  const counted = queues.slice(0, length)
  const most = Math.max(...counted) + 1
  if (length === queues.length && counted.every(queue => queue === counted[0])) return null
  let sum = 0
  return { cumulative: counted.map(queue => (sum += most - queue)), partitions: partitions.slice(0, length) }
}
