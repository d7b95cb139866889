/**
 * Requests that wait on a broker without holding a thread: a Produce with acks=all for its followers, a Fetch for something to read.
 * Kafka: server/purgatory/{DelayedProduce,DelayedFetch,DelayedOperationPurgatory}.
 */
import type { FetchRequest, ProduceResult } from '../protocol/messages'
import type { RequestRef } from '../effects'
import type { BrokerFetchSession } from './fetchSessions'

/** Of one batch its answer so far, and what its partition's high watermark must reach: the last offset + 1 (0 for one that was refused). */
export type ProduceWait = ProduceResult & { readonly requiredOffset: number }
export interface ParkedProduce {
  readonly request: RequestRef
  readonly sinceUs: number
  readonly untilUs: number
  readonly event: number
  readonly waitsFor: readonly ProduceWait[]
  /** What is settled of each; null: it waits. */
  outcomes: readonly (ProduceWait | null)[]
}
export interface ParkedFetch {
  readonly request: RequestRef
  readonly fetch: FetchRequest
  readonly session: BrokerFetchSession
  readonly sinceUs: number
  readonly untilUs: number
  readonly event: number
}
/** A DeleteRecords that waits until followers' logs start at `to`. */
export interface ParkedDeletion { readonly partition: number; readonly to: number; readonly command: number; readonly untilUs: number; readonly event: number }
export interface Purgatory {
  produces: ParkedProduce[]
  fetches: ParkedFetch[]
  deletions: ParkedDeletion[]
  /** When the timer that ends waiting Produces is due; −1 none. */
  produceTimerUs: number
}
export const createPurgatory = (): Purgatory => ({ produces: [], fetches: [], deletions: [], produceTimerUs: -1 })

/** Takes the parked entries that `done` holds for out of a list, in order. */
export function takeDone<Entry>(list: Entry[], done: (entry: Entry) => boolean): Entry[] {
  if (list.length === 0) return []
  const taken = list.filter(done)
  if (taken.length > 0) {
    const left = list.filter(entry => !taken.includes(entry))
    list.length = 0
    list.push(...left)
  }
  return taken
}
