/**
 * One Snappy block: its length before compression, then literals and copies, each led by a tag byte.
 * Kafka: xerial snappy-java Snappy#compress; the format is public (snappy/format_description.txt).
 * Simplified: blocks of at most 64 KiB, so that no copy needs four bytes of distance.
 */
const LITERAL = 0, NEAR_COPY = 1, COPY = 2
const LEAST_MATCH = 4, TOO_SHORT_TO_SEARCH = 15
const MOST_HASH_BITS = 14, LEAST_HASH_BITS = 8

/** Bytes that a block of `sizeBytes` takes at most. */
export const snappyBoundBytes = (sizeBytes: number): number => 32 + sizeBytes + Math.floor(sizeBytes / 6)

const wordAt = (bytes: Uint8Array, at: number): number => bytes[at]! | (bytes[at + 1]! << 8) | (bytes[at + 2]! << 16) | (bytes[at + 3]! << 24)

function createBlockWriter(bytes: Uint8Array) {
  const out = new Uint8Array(snappyBoundBytes(bytes.length))
  let end = 0
  for (let rest = bytes.length; ; rest >>>= 7) {
    out[end++] = rest >= 0x80 ? (rest & 0x7f) | 0x80 : rest
    if (rest < 0x80) break
  }
  const piece = (distance: number, length: number): void => {
    if (length < 12 && distance < 2048) {
      out[end++] = NEAR_COPY | ((length - 4) << 2) | ((distance >> 8) << 5)
      out[end++] = distance & 0xff
    } else {
      out[end++] = COPY | ((length - 1) << 2)
      out[end++] = distance & 0xff
      out[end++] = distance >> 8
    }
  }
  return {
    literal(from: number, to: number): void {
      const rest = to - from - 1
      if (rest < 0) return
      const extra = rest < 60 ? 0 : rest < 256 ? 1 : 2
      out[end++] = LITERAL | ((extra === 0 ? rest : 59 + extra) << 2)
      for (let index = 0; index < extra; index++) out[end++] = (rest >> (8 * index)) & 0xff
      out.set(bytes.subarray(from, to), end)
      end += to - from
    },
    /** A copy is 64 bytes at most; the last piece keeps at least four. */
    copy(distance: number, length: number): void {
      let rest = length
      for (; rest >= 68; rest -= 64) piece(distance, 64)
      if (rest > 64) { piece(distance, 60); rest -= 60 }
      piece(distance, rest)
    },
    finish: (): Uint8Array => out.subarray(0, end),
  }
}

export function compressSnappyBlock(bytes: Uint8Array): Uint8Array {
  const writer = createBlockWriter(bytes)
  const lastStart = bytes.length - TOO_SHORT_TO_SEARCH
  let bits = LEAST_HASH_BITS
  while (bits < MOST_HASH_BITS && 1 << bits < bytes.length) bits++
  const seen = new Int32Array(1 << bits).fill(-1)
  const slotOf = (at: number): number => Math.imul(wordAt(bytes, at), 0x1e35a7bd) >>> (32 - bits)
  let literalsFrom = 0, at = 0, misses = 0
  while (at <= lastStart) {
    const slot = slotOf(at), earlier = seen[slot]!
    seen[slot] = at
    if (earlier < 0 || wordAt(bytes, earlier) !== wordAt(bytes, at)) {
      at += 1 + (misses++ >> 5)
      continue
    }
    writer.literal(literalsFrom, at)
    let end = at + LEAST_MATCH
    while (end < bytes.length && bytes[end] === bytes[earlier + end - at]) end++
    writer.copy(at - earlier, end - at)
    literalsFrom = at = end
    misses = 0
    if (end <= lastStart) seen[slotOf(end - 1)] = end - 1
  }
  writer.literal(literalsFrom, bytes.length)
  return writer.finish()
}

/** A copy of 64 bytes is written in three; 64 a byte is more than any block reaches. */
const MOST_GROWTH = 64

/** Reads one block; throws an Error in words if it contradicts itself. */
export function decompressSnappyBlock(bytes: Uint8Array): Uint8Array {
  let at = 0
  const number = (count: number): number => {
    if (at + count > bytes.length) throw new Error('The snappy block ends in the middle.')
    let value = 0
    for (let index = 0; index < count; index++) value += bytes[at++]! * 2 ** (8 * index)
    return value
  }
  let sizeBytes = 0
  for (let shift = 0; ; shift += 7) {
    const byte = number(1)
    sizeBytes += (byte & 0x7f) * 2 ** shift
    if (byte < 0x80) break
    if (shift > 21) throw new Error('The snappy block does not say how long it is.')
  }
  // No three bytes of a snappy block make more than 64.
  if (sizeBytes > bytes.length * MOST_GROWTH) throw new Error('The snappy block says it is larger than its bytes can make it.')
  const out = new Uint8Array(sizeBytes)
  let end = 0
  const literal = (tag: number): void => {
    const short = tag >> 2
    const length = 1 + (short < 60 ? short : number(short - 59))
    if (at + length > bytes.length || end + length > sizeBytes) throw new Error('The snappy block has more literals than it may.')
    out.set(bytes.subarray(at, at + length), end)
    at += length
    end += length
  }
  const copy = (distance: number, length: number): void => {
    if (distance === 0 || distance > end || end + length > sizeBytes) throw new Error('The snappy block points outside itself.')
    for (const stop = end + length; end < stop; end++) out[end] = out[end - distance]!
  }
  while (at < bytes.length) {
    const tag = number(1)
    if ((tag & 3) === LITERAL) literal(tag)
    else if ((tag & 3) === NEAR_COPY) copy(((tag >> 5) << 8) | number(1), 4 + ((tag >> 2) & 7))
    else copy(number((tag & 3) === COPY ? 2 : 4), 1 + (tag >> 2))
  }
  if (end !== sizeBytes) throw new Error('The snappy block is shorter than it says.')
  return out
}
