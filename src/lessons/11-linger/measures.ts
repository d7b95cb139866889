/** What lesson 11 reads from a run's log. Times in µs. Pure. */
import type { Evidence } from '../lesson'
import { isProduce, leavings, produceRequests } from '../leavings'

/** A traced record's time in the tray: when it was put in, and when its batch left. */
export interface Stay { readonly record: number; readonly partition: number; readonly fromUs: number; readonly untilUs: number }
export function stays(evidence: Evidence): readonly Stay[] {
  const leftUs = new Map(leavings(evidence).map(({ batch, atUs }) => [batch, atUs]))
  return [...evidence.events.ofKind('recordAppended')].flatMap(({ atUs, arguments: { record, partition, batch } }) => (leftUs.has(batch!) ? [{ record: record!, partition: partition!, fromUs: atUs, untilUs: leftUs.get(batch!)! }] : []))
}

/** Mean records of a Produce request. */
export function recordsPerRequest(evidence: Evidence): number {
  const requests = produceRequests(evidence).length
  const records = leavings(evidence).reduce((sum, leaving) => sum + leaving.records, 0)
  return requests === 0 ? 0 : records / requests
}

/** Mean time from a Produce request to its answer. */
export function roundTripUs({ events }: Evidence): number {
  const sentUs = new Map<number, number>()
  for (const { atUs, arguments: { message, api } } of events.ofKind('requestSent')) if (isProduce(api)) sentUs.set(message!, atUs)
  let sum = 0, count = 0
  for (const { atUs, arguments: { request } } of events.ofKind('responseReceived')) {
    const from = sentUs.get(request!)
    if (from === undefined) continue
    sum += atUs - from
    count++
  }
  return count === 0 ? 0 : sum / count
}

/** When the first batch leaves, and with how many, if one believes … */
export const CLOCKS = ['wall', 'batch', 'tick', 'restart'] as const
export type ClockName = (typeof CLOCKS)[number]
export interface Guess { readonly atMs: number; readonly records: number }

/**
 * wall: a clock on the wall strikes every linger.ms. batch: the first record starts the clock. tick: the sender comes round every linger.ms and takes what is old enough.
 * restart: every record starts the clock again. `arrivalsMs` ascending, at least one.
 */
export function guesses(arrivalsMs: readonly number[], lingerMs: number): Readonly<Record<ClockName, Guess>> {
  const every = Math.max(1, lingerMs), first = arrivalsMs[0]!
  const by = (atMs: number): Guess => ({ atMs, records: arrivalsMs.filter(one => one <= atMs).length })
  let last = first
  for (const one of arrivalsMs) if (one < last + every) last = one
  return { wall: by(Math.ceil(first / every) * every), batch: by(Math.floor(first) + lingerMs), tick: by(Math.ceil((first + every) / every) * every), restart: by(last + every) }
}
