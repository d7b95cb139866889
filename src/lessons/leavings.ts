/** When batches left the producer and in which requests, read from a run's log. Times in µs. Pure. */
import { API_KEYS, DRAIN_REASONS, type DrainReason } from '../engine/pageFace'
import type { Evidence } from './lesson'

export interface Leaving { readonly batch: number; readonly partition: number; readonly atUs: number; readonly openedUs: number; readonly records: number; readonly sizeBytes: number; readonly heldBackUs: number; readonly reason: DrainReason }

/** Batches in the order in which they left the accumulator. */
export function leavings({ events }: Evidence, fromUs = 0, toUs = Infinity): readonly Leaving[] {
  const openedUs = new Map<number, number>()
  for (const { atUs, arguments: { batch } } of events.ofKind('batchOpened', 0, toUs)) openedUs.set(batch!, atUs)
  return [...events.ofKind('batchDrained', fromUs, toUs)].map(({ atUs, arguments: { batch, partition, records, sizeBytes, heldBackUs, reason } }) => ({
    batch: batch!, partition: partition!, atUs, openedUs: openedUs.get(batch!) ?? atUs, records: records!, sizeBytes: sizeBytes!, heldBackUs: heldBackUs!, reason: DRAIN_REASONS[reason!]!,
  }))
}

/** Why a batch left, after “because”. */
export const REASON_IN_WORDS: Readonly<Record<DrainReason, string>> = { linger: 'its linger.ms was over', full: 'the next record found no room', with: 'another batch for its broker was ready', memory: 'memory had run out', flush: 'flush() was called', close: 'close() was called', retry: 'it was tried again' }

/** Whether a message is a Produce request, by its `api`. */
export const isProduce = (api: number | undefined): boolean => API_KEYS[api!] === 'Produce'

/** The Produce requests, in the order in which they were sent. */
export const produceRequests = ({ events }: Pick<Evidence, 'events'>): readonly { readonly atUs: number; readonly to: number; readonly sizeBytes: number }[] =>
  [...events.ofKind('requestSent')].flatMap(({ atUs, arguments: { api, to, sizeBytes } }) => (isProduce(api) ? [{ atUs, to: to!, sizeBytes: sizeBytes! }] : []))
