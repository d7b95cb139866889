/**
 * Transactions as a log sees them: which are open, which are decided but not yet replicated, which were aborted; and what follows: the last stable offset.
 * Kafka: storage/internals/log/{ProducerStateManager#firstUnstableOffset, #completeTxn, TransactionIndex}; spec §11.8.
 */
export interface OpenTransaction { readonly producerId: number; readonly firstOffset: number }
export interface DecidedTransaction extends OpenTransaction { readonly lastOffset: number }
/** An entry of the transaction index. */
export interface AbortedTransaction extends DecidedTransaction { readonly lastStableOffset: number }

export interface LogTransactions {
  /** In order of their first offsets. */
  ongoing: OpenTransaction[]
  /** Decided; their markers are not below the high watermark yet. In order of their first offsets. */
  unreplicated: DecidedTransaction[]
}
export const createTransactions = (): LogTransactions => ({ ongoing: [], unreplicated: [] })

/** Infinity if nothing is unstable. */
export const firstUnstableOffset = ({ ongoing, unreplicated }: LogTransactions): number => Math.min(ongoing[0]?.firstOffset ?? Infinity, unreplicated[0]?.firstOffset ?? Infinity)

export function beginTransaction({ ongoing }: LogTransactions, producerId: number, firstOffset: number): void {
  ongoing.push({ producerId, firstOffset })
  ongoing.sort((one, other) => one.firstOffset - other.firstOffset)
}

/** A marker at `lastOffset` has decided it. Returns what the transaction index remembers of it if it was aborted. */
export function completeTransaction(transactions: LogTransactions, producerId: number, firstOffset: number, lastOffset: number): AbortedTransaction {
  const next = transactions.ongoing.find(one => one.producerId !== producerId)
  transactions.ongoing = transactions.ongoing.filter(one => one.firstOffset !== firstOffset)
  transactions.unreplicated.push({ producerId, firstOffset, lastOffset })
  transactions.unreplicated.sort((one, other) => one.firstOffset - other.firstOffset)
  return { producerId, firstOffset, lastOffset, lastStableOffset: next?.firstOffset ?? lastOffset + 1 }
}

/** The high watermark, or the log's start, has passed what lies before `offset`. */
export function forgetDecided(transactions: LogTransactions, offset: number): void {
  if (transactions.unreplicated.length > 0) transactions.unreplicated = transactions.unreplicated.filter(({ lastOffset }) => lastOffset >= offset)
}
