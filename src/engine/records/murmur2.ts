/**
 * The hash that decides a keyed record's partition.
 * Kafka: common/utils/Utils#murmur2 (32 bit, seed 0x9747b28c); signed result.
 */
export function murmur2(bytes: Uint8Array): number {
  const length = bytes.length
  let hash = 0x9747b28c ^ length
  let index = 0
  for (; index + 4 <= length; index += 4) {
    let word = bytes[index]! | (bytes[index + 1]! << 8) | (bytes[index + 2]! << 16) | (bytes[index + 3]! << 24)
    word = Math.imul(word, 0x5bd1e995)
    word ^= word >>> 24
    hash = Math.imul(hash, 0x5bd1e995) ^ Math.imul(word, 0x5bd1e995)
  }
  const left = length - index
  if (left >= 3) hash ^= bytes[index + 2]! << 16
  if (left >= 2) hash ^= bytes[index + 1]! << 8
  if (left >= 1) hash = Math.imul(hash ^ bytes[index]!, 0x5bd1e995)
  hash ^= hash >>> 13
  hash = Math.imul(hash, 0x5bd1e995)
  return hash ^ (hash >>> 15)
}
