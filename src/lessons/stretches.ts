/** Reading one record's life from its story and the log: where its time went. Pure. */
import { STOPS, type RecordStory, type StopName } from '../engine/pageFace'
import type { EventColumns } from '../engine/eventColumns'

export const stopUs = (story: RecordStory, stop: StopName): number | null => story.stops.find(one => one.stop === stop)?.atUs ?? null

/** The stops a record has reached, in the order in which it reached them (Kafka's order at one instant). */
export function reachedStops(story: RecordStory): readonly StopName[] {
  return story.stops.filter(({ atUs }) => atUs !== null)
    .toSorted((one, other) => one.atUs! - other.atUs! || STOPS.indexOf(one.stop) - STOPS.indexOf(other.stop)).map(({ stop }) => stop)
}

export const STRETCHES = ['batch', 'wire', 'disk', 'copies'] as const
export type StretchName = (typeof STRETCHES)[number]

/** Whether the answer left before the copies were made (acks 1), or without being asked for (acks 0). */
function answersEarly(story: RecordStory): boolean {
  const acknowledgedUs = stopUs(story, 'acknowledged')
  return acknowledgedUs !== null && acknowledgedUs < (stopUs(story, 'committed') ?? Infinity)
}

/** µs from send() to the acknowledgement, by what it waited for; the two ways over the wire count together. */
export function timeByStretch(story: RecordStory, events: EventColumns): Readonly<Record<StretchName, number>> {
  const at = (stop: StopName): number => stopUs(story, stop) ?? 0
  const batch = at('onTheWire') - at('sent')
  // Nobody answers with acks=0: the wait ends when the request is written.
  if (at('acknowledged') <= at('onTheWire')) return { batch, wire: 0, disk: 0, copies: 0 }
  const arrivedUs = arrival(story, events)
  const answeredUs = answersEarly(story) ? at('inLeaderLog') : at('committed')
  return { batch, wire: arrivedUs - at('onTheWire') + at('acknowledged') - answeredUs, disk: at('inLeaderLog') - arrivedUs, copies: answeredUs - at('inLeaderLog') }
}

/** What a record waits for, in the order of its life: company, the way there, the leader's append, the copies, the way back, the consumer's answer. */
export const PASSPORT_STRETCHES = ['batch', 'wireThere', 'disk', 'copies', 'wireBack', 'reader'] as const
export interface PassportStretch { readonly name: (typeof PASSPORT_STRETCHES)[number]; readonly fromUs: number; readonly toUs: number }

/**
 * A record's life so far, cut where it began to wait for something else; pieces of no length are left out.
 * An answer that left before the copies were made is no stretch of its own: the record's way goes on without it.
 */
export function passportStretches(story: RecordStory, events: EventColumns): readonly PassportStretch[] {
  const at = (stop: StopName): number | null => stopUs(story, stop)
  const sentUs = at('sent')!, leftUs = at('onTheWire'), appendedUs = at('inLeaderLog'), committedUs = at('committed'), acknowledgedUs = at('acknowledged'), readUs = at('read')
  const arrivedUs = appendedUs === null ? null : arrival(story, events)
  const ends: readonly (readonly [PassportStretch['name'], number | null])[] = [
    ['batch', leftUs], ['wireThere', arrivedUs], ['disk', appendedUs], ['copies', committedUs], ...(answersEarly(story) ? [] : [['wireBack', acknowledgedUs] as const]), ['reader', readUs],
  ]
  const stretches: PassportStretch[] = []
  let fromUs = sentUs
  for (const [name, toUs] of ends) {
    if (toUs === null) break
    if (toUs > fromUs) stretches.push({ name, fromUs, toUs })
    fromUs = Math.max(fromUs, toUs)
  }
  return stretches
}

/** When the request with this record reached its broker: the event two causes before the append. */
function arrival(story: RecordStory, events: EventColumns): number {
  let id = story.stops.find(({ stop }) => stop === 'inLeaderLog')?.event ?? -1
  while (events.has(id)) {
    const event = events.named(id)
    if (event.kind === 'requestReceived') return event.atUs
    id = event.cause
  }
  return stopUs(story, 'inLeaderLog') ?? 0
}

export function longestStretch(times: Readonly<Record<StretchName, number>>): StretchName {
  return STRETCHES.reduce((longest, one) => (times[one] > times[longest] ? one : longest))
}
