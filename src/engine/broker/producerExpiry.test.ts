/** Producers that a log forgets, told as stories. Times in ms. */
import { expect, test } from 'vitest'
import { forgetExpired, type ProducerStates } from '../log/producerState'
import { cluster, type Run, type Story } from '../testing/story'

const ONE_PARTITION = { topics: [{ name: 't', replicaAssignment: [[1, 2]] }], consumers: [] }
const forgetting = (expirationMs: number, checkMs: number): Story => cluster({ 'linger.ms': 0 }, { topology: ONE_PARTITION, broker: { 'producer.id.expiration.ms': expirationMs, 'producer.id.expiration.check.interval.ms': checkMs } })
const producersOf = (run: Run, broker: number): ProducerStates => run.simulation.state.brokers[broker - 1]!.replicas.get(0)!.log.producers

test('after producer.id.expiration.ms of silence leader and follower have forgotten it; what comes then is taken, whatever its sequence', () => {
  const story = forgetting(1000, 250).send('a', { at: 100 })
  const run = story.play(1500)
  expect(run.ofKind('producersForgotten').map(({ node, atUs }) => [node, atUs / 1000])).toEqual([[1, 1250], [2, 1250]])
  expect([producersOf(run, 1).size, producersOf(run, 2).size]).toEqual([0, 0])
  const later = story.send('b', { at: 2000 }).play(2500)
  expect(later.ofKind('batchRejected')).toEqual([])
  expect([...producersOf(later, 1).values()].map(({ batches }) => batches.map(({ first }) => first))).toEqual([[1]])
})

test('who sends now and then is remembered; by default for a day', () => {
  const busy = [100, 900, 1700, 2500].reduce((told, at) => told.send('a', { at }), forgetting(1000, 100))
  expect(busy.play(3400).ofKind('producersForgotten')).toEqual([])
  expect(cluster({ 'linger.ms': 0 }, { topology: ONE_PARTITION }).send('a', { at: 100 }).play(1_300_000).ofKind('producersForgotten')).toEqual([])
})

test('its records’ own time counts: an old timestamp is old at once', () => {
  const run = forgetting(1000, 250).do({ type: 'send', key: 'a', valueBytes: 10, timestampMs: 200 }, { at: 900 }).play(1500)
  expect(run.times('producersForgotten')[0]).toBe(1250)
})

test('a retry that comes after that is a second copy, which it would not be before', () => {
  const lost = (story: Story): Story => story.send('a', { at: 100 }).do({ type: 'loseAnswer', broker: 1 }, { at: 50 })
  const known = lost(forgetting(60_000, 10)).play(2000), forgotten = lost(forgetting(30, 10)).play(2000)
  expect([known.fates()[0]!.stored, known.ofKind('duplicateRecognized').length]).toEqual([1, 1])
  expect(forgotten.fates()[0]).toMatchObject({ told: 'acknowledged', stored: 2, duplicated: true })
})

test('an open transaction is never forgotten', () => {
  const entry = (transactionOffset: number, timestampMs: number) => ({ epoch: 0, coordinatorEpoch: -1, transactionOffset, timestampMs, batches: [] })
  const states: ProducerStates = new Map([[1, entry(-1, 0)], [2, entry(7, 0)], [3, entry(-1, 500)]])
  expect(forgetExpired(states, 1000, 1000)).toBe(1)
  expect([...states.keys()]).toEqual([2, 3])
})
