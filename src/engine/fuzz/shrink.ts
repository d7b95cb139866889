/**
 * A failing run made short: fewer commands, no later than the failure, less to send, as long as it fails in the same way.
 * Zeller's delta debugging: halves, quarters and so on of the commands are left out while that keeps the failure.
 */
import type { Scenario } from '../scenario'
import type { Failure } from './playChecked'

export interface Failing { readonly scenario: Scenario; readonly failure: Failure }
/** Plays a candidate; null if it does not fail. */
type Try = (scenario: Scenario) => Failure | null

/** `pinned`: how many of the last commands must stay (those that mend everything, where what is wrong is that it does not come right). */
export function shrink(first: Failing, play: Try, pinned = 0): Failing {
  let best = first
  const accept = (scenario: Scenario): boolean => {
    const failure = play(scenario)
    if (failure === null || failure.invariant !== first.failure.invariant) return false
    best = { scenario, failure }
    return true
  }
  if (pinned === 0) accept({ ...best.scenario, script: best.scenario.script.filter(({ atUs }) => atUs <= best.failure.atUs) })
  for (let before = -1; before !== best.scenario.script.length;) {
    before = best.scenario.script.length
    leaveOut(() => best.scenario, accept, pinned)
  }
  simplify(() => best.scenario, accept)
  return best
}

function leaveOut(current: () => Scenario, accept: (scenario: Scenario) => boolean, pinned: number): void {
  for (let size = Math.ceil((current().script.length - pinned) / 2); size >= 1; size = size === 1 ? 0 : Math.ceil(size / 2)) {
    for (let from = 0; from < current().script.length - pinned;) {
      const { script } = current(), end = Math.min(from + size, script.length - pinned)
      if (!accept({ ...current(), script: [...script.slice(0, from), ...script.slice(end)] })) from = end
    }
  }
}

/** Less of everything else: consumers, topics' partitions, voters, the rate. */
function simplify(current: () => Scenario, accept: (scenario: Scenario) => boolean): void {
  const { topology } = current()
  if (topology.consumers.length > 0 && !usesConsumers(current())) accept({ ...current(), topology: { ...current().topology, consumers: [] } })
  if (topology.producers.length > 1) accept({ ...current(), topology: { ...current().topology, producers: current().topology.producers.slice(0, 1) } })
  for (const rate of [1, 5, 20]) if (accept({ ...current(), configs: { ...current().configs, workload: { ...current().configs.workload, 'records.per.second': rate } } })) break
}

const usesConsumers = ({ script }: Scenario): boolean => script.some(({ command }) => command.type === 'setLink' && [command.one, command.other].some(id => id >= 2000 && id < 3000))
