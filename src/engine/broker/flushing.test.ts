/** What is forced to disk survives a loss of power, told as stories. Times in ms. */
import { describe, expect, test } from 'vitest'
import { cluster, type Run, type Story } from '../testing/story'

type Settings = Readonly<Record<string, number | string>>
const ALONE = { brokers: [1], topics: [{ name: 't', replicaAssignment: [[1]] }], consumers: [] }
const alone = (topic: Settings, broker: Settings = {}): Story => cluster({ 'linger.ms': 0, acks: '1' }, { topic, broker, topology: ALONE })
const sending = (story: Story, count: number, from = 100): Story => Array.from({ length: count }, (_none, index) => index).reduce((told, index) => told.send('a', { at: from + index * 10 }), story)
/** The power goes and comes back: how many records are left. */
const leftAfterPowerLoss = (story: Story, at: number): number => story.stop('broker 1', 'power', { at }).start('broker 1', { at: at + 1000 }).play(at + 3000).simulation.state.brokers[0]!.replicas.get(0)!.log.logEndOffset
const flushes = (run: Run): readonly (readonly [number, number, number])[] => run.ofKind('logFlushed').map(({ node, arguments: given }) => [node, given['from']!, given['to']!])

describe('flush.messages', () => {
  test('unset, a loss of power takes everything that the operating system has not written back', () => { expect(leftAfterPowerLoss(sending(alone({}), 5), 1000)).toBe(0) })
  test('of 1: every append is on the disk before it is answered', () => {
    const story = sending(alone({ 'flush.messages': 1 }), 5)
    expect(leftAfterPowerLoss(story, 1000)).toBe(5)
    expect(flushes(story.play(1000))).toEqual([[1, 0, 1], [1, 1, 2], [1, 2, 3], [1, 3, 4], [1, 4, 5]])
  })
  test('of 3: with every third record', () => {
    const story = sending(alone({ 'flush.messages': 3 }), 8)
    expect(flushes(story.play(1000))).toEqual([[1, 0, 3], [1, 3, 6]])
    expect(leftAfterPowerLoss(story, 1000)).toBe(6)
  })
  test('unset in the topic: as log.flush.interval.messages of the broker says; set in the topic, that wins', () => {
    expect(leftAfterPowerLoss(sending(alone({}, { 'log.flush.interval.messages': 2 }), 5), 1000)).toBe(4)
    expect(leftAfterPowerLoss(sending(alone({ 'flush.messages': 5 }, { 'log.flush.interval.messages': 2 }), 6), 1000)).toBe(5)
  })
  test('it can be changed while the cluster runs', () => {
    expect(leftAfterPowerLoss(sending(alone({}).do({ type: 'setConfig', owner: 'topic', topic: 't', key: 'flush.messages', value: 1 }, { at: 125 }), 5), 1000)).toBe(5)
    expect(leftAfterPowerLoss(sending(alone({}).set('log.flush.interval.messages', 4, { at: 50, owner: 'broker' }), 5), 1000)).toBe(4)
  })
  test('followers obey it too, counted by what they have copied', () => {
    const run = sending(cluster({ 'linger.ms': 0, acks: 'all' }, { topic: { 'flush.messages': 2 }, topology: { topics: [{ name: 't', replicaAssignment: [[1, 2]] }], consumers: [] } }), 4).play(2000)
    expect(flushes(run).filter(([node]) => node === 1)).toEqual([[1, 0, 2], [1, 2, 4]])
    expect(flushes(run).filter(([node]) => node === 2)).toEqual([[2, 0, 2], [2, 2, 4]])
  })
  test('the append takes a millisecond longer, times a slow disk', () => {
    const answered = (story: Story): number => sending(story, 1).play(1000).ofKind('batchAcknowledged')[0]!.atUs
    const without = answered(alone({}))
    expect(answered(alone({ 'flush.messages': 1 })) - without).toBe(1000)
    expect(answered(alone({ 'flush.messages': 1 }).disk('broker 1', { at: 10, slowness: 10 })) - answered(alone({}).disk('broker 1', { at: 10, slowness: 10 }))).toBe(10_000)
  })
})

describe('flush.ms', () => {
  test('is looked at every log.flush.scheduler.interval.ms', () => {
    const story = sending(alone({ 'flush.ms': 500 }, { 'log.flush.scheduler.interval.ms': 200 }), 3)
    const run = story.play(3000)
    expect(flushes(run)).toEqual([[1, 0, 3]])
    expect(run.times('logFlushed')).toEqual([600])
    expect(leftAfterPowerLoss(story, 599)).toBe(0)
    expect(leftAfterPowerLoss(story, 601)).toBe(3)
  })
  test('without a scheduler there is one look, 30 s after the broker began', () => {
    const run = sending(sending(alone({ 'flush.ms': 500 }), 3), 2, 31_000).play(100_000)
    expect(run.times('logFlushed')).toEqual([30_000])
  })
  test('unset in the topic: as log.flush.interval.ms says, and that unset, as the scheduler’s interval', () => {
    expect(sending(alone({}, { 'log.flush.scheduler.interval.ms': 200, 'log.flush.interval.ms': 700 }), 1).play(3000).times('logFlushed')).toEqual([800])
    expect(sending(alone({}, { 'log.flush.scheduler.interval.ms': 200 }), 1).play(3000).times('logFlushed')).toEqual([200])
  })
  test('another interval takes effect when it is set', () => {
    expect(sending(alone({}).set('log.flush.scheduler.interval.ms', 300, { at: 500, owner: 'broker' }), 1).play(3000).times('logFlushed')).toEqual([800])
  })
  test('counts anew when the broker has started', () => {
    const run = alone({ 'flush.ms': 2000 }, { 'log.flush.scheduler.interval.ms': 500 }).send('a', { at: 100 }).stop('broker 1', 'crash', { at: 1000 }).start('broker 1', { at: 1200 }).play(6000)
    expect(run.times('logFlushed')).toEqual([3200])
  })
})

test('acks=all with every disk lost at once: flushed, nothing is', () => {
  const story = (topic: Settings): Story => [1, 2, 3].reduce((told, id) => told.stop(`broker ${id}`, 'power', { at: 1000 }).start(`broker ${id}`, { at: 5000 }), sending(cluster({ 'linger.ms': 0, acks: 'all' }, { topic, topology: { topics: [{ name: 't', replicaAssignment: [[1, 2, 3]] }], consumers: [] } }), 3))
  expect(story({}).play(40_000).fates().map(({ lost }) => lost?.rule ?? null)).toEqual(['powerLoss', 'powerLoss', 'powerLoss'])
  expect(story({ 'flush.messages': 1 }).play(40_000).fates().map(({ lost, stored }) => [lost, stored])).toEqual([[null, 1], [null, 1], [null, 1]])
})

test('a segment is flushed when the next begins, and the log at a clean shutdown', () => {
  const log = (story: Story, until: number): { readonly recoveryPoint: number } => story.play(until).simulation.state.brokers[0]!.replicas.get(0)!.log
  expect(log(sending(alone({ 'segment.ms': 50 }), 8), 1000).recoveryPoint).toBe(6)
  expect(log(sending(alone({}), 8).stop('broker 1', 'shutdown', { at: 1000 }), 3000).recoveryPoint).toBe(8)
})
