import { beforeAll, describe, expect, test } from 'vitest'
import { fc, test as property } from '../testing/propertyTest'
import { encodeBatch, encodeMarker, encodeRecords, type RecordBytes } from './batchBytes'
import { batchLayout, type BatchField } from './batchLayout'
import { CODEC_NAMES } from './codecs/codec'
import { loadCodec } from './codecs/loadCodec'

const T = 1_700_000_000_000
const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text)
const plain = { baseOffset: 0, partitionLeaderEpoch: -1, producerId: -1, producerEpoch: -1, baseSequence: -1, isTransactional: false }
const two: readonly RecordBytes[] = [{ key: bytesOf('k1'), value: bytesOf('hello'), timestampMs: T, headers: [{ name: bytesOf('trace'), value: null }] }, { key: null, value: bytesOf('wörld'), timestampMs: T + 5 }]
const said = (fields: readonly BatchField[], name: string, record: number | null = null): string | undefined => fields.find(field => field.name === name && field.record === record)?.value

/** Every byte belongs to exactly one field, in order. */
function expectTiling(fields: readonly BatchField[], sizeBytes: number): void {
  let at = 0
  for (const field of fields) {
    expect(field.offset).toBe(at)
    expect(field.sizeBytes).toBeGreaterThan(0)
    at += field.sizeBytes
  }
  expect(at).toBe(sizeBytes)
}

test('a small batch, read aloud', () => {
  const { fields } = batchLayout(encodeBatch({ ...plain, baseOffset: 40, producerId: 1000, producerEpoch: 4, baseSequence: 17 }, two))
  expect(fields.filter(field => field.part === 'header').map(({ name, offset, sizeBytes }) => `${offset} ${sizeBytes} ${name}`)).toEqual([
    '0 8 baseOffset', '8 4 batchLength', '12 4 partitionLeaderEpoch', '16 1 magic', '17 4 crc', '21 2 attributes', '23 4 lastOffsetDelta', '27 8 baseTimestamp', '35 8 maxTimestamp',
    '43 8 producerId', '51 2 producerEpoch', '53 4 baseSequence', '57 4 recordsCount',
  ])
  expect(fields.filter(field => field.record === 0).map(field => `${field.name}: ${field.value}`)).toEqual([
    'length: 20 bytes follow', 'attributes: 0', 'timestampDelta: 0 ms after the first: 1700000000000', 'offsetDelta: 0: offset 40', 'keyLength: 2 bytes', 'key: k1', 'valueLength: 5 bytes', 'value: hello',
    'headersCount: 1 header', 'headerKeyLength: 5 bytes', 'headerKey: trace', 'headerValueLength: −1: null',
  ])
  expect([said(fields, 'offsetDelta', 1), said(fields, 'timestampDelta', 1), said(fields, 'keyLength', 1), said(fields, 'value', 1)]).toEqual(['1: offset 41', '5 ms after the first: 1700000000005', '−1: null', 'wörld'])
  expect([said(fields, 'baseOffset'), said(fields, 'producerId'), said(fields, 'producerEpoch'), said(fields, 'baseSequence'), said(fields, 'attributes')]).toEqual(['40', '1000', '4', '17', 'not compressed, CreateTime'])
  expect(said(fields, 'crc')).toMatch(/and it is right$/)
})
test('a marker says what it decided', () => {
  const { fields } = batchLayout(encodeMarker({ baseOffset: 7, partitionLeaderEpoch: 3, producerId: 1000, producerEpoch: 4 }, 'COMMIT', 6, T))
  expect([said(fields, 'key', 0), said(fields, 'value', 0), said(fields, 'attributes')]).toEqual(['version 0, type 1: COMMIT', 'version 0, coordinator epoch 6', 'not compressed, CreateTime, transactional, control batch'])
  expectTiling(fields, 78)
})
test('what is no batch is refused in words', () => {
  const bytes = encodeBatch(plain, two)
  expect(() => batchLayout(bytes.slice(0, 60))).toThrow('A batch begins with a header of 61 bytes; these are 60.')
  expect(() => batchLayout(bytes.slice(0, -1))).toThrow('The batch says that it is')
  const older = bytes.slice()
  older[16] = 1
  expect(() => batchLayout(older)).toThrow('the magic byte says 1')
  const unknown = bytes.slice()
  unknown[22] = 6
  expect(() => batchLayout(unknown)).toThrow('Unknown compression type id: 6')
})
test('one bit changed on the way: the checksum tells', () => {
  const bytes = encodeBatch(plain, two)
  bytes[bytes.length - 3]! ^= 1
  expect(said(batchLayout(bytes).fields, 'crc')).toMatch(/damaged$/)
})

describe('with every codec', () => {
  beforeAll(async () => { for (const name of CODEC_NAMES) await loadCodec(name) })
  const field = fc.option(fc.uint8Array({ maxLength: 200 }), { nil: null })
  const record: fc.Arbitrary<RecordBytes> = fc.record({
    key: field, value: field, timestampMs: fc.integer({ min: T - 10_000_000_000, max: T + 10_000_000_000 }),
    headers: fc.array(fc.record({ name: fc.uint8Array({ maxLength: 70 }), value: field }), { maxLength: 3 }),
  })
  const batches = fc.tuple(fc.constantFrom(...CODEC_NAMES), fc.array(record, { minLength: 1, maxLength: 30 }))
  property('the fields tile the batch, and what is unpacked, without a gap', batches, ([codec, list]) => {
    const bytes = encodeBatch({ ...plain, codec }, list)
    const { fields, unpacked, recordCount } = batchLayout(bytes)
    expectTiling(fields, bytes.length)
    expect(recordCount).toBe(list.length)
    if (codec === 'none') expect(unpacked).toBeNull()
    else {
      expect(unpacked!.bytes).toEqual(encodeRecords(list))
      expectTiling(unpacked!.fields, unpacked!.bytes.length)
    }
    const ofRecords = unpacked?.fields ?? fields
    expect(ofRecords.filter(one => one.name === 'offsetDelta')).toHaveLength(list.length)
  })
  property('damaged bytes end in a layout or in words', fc.tuple(batches, fc.nat(), fc.integer({ min: 1, max: 255 })), ([[codec, list], place, bits]) => {
    const bytes = encodeBatch({ ...plain, codec }, list)
    bytes[place % bytes.length]! ^= bits
    try { expectTiling(batchLayout(bytes).fields, bytes.length) } catch (problem) { expect((problem as Error).message).toMatch(/^[A-Z0-9].*\.$|Unknown compression|magic/s) }
  }, 300)
})
