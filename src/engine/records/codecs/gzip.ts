/**
 * gzip by zlib's algorithm (pako): 10 bytes of header without a time, deflate, CRC-32 and length. zlib's choices, so sizes are those of Java within a few bytes.
 * Kafka: common/compress/{GzipCompression, GzipOutputStream}.
 */
import { gzip, inflate } from 'pako'
import type { Codec } from './codec'

/** zlib's own choice where Kafka says −1. */
const DEFAULT_LEVEL = 6
/** Bytes 8 and 9 of the header: Java leaves the hint empty and calls the operating system unknown (since Java 16). */
const HINT_AT = 8, OPERATING_SYSTEM_AT = 9, UNKNOWN = 255

function compressGzip(bytes: Uint8Array, level: number): Uint8Array<ArrayBuffer> {
  const packed = Uint8Array.from(gzip(bytes, { level: (level === -1 ? DEFAULT_LEVEL : level) as 6 }))
  packed[HINT_AT] = 0
  packed[OPERATING_SYSTEM_AT] = UNKNOWN
  return packed
}

function decompressGzip(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  let whole: unknown
  try {
    whole = inflate(bytes)
  } catch (problem) {
    throw new Error(`This is no gzip stream: ${problem instanceof Error ? problem.message : String(problem)}.`, { cause: problem })
  }
  if (!(whole instanceof Uint8Array)) throw new Error('The gzip stream ends in the middle.')
  return Uint8Array.from(whole)
}

export const codec: Codec = { compress: compressGzip, decompress: decompressGzip }
