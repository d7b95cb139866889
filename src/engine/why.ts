/**
 * "Why?": the chain of causes that ends in an event, newest first, with the facts of this run that a sentence about it needs.
 * The chain is what the rules recorded as they ran; nothing is inferred here but the facts.
 */
import { API_KEYS, ARG, AT_US, CONNECTION_LOST_BY, DRAIN_REASONS, EVENT_CODE, KIND, namedEvent, PARTITION_RULES, type NamedEvent } from './events'
import { failureOf } from './failures'
import { refusalWords } from './refusalWords'
import { cellOf, copyRows, hasRow } from './kernel/columnLog'
import { nodeName } from './nodeNames'
import { hasTopic, partitionName } from './protocol/topics'
import { errorName } from './protocol/produceErrors'
import type { Command } from './commands'
import type { Simulation } from './simulation'

export interface WhyStep {
  readonly event: NamedEvent
  /**
   * By kind: `nodeName` always; `partitionName` where there is more than one topic; `otherName` of a peer (to, from, follower, leader, broker, voter, candidate, controller); `api`; `reason`, `rule`; of a batch `oldestSentUs`,
   * `records`, `correlationId`, `baseOffset`, `lastOffset` as far as known; `acks` as the request asked; of a command its fields, and as `target` the name of the machine it is about; `groupId`.
   */
  readonly facts: Readonly<Record<string, number | string>>
}

const LONGEST_CHAIN = 60
/** How far around an event its batch's other events are looked for. */
const LOOK_ROWS = 4000

/** Empty if the event is not (or no longer) in the window. */
export function whyChain(simulation: Simulation, event: number): readonly WhyStep[] {
  const steps: WhyStep[] = []
  const { events } = simulation.state
  for (let id = event; steps.length < LONGEST_CHAIN && id >= 0 && hasRow(events, id);) {
    const named = namedEvent(copyRows(events, id, id + 1), 0, id)
    steps.push({ event: named, facts: factsOf(simulation, named) })
    id = named.cause
  }
  return steps
}

/** Which arguments of an event are the number of a peer. */
function peersOf(kind: NamedEvent['kind']): readonly string[] {
  if (kind === 'highWatermarkAdvanced') return []
  return ['logTruncated', 'positionReset', 'segmentsDeleted', 'logCleaned', 'logFlushed'].includes(kind) ? ['leader'] : ['to', 'from', 'follower', 'leader', 'broker', 'voter', 'candidate', 'controller', 'other']
}

function factsOf(simulation: Simulation, event: NamedEvent): Record<string, number | string> {
  const { arguments: given } = event
  const facts: Record<string, number | string> = { nodeName: nodeName(simulation, event.node) }
  for (const peer of peersOf(event.kind)) {
    if (given[peer] !== undefined) facts['otherName'] = nodeName(simulation, given[peer])
  }
  const { topics } = simulation.state
  if (topics.length > 1 && given['partition'] !== undefined && hasTopic(topics, given['partition'])) facts['partitionName'] = partitionName(topics, given['partition'])
  if (given['one'] !== undefined) facts['oneName'] = nodeName(simulation, given['one'])
  if (given['api'] !== undefined) facts['api'] = API_KEYS[given['api']]!
  if (event.kind === 'batchDrained') facts['reason'] = DRAIN_REASONS[given['reason']!]!
  if (event.kind === 'recordRefused' || event.kind === 'batchFailed') Object.assign(facts, failureOf(simulation, event))
  if (event.kind === 'connectionLost') facts['reason'] = CONNECTION_LOST_BY[given['by']!]!
  if (given['error'] !== undefined) facts['error'] = errorName(given['error'])
  if (event.kind === 'commandAnswered') facts['words'] = refusalWords(given, simulation.scenario)
  if (event.kind === 'partitionChosen') facts['rule'] = PARTITION_RULES[given['rule']!]!
  if (given['group'] !== undefined) facts['groupId'] = simulation.state.groups[given['group']] ?? ''
  if (given['key'] !== undefined) facts['keyText'] = simulation.state.producers[0]!.application.keys.texts[given['key']] ?? ''
  if (given['batch'] !== undefined) Object.assign(facts, batchFacts(simulation, event.id, given['batch']))
  if (event.kind === 'commandApplied') Object.assign(facts, commandFacts(simulation, simulation.scenario.script[given['command']!]?.command))
  return facts
}

function commandFacts(simulation: Simulation, command: Command | undefined): Record<string, number | string> {
  if (command === undefined) return {}
  const facts: Record<string, number | string> = {}
  for (const [name, value] of Object.entries(command)) facts[name === 'type' ? 'command' : name] = typeof value === 'number' || typeof value === 'string' ? value : value === null ? '' : String(value)
  const target = 'node' in command ? command.node : 'broker' in command ? command.broker : 'one' in command ? command.one : undefined
  if (target !== undefined) facts['target'] = nodeName(simulation, target)
  if ('other' in command) facts['otherTarget'] = nodeName(simulation, command.other)
  return facts
}

/** What is known of a batch at an event: when it was opened, how many records it took, where it stands in the log. */
function batchFacts({ state: { events } }: Simulation, id: number, batch: number): Record<string, number> {
  const facts: Record<string, number> = {}
  const from = Math.max(0, id - LOOK_ROWS), to = Math.min(events.rowCount, id + LOOK_ROWS)
  for (let row = id; row >= from && hasRow(events, row); row--) {
    const kind = cellOf(events, row, KIND)
    if (cellOf(events, row, ARG) !== batch) continue
    if (kind === EVENT_CODE.batchDrained) facts['drainedUs'] = cellOf(events, row, AT_US)
    if (kind === EVENT_CODE.batchOpened) { facts['oldestSentUs'] = cellOf(events, row, AT_US); facts['oldestRecord'] = cellOf(events, row, ARG + 2); break }
  }
  for (let row = from; row < to; row++) {
    if (!hasRow(events, row) || cellOf(events, row, ARG) !== batch) continue
    const kind = cellOf(events, row, KIND)
    if (kind === EVENT_CODE.batchDrained) facts['records'] = cellOf(events, row, ARG + 3)
    else if (kind === EVENT_CODE.batchAppended) { facts['baseOffset'] = cellOf(events, row, ARG + 2); facts['lastOffset'] = cellOf(events, row, ARG + 3); break }
  }
  return facts
}
