/**
 * What a log remembers of each producer, to know a batch it already has and to refuse one that does not follow the last.
 * Kafka: storage/internals/log/{ProducerStateEntry, ProducerAppendInfo, UnifiedLog#analyzeAndValidateProducerState, ProducerStateManager#removeExpiredProducers}; spec §8.10.
 * Simplified: no verification of transactions with their coordinator yet. Who has expired and comes back with a segment's snapshot, because the log is cut, is forgotten at the next look.
 */
import { ERROR } from '../protocol/errorCodes'
import type { RecordBatch } from '../protocol/messages'

interface RememberedBatch { readonly first: number; readonly last: number; readonly baseOffset: number; readonly lastOffset: number }
export interface ProducerStateEntry {
  epoch: number
  coordinatorEpoch: number
  /** Where its open transaction begins; −1 without one. */
  transactionOffset: number
  /** Of the newest record of its last batch, or of its last marker. */
  timestampMs: number
  /** The last five of this epoch, oldest first. */
  batches: RememberedBatch[]
}
/** producer id → what is known of it. */
export type ProducerStates = Map<number, ProducerStateEntry>
/** client: what comes in a Produce request; coordinator: a marker; replication: what a leader has checked already. */
export type AppendOrigin = 'client' | 'coordinator' | 'replication'

const REMEMBERED = 5
const SEQUENCES = 2147483648
const NO_SEQUENCE = -1
const TV_2 = 2

/** `duplicate`: the batch is there since offset `baseOffset`. Else an error code, or 0: it may be appended. */
export type SequenceCheck = { readonly duplicate: true; readonly baseOffset: number } | { readonly duplicate: false; readonly error: number }
const may = (error: number): SequenceCheck => ({ duplicate: false, error })

export const lastSequenceOf = (entry: ProducerStateEntry): number => entry.batches.at(-1)?.last ?? NO_SEQUENCE
/** Sequences go on at 0 after 2147483647. */
const lastSequence = ({ baseSequence, recordCount }: RecordBatch): number => (baseSequence + recordCount - 1) % SEQUENCES

/** Of a batch from a client or, with a marker, from the transaction's coordinator. */
export function checkSequence(states: ProducerStates, batch: RecordBatch): SequenceCheck {
  const { producerId, producerEpoch, baseSequence, marker } = batch
  const entry = states.get(producerId)
  if (producerId === -1 || entry === undefined) return may(ERROR.none)
  if (marker !== null) {
    // A marker of version 2 ends a transaction with the next epoch; one that is repeated when nothing is open any more has the epoch already.
    const fenced = producerEpoch < entry.epoch || (marker.transactionVersion >= TV_2 && producerEpoch === entry.epoch && entry.transactionOffset !== -1)
    if (fenced) return may(ERROR.invalidProducerEpoch)
    return may(entry.coordinatorEpoch > marker.coordinatorEpoch ? ERROR.transactionCoordinatorFenced : ERROR.none)
  }
  const last = lastSequence(batch)
  const known = producerEpoch === entry.epoch ? entry.batches.find(remembered => remembered.first === baseSequence && remembered.last === last) : undefined
  if (known !== undefined) return { duplicate: true, baseOffset: known.baseOffset }
  if (producerEpoch < entry.epoch) return may(ERROR.invalidProducerEpoch)
  const expected = producerEpoch > entry.epoch ? 0 : (lastSequenceOf(entry) + 1) % SEQUENCES
  if (baseSequence !== expected) return may(ERROR.outOfOrderSequenceNumber)
  return may(entry.transactionOffset !== -1 && !batch.isTransactional ? ERROR.invalidTxnState : ERROR.none)
}

/** The batch has been appended at `baseOffset`. `began`: with it a transaction began; `ended`: the first offset of the one that its marker ends. */
export function rememberBatch(states: ProducerStates, batch: RecordBatch, baseOffset: number, timestampMs: number): { readonly began: boolean; readonly ended: number } {
  const { producerId, producerEpoch, baseSequence, recordCount, marker, isTransactional } = batch
  if (producerId === -1) return { began: false, ended: -1 }
  let entry = states.get(producerId)
  if (entry === undefined) {
    entry = { epoch: producerEpoch, coordinatorEpoch: -1, transactionOffset: -1, timestampMs, batches: [] }
    states.set(producerId, entry)
  }
  entry.timestampMs = timestampMs
  if (producerEpoch !== entry.epoch) { entry.epoch = producerEpoch; entry.batches = [] }
  if (marker !== null) {
    const ended = entry.transactionOffset
    entry.coordinatorEpoch = marker.coordinatorEpoch
    entry.transactionOffset = -1
    return { began: false, ended }
  }
  entry.batches.push({ first: baseSequence, last: lastSequence(batch), baseOffset, lastOffset: baseOffset + recordCount - 1 })
  if (entry.batches.length > REMEMBERED) entry.batches.shift()
  const began = isTransactional && entry.transactionOffset === -1
  if (began) entry.transactionOffset = baseOffset
  return { began, ended: -1 }
}

/** What a snapshot tells of them: of the batches of each only the last. Kafka: ProducerStateManager#writeSnapshot. */
export const snapshotOf = (states: ProducerStates): ProducerStates => new Map([...states].map(([producerId, entry]) => [producerId, { ...entry, batches: entry.batches.slice(-1) }]))

/** Producers of whom nothing came for producer.id.expiration.ms and who have no transaction open are forgotten: what they send next is taken, whatever its sequence. Returns how many. */
export function forgetExpired(states: ProducerStates, nowMs: number, expirationMs: number): number {
  let count = 0
  for (const [producerId, { transactionOffset, timestampMs }] of states) if (transactionOffset === -1 && nowMs - timestampMs >= expirationMs && states.delete(producerId)) count++
  return count
}
