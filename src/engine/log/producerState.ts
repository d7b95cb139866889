/**
 * What a log remembers of each producer, to know a batch it already has and to refuse one that does not follow the last.
 * Kafka: storage/internals/log/{ProducerStateEntry, ProducerAppendInfo#checkSequence, #checkProducerEpoch, UnifiedLog#analyzeAndValidateProducerState}; spec §8.10.
 * Simplified: no transactions; a producer is never forgotten (producer.id.expiration.ms); an unknown producer may begin with any sequence.
 */
import { ERROR } from '../protocol/errorCodes'
import type { RecordBatch } from '../protocol/messages'

interface RememberedBatch { readonly first: number; readonly last: number; readonly baseOffset: number }
export interface ProducerStateEntry {
  epoch: number
  lastSequence: number
  /** The last five, oldest first. */
  batches: RememberedBatch[]
}
/** producer id → what is known of it. */
export type ProducerStates = Map<number, ProducerStateEntry>

const REMEMBERED = 5
const SEQUENCES = 2147483648

/** `duplicate`: the batch is there since offset `baseOffset`. Else an error code, or 0: it may be appended. */
export type SequenceCheck = { readonly duplicate: true; readonly baseOffset: number } | { readonly duplicate: false; readonly error: number }

export function checkSequence(states: ProducerStates, { producerId, producerEpoch, baseSequence, recordCount }: RecordBatch): SequenceCheck {
  const entry = states.get(producerId)
  if (producerId === -1 || entry === undefined) return { duplicate: false, error: ERROR.none }
  const last = baseSequence + recordCount - 1
  const known = producerEpoch === entry.epoch ? entry.batches.find(batch => batch.first === baseSequence && batch.last === last) : undefined
  if (known !== undefined) return { duplicate: true, baseOffset: known.baseOffset }
  if (producerEpoch < entry.epoch) return { duplicate: false, error: ERROR.invalidProducerEpoch }
  const expected = producerEpoch > entry.epoch ? 0 : (entry.lastSequence + 1) % SEQUENCES
  return { duplicate: false, error: baseSequence === expected ? ERROR.none : ERROR.outOfOrderSequenceNumber }
}

/** The batch has been appended at `baseOffset`. */
export function rememberBatch(states: ProducerStates, { producerId, producerEpoch, baseSequence, recordCount }: RecordBatch, baseOffset: number): void {
  if (producerId === -1) return
  let entry = states.get(producerId)
  if (entry === undefined || producerEpoch > entry.epoch) {
    entry = { epoch: producerEpoch, lastSequence: -1, batches: [] }
    states.set(producerId, entry)
  }
  entry.lastSequence = baseSequence + recordCount - 1
  entry.batches.push({ first: baseSequence, last: entry.lastSequence, baseOffset })
  if (entry.batches.length > REMEMBERED) entry.batches.shift()
}
