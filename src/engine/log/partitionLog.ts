/**
 * One replica's log: segments of record batches in order of offset, with what follows from them: epochs, producers, transactions, the last stable offset.
 * Batches are sealed and shared by all replicas.
 * Kafka: storage/internals/log/{UnifiedLog,LocalLog}: #append, #read, #roll, #truncateTo, #maybeIncrementLogStartOffset, #lastStableOffset, #flush; spec §8.8, §8.11.
 */
import { copyState } from '../kernel/copyState'
import { ERROR } from '../protocol/errorCodes'
import type { LogEntry } from '../protocol/messages'
import { assignEpoch, truncateEpochsFromEnd, truncateEpochsFromStart, type LeaderEpochs } from './leaderEpochs'
import type { LogConfig } from './logConfig'
import { appendToSegment, createSegment, entriesOf, offsetIndexOf, shouldRoll, truncatedSegment, type LogSegment } from './logSegment'
import { rememberBatch, snapshotOf, type ProducerStates } from './producerState'
import { beginTransaction, completeTransaction, createTransactions, firstUnstableOffset, forgetDecided, type AbortedTransaction, type LogTransactions } from './transactions'

export interface PartitionLog {
  config: LogConfig
  logStartOffset: number
  logEndOffset: number
  highWatermark: number
  /** What Kafka itself has forced to disk, up to here, and when it last did. */
  recoveryPoint: number
  flushedMs: number
  /** Never empty; the last one is active. */
  segments: LogSegment[]
  epochs: LeaderEpochs
  producers: ProducerStates
  transactions: LogTransactions
}

export function createPartitionLog(config: LogConfig, nowMs: number): PartitionLog {
  return {
    config, logStartOffset: 0, logEndOffset: 0, highWatermark: 0, recoveryPoint: 0, flushedMs: nowMs, segments: [createSegment(0, nowMs, new Map())], epochs: [], producers: new Map(), transactions: createTransactions(),
  }
}

export const activeSegment = (log: PartitionLog): LogSegment => log.segments[log.segments.length - 1]!
/** What a reader of committed transactions may see. */
export const lastStableOffset = (log: PartitionLog): number => Math.min(log.highWatermark, Math.max(firstUnstableOffset(log.transactions), log.logStartOffset))
export const logSizeBytes = (log: PartitionLog): number => log.segments.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0)

/** All of the log is forced to disk. Returns whether there was anything to do. */
export function flushLog(log: PartitionLog, nowMs: number): boolean {
  if (log.logEndOffset <= log.recoveryPoint) return false
  log.recoveryPoint = log.logEndOffset
  log.flushedMs = nowMs
  return true
}

/** Begins a new segment where the log ends; the one before is flushed. One that is empty is begun anew. */
export function rollLog(log: PartitionLog, nowMs: number): void {
  flushLog(log, nowMs)
  const active = activeSegment(log)
  if (active.baseOffset === log.logEndOffset) log.segments.pop()
  log.segments.push(createSegment(log.logEndOffset, nowMs, snapshotOf(log.producers)))
}

export function maybeRoll(log: PartitionLog, batchBytes: number, maxTimestampMs: number, lastOffset: number, nowMs: number): void {
  if (shouldRoll(activeSegment(log), log.config, batchBytes, maxTimestampMs, lastOffset, nowMs)) rollLog(log, nowMs)
}

/** Puts an entry, whose place is the log's end, into the active segment, and learns from it. Returns it. */
export function appendEntry(log: PartitionLog, entry: LogEntry): LogEntry {
  appendToSegment(activeSegment(log), entry, log.config.indexIntervalBytes)
  log.logEndOffset = entry.lastOffset + 1
  learn(log, activeSegment(log), entry)
  return entry
}

function learn(log: PartitionLog, segment: LogSegment, { batch, baseOffset, lastOffset, maxTimestampMs }: LogEntry): void {
  const { began, ended } = rememberBatch(log.producers, batch, baseOffset, maxTimestampMs)
  if (began) beginTransaction(log.transactions, batch.producerId, baseOffset)
  if (ended === -1) return
  const decided = completeTransaction(log.transactions, batch.producerId, ended, lastOffset)
  if (batch.marker!.type === 'ABORT' && !segment.aborted.some(one => one.lastOffset === lastOffset)) segment.aborted.push(decided)
}

/** An entry as the leader has it, next in this follower's log. */
export function appendFetched(log: PartitionLog, entry: LogEntry, nowMs: number): void {
  assignEpoch(log.epochs, entry.leaderEpoch, entry.baseOffset)
  maybeRoll(log, entry.sizeBytes, entry.maxTimestampMs, entry.lastOffset, nowMs)
  appendEntry(log, entry)
}

/** The high watermark becomes this, within the log. */
export function setHighWatermark(log: PartitionLog, offset: number): void {
  log.highWatermark = Math.max(log.logStartOffset, Math.min(offset, log.logEndOffset))
  forgetDecided(log.transactions, log.highWatermark)
}

/** The log starts later: by retention, DeleteRecords, or because the leader's does. Returns an error code. */
export function advanceLogStart(log: PartitionLog, offset: number): number {
  if (offset > log.highWatermark) return ERROR.offsetOutOfRange
  if (offset <= log.logStartOffset) return ERROR.none
  log.logStartOffset = offset
  log.recoveryPoint = Math.max(log.recoveryPoint, offset)
  truncateEpochsFromStart(log.epochs, offset)
  forgetDecided(log.transactions, offset)
  return ERROR.none
}

/** The log ends earlier: what another leader has written differently goes. A batch goes whole. Returns whether anything was cut off. */
export function truncateTo(log: PartitionLog, offset: number, nowMs: number): boolean {
  if (offset >= log.logEndOffset) {
    truncateEpochsFromEnd(log.epochs, offset)
    return false
  }
  if (log.segments[0]!.baseOffset > offset) {
    truncateFully(log, offset, nowMs)
    return true
  }
  log.segments = log.segments.filter(({ baseOffset }) => baseOffset <= offset)
  log.segments.push(truncatedSegment(log.segments.pop()!, offset, log.config.indexIntervalBytes))
  log.logEndOffset = offset
  log.recoveryPoint = Math.min(log.recoveryPoint, offset)
  truncateEpochsFromEnd(log.epochs, offset)
  log.logStartOffset = Math.min(offset, log.logStartOffset)
  relearn(log)
  if (log.highWatermark >= offset) setHighWatermark(log, offset)
  return true
}

/** Nothing of the log is left; it begins anew at an offset. */
export function truncateFully(log: PartitionLog, offset: number, nowMs: number): void {
  log.segments = [createSegment(offset, nowMs, new Map())]
  log.epochs = []
  log.producers = new Map()
  log.transactions = createTransactions()
  log.logStartOffset = log.logEndOffset = offset
  log.recoveryPoint = Math.min(log.recoveryPoint, offset)
  setHighWatermark(log, offset)
}

/** Producers and transactions from the last segment's snapshot and what comes after it. */
function relearn(log: PartitionLog): void {
  const segment = activeSegment(log)
  log.producers = copyState(segment.producers)
  log.transactions = createTransactions()
  for (const [producerId, { transactionOffset }] of log.producers) if (transactionOffset !== -1) beginTransaction(log.transactions, producerId, transactionOffset)
  for (const entry of entriesOf(segment)) learn(log, segment, entry)
}

/** Index of the last of `count` things, in order of where they begin, that begins at or before `offset`; searched from the end, where readers usually are. */
function holding(count: number, beginOf: (index: number) => number, offset: number): number {
  let high = count - 1
  if (high <= 0 || beginOf(high) <= offset) return high
  let low = 0
  high--
  while (low < high) {
    const middle = (low + high + 1) >> 1
    if (beginOf(middle) <= offset) low = middle
    else high = middle - 1
  }
  return low
}

/** A place among the entries; chunk and entry may be one past the last. */
interface Place { segment: number; chunk: number; entry: number }

function placeOf({ segments }: PartitionLog, offset: number): Place {
  const segment = holding(segments.length, index => segments[index]!.baseOffset, offset)
  const { chunks } = segments[segment]!
  const chunk = Math.max(holding(chunks.length, index => chunks[index]!.entries[0]!.baseOffset, offset), 0)
  const entries = chunks[chunk]?.entries ?? []
  let low = 0, high = entries.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (entries[middle]!.lastOffset < offset) low = middle + 1
    else high = middle
  }
  return { segment, chunk, entry: low }
}

/** The entry at a place, which moves on to the next chunk or segment if this one ends there; undefined at the end of the log. */
function entryAtPlace({ segments }: PartitionLog, place: Place): LogEntry | undefined {
  for (;;) {
    const { chunks } = segments[place.segment]!
    const entry = chunks[place.chunk]?.entries[place.entry]
    if (entry !== undefined) return entry
    if (place.chunk + 1 < chunks.length) place.chunk++
    else if (place.segment + 1 < segments.length) { place.segment++; place.chunk = 0 }
    else return undefined
    place.entry = 0
  }
}

/** The entry that holds an offset of the log (or, after compaction, the next one), undefined outside it. */
export function entryAt(log: PartitionLog, offset: number): LogEntry | undefined {
  return offset < log.logStartOffset || offset >= log.logEndOffset ? undefined : entryAtPlace(log, placeOf(log, offset))
}

/** Whole batches from the one that holds `fromOffset`, below `endOffset`, at most `maxBytes` but the first one always; of one segment only, as a Fetch reads, or of all. */
export function readEntries(log: PartitionLog, fromOffset: number, endOffset: number, maxBytes: number, isOneSegment = false): LogEntry[] {
  const read: LogEntry[] = []
  if (fromOffset >= Math.min(endOffset, log.logEndOffset)) return read
  const place = placeOf(log, fromOffset)
  let bytes = 0, segment = -1
  for (;;) {
    const entry = entryAtPlace(log, place)
    if (entry === undefined || entry.lastOffset >= endOffset) return read
    if (segment === -1) segment = place.segment
    if (isOneSegment && place.segment !== segment) return read
    bytes += entry.sizeBytes
    if (read.length > 0 && bytes > maxBytes) return read
    read.push(entry)
    place.entry++
  }
}

/** All that the log holds. */
export const logEntries = (log: PartitionLog): LogEntry[] => log.segments.flatMap(segment => [...entriesOf(segment)])

/** Bytes between two offsets, counted no further than `enough`; any number is enough where they are in different segments. */
export function bytesAvailable(log: PartitionLog, fromOffset: number, endOffset: number, enough: number): number {
  if (fromOffset >= endOffset) return 0
  if (placeOf(log, fromOffset).segment !== placeOf(log, endOffset).segment) return Infinity
  let bytes = 0
  for (const entry of readEntries(log, fromOffset, endOffset, Math.max(enough, 1))) bytes += entry.sizeBytes
  return bytes
}

/** Entries of the transaction index that concern offsets from `fromOffset` to before `endOffset`, in order of completion. */
export function abortedBetween(log: PartitionLog, fromOffset: number, endOffset: number): AbortedTransaction[] {
  const found: AbortedTransaction[] = []
  for (const { aborted } of log.segments.slice(placeOf(log, fromOffset).segment)) {
    for (const one of aborted) {
      if (one.lastOffset >= fromOffset && one.firstOffset < endOffset) found.push(one)
      if (one.lastStableOffset >= endOffset) return found
    }
  }
  return found
}

/**
 * The aborted transactions told with what a reader of committed transactions has just read from `fromOffset`: as far as the index tells where that ends.
 * Kafka: LocalLog#addAbortedTransactions, LogSegment#fetchUpperBoundOffset.
 */
export function abortedOf(log: PartitionLog, fromOffset: number, read: readonly LogEntry[]): AbortedTransaction[] {
  const { segment: number } = placeOf(log, fromOffset)
  const segment = log.segments[number]!
  let endPosition = 0
  for (const entry of entriesOf(segment)) {
    if (entry.lastOffset >= fromOffset && !read.includes(entry)) break
    endPosition += entry.sizeBytes
  }
  const bound = offsetIndexOf(segment, log.config.indexIntervalBytes).find(({ position }) => position >= endPosition)
  return abortedBetween(log, fromOffset, bound?.offset ?? log.segments[number + 1]?.baseOffset ?? log.logEndOffset)
}
