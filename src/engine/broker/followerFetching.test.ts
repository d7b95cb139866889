/** Consumers that read at the nearest replica (KIP-392), told as stories. Times in ms. */
import { describe, expect, test } from 'vitest'
import { cluster } from '../testing/story'
import { RACK_AWARE_SELECTOR } from '../config/tables'

const NEAR = { 'replica.selector.class': RACK_AWARE_SELECTOR }
const RACKS = {
  topics: [{ name: 't', replicaAssignment: [[1, 2, 3]] }], racks: { 1: 'a', 2: 'b', 3: 'c' },
  consumers: [{ clientId: 'near', groupId: 'g', topic: 't', config: { 'client.rack': 'c' } }],
}
const story = (broker: Readonly<Record<string, string | number>> = NEAR, topology: object = RACKS, consumer = {}) => cluster({ 'linger.ms': 0 }, { topology: { ...RACKS, ...topology }, broker, consumer })
type Played = ReturnType<ReturnType<typeof cluster>['play']>
/** Whom the consumer asked for records, in order, repetitions left out. */
const asked = (run: Played): readonly number[] => run.ofKind('requestSent').filter(({ node, arguments: given }) => node >= 2000 && given['api'] === 1).map(({ arguments: given }) => given['to']!)
  .filter((broker, index, all) => broker !== all[index - 1])
const delivered = (run: Played): number => run.ofKind('recordsDelivered').reduce((sum, { arguments: given }) => sum + given['records']!, 0)
const positions = (run: Played): readonly (number | null)[] => run.simulation.state.consumers.map(({ partitions }) => partitions[0]!.readReplica?.broker ?? null)

describe('the leader sends a consumer to a replica of its own rack', () => {
  test('with RackAwareReplicaSelector and client.rack: one answer without data, then it reads there', () => {
    const run = story().send('a', { at: 20, partition: 0 }).send('b', { at: 800, partition: 0 }).play(3000)
    expect(asked(run)).toEqual([1, 3])
    const [told] = run.ofKind('readReplicaPreferred')
    expect(told!.arguments).toEqual({ partition: 0, replica: 3, untilMs: 300_002 })
    expect(delivered(run)).toBe(2)
    expect(positions(run)).toEqual([3])
  })
  test('a record reaches the reader when that replica has heard of the high watermark: one fetch later than at the leader', () => {
    const near = story().send('a', { at: 20, partition: 0 }).play(3000), far = story({}).send('a', { at: 20, partition: 0 }).play(3000)
    const heard = near.ofKind('highWatermarkAdvanced').find(({ node, arguments: given }) => node === 3 && given['leader'] === 0)
    expect(near.times('recordsDelivered')[0]).toBeGreaterThanOrEqual(heard!.atUs / 1000)
    expect(near.causes(near.ofKind('recordsDelivered')[0]!.id)).toContain('highWatermarkAdvanced')
    expect(near.times('recordsDelivered')[0]! - far.times('recordsDelivered')[0]!).toBeGreaterThan(1)
  })
  test.each([
    ['no selector', {}, {}],
    ['LeaderSelector', { 'replica.selector.class': 'org.apache.kafka.common.replica.LeaderSelector' }, {}],
    ['nobody stands in that rack', NEAR, { racks: { 1: 'a', 2: 'b' } }],
    ['the leader stands in that rack itself', NEAR, { racks: { 1: 'c', 2: 'c', 3: 'c' } }],
    ['the consumer has no rack', NEAR, { consumers: [{ clientId: 'c', groupId: 'g', topic: 't' }] }],
  ])('%s: it reads at the leader', (_name, broker, topology) => {
    const run = story(broker, topology).send('a', { at: 20, partition: 0 }).play(2000)
    expect(asked(run)).toEqual([1])
    expect(delivered(run)).toBe(1)
  })
  test('of two in that rack, equally far, the one of the higher id', () => {
    expect(positions(story(NEAR, { racks: { 1: 'a', 2: 'c', 3: 'c' } }).play(2000))).toEqual([3])
  })
  test('who is not in the ISR is not chosen', () => {
    const run = story({ ...NEAR, 'replica.lag.time.max.ms': 1000 }).link('broker 1', 'broker 3', { at: 10, cut: 'silent' }).send('a', { at: 20, partition: 0 })
      .consumer('late', { at: 5000 }).do({ type: 'startConsumer', groupId: 'later', config: { 'client.rack': 'c' } }, { at: 5000 }).play(7000)
    expect(positions(run)[2]).toBeNull()
    expect(run.ofKind('recordsDelivered').filter(({ node }) => node === 2002)).toHaveLength(1)
  })
})

describe('it goes back to the leader', () => {
  test('when metadata.max.age.ms is over, and is sent away again', () => {
    const run = story(NEAR, {}, { 'metadata.max.age.ms': 2000 }).play(5000)
    expect(asked(run)).toEqual([1, 3, 1, 3, 1, 3])
    expect(run.ofKind('readReplicaLeft').map(({ arguments: given }) => given['why'])).toEqual([0, 0])
  })
  test('when that broker dies: nothing is lost, nothing is read twice', () => {
    let told = story().stop('broker 3', 'crash', { at: 1000 })
    for (let at = 100; at < 4000; at += 100) told = told.send('a', { at, partition: 0 })
    const run = told.play(15_000)
    expect(asked(run).slice(0, 3)).toEqual([1, 3, 1])
    expect(delivered(run)).toBe(39)
  })
  test('when the replica has not the offset: the leader knows better, and only it decides about auto.offset.reset', () => {
    // While its first Fetch is on a slow way to broker 3, everything before offset 1 is deleted.
    const run = story(NEAR, { consumers: [] }).send('a', { at: 20, partition: 0 }).do({ type: 'startConsumer', groupId: 'g', config: { 'client.rack': 'c' } }, { at: 1000 })
      .link('consumer 1', 'broker 3', { at: 1001, extraLatencyMs: 2000 }).do({ type: 'deleteRecords', topic: 't', partition: 0, before: -1 }, { at: 1100 }).play(8000)
    const [left] = run.ofKind('readReplicaLeft'), [reset] = run.ofKind('positionReset')
    expect(left!.arguments).toEqual({ partition: 0, replica: 3, why: 1 })
    expect(reset!.arguments).toEqual({ partition: 0, from: 0, to: 1 })
    expect(run.events[run.events[reset!.cause]!.cause]!.node).toBe(1)
    expect(asked(run)).toEqual([1, 3, 1, 3])
  })
  test('when another broker leads', () => {
    const run = story().send('a', { at: 20, partition: 0 }).stop('broker 1', 'shutdown', { at: 1000 }).send('b', { at: 4000, partition: 0 }).play(12_000)
    expect(run.ofKind('readReplicaLeft').map(({ arguments: given }) => given['why'])).toContain(3)
    expect(delivered(run)).toBe(2)
    expect(asked(run).at(-1)).toBe(3)
  })
})
