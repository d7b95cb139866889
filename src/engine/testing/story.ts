/**
 * A scenario language for tests, so that they read as stories:
 *   const run = cluster({ 'linger.ms': 5 }).send('a', { at: 0 }).send('b', { at: 2 }).play(20)
 *   run.times('batchDrained')  // [5]
 *   cluster({ acks: '1' }).send('a', { at: 10 }).stop('broker 1', 'crash', { at: 12 }).start('broker 1', { at: 60_000 }).play(90_000).fates()
 * Machines by name: 'broker 2', 'controller 1', 'producer 1', 'consumer 1'. Times are milliseconds of virtual time. Three brokers, one topic `t` of three partitions at replication factor 3, 1 ms each way, no workload.
 */
import {
  advance, assertAllowed, createSimulation, eventCount, eventRows, FIRST_CONSUMER, FIRST_PRODUCER, hashOf, namedEvent, parseScenario, recordFates, sendCount, whyChain,
  type Command, type EventKind, type NamedEvent, type RecordFate, type Scenario, type Simulation,
} from '..'
import { known } from '../kernel/assert'
import { FIRST_CONTROLLER } from '../protocol/nodes'

type Settings = Readonly<Record<string, number | string>>
export interface Run {
  readonly simulation: Simulation
  readonly events: readonly NamedEvent[]
  readonly hash: string
  ofKind(kind: EventKind): readonly NamedEvent[]
  /** When events of a kind happened, ms. */
  times(kind: EventKind): readonly number[]
  /** What became of every record, in order of send(). */
  fates(): readonly RecordFate[]
  /** The kinds of the events that led to this one, itself first. */
  causes(event: number): readonly EventKind[]
}
export type MachineName = `${'broker' | 'controller' | 'producer' | 'consumer'} ${number}`
type LinkState = Omit<Extract<Command, { type: 'setLink' }>, 'type' | 'one' | 'other'>
type DiskState = Omit<Extract<Command, { type: 'setDisk' }>, 'type' | 'broker'>
export interface Story {
  send(key: string | null, options: { at: number; bytes?: number; partition?: number; traced?: boolean }): Story
  set(key: string, value: number | string, options: { at: number; owner?: Extract<Command, { type: 'setConfig' }>['owner'] }): Story
  consumer(groupId: string, options: { at: number }): Story
  /** The application calls flush(), or close() (without a timeout unless told). */
  call(method: 'flush' | 'close', options: { at: number; timeoutMs?: number }): Story
  stop(machine: MachineName, how: Extract<Command, { type: 'stopNode' }>['how'], options: { at: number }): Story
  start(machine: MachineName, options: { at: number }): Story
  /** It stands still, and goes on. */
  freeze(machine: MachineName, options: { at: number }): Story
  thaw(machine: MachineName, options: { at: number }): Story
  /** The link between two machines; without a state it is in order again. */
  link(one: MachineName, other: MachineName, options: { at: number } & LinkState): Story
  disk(machine: MachineName, options: { at: number } & DiskState): Story
  /** Any other command. */
  do(command: Command, options: { at: number }): Story
  /** Plays, and fails if records are lost that nothing allows to be lost. */
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

interface Others {
  readonly network?: Settings
  readonly workload?: Settings
  readonly consumer?: Settings
  readonly topic?: Settings
  readonly broker?: Settings
  readonly topology?: Partial<Scenario['topology']>
  readonly seed?: number
  /** Eligible leader replicas; as in a new cluster unless told. */
  readonly elr?: boolean
}

/** `producer`: settings that differ from Kafka's defaults. */
export function cluster(producer: Settings = {}, others: Others = {}): Story {
  const { network = {}, workload = { 'records.per.second': 0 }, consumer = {}, topic = {}, broker = {}, topology = {}, seed = EMPTY.seed, elr } = others
  return storyOf({
    ...EMPTY, seed, topology: { ...EMPTY.topology, ...topology }, configs: { producer, network, workload, consumer, topic, broker }, ...(elr !== undefined && { features: { 'eligible.leader.replicas.version': elr ? 1 : 0 } }),
  })
}

const FIRST_OF = { broker: 1, controller: FIRST_CONTROLLER, producer: FIRST_PRODUCER, consumer: FIRST_CONSUMER } as const
export function machineNumber(name: MachineName): number {
  const [kind, number] = name.split(' ') as [keyof typeof FIRST_OF, string]
  return FIRST_OF[kind] + Number(number) - 1
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
    stop: (machine, how, { at }) => add(at, { type: 'stopNode', node: machineNumber(machine), how }),
    start: (machine, { at }) => add(at, { type: 'startNode', node: machineNumber(machine) }),
    freeze: (machine, { at }) => add(at, { type: 'freezeNode', node: machineNumber(machine) }),
    thaw: (machine, { at }) => add(at, { type: 'thawNode', node: machineNumber(machine) }),
    link: (one, other, { at, ...state }) => add(at, { type: 'setLink', one: machineNumber(one), other: machineNumber(other), ...state }),
    disk: (machine, { at, ...state }) => add(at, { type: 'setDisk', broker: machineNumber(machine), ...state }),
    do: (command, { at }) => add(at, command),
    consumer: (groupId, { at }) => add(at, { type: 'startConsumer', groupId }),
    play(untilMs) {
      const parsed = parseScenario(scenario)
      if (!parsed.ok) throw new Error(parsed.problems.join('\n'))
      const simulation = createSimulation(parsed.scenario)
      advance(simulation, { untilUs: untilMs * 1000 })
      assertAllowed(simulation)
      return runOf(simulation)
    },
  }
}

export function runOf(simulation: Simulation): Run {
  const rows = eventRows(simulation, 0)
  const events = Array.from({ length: eventCount(simulation) }, (_none, id) => namedEvent(rows, id, id))
  const ofKind = (kind: EventKind): readonly NamedEvent[] => events.filter(event => event.kind === kind)
  return {
    simulation, events, hash: hashOf(simulation), ofKind, times: kind => ofKind(kind).map(({ atUs }) => atUs / 1000),
    fates: () => recordFates(simulation, Array.from({ length: sendCount(simulation) }, (_none, record) => record)).map((fate, record) => known(fate, `the fate of record ${record}`)),
    causes: event => whyChain(simulation, event).map(step => step.event.kind),
  }
}
