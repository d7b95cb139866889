/** The producer's rules, told as short stories on a cluster of three brokers, 1 ms away. Times in ms. */
import { describe, expect, test } from 'vitest'
import { DRAIN_REASONS } from '../events'
import { cluster, type Run } from '../testing/story'

const reasons = (run: Run): string[] => run.ofKind('batchDrained').map(event => DRAIN_REASONS[event.arguments['reason']!]!)
const drained = (run: Run): [number, number][] => run.ofKind('batchDrained').map(event => [event.atUs / 1000, event.arguments['records']!])

describe('linger.ms', () => {
  test('a lone record waits exactly linger.ms', () => {
    const run = cluster({ 'linger.ms': 5 }).send('a', { at: 3 }).play(20)
    expect(run.times('batchDrained')).toEqual([8])
    expect(reasons(run)).toEqual(['linger'])
  })
  test('records that come meanwhile leave with the first, also one at the very instant', () => {
    expect(drained(cluster({ 'linger.ms': 5 }).send('a', { at: 3 }).send('a', { at: 5 }).send('a', { at: 8 }).send('a', { at: 8.001 }).play(20))).toEqual([[8, 3], [13.254, 1]])
    // The last one: opened at 8.001, and the answer that came at 12.254 made the sender look and sleep another whole millisecond.
  })
  test('the client counts in whole milliseconds of its own clock', () => {
    // Opened at 3.7 (clock 3); a wake-up at 4.2 (clock 4) finds 1 ms gone and sleeps 4 ms from there.
    const run = cluster({ 'linger.ms': 5 }).send('a', { at: 3.7, partition: 0 }).send('b', { at: 4.2, partition: 1 }).play(20)
    expect(run.times('batchDrained')).toEqual([8.2, 9.2])
  })
  test('0: a batch may leave at once, but records still gather while all slots are taken', () => {
    const run = cluster({ 'linger.ms': 0, 'max.in.flight.requests.per.connection': 1 }).send('a', { at: 1 }).send('a', { at: 2 }).send('a', { at: 3 }).play(30)
    expect(drained(run)[0]).toEqual([1, 1])
    expect(drained(run)[1]![1]).toBe(2)
  })
  test('lowering it in a running producer lets the waiting batch go', () => {
    expect(cluster({ 'linger.ms': 100 }).send('a', { at: 0 }).set('linger.ms', 10, { at: 20 }).play(40).times('batchDrained')).toEqual([20])
  })
})

describe('batch.size', () => {
  test('a full batch leaves before its linger', () => {
    let story = cluster({ 'linger.ms': 50, 'batch.size': 500 })
    for (let at = 1; at <= 10; at++) story = story.send('a', { at, bytes: 100 })
    const run = story.play(20)
    expect(reasons(run)).toEqual(['full', 'full', 'full'])
    // 61 + 3 × 110 = 391: the fourth record finds no room, and that makes the batch full.
    expect(drained(run)).toEqual([[4, 3], [7, 3], [10, 3]])
    expect(run.ofKind('batchDrained')[0]!.arguments['sizeBytes']).toBe(391)
  })
  test('a record larger than batch.size gets a batch of its own size', () => {
    const run = cluster({ 'batch.size': 100, 'linger.ms': 0 }).send(null, { at: 0, bytes: 20_000 }).play(10)
    expect(run.ofKind('batchDrained')[0]!.arguments['sizeBytes']).toBe(20_072)
  })
  test('one above max.request.size is refused', () => {
    const run = cluster({ 'max.request.size': 1000 }).send('a', { at: 0, bytes: 1000 }).play(10)
    expect(run.ofKind('recordRefused')).toHaveLength(1)
    expect(run.ofKind('batchOpened')).toHaveLength(0)
  })
})

describe('one request takes every partition of its broker along', () => {
  const oneBroker = { topology: { brokers: [1], topics: [{ name: 't', replicaAssignment: [[1], [1], [1]] }] } }
  test('a younger batch leaves early, for company', () => {
    const run = cluster({ 'linger.ms': 10 }, oneBroker).send('a', { at: 0, partition: 0 }).send('b', { at: 6, partition: 2 }).play(30)
    expect(reasons(run)).toEqual(expect.arrayContaining(['linger', 'with']))
    expect(run.times('batchDrained')).toEqual([10, 10])
    expect(run.ofKind('requestSent').filter(event => event.arguments['api'] === 0)).toHaveLength(1)
  })
  test('drains go by the client’s order of partitions, beginning where the last one stopped', () => {
    const run = cluster({ 'linger.ms': 5 }, oneBroker).send('a', { at: 0, partition: 0 }).send('b', { at: 0, partition: 1 }).send('c', { at: 0, partition: 2 })
      .send('a', { at: 20, partition: 0 }).send('b', { at: 20, partition: 1 }).send('c', { at: 20, partition: 2 }).play(60)
    // Topic t of three partitions is listed 1, 0, 2; a full wrap moves the start back by one.
    expect(run.ofKind('batchDrained').map(event => event.arguments['partition'])).toEqual([1, 0, 2, 2, 1, 0])
  })
})

describe('max.in.flight.requests.per.connection', () => {
  test('1: the next batch waits for the answer, and says so', () => {
    const run = cluster({ 'linger.ms': 0, 'max.in.flight.requests.per.connection': 1, acks: 1 }).send('a', { at: 0 }).send('a', { at: 1 }).play(20)
    const [first] = run.ofKind('responseReceived').filter(event => event.arguments['api'] === 0)
    expect(run.times('batchDrained')[1]).toBe(first!.atUs / 1000)
    const second = run.ofKind('batchDrained')[1]!
    expect(second.cause).toBe(first!.id)
  })
  test('requests written and not answered never exceed it', () => {
    for (const slots of [1, 2, 5]) {
      const run = cluster({ 'linger.ms': 0, 'batch.size': 200, 'max.in.flight.requests.per.connection': slots }, { network: { 'latency.us': 20_000 }, workload: { 'records.per.second': 2000 } }).play(300)
      const open = new Map<number, number>()
      let most = 0
      for (const event of run.events) {
        if (event.kind === 'requestSent' && event.arguments['api'] === 0) open.set(event.arguments['to']!, (open.get(event.arguments['to']!) ?? 0) + 1)
        if (event.kind === 'responseReceived' && event.arguments['api'] === 0) open.set(event.arguments['from']!, open.get(event.arguments['from']!)! - 1)
        most = Math.max(most, ...open.values())
      }
      expect(most).toBe(slots)
      expect(run.ofKind('batchHeldBack').length).toBeGreaterThan(0)
    }
  })
})

describe('acks', () => {
  const played = (acks: string): Run => cluster({ 'linger.ms': 0, acks }).send('a', { at: 1, partition: 0 }).play(20)
  test('0: done when written, no answer on the wire, offset unknown', () => {
    const run = played('0')
    expect(run.times('batchAcknowledged')).toEqual([1])
    expect(run.ofKind('batchAcknowledged')[0]!.arguments['baseOffset']).toBe(-1)
    expect(run.ofKind('responseSent').filter(event => event.arguments['api'] === 0)).toEqual([])
    expect(run.ofKind('batchAppended')).toHaveLength(1)
  })
  test('1: answered after the leader’s append, before the copies', () => {
    const run = played('1')
    expect(run.ofKind('batchAcknowledged')[0]!.arguments['baseOffset']).toBe(0)
    expect(run.times('batchAcknowledged')[0]).toBeLessThan(run.times('batchAppended')[0]! + 1.1)
    expect(run.ofKind('requestParked').filter(event => event.arguments['api'] === 0)).toEqual([])
  })
  test('all: parked until every in-sync replica has it', () => {
    const run = played('all')
    const committed = run.ofKind('highWatermarkAdvanced').find(event => event.arguments['leader'] === 1)!
    expect(run.ofKind('requestParked').filter(event => event.arguments['api'] === 0)).toHaveLength(1)
    expect(run.times('batchAcknowledged')[0]).toBeGreaterThanOrEqual(committed.atUs / 1000 + 1)
    expect(run.ofKind('replicaAppended')).toHaveLength(2)
  })
})

describe('buffer.memory', () => {
  const small = (others: Record<string, number> = {}): Run => {
    let story = cluster({ 'batch.size': 1000, 'buffer.memory': 2000, 'linger.ms': 5, ...others }, { network: { 'latency.us': 10_000 } })
    for (let at = 1; at <= 3; at++) story = story.send('k', { at, bytes: 900, partition: at - 1 })
    return story.play(1000)
  }
  test('send() waits for memory and goes on when a batch is acknowledged', () => {
    const run = small()
    expect(run.times('sendBlocked')).toEqual([3])
    const [acked] = run.times('batchAcknowledged')
    expect(run.times('sendUnblocked')).toEqual([acked])
    expect(run.ofKind('batchAcknowledged')).toHaveLength(3)
  })
  test('a waiting send() makes every batch leave, at the sender’s next pass', () => {
    expect(DRAIN_REASONS.indexOf('memory')).toBeGreaterThan(0)
    expect(small({ 'linger.ms': 50 }).times('batchDrained').slice(0, 2)).toEqual([51, 51])
  })
  test('it gives up after max.block.ms', () => {
    const run = small({ 'max.block.ms': 10 })
    expect(run.times('recordRefused')).toEqual([13])
    expect(run.ofKind('batchAcknowledged')).toHaveLength(2)
  })
})

test('records without a key stay with a partition for about batch.size bytes, then move', () => {
  const run = cluster({ 'linger.ms': 1000, 'batch.size': 1000, acks: 1 }, { workload: { 'records.per.second': 1000, 'key.count': 0, 'value.bytes': 100 } }).play(200)
  const partitions = run.ofKind('batchOpened').map(event => event.arguments['partition']!)
  expect(new Set(partitions)).toEqual(new Set([0, 1, 2]))
  // As recorded from Kafka (spec §4.3): the switch comes at a batch boundary, after the second batch.
  expect(partitions.some((partition, index) => partition === partitions[index + 1])).toBe(true)
})

test('an answer that names no broker is not taken: the client goes on asking those it knew', () => {
  const all = cluster({ 'linger.ms': 0, 'delivery.timeout.ms': 2500, 'request.timeout.ms': 200, 'retry.backoff.ms': 20 }, {
    topology: { brokers: [1, 2, 3], controllers: 3 }, workload: { 'records.per.second': 100 }, network: { 'latency.us': 5000 },
    broker: { 'broker.heartbeat.interval.ms': 200, 'broker.session.timeout.ms': 600, 'controller.quorum.election.timeout.ms': 200 },
  }).freeze('controller 1', { at: 3000 }).play(20_000)
  const fenced = all.ofKind('brokerFenced').map(({ node, arguments: given }) => `${node}/${given['broker']}`)
  expect(new Set(fenced).size).toBeGreaterThanOrEqual(3)
  expect(all.simulation.state.producers[0]!.metadata.brokers).toEqual([1, 2, 3])
  expect(all.ofKind('batchAcknowledged').at(-1)!.atUs).toBeGreaterThan(19_000_000)
})
