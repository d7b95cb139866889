/**
 * The omniscient observer: what became of every batch of records, kept outside all nodes and compared with what each client was told.
 * The truth about a partition is the log of the broker that leads it by the controller's word; what another log holds counts only when that log leads.
 * Work is per batch, never per record: a row of numbers for each batch, a row for each append by a leader.
 * Simplified: rows are a window like the event log; what became of batches before the last 131 072 is forgotten, and their later loss is not seen.
 */
import { appendRow, cellOf, chunkOfRow, createColumnLog, hasRow, rowOffset, type ColumnLog } from '../kernel/columnLog'

export interface Ledger {
  acknowledgedRecords: number
  /** In leaders' logs, every copy counted. */
  storedRecords: number
  deliveredRecords: number
  refusedRecords: number
  /** Records whose futures failed; some of them may be stored all the same. */
  failedRecords: number
  /** Acknowledged, and in no log that leads. Not those that were deleted as configured. */
  lostRecords: number
  /** Copies beyond the first in a leader's log. */
  duplicatedRecords: number
  /** Acknowledged, and behind a record of the same producer that was sent later. */
  reorderedRecords: number
  /** One row per batch, by its id: columns below. */
  batches: ColumnLog
  /** One row per append that counts: columns below. */
  appends: ColumnLog
  partitions: Map<number, PartitionTruth>
  /** acks=0: batches reported as sent of which nobody has heard yet: the message, and to whom. */
  unseen: Map<number, { readonly message: number; readonly broker: number }>
  /** broker → the last event that may have cost a message to it: its stop, or a connection lost. */
  troubles: Map<number, number>
  /** Batches that were split: how many pieces, from which id on; and of a piece, its first record's index in the batch it was cut from. */
  splits: Map<number, { readonly firstPiece: number; readonly pieces: number }>
  pieceIndexes: Map<number, number>
  /** batch → the brokers that have lost it with their power and not copied it again. */
  lossyBrokers: Map<number, readonly number[]>
  /** The first `recordLost` that no rule of the configuration allows; −1 none. */
  forbiddenLoss: number
}

/** What counts of a partition: whose log it is, and where that ends. */
export interface PartitionTruth {
  leader: number
  leaderEpoch: number
  /** Of the leadership; −1 of the one the run began with. */
  event: number
  /** The last append, a row of `appends`; −1 none. */
  lastAppend: number
  /** Below this consumers could read. */
  committedEnd: number
  /** Whether the controller gave this leadership to a broker that was not known to have everything, as it may. */
  isUnclean: boolean
  /** leader epoch → the controller's decision, of unclean elections that are allowed. */
  uncleanElections: Map<number, number>
  /** producer → the largest record id appended, to see who overtakes. */
  latestRecords: Map<number, number>
  /** What was deleted, as asked for or by retention, from the log that leads. */
  deletion: { readonly before: number; readonly event: number } | null
  /** The last cleaning of the log that leads; −1 none. */
  cleanedEvent: number
}

/** Columns of a batch's row. Those of events hold the event + 1, so that 0 is none. */
/**
 * `sent`: how often; `lastAppend`: the newest, a row of `appends` + 1; `copies`: in the log that leads; `goneEvent`: what took the last copy away, or kept it from arriving; `wasCommitted`: it was below the high watermark then; `lostInSync`: how many were in sync then, if each of
 * them had lost it with its power; `inSync`, `minIsr`: when the leader said yes.
 */
export const BATCH = {
  told: 0, toldEvent: 1, acks: 2, sent: 3, producer: 4, firstRecord: 5, partition: 6, records: 7, lastAppend: 8, copies: 9, goneEvent: 10, lostEvent: 11, inSync: 12, minIsr: 13, overtaken: 14, rule: 15, wasCommitted: 16, lostInSync: 17,
} as const
const BATCH_STRIDE = 18
export const TOLD = { nothing: 0, acknowledged: 1, failed: 2 } as const

/** Columns of an append's row; `previous`: the partition's append before it, −1 none. */
export const APPEND = { batch: 0, baseOffset: 1, lastOffset: 2, previous: 3, event: 4 } as const
const APPEND_STRIDE = 5
const KEPT_CHUNKS = 32

export function createLedger(): Ledger {
  return {
    acknowledgedRecords: 0, storedRecords: 0, deliveredRecords: 0, refusedRecords: 0, failedRecords: 0, lostRecords: 0, duplicatedRecords: 0, reorderedRecords: 0,
    batches: createColumnLog(BATCH_STRIDE, KEPT_CHUNKS), appends: createColumnLog(APPEND_STRIDE, KEPT_CHUNKS), partitions: new Map(), unseen: new Map(), troubles: new Map(),
    splits: new Map(), pieceIndexes: new Map(), lossyBrokers: new Map(), forbiddenLoss: -1,
  }
}

type Column = (typeof BATCH)[keyof typeof BATCH]
export const isRemembered = ({ batches }: Ledger, batch: number): boolean => hasRow(batches, batch)
export const ofBatch = ({ batches }: Ledger, batch: number, column: Column): number => cellOf(batches, batch, column)
export function setOfBatch({ batches }: Ledger, batch: number, column: Column, value: number): void {
  chunkOfRow(batches, batch)[rowOffset(batches, batch) + column] = value
}
export const ofAppend = ({ appends }: Ledger, row: number, column: (typeof APPEND)[keyof typeof APPEND]): number => cellOf(appends, row, column)

/** A new batch: its row begins empty. Batches are numbered in order. */
export function addBatch({ batches }: Ledger): void {
  appendRow(batches)
}

/** An append behind the one of the row `previous`. Returns its row. */
export function addAppend({ appends }: Ledger, batch: number, baseOffset: number, lastOffset: number, previous: number, event: number): number {
  const row = appends.rowCount
  const chunk = appendRow(appends), at = rowOffset(appends, row)
  chunk[at + APPEND.batch] = batch
  chunk[at + APPEND.baseOffset] = baseOffset
  chunk[at + APPEND.lastOffset] = lastOffset
  chunk[at + APPEND.previous] = previous
  chunk[at + APPEND.event] = event
  return row
}

/** The rows of a partition's appends, newest first, as far as they are remembered. */
export function* appendsBackwards(ledger: Ledger, { lastAppend }: PartitionTruth): Generator<number> {
  for (let row = lastAppend; row !== -1 && hasRow(ledger.appends, row); row = ofAppend(ledger, row, APPEND.previous)) yield row
}

export const createTruth = (leader: number, leaderEpoch: number, event: number): PartitionTruth => ({
  leader, leaderEpoch, event, lastAppend: -1, committedEnd: 0, isUnclean: false, uncleanElections: new Map(), latestRecords: new Map(), deletion: null, cleanedEvent: -1,
})
