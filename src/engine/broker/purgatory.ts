/**
 * Requests that wait on a broker without holding a thread: a Produce with acks=all for its followers, a Fetch for something to read.
 * Kafka: server/purgatory/{DelayedProduce,DelayedFetch,DelayedOperationPurgatory}.
 */
import type { FetchRequest, ProduceResult } from '../protocol/messages'
import type { RequestRef } from '../effects'

export interface ParkedProduce {
  readonly request: RequestRef
  readonly sinceUs: number
  readonly event: number
  /** Per batch its answer, and what its partition's high watermark must reach: the last offset + 1 (0 for one that was refused). */
  readonly waitsFor: readonly (ProduceResult & { readonly requiredOffset: number })[]
}
export interface ParkedFetch {
  readonly request: RequestRef
  readonly fetch: FetchRequest
  readonly sinceUs: number
  readonly untilUs: number
  readonly event: number
}
export interface Purgatory {
  produces: ParkedProduce[]
  fetches: ParkedFetch[]
}
export const createPurgatory = (): Purgatory => ({ produces: [], fetches: [] })

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
