/**
 * The producer's memory: buffers of batch.size are kept for reuse, all else comes from what is left. Who finds too little waits in line; only the
 * first in line is served, piece by piece.
 * Kafka: clients/producer/internals/BufferPool.java; spec §5.2.
 */
export interface BufferPool {
  readonly totalBytes: number
  readonly poolableBytes: number
  freeBuffers: number
  /** Memory that has never been, or is no longer, a pooled buffer. */
  unallocatedBytes: number
  /** First in line first. */
  waiters: MemoryWaiter[]
}
/** An application thread inside send() that waits for memory. */
export interface MemoryWaiter {
  readonly thread: number
  readonly sizeBytes: number
  gotBytes: number
  /** Memory has come back since it last looked. */
  signalled: boolean
}

export function createBufferPool(totalBytes: number, poolableBytes: number): BufferPool {
  return { totalBytes, poolableBytes, freeBuffers: 0, unallocatedBytes: totalBytes, waiters: [] }
}

/** What waiters have gathered so far is not available any more. */
export const availableBytes = (pool: BufferPool): number => pool.unallocatedBytes + pool.freeBuffers * pool.poolableBytes

/** Takes memory without waiting; false if there is not enough. More than the whole pool is the caller's error (send() checks it). */
export function allocate(pool: BufferPool, sizeBytes: number): boolean {
  if (sizeBytes === pool.poolableBytes && pool.freeBuffers > 0) {
    pool.freeBuffers--
    return true
  }
  if (availableBytes(pool) < sizeBytes) return false
  freeUp(pool, sizeBytes)
  pool.unallocatedBytes -= sizeBytes
  signalIfAny(pool)
  return true
}

function freeUp(pool: BufferPool, sizeBytes: number): void {
  while (pool.freeBuffers > 0 && pool.unallocatedBytes < sizeBytes) {
    pool.freeBuffers--
    pool.unallocatedBytes += pool.poolableBytes
  }
}

/** The thread goes to the end of the line. */
export function waitForMemory(pool: BufferPool, thread: number, sizeBytes: number): void {
  pool.waiters.push({ thread, sizeBytes, gotBytes: 0, signalled: false })
}

/** A signalled waiter takes what there is. True if it has all it needs: it leaves the line and the next one is signalled. */
export function gather(pool: BufferPool, waiter: MemoryWaiter): boolean {
  waiter.signalled = false
  if (waiter.gotBytes === 0 && waiter.sizeBytes === pool.poolableBytes && pool.freeBuffers > 0) {
    pool.freeBuffers--
    waiter.gotBytes = waiter.sizeBytes
  } else {
    freeUp(pool, waiter.sizeBytes - waiter.gotBytes)
    const gotBytes = Math.min(waiter.sizeBytes - waiter.gotBytes, pool.unallocatedBytes)
    pool.unallocatedBytes -= gotBytes
    waiter.gotBytes += gotBytes
  }
  if (waiter.gotBytes < waiter.sizeBytes) return false
  leave(pool, waiter)
  return true
}

/** The waiter gives up: what it has gathered goes back. */
export function giveUp(pool: BufferPool, waiter: MemoryWaiter): void {
  pool.unallocatedBytes += waiter.gotBytes
  leave(pool, waiter)
}

function leave(pool: BufferPool, waiter: MemoryWaiter): void {
  pool.waiters = pool.waiters.filter(other => other !== waiter)
  signalIfAny(pool)
}

function signalIfAny(pool: BufferPool): void {
  const [first] = pool.waiters
  if (first !== undefined && availableBytes(pool) > 0) first.signalled = true
}

/** Gives memory back and signals the first in line; a buffer of the poolable size is kept as one, unless it `hasGrown` since (it is then another's size). */
export function deallocate(pool: BufferPool, sizeBytes: number, hasGrown = false): void {
  if (sizeBytes === pool.poolableBytes && !hasGrown) pool.freeBuffers++
  else pool.unallocatedBytes += sizeBytes
  const [first] = pool.waiters
  if (first !== undefined) first.signalled = true
}

/** Kafka's words when a buffer is asked for that the whole pool could not hold (IllegalArgumentException). */
export const hardLimitMessage = (pool: BufferPool, sizeBytes: number): string =>
  `Attempt to allocate ${sizeBytes} bytes, but there is a hard limit of ${pool.totalBytes} on memory allocations.`

/** Kafka's words when a wait for memory has ended without it (BufferExhaustedException). `available` as of that moment. */
export const exhaustedMessage = (pool: BufferPool, sizeBytes: number, maxBlockMs: number, available = availableBytes(pool)): string =>
  `Failed to allocate ${sizeBytes} bytes within the configured max blocking time ${maxBlockMs} ms. Total memory: ${pool.totalBytes} bytes. `
  + `Available memory: ${available} bytes. Poolable size: ${pool.poolableBytes} bytes`
