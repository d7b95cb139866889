/**
 * The producer's memory: buffers of batch.size are kept for reuse, all else comes from what is left.
 * Kafka: clients/producer/internals/BufferPool.java; spec §5.2.
 * Simplified: one application thread waits at a time (application.ts), so there is no queue of waiters here.
 */
export interface BufferPool {
  readonly totalBytes: number
  readonly poolableBytes: number
  freeBuffers: number
  /** Memory that has never been, or is no longer, a pooled buffer. */
  unallocatedBytes: number
}

export function createBufferPool(totalBytes: number, poolableBytes: number): BufferPool {
  return { totalBytes, poolableBytes, freeBuffers: 0, unallocatedBytes: totalBytes }
}

export const availableBytes = (pool: BufferPool): number => pool.unallocatedBytes + pool.freeBuffers * pool.poolableBytes

/** Takes memory without waiting; false if there is not enough. More than the whole pool is the caller's error (send() checks it). */
export function allocate(pool: BufferPool, sizeBytes: number): boolean {
  if (sizeBytes === pool.poolableBytes && pool.freeBuffers > 0) {
    pool.freeBuffers--
    return true
  }
  if (availableBytes(pool) < sizeBytes) return false
  while (pool.unallocatedBytes < sizeBytes) {
    pool.freeBuffers--
    pool.unallocatedBytes += pool.poolableBytes
  }
  pool.unallocatedBytes -= sizeBytes
  return true
}

/** Kafka's words when a buffer is asked for that the whole pool could not hold (IllegalArgumentException). */
export const hardLimitMessage = (pool: BufferPool, sizeBytes: number): string =>
  `Attempt to allocate ${sizeBytes} bytes, but there is a hard limit of ${pool.totalBytes} on memory allocations.`

/** Kafka's words when a wait for memory has ended without it (BufferExhaustedException). */
export const exhaustedMessage = (pool: BufferPool, sizeBytes: number, maxBlockMs: number): string =>
  `Failed to allocate ${sizeBytes} bytes within the configured max blocking time ${maxBlockMs} ms. Total memory: ${pool.totalBytes} bytes. `
  + `Available memory: ${availableBytes(pool)} bytes. Poolable size: ${pool.poolableBytes} bytes`

/** Gives memory back; a buffer of the poolable size is kept as one. */
export function deallocate(pool: BufferPool, sizeBytes: number): void {
  if (sizeBytes === pool.poolableBytes) pool.freeBuffers++
  else pool.unallocatedBytes += sizeBytes
}
