/**
 * What can become of one record in a fork, in one word. Plain data: the page draws and counts these.
 */
import type { NamedEvent } from '../events'
import type { TimedCommand } from '../commands'
import type { RecordFate } from '../ledger/recordFates'

/**
 * safe: told good, stored once, sent once. retried: the same, after more than one attempt. duplicated: stored more than once. lost: told good, and gone.
 * failedStored: told failed, and stored all the same. failedAbsent: told failed or refused, and in no log. unknown: not settled when the fork ended.
 */
export const FATE_KINDS = ['safe', 'retried', 'duplicated', 'lost', 'failedStored', 'failedAbsent', 'unknown'] as const
export type FateKind = (typeof FATE_KINDS)[number]

/** crash: the process is killed. power: and what was not on its disk is gone. freeze: it stands still. loseAnswer: the broker's next answer to a producer is lost. controller: the active controller is killed. */
export const FORK_FAULTS = ['crash', 'power', 'freeze', 'loseAnswer', 'controller'] as const
export type ForkFault = (typeof FORK_FAULTS)[number]

export interface ForkPlan {
  /** By its number, or the first one that is traced. */
  readonly record: number | 'firstTraced'
  readonly fault: ForkFault
  /** Whom it strikes, of brokers: whoever leads the record's partition at that instant, or always the same one. */
  readonly node: 'leader' | number
  /** How long after the fault the machine is started again (or goes on). A lost answer needs nothing. */
  readonly restartAfterUs: number
  /** The first and the last instant of a fault. */
  readonly fromUs: number
  readonly untilUs: number
  /** How long a fork is played after its fault: until restart, sessions, elections and retries are over. */
  readonly horizonUs: number
}

export interface ForkOutcome {
  /** The instant of the fault. */
  readonly atUs: number
  /** The machine it struck. */
  readonly node: number
  readonly kind: FateKind
  /** Null where the record was never sent. */
  readonly fate: RecordFate | null
  /** What happened to the record, its partition's leaders and the machine, in order of time. */
  readonly moments: readonly NamedEvent[]
  /** What makes the run this fork: the fault and its end. */
  readonly commands: readonly TimedCommand[]
}

export function kindOf(fate: RecordFate | null): FateKind {
  if (fate === null || fate.told === 'nothing') return 'unknown'
  if (fate.lost !== null) return 'lost'
  if (fate.stored > 1) return 'duplicated'
  if (fate.told !== 'acknowledged') return fate.stored > 0 ? 'failedStored' : 'failedAbsent'
  if (fate.stored === 0) return 'unknown'
  return fate.attempts > 1 ? 'retried' : 'safe'
}
