/**
 * Random runs, one after the other, until so many events have happened in troubled times; the first failure is made short.
 */
import { parseScenario } from '../scenario'
import { playChecked, type Failure, type PlayOptions } from './playChecked'
import { randomRun } from './randomScenario'
import { shrink, type Failing } from './shrink'

export interface Fuzzed { readonly runs: number; readonly events: number; readonly found: Found | null }
export interface Found extends Failing { readonly seed: number; /** As it was found. */ readonly first: Failing }
export interface FuzzOptions {
  readonly events: number
  /** Of the first run; the others follow. */
  readonly seed: number
  /** Every how many-th run is played on to see whether everything comes right. */
  readonly livenessEvery?: number
  readonly sabotage?: PlayOptions['sabotage']
  readonly onRun?: (seed: number, events: number) => void
}

/** How long everything may take to come right: longest retransmissions, socket timeouts of 30 s, twice over. */
const QUIET_US = 120_000_000

export function fuzz({ events: wanted, seed: first, livenessEvery = 1, sabotage, onRun }: FuzzOptions): Fuzzed {
  let runs = 0, events = 0
  for (let seed = first; events < wanted; seed++) {
    const { scenario, healUs } = randomRun(seed)
    const parsed = parseScenario(scenario)
    if (!parsed.ok) throw new Error(`the fuzz has made a scenario that is not valid, seed ${seed}: ${parsed.problems.join('; ')}`)
    const options: PlayOptions = { untilUs: healUs + 1_000_000, quietUs: runs % livenessEvery === 0 ? QUIET_US : 0, ...(sabotage !== undefined && { sabotage }) }
    const played = playChecked(scenario, options)
    runs++
    events += played.events
    onRun?.(seed, played.events)
    if (played.failure === null) continue
    const found: Failing = { scenario, failure: played.failure }
    const isLate = played.failure.atUs > options.untilUs || played.failure.invariant === 'liveness' || played.failure.invariant === 'I14'
    const again = (candidate: typeof scenario): Failure | null => playChecked(candidate, isLate ? { ...options, quietUs: QUIET_US } : { ...options, untilUs: found.failure.atUs, quietUs: 0 }).failure
    return { runs, events, found: { ...shrink(found, again, isLate ? scenario.script.filter(({ atUs }) => atUs >= healUs).length : 0), seed, first: found } }
  }
  return { runs, events, found: null }
}
