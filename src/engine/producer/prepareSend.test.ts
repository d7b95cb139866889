/** A running producer with a partitioner and serializers of its own: where records go, how send() fails, and that a replay is the same run. */
import { beforeAll, describe, expect, test } from 'vitest'
import { advance, createSimulation, failureOf, hashOf, parseScenario, restoreCheckpoint, takeCheckpoint, type Scenario } from '..'
import { loadInterpreter } from '../interpreter/loadInterpreter'
import { cluster, runOf, type Run } from '../testing/story'
import { PARTITIONER_EXAMPLES } from './partitionerExamples'

beforeAll(() => loadInterpreter())

type Producer = Scenario['topology']['producers'][number]
const producing = (producer: Partial<Producer>, settings: Record<string, number | string> = {}) => cluster(settings, { topology: { producers: [{ clientId: 'p', topic: 't', ...producer }] } })
const partitionsOf = (run: Run): number[] => run.ofKind('partitionChosen').map(({ arguments: given }) => given['partition']!)
const failuresOf = (run: Run): string[] => run.ofKind('recordRefused').map(event => { const { reason, exception, message } = failureOf(run.simulation, event); return `${reason}: ${exception}: ${message}` })
const sendAll = (story: ReturnType<typeof cluster>, keys: readonly (string | null)[]) => keys.reduce((so, key, index) => so.send(key, { at: index + 1, traced: true }), story)
const withValue = (story: ReturnType<typeof cluster>, value: string | null): Scenario => ({ ...story.scenario, script: [{ atUs: 1000, command: { type: 'send', key: '7', valueBytes: 0, value, traced: true } }] })
function play(scenario: Scenario, untilMs = 50): Run {
  const parsed = parseScenario(scenario)
  if (!parsed.ok) throw new Error(parsed.problems.join('\n'))
  const simulation = createSimulation(parsed.scenario)
  advance(simulation, { untilUs: untilMs * 1000 })
  return runOf(simulation)
}

describe('partitioner.class', () => {
  test('RoundRobinPartitioner: in the client’s order, whatever the key', () => {
    const run = sendAll(producing({ partitioner: { class: 'org.apache.kafka.clients.producer.RoundRobinPartitioner' } }), ['a', 'a', null, 'b', 'a', 'a', 'a']).play(60)
    expect(partitionsOf(run)).toEqual([1, 0, 2, 1, 0, 2, 1])
    expect(run.ofKind('recordRefused')).toEqual([])
  })
  test('a partition of the record’s own does not take a turn', () => {
    expect(partitionsOf(producing({ partitioner: { class: 'RoundRobinPartitioner' } }).send('a', { at: 1, traced: true }).send('a', { at: 2, partition: 1, traced: true }).send('a', { at: 3, traced: true }).play(50))).toEqual([1, 1, 0])
  })
  test('a function of one’s own', () => {
    expect(partitionsOf(sendAll(producing({ partitioner: { source: 'const partition = ({ key }) => key === null ? 2 : key.length % 2' } }), ['a', 'bb', null, 'ccc']).play(60))).toEqual([1, 0, 2, 1])
  })
  test('its failures are those of send(), and the run goes on', () => {
    const source = 'function partition({ key }) {\n  if (key === "throws") return key.no.thing\n  if (key === "loops") for (;;) {}\n  return Number(key)\n}'
    const run = sendAll(producing({ partitioner: { source } }), ['throws', '-1', 'loops', 'x', '7', '1']).play(60)
    expect(failuresOf(run)).toEqual([
      expect.stringMatching(/^partitioner: TypeError: .*line 2/), 'partitioner: IllegalArgumentException: The partitioner generated an invalid partition number: -1. Partition number should always be non-negative.',
      expect.stringMatching(/^partitioner: StepLimit: .*loop/), expect.stringMatching(/^partitioner: TypeError: partition\(record\) returned NaN/),
      expect.stringMatching(/^partitioner: TimeoutException: Expiring 1 record\(s\) for t-7:120000 ms has passed since batch creation\./),
    ])
    expect(partitionsOf(run)).toEqual([1])
    expect(run.ofKind('batchAcknowledged')).toHaveLength(1)
  })
  test('one that never comes back is asked ten times, then no more: the run stays quick', () => {
    const keys = Array.from({ length: 14 }, (_none, index) => `k${index}`)
    const failures = failuresOf(sendAll(producing({ partitioner: { source: 'function partition() { for (;;) {} }' } }), keys).play(40))
    expect(failures.map(words => words.includes('asked no more'))).toEqual(keys.map((_key, index) => index >= 10))
  })
  test('rewound from any checkpoint, the same log', () => {
    const { scenario } = cluster({}, { workload: { 'records.per.second': 3000 }, topology: { producers: [{ clientId: 'p', topic: 't', partitioner: { source: PARTITIONER_EXAMPLES.find(({ name }) => name === 'Round robin')!.source } }] } })
    const simulation = createSimulation(scenario)
    advance(simulation, { untilUs: 40_000 })
    const checkpoint = takeCheckpoint(simulation)
    advance(simulation, { untilUs: 90_000 })
    const again = restoreCheckpoint(checkpoint)
    advance(again, { untilUs: 90_000 })
    expect(hashOf(again)).toBe(hashOf(simulation))
    const without = createSimulation({ ...scenario, topology: { ...scenario.topology, producers: [{ clientId: 'p', topic: 't' }] } })
    advance(without, { untilUs: 90_000 })
    expect(hashOf(without)).not.toBe(hashOf(simulation))
  })
  test('a client built anew begins to count anew', () => {
    const run = producing({ partitioner: { class: 'RoundRobinPartitioner' } }).send('a', { at: 1, traced: true }).set('buffer.memory', 65536, { at: 20 }).send('a', { at: 200, traced: true }).play(300)
    expect(partitionsOf(run)).toEqual([1, 1])
  })
})

describe('serializers', () => {
  test('a typed value has the size its serializer gives it', () => {
    const run = play(withValue(producing({ 'value.serializer': 'IntegerSerializer' }), '35'))
    expect(run.ofKind('recordSerialized')[0]?.arguments).toMatchObject({ keyBytes: 1, valueBytes: 4 })
  })
  test('null is a tombstone', () => { expect(play(withValue(producing({}), null)).ofKind('recordSent')[0]?.arguments).toMatchObject({ valueBytes: -1 }) })
  test('one that cannot: send() throws before partition and memory, and nothing is in any batch', () => {
    const run = play(withValue(producing({ 'value.serializer': 'org.apache.kafka.common.serialization.IntegerSerializer', partitioner: { class: 'RoundRobinPartitioner' } }), 'hello'))
    expect(failuresOf(run)).toEqual(['serialization: SerializationException: Can\'t convert value of class java.lang.String to class org.apache.kafka.common.serialization.IntegerSerializer specified in value.serializer'])
    expect([run.ofKind('partitionChosen'), run.ofKind('batchOpened'), run.simulation.state.producers[0]!.partitionerCalls]).toEqual([[], [], [0]])
  })
  test('keys are hashed as their serializer writes them: the Integer 1 goes to partition 0, the text to another', () => {
    const go = (serializer: string) => partitionsOf(sendAll(producing({ 'key.serializer': serializer }), ['1', '42', '-1']).play(40))
    expect(go('Integer')).toEqual([-173_113_808, 1_606_757_304, 644_171_429].map(hash => (hash & 0x7fffffff) % 3))
    expect(go('String')).not.toEqual(go('Integer'))
  })
  test('a key it refuses fails every time, the others go on', () => { expect(failuresOf(sendAll(producing({ 'key.serializer': 'Long' }), ['1', 'rider-7', '2', 'rider-7']).play(40))).toHaveLength(2) })
})

test.each<[Partial<Producer>, string]>([
  [{ partitioner: { class: 'org.apache.kafka.clients.producer.internals.DefaultPartitioner' } }, 'Invalid value org.apache.kafka.clients.producer.internals.DefaultPartitioner for configuration partitioner.class: Class org.apache.kafka.clients.producer.internals.DefaultPartitioner could not be found.'],
  [{ partitioner: { source: 'x'.repeat(4001) } }, 'at most 4000 characters'], [{ partitioner: {} as never }, 'must be { "class"'], [{ 'key.serializer': 'Telepathy' }, 'Invalid value Telepathy for configuration key.serializer: Class Telepathy could not be found.'],
])('a scenario with %j is refused', (producer, words) => {
  const parsed = parseScenario(producing(producer).scenario)
  expect(parsed.ok ? '' : parsed.problems.join()).toContain(words)
})
