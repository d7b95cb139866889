/**
 * A fate strip: one record's fate over every instant at which something could have gone wrong, one fork of the run for each. Loss becomes a width.
 * Forks stand every `stepUs`; where two neighbours differ, the instant between them is looked for to the microsecond.
 * Simplified: what begins and ends between two forks of the same fate is not seen.
 */
import { FATE_KINDS, type FateKind, type ForkOutcome, type ForkPlan, type Scenario } from '../engine/pageFace'
import type { Setting } from './lesson'

/** The same run with these settings from its beginning; `name` is what its strip is called: "acks=1". */
export interface FateVariant { readonly name: string; readonly sets: readonly Setting[] }
export interface FateStripSpec extends ForkPlan {
  /** In the forks the application's own workload ends here, so that a busy run's forks are played soon; what a script sends is sent. */
  readonly quietFromUs?: number
  readonly stepUs: number
  readonly variants: readonly FateVariant[]
}

/** From its first instant to before `untilUs`. */
export interface FateStretch { readonly kind: FateKind; readonly fromUs: number; readonly untilUs: number }
export interface FateStrip {
  readonly name: string
  readonly scenario: Scenario
  /** The record, its batch and partition, and when send() was called for it; −1 until the run has been played. */
  readonly record: number
  readonly batch: number
  readonly partition: number
  readonly sentUs: number
  /** The forks played so far, ascending. */
  readonly forks: readonly ForkOutcome[]
  readonly stretches: readonly FateStretch[]
  /** Every column has been played and every edge found. */
  readonly isWhole: boolean
  /** Why there is none, in words; null if there is. */
  readonly problem: string | null
  /** The run's own events around the strip: rows, from the event `eventsFrom` on. */
  readonly events: Float64Array
  readonly eventsFrom: number
}

/** What is forked. */
export const forkedScenario = (scenario: Scenario, { quietFromUs }: Pick<FateStripSpec, 'quietFromUs'>): Scenario =>
  (quietFromUs === undefined ? scenario : { ...scenario, workload: { ...scenario.workload, stopUs: Math.min(quietFromUs, scenario.workload.stopUs ?? Infinity) } })

export const columnInstants = ({ fromUs, untilUs, stepUs }: Pick<FateStripSpec, 'fromUs' | 'untilUs' | 'stepUs'>): readonly number[] =>
  Array.from({ length: Math.max(0, Math.floor((untilUs - fromUs) / stepUs) + 1) }, (_none, index) => fromUs + index * stepUs)

/** The same instants so that the whole strip is there soon, coarsely, and then ever finer. */
export function coarseFirst(instants: readonly number[]): readonly number[] {
  const taken = new Set<number>(), order: number[] = []
  for (let stride = 32; stride >= 1; stride /= 2) {
    for (let index = 0; index < instants.length; index += stride) {
      if (taken.has(index)) continue
      taken.add(index)
      order.push(instants[index]!)
    }
  }
  return order
}

type Fated = Pick<ForkOutcome, 'atUs' | 'kind'>

/** What holds from each fork to the next; the last one holds to `untilUs`. Forks ascend. */
export function stretchesOf(forks: readonly Fated[], untilUs: number): readonly FateStretch[] {
  const stretches: { kind: FateKind; fromUs: number; untilUs: number }[] = []
  for (const { atUs, kind } of forks) {
    const last = stretches.at(-1)
    if (last?.kind === kind) continue
    if (last) last.untilUs = atUs
    stretches.push({ kind, fromUs: atUs, untilUs })
  }
  return stretches
}

/** Between two neighbours of different fates: asks for the instants to be played, one after the other, until each edge is known to the microsecond. */
export function* edgeSearch<Fork extends Fated>(before: Fork, after: Fork): Generator<number, void, Fork> {
  if (before.kind === after.kind || after.atUs - before.atUs <= 1) return
  const middle = yield before.atUs + Math.floor((after.atUs - before.atUs) / 2)
  yield* edgeSearch(before, middle)
  yield* edgeSearch(middle, after)
}

/** How long the strip has a fate, in µs. */
export const fateWidthUs = ({ stretches }: Pick<FateStrip, 'stretches'>, kind: FateKind): number =>
  stretches.reduce((sum, { kind: own, fromUs, untilUs }) => sum + (own === kind ? untilUs - fromUs : 0), 0)

/** Fates that occur, widest first. */
export const fatesSeen = (strip: Pick<FateStrip, 'stretches'>): readonly FateKind[] =>
  FATE_KINDS.filter(kind => strip.stretches.some(stretch => stretch.kind === kind)).toSorted((one, other) => fateWidthUs(strip, other) - fateWidthUs(strip, one))

/** The fork whose fault is nearest before an instant, or the first one. */
export function forkAt(forks: readonly ForkOutcome[], atUs: number): ForkOutcome | undefined {
  return forks.findLast(fork => fork.atUs <= atUs) ?? forks[0]
}

export const emptyStrip = (name: string, scenario: Scenario): FateStrip =>
  ({ name, scenario, record: -1, batch: -1, partition: -1, sentUs: -1, forks: [], stretches: [], isWhole: false, problem: null, events: new Float64Array(0), eventsFrom: 0 })
