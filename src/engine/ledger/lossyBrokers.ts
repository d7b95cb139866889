/**
 * Who has lost a batch with its power. Who copies the batch again has not lost it any more.
 */
import type { BrokerNode } from '../broker/brokerNode'
import { readEntries } from '../log/partitionLog'
import { isRemembered, type Ledger } from './ledger'

export const lossyBrokers = ({ lossyBrokers: brokers }: Ledger, batch: number): readonly number[] => brokers.get(batch) ?? []
export const hasLost = (ledger: Ledger, batch: number, broker: number): boolean => lossyBrokers(ledger, batch).includes(broker)

export function noteLoss(ledger: Ledger, batch: number, broker: number): void {
  if (hasLost(ledger, batch, broker)) return
  for (const known of ledger.lossyBrokers.keys()) { if (isRemembered(ledger, known)) break; ledger.lossyBrokers.delete(known) }
  ledger.lossyBrokers.set(batch, [...lossyBrokers(ledger, batch), broker])
}

/** A follower has copied these offsets. */
export function noteCopies(ledger: Ledger, { id, replicas }: BrokerNode, partition: number, baseOffset: number, lastOffset: number): void {
  const log = replicas.get(partition)?.log
  if (log === undefined) return
  for (const { batch } of readEntries(log, baseOffset, lastOffset + 1, Infinity)) {
    const left = lossyBrokers(ledger, batch.id).filter(broker => broker !== id)
    if (left.length > 0) ledger.lossyBrokers.set(batch.id, left)
    else ledger.lossyBrokers.delete(batch.id)
  }
}
