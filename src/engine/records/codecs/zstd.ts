/**
 * zstd by its own C code as WebAssembly (zstd-wasm): one frame with its content's size in it.
 * Kafka: common/compress/ZstdCompression (zstd-jni).
 * Simplified: Kafka streams, so its frames do not say how large their content is; a frame of ours may be a few bytes larger or smaller.
 */
import { compress as compressFrame, decompress as decompressFrame } from '@bokuweb/zstd-wasm'
import type { Codec } from './codec'

const MAGIC = [0x28, 0xb5, 0x2f, 0xfd]
/** No batch is near this large; a frame that says more is damaged. */
const MOST_BYTES = 128 * 1024 * 1024

/** The content's size as the frame's header says it; −1 if it does not. */
function contentBytes(bytes: Uint8Array): number {
  if (bytes.length < 6 || MAGIC.some((byte, index) => bytes[index] !== byte)) throw new Error('This is no zstd frame: its first four bytes are not 28 b5 2f fd.')
  const descriptor = bytes[4]!
  const isSingleSegment = (descriptor & 0x20) !== 0, sizeFlag = descriptor >> 6
  if (sizeFlag === 0 && !isSingleSegment) return -1
  const from = 5 + (isSingleSegment ? 0 : 1) + [0, 1, 2, 4][descriptor & 3]!
  let size = sizeFlag === 1 ? 256 : 0
  for (let index = 0; index < 1 << sizeFlag; index++) size += (bytes[from + index] ?? 0) * 2 ** (8 * index)
  return size
}

function decompressZstd(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  const sizeBytes = contentBytes(bytes)
  if (sizeBytes > MOST_BYTES) throw new Error('The zstd frame claims to hold more than any batch does.')
  if (sizeBytes === 0) return new Uint8Array(0)
  try {
    return Uint8Array.from(decompressFrame(bytes))
  } catch (problem) {
    throw new Error('The zstd frame is damaged.', { cause: problem })
  }
}

export const codec: Codec = { compress: (bytes, level) => Uint8Array.from(compressFrame(bytes, level)), decompress: decompressZstd }
