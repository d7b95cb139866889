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
  if (typeof value === 'bigint') return value >= -SAFE && value <= SAFE ? sizeOfVarlong(Number(value)) : sizeBeyondSafe(value)
  if (value === (value | 0)) return sizeOfVarint(value)
  // Zig-zag doubles the magnitude, hence 6 bits in the first byte; powers of two are exact beyond 2^53 too.
  const magnitude = value < 0 ? -(value + 1) : value
  let bytes = 1
  for (let limit = 64; magnitude >= limit; limit *= 128) bytes++
  return bytes
}

const SAFE = BigInt(Number.MAX_SAFE_INTEGER)
const sizeBeyondSafe = (value: bigint): number => {
  const zigZag = zigZag64(value)
  return zigZag < 1n << 56n ? 8 : zigZag < 1n << 63n ? 9 : 10
}
const zigZag64 = (value: bigint): bigint => BigInt.asUintN(64, (value << 1n) ^ (value >> 63n))

/** Appends a varint's bytes; `value` within 32 bits, signed. */
export function writeVarint(bytes: number[], value: number): void {
  let zigZag = ((value << 1) ^ (value >> 31)) >>> 0
  while (zigZag >= 0x80) {
    bytes.push((zigZag & 0x7f) | 0x80)
    zigZag >>>= 7
  }
  bytes.push(zigZag)
}

/** Appends a varlong's bytes; `value` within 64 bits, signed. */
export function writeVarlong(bytes: number[], value: number | bigint): void {
  if (typeof value === 'number' && value === (value | 0)) { writeVarint(bytes, value); return }
  let zigZag = zigZag64(BigInt(value))
  while (zigZag >= 0x80n) {
    bytes.push(Number(zigZag & 0x7fn) | 0x80)
    zigZag >>= 7n
  }
  bytes.push(Number(zigZag))
}
