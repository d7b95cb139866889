import { gunzipSync } from 'node:zlib'
import { beforeAll, describe, expect, test } from 'vitest'
import { fc, test as property } from '../../testing/propertyTest'
import { payloadBytes } from '../payloads'
import { CODEC_LEVELS, CODEC_NAMES, codecOfNumber, compress, decompress, isCodecLoaded, type CodecName } from './codec'
import { loadCodec } from './loadCodec'

const hex = (bytes: Uint8Array): string => Array.from(bytes, byte => byte.toString(16).padStart(2, '0')).join('')
const real = CODEC_NAMES.filter(name => name !== 'none')
const json = (records: number, sizeBytes: number): Uint8Array => Uint8Array.from(Array.from({ length: records }, (_none, index) => [...payloadBytes('json', index, sizeBytes)]).flat())

test('before it is loaded a codec says so, and which call comes first', () => {
  expect(isCodecLoaded('zstd')).toBe(false)
  expect(() => compress('zstd', null, new Uint8Array(3))).toThrow("The zstd codec is not loaded yet: loadCodec('zstd') comes first.")
})

describe('loaded', () => {
  beforeAll(async () => { for (const name of CODEC_NAMES) await loadCodec(name) })

  /** Bytes with repetition near and far, none at all, and of awkward lengths. */
  const some = fc.oneof(
    fc.uint8Array({ maxLength: 400 }),
    fc.array(fc.tuple(fc.constantFrom('abc', 'a', 'driver-', '{"fare":', 'é'), fc.integer({ min: 1, max: 90 })), { maxLength: 60 }).map(parts => new TextEncoder().encode(parts.map(([text, times]) => text.repeat(times)).join(''))),
    fc.tuple(fc.constantFrom('noise' as const, 'json' as const), fc.integer({ min: 30_000, max: 90_000 })).map(([payload, sizeBytes]) => payloadBytes(payload, 3, sizeBytes)),
  )
  const levels = (name: CodecName): fc.Arbitrary<number | null> => {
    const known = CODEC_LEVELS[name]
    return known ? fc.option(fc.integer({ min: Math.max(known.lowest, -50), max: Math.min(known.highest, 19) }), { nil: null }).map(level => (level === 0 && name !== 'zstd' ? null : level)) : fc.constant(null)
  }
  for (const name of CODEC_NAMES) {
    property(`${name} gives back what it got, at any level`, fc.tuple(levels(name), some), ([level, bytes]) => {
      expect(decompress(name, compress(name, level, bytes))).toEqual(Uint8Array.from(bytes))
    }, 25)
  }
  test.each(real)('%s on damaged bytes is an error in words or other bytes, never a crash of another kind', name => {
    const whole = compress(name, null, json(20, 100))
    // A snappy stream of its header alone is whole, and empty.
    for (let cut = 0; cut < 60; cut++) if (name !== 'snappy' || cut !== 16) expect(() => decompress(name, whole.slice(0, cut))).toThrow(/zstd|snappy|lz4|gzip/)
    for (let at = 0; at < whole.length; at += 7) {
      const damaged = whole.slice()
      damaged[at]! ^= 0x55
      try { decompress(name, damaged) } catch (problem) { expect((problem as Error).message).toMatch(/zstd|snappy|lz4|gzip/) }
    }
  })
  test('each frame begins as Kafka’s does', () => {
    const starts = Object.fromEntries(real.map(name => [name, hex(compress(name, null, json(20, 100)).slice(0, 20))]))
    expect(starts['gzip']).toMatch(/^1f8b08000000000000ff/)
    expect(starts['snappy']).toMatch(/^82534e41505059000000000100000001/)
    expect(starts['lz4']).toMatch(/^04224d18604082/)
    expect(starts['zstd']).toMatch(/^28b52ffd0058/)
    expect(hex(compress('zstd', null, json(20, 100)))).toMatch(/010000$/)
  })
  test('gzip is read by another gunzip', () => {
    const bytes = json(20, 100)
    expect(Uint8Array.from(gunzipSync(compress('gzip', 9, bytes)))).toEqual(bytes)
  })
  test.each([['gzip', 1, 9], ['lz4', 1, 17], ['zstd', -50, 19]] as const)('%s: level %i is larger than level %i', (name, low, high) => {
    const bytes = json(200, 100)
    expect(compress(name, low, bytes).length).toBeGreaterThan(compress(name, high, bytes).length)
  })
  test('lz4’s default level 9 is the fast compressor: larger than even level 1, as in Kafka', () => {
    const bytes = json(100, 100)
    expect(compress('lz4', 9, bytes).length).toBeGreaterThan(compress('lz4', 1, bytes).length)
    expect(compress('lz4', null, bytes)).toEqual(compress('lz4', 9, bytes))
  })
  test('snappy cuts into blocks of 32 KiB, lz4 of 64 KiB', () => {
    const noise = payloadBytes('noise', 0, 70_000)
    expect(compress('snappy', null, noise).length).toBeGreaterThan(16 + 3 * 4 + 70_000)
    expect(compress('lz4', null, noise)).toHaveLength(7 + 2 * 4 + 70_000 + 4)
  })
  test.each([['gzip', 0], ['gzip', 10], ['lz4', 0], ['lz4', 18], ['zstd', 23], ['gzip', 1.5]] as const)('%s has no level %d', (name, level) => {
    expect(() => compress(name, level, new Uint8Array(3))).toThrow(`${name} doesn't support given compression level: ${level}`)
  })
  test('numbers in a batch’s attributes', () => {
    expect([0, 1, 2, 3, 4].map(codecOfNumber)).toEqual([...CODEC_NAMES])
    expect(() => codecOfNumber(5)).toThrow('Unknown compression type id: 5')
  })
})
