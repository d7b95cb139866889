import { describe, expect, test } from 'vitest'
import { fc, test as property } from '../testing/propertyTest'
import { allocate, availableBytes, createBufferPool, deallocate, exhaustedMessage, hardLimitMessage } from './bufferPool'

test('a buffer of batch.size is kept for the next batch; any other size goes back to the common memory', () => {
  const pool = createBufferPool(1000, 100)
  expect([allocate(pool, 100), allocate(pool, 250)]).toEqual([true, true])
  deallocate(pool, 100)
  deallocate(pool, 250)
  expect(pool).toMatchObject({ freeBuffers: 1, unallocatedBytes: 900 })
  expect(allocate(pool, 100)).toBe(true)
  expect(pool).toMatchObject({ freeBuffers: 0, unallocatedBytes: 900 })
})
test('kept buffers are broken up, no more than needed, when a larger piece is wanted', () => {
  const pool = createBufferPool(300, 100)
  for (let count = 0; count < 3; count++) allocate(pool, 100)
  for (let count = 0; count < 3; count++) deallocate(pool, 100)
  expect(allocate(pool, 150)).toBe(true)
  expect(pool).toMatchObject({ freeBuffers: 1, unallocatedBytes: 50 })
})
test('not enough: nothing is taken', () => {
  const pool = createBufferPool(300, 100)
  allocate(pool, 250)
  expect(allocate(pool, 51)).toBe(false)
  expect(availableBytes(pool)).toBe(50)
})

describe('Kafka’s own words', () => {
  const pool = createBufferPool(300, 100)
  test('more than there ever is', () => { expect(hardLimitMessage(pool, 301)).toBe('Attempt to allocate 301 bytes, but there is a hard limit of 300 on memory allocations.') })
  test('waited in vain', () => {
    allocate(pool, 250)
    expect(exhaustedMessage(pool, 100, 60_000)).toBe('Failed to allocate 100 bytes within the configured max blocking time 60000 ms. Total memory: 300 bytes. Available memory: 50 bytes. Poolable size: 100 bytes')
  })
})

property('memory is neither lost nor made', fc.array(fc.oneof(fc.constant(100), fc.integer({ min: 1, max: 400 }), fc.constant(0)), { maxLength: 100 }), sizes => {
  const pool = createBufferPool(1000, 100), held: number[] = []
  for (const size of sizes) {
    const freeBytes = availableBytes(pool)
    if (size === 0) { const first = held.shift(); if (first !== undefined) deallocate(pool, first) }
    else if (allocate(pool, size)) held.push(size)
    else expect(freeBytes).toBeLessThan(size)
    expect(availableBytes(pool) + held.reduce((sum, one) => sum + one, 0)).toBe(1000)
    expect(Math.min(pool.unallocatedBytes, pool.freeBuffers)).toBeGreaterThanOrEqual(0)
  }
}, 300)
