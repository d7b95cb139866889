/** What a Fetch finds and when it waits, what a Produce in purgatory is told, told as stories. Times in ms. */
import { expect, test } from 'vitest'
import { ERROR } from '../protocol/errorCodes'
import { FETCH } from '../protocol/messages'
import { cluster, type Run } from '../testing/story'

const one = (replicas: readonly number[], more: object = {}): object => ({ topics: [{ name: 't', replicaAssignment: [replicas], ...more }], consumers: [] })
const reader = (more: object = {}): object => ({ ...one([1, 2], more), consumers: [{ clientId: 'c', groupId: 'g', topic: 't' }] })
const fetchesOf = (run: Run, node: number): readonly number[] => run.ofKind('requestSent').filter(event => event.node === node && event.arguments['api'] === FETCH).map(({ atUs }) => atUs / 1000)

test('one answer to a Fetch has records of one segment', () => {
  const topology = one([1, 2], { config: { 'segment.bytes': 1_048_576 } })
  let story = cluster({ 'linger.ms': 0, acks: 1 }, { topology, broker: { 'replica.fetch.max.bytes': 10_000_000 } }).stop('broker 2', 'crash', { at: 10 })
  for (let record = 0; record < 12; record++) story = story.send('a', { at: 100 + record * 10, bytes: 200_000 })
  const run = story.start('broker 2', { at: 20_000 }).play(30_000)
  const rolled = run.simulation.state.brokers[0]!.replicas.get(0)!.log.segments.map(({ baseOffset }) => baseOffset)
  const appended = run.ofKind('replicaAppended').map(({ arguments: given }) => [given['baseOffset']!, given['lastOffset']!])
  expect(rolled).toEqual([0, 5, 10])
  expect(appended).toEqual([[0, 4], [5, 9], [10, 11]])
})

test('a consumer that waits for more bytes is answered with less where a segment ends', () => {
  const story = (segmentMs: number): Run => cluster({ 'linger.ms': 0 }, { topology: reader({ config: { 'segment.ms': segmentMs } }), consumer: { 'fetch.min.bytes': 1000, 'fetch.max.wait.ms': 5000 } })
    .send('a', { at: 100 }).send('b', { at: 300 }).play(2000)
  expect(story(1_000_000).ofKind('recordsDelivered')).toHaveLength(0)
  expect(story(100).times('recordsDelivered')[0]).toBeLessThan(400)
})

test('a consumer beyond the high watermark of a new leader is not made to wait: it asks again and again until that has caught up', () => {
  // Broker 2 leads with the high watermark that it heard of last, which stands still below min.insync.replicas.
  const run = cluster({ 'linger.ms': 0 }, { topology: reader({ config: { 'min.insync.replicas': 2 } }) }).send('a', { at: 1000 }).send('b', { at: 1100 }).stop('broker 1', 'crash', { at: 1150 }).play(20_000)
  const [taken] = run.times('leadershipTaken'), asked = fetchesOf(run, 2000).filter(atMs => atMs > taken! + 500)
  const [leader] = run.simulation.state.brokers.filter(({ id }) => id === 2)
  expect(leader!.replicas.get(0)!.log.highWatermark).toBe(1)
  expect(run.simulation.state.consumers[0]!.partitions[0]!.position).toBe(2)
  expect(asked[1]! - asked[0]!).toBeLessThan(10)
})

test('a follower that the leader does not know as a replica yet is told of a leader epoch that is not known', () => {
  const run = cluster({}, { topology: one([1, 2]) }).link('broker 1', 'controller 1', { at: 900, extraLatencyMs: 300 }).do({ type: 'reassign', topic: 't', partition: 0, replicas: [1, 2, 3] }, { at: 1000 }).play(1250)
  expect(run.ofKind('replicaFetchFailed').map(({ arguments: given }) => given['error'])).toContain(ERROR.unknownLeaderEpoch)
})

test('a follower goes back to the high watermark of a leader that has not heard of the last one', () => {
  const run = cluster({ 'linger.ms': 0 }, { topology: one([1, 2, 3], { config: { 'min.insync.replicas': 3 } }) }).send('a', { at: 1000 }).send('b', { at: 1100 })
    .link('broker 1', 'broker 2', { at: 1110, cut: 'silent' }).stop('broker 1', 'crash', { at: 1900 }).play(30_000)
  const moves = run.ofKind('highWatermarkAdvanced').filter(({ node }) => node === 3).map(({ arguments: given }) => [given['from'], given['to']])
  expect(moves).toEqual([[0, 1], [1, 2], [2, 1]])
})

test('a batch whose followers have it stays acknowledged, though its partition is led elsewhere before the other batch of the request is copied', () => {
  const topology = { topics: [{ name: 't', replicaAssignment: [[1, 2], [1, 3]] }], consumers: [] }
  const run = cluster({ 'linger.ms': 5 }, { topology }).link('broker 1', 'broker 3', { at: 900, cut: 'silent' }).send('a', { at: 1000, partition: 0 }).send('b', { at: 1000, partition: 1 })
    .do({ type: 'reassign', topic: 't', partition: 0, replicas: [2] }, { at: 2000 }).link('broker 1', 'broker 3', { at: 4000 }).play(10_000)
  expect(run.ofKind('parkedRequestFailed')).toEqual([])
  expect(run.ofKind('duplicateRecognized')).toEqual([])
  expect(run.fates().map(({ told, attempts }) => [told, attempts])).toEqual([['acknowledged', 1], ['acknowledged', 1]])
})
