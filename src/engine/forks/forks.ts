/**
 * Forks of one run: the same scenario and seed with one fault put in at an instant, played until everything has settled; and what then became of one record.
 * The run itself is played once and leaves checkpoints; a fork goes on from the last one before its fault.
 * Simplified: a record is known by its number of send(), or by its place among the traced ones; before its send() a fault that makes send() wait may exchange the numbers of untraced records.
 */
import type { Command } from '../commands'
import { ARG, AT_US, EVENT_CODE, KIND, namedEvent, type EventKind, type NamedEvent } from '../events'
import { known } from '../kernel/assert'
import { cellOf, firstRowAtLeast, hasRow } from '../kernel/columnLog'
import { recordFates } from '../ledger/recordFates'
import type { Scenario } from '../scenario'
import { advance, applyCommand, createSimulation, eventRows, restoreCheckpoint, takeCheckpoint, type Checkpoint, type Simulation } from '../simulation'
import { kindOf, type ForkOutcome, type ForkPlan } from './fateKinds'

export interface ForkBase {
  readonly plan: ForkPlan
  /** Ascending; the first one is before every fault. */
  readonly checkpoints: readonly Checkpoint[]
  readonly record: number
  readonly partition: number
  /** The batch that it went into. */
  readonly batch: number
  /** When send() was called for the record. */
  readonly sentUs: number
  /** The run's own events around the strip: rows of EVENT_STRIDE, from the event `eventsFrom` on. */
  readonly events: Float64Array<ArrayBuffer>
  readonly eventsFrom: number
}

/** So many checkpoints along the strip: a fork plays at most this share of it again before its fault. */
const CHECKPOINTS = 48
const MOST_MOMENTS = 40
/** The run is played on for so long after the last instant: what the record's partition does next belongs to the picture. */
const MARGIN_US = 20_000

/** Plays the run. Null if the record has not been sent, or was refused, by the end of the strip. `scenario` must be valid: `parseScenario` first. */
export function beginForks(scenario: Scenario, plan: ForkPlan): ForkBase | null {
  const simulation = createSimulation(scenario)
  advance(simulation, { untilUs: Math.max(0, plan.fromUs - 1) })
  const checkpoints = [takeCheckpoint(simulation)]
  const everyUs = Math.max(1, Math.ceil((plan.untilUs - plan.fromUs) / CHECKPOINTS))
  for (let atUs = plan.fromUs + everyUs; atUs < plan.untilUs; atUs += everyUs) {
    advance(simulation, { untilUs: atUs })
    checkpoints.push(takeCheckpoint(simulation))
  }
  advance(simulation, { untilUs: plan.untilUs + MARGIN_US })
  const { events, records } = simulation.state
  const record = recordIn(simulation, plan.record)
  const [fate] = recordFates(simulation, [record])
  if (!fate || fate.partition === -1) return null
  const eventsFrom = firstRowAtLeast(events, AT_US, Math.max(0, plan.fromUs - MARGIN_US))
  return { plan, checkpoints, record, partition: fate.partition, batch: cellOf(records, record, 1), sentUs: cellOf(records, record, 0), events: eventRows(simulation, eventsFrom), eventsFrom }
}

/** One fork: its fault at `atUs`, at least 1. */
export function playFork({ plan, checkpoints, partition }: ForkBase, atUs: number): ForkOutcome {
  const fork = restoreCheckpoint(checkpoints.findLast(({ nowUs }) => nowUs < atUs) ?? checkpoints[0]!)
  advance(fork, { untilUs: atUs - 1 })
  const node = struckNode(fork, plan, partition)
  const [fault, end] = node === -1 ? [] : faultOn(plan, node)
  const commands = []
  if (fault) {
    applyCommand(fork, fault)
    commands.push({ atUs, command: fault })
  }
  if (end) {
    const endUs = atUs + plan.restartAfterUs
    advance(fork, { untilUs: endUs - 1 })
    applyCommand(fork, end)
    commands.push({ atUs: endUs, command: end })
  }
  advance(fork, { untilUs: atUs + plan.horizonUs })
  const record = recordIn(fork, plan.record)
  const fate = recordFates(fork, [record])[0] ?? null
  return { atUs, node, kind: kindOf(fate), fate, moments: momentsOf(fork, record, partition, node, fate?.lost?.event ?? -1), commands }
}

/** The record's number in this course of the run; −1 if it has not been sent. */
function recordIn({ state: { events } }: Simulation, record: ForkPlan['record']): number {
  if (record !== 'firstTraced') return record
  for (let row = 0; row < events.rowCount; row++) if (hasRow(events, row) && cellOf(events, row, KIND) === EVENT_CODE.recordSent) return cellOf(events, row, ARG)
  return -1
}

/** Who is there to be struck; −1 nobody: then the fork is the run itself. */
function struckNode({ state }: Simulation, { fault, node }: ForkPlan, partition: number): number {
  const active = state.controllers.filter(({ role, id }) => role === 'leader' && state.hosts.get(id)?.isUp === true).toSorted((one, other) => other.epoch - one.epoch)[0]
  if (fault === 'controller') return active?.id ?? -1
  if (node !== 'leader') return node
  return active?.image.partitions.get(partition)?.leader ?? state.brokers.find(({ replicas }) => replicas.get(partition)?.role === 'leader')?.id ?? -1
}

/** The fault, and what ends it. */
function faultOn({ fault }: ForkPlan, node: number): readonly Command[] {
  switch (fault) {
    case 'crash': case 'controller': return [{ type: 'stopNode', node, how: 'crash' }, { type: 'startNode', node }]
    case 'power': return [{ type: 'stopNode', node, how: 'power' }, { type: 'startNode', node }]
    case 'freeze': return [{ type: 'freezeNode', node }, { type: 'thawNode', node }]
    case 'loseAnswer': return [{ type: 'loseAnswer', broker: node }]
  }
}

const OF_BATCH: readonly EventKind[] = ['batchDrained', 'batchAppended', 'duplicateRecognized', 'batchAcknowledged', 'batchFailed', 'batchRejected', 'batchRequeued']
const OF_PARTITION: readonly EventKind[] = ['leadershipTaken', 'logTruncated']
const OF_NODE: readonly EventKind[] = ['nodeStopped', 'nodeStarted', 'nodeFrozen', 'nodeThawed']
const codesOf = (kinds: readonly EventKind[]): ReadonlySet<number> => new Set(kinds.map(kind => EVENT_CODE[kind]))
const BATCH_CODES = codesOf(OF_BATCH), PARTITION_CODES = codesOf(OF_PARTITION), NODE_CODES = codesOf(OF_NODE)

function momentsOf(simulation: Simulation, record: number, partition: number, node: number, loss: number): readonly NamedEvent[] {
  const { events, records } = simulation.state
  if (!hasRow(records, record)) return []
  const batches = new Set([cellOf(records, record, 1)])
  const moments: NamedEvent[] = []
  for (let row = firstRowAtLeast(events, AT_US, Math.max(0, cellOf(records, record, 0) - MARGIN_US)); row < events.rowCount && moments.length < MOST_MOMENTS; row++) {
    const kind = cellOf(events, row, KIND), subject = cellOf(events, row, ARG), second = cellOf(events, row, ARG + 1)
    if (kind === EVENT_CODE.pieceMade && batches.has(cellOf(events, row, ARG + 2))) batches.add(subject)
    const isOurs = row === loss || kind === EVENT_CODE.controllerElected || (kind === EVENT_CODE.recordRefused && subject === record)
      || (BATCH_CODES.has(kind) && batches.has(subject) && second === partition) || (PARTITION_CODES.has(kind) && subject === partition) || (NODE_CODES.has(kind) && subject === node)
    if (isOurs) moments.push(known(namedEvent(eventRows(simulation, row, row + 1), 0, row), 'the event'))
  }
  return moments
}
