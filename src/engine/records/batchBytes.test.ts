import { describe, expect, test } from 'vitest'
import { fc, test as property } from '../testing/propertyTest'
import { encodeBatch, encodeMarker, type RecordBytes } from './batchBytes'
import { crc32c } from './crc32c'
import { BATCH_HEADER_BYTES, headersBytes, recordSizeBytes } from './recordSize'

const T = 1_700_000_000_000
const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text)
const hex = (bytes: Uint8Array): string => Array.from(bytes, byte => byte.toString(16).padStart(2, '0')).join('')
const plain = { baseOffset: 0, partitionLeaderEpoch: -1, producerId: -1, producerEpoch: -1, baseSequence: -1, isTransactional: false }
const lengthOf = (bytes: Uint8Array | null): number => (bytes === null ? -1 : bytes.length)

describe('as recorded from Kafka', () => {
  test('two records of an idempotent producer', () => {
    const records = [{ key: bytesOf('k1'), value: bytesOf('hello'), timestampMs: T }, { key: null, value: bytesOf('world'), timestampMs: T + 5 }]
    expect(hex(encodeBatch({ ...plain, producerId: 1000, producerEpoch: 4, baseSequence: 17 }, records)))
      .toBe('00000000000000000000004bffffffff02cd2e54bd0000000000010000018bcfe568000000018bcfe5680500000000000003e8000400000011000000021a000000046b310a68656c6c6f0016000a02010a776f726c6400')
  })
  test('a commit marker', () => {
    expect(hex(encodeMarker({ baseOffset: 7, partitionLeaderEpoch: 3, producerId: 1000, producerEpoch: 4 }, 'COMMIT', 0, T)))
      .toBe('0000000000000007000000420000000302171659a30030000000000000018bcfe568000000018bcfe5680000000000000003e80004ffffffff000000012000000008000000010c00000000000000')
  })
})

const field = fc.option(fc.uint8Array({ maxLength: 80 }), { nil: null })
const record: fc.Arbitrary<RecordBytes> = fc.record({
  key: field, value: field, timestampMs: fc.integer({ min: T - 10_000_000_000, max: T + 10_000_000_000 }),
  headers: fc.array(fc.record({ name: fc.uint8Array({ maxLength: 70 }), value: field }), { maxLength: 3 }),
})
const records = fc.array(record, { minLength: 1, maxLength: 80 })

property('a batch is as long as the sum of its parts says', records, list => {
  const expected = list.reduce((sum, { key, value, timestampMs, headers = [] }, index) => sum + recordSizeBytes(
    index, timestampMs - list[0]!.timestampMs, lengthOf(key), lengthOf(value), headersBytes(headers.map(header => [header.name.length, lengthOf(header.value)])),
  ), BATCH_HEADER_BYTES)
  expect(encodeBatch(plain, list)).toHaveLength(expected)
})
property('a leader may give it an offset and an epoch without touching its checksum', records, list => {
  const sent = encodeBatch(plain, list), stored = encodeBatch({ ...plain, baseOffset: 123_456, partitionLeaderEpoch: 9 }, list)
  expect(stored.slice(16)).toEqual(sent.slice(16))
  expect(stored.slice(0, 16)).not.toEqual(sent.slice(0, 16))
})
property('its checksum covers all that follows, and its header says how much that is', records, list => {
  const bytes = encodeBatch(plain, list), view = new DataView(bytes.buffer)
  expect(view.getUint32(17)).toBe(crc32c(bytes.slice(21)))
  expect(view.getInt32(8)).toBe(bytes.length - 12)
  expect([view.getInt32(23), view.getInt32(57)]).toEqual([list.length - 1, list.length])
  expect(Number(view.getBigInt64(35))).toBe(Math.max(...list.map(({ timestampMs }) => timestampMs)))
})
test('stamped by the topic: the time is the leader’s, and the batch says so', () => {
  const view = new DataView(encodeBatch({ ...plain, logAppendTimeMs: T + 99 }, [{ key: null, value: null, timestampMs: T }]).buffer)
  expect([view.getInt16(21), Number(view.getBigInt64(35))]).toEqual([8, T + 99])
})
