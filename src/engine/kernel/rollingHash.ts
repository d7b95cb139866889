/**
 * The hash of an event log: 128 bits, rolling, over the rows' numbers as little-endian 64-bit integers, in order. Four lanes of
 * 32-bit multiply-and-rotate mixing (own design, after the manner of MurmurHash3), finished with a cross-lane avalanche.
 * It tells logs apart; it is no protection against an adversary.
 */
export type RollingHash = Int32Array<ArrayBuffer>

export const createHash = (): RollingHash => new Int32Array([0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344])

/** Mixes one safe integer, as 64 bits in two's complement. */
export function mixInteger(hash: RollingHash, value: number): void {
  let low: number, high: number
  if (value === (value | 0)) { low = value; high = value >> 31 }
  else { high = Math.floor(value / 4294967296); low = (value - high * 4294967296) | 0; high |= 0 }
  let word = Math.imul(low, 0x239b961b)
  word = Math.imul((word << 15) | (word >>> 17), 0xab0e9789 | 0)
  let first = hash[0]! ^ word
  first = (first << 19) | (first >>> 13)
  hash[0] = (Math.imul(first + hash[1]!, 5) + 0x561ccd1b) | 0
  word = Math.imul(high, 0x38b34ae5)
  word = Math.imul((word << 18) | (word >>> 14), 0xa1e38b93 | 0)
  let second = hash[1]! ^ word
  second = (second << 17) | (second >>> 15)
  hash[1] = (Math.imul(second + hash[2]!, 5) + 0x0bcaa747) | 0
  hash[2] = (Math.imul((hash[2]! ^ hash[0]!) | 0, 0x9e3779b1) + hash[3]!) | 0
  hash[3] = (((hash[3]! << 13) | (hash[3]! >>> 19)) + hash[2]!) | 0
}

function avalanche(word: number): number {
  let mixed = word ^ (word >>> 16)
  mixed = Math.imul(mixed, 0x85ebca6b)
  mixed ^= mixed >>> 13
  mixed = Math.imul(mixed, 0xc2b2ae35)
  return mixed ^ (mixed >>> 16)
}

/** 32 hex digits; the hash itself goes on rolling. */
export function hashText(hash: RollingHash): string {
  let sum = 0
  for (const lane of hash) sum = (sum + avalanche(lane)) | 0
  return Array.from(hash, (lane, index) => (avalanche((lane ^ Math.imul(sum, index * 2 + 1)) | 0) >>> 0).toString(16).padStart(8, '0')).join('')
}
