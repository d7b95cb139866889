/**
 * Zig-zag variable-length integers.
 * Kafka: common/utils/ByteUtils#writeVarint, #writeVarlong, #sizeOfVarint, #sizeOfVarlong.
 */

/** Bytes that a 32-bit integer takes as a varint, 1 to 5. */
export function sizeOfVarint(value: number): number {
  const zigZag = ((value << 1) ^ (value >> 31)) >>> 0
  return zigZag < 0x80 ? 1 : zigZag < 0x4000 ? 2 : zigZag < 0x200000 ? 3 : zigZag < 0x10000000 ? 4 : 5
}

/** Bytes that a 64-bit integer takes as a varlong, 1 to 10; a safe integer as number, any other as bigint. */
export function sizeOfVarlong(value: number | bigint): number {
  if (typeof value === 'number' && value === (value | 0)) return sizeOfVarint(value)
  let zigZag = zigZag64(BigInt(value))
  let bytes = 1
  while ((zigZag >>= 7n) > 0n) bytes++
  return bytes
}

const zigZag64 = (value: bigint): bigint => BigInt.asUintN(64, (value << 1n) ^ (value >> 63n))

/** Appends a varint's bytes. */
export const writeVarint = (bytes: number[], value: number): void => writeVarlong(bytes, value | 0)

/** Appends a varlong's bytes; `value` within 64 bits. */
export function writeVarlong(bytes: number[], value: number | bigint): void {
  let zigZag = zigZag64(BigInt(value))
  while (zigZag >= 0x80n) {
    bytes.push(Number(zigZag & 0x7fn) | 0x80)
    zigZag >>= 7n
  }
  bytes.push(Number(zigZag))
}
