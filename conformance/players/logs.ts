/** Kinds about one replica's log: epoch-cache, log. */
import {
  abortedOf, advanceLogStart, appendChecked, assignEpoch, BASELINE, checkAppend, cleanLog, createPartitionLog, deleteOldSegments, endOffsetFor, ERROR, errorOfCode, factsIn, KEY_INDEX, lastStableOffset, logEntries,
  logConfigOf, offsetIndexOf, parseKafkaValue, readEntries, RECORD_ID, RECORD_STRIDE, recordSizeBytes, recordsOf, rollLog, setHighWatermark, topicKeys, truncateEpochsFromEnd, truncateTo, utf8,
  type EndTransactionMarker, type LeaderEpochs, type PartitionLog, type RecordBatch,
} from '../../src/engine'

interface EpochCacheGiven { readonly assigned: readonly (readonly [number, number])[]; readonly truncateEnd?: number; readonly logEnd: number; readonly epochs: readonly number[] }

export function playEpochCache({ assigned, truncateEnd, logEnd, epochs }: EpochCacheGiven): unknown {
  const cache: LeaderEpochs = []
  for (const [epoch, startOffset] of assigned) assignEpoch(cache, epoch, startOffset)
  if (truncateEnd !== undefined) truncateEpochsFromEnd(cache, truncateEnd)
  return { endOffsets: epochs.map(asked => { const { epoch, endOffset } = endOffsetFor(cache, asked, logEnd); return [epoch, endOffset] }) }
}

type Value = string | number | null
type KeyValue = readonly [key: string | null, value: Value]
interface Append {
  readonly leaderEpoch: number; readonly producerId?: number; readonly producerEpoch?: number; readonly baseSequence?: number; readonly transactional?: boolean
  readonly records: readonly KeyValue[]; readonly aheadMs?: number
}
interface Marker extends EndTransactionMarker { readonly leaderEpoch: number; readonly producerId: number; readonly producerEpoch: number }
interface Step {
  readonly append?: Append; readonly marker?: Marker; readonly highWatermark?: number; readonly sleep?: number; readonly retain?: true; readonly deleteBefore?: number; readonly truncateTo?: number
  readonly roll?: true; readonly compact?: { readonly firstDirty: number }; readonly read?: { readonly from: number; readonly isolation: string }; readonly index?: true; readonly contents?: true
}

/** The clock at the beginning. */
const BEGINNING_MS = 1_700_000_000_000
/** A longer value is told by its length. */
const LONGEST_SHOWN = 40
const HEADER_BYTES = 61, MARKER_BATCH_BYTES = 78

/** The settings of a topic that gives these. */
function topicConfig(given: Readonly<Record<string, string>>): PartitionLog['config'] {
  const values: Record<string, string> = {}
  for (const [key, declared] of Object.entries(topicKeys)) {
    const parsed = given[key] === undefined ? null : parseKafkaValue(topicKeys, key, given[key], BASELINE)
    if (parsed?.ok === false) throw new Error(parsed.message)
    values[key] = parsed?.value ?? factsIn(declared, BASELINE)?.default ?? ''
  }
  return logConfigOf(values)
}

/** What the script calls keys and values, by the numbers they have in columns. */
interface Names { readonly keys: string[]; readonly values: Value[] }

function batchOf({ keys, values }: Names, { producerId = -1, producerEpoch = -1, baseSequence = -1, transactional = false, records, aheadMs = 0 }: Append, nowMs: number): RecordBatch {
  const columns = new Float64Array(records.length * RECORD_STRIDE)
  let sizeBytes = HEADER_BYTES
  records.forEach(([key, value], index) => {
    if (key !== null && !keys.includes(key)) keys.push(key)
    const valueBytes = value === null ? -1 : typeof value === 'number' ? value : utf8(value).length
    columns.set([values.push(value) - 1, 0, key === null ? -1 : keys.indexOf(key), valueBytes, nowMs + aheadMs], index * RECORD_STRIDE)
    sizeBytes += recordSizeBytes(index, 0, key === null ? -1 : utf8(key).length, valueBytes)
  })
  return {
    sealed: true, id: 0, producer: 0, partition: 0, recordCount: records.length, sizeBytes, columns, openedUs: 0, drainedUs: 0, codec: 0, codecLevel: null,
    producerId, producerEpoch, baseSequence, attempt: 1, isTransactional: transactional, marker: null,
  }
}

const markerBatch = ({ producerId, producerEpoch, type, coordinatorEpoch, transactionVersion }: Marker, nowMs: number): RecordBatch => ({
  sealed: true, id: 0, producer: 0, partition: 0, recordCount: 1, sizeBytes: MARKER_BATCH_BYTES, columns: Float64Array.from([-1, 0, -1, 0, nowMs]), openedUs: 0, drainedUs: 0, codec: 0, codecLevel: null,
  producerId, producerEpoch, baseSequence: -1, attempt: 1, isTransactional: true, marker: { type, coordinatorEpoch, transactionVersion },
})

const errorName = (code: number): { error: string } => ({ error: errorOfCode(code)!.name })

function append(log: PartitionLog, batch: RecordBatch, leaderEpoch: number, nowMs: number): object {
  const verdict = checkAppend(log, batch, leaderEpoch, nowMs)
  if ('recordErrors' in verdict) return errorName(verdict.error)
  if (!verdict.duplicate) appendChecked(log, batch, leaderEpoch, nowMs, 0)
  return { firstOffset: verdict.baseOffset, lastOffset: verdict.baseOffset + batch.recordCount - 1 }
}

function read(log: PartitionLog, from: number, isolation: string): object {
  if (from < log.logStartOffset || from > log.logEndOffset) return errorName(ERROR.offsetOutOfRange)
  const end = isolation === 'log_end' ? log.logEndOffset : isolation === 'read_committed' ? lastStableOffset(log) : log.highWatermark
  const entries = readEntries(log, from, end, Infinity)
  return {
    batches: entries.map(({ baseOffset, lastOffset }) => [baseOffset, lastOffset]),
    ...(isolation === 'read_committed' ? { aborted: from >= end ? [] : abortedOf(log, from, entries).map(({ producerId, firstOffset }) => [producerId, firstOffset]) } : {}),
  }
}

function contents(log: PartitionLog, { keys, values }: Names): object {
  const shown = (value: Value): Value => (typeof value === 'string' && utf8(value).length > LONGEST_SHOWN ? utf8(value).length : value)
  return {
    records: logEntries(log).flatMap(entry => recordsOf(entry).filter(({ offset }) => offset >= log.logStartOffset).map(({ offset, index }) => {
      const at = index * RECORD_STRIDE, { columns, marker } = entry.batch
      return marker === null ? [offset, keys[columns[at + KEY_INDEX]!] ?? null, shown(values[columns[at + RECORD_ID]!]!)] : [offset, null, marker.type]
    })),
  }
}

export function playLog({ config, steps }: { config: Readonly<Record<string, string>>; steps: readonly Step[] }): unknown {
  let nowMs = BEGINNING_MS
  const log = createPartitionLog(topicConfig(config), nowMs)
  const names: Names = { keys: [], values: [] }
  const done = (step: Step): object => {
    if (step.append) return append(log, batchOf(names, step.append, nowMs), step.append.leaderEpoch, nowMs)
    if (step.marker) return append(log, markerBatch(step.marker, nowMs), step.marker.leaderEpoch, nowMs)
    if (step.read) return read(log, step.read.from, step.read.isolation)
    if (step.retain) return { deleted: deleteOldSegments(log, nowMs) }
    if (step.contents) return contents(log, names)
    if (step.index) return { entries: log.segments.map(segment => offsetIndexOf(segment, log.config.indexIntervalBytes).length) }
    if (step.highWatermark !== undefined) setHighWatermark(log, step.highWatermark)
    if (step.sleep !== undefined) nowMs += step.sleep
    if (step.deleteBefore !== undefined) advanceLogStart(log, step.deleteBefore)
    if (step.truncateTo !== undefined) truncateTo(log, step.truncateTo, nowMs)
    if (step.roll) rollLog(log, nowMs)
    if (step.compact) cleanLog(log, step.compact.firstDirty, log.highWatermark, nowMs)
    return {}
  }
  return steps.map(step => {
    const observed = done(step)
    return { ...observed, start: log.logStartOffset, highWatermark: log.highWatermark, lastStable: lastStableOffset(log), end: log.logEndOffset, segments: log.segments.map(({ baseOffset }) => baseOffset) }
  })
}
