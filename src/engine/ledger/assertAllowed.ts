/**
 * A loss that the configuration does not allow is a defect of the simulation: stop, and say how to see it again. For tests, the fuzz and the page while it is developed, never for readers.
 */
import { fail } from '../kernel/assert'
import type { Simulation } from '../simulation'

export function assertAllowed({ state: { ledger }, scenario }: Simulation): void {
  if (ledger.forbiddenLoss === -1) return
  fail(`acknowledged records were lost and no rule allows it: event ${ledger.forbiddenLoss}, seed ${scenario.seed}, scenario ${JSON.stringify(scenario)}`)
}
