/**
 * Every producer setting that the cluster obeys does something that a learner can see: the same scenario twice, once with another value, and one observation
 * that differs. A setting of the live table without a row here fails.
 */
import { beforeAll, expect, test } from 'vitest'
import { loadCodec, viewOf } from '..'
import { producerConfig } from '../config/tables'
import { DRAIN_REASONS } from '../events'
import { cluster, type Run, type Story } from '../testing/story'

type Settings = Readonly<Record<string, number | string>>
interface Row {
  readonly key: string
  readonly from: number | string
  readonly to: number | string
  /** Settings that both runs have. */
  readonly with?: Settings
  readonly others?: Parameters<typeof cluster>[1]
  readonly story: (story: Story) => Story
  readonly untilMs: number
  /** What is seen: with `from`, and with `to`. */
  readonly see: (run: Run) => unknown
  readonly expect: readonly [from: unknown, to: unknown]
}

const count = (kind: Parameters<Run['ofKind']>[0]) => (run: Run): number => run.ofKind(kind).length
const isAny = (kind: Parameters<Run['ofKind']>[0]) => (run: Run): boolean => run.ofKind(kind).length > 0
const drains = (run: Run): number[] => run.times('batchDrained').map(Math.floor)
const records = (run: Run): number[] => run.ofKind('batchDrained').map(event => event.arguments['records']!)
const reasons = (run: Run): string[] => run.ofKind('batchDrained').map(event => DRAIN_REASONS[event.arguments['reason']!]!)
const one = (story: Story): Story => story.send('a', { at: 0 })
const several = (amount: number, everyMs: number, bytes = 10, partition?: number) => (story: Story): Story =>
  Array.from({ length: amount }).reduce<Story>((sofar, _none, index) => sofar.send(null, { at: index * everyMs, bytes, ...(partition !== undefined && { partition }) }), story)
/** Everything takes so long that no request is answered in time. */
const FAR: Parameters<typeof cluster>[1] = { network: { 'latency.us': 100_000 } }
const COLD: Parameters<typeof cluster>[1] = { ...FAR, topology: { producers: [{ clientId: 'p', topic: 't', start: 'cold' }] } }
const COLD_AND_SHORT: Settings = { 'socket.connection.setup.timeout.ms': 20, 'socket.connection.setup.timeout.max.ms': 20, 'max.block.ms': 60_000 }
const NO_JITTER: Settings = { 'retry.backoff.max.ms': 0, 'reconnect.backoff.max.ms': 0 }
/** One attempt after another fails: each takes request.timeout.ms. */
const FAILING: Settings = { 'request.timeout.ms': 50, 'delivery.timeout.ms': 120_000, 'linger.ms': 0 }

/** Enough of real documents to compress. */
const MANY: Parameters<typeof cluster>[1] = { workload: { 'records.per.second': 20_000, 'value.bytes': 200, 'key.count': 0 } }
const sealedBytes = (run: Run): number => run.ofKind('batchDrained')[0]!.arguments['sizeBytes']!
const SIZES = [expect.any(Number), expect.any(Number)] as const
beforeAll(async () => { for (const codec of ['gzip', 'lz4', 'zstd'] as const) await loadCodec(codec) })

const ROWS: readonly Row[] = [
  { key: 'linger.ms', from: 5, to: 20, story: one, untilMs: 40, see: drains, expect: [[5], [20]] },
  { key: 'batch.size', from: 16384, to: 100, story: several(6, 0.1, 20, 0), untilMs: 40, see: records, expect: [[6], [1, 1, 1, 1, 1, 1]] },
  { key: 'acks', from: 'all', to: '1', story: one, untilMs: 40, see: run => run.ofKind('requestParked').some(event => event.arguments['api'] === 0), expect: [true, false], others: { topology: { consumers: [], topics: [{ name: 't', replicaAssignment: [[1, 2]] }] } } },
  { key: 'max.in.flight.requests.per.connection', from: 5, to: 1, with: { 'linger.ms': 0 }, story: several(3, 0.5, 10, 0), untilMs: 30, see: isAny('batchHeldBack'), expect: [false, true] },
  { key: 'buffer.memory', from: 33554432, to: 16384, story: story => story.send(null, { at: 0, partition: 0 }).send(null, { at: 1, partition: 1 }), untilMs: 40, see: isAny('sendBlocked'), expect: [false, true] },
  { key: 'max.block.ms', from: 60000, to: 2, with: { 'buffer.memory': 16384 }, story: story => story.send(null, { at: 0, partition: 0 }).send(null, { at: 1, partition: 1 }), untilMs: 40, see: isAny('recordRefused'), expect: [false, true] },
  { key: 'max.request.size', from: 1048576, to: 100, story: story => story.send('a', { at: 0, bytes: 300 }), untilMs: 40, see: isAny('recordRefused'), expect: [false, true] },
  { key: 'enable.idempotence', from: 'true', to: 'false', story: one, untilMs: 40, see: run => viewOf(run.simulation).producers[0]!.identity !== null, expect: [true, false] },
  { key: 'retries', from: 2147483647, to: 1, with: { ...FAILING, 'enable.idempotence': 'false' }, others: FAR, story: one, untilMs: 3000, see: isAny('batchFailed'), expect: [false, true] },
  { key: 'delivery.timeout.ms', from: 120000, to: 300, with: { 'request.timeout.ms': 50 }, others: FAR, story: one, untilMs: 3000, see: run => run.times('batchFailed').map(Math.floor), expect: [[], [300]] },
  { key: 'request.timeout.ms', from: 30000, to: 50, others: FAR, story: one, untilMs: 1000, see: isAny('connectionLost'), expect: [false, true] },
  { key: 'retry.backoff.ms', from: 100, to: 1000, with: { ...FAILING, ...NO_JITTER, 'retry.backoff.max.ms': 1000 }, others: FAR, story: one, untilMs: 3000, see: run => run.ofKind('batchRequeued')[0]!.arguments['backoffMs'], expect: [100, 1000] },
  { key: 'retry.backoff.max.ms', from: 1000, to: 200, with: { ...FAILING, 'delivery.timeout.ms': 120_000 }, others: FAR, story: one, untilMs: 20_000, see: run => Math.max(...run.ofKind('batchRequeued').map(event => event.arguments['backoffMs']!)), expect: [1000, 200] },
  { key: 'reconnect.backoff.ms', from: 50, to: 600, with: { ...FAILING, 'retry.backoff.ms': 1, 'retry.backoff.max.ms': 1, 'reconnect.backoff.max.ms': 600 }, others: FAR, story: one, untilMs: 3000, see: run => run.times('connectionStarted')[0]! > 300, expect: [false, true] },
  { key: 'reconnect.backoff.max.ms', from: 50, to: 4000, with: COLD_AND_SHORT, others: COLD, story: one, untilMs: 10_000, see: run => count('connectionStarted')(run) > 50, expect: [true, false] },
  { key: 'socket.connection.setup.timeout.ms', from: 10000, to: 50, others: COLD, story: one, untilMs: 2000, see: run => run.times('connectionOpened')[0]! > 250, expect: [false, true] },
  { key: 'socket.connection.setup.timeout.max.ms', from: 50, to: 30000, with: { 'socket.connection.setup.timeout.ms': 50 }, others: COLD, story: one, untilMs: 9000, see: isAny('connectionOpened'), expect: [false, true] },
  { key: 'metadata.max.age.ms', from: 300000, to: 10200, story: one, untilMs: 1000, see: isAny('metadataUpdated'), expect: [false, true] },
  { key: 'compression.type', from: 'none', to: 'gzip', others: MANY, story: story => story, untilMs: 40, see: sealedBytes, expect: SIZES },
  { key: 'compression.gzip.level', from: 1, to: 9, with: { 'compression.type': 'gzip' }, others: MANY, story: story => story, untilMs: 40, see: sealedBytes, expect: SIZES },
  { key: 'compression.lz4.level', from: 9, to: 1, with: { 'compression.type': 'lz4' }, others: MANY, story: story => story, untilMs: 40, see: sealedBytes, expect: SIZES },
  { key: 'compression.zstd.level', from: 3, to: 19, with: { 'compression.type': 'zstd' }, others: MANY, story: story => story, untilMs: 40, see: sealedBytes, expect: SIZES },
  { key: 'partitioner.adaptive.partitioning.enable', from: 'true', to: 'false', with: { 'batch.size': 200, 'linger.ms': 50, 'max.in.flight.requests.per.connection': 1 }, others: { network: { 'latency.us': 20_000 }, seed: 3 },
    story: story => several(60, 1, 100)(several(30, 0.01, 100, 0)(story.send(null, { at: 0, partition: 1 }).send(null, { at: 0, partition: 2 }))), untilMs: 200, see: run => run.ofKind('batchOpened').filter(event => event.arguments['partition'] === 0 && event.atUs > 1000).length < 5, expect: [true, false] },
  // Broker 2 always has something ready and its two slots taken; broker 1 is free whenever it is looked at.
  { key: 'partitioner.availability.timeout.ms', from: 0, to: 20, with: { 'batch.size': 10, 'linger.ms': 0, 'max.in.flight.requests.per.connection': 2 },
    others: { network: { 'latency.us': 100_000 }, topology: { topics: [{ name: 't', replicaAssignment: [[1], [2], [2]] }], consumers: [] } },
    story: story => Array.from({ length: 40 }).reduce<Story>((sofar, _none, index) => sofar.send(null, { at: 345 + index * 115, traced: true }), several(100, 50, 10, 2)(several(100, 50, 10, 1)(story.send(null, { at: 0, partition: 0 })))),
    untilMs: 5000, see: run => run.ofKind('recordAppended').map(event => event.arguments['partition']).join(''), expect: [expect.any(String), expect.any(String)] },
  { key: 'partitioner.ignore.keys', from: 'false', to: 'true', story: story => Array.from({ length: 8 }).reduce<Story>((sofar, _none, index) => sofar.send(`k${index}`, { at: 0 }), story), untilMs: 40, see: run => new Set(run.ofKind('batchOpened').map(event => event.arguments['partition'])).size, expect: [3, 1] },
]

test.each(ROWS)('$key: $from, then $to', row => {
  const see = (value: number | string): unknown => row.see(row.story(cluster({ ...row.with, [row.key]: value }, row.others)).play(row.untilMs))
  const [from, to] = [see(row.from), see(row.to)]
  expect(from).toEqual(row.expect[0])
  expect(to).toEqual(row.expect[1])
  expect(to).not.toEqual(from)
})
test('each live producer setting has its row', () => { expect(Object.keys(producerConfig).filter(key => !ROWS.some(row => row.key === key))).toEqual([]) })
test('flush() and close() drain for their own reasons', () => {
  const run = (command: 'flush' | 'close'): string[] => {
    const story = one(cluster({ 'linger.ms': 50 }))
    return reasons(story.call(command, { at: 3 }).play(40))
  }
  expect([run('flush'), run('close')]).toEqual([['flush'], ['close']])
})

test('a client that takes the place of another goes by its own metadata, not by what the other one knew', () => {
  const run = cluster({ 'linger.ms': 0 }, { topology: { brokers: [1, 2, 3], topics: [{ name: 't', replicaAssignment: [[1, 2, 3]] }], consumers: [] } })
    .send(null, { at: 100 }).do({ type: 'reassign', topic: 't', partition: 0, replicas: [2, 1, 3] }, { at: 1000 }).do({ type: 'electLeaders', topic: 't', partition: 0, election: 'PREFERRED' }, { at: 2000 })
    .set('buffer.memory', 1_000_000, { at: 3000 }).send(null, { at: 4000 }).play(10_000)
  expect(run.ofKind('batchAcknowledged')).toHaveLength(2)
})
