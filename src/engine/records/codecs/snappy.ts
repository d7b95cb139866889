/**
 * Snappy as Kafka frames it: 16 bytes of xerial's header, then blocks of 32 KiB, each led by its length as four bytes.
 * Kafka: common/compress/SnappyCompression, org.xerial.snappy.{SnappyOutputStream, SnappyInputStream, SnappyCodec}.
 */
import { joinBytes } from './byteJoin'
import type { Codec } from './codec'
import { compressSnappyBlock, decompressSnappyBlock } from './snappyBlock'

/** \x82SNAPPY\0, version 1, readable from version 1. */
const HEADER = new Uint8Array([0x82, 0x53, 0x4e, 0x41, 0x50, 0x50, 0x59, 0, 0, 0, 0, 1, 0, 0, 0, 1])
const MAGIC_INDEXES = [0, 1, 2, 3, 4, 5, 6, 7]
const BLOCK_BYTES = 32768

function compressSnappy(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  const pieces: Uint8Array[] = [HEADER]
  for (let from = 0; from < bytes.length; from += BLOCK_BYTES) {
    const packed = compressSnappyBlock(bytes.subarray(from, from + BLOCK_BYTES))
    pieces.push(new Uint8Array([packed.length >>> 24, (packed.length >>> 16) & 0xff, (packed.length >>> 8) & 0xff, packed.length & 0xff]), packed)
  }
  return joinBytes(pieces)
}

function decompressSnappy(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  if (bytes.length < HEADER.length || MAGIC_INDEXES.some(index => bytes[index] !== HEADER[index])) throw new Error('These bytes do not begin as a snappy stream does.')
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const pieces: Uint8Array[] = []
  for (let at = HEADER.length; at < bytes.length;) {
    if (at + 4 > bytes.length) throw new Error('The snappy stream ends in the middle of a length.')
    const sizeBytes = view.getUint32(at)
    const block = bytes.subarray(at + 4, at + 4 + sizeBytes)
    if (block.length < sizeBytes) throw new Error('The snappy stream ends in the middle of a block.')
    pieces.push(decompressSnappyBlock(block))
    at += 4 + sizeBytes
  }
  return joinBytes(pieces)
}

export const codec: Codec = { compress: compressSnappy, decompress: decompressSnappy }
