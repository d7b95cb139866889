/**
 * Going back and taking another course: branches of one scenario, each with the learner's commands given in it and its checkpoints.
 * To return to an instant: the nearest checkpoint before it, then replay. A change made after going back makes a branch; the old one is kept.
 */
import { advance, assertAllowed, createSimulation, restoreCheckpoint, takeCheckpoint, withScript, type Checkpoint, type Command, type Scenario, type Simulation, type TimedCommand } from '../engine'
import type { Branch } from './messages'

/** A checkpoint is taken when this much has happened since the last one; beyond MOST of them every other one is let go. */
const EVENTS_BETWEEN = 20_000, US_BETWEEN = 500_000, MOST_CHECKPOINTS = 64
/** Of a cluster so large that checkpoints take long and much room: fewer, further apart. */
const SMALL = 40, FEWEST = 8
const sizeOf = ({ state: { brokers, producers, nextPartition } }: Simulation): number => Math.max(1, (brokers.length + producers.length + nextPartition) / SMALL)

interface Line {
  readonly id: number
  readonly parent: number | null
  readonly forkedAtUs: number
  readonly change: string
  /** The learner's commands, in order of time. */
  readonly commands: TimedCommand[]
  readonly checkpoints: Checkpoint[]
  latestUs: number
}

export interface History {
  readonly scenario: Scenario
  readonly lines: Line[]
  current: number
  simulation: Simulation
  eventsAtCheckpoint: number
}

export function beginHistory(scenario: Scenario): History {
  const simulation = createSimulation(scenario)
  const first: Line = { id: 0, parent: null, forkedAtUs: 0, change: '', commands: [], checkpoints: [takeCheckpoint(simulation)], latestUs: 0 }
  return { scenario, lines: [first], current: 0, simulation, eventsAtCheckpoint: 0 }
}

const lineOf = (history: History): Line => history.lines[history.current]!

/** The scenario with a branch's commands in its script; at one instant the scenario's own come first. */
export function scenarioOfBranch({ scenario, lines, current }: History): Scenario {
  const script = [...scenario.script, ...lines[current]!.commands].sort((one, other) => one.atUs - other.atUs)
  return { ...scenario, script }
}

/** Plays on, to `untilUs` or for about `maxEvents`; takes checkpoints on the way. */
export function playOn(history: History, untilUs: number, maxEvents: number, stop: { readonly stopAtVisible?: boolean; readonly stopAtChange?: boolean } = {}): boolean {
  const { simulation } = history
  const { reached } = advance(simulation, { untilUs, maxEvents, ...stop })
  // While the page is developed, a loss that nothing allows stops the run; readers see it in the figures.
  if (import.meta.env.DEV) assertAllowed(simulation)
  const line = lineOf(history)
  line.latestUs = Math.max(line.latestUs, simulation.nowUs)
  keepCheckpoint(history, line)
  return reached
}

function keepCheckpoint(history: History, { checkpoints }: Line): void {
  const { simulation } = history
  const last = checkpoints.at(-1)!
  const events = simulation.state.events.rowCount
  if (simulation.nowUs <= last.nowUs) return
  const size = sizeOf(simulation)
  if (events - history.eventsAtCheckpoint < EVENTS_BETWEEN * Math.min(size, 5) && simulation.nowUs - last.nowUs < US_BETWEEN * size) return
  checkpoints.push(takeCheckpoint(simulation))
  history.eventsAtCheckpoint = events
  if (checkpoints.length > Math.max(FEWEST, MOST_CHECKPOINTS / size)) {
    const kept = checkpoints.filter((_checkpoint, index) => index % 2 === 0)
    checkpoints.splice(0, checkpoints.length, ...kept)
  }
}

const PIECE_EVENTS = 50_000

/** To an instant of this branch, backwards or forwards. */
export function returnTo(history: History, atUs: number): void {
  if (atUs < history.simulation.nowUs) rebuild(history, atUs)
  while (!playOn(history, atUs, PIECE_EVENTS));
}

function rebuild(history: History, atUs: number): void {
  const { checkpoints } = lineOf(history)
  const checkpoint = checkpoints.findLast(one => one.nowUs <= atUs) ?? checkpoints[0]!
  history.simulation = restoreCheckpoint(checkpoint, scenarioOfBranch(history))
  history.eventsAtCheckpoint = checkpoint.state.events.rowCount
}

/** A command at the present instant. After going back it opens a new branch, without what the learner did later. Returns whether it did. */
export function intervene(history: History, command: Command, change: string): boolean {
  const line = lineOf(history)
  const { nowUs } = history.simulation
  const forks = line.latestUs > nowUs
  if (forks) fork(history, line, change)
  const atUs = nowUs + 1
  lineOf(history).commands.push({ atUs, command })
  history.simulation = withScript(history.simulation, scenarioOfBranch(history))
  while (!playOn(history, atUs, PIECE_EVENTS));
  return forks
}

/** Another course with these commands, in order of time: from before the first of them, without what the learner did after that. */
export function branchWith(history: History, commands: readonly TimedCommand[], change: string): void {
  const [first] = commands
  if (first === undefined) return
  returnTo(history, Math.max(0, first.atUs - 1))
  fork(history, lineOf(history), change)
  lineOf(history).commands.push(...commands)
  history.simulation = withScript(history.simulation, scenarioOfBranch(history))
}

function fork(history: History, line: Line, change: string): void {
  const { nowUs } = history.simulation
  history.lines.push({
    id: history.lines.length, parent: line.id, forkedAtUs: nowUs, change,
    commands: line.commands.filter(({ atUs }) => atUs <= nowUs), checkpoints: line.checkpoints.filter(checkpoint => checkpoint.nowUs <= nowUs), latestUs: nowUs,
  })
  history.current = history.lines.length - 1
}

/** To where another branch had got. */
export function changeBranch(history: History, branch: number): void {
  if (history.lines[branch] === undefined) throw new Error(`there is no branch ${branch}`)
  history.current = branch
  const { latestUs } = lineOf(history)
  rebuild(history, latestUs)
  returnTo(history, latestUs)
}

export const branchesOf = ({ lines }: History): readonly Branch[] => lines.map(({ id, parent, forkedAtUs, change, latestUs }) => ({ id, parent, forkedAtUs, change, latestUs }))
export const latestUsOf = (history: History): number => lineOf(history).latestUs
