/**
 * When a batch is full and whether a record still fits: arithmetic on bytes, nothing per record is allocated.
 * Kafka: common/record/MemoryRecordsBuilder#isFull, #hasRoomFor, #estimatedBytesWritten; spec §3.4.
 */
import { BATCH_HEADER_BYTES } from './recordSize'

const ESTIMATE_FACTOR = Math.fround(1.05)

export interface BatchBuilder {
  /** Capacity of the buffer: max(batch.size, upper bound of the first record). */
  readonly writeLimitBytes: number
  /** Estimated compression ratio when the batch was opened (float32); exactly 1 without a codec. */
  readonly ratio: number
  readonly compressed: boolean
  recordCount: number
  /** Record bytes so far, before compression. */
  uncompressedBytes: number
  /** Header and records, as far as can be known before closing; exact without a codec. */
  estimatedBytes: number
  closedForAppends: boolean
}

/** `ratio` only for a batch with a codec. */
export function openBuilder(writeLimitBytes: number, ratio?: number): BatchBuilder {
  return {
    writeLimitBytes, ratio: ratio ?? 1, compressed: ratio !== undefined, recordCount: 0, uncompressedBytes: 0, estimatedBytes: BATCH_HEADER_BYTES,
    closedForAppends: false,
  }
}

export function isFull(builder: BatchBuilder): boolean {
  return builder.closedForAppends || (builder.recordCount > 0 && builder.writeLimitBytes <= builder.estimatedBytes)
}

/** Whether a record of `recordBytes` (recordSizeBytes at this batch's next offset) may join; the first one always may. */
export function hasRoomFor(builder: BatchBuilder, recordBytes: number): boolean {
  if (isFull(builder)) return false
  return builder.recordCount === 0 || builder.writeLimitBytes >= builder.estimatedBytes + recordBytes
}

export function appendToBuilder(builder: BatchBuilder, recordBytes: number): void {
  builder.recordCount++
  builder.uncompressedBytes += recordBytes
  builder.estimatedBytes = BATCH_HEADER_BYTES + (builder.compressed
    ? Math.trunc(Math.fround(Math.fround(Math.fround(builder.uncompressedBytes) * builder.ratio) * ESTIMATE_FACTOR))
    : builder.uncompressedBytes)
}

/** An append found no room: nothing joins any more. */
export function closeForAppends(builder: BatchBuilder): void {
  builder.closedForAppends = true
}
