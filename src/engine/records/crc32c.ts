/**
 * CRC-32C (Castagnoli), which guards everything in a batch from its attributes on. Kafka: common/utils/Crc32C.
 */
const TABLE = new Int32Array(256)
for (let byte = 0; byte < 256; byte++) {
  let word = byte
  for (let bit = 0; bit < 8; bit++) word = (word & 1) === 1 ? (word >>> 1) ^ 0x82f63b78 : word >>> 1
  TABLE[byte] = word
}

/** The checksum of bytes [from, to) as an unsigned 32-bit number. */
export function crc32c(bytes: Uint8Array, from = 0, to = bytes.length): number {
  let sum = -1
  for (let index = from; index < to; index++) sum = (sum >>> 8) ^ TABLE[(sum ^ bytes[index]!) & 0xff]!
  return ~sum >>> 0
}
