/**
 * lz4 as Kafka frames it: magic, two bytes of flags, their checksum; blocks of at most 64 KiB, independent of each other, without checksums; a zero at the end.
 * Kafka: common/compress/{Lz4BlockOutputStream, Lz4BlockInputStream}; default level 9 is the fast compressor, every other level the patient one.
 * Simplified: reads what Kafka writes; frames of others with block checksums, content sizes or dictionaries are refused in words.
 */
import { joinBytes } from './byteJoin'
import type { Codec } from './codec'
import { compressLz4Fast, compressLz4High, decompressLz4Block } from './lz4Block'

const MAGIC = [0x04, 0x22, 0x4d, 0x18]
/** Version 1, blocks independent; largest block 64 KiB. */
const FLAGS = 0x60, BLOCK_DESCRIPTOR = 0x40, BLOCK_BYTES = 65536
const DEFAULT_LEVEL = 9, UNCOMPRESSED = 0x80000000, HEADER_BYTES = 7

/** Second byte of xxHash32 over the two bytes of flags. */
function headerChecksum(bytes: readonly number[]): number {
  let hash = (374761393 + bytes.length) | 0
  for (const byte of bytes) {
    hash = (hash + Math.imul(byte, 374761393)) | 0
    hash = Math.imul((hash << 11) | (hash >>> 21), -1640531535)
  }
  hash = Math.imul(hash ^ (hash >>> 15), -2048144777)
  hash = Math.imul(hash ^ (hash >>> 13), -1028477379)
  return ((hash ^ (hash >>> 16)) >>> 8) & 0xff
}

const wordBytes = (word: number): Uint8Array => new Uint8Array([word & 0xff, (word >>> 8) & 0xff, (word >>> 16) & 0xff, word >>> 24])

function compressLz4(bytes: Uint8Array, level: number): Uint8Array<ArrayBuffer> {
  const pieces: Uint8Array[] = [new Uint8Array([...MAGIC, FLAGS, BLOCK_DESCRIPTOR, headerChecksum([FLAGS, BLOCK_DESCRIPTOR])])]
  for (let from = 0; from < bytes.length; from += BLOCK_BYTES) {
    const block = bytes.subarray(from, from + BLOCK_BYTES)
    const packed = level === DEFAULT_LEVEL ? compressLz4Fast(block) : compressLz4High(block, level)
    if (packed.length < block.length) pieces.push(wordBytes(packed.length), packed)
    else pieces.push(wordBytes(block.length | UNCOMPRESSED), block)
  }
  pieces.push(wordBytes(0))
  return joinBytes(pieces)
}

function decompressLz4(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  if (MAGIC.some((byte, index) => bytes[index] !== byte)) throw new Error('This is no lz4 frame: its first four bytes are not 04 22 4d 18.')
  if (bytes[4] !== FLAGS || bytes[5] !== BLOCK_DESCRIPTOR || bytes[6] !== headerChecksum([FLAGS, BLOCK_DESCRIPTOR])) throw new Error('This lz4 frame is not as Kafka writes them.')
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const pieces: Uint8Array[] = []
  for (let at = HEADER_BYTES; ;) {
    if (at + 4 > bytes.length) throw new Error('The lz4 frame ends without its end mark.')
    const word = view.getUint32(at, true)
    if (word === 0) return joinBytes(pieces)
    const sizeBytes = word & 0x7fffffff
    const block = bytes.subarray(at + 4, at + 4 + sizeBytes)
    if (block.length < sizeBytes) throw new Error('The lz4 frame ends in the middle of a block.')
    pieces.push(word >= UNCOMPRESSED ? block : decompressLz4Block(block, BLOCK_BYTES))
    at += 4 + sizeBytes
  }
}

export const codec: Codec = { compress: compressLz4, decompress: decompressLz4 }
