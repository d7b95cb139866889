/**
 * One LZ4 block: a run of literals, then a match (2 bytes of distance, at least 4 bytes long), again and again. Fast as Kafka's default level, or searching
 * longer for better matches at every other level.
 * Kafka: LZ4Factory#fastCompressor, #highCompressor(level) of lz4-java; the block format is public (lz4_Block_format.md).
 * Simplified: levels 10 and up search deeper chains with one step of look-ahead; the original then also weighs several parses against each other.
 */
const LEAST_MATCH = 4, MOST_DISTANCE = 65535
/** The format ends in 5 literals, and no match begins within the last 12 bytes. */
const LAST_LITERALS = 5, NO_MATCH_WITHIN = 12
const HASH_BITS = 13, HC_HASH_BITS = 15

/** Bytes that a block of `sizeBytes` takes at most. */
export const lz4BoundBytes = (sizeBytes: number): number => sizeBytes + Math.floor(sizeBytes / 255) + 16

const wordAt = (bytes: Uint8Array, at: number): number => bytes[at]! | (bytes[at + 1]! << 8) | (bytes[at + 2]! << 16) | (bytes[at + 3]! << 24)
const hashOf = (word: number, bits: number): number => Math.imul(word, -1640531535) >>> (32 - bits)

function matchEnd(bytes: Uint8Array, from: number, earlier: number, limit: number): number {
  let at = from, other = earlier
  while (at < limit && bytes[at] === bytes[other]) { at++; other++ }
  return at
}

/** Writes literals and matches into a block. */
function createBlockWriter(bytes: Uint8Array) {
  const out = new Uint8Array(lz4BoundBytes(bytes.length))
  let end = 0
  const writeLength = (rest: number): void => {
    for (; rest >= 255; rest -= 255) out[end++] = 255
    out[end++] = rest
  }
  const writeLiterals = (from: number, to: number, matchNibble: number): void => {
    const count = to - from
    out[end++] = (Math.min(count, 15) << 4) | matchNibble
    if (count >= 15) writeLength(count - 15)
    out.set(bytes.subarray(from, to), end)
    end += count
  }
  return {
    match(literalsFrom: number, at: number, distance: number, length: number): void {
      const rest = length - LEAST_MATCH
      writeLiterals(literalsFrom, at, Math.min(rest, 15))
      out[end++] = distance & 0xff
      out[end++] = distance >> 8
      if (rest >= 15) writeLength(rest - 15)
    },
    finish(literalsFrom: number): Uint8Array {
      writeLiterals(literalsFrom, bytes.length, 0)
      return out.subarray(0, end)
    },
  }
}

/** The fast way: one remembered position per hash, longer strides where nothing matches. */
export function compressLz4Fast(bytes: Uint8Array): Uint8Array {
  const writer = createBlockWriter(bytes)
  const lastStart = bytes.length - NO_MATCH_WITHIN, limit = bytes.length - LAST_LITERALS
  const seen = new Int32Array(1 << HASH_BITS).fill(-1)
  let literalsFrom = 0, at = 0, misses = 0
  while (at <= lastStart) {
    const slot = hashOf(wordAt(bytes, at), HASH_BITS)
    const earlier = seen[slot]!
    seen[slot] = at
    if (earlier < 0 || at - earlier > MOST_DISTANCE || wordAt(bytes, earlier) !== wordAt(bytes, at)) {
      at += 1 + (misses++ >> 6)
      continue
    }
    let start = at, from = earlier
    while (start > literalsFrom && from > 0 && bytes[start - 1] === bytes[from - 1]) { start--; from-- }
    const end = matchEnd(bytes, at + LEAST_MATCH, earlier + LEAST_MATCH, limit)
    writer.match(literalsFrom, start, start - from, end - start)
    literalsFrom = at = end
    misses = 0
    if (end - 2 <= lastStart) seen[hashOf(wordAt(bytes, end - 2), HASH_BITS)] = end - 2
  }
  return writer.finish(literalsFrom)
}

/** The patient way: every earlier position with the same hash is tried, up to a number that doubles with the level; a better match one byte later wins. */
export function compressLz4High(bytes: Uint8Array, level: number): Uint8Array {
  const writer = createBlockWriter(bytes)
  const lastStart = bytes.length - NO_MATCH_WITHIN, limit = bytes.length - LAST_LITERALS
  const attempts = 1 << Math.min(level + 1, 14)
  const newest = new Int32Array(1 << HC_HASH_BITS).fill(-1), older = new Int32Array(bytes.length)
  let indexed = 0
  let bestLength = 0, bestFrom = 0
  const search = (at: number): void => {
    for (; indexed <= at; indexed++) {
      const slot = hashOf(wordAt(bytes, indexed), HC_HASH_BITS)
      older[indexed] = newest[slot]!
      newest[slot] = indexed
    }
    bestLength = 0
    let from = older[at]!
    for (let tries = 0; from >= 0 && at - from <= MOST_DISTANCE && tries < attempts; tries++, from = older[from]!) {
      if (bytes[from + bestLength] !== bytes[at + bestLength]) continue
      const length = matchEnd(bytes, at, from, limit) - at
      if (length > bestLength) { bestLength = length; bestFrom = from }
    }
  }
  let literalsFrom = 0, at = 0
  while (at <= lastStart) {
    search(at)
    if (bestLength < LEAST_MATCH) { at++; continue }
    let start = at, length = bestLength, from = bestFrom
    while (start < lastStart) {
      search(start + 1)
      if (bestLength <= length + 1) break
      start++
      length = bestLength
      from = bestFrom
    }
    writer.match(literalsFrom, start, start - from, length)
    literalsFrom = at = start + length
  }
  return writer.finish(literalsFrom)
}

/** Reads one block; throws an Error in words if it runs out of the input or of `mostBytes`. */
export function decompressLz4Block(bytes: Uint8Array, mostBytes: number): Uint8Array {
  const out = new Uint8Array(mostBytes)
  let at = 0, end = 0
  const byte = (): number => {
    if (at >= bytes.length) throw new Error('The lz4 block ends in the middle.')
    return bytes[at++]!
  }
  const lengthFrom = (nibble: number): number => {
    let length = nibble
    if (nibble === 15) for (let more = 255; more === 255; length += more) more = byte()
    return length
  }
  while (at < bytes.length) {
    const token = byte()
    const literals = lengthFrom(token >> 4)
    if (at + literals > bytes.length || end + literals > mostBytes) throw new Error('The lz4 block has more literals than it may.')
    out.set(bytes.subarray(at, at + literals), end)
    at += literals
    end += literals
    if (at === bytes.length) break
    const distance = byte() | (byte() << 8)
    const length = lengthFrom(token & 15) + LEAST_MATCH
    if (distance === 0 || distance > end || end + length > mostBytes) throw new Error('The lz4 block points outside itself.')
    for (const stop = end + length; end < stop; end++) out[end] = out[end - distance]!
  }
  return out.subarray(0, end)
}
