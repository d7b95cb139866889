import { expect, test } from 'vitest'
import { fc, test as property } from '../testing/propertyTest'
import { sizeOfVarint, sizeOfVarlong, writeVarint, writeVarlong } from './varint'

const varint = (value: number): number[] => { const bytes: number[] = []; writeVarint(bytes, value); return bytes }
const varlong = (value: number | bigint): number[] => { const bytes: number[] = []; writeVarlong(bytes, value); return bytes }
/** Read back the plain way: seven bits a byte, lowest first, then undo the zig-zag. */
const read = (bytes: readonly number[]): bigint => {
  const zigZag = bytes.reduce((sum, byte, index) => sum | (BigInt(byte & 0x7f) << BigInt(7 * index)), 0n)
  return (zigZag & 1n) === 0n ? zigZag >> 1n : -(zigZag >> 1n) - 1n
}

test.each([
  [0, 1], [-1, 1], [63, 1], [-64, 1], [64, 2], [-65, 2], [8191, 2], [8192, 3], [-8193, 3], [1_048_575, 3], [1_048_576, 4], [134_217_727, 4], [134_217_728, 5], [2_147_483_647, 5], [-2_147_483_648, 5],
])('%i takes %i bytes, as varint and as varlong', (value, bytes) => {
  expect([sizeOfVarint(value), varint(value).length, sizeOfVarlong(value), varlong(value).length]).toEqual([bytes, bytes, bytes, bytes])
})

test.each([[2n ** 34n - 1n, 5], [2n ** 34n, 6], [-(2n ** 41n), 6], [2n ** 41n, 7], [2n ** 48n, 8], [2n ** 55n - 1n, 8], [2n ** 55n, 9], [-(2n ** 62n), 9], [2n ** 62n, 10], [2n ** 63n - 1n, 10], [-(2n ** 63n), 10]])('%s takes %i bytes', (value, bytes) => {
  expect([sizeOfVarlong(value), varlong(value).length]).toEqual([bytes, bytes])
})

property('a varlong can be read back, and is as long as was said', fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }), value => {
  const bytes = varlong(value)
  expect(read(bytes)).toBe(value)
  expect(bytes).toHaveLength(sizeOfVarlong(value))
  expect(bytes.map(byte => byte >= 0x80)).toEqual(bytes.map((_byte, index) => index < bytes.length - 1))
}, 1000)

property('a safe integer is the same as number and as bigint', fc.maxSafeInteger(), value => {
  expect(varlong(value)).toEqual(varlong(BigInt(value)))
  expect(sizeOfVarlong(value)).toBe(sizeOfVarlong(BigInt(value)))
})

property('a varint is the varlong of the same number', fc.integer(), value => { expect(varint(value)).toEqual(varlong(BigInt(value))) })
