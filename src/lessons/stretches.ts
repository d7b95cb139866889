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

/** µs from send() to the acknowledgement, by what the record waited for; the two ways over the wire count together. */
export function timeByStretch(story: RecordStory, events: EventColumns): Readonly<Record<StretchName, number>> {
  const at = (stop: StopName): number => stopUs(story, stop) ?? 0
  const arrivedUs = arrival(story, events)
  const answeredFromUs = Math.min(at('committed') || Infinity, at('acknowledged'))
  const copiedUs = Math.max(at('inLeaderLog'), answeredFromUs)
  return { batch: at('onTheWire') - at('sent'), wire: arrivedUs - at('onTheWire') + (at('acknowledged') - copiedUs), disk: at('inLeaderLog') - arrivedUs, copies: copiedUs - at('inLeaderLog') }
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
