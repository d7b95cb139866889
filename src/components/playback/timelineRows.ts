/** What the timeline shows of a stretch of the run: four rows of instants. Pure. */
import { API_KEYS, EVENT_CODE, isProducer } from '../../engine/pageFace'
import type { EventColumns } from '../../engine/eventColumns'

/** `refusedUs`: those of its instants at which the answer was an error. */
export interface TimelineRow { readonly name: 'sent' | 'drained' | 'request' | 'ack'; readonly atUs: readonly number[]; readonly refusedUs?: readonly number[] }

const MOST_TICKS = 600
const PRODUCE = API_KEYS.indexOf('Produce')

/** Ticks within [fromUs, toUs], at most 600 a row (the latest). `sends` ascends. */
export function timelineRows(events: EventColumns, sends: readonly number[], fromUs: number, toUs: number): readonly TimelineRow[] {
  const drained: number[] = [], requests: number[] = [], acks: number[] = [], refused: number[] = []
  for (let id = events.firstAtOrAfter(fromUs); id < events.endId && events.atUs(id) <= toUs; id++) {
    const code = events.code(id)
    if (code === EVENT_CODE.batchDrained) drained.push(events.atUs(id))
    else if (code === EVENT_CODE.requestSent && events.argument(id, 1) === PRODUCE) requests.push(events.atUs(id))
    else if ((code === EVENT_CODE.batchRequeued || code === EVENT_CODE.batchFailed) && events.code(events.cause(id)) === EVENT_CODE.responseReceived) refused.push(events.atUs(events.cause(id)))
    else if (code === EVENT_CODE.responseReceived && events.argument(id, 1) === PRODUCE && isProducer(events.node(id))) acks.push(events.atUs(id))
  }
  const last = (ticks: readonly number[]): readonly number[] => (ticks.length > MOST_TICKS ? ticks.slice(-MOST_TICKS) : ticks)
  return [
    { name: 'sent', atUs: last(sends.filter(atUs => atUs >= fromUs && atUs <= toUs)) }, { name: 'drained', atUs: last(drained) },
    { name: 'request', atUs: last(requests) }, { name: 'ack', atUs: last(acks), refusedUs: last(refused) },
  ]
}

/** The stretch shown: four seconds of real time at this speed, the present at four fifths of it, never before the beginning. */
export function timelineWindow(nowUs: number, speed: number): { readonly fromUs: number; readonly toUs: number } {
  const spanUs = Math.max(2000, speed * 4_000_000)
  const fromUs = Math.max(0, Math.round(nowUs - spanUs * 0.8))
  return { fromUs, toUs: fromUs + spanUs }
}
