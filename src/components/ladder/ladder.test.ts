/** The ladder's picture of stories whose course is known. */
import { describe, expect, test } from 'vitest'
import { eventRows, type Command } from '../../engine'
import { EventColumns } from '../../engine/eventColumns'
import { cluster, type Story } from '../../engine/testing/story'
import { createSimulation, advance } from '../../engine'
import { ladderOf } from './ladderOf'
import { instantsOf, ladderScale } from './ladderScale'

function pictureOf(story: Story, untilMs: number, faults: readonly { atMs: number; command: Command }[] = [], partition = 0) {
  const script = [...story.scenario.script, ...faults.map(({ atMs, command }) => ({ atUs: atMs * 1000, command }))].toSorted((one, other) => one.atUs - other.atUs)
  const simulation = createSimulation({ ...story.scenario, script })
  advance(simulation, { untilUs: untilMs * 1000 })
  const events = new EventColumns()
  events.replaceFrom(0, eventRows(simulation, 0))
  return ladderOf(events, { nowUs: untilMs * 1000, partition })
}

describe('one record, acks=all', () => {
  const story = cluster({ 'linger.ms': 0 }).send('a', { at: 10, partition: 0 })
  const picture = pictureOf(story, 40)
  const kinds = picture.arrows.filter(({ from, to }) => from !== 2000 && to !== 2000).map(({ kind, from, to }) => `${kind} ${from}>${to}`)
  test('down to the leader, to both followers, their next fetches, and back', () => {
    expect(kinds.toSorted()).toEqual(['ack 1>1000', 'ask 2>1', 'ask 3>1', 'copy 1>2', 'copy 1>3', 'produce 1000>1'])
    expect(picture.arrows.every(({ fate }) => fate === 'arrived')).toBe(true)
  })
  test('purgatory is a bar from the append to the answer; parked fetches end where records leave', () => {
    const [purgatory] = picture.bars.filter(({ kind }) => kind === 'purgatory')
    const answer = picture.arrows.find(({ kind }) => kind === 'ack')!
    expect(purgatory).toMatchObject({ node: 1, untilUs: answer.sentUs })
    const copies = picture.arrows.filter(({ kind }) => kind === 'copy').map(({ sentUs }) => sentUs)
    expect(picture.bars.filter(({ kind, untilUs }) => kind === 'parkedFetch' && untilUs !== null).map(({ untilUs }) => untilUs)).toEqual(copies)
  })
  test('the arrow that releases the answer: the last follower’s next fetch', () => {
    const released = picture.marks.find(({ text }) => text === 'high watermark 1')!
    const asks = picture.arrows.filter(({ kind }) => kind === 'ask')
    expect(Math.max(...asks.map(({ arrivesUs }) => arrivesUs))).toBeLessThanOrEqual(released.atUs)
    expect(asks.map(({ label }) => label)).toEqual(['fetch offset 1', 'fetch offset 1'])
  })
  test('another partition has none of it', () => { expect(pictureOf(story, 40, [], 1).arrows).toEqual([]) })
  test('what is in the future is not there; what is on the wire is on its way', () => {
    const early = pictureOf(story, 10.5)
    expect(early.arrows.map(({ kind, fate }) => [kind, fate])).toEqual([['produce', 'onItsWay']])
  })
  test('copies, the fetches after them and what is sent to a consumer are drawn while they are on their way', () => {
    const flying = (untilMs: number): readonly string[] => pictureOf(story, untilMs).arrows.filter(({ fate }) => fate === 'onItsWay').map(({ kind, to, label }) => `${kind} ${to} ${label}`)
    expect(flying(11.6)).toEqual(['copy 2 offset 0', 'copy 3 offset 0'])
    expect(flying(12.8)).toEqual(['ask 1 fetch offset 1', 'ask 1 fetch offset 1'])
    expect(flying(13.8).toSorted()).toEqual(['ack 1000 #0', 'records 2000 offset 0'])
  })
  test('a parked fetch does not vanish when its answer leaves', () => {
    const bars = pictureOf(story, 11.6).bars.filter(({ kind }) => kind === 'parkedFetch')
    expect(bars.map(({ node, untilUs }) => [node, untilUs !== null])).toContainEqual([1, true])
  })
})

test('a request to a machine that has died is lost; its lifeline ends', () => {
  const picture = pictureOf(cluster({ 'linger.ms': 0 }).send('a', { at: 10, partition: 0 }), 60, [{ atMs: 10.5, command: { type: 'stopNode', node: 1, how: 'crash' } }])
  expect(picture.arrows.find(({ kind }) => kind === 'produce')).toMatchObject({ fate: 'lost' })
  expect(picture.gaps).toEqual([{ node: 1, fromUs: 10_500, untilUs: null, kind: 'down' }])
  expect(picture.marks.some(({ node, text }) => node === 1 && text === 'dies')).toBe(true)
})

test('a machine that stands still has the request at its door, and takes it when it goes on', () => {
  const story = cluster({ 'linger.ms': 0 }).send('a', { at: 10, partition: 0 })
  const freeze = { atMs: 5, command: { type: 'freezeNode', node: 1 } } as const
  expect(pictureOf(story, 60, [freeze]).arrows.find(({ kind }) => kind === 'produce')).toMatchObject({ fate: 'held' })
  const later = pictureOf(story, 400, [freeze, { atMs: 300, command: { type: 'thawNode', node: 1 } }])
  expect(later.arrows.find(({ kind }) => kind === 'produce')).toMatchObject({ fate: 'arrived', arrivesUs: 300_000 })
  expect(later.gaps).toEqual([{ node: 1, fromUs: 5000, untilUs: 300_000, kind: 'frozen' }])
})

test('an answer that refuses is drawn so, also when the producer has given up before it comes', () => {
  const story = cluster({ 'linger.ms': 0, 'request.timeout.ms': 3000, 'delivery.timeout.ms': 5000 }).send('a', { at: 200, partition: 0 })
  const freeze = [2, 3].map(node => ({ atMs: 201.5, command: { type: 'freezeNode', node } }) as const)
  const picture = pictureOf(story, 9000, freeze)
  const answers = picture.arrows.filter(({ kind, from }) => from === 1 && (kind === 'ack' || kind === 'refusal'))
  const gaveUp = picture.marks.find(({ text }) => text === 'callback: failed')!
  expect(answers.some(({ arrivesUs }) => arrivesUs > gaveUp.atUs)).toBe(true)
  expect(answers.map(({ kind }) => kind)).toEqual(answers.map(() => 'refusal'))
})

test('a link that is cut is known as long as it is', () => {
  const story = cluster({ 'linger.ms': 0 }).send('a', { at: 10, partition: 0 })
  const cut = { atMs: 5, command: { type: 'setLink', one: 3, other: 1, cut: 'silent' } } as const
  expect(pictureOf(story, 60, [cut]).cuts).toEqual([{ near: 1, far: 3 }])
  expect(pictureOf(story, 60, [cut, { atMs: 30, command: { type: 'setLink', one: 1, other: 3, cut: 'no' } }]).cuts).toEqual([])
  expect(pictureOf(story, 60).cuts).toEqual([])
})

describe('the axis', () => {
  test('is linear where something happens and leaves out long silence, with its length', () => {
    const scale = ladderScale([0, 1000, 2000, 9_000_000, 9_001_000], 9_001_000, 40, 500)
    expect(scale.y(9_001_000) - scale.y(9_000_000)).toBeCloseTo(40)
    expect(scale.y(2000) - scale.y(1000)).toBeCloseTo(40)
    expect(scale.breaks).toHaveLength(1)
    expect(scale.breaks[0]!.untilUs - scale.breaks[0]!.fromUs).toBeGreaterThan(8_900_000)
    for (const tick of scale.ticks) expect(scale.breaks.some(({ fromUs, untilUs }) => tick > fromUs && tick < untilUs)).toBe(false)
  })
  test('runs down: a later instant is never above an earlier one', () => {
    const instants = [0, 10, 5000, 5001, 700_000, 701_000, 40_000_000]
    const { y } = ladderScale(instants, 40_000_000, 12, 600)
    for (let index = 1; index < instants.length; index++) expect(y(instants[index]!)).toBeGreaterThanOrEqual(y(instants[index - 1]!))
  })
  test('all that is drawn has an instant', () => {
    const picture = pictureOf(cluster({ 'linger.ms': 0 }).send('a', { at: 10, partition: 0 }), 40)
    const instants = new Set(instantsOf(picture, 40_000))
    for (const { sentUs } of picture.arrows) expect(instants.has(sentUs)).toBe(true)
    expect(instants.has(40_000)).toBe(true)
  })
})
