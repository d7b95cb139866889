/**
 * How many bytes a record takes in a batch, and the bound that send() checks before it knows.
 * Kafka: common/record/{DefaultRecord#sizeInBytes, AbstractRecords#estimateSizeInBytesUpperBound}; spec §3.2, §3.3.
 * Sizes are bytes; −1 stands for null (no key, no value, a header without a value).
 */
import { sizeOfVarint, sizeOfVarlong } from './varint'

/** The header of a batch (61) and the most that a record's own framing takes (21). */
export const BATCH_HEADER_BYTES = 61
const MAX_RECORD_OVERHEAD_BYTES = 21
/** A record without headers still carries their count. */
const NO_HEADERS_BYTES = 1

const fieldBytes = (bytes: number): number => (bytes < 0 ? 1 : sizeOfVarint(bytes) + bytes)

/** Headers of a record: name and value sizes. */
export function headersBytes(headers: readonly (readonly [nameBytes: number, valueBytes: number])[]): number {
  let sum = sizeOfVarint(headers.length)
  for (const [nameBytes, valueBytes] of headers) sum += fieldBytes(nameBytes) + fieldBytes(valueBytes)
  return sum
}

/** The record as it stands in a batch, its own length field included. */
export function recordSizeBytes(offsetDelta: number, timestampDeltaMs: number, keyBytes: number, valueBytes: number, headers = NO_HEADERS_BYTES): number {
  const body = 1 + sizeOfVarlong(timestampDeltaMs) + sizeOfVarint(offsetDelta) + fieldBytes(keyBytes) + fieldBytes(valueBytes) + headers
  return sizeOfVarint(body) + body
}

/** What a batch with this record alone can take at most: checked by send(), and reserved when the record opens a batch. */
export function upperBound(keyBytes: number, valueBytes: number, headers = NO_HEADERS_BYTES): number {
  return BATCH_HEADER_BYTES + MAX_RECORD_OVERHEAD_BYTES + fieldBytes(keyBytes) + fieldBytes(valueBytes) + headers
}
