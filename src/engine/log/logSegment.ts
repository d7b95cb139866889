/**
 * A segment: a stretch of the log in one file, with what is known of it. A full chunk of entries is sealed, so that a checkpoint shares it.
 * Kafka: storage/internals/log/LogSegment#append, #shouldRoll, #truncateTo; spec §8.11.
 * Simplified: the indexes are counted; where an entry points is worked out when somebody asks.
 */
import type { LogEntry } from '../protocol/messages'
import type { AbortedTransaction } from './transactions'
import type { LogConfig } from './logConfig'
import type { ProducerStates } from './producerState'

const CHUNK_ENTRIES = 256
export interface LogChunk { sealed: boolean; readonly entries: LogEntry[] }

export interface LogSegment {
  /** Its name: 20 digits of this. */
  readonly baseOffset: number
  chunks: LogChunk[]
  sizeBytes: number
  readonly createdMs: number
  /** Of the first batch, −1 without one. */
  firstTimestampMs: number
  largestTimestampMs: number
  bytesSinceIndexEntry: number
  indexEntries: number
  timeIndexEntries: number
  lastTimeIndexMs: number
  /** .txnindex, in order of completion. */
  aborted: AbortedTransaction[]
  /** .snapshot: what the log knew of its producers where the segment begins. */
  readonly producers: ProducerStates
}

/** Bytes of an entry of the offset index and of the time index. */
const INDEX_ENTRY_BYTES = 8, TIME_INDEX_ENTRY_BYTES = 12
const MAX_RELATIVE_OFFSET = 2147483647

export function createSegment(baseOffset: number, createdMs: number, producers: ProducerStates): LogSegment {
  return {
    baseOffset, chunks: [], sizeBytes: 0, createdMs, firstTimestampMs: -1, largestTimestampMs: -1, bytesSinceIndexEntry: 0, indexEntries: 0, timeIndexEntries: 0, lastTimeIndexMs: -1,
    aborted: [], producers,
  }
}

export function appendToSegment(segment: LogSegment, entry: LogEntry, indexIntervalBytes: number): void {
  let chunk = segment.chunks.at(-1)
  if (chunk === undefined || chunk.entries.length === CHUNK_ENTRIES) {
    if (chunk) chunk.sealed = true
    chunk = { sealed: false, entries: [] }
    segment.chunks.push(chunk)
  }
  chunk.entries.push(entry)
  if (segment.sizeBytes === 0) segment.firstTimestampMs = entry.maxTimestampMs
  segment.largestTimestampMs = Math.max(segment.largestTimestampMs, entry.maxTimestampMs)
  if (segment.bytesSinceIndexEntry > indexIntervalBytes) {
    segment.indexEntries++
    if (segment.largestTimestampMs > segment.lastTimeIndexMs) { segment.timeIndexEntries++; segment.lastTimeIndexMs = segment.largestTimestampMs }
    segment.bytesSinceIndexEntry = 0
  }
  segment.sizeBytes += entry.sizeBytes
  segment.bytesSinceIndexEntry += entry.sizeBytes
}

/** Whether a batch must go to a new segment. */
export function shouldRoll(segment: LogSegment, { segmentBytes, segmentMs, segmentIndexBytes }: LogConfig, batchBytes: number, maxTimestampMs: number, lastOffset: number, nowMs: number): boolean {
  const waitedMs = segment.firstTimestampMs >= 0 ? maxTimestampMs - segment.firstTimestampMs : nowMs - segment.createdMs
  return segment.sizeBytes > segmentBytes - batchBytes || (segment.sizeBytes > 0 && waitedMs > segmentMs)
    || segment.indexEntries >= Math.floor(segmentIndexBytes / INDEX_ENTRY_BYTES) || segment.timeIndexEntries >= Math.floor(segmentIndexBytes / TIME_INDEX_ENTRY_BYTES)
    || lastOffset - segment.baseOffset > MAX_RELATIVE_OFFSET
}

/** Its entries, oldest first. */
export function* entriesOf(segment: LogSegment): Generator<LogEntry> {
  for (const { entries } of segment.chunks) yield* entries
}

/** The entries of the offset index: how far a reader can jump. */
export function offsetIndexOf(segment: LogSegment, indexIntervalBytes: number): readonly { readonly offset: number; readonly position: number }[] {
  const found: { offset: number; position: number }[] = []
  let position = 0, since = 0
  for (const entry of entriesOf(segment)) {
    if (since > indexIntervalBytes) { found.push({ offset: entry.lastOffset, position }); since = 0 }
    position += entry.sizeBytes
    since += entry.sizeBytes
  }
  return found
}

/** The segment without its entries from the one that holds `offset` on. */
export function truncatedSegment(segment: LogSegment, offset: number, indexIntervalBytes: number): LogSegment {
  const kept = createSegment(segment.baseOffset, segment.createdMs, segment.producers)
  for (const entry of entriesOf(segment)) {
    if (entry.lastOffset >= offset) break
    appendToSegment(kept, entry, indexIntervalBytes)
  }
  kept.aborted = segment.aborted.filter(({ lastOffset }) => lastOffset < offset)
  return kept
}
