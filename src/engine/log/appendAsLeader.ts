/**
 * The leader takes a batch into its log: checks it, gives it offsets, and appends it; or says why not.
 * Kafka: storage/internals/log/{UnifiedLog#appendAsLeader, LogValidator}; spec §8.2. Kafka's order of checks.
 */
import { ERROR } from '../protocol/errorCodes'
import { KEY_INDEX, RECORD_STRIDE, TIMESTAMP_MS, type LogEntry, type RecordBatch } from '../protocol/messages'
import { assignEpoch } from './leaderEpochs'
import { appendEntry, maybeRoll, type PartitionLog } from './partitionLog'
import { checkSequence } from './producerState'

/** `duplicate`: the log has the batch since `baseOffset`. `recordErrors`: which of its records are at fault. */
export type AppendVerdict =
  | { readonly error: 0; readonly duplicate: boolean; readonly baseOffset: number }
  | { readonly error: number; readonly recordErrors: readonly number[] }

const refused = (error: number, recordErrors: readonly number[] = []): AppendVerdict => ({ error, recordErrors })

/** Whether the batch may be appended as it is. Rolls the log if it would have to, as Kafka does before it looks at the sequence. */
export function checkAppend(log: PartitionLog, batch: RecordBatch, leaderEpoch: number, nowMs: number): AppendVerdict {
  const { config } = log
  if (batch.sizeBytes > config.maxMessageBytes) return refused(ERROR.messageTooLarge)
  const invalid = batch.marker === null ? invalidRecords(log, batch, nowMs) : null
  if (invalid !== null) return invalid
  const baseOffset = log.logEndOffset
  assignEpoch(log.epochs, leaderEpoch, baseOffset)
  if (batch.sizeBytes > config.segmentBytes) return refused(ERROR.recordListTooLarge)
  maybeRoll(log, batch.sizeBytes, maxTimestampOf(log, batch, nowMs), baseOffset + batch.recordCount - 1, nowMs)
  const check = checkSequence(log.producers, batch)
  if (check.duplicate) return { error: 0, duplicate: true, baseOffset: check.baseOffset }
  return check.error === ERROR.none ? { error: 0, duplicate: false, baseOffset } : refused(check.error)
}

/** Appends a batch that `checkAppend` let pass. `event`: of the append. */
export function appendChecked(log: PartitionLog, batch: RecordBatch, leaderEpoch: number, nowMs: number, event: number): LogEntry {
  const baseOffset = log.logEndOffset
  return appendEntry(log, {
    sealed: true, baseOffset, lastOffset: baseOffset + batch.recordCount - 1, leaderEpoch, sizeBytes: batch.sizeBytes, maxTimestampMs: maxTimestampOf(log, batch, nowMs),
    batch, kept: null, deleteHorizonMs: -1, event,
  })
}

function maxTimestampOf({ config }: PartitionLog, { columns, recordCount }: RecordBatch, nowMs: number): number {
  if (config.stampsAppendTime) return nowMs
  let latest = -1
  for (let at = TIMESTAMP_MS; at < recordCount * RECORD_STRIDE; at += RECORD_STRIDE) if (columns[at]! > latest) latest = columns[at]!
  return latest
}

function invalidRecords({ config }: PartitionLog, { columns, recordCount }: RecordBatch, nowMs: number): AppendVerdict | null {
  let faulty: number[] | null = null
  let timestamps = false
  for (let index = 0; index < recordCount; index++) {
    const at = index * RECORD_STRIDE
    const aheadMs = columns[at + TIMESTAMP_MS]! - nowMs
    const isKeyMissing = config.compacts && columns[at + KEY_INDEX]! < 0
    const isOutOfTime = !isKeyMissing && !config.stampsAppendTime && (aheadMs > config.timestampAfterMaxMs || -aheadMs > config.timestampBeforeMaxMs)
    if (!isKeyMissing && !isOutOfTime) continue
    faulty ??= []
    faulty.push(index)
    timestamps ||= isOutOfTime
  }
  return faulty === null ? null : refused(timestamps ? ERROR.invalidTimestamp : ERROR.invalidRecord, faulty)
}
