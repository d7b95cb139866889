/** How many records join a batch; figures as recorded from Kafka (spec §14.2, CF-14 to CF-17). */
import { describe, expect, test } from 'vitest'
import { fc, test as property } from '../testing/propertyTest'
import { appendToBuilder, closeForAppends, hasRoomFor, isFull, openBuilder, type BatchBuilder } from './batchBuilder'
import { recordSizeBytes, upperBound } from './recordSize'

/** Appends records of one size until one finds no room. */
function fill(batchSizeBytes: number, valueBytes: number, options: { key?: number; ratio?: number; stepMs?: number } = {}): BatchBuilder {
  const { key = -1, ratio, stepMs = 0 } = options
  const builder = openBuilder(Math.max(1, batchSizeBytes, upperBound(key, valueBytes)), ratio)
  for (;;) {
    const recordBytes = recordSizeBytes(builder.recordCount, builder.recordCount * stepMs, key, valueBytes)
    if (!hasRoomFor(builder, recordBytes)) return builder
    appendToBuilder(builder, recordBytes)
  }
}

describe('without a codec', () => {
  test.each([
    [16_384, -1, 10, 910, 16_377], [16_384, -1, 63, 227, 16_341], [16_384, -1, 64, 221, 16_351], [16_384, -1, 100, 148, 16_277], [16_384, -1, 1000, 16, 16_205], [16_384, -1, 0, 2048, 16_381],
    [16_384, 10, 100, 136, 16_317], [32_768, 36, 512, 58, 32_367], [1024, -1, 100, 8, 933], [200, -1, 100, 1, 170],
  ])('batch.size %i, key %i, value %i: %i records, %i bytes', (batchSize, key, value, records, bytes) => {
    expect(fill(batchSize, value, { key })).toMatchObject({ recordCount: records, estimatedBytes: bytes })
  })
  test('a record larger than batch.size has the batch to itself', () => { expect(fill(16_384, 20_000)).toMatchObject({ recordCount: 1, estimatedBytes: 20_072 }) })
  test('batch.size 0 is no promise of one record a batch: two small ones fit where one was bounded', () => { expect(fill(0, 10)).toMatchObject({ recordCount: 2, estimatedBytes: 95 }) })
})

describe('with a codec', () => {
  test.each([[-1, 100, 141, 16_279], [-1, 1000, 15, 15_952], [10, 100, 130, 16_373], [10, 1000, 15, 16_110]])('key %i, value %i: a fresh topic’s first batch holds %i records, estimated at %i bytes', (key, value, records, estimated) => {
    expect(fill(16_384, value, { key, ratio: 1 })).toMatchObject({ recordCount: records, estimatedBytes: estimated })
  })
  test('a better estimate lets more in', () => { expect(fill(16_384, 100, { ratio: Math.fround(0.5) }).recordCount).toBeGreaterThan(148) })
})

test('an empty batch is never full, and takes a first record of any size; a closed one takes nothing', () => {
  const builder = openBuilder(100)
  expect(isFull(builder)).toBe(false)
  expect(hasRoomFor(builder, 1_000_000)).toBe(true)
  closeForAppends(builder)
  expect([isFull(builder), hasRoomFor(builder, 1)]).toEqual([true, false])
})

property('no batch grows beyond its limit, save by its first record', fc.tuple(fc.nat(2000), fc.array(fc.integer({ min: 7, max: 900 }), { minLength: 1, maxLength: 100 })), ([limit, sizes]) => {
  const builder = openBuilder(limit)
  for (const bytes of sizes) if (hasRoomFor(builder, bytes)) appendToBuilder(builder, bytes)
  expect(builder.recordCount === 1 || builder.estimatedBytes <= limit).toBe(true)
  expect(builder.recordCount).toBeGreaterThan(0)
})
