/**
 * Compaction: of each key only the last record stays; offsets never change. Tombstones, and markers of transactions that are gone, stay a while longer.
 * Kafka: storage/internals/log/{Cleaner, CleanedTransactionMetadata}, common/record/MemoryRecords#filterTo; spec §8.11.
 * Simplified: the map of keys is as large as it must be; a cleaned batch's size is taken in proportion to its records.
 */
import { KEY_INDEX, RECORD_STRIDE, VALUE_BYTES, type LogEntry, type RecordBatch } from '../protocol/messages'
import { appendToSegment, createSegment, entriesOf, type LogSegment } from './logSegment'
import { lastSequenceOf } from './producerState'
import { abortedBetween, lastStableOffset, type PartitionLog } from './partitionLog'
import type { AbortedTransaction } from './transactions'

const BATCH_HEADER_BYTES = 61
const MAX_RELATIVE_OFFSET = 2147483647

/** What is known of transactions while entries go by in order: which of their batches are aborted, and whether anything of them was seen. */
interface TransactionsPassed {
  readonly aborted: AbortedTransaction[]
  readonly ongoingAborted: Map<number, { readonly aborted: AbortedTransaction; seen: boolean }>
  readonly ongoingCommitted: Set<number>
  readonly keptAborted: AbortedTransaction[]
}
const transactionsPassed = (): TransactionsPassed => ({ aborted: [], ongoingAborted: new Map(), ongoingCommitted: new Set(), keptAborted: [] })

function passTo(passed: TransactionsPassed, offset: number): void {
  while (passed.aborted.length > 0 && passed.aborted[0]!.firstOffset <= offset) {
    const aborted = passed.aborted.shift()!
    if (!passed.ongoingAborted.has(aborted.producerId)) passed.ongoingAborted.set(aborted.producerId, { aborted, seen: false })
  }
}

/** Whether a batch of records belongs to an aborted transaction. */
function isAborted(passed: TransactionsPassed, { batch, lastOffset }: LogEntry): boolean {
  passTo(passed, lastOffset)
  if (!batch.isTransactional) return false
  const ongoing = passed.ongoingAborted.get(batch.producerId)
  if (ongoing === undefined) passed.ongoingCommitted.add(batch.producerId)
  else ongoing.seen = true
  return ongoing !== undefined
}

/** Whether nothing is left of the transaction that this marker ends. */
function endsNothing(passed: TransactionsPassed, { batch, lastOffset, kept }: LogEntry): boolean {
  passTo(passed, lastOffset)
  if (kept?.length === 0) return true
  if (batch.marker!.type === 'COMMIT') return !passed.ongoingCommitted.delete(batch.producerId)
  const ongoing = passed.ongoingAborted.get(batch.producerId)
  passed.ongoingAborted.delete(batch.producerId)
  if (ongoing?.seen !== true) return true
  passed.keptAborted.push(ongoing.aborted)
  return false
}

const byFirstOffset = (one: AbortedTransaction, other: AbortedTransaction): number => one.firstOffset - other.firstOffset

/** The offsets of an entry's records that are left, with their place in the batch. */
export function recordsOf({ baseOffset, batch, kept }: LogEntry): readonly { readonly offset: number; readonly index: number }[] {
  return (kept ?? Array.from({ length: batch.recordCount }, (_none, index) => index)).map(index => ({ offset: baseOffset + index, index }))
}
const keyOf = ({ columns }: RecordBatch, index: number): number => columns[index * RECORD_STRIDE + KEY_INDEX]!
const isTombstone = ({ columns }: RecordBatch, index: number): boolean => columns[index * RECORD_STRIDE + VALUE_BYTES]! < 0

interface OffsetMap { readonly latest: Map<number, number>; latestOffset: number }

/** Key → its last offset, over the dirty segments. */
function buildOffsetMap(log: PartitionLog, dirty: readonly LogSegment[], firstDirtyOffset: number): OffsetMap {
  const map: OffsetMap = { latest: new Map(), latestOffset: -1 }
  const passed = transactionsPassed()
  const first = dirty[0], end = dirty.at(-1)
  if (first && end) passed.aborted.push(...abortedBetween(log, first.baseOffset, log.segments[log.segments.indexOf(end) + 1]?.baseOffset ?? log.logEndOffset).toSorted(byFirstOffset))
  for (const segment of dirty) {
    for (const entry of entriesOf(segment)) {
      if (entry.batch.marker !== null) endsNothing(passed, entry)
      else if (!isAborted(passed, entry)) {
        for (const { offset, index } of recordsOf(entry)) {
          const key = keyOf(entry.batch, index)
          if (key >= 0 && offset >= firstDirtyOffset) map.latest.set(key, offset)
        }
      }
      if (entry.lastOffset >= firstDirtyOffset) map.latestOffset = entry.lastOffset
    }
  }
  return map
}

/**
 * Where what may be cleaned ends: with the first segment that is active, that holds the last stable offset, or that is dirty and has a record younger than min.compaction.lag.ms.
 * Kafka: LogCleanerManager#cleanableOffsets, #calculateCleanableBytes.
 */
export function firstUncleanable(log: PartitionLog, firstDirtyOffset: number, nowMs: number): number {
  const { segments, config: { minCompactionLagMs } } = log, stable = lastStableOffset(log)
  const isTooYoung = ({ largestTimestampMs }: LogSegment): boolean => minCompactionLagMs > 0 && largestTimestampMs > nowMs - minCompactionLagMs
  return segments.find((segment, index) => {
    const end = segments[index + 1]?.baseOffset ?? Infinity
    return end > stable || (end > firstDirtyOffset && isTooYoung(segment))
  })!.baseOffset
}

/** Cleans what may be cleaned. Returns where the clean part now ends. `retainsBatchEndingAt`: the batch before this offset stays, if need be empty. */
export function cleanLog(log: PartitionLog, firstDirtyOffset: number, retainsBatchEndingAt: number, nowMs: number): number {
  const uncleanableOffset = firstUncleanable(log, firstDirtyOffset, nowMs)
  const dirty = log.segments.filter(({ baseOffset }, index) => baseOffset < uncleanableOffset && (log.segments[index + 1]?.baseOffset ?? log.logEndOffset) > firstDirtyOffset)
  const map = buildOffsetMap(log, dirty, firstDirtyOffset)
  const endOffset = map.latestOffset + 1
  const cleanable = log.segments.filter(({ baseOffset }) => baseOffset < endOffset)
  const passed = transactionsPassed()
  const cleaned = groupBySize(cleanable, log.config, uncleanableOffset).map(group => cleanGroup(log, group, map, passed, retainsBatchEndingAt, nowMs))
  log.segments = [...cleaned, ...log.segments.slice(cleanable.length)]
  return Math.max(endOffset, firstDirtyOffset)
}

/** Neighbours that fit into one segment together are cleaned into one. */
function groupBySize(segments: readonly LogSegment[], { segmentBytes }: PartitionLog['config'], uncleanableOffset: number): LogSegment[][] {
  const groups: LogSegment[][] = []
  let bytes = 0
  segments.forEach((segment, index) => {
    const group = groups.at(-1)
    const endOffset = segments[index + 1]?.baseOffset ?? uncleanableOffset
    if (group === undefined || bytes + segment.sizeBytes > segmentBytes || (segment.sizeBytes > 0 && endOffset - 1 - group[0]!.baseOffset > MAX_RELATIVE_OFFSET)) {
      groups.push([segment])
      bytes = segment.sizeBytes
    } else {
      group.push(segment)
      bytes += segment.sizeBytes
    }
  })
  return groups
}

function cleanGroup(log: PartitionLog, group: readonly LogSegment[], map: OffsetMap, passed: TransactionsPassed, retainsBatchEndingAt: number, nowMs: number): LogSegment {
  const { config } = log
  const cleaned = createSegment(group[0]!.baseOffset, group.at(-1)!.createdMs, group[0]!.producers)
  for (const segment of group) {
    passed.aborted.push(...abortedBetween(log, segment.baseOffset, log.segments[log.segments.indexOf(segment) + 1]?.baseOffset ?? log.logEndOffset))
    passed.aborted.sort(byFirstOffset)
    for (const entry of entriesOf(segment)) {
      const left = cleanEntry(log, entry, map, passed, retainsBatchEndingAt, nowMs)
      if (left !== null) appendToSegment(cleaned, left, config.indexIntervalBytes)
    }
  }
  cleaned.aborted = passed.keptAborted.splice(0)
  return cleaned
}

/** What is left of an entry; null if nothing. */
function cleanEntry(log: PartitionLog, entry: LogEntry, map: OffsetMap, passed: TransactionsPassed, retainsBatchEndingAt: number, nowMs: number): LogEntry | null {
  const { batch, deleteHorizonMs } = entry
  const isMarker = batch.marker !== null
  const isOver = isMarker ? endsNothing(passed, entry) : isAborted(passed, entry)
  const isPastHorizon = deleteHorizonMs !== -1 && deleteHorizonMs <= nowMs
  const discards = isOver && (!isMarker || isPastHorizon)
  const mustStay = isLastOfProducer(log, entry) || entry.lastOffset + 1 === retainsBatchEndingAt
  const retained = discards ? [] : recordsOf(entry).filter(({ offset, index }) => isMarker || isRetained(map, batch, offset, index, isPastHorizon))
  if (retained.length === 0 && !mustStay) return null
  const setsHorizon = deleteHorizonMs === -1 && ((isMarker && isOver) || (!isMarker && retained.some(({ index }) => isTombstone(batch, index))))
  const before = entry.kept?.length ?? batch.recordCount
  if (retained.length === before && !setsHorizon) return entry
  return {
    ...entry, kept: retained.map(({ index }) => index), deleteHorizonMs: setsHorizon ? nowMs + log.config.deleteRetentionMs : deleteHorizonMs,
    sizeBytes: before === 0 ? entry.sizeBytes : BATCH_HEADER_BYTES + Math.round(((entry.sizeBytes - BATCH_HEADER_BYTES) * retained.length) / before),
  }
}

function isRetained(map: OffsetMap, batch: RecordBatch, offset: number, index: number, isPastHorizon: boolean): boolean {
  if (offset > map.latestOffset) return true
  const key = keyOf(batch, index)
  return key >= 0 && offset >= (map.latest.get(key) ?? -1) && (!isTombstone(batch, index) || !isPastHorizon)
}

/** The batch that holds an active producer's last sequence, or the marker that holds its epoch, is needed to know its next one. */
function isLastOfProducer({ producers }: PartitionLog, { batch, lastOffset }: LogEntry): boolean {
  const entry = producers.get(batch.producerId)
  if (batch.producerId === -1 || entry === undefined) return false
  if (lastSequenceOf(entry) === -1) return batch.marker !== null && batch.producerEpoch === entry.epoch
  return lastOffset === entry.batches.at(-1)!.lastOffset
}
