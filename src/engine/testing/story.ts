/**
 * A scenario language for tests, so that they read as stories:
 *   const run = cluster({ 'linger.ms': 5 }).send('a', { at: 0 }).send('b', { at: 2 }).play(20)
 *   run.times('batchDrained')  // [5]
 * Times are milliseconds of virtual time. Three brokers, one topic `t` of three partitions at replication factor 3, 1 ms each way, no workload.
 */
import { advance, createSimulation, eventCount, eventRows, hashOf, namedEvent, parseScenario, type Command, type EventKind, type NamedEvent, type Scenario, type Simulation } from '..'

type Settings = Readonly<Record<string, number | string>>
export interface Run {
  readonly simulation: Simulation
  readonly events: readonly NamedEvent[]
  readonly hash: string
  ofKind(kind: EventKind): readonly NamedEvent[]
  /** When events of a kind happened, ms. */
  times(kind: EventKind): readonly number[]
}
export interface Story {
  send(key: string | null, options: { at: number; bytes?: number; partition?: number; traced?: boolean }): Story
  set(key: string, value: number | string, options: { at: number; owner?: 'producer' | 'network' | 'workload' | 'consumer' }): Story
  consumer(groupId: string, options: { at: number }): Story
  /** The application calls flush(), or close() (without a timeout unless told). */
  call(method: 'flush' | 'close', options: { at: number; timeoutMs?: number }): Story
  play(untilMs: number): Run
  readonly scenario: Scenario
}

const EMPTY: Scenario = {
  version: 1, kafka: '4.4', seed: 7,
  topology: {
    brokers: [1, 2, 3], topics: [{ name: 't', replicaAssignment: [[1, 2, 3], [2, 3, 1], [3, 1, 2]] }], producers: [{ clientId: 'p', topic: 't' }],
    consumers: [{ clientId: 'c', groupId: 'g', topic: 't' }],
  },
  configs: {}, workload: { arrivals: 'constant', startUs: 0 }, script: [],
}

/** `producer`: settings that differ from Kafka's defaults. */
export function cluster(producer: Settings = {}, others: { network?: Settings; workload?: Settings; consumer?: Settings; topic?: Settings; topology?: Partial<Scenario['topology']>; seed?: number } = {}): Story {
  const { network = {}, workload = { 'records.per.second': 0 }, consumer = {}, topic = {}, topology = {}, seed = EMPTY.seed } = others
  return storyOf({ ...EMPTY, seed, topology: { ...EMPTY.topology, ...topology }, configs: { producer, network, workload, consumer, topic } })
}

function storyOf(scenario: Scenario): Story {
  const add = (atMs: number, command: Command): Story => storyOf({
    ...scenario, script: [...scenario.script, { atUs: Math.round(atMs * 1000), command }].toSorted((one, other) => one.atUs - other.atUs),
  })
  return {
    scenario,
    send: (key, { at, bytes = 10, partition, traced }) => add(at, { type: 'send', key, valueBytes: bytes, ...(partition !== undefined && { partition }), ...(traced !== undefined && { traced }) }),
    set: (key, value, { at, owner = 'producer' }) => add(at, { type: 'setConfig', owner, key, value }),
    call: (method, { at, timeoutMs }) => add(at, method === 'flush' ? { type: 'flush' } : { type: 'close', ...(timeoutMs !== undefined && { timeoutMs }) }),
    consumer: (groupId, { at }) => add(at, { type: 'startConsumer', groupId }),
    play(untilMs) {
      const parsed = parseScenario(scenario)
      if (!parsed.ok) throw new Error(parsed.problems.join('\n'))
      const simulation = createSimulation(parsed.scenario)
      advance(simulation, { untilUs: untilMs * 1000 })
      return runOf(simulation)
    },
  }
}

export function runOf(simulation: Simulation): Run {
  const rows = eventRows(simulation, 0)
  const events = Array.from({ length: eventCount(simulation) }, (_none, id) => namedEvent(rows, id, id))
  const ofKind = (kind: EventKind): readonly NamedEvent[] => events.filter(event => event.kind === kind)
  return { simulation, events, hash: hashOf(simulation), ofKind, times: kind => ofKind(kind).map(({ atUs }) => atUs / 1000) }
}
