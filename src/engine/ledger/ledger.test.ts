/** The fate of records under every row of spec §12.3 that the simulation has, told as stories. Times in ms. */
import { describe, expect, test } from 'vitest'
import { advance, assertAllowed, createSimulation, figuresOf, LOSS_RULES, restoreCheckpoint, takeCheckpoint, truncateTo } from '..'
import { cluster, runOf, type Run, type Story } from '../testing/story'

const ONE_PARTITION = { topology: { topics: [{ name: 't', replicaAssignment: [[1, 2, 3]] }], consumers: [] } }
const losses = (run: Run): readonly (readonly [string, number])[] => run.ofKind('recordLost').map(({ arguments: given }) => [LOSS_RULES[given['rule']!]!, given['records']!] as const)
const lostAndDuplicated = ({ simulation }: Run): readonly number[] => { const { lostRecords, duplicatedRecords, reorderedRecords } = figuresOf(simulation); return [lostRecords, duplicatedRecords, reorderedRecords] }
/** Broker 1 leads; a record goes to it, and it dies before its followers could copy it. */
const dies = (story: Story, how: 'crash' | 'power' = 'crash'): Story => story.link('broker 1', 'broker 2', { at: 5, cut: 'silent' }).link('broker 1', 'broker 3', { at: 5, cut: 'silent' })
  .send('a', { at: 10 }).stop('broker 1', how, { at: 20 }).link('broker 1', 'broker 2', { at: 40_000 }).link('broker 1', 'broker 3', { at: 40_000 })

describe('a record that arrives', () => {
  const run = cluster({ 'linger.ms': 0 }).send('a', { at: 10, partition: 0 }).play(1000)
  test('is acknowledged, stored once, on all replicas, visible and read', () => {
    expect(run.fates()).toEqual([{
      record: 0, told: 'acknowledged', toldEvent: run.ofKind('batchAcknowledged')[0]!.id, partition: 0, offset: 0, attempts: 1, stored: 1, replicas: [1, 2, 3], visible: true, delivered: true, lost: null, duplicated: false, reordered: false,
    }])
  })
  test('before, it is told nothing', () => {
    expect(cluster({ 'linger.ms': 50 }).send('a', { at: 10, partition: 0 }).play(20).fates()[0]).toMatchObject({ told: 'nothing', attempts: 0, stored: 0, offset: -1, replicas: [], visible: false })
  })
  test('in the leader’s log it is stored, below the high watermark visible', () => {
    const early = cluster({ 'linger.ms': 0, acks: 1 }, ONE_PARTITION).send('a', { at: 10 }).play(12.2)
    expect(early.fates()[0]).toMatchObject({ told: 'acknowledged', stored: 1, replicas: [1], visible: false, delivered: false })
  })
  test('each record of a batch has its own offset', () => {
    const batch = cluster({ 'linger.ms': 5 }).send('a', { at: 10, partition: 0 }).send('b', { at: 10, partition: 1 }).send('c', { at: 11, partition: 0 }).play(100)
    expect(batch.fates().map(({ partition, offset }) => [partition, offset])).toEqual([[0, 0], [1, 0], [0, 1]])
  })
  test('refused by send() it has no more fate than that', () => {
    expect(cluster({ 'max.request.size': 100 }).send('a', { at: 1, bytes: 500 }).play(10).fates()[0]).toMatchObject({ told: 'refused', failure: 'max.request.size', stored: 0 })
  })
  test('split because it was too large: each record’s fate is that of its piece', () => {
    const several = Array.from({ length: 8 }).reduce<Story>((story, _none, index) => story.send('a', { at: 1 + index / 10, partition: 0, bytes: 60 }), cluster({ 'linger.ms': 5, 'batch.size': 400 }, { topic: { 'max.message.bytes': 300 } })).play(200)
    expect(several.ofKind('batchSplit').length).toBeGreaterThan(0)
    expect(several.fates().map(({ told, offset, stored }) => [told, offset, stored])).toEqual(Array.from({ length: 8 }, (_none, offset) => ['acknowledged', offset, 1]))
  })
})

describe('acks=0', () => {
  const run = cluster({ 'linger.ms': 0, acks: 0, 'enable.idempotence': 'false' }, ONE_PARTITION).stop('broker 1', 'crash', { at: 10.5 }).send('a', { at: 10 }).play(20_000)
  test('what was on the wire to a broker that died is lost, and the producer was told that it was sent', () => {
    expect(run.fates()[0]).toMatchObject({ told: 'acknowledged', stored: 0, offset: -1, lost: { rule: 'acks=0', event: run.ofKind('recordLost')[0]!.id } })
    expect(lostAndDuplicated(run)).toEqual([1, 0, 0])
    expect(run.causes(run.ofKind('recordLost')[0]!.id).slice(0, 2)).toEqual(['recordLost', 'nodeStopped'])
  })
  test('to one without power as well, though nobody ever hears of it', () => {
    const silent = cluster({ 'linger.ms': 0, acks: 0, 'enable.idempotence': 'false' }, ONE_PARTITION).stop('broker 1', 'power', { at: 5 }).send('a', { at: 10 }).play(1000)
    expect(losses(silent)).toEqual([['acks=0', 1]])
  })
  test('what a cut link holds back may still arrive', () => {
    const cut = cluster({ 'linger.ms': 0, acks: 0, 'enable.idempotence': 'false' }, ONE_PARTITION).link('producer 1', 'broker 1', { at: 5, cut: 'silent' }).send('a', { at: 10 })
    expect(cut.play(3000).fates()[0]).toMatchObject({ told: 'acknowledged', stored: 0, lost: null })
    expect(cut.link('producer 1', 'broker 1', { at: 4000 }).play(9000).fates()[0]).toMatchObject({ stored: 1, lost: null })
  })
  test('refused by the broker', () => {
    const refused = cluster({ 'linger.ms': 0, acks: 0, 'enable.idempotence': 'false' }, { ...ONE_PARTITION, topic: { 'max.message.bytes': 100 } }).send('a', { at: 10, bytes: 300 }).play(100)
    expect(losses(refused)).toEqual([['acks=0', 1]])
    expect(refused.causes(refused.ofKind('recordLost')[0]!.id)[1]).toBe('batchRejected')
  })
})

describe('acks=1', () => {
  const run = dies(cluster({ 'linger.ms': 0, acks: 1 }, ONE_PARTITION)).start('broker 1', { at: 60_000 }).play(90_000)
  test('the leader that alone had it dies: another leads without it', () => {
    expect(run.fates()[0]).toMatchObject({ told: 'acknowledged', stored: 0, replicas: [], visible: false, lost: { rule: 'acks=1' } })
    expect(run.causes(run.ofKind('recordLost')[0]!.id).slice(0, 2)).toEqual(['recordLost', 'leadershipTaken'])
    expect(lostAndDuplicated(run)).toEqual([1, 0, 0])
  })
  test('until somebody else leads it is not lost: the leader may come back', () => {
    const back = dies(cluster({ 'linger.ms': 0, acks: 1 }, { topology: { topics: [{ name: 't', replicaAssignment: [[1]] }], consumers: [] } })).start('broker 1', { at: 30_000 })
    expect(back.play(29_000).fates()[0]).toMatchObject({ stored: 1, replicas: [1], lost: null })
    expect(back.play(60_000).fates()[0]).toMatchObject({ stored: 1, visible: true, lost: null })
  })
  test('told after the loss: it is lost from then on', () => {
    const late = cluster({ 'linger.ms': 0, acks: 1 }, ONE_PARTITION).link('broker 1', 'broker 2', { at: 5, cut: 'silent' }).link('broker 1', 'broker 3', { at: 5, cut: 'silent' }).link('controller 1', 'broker 1', { at: 5, cut: 'silent' })
      .send('a', { at: 30_000 }).play(31_000)
    // Broker 1 does not know yet that broker 2 leads.
    expect(late.fates()[0]).toMatchObject({ told: 'acknowledged', stored: 0, replicas: [1], lost: { rule: 'acks=1' } })
  })
})

describe('acks=all', () => {
  test('in sync replicas take over with everything: nothing is lost', () => {
    const run = cluster({ 'linger.ms': 0 }, ONE_PARTITION).send('a', { at: 10 }).stop('broker 1', 'power', { at: 30 }).start('broker 1', { at: 60_000 }).play(90_000)
    expect(run.fates()[0]).toMatchObject({ told: 'acknowledged', stored: 1, replicas: [1, 2, 3], lost: null })
  })
  test('the ISR has shrunk to one, and its disk loses the end', () => {
    const run = cluster({ 'linger.ms': 0 }, ONE_PARTITION).stop('broker 2', 'crash', { at: 10 }).stop('broker 3', 'crash', { at: 10 }).send('a', { at: 30_000 }).stop('broker 1', 'power', { at: 35_000 }).start('broker 1', { at: 36_000 }).play(60_000)
    expect(run.fates()[0]).toMatchObject({ told: 'acknowledged', stored: 0, lost: { rule: 'lastInSync' } })
    expect(run.causes(run.ofKind('recordLost')[0]!.id).slice(0, 3)).toEqual(['recordLost', 'nodeStopped', 'commandApplied'])
  })
  const power = (elr: boolean): Story => cluster({ 'linger.ms': 0 }, { ...ONE_PARTITION, topic: { 'min.insync.replicas': 2 }, elr }).send('a', { at: 10 })
  test('all disks lose their ends at once', () => {
    const run = power(true).stop('broker 1', 'power', { at: 500 }).stop('broker 2', 'power', { at: 500 }).stop('broker 3', 'power', { at: 500 }).start('broker 1', { at: 20_000 }).start('broker 2', { at: 20_000 }).start('broker 3', { at: 20_000 }).play(60_000)
    expect(losses(run)).toEqual([['powerLoss', 1]])
  })
  test('one after the other, each copied again in between, none is lost', () => {
    const run = power(true).stop('broker 1', 'power', { at: 500 }).start('broker 1', { at: 20_000 }).stop('broker 2', 'power', { at: 60_000 }).start('broker 2', { at: 80_000 }).stop('broker 3', 'power', { at: 120_000 }).start('broker 3', { at: 140_000 }).play(180_000)
    expect(losses(run)).toEqual([])
  })
  test('without eligible leader replicas the last one in sync is enough (KIP-966)', () => {
    const run = power(false).stop('broker 3', 'crash', { at: 1000 }).stop('broker 2', 'crash', { at: 20_000 }).stop('broker 1', 'power', { at: 25_000 }).start('broker 1', { at: 26_000 }).start('broker 2', { at: 60_000 }).start('broker 3', { at: 60_000 }).play(120_000)
    expect(losses(run)).toEqual([['lastInSync', 1]])
  })
})

describe('unclean election', () => {
  const story = cluster({ 'linger.ms': 0 }, ONE_PARTITION).stop('broker 3', 'crash', { at: 10 }).send('a', { at: 20_000 }).stop('broker 2', 'crash', { at: 30_000 }).stop('broker 1', 'crash', { at: 50_000 })
    .start('broker 3', { at: 60_000 }).do({ type: 'electLeaders', topic: 't', partition: 0, election: 'UNCLEAN' }, { at: 80_000 })
  test('who has not everything leads: what it lacks is lost', () => {
    const run = story.start('broker 1', { at: 100_000 }).play(130_000)
    expect(run.fates()[0]).toMatchObject({ told: 'acknowledged', lost: { rule: 'uncleanElection' }, replicas: [2] })
    expect(run.causes(run.ofKind('recordLost')[0]!.id)).toContain('partitionChanged')
  })
  test('it is back when who still has it leads again', () => {
    const run = story.stop('broker 3', 'crash', { at: 90_000 }).start('broker 1', { at: 100_000 }).do({ type: 'electLeaders', topic: 't', partition: 0, election: 'UNCLEAN' }, { at: 130_000 }).play(160_000)
    expect(run.ofKind('recordLost')).toHaveLength(1)
    expect(run.fates()[0]).toMatchObject({ stored: 1, lost: null })
    expect(lostAndDuplicated(run)).toEqual([0, 0, 0])
  })
})

describe('failed is not absent', () => {
  test('the answer is lost and there is no time for another attempt', () => {
    const run = cluster({ 'linger.ms': 0, 'request.timeout.ms': 100, 'delivery.timeout.ms': 200 }, ONE_PARTITION).link('producer 1', 'broker 1', { at: 11.5, cut: 'silent' }).send('a', { at: 10 }).play(2000)
    expect(run.fates()[0]).toMatchObject({ told: 'failed', failure: 'timedOut', stored: 1, visible: true, lost: null })
  })
})

describe('duplicates', () => {
  const lostAnswer = (idempotence: 'true' | 'false'): Run => cluster({ 'linger.ms': 0, 'enable.idempotence': idempotence }, ONE_PARTITION).do({ type: 'loseAnswer', broker: 1 }, { at: 5 }).send('a', { at: 10 }).play(5000)
  test('without idempotence a lost answer stores the record twice', () => {
    const run = lostAnswer('false')
    expect(run.fates()[0]).toMatchObject({ told: 'acknowledged', attempts: 2, stored: 2, duplicated: true })
    expect(lostAndDuplicated(run)).toEqual([0, 1, 0])
  })
  test('with idempotence once', () => {
    const run = lostAnswer('true')
    expect(run.fates()[0]).toMatchObject({ told: 'acknowledged', attempts: 2, stored: 1, duplicated: false })
    expect(lostAndDuplicated(run)).toEqual([0, 0, 0])
  })
  test('the first copy goes with its leader: the retry stands alone', () => {
    const run = dies(cluster({ 'linger.ms': 0, 'enable.idempotence': 'false' }, ONE_PARTITION)).start('broker 1', { at: 60_000 }).play(90_000)
    expect(run.fates()[0]).toMatchObject({ told: 'acknowledged', stored: 1, duplicated: false, lost: null, replicas: [1, 2, 3] })
  })
})

describe('order', () => {
  /** The first of two requests meets too few in sync, the second, in flight behind it, does not any more. */
  const overtaken = (settings: Readonly<Record<string, string | number>>): Run => cluster({ 'linger.ms': 0, 'retry.backoff.ms': 500, ...settings }, { ...ONE_PARTITION, topic: { 'max.message.bytes': 150 } })
    .send('a', { at: 10, bytes: 100 }).set('max.message.bytes', 5000, { at: 11.2, owner: 'topic' }).send('b', { at: 10.3 }).play(5000)
  test('a later record is stored first when the first has to be sent again', () => {
    const run = cluster({ 'linger.ms': 0, 'enable.idempotence': 'false', 'retry.backoff.ms': 500 }, { ...ONE_PARTITION, topic: { 'min.insync.replicas': 3 } })
      .stop('broker 3', 'crash', { at: 1 }).send('a', { at: 20_000 }).set('min.insync.replicas', 2, { at: 20_001.5, owner: 'topic' }).send('b', { at: 20_000.8 }).play(25_000)
    expect(run.fates().map(({ told, offset, reordered }) => [told, offset, reordered])).toEqual([['acknowledged', 1, true], ['acknowledged', 0, false]])
    expect(lostAndDuplicated(run)).toEqual([0, 0, 1])
  })
  test('one request in flight keeps the order', () => {
    const run = overtaken({ 'enable.idempotence': 'false', 'max.in.flight.requests.per.connection': 1 })
    expect(run.fates().map(({ reordered }) => reordered)).toEqual([false, false])
  })
})

describe('deletion is no loss', () => {
  test('DeleteRecords', () => {
    const run = cluster({ 'linger.ms': 0 }, ONE_PARTITION).send('a', { at: 10 }).send('b', { at: 20 }).do({ type: 'deleteRecords', topic: 't', partition: 0, before: 1 }, { at: 2000 }).play(3000)
    expect(run.fates().map(({ lost, stored }) => [lost?.rule ?? null, stored])).toEqual([['deletion', 0], [null, 1]])
    expect(lostAndDuplicated(run)).toEqual([0, 0, 0])
  })
  test('retention', () => {
    const run = cluster({ 'linger.ms': 0 }, { ...ONE_PARTITION, topic: { 'segment.ms': 1000, 'retention.ms': 3000 }, broker: { 'log.retention.check.interval.ms': 1000 } }).send('a', { at: 10 }).send('b', { at: 20_000 }).play(22_000)
    expect(run.fates().map(({ lost, stored }) => [lost?.rule ?? null, stored])).toEqual([['deletion', 0], [null, 1]])
    expect(run.events[run.fates()[0]!.lost!.event]!.kind).toBe('segmentsDeleted')
  })
  test('compaction: the last record of a key stays', () => {
    const run = cluster({ 'linger.ms': 0 }, { ...ONE_PARTITION, topic: { 'cleanup.policy': 'compact', 'segment.ms': 500, 'min.cleanable.dirty.ratio': 0.01 }, broker: { 'log.cleaner.backoff.ms': 1000 } })
      .send('a', { at: 10 }).send('a', { at: 20 }).send('b', { at: 30 }).send('c', { at: 2000 }).send('c', { at: 4000 }).play(20_000)
    expect(run.fates().map(({ lost, stored }) => [lost?.rule ?? null, stored])).toEqual([['deletion', 0], [null, 1], [null, 1], [null, 1], [null, 1]])
    expect(lostAndDuplicated(run)).toEqual([0, 0, 0])
  })
  test('a topic deleted', () => {
    const run = cluster({ 'linger.ms': 0 }, ONE_PARTITION).send('a', { at: 10 }).do({ type: 'deleteTopic', topic: 't' }, { at: 2000 }).play(3000)
    expect(run.fates()[0]!.lost?.rule).toBe('topicDeleted')
  })
})

test('a loss that nothing allows stops the run, with seed and scenario', () => {
  const { scenario } = cluster({ 'linger.ms': 0 }, { ...ONE_PARTITION, topic: { 'min.insync.replicas': 2 } }).send('a', { at: 10 }).stop('broker 1', 'crash', { at: 600 })
  const simulation = createSimulation(scenario)
  advance(simulation, { untilUs: 599_999 })
  // By a hand that no rule has: the followers no longer have what they said they had.
  for (const { id, replicas } of simulation.state.brokers) if (id !== 1) truncateTo(replicas.get(0)!.log, 0, 0)
  advance(simulation, { untilUs: 20_000_000 })
  const run = runOf(simulation)
  expect(run.fates()[0]!.lost).toEqual({ rule: 'notAllowed', event: run.ofKind('recordLost')[0]!.id })
  expect(() => { assertAllowed(simulation) }).toThrow(/no rule allows it.*seed 7.*"stopNode"/)
})

describe('the guard against losses that nothing allows counts what has been lost, not how often', () => {
  /** By a hand that no rule has, broker 1 alone keeps the record; then it dies, and who leads has not got it. */
  const robbed = (story: Story, robAtMs: number, untilMs: number): Run => {
    const simulation = createSimulation(story.stop('broker 1', 'crash', { at: robAtMs + 1 }).scenario)
    advance(simulation, { untilUs: robAtMs * 1000 })
    for (const { id, replicas } of simulation.state.brokers) if (id !== 1) truncateTo(replicas.get(0)!.log, 0, 0)
    advance(simulation, { untilUs: untilMs * 1000 })
    return runOf(simulation)
  }
  const stored = (elr: boolean): Story => cluster({ 'linger.ms': 0 }, { ...ONE_PARTITION, topic: { 'min.insync.replicas': 2 }, elr }).send('a', { at: 10 })
  test('one broker that loses its power twice is one broker, and one that has copied again has lost nothing', () => {
    const twice = stored(true).stop('broker 3', 'power', { at: 500 }).start('broker 3', { at: 15_000 }).stop('broker 3', 'power', { at: 30_000 })
    expect(losses(robbed(twice, 45_000, 60_000))).toEqual([['notAllowed', 1]])
  })
  test('two that lose it at different times, the first whole again before the second', () => {
    const inTurn = stored(true).stop('broker 3', 'power', { at: 500 }).start('broker 3', { at: 15_000 }).stop('broker 2', 'power', { at: 30_000 }).start('broker 2', { at: 45_000 })
    expect(losses(robbed(inTurn, 60_000, 75_000))).toEqual([['notAllowed', 1]])
  })
  test('without eligible leader replicas: that some broker has lost its power allows nothing while others are in sync', () => {
    expect(losses(robbed(stored(false).stop('broker 3', 'power', { at: 500 }), 15_000, 30_000))).toEqual([['notAllowed', 1]])
  })
  test('without them, who was in sync with others lost it with its power, and was left alone when they died: it leads, allowed', () => {
    const alone = stored(false).stop('broker 3', 'crash', { at: 500 }).stop('broker 1', 'crash', { at: 20_000 }).stop('broker 2', 'power', { at: 20_001 }).start('broker 2', { at: 40_000 }).start('broker 1', { at: 50_000 })
    expect(losses(alone.play(70_000))).toEqual([['lastInSync', 1]])
  })
  test('a controller that does not know the topic yet has no say in how many copies there must be', () => {
    const created = cluster({ 'linger.ms': 0 }, { elr: true, topology: { controllers: 3, topics: [{ name: 't', replicaAssignment: [[1, 2, 3]] }], consumers: [], producers: [{ clientId: 'p', topic: 't' }] } })
      .stop('controller 3', 'crash', { at: 100 }).do({ type: 'createTopic', topic: 'late', replicaAssignment: [[1, 2, 3]], config: { 'min.insync.replicas': 2 } }, { at: 200 })
      .do({ type: 'startProducer', spec: { clientId: 'q', topic: 'late' } }, { at: 2000 }).do({ type: 'send', key: 'a', valueBytes: 5, topic: 'late', producer: 1 }, { at: 3000 })
      .stop('broker 3', 'power', { at: 3500 }).stop('broker 1', 'crash', { at: 20_001 })
    const simulation = createSimulation(created.scenario)
    advance(simulation, { untilUs: 20_000_000 })
    for (const { id, replicas } of simulation.state.brokers) if (id !== 1) truncateTo(replicas.get(1)!.log, 0, 0)
    advance(simulation, { untilUs: 35_000_000 })
    expect(losses(runOf(simulation))).toEqual([['notAllowed', 1]])
  })
})

test('a checkpoint knows everything: the run that goes on from it ends with the same fates', () => {
  const { scenario } = dies(cluster({ 'linger.ms': 0, acks: 1 }, ONE_PARTITION)).start('broker 1', { at: 60_000 })
  const first = createSimulation(scenario)
  advance(first, { untilUs: 15_000 })
  const other = restoreCheckpoint(takeCheckpoint(first))
  for (const simulation of [first, other]) advance(simulation, { untilUs: 90_000_000 })
  expect(runOf(other).fates()).toEqual(runOf(first).fates())
  expect(runOf(other).fates()[0]!.lost).not.toBeNull()
})
