/** Incremental fetch sessions (KIP-227): what a Fetch names, what its answer names, and what a leader knows of a follower that has nothing to fetch. Times in ms. */
import { expect, test } from 'vitest'
import { FETCH } from '../protocol/messages'
import { cluster, type Run } from '../testing/story'

/** Broker 1 leads three partitions, broker 2 copies them. A Fetch has 40 bytes and 40 per partition, an answer 12 and 40 per partition. */
const pair = (others: Parameters<typeof cluster>[1] = {}): ReturnType<typeof cluster> => cluster({ 'linger.ms': 0 }, { topology: { brokers: [1, 2], topics: [{ name: 't', replicaAssignment: [[1, 2], [1, 2], [1, 2]] }], consumers: [] }, ...others })
const sizes = (run: Run, kind: 'requestSent' | 'responseSent', node: number): readonly number[] => run.ofKind(kind).filter(event => event.node === node && event.arguments['api'] === FETCH).map(event => event.arguments['sizeBytes']!)

test('the first Fetch names every partition, later ones those that are asked from elsewhere', () => {
  const run = pair().send('a', { at: 100, partition: 1 }).play(700)
  expect(sizes(run, 'requestSent', 2)).toEqual([40 + 3 * 40, 40 + 40, 40])
})

test('an answer names the partitions that have data, then the one whose high watermark has moved, then none', () => {
  const run = pair().send('a', { at: 100, partition: 1 }).play(1200)
  const [withData, withWatermark, empty] = sizes(run, 'responseSent', 1)
  expect(withData).toBeGreaterThan(12 + 3 * 40)
  expect([withWatermark, empty]).toEqual([12 + 40, 12])
})

test('a new connection begins a new session', () => {
  const run = pair().stop('broker 2', 'crash', { at: 1000 }).start('broker 2', { at: 2000 }).play(20_000)
  const full = run.ofKind('requestSent').filter(event => event.node === 2 && event.arguments['api'] === FETCH && event.arguments['sizeBytes'] === 40 + 3 * 40)
  expect(full).toHaveLength(2)
  expect(full[1]!.atUs).toBeGreaterThan(2_000_000)
})

test('a follower of a partition that was quiet for long was caught up at its last Fetch, not at the last record', () => {
  const run = pair().send('a', { at: 100, partition: 0 }).send('a', { at: 100, partition: 1 }).link('broker 1', 'broker 2', { at: 60_000, cut: 'silent' }).send('a', { at: 60_100, partition: 0 }).play(100_000)
  const [asked] = run.ofKind('isrShrinkAsked')
  expect(asked!.arguments['lagMs']).toBeGreaterThan(30_000)
  expect(asked!.atUs).toBeGreaterThan(89_000_000)
})

test('a connection that the broker has ended behind a cut is reset when its follower goes on with it', () => {
  const topology = { brokers: [1, 2, 3], topics: [{ name: 't', replicaAssignment: [[1, 2, 3], [1, 2, 3], [1, 2, 3]] }], consumers: [] }
  const run = cluster({ 'linger.ms': 0 }, { topology, broker: { 'num.network.threads': 2 } }).disk('broker 3', { at: 50, slowness: 10_000 }).send('a', { at: 100, bytes: 1000 })
    .link('broker 1', 'broker 3', { at: 110, cut: 'silent' }).set('num.network.threads', 1, { at: 120, owner: 'broker' }).link('broker 1', 'broker 3', { at: 130 }).play(10_000)
  expect(run.ofKind('batchAcknowledged')).toHaveLength(1)
  expect(sizes(run, 'requestSent', 3).filter(size => size === 40 + 3 * 40)).toHaveLength(2)
})

test('a producer hears of it too when it writes again: it tries anew, and the record is stored once', () => {
  const topology = { brokers: [1], topics: [{ name: 't', replicaAssignment: [[1]] }], producers: [{ clientId: 'p', topic: 't' }, { clientId: 'q', topic: 't' }], consumers: [] }
  const send = { type: 'send', key: 'b', valueBytes: 10, producer: 1 } as const
  const run = cluster({ 'linger.ms': 0 }, { topology, broker: { 'num.network.threads': 2 } }).send('a', { at: 100 }).do(send, { at: 110 })
    .link('producer 2', 'broker 1', { at: 150, cut: 'silent' }).set('num.network.threads', 1, { at: 200, owner: 'broker' }).do(send, { at: 300 }).link('producer 2', 'broker 1', { at: 400 }).play(5000)
  expect(run.ofKind('connectionLost').map(({ node }) => node)).toEqual([1001])
  expect([run.ofKind('batchAcknowledged').length, run.ofKind('batchAppended').length]).toEqual([3, 3])
})
