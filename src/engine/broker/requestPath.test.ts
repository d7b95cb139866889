/** Network threads, the request queue, I/O threads, socket buffers: who waits for whom. Times in ms. */
import { describe, expect, test } from 'vitest'
import { brokerMetrics, viewOf } from '..'
import { configConflict } from '../configsInForce'
import { changeLoad, idleShare, type Load } from './requestPath'
import { cluster, type Run, type Story } from '../testing/story'

type Settings = Readonly<Record<string, number | string>>
const PRODUCERS = Array.from({ length: 12 }, (_none, index) => ({ clientId: `p${index}`, topic: 't' }))
/** Twelve producers, one partition without copies, a slow disk: an append takes about 3 ms. */
const crowd = (broker: Settings, producer: Settings = {}): Story => cluster(
  { 'linger.ms': 0, acks: '1', 'enable.idempotence': 'false', ...producer },
  { broker, topology: { producers: PRODUCERS, brokers: [1], consumers: [], topics: [{ name: 't', replicaAssignment: [[1]] }] }, workload: { 'records.per.second': 0 } },
).disk('broker 1', { at: 1, slowness: 50 })
const sendAll = (story: Story, at: number, bytes = 10): Story => PRODUCERS.reduce((so, _none, producer) => so.do({ type: 'send', key: 'a', valueBytes: bytes, producer }, { at }), story)
const metric = ({ simulation }: Run, name: string): number => Object.entries(brokerMetrics(simulation, 1)!).find(([key]) => key.includes(name))![1]
const handled = (run: Run): readonly number[] => run.ofKind('requestHandled').filter(event => event.arguments['api'] === 0).map(({ atUs }) => atUs)

describe('an idle broker', () => {
  test('takes 10 µs to read, 20 to check and 60 to append, 10 to answer', () => {
    const run = cluster({ 'linger.ms': 0, acks: '1' }).send('a', { at: 10, partition: 0 }).play(20)
    const [received] = run.ofKind('requestReceived').filter(event => event.arguments['api'] === 0)
    const [appended] = run.ofKind('batchAppended'), [answered] = run.ofKind('responseSent').filter(event => event.arguments['api'] === 0)
    expect([appended!.atUs - received!.atUs, answered!.atUs - received!.atUs]).toEqual([91, 101])
    expect(run.ofKind('requestHandled').find(event => event.arguments['api'] === 0)!.arguments).toMatchObject({ readUs: 10, queuedUs: 0 })
  })
  test('with acks=all a request that waits for followers holds no I/O thread, and its time counts as remote', () => {
    const run = cluster({ 'linger.ms': 0 }).send('a', { at: 10, partition: 0 }).play(12)
    expect(viewOf(run.simulation).brokers[0]!.parkedProduces).toHaveLength(1)
    expect(run.simulation.state.brokers[0]!.requestPath.ioLoad.busy).toBe(0)
    const later = cluster({ 'linger.ms': 0 }).send('a', { at: 10, partition: 0 }).play(30)
    expect(metric(later, 'RemoteTimeMs,request=Produce,attribute=Mean')).toBeGreaterThan(2)
    expect(metric(later, 'LocalTimeMs,request=Produce,attribute=Mean')).toBeCloseTo(0.081)
  })
})

describe('num.io.threads', () => {
  test('so many requests are worked on at once; the others wait in the request queue, first come first served', () => {
    const eight = sendAll(crowd({}), 10).play(60), four = sendAll(crowd({ 'num.io.threads': 4 }), 10).play(60)
    expect(eight.ofKind('requestHandled').filter(event => event.arguments['queuedUs']! > 0)).toHaveLength(4)
    expect(four.ofKind('requestHandled').filter(event => event.arguments['queuedUs']! > 0)).toHaveLength(8)
    expect(Math.max(...handled(four))).toBeGreaterThan(Math.max(...handled(eight)) + 2900)
    const order = (run: Run, kind: 'requestReceived' | 'requestHandled'): number[] => run.ofKind(kind).filter(event => event.arguments['api'] === 0).map(event => event.arguments['from']!)
    expect(order(four, 'requestHandled')).toEqual(order(four, 'requestReceived'))
  })
  test('what waited was let go by the request that made the thread free', () => {
    const run = sendAll(crowd({}), 10).play(60)
    const waited = run.ofKind('requestHandled').find(event => event.arguments['queuedUs']! > 0)!
    expect(run.events[waited.cause]!.kind).toBe('requestHandled')
  })
  test('the queue and idle threads are visible under Kafka’s names', () => {
    const run = sendAll(crowd({ 'num.io.threads': 4 }), 10).play(13)
    expect(metric(run, 'RequestQueueSize')).toBe(8)
    expect(viewOf(run.simulation).brokers[0]!.requestPath).toMatchObject({ io: { busy: 4, threads: 4 }, queue: { size: 8, most: 500 }, network: { busy: 0, threads: 3 } })
    expect(metric(run, 'RequestHandlerAvgIdlePercent')).toBeLessThan(0.9)
    expect(viewOf(run.simulation).brokers[0]!.requestPath.waiting.map(({ why }) => why)).toEqual(Array.from({ length: 8 }, () => 'ioThread'))
  })
  test('more threads take what waits at once', () => {
    const run = sendAll(crowd({ 'num.io.threads': 4 }), 10).set('num.io.threads', 8, { at: 12, owner: 'broker' }).play(60)
    expect(Math.max(...handled(run))).toBeLessThan(Math.max(...handled(sendAll(crowd({ 'num.io.threads': 4 }), 10).play(60))))
  })
  test.each([[3, 'at least half the current value 8'], [17, 'not be greater than double the current value 8']])('a running broker does not go from 8 to %i', (value, words) => {
    const { scenario } = cluster().set('num.io.threads', value, { at: 10, owner: 'broker' })
    expect(configConflict(scenario)).toBe(`Dynamic thread count update validation failed for num.io.threads=${value}, value should ${words.startsWith('not') ? words : `be ${words}`}`)
    expect(configConflict(cluster().set('num.io.threads', value === 3 ? 4 : 16, { at: 10, owner: 'broker' }).scenario)).toBeNull()
  })
})

describe('queued.max.requests', () => {
  const full = sendAll(crowd({ 'num.io.threads': 1, 'queued.max.requests': 2 }), 10)
  test('a full queue blocks the network threads, and they read on when there is room', () => {
    const run = full.play(60)
    expect(run.ofKind('requestQueueFull').map(event => [event.arguments['queued'], event.arguments['thread']]).slice(0, 3)).toEqual([[2, 0], [2, 1], [2, 2]])
    expect(handled(run)).toHaveLength(12)
    expect(sendAll(crowd({ 'num.io.threads': 1 }), 10).play(60).ofKind('requestQueueFull')).toEqual([])
  })
  test('a blocked network thread is not idle, and the view says who waits for what', () => {
    const { simulation } = full.play(13)
    const { network, waiting, queue } = viewOf(simulation).brokers[0]!.requestPath
    expect(network).toMatchObject({ busy: 3, threads: 3 })
    expect(queue).toEqual({ size: 2, most: 2 })
    expect([...new Set(waiting.map(({ why }) => why))]).toEqual(['ioThread', 'fullQueue', 'networkThread'])
  })
})

describe('num.network.threads', () => {
  test('connections are given to threads in turn; with one thread requests wait to be read', () => {
    const readUs = (run: Run): number => Math.max(...run.ofKind('requestHandled').map(event => event.arguments['readUs']!))
    expect(readUs(sendAll(crowd({}), 10).play(60))).toBe(40)
    expect(readUs(sendAll(crowd({ 'num.network.threads': 1 }), 10).play(60))).toBe(120)
  })
  test('a thread that ends closes its connections; nothing is lost for it', () => {
    const run = sendAll(sendAll(sendAll(crowd({}), 10), 20), 30).set('num.network.threads', 2, { at: 21.2, owner: 'broker' }).play(2000)
    expect(run.ofKind('connectionLost').length).toBeGreaterThan(2)
    expect(run.fates().every(fate => fate.told === 'acknowledged')).toBe(true)
    expect(run.simulation.state.brokers[0]!.requestPath.networkThreads.map(({ number }) => number)).toEqual([0, 1])
  })
})

describe('sockets', () => {
  const travelUs = (broker: Settings, kind: 'requestSent' | 'responseSent', api: number): number => {
    const run = cluster({ 'linger.ms': 0, 'batch.size': 500_000 }, { broker }).send('a', { at: 10, bytes: 300_000, partition: 0 }).play(60)
    return Math.max(...run.ofKind(kind).filter(event => event.arguments['api'] === api).map(({ atUs, arguments: given }) => given['arrivesUs']! - atUs))
  }
  test('socket.receive.buffer.bytes: what does not fit leaves a round trip later', () => {
    expect(travelUs({ 'socket.receive.buffer.bytes': 400_000 }, 'requestSent', 0)).toBeLessThan(4000)
    expect(travelUs({}, 'requestSent', 0)).toBeGreaterThan(travelUs({ 'socket.receive.buffer.bytes': -1 }, 'requestSent', 0) + 2000)
    expect(travelUs({ 'socket.receive.buffer.bytes': 10_240 }, 'requestSent', 0)).toBeGreaterThan(50_000)
  })
  test('socket.send.buffer.bytes: so with what followers and consumers are sent', () => {
    expect(travelUs({}, 'responseSent', 1)).toBeGreaterThan(travelUs({ 'socket.send.buffer.bytes': 400_000 }, 'responseSent', 1) + 2000)
  })
  test('socket.request.max.bytes: a larger request costs the client its connection, again and again', () => {
    const story = (most: number): Run => cluster({ 'linger.ms': 0, 'delivery.timeout.ms': 2000, 'request.timeout.ms': 1000 }, { broker: { 'socket.request.max.bytes': most } }).send('a', { at: 10, bytes: 5000 }).play(4000)
    expect(story(10_000).fates()[0]!.told).toBe('acknowledged')
    const refused = story(4000)
    expect(refused.ofKind('connectionLost').length).toBeGreaterThan(1)
    expect(refused.fates()[0]).toMatchObject({ told: 'failed', stored: 0 })
  })
})

describe('how idle threads have been', () => {
  test.each<[string, readonly (readonly [number, 1 | -1])[], number, number]>([
    ['nothing happened', [], 2_000_000, 1],
    ['one of two, half the stretch', [[1_000_000, 1]], 1_250_000, 0.75],
    ['one of two, for long', [[0, 1]], 3_000_000, 0.5],
    ['long ago', [[0, 1], [40_000, -1]], 3_000_000, 1],
    ['both for a tenth of it', [[1_000_000, 1], [1_000_000, 1], [1_050_000, -1], [1_050_000, -1]], 1_400_000, 0.9],
    ['in the midst of it, then silence', [[1_000_000, 1], [1_100_000, -1]], 1_550_000, 0.95],
  ])('%s', (_name, changes, nowUs, idle) => {
    const load: Load = { busy: 0, sinceUs: 0, busyUs: 0, marks: [0, 0] }
    for (const [atUs, by] of changes) changeLoad(load, atUs, by)
    expect(idleShare(load, 2, nowUs)).toBeCloseTo(idle, 6)
  })
})
