/**
 * The loop: take the next due task, set the clock, run one rule. And what surrounds it: commands, checkpoints, the log's columns and hash.
 * Everything is synchronous and depends on the scenario alone; how far one call advances changes nothing.
 */
import { addConsumer, addProducer, createCluster, type ClusterState } from './cluster'
import { commandProblems, unknownNames } from './commandChecks'
import type { Scenario } from './scenario'
import type { Command, TimedCommand } from './commands'
import { configConflict, configsAt, producerConfigAt } from './configsInForce'
import { createDispatch, type Dispatch, type Prober, type StandIn } from './dispatch'
import { ARG, EVENT_CODE, KIND, CHANGE_KINDS, VISIBLE_KINDS } from './events'
import { cellOf, copyRows, firstRowKept, hasRow } from './kernel/columnLog'
import { copyState } from './kernel/copyState'
import { dequeue, nextDueUs, nextPhase, PHASE } from './kernel/eventQueue'
import { known } from './kernel/assert'
import { parseConfigValue } from './config/configTable'
import { CONFIG_TABLES } from './config/tables'
import { hashText } from './kernel/rollingHash'
import { applySettings, isAdministration, runAdministration } from './administration'
import { startConsumer } from './consumer/fetcher'
import { changeConsumerConfig } from './consumer/leaders'
import { applyFault } from './faults'
import { sendFromScript } from './producer/application'
import { changeProducerConfig } from './producer/changeConfig'
import { close, flush } from './producer/sender'
import { isForController } from './protocol/messages'
import { changeWorkload } from './producer/workload'

export interface Simulation {
  /** With the live commands in its script. */
  readonly scenario: Scenario
  readonly state: ClusterState
  readonly dispatch: Dispatch
  /** Everything up to and including this instant has happened. */
  readonly nowUs: number
}
export interface AdvanceResult {
  readonly nowUs: number
  /** False if `maxEvents` ended the call before `untilUs`. */
  readonly reached: boolean
  /** Events emitted in this call. */
  readonly events: number
}
export interface Checkpoint {
  readonly nowUs: number
  readonly scenario: Scenario
  readonly state: ClusterState
}

/** A run at its beginning. `scenario` must be valid: `parseScenario` first. `standIn` takes the brokers' place; a `prober` is one more client. */
export function createSimulation(scenario: Scenario, standIn: StandIn | null = null, prober: Prober | null = null): Simulation {
  const simulation = simulationOf(copyState(scenario), createCluster(scenario), standIn, prober)
  simulation.dispatch.begin()
  return simulation
}

function simulationOf(scenario: Scenario, state: ClusterState, standIn: StandIn | null = null, prober: Prober | null = null): Simulation {
  return { scenario, state, dispatch: createDispatch(scenario, state, standIn, prober), get nowUs() { return state.nowUs } }
}

/**
 * Plays to `untilUs` (inclusive), or until at least `maxEvents` events were emitted (the instant under way is then finished), or, with
 * `stopAtVisible`, to the end of the first instant that has an event of a visible kind; with `stopAtChange`, one at which the cluster changes.
 * Commands of the script come before everything else of their instant but the ends of blocking waits.
 */
export function advance(simulation: Simulation, options: { untilUs: number; maxEvents?: number; stopAtVisible?: boolean; stopAtChange?: boolean }): AdvanceResult {
  const { state, scenario: { script }, dispatch } = simulation
  const { queue } = state
  const before = state.events.rowCount
  const limit = before + (options.maxEvents ?? Infinity)
  let untilUs = options.untilUs
  let looked = before
  for (;;) {
    const commandUs = state.appliedCommands < script.length ? script[state.appliedCommands]!.atUs : Infinity
    const taskUs = nextDueUs(queue)
    const dueUs = Math.min(commandUs, taskUs)
    if (dueUs > untilUs) break
    state.nowUs = dueUs
    if (commandUs < taskUs || (commandUs === taskUs && nextPhase(queue) >= PHASE.command)) runCommand(simulation, script[state.appliedCommands]!.command)
    else {
      const slot = dequeue(queue)
      dispatch.run(queue.task[slot]!, queue.node[slot]!, queue.first[slot]!, queue.second[slot]!)
    }
    if (state.events.rowCount >= limit) untilUs = dueUs
    else if (options.stopAtChange === true) {
      for (; looked < state.events.rowCount; looked++) if (isChange[cellOf(state.events, looked, KIND)] === 1) untilUs = dueUs
    } else if (options.stopAtVisible === true) {
      for (; looked < state.events.rowCount; looked++) {
        if (isVisible[cellOf(state.events, looked, KIND)] === 1 && !isOfControllers(state, looked)) untilUs = dueUs
      }
    }
  }
  state.nowUs = Math.max(state.nowUs, untilUs)
  return { nowUs: state.nowUs, reached: untilUs === options.untilUs, events: state.events.rowCount - before }
}

/** A setting of one topic, as its table has it. */
function parsedValue({ owner, key, value }: Extract<Command, { type: 'setConfig' }>, version: Scenario['kafka']): number | string {
  const parsed = parseConfigValue(CONFIG_TABLES[owner], key, value, version)
  return parsed.ok ? parsed.value : value
}

const isVisible = new Uint8Array(256)
for (const kind of VISIBLE_KINDS) isVisible[EVENT_CODE[kind]] = 1
const isChange = new Uint8Array(256)
for (const kind of CHANGE_KINDS) isChange[EVENT_CODE[kind]] = 1
/** What brokers and controllers say to each other all the time is no step of a run. */
const MESSAGE_KINDS = [EVENT_CODE.requestReceived, EVENT_CODE.responseSent, EVENT_CODE.responseReceived]
const isOfControllers = ({ events }: ClusterState, row: number): boolean => MESSAGE_KINDS.includes(cellOf(events, row, KIND)) && isForController(cellOf(events, row, ARG + 1))

/**
 * A live command, stamped with the first instant not yet simulated and added to the script at its place in time.
 * Returns that instant. Throws with the problem in words if the command is not valid (the page parses first).
 */
export function applyCommand(simulation: Simulation, command: Command): number {
  const { scenario } = simulation
  const atUs = simulation.state.nowUs + 1
  const script = scenario.script as TimedCommand[]
  const problems = [...commandProblems(command, scenario.kafka), ...unknownNames(command, scenario.topology, script)]
  const conflict = problems.length === 0 ? configConflict({ ...scenario, script: [...script.filter(timed => timed.atUs <= atUs), { atUs, command }] }) : null
  if (conflict !== null) problems.push(conflict)
  if (problems.length > 0) throw new Error(problems.join('; '))
  const later = script.findIndex(timed => timed.atUs > atUs)
  script.splice(later === -1 ? script.length : later, 0, { atUs, command })
  return atUs
}

function runCommand(simulation: Simulation, command: Command): void {
  const { state, scenario, dispatch } = simulation
  const event = dispatch.world.emit('commandApplied', state.rootEvent, state.appliedCommands++)
  state.rootEvent = event
  if (command.type === 'setConfig') setConfig(simulation, command)
  else if (command.type === 'send' || command.type === 'flush' || command.type === 'close') {
    const producer = known(state.producers[command.producer ?? 0], 'the producer')
    const effects = dispatch.effectsOf(producer.node)
    if (command.type === 'send') sendFromScript(producer, effects, state.topics, command, event)
    else if (command.type === 'flush') flush(producer, effects, event)
    else close(producer, effects, command.timeoutMs ?? Infinity, event)
  } else if (isAdministration(command)) runAdministration(state, dispatch.effectsOf, command, event)
  else if (command.type === 'startProducer') dispatch.startProducer(addProducer(state, scenario, command.spec))
  else if (command.type !== 'startConsumer') applyFault(state, dispatch.effectsOf, command, event)
  else {
    const consumer = addConsumer(state, scenario, { clientId: `${command.groupId}-1`, groupId: command.groupId, ...(command.config !== undefined && { config: command.config }) })
    startConsumer(consumer, dispatch.effectsOf(consumer.node), event)
  }
}

function setConfig({ state, scenario, dispatch }: Simulation, command: Extract<Command, { type: 'setConfig' }>): void {
  state.configs = configsAt(scenario, state.nowUs, state.appliedCommands)
  state.changedUs = state.nowUs
  state.network.latencyUs = state.configs.network['latency.us']
  state.network.bandwidthBytesPerSecond = state.configs.network['bandwidth.bytes.per.second']
  if (command.topic !== undefined) state.topicConfigs.set(command.topic, { ...state.topicConfigs.get(command.topic), [command.key]: parsedValue(command, scenario.kafka) })
  applySettings(state, dispatch.effectsOf, state.rootEvent)
  for (const consumer of state.consumers) changeConsumerConfig(consumer, dispatch.effectsOf(consumer.node), state.configs.consumer)
  for (const producer of state.producers) {
    const effects = dispatch.effectsOf(producer.node)
    if (command.owner === 'producer') changeProducerConfig(producer, effects, producerConfigAt(scenario, state.nowUs, state.appliedCommands, producer.ownConfig), command.key, state.rootEvent)
    if (command.owner === 'workload') changeWorkload(producer, effects, state.configs.workload)
  }
}

export function takeCheckpoint(simulation: Simulation): Checkpoint {
  return { nowUs: simulation.nowUs, scenario: copyState(simulation.scenario), state: copyState(simulation.state) }
}

/**
 * A run that goes on from a checkpoint; the checkpoint itself stays as it is. With `scenario` (the same one, with another script after the
 * checkpoint's instant) it takes another course from there: that is how a branch is made.
 */
export function restoreCheckpoint(checkpoint: Checkpoint, scenario: Scenario = checkpoint.scenario): Simulation {
  return simulationOf(copyState(scenario), copyState(checkpoint.state))
}

/** The same run with another script after its instant. The given one is not to be used any more: both would have one state. */
export const withScript = (simulation: Simulation, scenario: Scenario): Simulation => simulationOf(copyState(scenario), simulation.state)

export const eventCount = (simulation: Simulation): number => simulation.state.events.rowCount
/** The first event still in the window. */
export const firstEventKept = (simulation: Simulation): number => firstRowKept(simulation.state.events)
/** A copy of the rows from event `fromId` to before `toId` (default: all), as far as they are kept. */
export const eventRows = (simulation: Simulation, fromId: number, toId = eventCount(simulation)): Float64Array<ArrayBuffer> =>
  copyRows(simulation.state.events, fromId, toId)
/** The hash of the whole log so far: 32 hex digits. */
export const hashOf = (simulation: Simulation): string => hashText(simulation.state.hash)

/** How many records send() has let in or refused so far. */
export const sendCount = (simulation: Simulation): number => simulation.state.records.rowCount
/** The batch that send() put a record into; −1: it was refused, or is further back than the run remembers. */
export const batchOfRecord = ({ state: { records } }: Simulation, record: number): number => (hasRow(records, record) ? cellOf(records, record, 1) : -1)
/** When send() was called, for records from `fromRecord` on, as far as they are kept. */
export function sentUsSince(simulation: Simulation, fromRecord: number): Float64Array<ArrayBuffer> {
  const rows = copyRows(simulation.state.records, fromRecord, sendCount(simulation))
  return rows.filter((_value, index) => index % 2 === 0)
}
