import { beforeAll, describe, expect, test } from 'vitest'
import { fc, test as property } from '../testing/propertyTest'
import { encodeRecords } from './batchBytes'
import { compress } from './codecs/codec'
import { loadCodec } from './codecs/loadCodec'
import { DOCUMENT_KINDS } from './rideDocuments'
import { VALUE_KINDS, valueBytes, type ValueKind } from './values'

const textOf = (bytes: Uint8Array): string => new TextDecoder().decode(bytes)

test('a ride request, as it has always been for this seed and record', () => {
  expect(textOf(valueBytes('ride-request', 160, 7, -1, 'rider-7'))).toMatchInlineSnapshot(`"{"riderId":"rider-7","city":"Pune","pickup":{"lat":18.480325,"lon":73.885367},"dropoff":{"lat":18.481846,"lon":73.815967},"product":"standard","requestedAt":1700000000157,"requestId":"41b590bb-d242-4c8f-adb4-eaffa26ef429","passengers":4,"appVersion":"8.41.2"}"`)
})
test.each(DOCUMENT_KINDS)('%s is JSON, about its key, another for another record or seed, the same when asked again', kind => {
  const once = textOf(valueBytes(kind, 11, 3, -1, 'rider-é"6'))
  expect(Object.values(JSON.parse(once) as object)).toContain('rider-é"6')
  expect(textOf(valueBytes(kind, 11, 3, -1, 'rider-é"6'))).toBe(once)
  expect(textOf(valueBytes(kind, 11, 4, -1, 'rider-é"6'))).not.toBe(once)
  expect(textOf(valueBytes(kind, 12, 3, -1, 'rider-é"6'))).not.toBe(once)
  expect(once.length).toBeGreaterThan(120)
  expect(once.length).toBeLessThan(900)
})
const asked = fc.tuple(fc.constantFrom<ValueKind>(...VALUE_KINDS), fc.integer({ min: 0, max: 4_000_000 }), fc.integer({ min: 0, max: 3000 }), fc.option(fc.string({ maxLength: 30 }), { nil: null }))
property('has exactly the size asked for', asked, ([kind, record, sizeBytes, key]) => { expect(valueBytes(kind, 5, record, sizeBytes, key)).toHaveLength(sizeBytes) }, 300)
property('a document of 100 bytes or more is whole JSON', fc.tuple(fc.constantFrom(...DOCUMENT_KINDS), fc.integer({ min: 0, max: 9999 }), fc.integer({ min: 100, max: 2000 })), ([kind, record, sizeBytes]) => {
  expect(() => JSON.parse(textOf(valueBytes(kind, 5, record, sizeBytes, 'rider-7'))) as unknown).not.toThrow()
}, 300)

describe('compressed', () => {
  beforeAll(async () => { await loadCodec('gzip') })
  const ratio = (kind: ValueKind): number => {
    const plain = encodeRecords(Array.from({ length: 100 }, (_none, record) => ({ key: null, value: valueBytes(kind, 1, record, kind === 'x' || kind === 'random' ? 200 : -1, null), timestampMs: 0 })))
    return compress('gzip', null, plain).length / plain.length
  }
  test.each(DOCUMENT_KINDS)('a batch of 100 %s shrinks to between a sixth and a half, as such JSON does', kind => {
    expect(ratio(kind)).toBeGreaterThan(1 / 6)
    expect(ratio(kind)).toBeLessThan(1 / 2)
  })
  test('x to next to nothing, random not at all', () => {
    expect(ratio('x')).toBeLessThan(0.05)
    expect(ratio('random')).toBeGreaterThan(0.95)
  })
})
