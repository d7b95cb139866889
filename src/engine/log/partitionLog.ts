/**
 * One replica's log: record batches in order of offset. Batches are sealed and shared by all replicas; a full chunk of entries is
 * sealed too, so that a checkpoint shares it.
 * Kafka: storage/internals/log/{UnifiedLog,LocalLog}#append, #read (whole batches only, the first one always).
 * Simplified: no segments, indexes, retention or leader epochs yet; the log starts at 0.
 */
import type { LogEntry } from '../protocol/messages'

const CHUNK_ENTRIES = 256
interface LogChunk { sealed: boolean; readonly entries: LogEntry[] }

export interface PartitionLog {
  logStartOffset: number
  logEndOffset: number
  highWatermark: number
  chunks: LogChunk[]
}

export function createPartitionLog(): PartitionLog {
  return { logStartOffset: 0, logEndOffset: 0, highWatermark: 0, chunks: [] }
}

/** Appends an entry that begins at the log end; returns it. */
export function appendEntry(log: PartitionLog, entry: LogEntry): LogEntry {
  let chunk = log.chunks.at(-1)
  if (chunk === undefined || chunk.entries.length === CHUNK_ENTRIES) {
    if (chunk) chunk.sealed = true
    chunk = { sealed: false, entries: [] }
    log.chunks.push(chunk)
  }
  chunk.entries.push(entry)
  log.logEndOffset = entry.lastOffset + 1
  return entry
}

/** Index of the chunk that holds `offset`, searched from the end, where readers usually are. */
function chunkIndexOf(log: PartitionLog, offset: number): number {
  let index = log.chunks.length - 1
  if (index > 0 && log.chunks[index]!.entries[0]!.baseOffset > offset) {
    let low = 0, high = index - 1
    while (low < high) {
      const middle = (low + high + 1) >> 1
      if (log.chunks[middle]!.entries[0]!.baseOffset <= offset) low = middle
      else high = middle - 1
    }
    index = low
  }
  return index
}

function entryIndexOf(entries: readonly LogEntry[], offset: number): number {
  let low = 0, high = entries.length - 1
  while (low < high) {
    const middle = (low + high) >> 1
    if (entries[middle]!.lastOffset < offset) low = middle + 1
    else high = middle
  }
  return low
}

/** The entry that holds an offset of the log, undefined outside it. */
export function entryAt(log: PartitionLog, offset: number): LogEntry | undefined {
  if (offset < log.logStartOffset || offset >= log.logEndOffset) return undefined
  const { entries } = log.chunks[chunkIndexOf(log, offset)]!
  return entries[entryIndexOf(entries, offset)]
}

/** Whole batches from the one that holds `fromOffset`, below `endOffset`, at most `maxBytes` but the first one always. */
export function readEntries(log: PartitionLog, fromOffset: number, endOffset: number, maxBytes: number): LogEntry[] {
  const read: LogEntry[] = []
  if (fromOffset >= Math.min(endOffset, log.logEndOffset)) return read
  let bytes = 0
  let chunkIndex = chunkIndexOf(log, fromOffset)
  let index = entryIndexOf(log.chunks[chunkIndex]!.entries, fromOffset)
  for (; chunkIndex < log.chunks.length; chunkIndex++, index = 0) {
    const { entries } = log.chunks[chunkIndex]!
    for (; index < entries.length; index++) {
      const entry = entries[index]!
      if (entry.lastOffset >= endOffset) return read
      bytes += entry.batch.sizeBytes
      if (read.length > 0 && bytes > maxBytes) return read
      read.push(entry)
    }
  }
  return read
}

/** Bytes between two offsets, counted no further than `enough`. */
export function bytesAvailable(log: PartitionLog, fromOffset: number, endOffset: number, enough: number): number {
  if (fromOffset >= endOffset) return 0
  let bytes = 0
  for (const entry of readEntries(log, fromOffset, endOffset, Math.max(enough, 1))) bytes += entry.batch.sizeBytes
  return bytes
}
