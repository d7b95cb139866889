/** A line of the log: who, and an event's arguments, in Kafka's words where a number stands for something. Pure. */
import {
  API_KEYS, CONNECTION_LOST_BY, CUTS, DRAIN_REASONS, EVENT_ARGUMENTS, FAILURES, FIRST_CONSUMER, FIRST_CONTROLLER, FIRST_PRODUCER, LOSS_RULES, PARTITION_RULES, READ_REPLICA_ENDS, REFUSALS, STOPS_OF_A_NODE, isBroker, isConsumer, isController,
  isProducer, OUTSIDE, type EventKind, type NamedEvent,
} from '../../engine/pageFace'
import { grouped } from '../../engine/kernel/units'
import { errorText } from '../ladder/errorText'

/** Names, where there are several producers or topics. */
export interface LogNames { readonly producers: readonly string[]; readonly partitions: readonly string[] }

export function nodeWords(node: number, { producers }: LogNames): string {
  if (isBroker(node)) return `broker ${node}`
  if (isProducer(node)) return producers[node - FIRST_PRODUCER] ?? 'producer'
  if (isConsumer(node)) return `consumer ${node - FIRST_CONSUMER + 1}`
  if (isController(node)) return `controller ${node - FIRST_CONTROLLER + 1}`
  return node < OUTSIDE ? 'nobody' : node === OUTSIDE ? 'scenario' : 'administrator'
}

const MACHINES = /^(follower|broker|consumer|node|one|other|voter|candidate|controller|replica|leader|leaderBefore)$/
const YES_OR_NO = /^(is[A-Z]|forced$|granted$)/
/** Lists that an argument is a place in; the same name may mean another list in another kind. */
const LISTS: Readonly<Record<string, (kind: EventKind) => readonly string[] | undefined>> = {
  api: () => API_KEYS, how: () => STOPS_OF_A_NODE, cut: () => CUTS, by: () => CONNECTION_LOST_BY, failure: () => FAILURES,
  reason: kind => (kind === 'recordRefused' ? REFUSALS : DRAIN_REASONS), rule: kind => (kind === 'recordLost' ? LOSS_RULES : PARTITION_RULES), why: kind => (kind === 'readReplicaLeft' ? READ_REPLICA_ENDS : undefined),
}

function argumentWords(kind: EventKind, name: string, value: number, names: LogNames): string {
  if (kind === 'highWatermarkAdvanced' && name === 'leader') return value === 1 ? 'on the leader' : 'on a follower'
  const words = LISTS[name]?.(kind)?.[value]
  if (words !== undefined) return `${name} ${words}`
  if (name === 'partition') return `${name} ${names.partitions[value] ?? value}`
  if (name === 'error') return `${name} ${errorText(value)}`
  // From one machine to another goes a message; everything else goes from one offset to another.
  if (MACHINES.test(name) || (/^(from|to)$/.test(name) && (EVENT_ARGUMENTS[kind] as readonly string[]).includes('message'))) return `${name} ${nodeWords(value, names)}`
  if (YES_OR_NO.test(name)) return `${name} ${value === 1 ? 'yes' : 'no'}`
  if (name.endsWith('Us')) return `${name.slice(0, -2)} ${grouped(value / 1000, 3)}\u00a0ms`
  return `${name} ${value}`
}

export const argumentsInWords = (event: NamedEvent, names: LogNames): string => EVENT_ARGUMENTS[event.kind].map(name => argumentWords(event.kind, name, event.arguments[name]!, names)).join(' · ')
