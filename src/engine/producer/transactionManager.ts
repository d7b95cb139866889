/**
 * Idempotence: who this producer is (id and epoch), which number each partition's next record gets, which batches are in flight, and what to do when a
 * number is refused.
 * Kafka: clients/producer/internals/{TransactionManager, TxnPartitionMap, TxnPartitionEntry}.java; spec §7.1–7.5.
 * Simplified: no transactions yet.
 */
import { ERROR, isRetriable } from '../protocol/errorCodes'
import type { ProduceResult } from '../protocol/messages'
import { hasSequence, lastSequence, type ProducerBatch } from './producerBatch'

interface PartitionEntry {
  producerId: number
  producerEpoch: number
  nextSequence: number
  /** −1: none. */
  lastAckedSequence: number
  /** In order of id, epoch, sequence. */
  inFlight: ProducerBatch[]
}
export interface TransactionManager {
  /** −1 before the broker has given one. */
  producerId: number
  producerEpoch: number
  state: 'uninitialized' | 'initializing' | 'ready' | 'fatal'
  /** Of a fatal error. */
  lastError: number
  entries: Map<number, PartitionEntry>
  /** partition → the sequence after the expired batch whose fate is unknown. */
  unresolved: Map<number, number>
  epochBumpRequired: boolean
  /** Partitions whose sequences begin anew with the bump. */
  toRewrite: Set<number>
  /** An InitProducerId is to be sent, is on its way, or neither. */
  initRequest: 'none' | 'pending' | 'retry' | 'inFlight'
}

const LAST_EPOCH = 32767
const SEQUENCES = 2147483648

export function createTransactionManager(): TransactionManager {
  return {
    producerId: -1, producerEpoch: -1, state: 'uninitialized', lastError: 0, entries: new Map(), unresolved: new Map(), epochBumpRequired: false, toRewrite: new Set(), initRequest: 'none',
  }
}

/** The number after `increment` more records; after 2147483647 comes 0. */
export const incrementSequence = (sequence: number, increment: number): number => (sequence + increment) % SEQUENCES
export const hasFatalError = ({ state }: TransactionManager): boolean => state === 'fatal'

export function setProducerId(manager: TransactionManager, producerId: number, producerEpoch: number): void {
  manager.producerId = producerId
  manager.producerEpoch = producerEpoch
  manager.state = 'ready'
}

function entryOf(manager: TransactionManager, partition: number): PartitionEntry {
  let entry = manager.entries.get(partition)
  if (entry === undefined) {
    entry = { producerId: -1, producerEpoch: -1, nextSequence: 0, lastAckedSequence: -1, inFlight: [] }
    manager.entries.set(partition, entry)
  }
  return entry
}

const isStale = (manager: TransactionManager, entry: PartitionEntry): boolean => entry.producerId !== manager.producerId || entry.producerEpoch !== manager.producerEpoch

/** shouldStopDrainBatchesForPartition: whether this head may not be sent now, and with it nothing more of its broker. */
export function mustStopDrain(manager: TransactionManager, head: ProducerBatch): boolean {
  if (hasFatalError(manager) || manager.producerId === -1) return true
  const entry = entryOf(manager, head.partition)
  if (!hasSequence(head)) {
    if (entry.inFlight.length > 0 && isStale(manager, entry)) return true
    if (manager.unresolved.has(head.partition)) return true
  }
  const [first] = entry.inFlight
  return first !== undefined && hasSequence(head) && head.baseSequence !== first.baseSequence
}

/** A drained batch gets its number, once. */
export function assignSequence(manager: TransactionManager, batch: ProducerBatch): void {
  if (hasSequence(batch)) return
  const entry = entryOf(manager, batch.partition)
  if (isStale(manager, entry) && entry.inFlight.length === 0 && !hasFatalError(manager)) startAtBeginning(manager, entry)
  batch.producerId = manager.producerId
  batch.producerEpoch = manager.producerEpoch
  batch.baseSequence = entry.nextSequence
  entry.nextSequence = incrementSequence(entry.nextSequence, batch.recordCount)
  addInFlight(manager, batch)
}

export function addInFlight(manager: TransactionManager, batch: ProducerBatch): void {
  const { inFlight } = entryOf(manager, batch.partition)
  inFlight.push(batch)
  inFlight.sort((one, other) => one.producerId - other.producerId || one.producerEpoch - other.producerEpoch || one.baseSequence - other.baseSequence)
}

export function removeInFlight(manager: TransactionManager, batch: ProducerBatch): void {
  const entry = entryOf(manager, batch.partition)
  entry.inFlight = entry.inFlight.filter(other => other !== batch)
}

/** Sequences from 0 again, with the id and epoch in force; batches in flight are numbered anew. */
function startAtBeginning(manager: TransactionManager, entry: PartitionEntry): void {
  let sequence = 0
  for (const batch of entry.inFlight) {
    batch.producerId = manager.producerId
    batch.producerEpoch = manager.producerEpoch
    batch.baseSequence = sequence
    batch.sequenceReset = true
    sequence += batch.recordCount
  }
  entry.producerId = manager.producerId
  entry.producerEpoch = manager.producerEpoch
  entry.nextSequence = sequence
  entry.lastAckedSequence = -1
}

export function handleCompletedBatch(manager: TransactionManager, batch: ProducerBatch): void {
  const entry = manager.entries.get(batch.partition)
  if (entry !== undefined) entry.lastAckedSequence = Math.max(entry.lastAckedSequence, lastSequence(batch))
  removeInFlight(manager, batch)
}

/** `adjustSequences`: no retry was left to it, or it may not be retried. */
export function handleFailedBatch(manager: TransactionManager, batch: ProducerBatch, error: number, adjustSequences: boolean): void {
  if (error === ERROR.clusterAuthorizationFailed || error === ERROR.transactionalIdAuthorizationFailed || error === ERROR.producerFenced || error === ERROR.unsupportedVersion) {
    manager.state = 'fatal'
    manager.lastError = error
  }
  removeInFlight(manager, batch)
  if (hasFatalError(manager)) return
  if (error === ERROR.outOfOrderSequenceNumber) requestEpochBump(manager, batch.partition)
  else if (error === ERROR.unknownProducerId) {
    manager.entries.delete(batch.partition)
    manager.unresolved.delete(batch.partition)
  } else if (adjustSequences) requestEpochBump(manager, batch.partition)
}

function requestEpochBump(manager: TransactionManager, partition: number): void {
  manager.epochBumpRequired = true
  manager.toRewrite.add(partition)
}

const isNext = (manager: TransactionManager, partition: number, sequence: number): boolean => sequence - (manager.entries.get(partition)?.lastAckedSequence ?? -1) === 1

/** TransactionManager.canRetry; may ask for an epoch bump. */
export function canRetry(manager: TransactionManager, batch: ProducerBatch, { error, logStartOffset }: ProduceResult): boolean {
  const { partition } = batch
  if (error === ERROR.unknownProducerId) {
    if (logStartOffset !== -1 && !batch.sequenceReset) requestEpochBump(manager, partition)
    return true
  }
  if (error === ERROR.outOfOrderSequenceNumber) {
    const unresolved = manager.unresolved.get(partition)
    if (unresolved === undefined && (batch.sequenceReset || !isNext(manager, partition, batch.baseSequence))) return true
    if (unresolved === undefined || batch.baseSequence === unresolved) requestEpochBump(manager, partition)
    return true
  }
  return isRetriable(error)
}

/** A batch that had been sent expired: nobody knows whether it was stored. */
export function markUnresolved(manager: TransactionManager, batch: ProducerBatch): void {
  manager.unresolved.set(batch.partition, Math.max(manager.unresolved.get(batch.partition) ?? -1, lastSequence(batch) + 1))
}

/** Partitions with an unknown fate and nothing more in flight: either all was stored, or numbering begins anew. */
export function resolveSequences(manager: TransactionManager): void {
  for (const partition of manager.unresolved.keys()) {
    const entry = entryOf(manager, partition)
    if (entry.inFlight.length > 0) continue
    if (!isNext(manager, partition, entry.nextSequence)) requestEpochBump(manager, partition)
    manager.unresolved.delete(partition)
  }
}

/** A bump is due: epoch + 1 without asking anyone; after the last epoch a new id. Returns how many partitions are numbered anew; −1 if nothing was due. */
export function bumpEpochIfNeeded(manager: TransactionManager): number {
  if (!manager.epochBumpRequired) return -1
  if (manager.producerEpoch === LAST_EPOCH) { manager.producerId = manager.producerEpoch = -1; manager.state = 'uninitialized' } else manager.producerEpoch++
  const rewritten = manager.toRewrite.size
  for (const partition of manager.toRewrite) {
    startAtBeginning(manager, entryOf(manager, partition))
    manager.unresolved.delete(partition)
  }
  manager.toRewrite.clear()
  manager.epochBumpRequired = false
  return rewritten
}
