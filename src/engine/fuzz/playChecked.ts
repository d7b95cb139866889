/**
 * Plays a scenario and looks at the invariants after every instant; after everything was mended, and a while of quiet, at what must have come right.
 */
import { InvariantBroken, createWitness } from '../invariants/witness'
import { checkInvariants } from '../invariants/checkInvariants'
import { checkLiveness } from '../invariants/liveness'
import type { Scenario } from '../scenario'
import { advance, createSimulation, eventCount, hashOf, type Simulation } from '../simulation'

export interface Played { readonly events: number; readonly hash: string; readonly failure: Failure | null }
export interface Failure {
  /** As spec §12.1 numbers them; `engine`: the simulation itself gave up, or something was lost that may not be. */
  readonly invariant: string
  readonly message: string
  readonly atUs: number
}
export interface PlayOptions {
  readonly untilUs: number
  /** How much quiet after `untilUs` before everything must have come right; 0: that is not looked at. */
  readonly quietUs?: number
  /** Done after every instant, before the look: what a test breaks on purpose. */
  readonly sabotage?: (simulation: Simulation) => void
}

export function playChecked(scenario: Scenario, { untilUs, quietUs = 0, sabotage }: PlayOptions): Played {
  const simulation = createSimulation(scenario)
  const witness = createWitness()
  let events = 0
  try {
    for (let reached = false; !reached;) {
      ({ reached } = advance(simulation, { untilUs, maxEvents: 1 }))
      sabotage?.(simulation)
      checkInvariants(witness, simulation)
    }
    events = eventCount(simulation)
    if (quietUs > 0) {
      for (let reached = false; !reached;) {
        ({ reached } = advance(simulation, { untilUs: untilUs + quietUs, maxEvents: 50 }))
        checkInvariants(witness, simulation)
      }
      checkLiveness(simulation)
    }
  } catch (problem) {
    const isBroken = problem instanceof InvariantBroken
    return { events: eventCount(simulation), hash: hashOf(simulation), failure: { invariant: isBroken ? problem.invariant : 'engine', message: problem instanceof Error ? problem.message : String(problem), atUs: simulation.state.nowUs } }
  }
  return { events, hash: hashOf(simulation), failure: null }
}
