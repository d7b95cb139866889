/**
 * What stands in the log that leads: batches enter it by an append or with a new leader, and leave it with a new leader or with the power of the last one that had them.
 */
import type { BrokerNode } from '../broker/brokerNode'
import type { ClusterState } from '../cluster'
import type { Effects } from '../effects'
import { entryAt, readEntries, type PartitionLog } from '../log/partitionLog'
import { hasRow } from '../kernel/columnLog'
import { addAppend, APPEND, appendsBackwards, BATCH, createTruth, isRemembered, ofAppend, ofBatch, setOfBatch, TOLD, type PartitionTruth } from './ledger'
import { judgeAll } from './losses'
import { hasLost, noteLoss } from './lossyBrokers'
import { newestImage } from '../newestImage'

/** `event`: of an append by the leader that counts. */
export function enter({ ledger }: ClusterState, truth: PartitionTruth, batch: number, baseOffset: number, lastOffset: number, event: number): void {
  const row = addAppend(ledger, batch, baseOffset, lastOffset, truth.lastAppend, event)
  truth.lastAppend = row
  if (!isRemembered(ledger, batch)) return
  const records = lastOffset - baseOffset + 1, copies = ofBatch(ledger, batch, BATCH.copies)
  setOfBatch(ledger, batch, BATCH.records, records)
  setOfBatch(ledger, batch, BATCH.lastAppend, row + 1)
  setOfBatch(ledger, batch, BATCH.copies, copies + 1)
  ledger.storedRecords += records
  if (copies > 0) ledger.duplicatedRecords += records
  else noteOrder(ledger, truth, batch, records)
  if (ofBatch(ledger, batch, BATCH.lostEvent) === 0) return
  setOfBatch(ledger, batch, BATCH.lostEvent, 0)
  ledger.lostRecords -= records
}

/** Whether it stands behind a record of its producer that was sent later. */
function noteOrder(ledger: ClusterState['ledger'], { latestRecords }: PartitionTruth, batch: number, records: number): void {
  const producer = ofBatch(ledger, batch, BATCH.producer), first = ofBatch(ledger, batch, BATCH.firstRecord)
  const isOvertaken = first < (latestRecords.get(producer) ?? -1)
  if (!isOvertaken) latestRecords.set(producer, first)
  else if (ofBatch(ledger, batch, BATCH.told) === TOLD.acknowledged) ledger.reorderedRecords += records
  setOfBatch(ledger, batch, BATCH.overtaken, isOvertaken ? 1 : 0)
}

/** One copy of it is no longer in the log that leads, because of `event`; `inSync`: by the controller's word at that time. */
function leave({ ledger }: ClusterState, truth: PartitionTruth, append: number, event: number, inSync: readonly number[]): void {
  const batch = ofAppend(ledger, append, APPEND.batch)
  if (!isRemembered(ledger, batch)) return
  const records = ofBatch(ledger, batch, BATCH.records), copies = ofBatch(ledger, batch, BATCH.copies)
  setOfBatch(ledger, batch, BATCH.copies, copies - 1)
  ledger.storedRecords -= records
  if (copies > 1) {
    ledger.duplicatedRecords -= records
    for (const row of appendsBackwards(ledger, truth)) if (ofAppend(ledger, row, APPEND.batch) === batch) { setOfBatch(ledger, batch, BATCH.lastAppend, row + 1); break }
    return
  }
  // Where the leader lost it with its power, that is the reason, not that it leads again.
  if (!hasLost(ledger, batch, truth.leader)) setOfBatch(ledger, batch, BATCH.goneEvent, event + 1)
  setOfBatch(ledger, batch, BATCH.lostInSync, inSync.every(broker => hasLost(ledger, batch, broker)) ? inSync.length : 0)
  setOfBatch(ledger, batch, BATCH.wasCommitted, ofAppend(ledger, append, APPEND.lastOffset) < truth.committedEnd ? 1 : 0)
  if (ofBatch(ledger, batch, BATCH.overtaken) === 1 && ofBatch(ledger, batch, BATCH.told) === TOLD.acknowledged) ledger.reorderedRecords -= records
  setOfBatch(ledger, batch, BATCH.overtaken, 0)
}

/** Whether a log has what was appended there: the batch itself, or nothing because it was deleted or compacted away. */
function holds(log: PartitionLog, batch: number, baseOffset: number, lastOffset: number): boolean {
  if (lastOffset < log.logStartOffset) return true
  const entry = entryAt(log, Math.max(baseOffset, log.logStartOffset))
  return entry?.batch.id === batch || (log.config.compacts && lastOffset < log.logEndOffset && (entry === undefined || entry.baseOffset > lastOffset))
}

/** A broker has taken the leadership: from now on its log is the truth. What the one before had more is gone, what this one has more counts. */
export function takeLeadership(state: ClusterState, effects: Effects, broker: BrokerNode, partition: number, leaderEpoch: number, event: number): void {
  const { ledger } = state
  const truth = truthOf(state, partition, broker.id)
  if (leaderEpoch <= truth.leaderEpoch && truth.event !== -1) return
  const { log } = broker.replicas.get(partition)!
  Object.assign(truth, { leader: broker.id, leaderEpoch, event, isUnclean: truth.uncleanElections.has(leaderEpoch) && broker.metadata.image.partitions.get(partition)?.recovering === true })
  const missing = cutBack(state, truth, event, broker.metadata.image.partitions.get(partition)?.isr ?? [], (batch, baseOffset, lastOffset) => holds(log, batch, baseOffset, lastOffset))
  const { lastAppend } = truth
  const agreedEnd = lastAppend === -1 ? 0 : hasRow(ledger.appends, lastAppend) ? ofAppend(ledger, lastAppend, APPEND.lastOffset) + 1 : log.logEndOffset
  for (const entry of readEntries(log, Math.max(agreedEnd, log.logStartOffset), log.logEndOffset, Infinity)) enter(state, truth, entry.batch.id, entry.baseOffset, entry.lastOffset, entry.event)
  judgeAll(state, effects, truth, missing, true)
  truth.committedEnd = Math.min(truth.committedEnd, agreedEnd)
}

/** A log has lost its end with its broker's power; `lost`: what was there. What nobody else has is gone for good. */
export function losePower(state: ClusterState, effects: Effects, broker: number, partition: number, lost: readonly { readonly batch: { readonly id: number } }[], event: number): void {
  const { ledger } = state
  for (const { batch: { id } } of lost) {
    if (!isRemembered(ledger, id)) continue
    noteLoss(ledger, id, broker)
    setOfBatch(ledger, id, BATCH.goneEvent, event + 1)
  }
  const truth = ledger.partitions.get(partition)
  if (truth === undefined) return
  const logs = state.brokers.flatMap(({ replicas }) => { const replica = replicas.get(partition); return replica === undefined ? [] : [replica.log] })
  const missing = cutBack(state, truth, event, newestImage(state).partitions.get(partition)?.isr ?? [], (batch, baseOffset, lastOffset) => logs.some(log => holds(log, batch, baseOffset, lastOffset)))
  if (missing.length === 0) return
  judgeAll(state, effects, truth, missing, false)
  truth.committedEnd = Math.min(truth.committedEnd, ofAppend(ledger, missing[0]!, APPEND.baseOffset))
}

/** Takes the newest appends out of the truth until one of them is held. Returns those taken out, oldest first. */
function cutBack(state: ClusterState, truth: PartitionTruth, event: number, inSync: readonly number[], isHeld: (batch: number, baseOffset: number, lastOffset: number) => boolean): readonly number[] {
  const { ledger } = state
  const missing: number[] = []
  for (const row of appendsBackwards(ledger, truth)) {
    if (isHeld(ofAppend(ledger, row, APPEND.batch), ofAppend(ledger, row, APPEND.baseOffset), ofAppend(ledger, row, APPEND.lastOffset))) break
    missing.push(row)
  }
  if (missing.length === 0) return missing
  truth.lastAppend = ofAppend(ledger, missing.at(-1)!, APPEND.previous)
  for (const row of missing) leave(state, truth, row, event, inSync)
  relearnOrder(ledger, truth)
  return missing.reverse()
}

function relearnOrder(ledger: ClusterState['ledger'], truth: PartitionTruth): void {
  truth.latestRecords = new Map()
  for (const row of appendsBackwards(ledger, truth)) {
    const batch = ofAppend(ledger, row, APPEND.batch)
    if (!isRemembered(ledger, batch)) return
    const producer = ofBatch(ledger, batch, BATCH.producer)
    truth.latestRecords.set(producer, Math.max(truth.latestRecords.get(producer) ?? -1, ofBatch(ledger, batch, BATCH.firstRecord)))
  }
}

/** What is known of a partition; at first its log is that of whoever is seen to lead it. */
export function truthOf({ ledger, brokers }: ClusterState, partition: number, broker: number): PartitionTruth {
  let truth = ledger.partitions.get(partition)
  if (truth === undefined) {
    truth = createTruth(broker, brokers.find(({ id }) => id === broker)?.replicas.get(partition)?.leaderEpoch ?? 0, -1)
    ledger.partitions.set(partition, truth)
  }
  return truth
}
