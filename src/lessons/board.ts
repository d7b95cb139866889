/** A challenge about several things at once: what is chosen for each of them, and what each has to keep to. Pure. */
import type { Scenario } from '../engine/pageFace'
import type { Evidence, Setting } from './lesson'

/** A run as it is judged. */
export type Played = Pick<Evidence, 'figures' | 'view' | 'events' | 'scenario'>

/** One setting of one topic or producer, chosen for a row of the board. */
export interface Choice extends Omit<Setting, 'value'> {
  readonly row: string
  readonly of: string
  /** As texts of the settings' values, in order. */
  readonly options: readonly string[]
}
/** What every row has to keep to; `name` is a key of the step's `names`, and of its `refusals`. */
export interface Limit {
  readonly name: string
  /** How far a row may go, in words. */
  allows(row: string): string
  /** What a run shows of a row, in words. */
  of(run: Played, row: string): string
  keeps(run: Played, row: string): boolean
}
export interface Board {
  /** Keys of the step's `names`, or names of topics. */
  readonly rows: readonly string[]
  /** Of each row the same keys, in the same order. */
  readonly choices: readonly Choice[]
  readonly limits: readonly Limit[]
}

export const choicesOf = ({ choices }: Board, row: string): readonly Choice[] => choices.filter(choice => choice.row === row)

/** What stands in a scenario for a choice. */
export function chosenIn({ topology, configs }: Scenario, { owner, of, key }: Choice): string {
  const topic = topology.topics.find(({ name }) => owner === 'topic' && name === of)
  if (topic && key === REPLICATION_FACTOR) return String(topic.replicaAssignment[0]!.length)
  const own = topic ?? topology.producers.find(({ clientId }) => owner === 'producer' && clientId === of)
  return String(own?.config?.[key] ?? configs[owner]?.[key])
}

/** The first limit that a row breaks, by rows; undefined if all are kept. */
export function firstBroken({ rows, limits }: Board, run: Played): { readonly row: string; readonly limit: Limit } | undefined {
  for (const row of rows) for (const limit of limits) if (!limit.keeps(run, row)) return { row, limit }
  return undefined
}

/** As `kafka-topics.sh --replication-factor`: not a setting of Kafka's, but set when a topic is created. */
export const REPLICATION_FACTOR = 'replication.factor'
