import { expect, test } from 'vitest'
import { fc, test as property } from '../testing/propertyTest'
import { crc32c } from './crc32c'

/** The definition: the remainder of a division by the Castagnoli polynomial, bit by bit. */
const bitByBit = (bytes: Uint8Array): number => {
  let sum = 0xffffffff
  for (const byte of bytes) for (let bit = 0; bit < 8; bit++) sum = (((sum ^ (byte >>> bit)) & 1) === 1 ? (sum >>> 1) ^ 0x82f63b78 : sum >>> 1) >>> 0
  return (sum ^ 0xffffffff) >>> 0
}

test('the check value of CRC-32C', () => { expect(crc32c(new TextEncoder().encode('123456789'))).toBe(0xe3069283) })
test('no bytes', () => { expect(crc32c(new Uint8Array())).toBe(0) })
property('is what the definition says', fc.uint8Array({ maxLength: 200 }), bytes => { expect(crc32c(bytes)).toBe(bitByBit(bytes)) })
property('of a part is that of the part alone', fc.tuple(fc.uint8Array({ maxLength: 50 }), fc.nat(50), fc.nat(50)), ([bytes, from, to]) => {
  const end = Math.min(bytes.length, to)
  expect(crc32c(bytes, from, end)).toBe(bitByBit(bytes.slice(from, Math.max(from, end))))
})
