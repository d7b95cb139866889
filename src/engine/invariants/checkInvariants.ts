/**
 * Everything that must hold of the whole cluster at every instant, whatever goes wrong (spec §12.1, I1 to I13, I15, I16), and that nothing is lost which nothing allows.
 */
import { assertAllowed } from '../ledger/assertAllowed'
import type { Simulation } from '../simulation'
import { checkEpochs } from './epochs'
import { checkFetchSessions } from './fetchSessions'
import { checkIsr } from './isr'
import { checkLogs } from './logs'
import { checkMetadataLog } from './metadataLog'
import { checkProducers } from './producers'
import type { Witness } from './witness'

/** Throws InvariantBroken. To be called after every event, or every few, always with the same witness. */
export function checkInvariants(witness: Witness, simulation: Simulation): void {
  const { state, scenario: { script } } = simulation
  const isUncleanAsked = script.some(({ command }) => (command.type === 'electLeaders' && command.election === 'UNCLEAN') || (command.type === 'setConfig' && command.key === 'unclean.leader.election.enable'))
  checkMetadataLog(witness, state, isUncleanAsked)
  checkEpochs(witness, state)
  checkIsr(witness, state)
  checkLogs(witness, state)
  checkProducers(state)
  checkFetchSessions(state)
  assertAllowed(simulation)
}
