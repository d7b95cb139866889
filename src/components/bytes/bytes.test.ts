/** The pure parts of the view of bytes. */
import { beforeAll, describe, expect, test } from 'vitest'
import { fc, test as property } from '../../engine/testing/propertyTest'
import { batchLayout } from '../../engine/records/batchLayout'
import { CODEC_NAMES } from '../../engine/records/codecs/codec'
import { loadCodec } from '../../engine/records/codecs/loadCodec'
import { valueBytes } from '../../engine/records/values'
import { batchCosts } from './batchCosts'
import { fieldRows, shortened } from './fieldRows'
import { fieldAfterKey, fieldIndexAt, printed, visibleRows } from './hexRows'
import { packed, packings, type BatchSource, type CodecStates } from './packings'

const T = 1_700_000_000_000
const header = { baseOffset: 40, partitionLeaderEpoch: 0, producerId: 1000, producerEpoch: 0, baseSequence: 3, isTransactional: false }
const rides = (count: number): BatchSource => ({ header, records: Array.from({ length: count }, (_none, record) => ({ key: new TextEncoder().encode('rider-6'), value: valueBytes('ride-request', 11, record, 120, 'rider-6'), timestampMs: T + record })) })
const three = batchLayout(packed(rides(3), 'none', null))
const all = (state: CodecStates['none']): CodecStates => ({ none: 'loaded', gzip: state, snappy: state, lz4: state, zstd: state })

beforeAll(async () => { for (const name of CODEC_NAMES) await loadCodec(name) })

describe('what it costs', () => {
  test('three records without compression: the parts are the whole', () => {
    const costs = batchCosts(three)
    expect(costs).toMatchObject({ header: 61, key: 21, value: 360, recordHeader: 0, saved: 0 })
    expect(costs.header + costs.framing + costs.key + costs.value).toBe(costs.total)
    expect(costs.framingPerRecord).toBe(costs.framing / 3)
  })
  test.each(CODEC_NAMES)('with %s the parts less what is saved are the whole', codec => {
    const costs = batchCosts(batchLayout(packed(rides(40), codec, null)))
    expect(costs.header + costs.framing + costs.key + costs.value - costs.saved).toBe(costs.total)
    expect(costs.saved > 0).toBe(codec !== 'none')
  })
  test('a lone small record gets larger by gzip’s own frame, and that is not hidden', () => {
    const one: BatchSource = { header, records: [{ key: null, value: new Uint8Array([1, 2, 3]), timestampMs: T }] }
    expect(batchCosts(batchLayout(packed(one, 'gzip', null))).saved).toBeLessThan(0)
  })
})

describe('sizes side by side', () => {
  test('every codec makes forty ride requests smaller, zstd and gzip more than lz4 and snappy', () => {
    const size = Object.fromEntries(packings(rides(40), {}, all('loaded')).map(({ codec, sizeBytes }) => [codec, sizeBytes!])) as Record<string, number>
    expect(size['zstd']).toBeLessThan(size['lz4']!)
    expect(size['gzip']).toBeLessThan(size['snappy']!)
    expect(size['lz4']).toBeLessThan(size['none']!)
    expect(size['none']).toBe(packed(rides(40), 'none', null).length)
  })
  test('a codec that is on its way, or cannot be had, has no size', () => {
    expect(packings(rides(2), {}, all('loading')).map(({ sizeBytes }) => sizeBytes === null)).toEqual([false, true, true, true, true])
    expect(packings(rides(2), {}, all({ problem: 'offline' }))[4]).toMatchObject({ codec: 'zstd', sizeBytes: null, share: null, state: { problem: 'offline' } })
  })
  test('a level counts', () => {
    const at = (level: number): number => packings(rides(40), { gzip: level }, all('loaded'))[1]!.sizeBytes!
    expect(at(1)).toBeGreaterThan(at(9))
  })
})

describe('from byte to field and on by keyboard', () => {
  const { fields } = three
  property('every byte has the field that holds it', fc.nat(batchCosts(three).total - 1), offset => {
    const field = fields[fieldIndexAt(fields, offset)]!
    expect(field.offset <= offset && offset < field.offset + field.sizeBytes).toBe(true)
  })
  const walk = (key: string, from: number, rowBytes: number): number => fieldAfterKey(key, fields, from, rowBytes)!
  test('right and left go field by field, and stop at the ends', () => {
    expect([walk('ArrowRight', 0, 16), walk('ArrowLeft', 0, 16), walk('ArrowRight', fields.length - 1, 16)]).toEqual([1, 0, fields.length - 1])
  })
  test('down goes a row of bytes further, at least one field; without rows, one field', () => {
    expect(fields[walk('ArrowDown', 0, 16)]!.name).toBe('magic')
    expect(walk('ArrowDown', 0, 0)).toBe(1)
    for (const rowBytes of [0, 8, 16]) {
      let at = 0
      for (let presses = 0; presses < fields.length; presses++) at = walk('ArrowDown', at, rowBytes)
      expect(at).toBe(fields.length - 1)
      for (let presses = 0; presses < fields.length; presses++) at = walk('ArrowUp', at, rowBytes)
      expect(at).toBe(0)
    }
  })
  test('page keys go from record to record, Home and End to the ends, others nowhere', () => {
    const first = walk('PageDown', 4, 16)
    expect(fields[first]).toMatchObject({ record: 0, name: 'length' })
    expect(fields[walk('PageDown', first, 16)]).toMatchObject({ record: 1, name: 'length' })
    expect(walk('PageUp', first, 16)).toBe(0)
    expect([walk('Home', 9, 16), walk('End', 9, 16)]).toEqual([0, fields.length - 1])
    expect(fieldAfterKey(' ', fields, 3, 16)).toBeNull()
  })
  test('only rows in sight are drawn', () => {
    expect(visibleRows(1000, 22, 2200, 440)).toEqual([94, 126])
    expect(visibleRows(3, 22, 0, 440)).toEqual([0, 3])
  })
  test('a byte as a letter', () => { expect([0x41, 0x0a, 0xff].map(printed)).toEqual(['A', '·', '·']) })
})

describe('the list', () => {
  test('header fields, then a line a record; the one looked at is open', () => {
    const kinds = (selected: number): string => fieldRows(three.fields, selected).map(row => (row.kind === 'field' ? 'f' : row.isOpen ? 'R' : 'r')).join('')
    expect(kinds(0)).toBe('fffffffffffffrrr')
    expect(kinds(14)).toBe('fffffffffffffRfffffffffrr')
  })
  test('a record goes by its key and counts its bytes', () => {
    const lines = fieldRows(three.fields, 0).filter(row => row.kind === 'record')
    expect(lines[1]).toMatchObject({ record: 1, title: 'rider-6' })
    expect(lines.reduce((sum, { sizeBytes }) => sum + sizeBytes, 61)).toBe(batchCosts(three).total)
  })
  test('long values end in an ellipsis', () => { expect(shortened('abcdef', 4)).toBe('abc…') })
})
