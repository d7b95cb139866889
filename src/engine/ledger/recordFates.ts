/**
 * The fate of records, one by one, when somebody asks: what the client was told, and what is true.
 * A batch shares one fate; what the ledger's rows do not hold (who has a copy, who has read it) is looked up in the logs and in the window of events.
 */
import type { ClusterState } from '../cluster'
import { ARG, AT_US, EVENT_CODE, FAILURES, KIND, LOSS_RULES, REFUSALS, type LossRule } from '../events'
import { cellOf, firstRowAtLeast, hasRow } from '../kernel/columnLog'
import { entryAt } from '../log/partitionLog'
import { hasTopic } from '../protocol/topics'
import type { Simulation } from '../simulation'
import { APPEND, appendsBackwards, BATCH, isRemembered, ofAppend, ofBatch, TOLD, type PartitionTruth } from './ledger'

export interface RecordFate {
  readonly record: number
  /** What its callback heard; refused: send() itself failed. */
  readonly told: 'nothing' | 'acknowledged' | 'failed' | 'refused'
  /** Why, of failed and refused. */
  readonly failure?: (typeof FAILURES)[number] | (typeof REFUSALS)[number]
  /** The event in which it was told; −1 none, or older than the window. */
  readonly toldEvent: number
  /** Over all topics; −1 of a refused record. */
  readonly partition: number
  /** Where it stands, or last stood, in the log that leads; −1 nowhere. */
  readonly offset: number
  /** How often its batch has been sent. */
  readonly attempts: number
  /** At how many offsets of the log that leads it stands. */
  readonly stored: number
  /** Brokers whose logs have it there, running or not. */
  readonly replicas: readonly number[]
  /** Consumers can read it: it is below the high watermark. */
  readonly visible: boolean
  /** Some consumer's poll() has handed it out (within the window of events). */
  readonly delivered: boolean
  /** Acknowledged and gone; by whose rule, and the event: `recordLost`, or of a deletion the log's new start. */
  readonly lost: { readonly rule: LossRule; readonly event: number } | null
  readonly duplicated: boolean
  /** It stands behind a record that was sent later. */
  readonly reordered: boolean
}

/** In the order asked for; null of a record that is not known, or older than what is remembered. */
export function recordFates(simulation: Simulation, records: readonly number[]): readonly (RecordFate | null)[] {
  const { state } = simulation
  const fates = new Map<number, SharedFate & { readonly baseOffset: number }>()
  return records.map(record => {
    if (!hasRow(state.records, record)) return null
    const given = cellOf(state.records, record, 1)
    if (given === -1) return refusedFate(state, record)
    const { batch, index } = batchOf(state, record, given)
    if (!isRemembered(state.ledger, batch)) return null
    let fate = fates.get(batch)
    if (fate === undefined) { fate = batchFate(state, batch); fates.set(batch, fate) }
    const { baseOffset, ...shared } = fate
    const offset = baseOffset === -1 ? -1 : baseOffset + index
    return { ...(shared.lost === null && isCompacted(state, shared.partition, offset, batch) ? deleted(shared, state.ledger.partitions.get(shared.partition)!.cleanedEvent) : shared), record, offset }
  })
}

function refusedFate({ events, records }: ClusterState, record: number): RecordFate {
  let row = firstRowAtLeast(events, AT_US, cellOf(records, record, 0))
  while (row < events.rowCount && (cellOf(events, row, KIND) !== EVENT_CODE.recordRefused || cellOf(events, row, ARG) !== record)) row++
  const isThere = row < events.rowCount
  return {
    record, told: 'refused', ...(isThere && { failure: REFUSALS[cellOf(events, row, ARG + 1)]! }), toldEvent: isThere ? row : -1,
    partition: -1, offset: -1, attempts: 0, stored: 0, replicas: [], visible: false, delivered: false, lost: null, duplicated: false, reordered: false,
  }
}

/** The batch that a record ended up in, and its index there: the batch it was put into may have been split. */
function batchOf({ records, ledger }: ClusterState, record: number, given: number): { readonly batch: number; readonly index: number } {
  let batch = given, index = 0
  const first = isRemembered(ledger, given) ? ofBatch(ledger, given, BATCH.firstRecord) : record
  for (let row = first; row < record; row++) if (hasRow(records, row) && cellOf(records, row, 1) === given) index++
  for (let split = ledger.splits.get(batch); split !== undefined; split = ledger.splits.get(batch)) {
    let piece = split.firstPiece + split.pieces - 1
    while (piece > split.firstPiece && (ledger.pieceIndexes.get(piece) ?? 0) > index) piece--
    index -= ledger.pieceIndexes.get(piece) ?? 0
    batch = piece
  }
  return { batch, index }
}

function batchFate(state: ClusterState, batch: number): SharedFate & { readonly baseOffset: number } {
  const { ledger, events } = state
  const told = ofBatch(ledger, batch, BATCH.told), toldEvent = ofBatch(ledger, batch, BATCH.toldEvent) - 1
  const partition = ofBatch(ledger, batch, BATCH.partition), copies = ofBatch(ledger, batch, BATCH.copies), append = ofBatch(ledger, batch, BATCH.lastAppend) - 1
  const isKnown = hasRow(ledger.appends, append)
  const baseOffset = isKnown ? ofAppend(ledger, append, APPEND.baseOffset) : -1, lastOffset = isKnown ? ofAppend(ledger, append, APPEND.lastOffset) : -1
  const truth = ledger.partitions.get(partition)
  const fate: SharedFate = {
    told: told === TOLD.acknowledged ? 'acknowledged' : told === TOLD.failed ? 'failed' : 'nothing',
    ...(told === TOLD.failed && hasRow(events, toldEvent) && { failure: FAILURES[cellOf(events, toldEvent, ARG + 2)]! }),
    toldEvent: hasRow(events, toldEvent) ? toldEvent : -1, partition, attempts: ofBatch(ledger, batch, BATCH.sent), stored: copies,
    replicas: baseOffset === -1 ? [] : state.brokers.filter(({ replicas }) => { const log = replicas.get(partition)?.log; return log !== undefined && entryAt(log, baseOffset)?.batch.id === batch }).map(({ id }) => id),
    visible: copies > 0 && truth !== undefined && firstCopyEnd(state, truth, batch, copies, lastOffset) <= truth.committedEnd,
    delivered: isKnown && wasDelivered(state, partition, baseOffset, lastOffset, ofAppend(ledger, append, APPEND.event)),
    lost: lossOf(state, truth, batch, lastOffset), duplicated: copies > 1, reordered: ofBatch(ledger, batch, BATCH.overtaken) === 1,
  }
  return { ...(fate.lost?.rule === 'deletion' ? deleted(fate, fate.lost.event) : fate), baseOffset }
}

type SharedFate = Omit<RecordFate, 'record' | 'offset'>
/** No longer to be read by anybody, and no loss. */
const deleted = (fate: SharedFate, event: number): SharedFate => ({ ...fate, stored: 0, replicas: [], visible: false, duplicated: false, lost: fate.told === 'acknowledged' ? { rule: 'deletion', event } : null })

/** Whether a later record of the same key has made this one go from the log that leads. */
function isCompacted({ ledger, brokers }: ClusterState, partition: number, offset: number, batch: number): boolean {
  const truth = ledger.partitions.get(partition)
  const log = brokers.find(({ id }) => id === truth?.leader)?.replicas.get(partition)?.log
  if (offset === -1 || truth === undefined || truth.cleanedEvent === -1 || log === undefined || offset >= log.logEndOffset) return false
  const entry = entryAt(log, Math.max(offset, log.logStartOffset))
  return entry === undefined || entry.baseOffset > offset || (entry.batch.id === batch && entry.kept !== null && !entry.kept.includes(offset - entry.baseOffset))
}

/** Where its first copy ends: a reader meets that one first. */
function firstCopyEnd({ ledger }: ClusterState, truth: PartitionTruth, batch: number, copies: number, lastOffset: number): number {
  let end = lastOffset + 1
  if (copies > 1) for (const row of appendsBackwards(ledger, truth)) if (ofAppend(ledger, row, APPEND.batch) === batch) end = ofAppend(ledger, row, APPEND.lastOffset) + 1
  return end
}

function wasDelivered({ events }: ClusterState, partition: number, baseOffset: number, lastOffset: number, appended: number): boolean {
  for (let row = Math.max(appended, firstRowAtLeast(events, AT_US, 0)); row < events.rowCount; row++) {
    if (cellOf(events, row, KIND) === EVENT_CODE.recordsDelivered && cellOf(events, row, ARG) === partition && cellOf(events, row, ARG + 1) <= lastOffset && cellOf(events, row, ARG + 2) >= baseOffset) return true
  }
  return false
}

function lossOf({ ledger, events, topics }: ClusterState, truth: PartitionTruth | undefined, batch: number, lastOffset: number): RecordFate['lost'] {
  const event = ofBatch(ledger, batch, BATCH.lostEvent) - 1
  if (event !== -1) return { rule: LOSS_RULES[ofBatch(ledger, batch, BATCH.rule)]!, event: hasRow(events, event) ? event : -1 }
  const partition = ofBatch(ledger, batch, BATCH.partition)
  if (ofBatch(ledger, batch, BATCH.told) !== TOLD.acknowledged) return null
  if (!hasTopic(topics, partition)) return { rule: 'topicDeleted', event: -1 }
  const deletion = truth?.deletion ?? null
  return deletion !== null && lastOffset !== -1 && lastOffset < deletion.before ? { rule: 'deletion', event: deletion.event } : null
}
