/** The cuts of a record's life, from stories and logs made by hand: what acks changes, and what it does not. */
import { describe, expect, test } from 'vitest'
import { AT_US, CAUSE, EVENT_CODE, EVENT_STRIDE, KIND, type EventKind } from '../engine/events'
import { EventColumns } from '../engine/eventColumns'
import { STOPS, type RecordStory, type StopName } from '../engine/stops'
import { longestStretch, passportStretches, reachedStops, timeByStretch } from './stretches'

/** A log in which each event is caused by the one before. */
function logOf(...chain: readonly (readonly [EventKind, number])[]): EventColumns {
  const rows = new Float64Array(chain.length * EVENT_STRIDE)
  chain.forEach(([kind, atUs], index) => { rows[index * EVENT_STRIDE + KIND] = EVENT_CODE[kind]; rows[index * EVENT_STRIDE + AT_US] = atUs; rows[index * EVENT_STRIDE + CAUSE] = index - 1 })
  const events = new EventColumns()
  events.replaceFrom(0, rows)
  return events
}
const events = logOf(['requestSent', 5000], ['requestReceived', 6000], ['requestHandled', 6100], ['batchAppended', 6100])

function storyOf(times: Readonly<Partial<Record<StopName, number>>>): RecordStory {
  return { record: 1, key: 'rider-7', partition: 0, batch: 1, offset: 5, stops: STOPS.map(stop => ({ stop, atUs: times[stop] ?? null, event: stop === 'inLeaderLog' && times[stop] !== undefined ? 3 : -1 })) }
}
const life = { sent: 0, serialized: 0, partitioned: 0, batched: 0, onTheWire: 5000, inLeaderLog: 6100, committed: 8200, read: 9300 }
const withAll = storyOf({ ...life, acknowledged: 9200 }), withOne = storyOf({ ...life, acknowledged: 7100 }), withNone = storyOf({ ...life, acknowledged: 5000 })
const lengths = (story: RecordStory): readonly (readonly [string, number])[] => passportStretches(story, events).map(({ name, fromUs, toUs }) => [name, toUs - fromUs])

describe('where a record’s time goes', () => {
  test.each([
    ['all: for the copies, too', withAll, { batch: 5000, wire: 2000, disk: 100, copies: 2100 }],
    ['1: not for the copies', withOne, { batch: 5000, wire: 2000, disk: 100, copies: 0 }],
    ['0: for nobody', withNone, { batch: 5000, wire: 0, disk: 0, copies: 0 }],
  ] as const)('acks=%s', (_name, story, expected) => {
    expect(timeByStretch(story, events)).toEqual(expected)
    expect(Object.values(expected).reduce<number>((sum, us) => sum + us, 0)).toBe(story.stops.find(({ stop }) => stop === 'acknowledged')!.atUs)
  })

  test('the longest stretch, the first of equals', () => {
    expect(longestStretch({ batch: 1, wire: 3, disk: 0, copies: 2 })).toBe('wire')
    expect(longestStretch({ batch: 2, wire: 2, disk: 2, copies: 2 })).toBe('batch')
  })
})

describe('the passport’s bar', () => {
  test('acks=all: the answer comes back before the record is read', () => {
    expect(lengths(withAll)).toEqual([['batch', 5000], ['wireThere', 1000], ['disk', 100], ['copies', 2100], ['wireBack', 1000], ['reader', 100]])
  })
  test('acks=1 and 0 make the journey no shorter: only the answer moves', () => {
    const journey = [['batch', 5000], ['wireThere', 1000], ['disk', 100], ['copies', 2100], ['reader', 1100]]
    expect(lengths(withOne)).toEqual(journey)
    expect(lengths(withNone)).toEqual(journey)
  })
  test('a record under way has only the stretches it has been through', () => {
    expect(lengths(storyOf({ sent: 0, serialized: 0, partitioned: 0, batched: 0 }))).toEqual([])
    expect(lengths(storyOf({ sent: 0, onTheWire: 5000 }))).toEqual([['batch', 5000]])
  })
})

test('stops in the order reached: with acks=1 the answer stands before the copies', () => {
  expect(reachedStops(withAll)).toEqual(STOPS)
  expect(reachedStops(withOne).slice(5)).toEqual(['inLeaderLog', 'acknowledged', 'committed', 'read'])
})
