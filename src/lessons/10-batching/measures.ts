/** What lesson 10 reads from a run's log. Pure. */
import { rough } from '../../engine/kernel/units'
import { CONFIG_TABLES } from '../../engine/pageFace'
import { leavings, type Leaving } from '../leavings'
import type { Evidence } from '../lesson'

/** Bytes of a batch's own head. */
export const HEAD_BYTES = 61

export const producerSetting = ({ scenario }: Evidence, key: string, otherwise: number): number => Number(scenario.configs.producer?.[key] ?? otherwise)
export const lingerOf = (evidence: Evidence): string => `${rough(producerSetting(evidence, 'linger.ms', 5))} ms`
export const DEFAULT_SIZE = CONFIG_TABLES.producer['batch.size'].default
export const batchSizeOf = (evidence: Evidence): number => producerSetting(evidence, 'batch.size', DEFAULT_SIZE)

/** Mean bytes of a record in these batches, without the batch's head. */
export function recordBytes(batches: readonly Leaving[]): number {
  const records = batches.reduce((sum, batch) => sum + batch.records, 0)
  return records === 0 ? 0 : batches.reduce((sum, batch) => sum + batch.sizeBytes - HEAD_BYTES, 0) / records
}

/** Mean bytes of a batch's share for one record, its head included. */
export function bytesPerRecord(evidence: Evidence): number {
  const batches = leavings(evidence), records = batches.reduce((sum, batch) => sum + batch.records, 0)
  return records === 0 ? 0 : batches.reduce((sum, batch) => sum + batch.sizeBytes, 0) / records
}

export interface BlockedSend { readonly atUs: number; readonly recordsBefore: number }
/** Every send() that had to wait for memory. */
export const blockedSends = ({ events }: Pick<Evidence, 'events'>): readonly BlockedSend[] =>
  [...events.ofKind('sendBlocked')].flatMap(({ atUs, arguments: { neededBytes, recordsBefore } }) => (neededBytes! > 0 ? [{ atUs, recordsBefore: recordsBefore! }] : []))

/** How much of the producer's memory each batch took when its first record came. */
export const reservations = ({ events }: Evidence): ReadonlyMap<number, number> => new Map([...events.ofKind('batchOpened')].map(({ arguments: { batch, reservedBytes } }) => [batch!, reservedBytes!]))

/** Records of this size that fit into one batch; one always does. */
export const fitting = (batchSize: number, bytes: number): number => Math.max(1, Math.floor((batchSize - HEAD_BYTES) / bytes))
