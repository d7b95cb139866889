/**
 * zstd by its own C code as WebAssembly (zstd-wasm), its frame then written as Kafka's streaming encoder writes it: a window instead of the content's size in the
 * header, and an empty last block.
 * Kafka: common/compress/ZstdCompression (zstd-jni's ZstdOutputStream).
 * Simplified: zstd knows the size beforehand and tunes itself to it; the streaming encoder does not, so blocks differ by a few bytes.
 */
import { compress as compressFrame, decompress as decompressFrame } from '@bokuweb/zstd-wasm'
import { joinBytes } from './byteJoin'
import type { Codec } from './codec'

const MAGIC = [0x28, 0xb5, 0x2f, 0xfd]
const SINGLE_SEGMENT = 0x20, NO_SIZE_NO_CHECKSUM = 0x00
const BLOCK_HEADER_BYTES = 3, MOST_BLOCK_BYTES = 128 * 1024, RUN_LENGTH_BLOCK = 1
/** What a stream ends with: a raw block of no bytes, marked as the last. */
const LAST_BLOCK = new Uint8Array([1, 0, 0])
/** No batch is near this large; a frame that says more is damaged. */
const MOST_BYTES = 128 * 1024 * 1024

/** Base-2 logarithm of the window that zstd takes at a level when it does not know the content's size. */
function windowLog(level: number): number {
  if (level >= 20) return 5 + level
  return level >= 17 ? 23 : level >= 9 ? 22 : level >= 3 ? 21 : level === 2 ? 20 : 19
}

interface Frame {
  /** Where the first block begins. */
  readonly blocksFrom: number
  readonly isSingleSegment: boolean
  readonly lastBlockAt: number
  /** The content is no larger. */
  readonly boundBytes: number
}

/** The frame's build, from its headers; an Error in words if they make no sense. */
function frameOf(bytes: Uint8Array): Frame {
  if (bytes.length < 6 || MAGIC.some((byte, index) => bytes[index] !== byte)) throw new Error('This is no zstd frame: its first four bytes are not 28 b5 2f fd.')
  const descriptor = bytes[4]!, isSingleSegment = (descriptor & SINGLE_SEGMENT) !== 0, sizeFlag = descriptor >> 6
  const sizeFieldBytes = sizeFlag === 0 && !isSingleSegment ? 0 : 1 << sizeFlag
  const blocksFrom = 5 + (isSingleSegment ? 0 : 1) + [0, 1, 2, 4][descriptor & 3]! + sizeFieldBytes
  let boundBytes = 0
  for (let at = blocksFrom; ;) {
    if (at + BLOCK_HEADER_BYTES > bytes.length) throw new Error('The zstd frame ends without its last block.')
    const header = bytes[at]! | (bytes[at + 1]! << 8) | (bytes[at + 2]! << 16)
    const sizeBytes = header >> 3, type = (header >> 1) & 3
    boundBytes += MOST_BLOCK_BYTES
    const next = at + BLOCK_HEADER_BYTES + (type === RUN_LENGTH_BLOCK ? 1 : sizeBytes)
    if (next > bytes.length || sizeBytes > MOST_BLOCK_BYTES || boundBytes > MOST_BYTES) throw new Error('The zstd frame has a block that cannot be.')
    if ((header & 1) === 1) return { blocksFrom, isSingleSegment, lastBlockAt: at, boundBytes }
    at = next
  }
}

function compressZstd(bytes: Uint8Array, level: number): Uint8Array<ArrayBuffer> {
  const frame = compressFrame(bytes, level)
  const { blocksFrom, isSingleSegment, lastBlockAt } = frameOf(frame)
  const window = isSingleSegment ? (windowLog(level) - 10) << 3 : frame[5]!
  frame[lastBlockAt]! &= 0xfe
  return joinBytes([new Uint8Array([...MAGIC, NO_SIZE_NO_CHECKSUM, window]), frame.subarray(blocksFrom), LAST_BLOCK])
}

function decompressZstd(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  const { boundBytes } = frameOf(bytes)
  if (bytes[4] !== NO_SIZE_NO_CHECKSUM) throw new Error('This zstd frame is not as Kafka writes them.')
  try {
    return Uint8Array.from(decompressFrame(bytes, { defaultHeapSize: boundBytes }))
  } catch (problem) {
    throw new Error('The zstd frame is damaged.', { cause: problem })
  }
}

export const codec: Codec = { compress: compressZstd, decompress: decompressZstd }
