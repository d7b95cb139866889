/** A second run beside the first, in lock-step: one seed, one clock, settings of its own. Its engine is its own too, so that the first one's log is what it would be alone. */
import { CONFIG_TABLES, type ConfigOwner, type Scenario } from '../engine/pageFace'
import { clientParameters } from './clientOf'
import { scenarioAt } from './scenarioAt'
import { createSession, type SessionStore } from './session'
import { nameInUrl, parseUrlState, type UrlState } from './urlState'

export interface Beside { readonly store: SessionStore; leave(): void }
type Configs = Readonly<Record<ConfigOwner, Readonly<Record<string, number | string>>>>

/** Starts it where the first one stands: the same run, with what an address (`asked`) or the run before it gave it. What it cannot take is said in notices. */
export function createBeside(lead: SessionStore, asked: UrlState): Beside {
  const store = createSession()
  const { play, pause, playUntil, seek, stepForward, toNextChange, stepBack, restart, setSpeed, notify } = lead.getState()
  // Its clock is the first one's: whatever would move it moves both.
  store.setState({ play, pause, playUntil, seek, stepForward, toNextChange, stepBack, restart, setSpeed, notify })
  const load = async (own: UrlState): Promise<void> => {
    const { scenario: whole } = await lead.getState().snapshot()
    const { scenario, problems } = scenarioAt(whole, own)
    for (const problem of problems) notify('warning', problem.startsWith(PREFIX) ? problem : `In run B: ${problem}`)
    await store.getState().load(scenario, lead.getState().nowUs)
    await store.getState().follow(lead.getState().nowUs)
    const { view, shownProducer } = lead.getState()
    store.getState().showProducer(shownProducer)
    if (view?.crowd) await store.getState().zoomTo(view.crowd.partition)
  }
  lead.getState().lead(store)
  void load(asked)
  const leaving = [
    lead.subscribe((state, before) => {
      if (state.scenario !== null && before.scenario !== null && state.scenario !== before.scenario && !isSameStory(state.scenario, before.scenario)) void load({ configs: ownSettings(before.configs, store.getState().configs), problems: [] })
    }),
    store.subscribe(state => {
      for (const { id, tone, text } of state.notices) { notify(tone, `Run B: ${text}`); state.dismiss(id) }
    }),
  ]
  return {
    store,
    leave() {
      for (const stop of leaving) stop()
      lead.getState().lead(null)
      store.getState().dispose()
    },
  }
}

/** Whether two scenarios differ in settings only. */
const isSameStory = (one: Scenario, other: Scenario): boolean => storyOf(one) === storyOf(other)
const storyOf = ({ seed, title, topology, workload }: Scenario): string => JSON.stringify([seed, title, topology, workload])

export interface SettingDifference { readonly owner: ConfigOwner; readonly key: string; readonly a: number | string; readonly b: number | string }
/** The settings in force that differ, in the order of the tables. */
export const settingDifferences = (a: Configs, b: Configs): readonly SettingDifference[] =>
  (Object.keys(CONFIG_TABLES) as ConfigOwner[]).flatMap(owner => Object.keys(CONFIG_TABLES[owner]).flatMap(key => (a[owner][key] === b[owner][key] ? [] : [{ owner, key, a: a[owner][key]!, b: b[owner][key]! }])))

function ownSettings(a: Configs, b: Configs): UrlState['configs'] {
  const own: Partial<Record<ConfigOwner, Record<string, number | string>>> = {}
  for (const { owner, key, b: value } of settingDifferences(a, b)) own[owner] = { ...own[owner], [key]: value }
  return own
}

const PREFIX = 'b.'
/** What an address says of the second run: `b.linger.ms=50`, `b.kafka=3.9`; `compare=1` alone is the same run twice. `rest` is the address without it, `beside` null where there is none. */
export function splitBeside(query: string, fragment: string): { readonly rest: { readonly query: string; readonly fragment: string }; readonly beside: UrlState | null } {
  const own = new URLSearchParams()
  let isAsked = false
  const without = (text: string): string => {
    const kept = new URLSearchParams()
    for (const [name, value] of new URLSearchParams(text.replace(/^[?#]/, ''))) {
      if (name === 'compare' && value === '1') isAsked = true
      else if (name.startsWith(PREFIX)) own.set(name.slice(PREFIX.length), value)
      else kept.append(name, value)
    }
    return kept.toString()
  }
  // An address like #/play is not a list of parameters.
  const rest = { query: without(query), fragment: fragment.startsWith('#/') ? fragment : without(fragment) }
  if (!isAsked && own.size === 0) return { rest, beside: null }
  const problems: string[] = []
  for (const name of ['seed', 'at', 'speed', 'autoplay', 'theme', 'scene', 'lesson', 'step']) {
    if (own.has(name)) problems.push(`${PREFIX}${name} was ignored: both runs have one seed, one scenario and one clock`)
    own.delete(name)
  }
  const beside = parseUrlState(own.toString(), '')
  return { rest, beside: { ...beside, problems: [...problems, ...beside.problems.map(problem => `${PREFIX}${problem}`)] } }
}

/** The parameters that bring the second run back. */
export function besideParameters(lead: SessionStore, beside: SessionStore): readonly (readonly [string, string])[] {
  const { scenario: first, configs: a } = lead.getState(), { scenario: second, configs: b } = beside.getState()
  if (!first || !second) return []
  const found = settingDifferences(a, b).map(({ owner, key, b: value }) => [`${PREFIX}${nameInUrl(owner, key)}`, String(value)] as const)
  const same = new Map(clientParameters(first))
  const client = [...clientParameters(second)].filter(([name, value]) => same.get(name) !== value).map(([name, value]) => [`${PREFIX}${name}`, value] as const)
  const version = first.kafka === second.kafka ? [] : [[`${PREFIX}kafka`, second.kafka] as const]
  const all = [...version, ...found, ...client]
  return all.length === 0 ? [['compare', '1']] : all
}
