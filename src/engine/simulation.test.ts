/** The loop: determinism at any grain, checkpoints, invariants over random runs, and what is refused. */
import { describe, expect, test } from 'vitest'
import { RECORD_STRIDE, advance, loadCodec, applyCommand, createSimulation, eventCount, figuresOf, hashOf, logEntries, namedEvent, parseScenario, presetNamed, presetNames, recordStory, restoreCheckpoint, takeCheckpoint, tokensOf, viewOf, whyChain, eventRows, STOPS, TOKEN_STRIDE, type Scenario } from '.'
import { availableBytes } from './producer/bufferPool'
import { fc, test as property } from './testing/propertyTest'
import { cluster, runOf } from './testing/story'

const END_US = 400_000
const hashAtEnd = (scenario: Scenario): string => { const simulation = createSimulation(scenario); advance(simulation, { untilUs: END_US }); return hashOf(simulation) }

// Presets that compress need their codec.
await loadCodec('lz4')

describe('same scenario, same log', () => {
  test.each(presetNames().filter(name => name !== 'benchmark'))('%s: whole, in steps of any length, by events, from a checkpoint', name => {
    const scenario = presetNamed(name)!
    const whole = hashAtEnd(scenario)
    const grained = createSimulation(scenario)
    for (let untilUs = 0; untilUs < END_US; untilUs += 1777) advance(grained, { untilUs })
    advance(grained, { untilUs: END_US })
    expect(hashOf(grained)).toBe(whole)
    const byEvents = createSimulation(scenario)
    while (!advance(byEvents, { untilUs: END_US, maxEvents: 13 }).reached);
    expect(hashOf(byEvents)).toBe(whole)
    const half = createSimulation(scenario)
    advance(half, { untilUs: END_US / 2 })
    const checkpoint = takeCheckpoint(half)
    advance(half, { untilUs: END_US * 2 })
    for (let time = 0; time < 2; time++) {
      const again = restoreCheckpoint(checkpoint)
      advance(again, { untilUs: END_US })
      expect(hashOf(again)).toBe(whole)
    }
  })
  test('another seed, another log', () => {
    const scenario = presetNamed('playground')!
    expect(hashAtEnd({ ...scenario, seed: scenario.seed + 1 })).not.toBe(hashAtEnd(scenario))
  })
  test('a live command replays from the script at the same place', () => {
    const live = createSimulation(presetNamed('playground')!)
    advance(live, { untilUs: 50_000 })
    expect(applyCommand(live, { type: 'setConfig', owner: 'producer', key: 'linger.ms', value: 20 })).toBe(50_001)
    advance(live, { untilUs: END_US })
    expect(hashAtEnd(live.scenario)).toBe(hashOf(live))
  })
})

describe('over random runs', () => {
  const settings = fc.record({
    seed: fc.nat(1_000_000), linger: fc.constantFrom(0, 1, 5, 20), batchSize: fc.constantFrom(0, 200, 1000, 16384), acks: fc.constantFrom('0', '1', 'all'), slots: fc.constantFrom(1, 2, 5),
    memory: fc.constantFrom(40_000, 33_554_432), latency: fc.constantFrom(0, 100, 1000, 15_000), rate: fc.constantFrom(50, 500, 3000), keys: fc.constantFrom(0, 1, 7), valueBytes: fc.constantFrom(0, 90, 3000),
  })
  property('order, memory, watermarks, causes and counts hold', settings, given => {
    const run = cluster(
      { 'linger.ms': given.linger, 'batch.size': given.batchSize, acks: given.acks, 'max.in.flight.requests.per.connection': given.slots, 'buffer.memory': given.memory, 'max.block.ms': 50 },
      { seed: given.seed, network: { 'latency.us': given.latency }, workload: { 'records.per.second': given.rate, 'key.count': given.keys, 'value.bytes': given.valueBytes } },
    ).play(120)
    const { simulation } = run
    const ends = new Map<number, number>(), leaderWatermarks = new Map<number, number>()
    for (const event of run.events) {
      expect(event.cause).toBeLessThan(event.id)
      if (event.id > 0) expect(event.atUs).toBeGreaterThanOrEqual(run.events[event.cause]!.atUs)
      const { partition } = event.arguments
      if (event.kind === 'batchAppended') {
        expect(event.arguments['baseOffset']).toBe(ends.get(partition!) ?? 0)
        ends.set(partition!, event.arguments['lastOffset']! + 1)
      }
      if (event.kind === 'highWatermarkAdvanced' && event.arguments['leader'] === 1) {
        expect(event.arguments['from']).toBe(leaderWatermarks.get(partition!) ?? 0)
        expect(event.arguments['to']).toBeGreaterThan(event.arguments['from']!)
        expect(event.arguments['to']).toBeLessThanOrEqual(ends.get(partition!) ?? 0)
        leaderWatermarks.set(partition!, event.arguments['to']!)
      }
    }
    // I15: available and held memory add up.
    const { accumulator } = simulation.state.producers[0]!
    const held = [...accumulator.incomplete.values()].reduce((sum, batch) => sum + batch.reservedBytes, 0) + accumulator.pool.waiters.reduce((sum, waiter) => sum + waiter.gotBytes, 0)
    expect(availableBytes(accumulator.pool) + held).toBe(given.memory)
    // I1: every replica's watermark is within its log, no follower is ahead of its leader.
    for (const broker of simulation.state.brokers) for (const replica of broker.replicas.values()) {
      expect(replica.log.highWatermark).toBeLessThanOrEqual(replica.log.logEndOffset)
      expect(replica.log.logEndOffset).toBeLessThanOrEqual(ends.get(replica.partition) ?? 0)
    }
    const figures = figuresOf(simulation)
    expect(figures.duplicatedRecords + figures.lostRecords).toBe(0)
    expect(figures.deliveredRecords).toBeLessThanOrEqual(figures.storedRecords)
    expect(figures.storedRecords).toBeLessThanOrEqual(figures.sentRecords)
    if (given.acks !== '0') expect(figures.acknowledgedRecords).toBeLessThanOrEqual(figures.storedRecords)
    // I17: with one application thread, log order is send order within a partition.
    for (const broker of simulation.state.brokers) for (const replica of broker.replicas.values()) {
      let last = -1
      for (const entry of logEntries(replica.log)) for (let index = 0; index < entry.batch.recordCount; index++) {
        expect(entry.batch.columns[index * RECORD_STRIDE]!).toBeGreaterThan(last)
        last = entry.batch.columns[index * RECORD_STRIDE]!
      }
    }
  }, 60)
})

test('the event log can be read back: names, view, tokens, figures agree', () => {
  const simulation = createSimulation(presetNamed('playground')!)
  advance(simulation, { untilUs: 204_600 })
  expect(namedEvent(eventRows(simulation, 0, 1), 0, 0)).toMatchObject({ kind: 'scenarioStarted', cause: -1, atUs: 0 })
  const view = viewOf(simulation), tokens = tokensOf(simulation)
  expect(view.brokers.flatMap(broker => broker.replicas)).toHaveLength(9)
  expect(tokens.length / TOKEN_STRIDE).toBe(simulation.state.network.inFlight.size)
  for (let at = 0; at < tokens.length; at += TOKEN_STRIDE) expect(tokens[at + 6]!).toBeGreaterThanOrEqual(view.nowUs)
  const figures = figuresOf(simulation)
  expect(figures.sentRecords).toBe(view.producers[0]!.sentRecords)
  const parsed = structuredClone(view)
  expect(parsed).toEqual(view)
})

describe('the foretold sends', () => {
  test('come true', () => {
    const simulation = createSimulation(presetNamed('playground')!)
    advance(simulation, { untilUs: 100_000 })
    const foretold = viewOf(simulation).producers[0]!.upcoming.map(({ atUs }) => atUs)
    const before = simulation.state.records.rowCount
    advance(simulation, { untilUs: foretold.at(-1)! })
    const sent = Array.from({ length: simulation.state.records.rowCount - before }, (_none, index) => recordStory(simulation, before + index)?.stops[0]!.atUs)
    expect(sent).toEqual(foretold)
  })
  test('a key that nobody has used yet is told from no key', () => {
    const keysOf = (preset: string): readonly number[] => viewOf(createSimulation(presetNamed(preset)!)).producers[0]!.upcoming.map(({ key }) => key)
    expect(keysOf('driver-locations').every(key => key === -2)).toBe(true)
    expect(keysOf('keyless-stream').every(key => key === -1)).toBe(true)
  })
})

describe('why', () => {
  const run = cluster({ 'linger.ms': 5 }).send('a', { at: 3, partition: 0, traced: true }).play(30)
  test('an acknowledgement goes back, link by link, to the call of send()', () => {
    const [acked] = run.ofKind('batchAcknowledged')
    expect(whyChain(run.simulation, acked!.id).map(({ event }) => event.kind)).toEqual([
      'batchAcknowledged', 'responseReceived', 'responseSent', 'highWatermarkAdvanced', 'followerPositionLearned', 'requestHandled', 'requestReceived', 'requestSent', 'replicaAppended', 'responseReceived',
      'responseSent', 'batchAppended', 'requestHandled', 'requestReceived', 'requestSent', 'batchDrained', 'lingerExpired', 'batchOpened', 'commandApplied', 'scenarioStarted',
    ])
  })
  test('its links carry the facts a sentence needs', () => {
    const [sealed] = run.ofKind('batchDrained')
    expect(whyChain(run.simulation, sealed!.id)[0]!.facts).toMatchObject({ nodeName: 'p', reason: 'linger', oldestSentUs: 3000 })
    expect(whyChain(run.simulation, 99_999)).toEqual([])
  })
})

describe('the story of a record', () => {
  test('has nine stops with times that fit the events', () => {
    const run = cluster({ 'linger.ms': 5 }).send('a', { at: 3, partition: 0, traced: true }).play(30)
    const story = recordStory(run.simulation, 0)!
    expect(story.stops.map(({ stop }) => stop)).toEqual(STOPS)
    expect(story.stops.map(({ atUs }) => atUs)).toEqual([3000, 3000, 3000, 3000, 8000, ...['batchAppended', 'highWatermarkAdvanced', 'batchAcknowledged', 'recordsDelivered'].map(kind => run.events.find(event => event.kind === kind)!.atUs)])
    expect(story).toMatchObject({ key: 'a', partition: 0, offset: 0 })
  })
  test('stops where the record has got to', () => {
    const run = cluster({ 'linger.ms': 5 }).send('a', { at: 3, partition: 0 }).play(6)
    expect(recordStory(run.simulation, 0)!.stops.filter(({ atUs }) => atUs === null)).toHaveLength(5)
    expect(recordStory(run.simulation, 1)).toBeNull()
  })
})

describe('what is not a scenario is refused in words', () => {
  const good = presetNamed('playground')!
  test.each<[string, unknown]>([
    ['must be a JSON object', 5], ['version', { ...good, version: 2 }], ['seed', { ...good, seed: -1 }], ['topology.brokers', { ...good, topology: { ...good.topology, brokers: [1, 1] } }],
    ['replicaAssignment[0]', { ...good, topology: { ...good.topology, topics: [{ name: 't', replicaAssignment: [[9]] }] } }],
    ['Invalid value x for configuration linger.ms: Not a number of type LONG', { ...good, configs: { producer: { 'linger.ms': 'x' } } }],
    ['Invalid value -1 for configuration batch.size: Value must be at least 0', { ...good, configs: { producer: { 'batch.size': -1 } } }],
    ['Invalid value 2 for configuration acks: String must be one of', { ...good, configs: { producer: { acks: 2 } } }],
    ['Unknown configuration nope', { ...good, configs: { producer: { nope: 1 } } }], ['script', { ...good, script: [{ atUs: 5, command: { type: 'explode' } }] }],
    ['in order of time', { ...good, script: [{ atUs: 5, command: { type: 'startConsumer', groupId: 'a' } }, { atUs: 4, command: { type: 'startConsumer', groupId: 'b' } }] }],
    ['workload.arrivals', { ...good, workload: { arrivals: 'sometimes', startUs: 0 } }],
  ])('%s', (words, given) => {
    const parsed = parseScenario(given)
    expect(parsed.ok).toBe(false)
    expect(parsed.ok ? '' : parsed.problems.join('\n')).toContain(words)
  })
  test('a bad live command throws and changes nothing', () => {
    const simulation = createSimulation(good)
    expect(() => applyCommand(simulation, { type: 'setConfig', owner: 'producer', key: 'acks', value: 'some' })).toThrow('String must be one of')
    advance(simulation, { untilUs: 10_000 })
    expect(eventCount(simulation)).toBe(eventCount(runOf(simulation).simulation))
    expect(simulation.scenario.script).toEqual([])
  })
  test('every preset is a scenario', () => { for (const name of presetNames()) expect(parseScenario(presetNamed(name)).ok).toBe(true) })
})
