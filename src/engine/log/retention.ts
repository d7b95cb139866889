/**
 * Old segments go, whole, oldest first, never beyond the high watermark.
 * Kafka: storage/internals/log/UnifiedLog#deleteOldSegments; spec §8.11.
 */
import type { LogSegment } from './logSegment'
import { advanceLogStart, logSizeBytes, rollLog, type PartitionLog } from './partitionLog'

type Breach = (segment: LogSegment, next: LogSegment | undefined) => boolean

/** By the log's start, by size, by time, as the topic's policy says. Returns how many segments went. */
export function deleteOldSegments(log: PartitionLog, nowMs: number): number {
  const { deletes, retentionBytes, retentionMs } = log.config
  const beforeStart: Breach = (_segment, next) => next !== undefined && next.baseOffset <= log.logStartOffset
  if (!deletes) return deleteWhile(log, nowMs, beforeStart)
  const excessBytes = (): Breach => {
    let excess = logSizeBytes(log) - retentionBytes
    return ({ sizeBytes }) => {
      if (excess < sizeBytes) return false
      excess -= sizeBytes
      return true
    }
  }
  let deleted = deleteWhile(log, nowMs, beforeStart)
  if (retentionBytes >= 0 && logSizeBytes(log) >= retentionBytes) deleted += deleteWhile(log, nowMs, excessBytes())
  if (retentionMs >= 0) deleted += deleteWhile(log, nowMs, segment => nowMs - (segment.largestTimestampMs >= 0 ? segment.largestTimestampMs : segment.createdMs) > retentionMs)
  return deleted
}

function deleteWhile(log: PartitionLog, nowMs: number, isBreached: Breach): number {
  let count = 0
  for (const [index, segment] of log.segments.entries()) {
    const next = log.segments[index + 1]
    const isEmptyAndActive = next === undefined && segment.sizeBytes === 0
    if (log.highWatermark < (next?.baseOffset ?? log.logEndOffset) || !isBreached(segment, next) || isEmptyAndActive) break
    count++
  }
  if (count === 0) return 0
  if (count === log.segments.length) rollLog(log, nowMs)
  log.segments.splice(0, count)
  advanceLogStart(log, log.segments[0]!.baseOffset)
  return count
}
