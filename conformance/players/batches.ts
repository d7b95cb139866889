/** Kinds about filling batches and their memory: batch-fill, estimator, buffer-pool. */
import {
  allocate, appendToBuilder, availableBytes, BATCH_HEADER_BYTES, createBufferPool, deallocate, exhaustedMessage, hardLimitMessage, hasRoomFor, openBuilder, recordSizeBytes, updateRatio, upperBound,
} from '../../src/engine'

export function playEstimator({ start, observed }: { start: number; observed: readonly number[] }): unknown {
  let estimate = Math.fround(start)
  return { estimates: observed.map(ratio => (estimate = updateRatio(estimate, ratio))) }
}

interface FillGiven {
  readonly batchSize: number; readonly codec: string; readonly key: number | null; readonly value?: number; readonly count?: number; readonly values?: readonly number[]
  readonly timestampStep: number; readonly closedBytes?: readonly number[]
}

/** Each batch is closed before the next is opened; with a codec, `closedBytes` tells how well it compressed. */
export function playBatchFill({ batchSize, codec, key, value, count, values, timestampStep, closedBytes }: FillGiven): unknown {
  const sizes = values ?? Array.from({ length: count! }, () => value!)
  const compressed = codec !== 'none'
  const records: number[] = [], bytes: number[] = [], estimates: number[] = []
  let ratio = 1
  let builder = openBuilder(0)
  let openedAt = 0
  const close = (): void => {
    if (compressed) {
      const actual = Math.fround((closedBytes![records.length]! - BATCH_HEADER_BYTES) / builder.uncompressedBytes)
      estimates.push((ratio = updateRatio(ratio, actual)))
    }
    records.push(builder.recordCount)
    bytes.push(builder.estimatedBytes)
  }
  sizes.forEach((valueBytes, index) => {
    const timestampMs = index * timestampStep
    const sizeNow = (): number => recordSizeBytes(builder.recordCount, timestampMs - openedAt, key ?? -1, valueBytes)
    if (index > 0 && hasRoomFor(builder, sizeNow())) { appendToBuilder(builder, sizeNow()); return }
    if (index > 0) close()
    builder = openBuilder(Math.max(Math.max(1, batchSize), upperBound(key ?? -1, valueBytes)), compressed ? ratio : undefined)
    openedAt = timestampMs
    appendToBuilder(builder, sizeNow())
  })
  close()
  return compressed ? { records, estimates } : { records, bytes }
}

/** max.block.ms of these cases. */
const NOBODY_WAITS_MS = 0

type PoolOperation = { readonly allocate: number } | { readonly free: number }

export function playBufferPool({ memory, poolable, operations }: { memory: number; poolable: number; operations: readonly PoolOperation[] }): unknown {
  const pool = createBufferPool(memory, poolable)
  const allocated: number[] = []
  return operations.map(operation => {
    if ('allocate' in operation) {
      const size = operation.allocate
      allocated.push(size)
      if (size > memory) return { error: hardLimitMessage(pool, size) }
      if (!allocate(pool, size)) return { error: exhaustedMessage(pool, size, NOBODY_WAITS_MS) }
    } else deallocate(pool, allocated[operation.free]!)
    return { available: availableBytes(pool), unallocated: pool.unallocatedBytes }
  })
}
