/**
 * The omniscient observer: what became of the records, counted from the events, outside every node.
 * A record is lost if it was acknowledged and is in no leader's log once its batch can no longer arrive; duplicated if its batch was appended
 * on a leader more than once.
 * Simplified: nothing loses a message yet, so a batch that was sent can always still arrive; per-record fates come with faults.
 */
import type { EventKind } from './events'

export interface Ledger {
  sentRecords: number
  acknowledgedRecords: number
  storedRecords: number
  deliveredRecords: number
  refusedRecords: number
  /** Records whose futures failed; some of them may be stored all the same. */
  failedRecords: number
  lostRecords: number
  duplicatedRecords: number
  /** Batches appended on a leader whose acknowledgement has not been seen; appended and acknowledged ones leave the set. */
  appended: Set<number>
  /** Batches acknowledged before they were appended (acks=0). */
  acknowledgedUnseen: Set<number>
}

export function createLedger(): Ledger {
  return {
    sentRecords: 0, acknowledgedRecords: 0, storedRecords: 0, deliveredRecords: 0, refusedRecords: 0, failedRecords: 0, lostRecords: 0, duplicatedRecords: 0,
    appended: new Set(), acknowledgedUnseen: new Set(),
  }
}

/** Watches one event; `first` and `count` are its batch and its number of records where it has them. */
export function observe(ledger: Ledger, kind: EventKind, batch: number, records: number): void {
  if (kind === 'batchAppended') {
    ledger.storedRecords += records
    if (ledger.appended.has(batch)) ledger.duplicatedRecords += records
    else if (!ledger.acknowledgedUnseen.delete(batch)) ledger.appended.add(batch)
  } else if (kind === 'batchAcknowledged') {
    ledger.acknowledgedRecords += records
    if (!ledger.appended.delete(batch)) ledger.acknowledgedUnseen.add(batch)
  } else if (kind === 'recordsDelivered') ledger.deliveredRecords += records
  else if (kind === 'recordRefused') ledger.refusedRecords++
  else if (kind === 'batchFailed') ledger.failedRecords += records
}
