/** What an address asks for, as far as Kafka would take it. */
import { configConflict, type ConfigOwner, type Scenario } from '../engine/pageFace'
import { nameInUrl, withUrlState, type UrlState } from './urlState'

/** The scenario with an address's seed, version and settings over its own, without what Kafka would refuse together: the one setting of the address that is to blame, or all of its settings. Kafka's words come with `problems`. */
export function scenarioAt(given: Scenario, state: UrlState): { readonly scenario: Scenario; readonly problems: readonly string[] } {
  const whole = withUrlState(given, state)
  const conflict = configConflict(whole)
  if (conflict === null) return { scenario: whole, problems: state.problems }
  const names = Object.entries(state.configs).flatMap(([owner, values]) => Object.keys(values).map(name => ({ owner: owner as ConfigOwner, name })))
  for (const { owner, name } of names.toReversed()) {
    const { [name]: _left, ...rest } = state.configs[owner]!
    const scenario = withUrlState(given, { ...state, configs: { ...state.configs, [owner]: rest } })
    if (configConflict(scenario) === null) return { scenario, problems: [...state.problems, `${nameInUrl(owner, name)} was ignored: ${conflict}`] }
  }
  return { scenario: withUrlState(given, { ...state, configs: {}, kafka: given.kafka }), problems: [...state.problems, `The settings of this address were ignored: ${conflict}`] }
}
