/**
 * What an address says besides its page: Kafka's settings by their real names, the seed, time and look. Query and fragment; the fragment wins.
 * What is unknown or bad is named, and ignored.
 */
import { BASELINE, choosablePresets, commandProblems, CONFIG_TABLES, defaultIn, KAFKA_VERSIONS, parseConfigValue, presetNamed, type Command, type ConfigKey, type ConfigOwner, type KafkaVersion, type Scenario, type TimedCommand } from '../engine/pageFace'
import { clientParameters, takeClientPart, withClientParts, type ClientParts } from './clientOf'
import { isTheme, type Theme } from './theme'

/** How a run is shown: as machines, as a sequence of messages, as a list of events. */
export type RunView = 'stage' | 'ladder' | 'log'

export interface UrlState {
  readonly lesson?: string
  /** A scenario by name. */
  readonly scene?: string
  readonly step?: string
  readonly seed?: number
  readonly kafka?: KafkaVersion
  readonly speed?: number
  readonly atUs?: number
  readonly autoplay?: boolean
  readonly theme?: Theme
  readonly view?: RunView
  /** Of a cluster too large to be drawn whole: which one the stage shows, as people name it. */
  readonly partition?: string
  /** Owner → key → value, parsed. */
  readonly configs: Readonly<Partial<Record<ConfigOwner, Readonly<Record<string, number | string>>>>>
  /** What was done to the cluster by hand, and when. */
  readonly commands?: readonly TimedCommand[]
  /** Partitioner and serializers. */
  readonly client?: ClientParts
  /** What was ignored, and why, in sentences. */
  readonly problems: readonly string[]
}

/** Owners whose keys carry a prefix; the producer's stand bare. */
const PREFIXES = (Object.keys(CONFIG_TABLES) as ConfigOwner[]).filter(owner => owner !== 'producer')
/** A setting's name in an address. */
export const nameInUrl = (owner: string, name: string): string => (owner === 'producer' ? name : `${owner}.${name}`)

/** `query` and `fragment` as in location.search and location.hash. */
export function parseUrlState(query: string, fragment: string): UrlState {
  const given = new Map<string, string>(new URLSearchParams(query))
  const inFragment = fragment.replace(/^#/, '')
  for (const [key, value] of new URLSearchParams(inFragment.startsWith('/') ? inFragment.split('?')[1] ?? '' : inFragment)) given.set(key, value)
  const problems: string[] = []
  const configs: Partial<Record<ConfigOwner, Record<string, number | string>>> = {}
  const client: { -readonly [Key in keyof ClientParts]?: ClientParts[Key] } = {}
  const state: { -readonly [Key in keyof UrlState]?: UrlState[Key] } = {}
  // Which settings there are and what they may be is the version's to say.
  const asked = given.get('kafka')
  const version = KAFKA_VERSIONS.find(one => one === asked) ?? BASELINE
  if (asked === version) state.kafka = version
  else if (asked !== undefined) problems.push(`kafka=${asked} was ignored: it must be one of ${KAFKA_VERSIONS.join(', ')}`)
  given.delete('kafka')
  for (const [key, value] of given) {
    let own = takeOwn(state, key, value)
    if (own === undefined) own = takeClientPart(client, key, value)
    const problem = own === undefined ? takeConfig(configs, key, value, version) : own
    if (problem !== null) problems.push(problem)
  }
  return { ...state, configs, ...(Object.keys(client).length > 0 && { client }), problems }
}

type Mutable = { -readonly [Key in keyof UrlState]?: UrlState[Key] }

/** A parameter of ours: null when taken, a problem when bad, undefined when it is not ours. */
function takeOwn(state: Mutable, key: string, value: string): string | null | undefined {
  const ignored = (wants: string): string => `${key}=${value} was ignored: ${wants}`
  switch (key) {
    case 'v': return value === '1' ? null : ignored('this page speaks version 1')
    case 'partition': state.partition = value; return null
    case 'lesson': state.lesson = value; return null
    case 'step': state.step = value; return null
    case 'scene': {
      if (presetNamed(value) === undefined) return ignored(`there is no such scenario; there are ${choosablePresets().map(({ name }) => name).join(', ')}`)
      state.scene = value
      return null
    }
    case 'seed': {
      if (!/^\d{1,10}$/.test(value) || Number(value) > 4294967295) return ignored('seed must be a whole number from 0 to 4294967295')
      state.seed = Number(value)
      return null
    }
    case 'speed': {
      const [top, bottom] = value.split('/')
      const speed = Number(top) / (bottom === undefined ? 1 : Number(bottom))
      if (!(speed >= 1 / 10_000 && speed <= 10)) return ignored('speed must be from 1/10000 to 10')
      state.speed = speed
      return null
    }
    case 'at': {
      if (!/^\d+(\.\d+)?$/.test(value)) return ignored('at must be a time in ms')
      state.atUs = Math.round(Number(value) * 1000)
      return null
    }
    case 'autoplay': {
      if (value !== '0' && value !== '1') return ignored('autoplay must be 0 or 1')
      state.autoplay = value === '1'
      return null
    }
    case 'commands': {
      const parsed = parseCommands(value)
      if (typeof parsed === 'string') return `commands was ignored: ${parsed}`
      state.commands = parsed
      return null
    }
    case 'theme': {
      if (!isTheme(value)) return ignored('theme must be light, dark or projector')
      state.theme = value
      return null
    }
    case 'view': {
      if (value !== 'stage' && value !== 'ladder' && value !== 'log') return ignored('view must be stage, ladder or log')
      state.view = value
      return null
    }
    default: return undefined
  }
}

const MOST_COMMANDS = 200
/** `[[ms, command], …]` as JSON; what is wrong in words. Whether machines and topics are there is for the scenario to say. */
function parseCommands(text: string): readonly TimedCommand[] | string {
  let given: unknown
  try { given = JSON.parse(text) } catch { return 'it must be JSON' }
  if (!Array.isArray(given) || given.length > MOST_COMMANDS) return `it must be a list of at most ${MOST_COMMANDS} pairs of a time in ms and a command`
  const found: TimedCommand[] = []
  for (const pair of given as unknown[]) {
    const [atMs, command] = Array.isArray(pair) ? pair as unknown[] : []
    if (typeof atMs !== 'number' || !(atMs >= 0 && atMs < 1e9)) return 'each time must be a number of ms, 0 or more'
    const problems = commandProblems(command)
    if (problems.length > 0) return problems.join('; ')
    found.push({ atUs: Math.round(atMs * 1000), command: command as Command })
  }
  return found.sort((one, other) => one.atUs - other.atUs)
}
/** The commands of a run that its scene does not have, for an address. Settings go by their names. */
export function commandsParameter(script: readonly TimedCommand[], ofScene: readonly TimedCommand[]): string | null {
  const known = ofScene.map(timed => JSON.stringify(timed))
  const own = script.filter(timed => timed.command.type !== 'setConfig' && !known.includes(JSON.stringify(timed)))
  return own.length === 0 ? null : JSON.stringify(own.map(({ atUs, command }) => [atUs / 1000, command]))
}

function takeConfig(configs: Partial<Record<ConfigOwner, Record<string, number | string>>>, key: string, value: string, version: KafkaVersion): string | null {
  const prefix = PREFIXES.find(owner => key.startsWith(`${owner}.`))
  const owner: ConfigOwner = prefix ?? 'producer'
  const name = prefix ? key.slice(prefix.length + 1) : key
  if (!Object.hasOwn(CONFIG_TABLES[owner], name)) return `${key} was ignored: there is no such parameter here`
  const parsed = parseConfigValue(CONFIG_TABLES[owner], name, value, version)
  if (!parsed.ok) return `${key} was ignored: ${parsed.message}`
  configs[owner] = { ...configs[owner], [name]: parsed.value }
  return null
}

/** The scenario with an address's seed and settings over its own. */
export function withUrlState(given: Scenario, { seed, kafka, configs, client, commands }: UrlState): Scenario {
  const scenario = client === undefined ? given : withClientParts(given, client)
  const merged = { ...scenario.configs }
  for (const [owner, values] of Object.entries(configs)) merged[owner as ConfigOwner] = { ...merged[owner as ConfigOwner], ...values }
  return { ...scenario, configs: merged, ...(commands !== undefined && { script: [...scenario.script, ...commands].sort((one, other) => one.atUs - other.atUs) }), ...(seed !== undefined && { seed }), ...(kafka !== undefined && { kafka }) }
}

/** The parameters that bring another page to this run: version, seed, the instant, and the settings that differ from what the page begins with: those of `base`, the scenario it loads. */
export function urlParameters(scenario: Scenario, configsNow: Readonly<Record<ConfigOwner, Readonly<Record<string, number | string>>>>, nowUs: number, base: Pick<Scenario, 'configs'> = { configs: {} }): URLSearchParams {
  const parameters = new URLSearchParams({ v: '1', seed: String(scenario.seed) })
  if (scenario.kafka !== BASELINE) parameters.set('kafka', scenario.kafka)
  for (const [owner, table] of Object.entries(CONFIG_TABLES)) {
    const begun = base.configs[owner as ConfigOwner] ?? {}
    for (const [name, declared] of Object.entries<ConfigKey>(table)) {
      const value = configsNow[owner as ConfigOwner][name]!
      if (value !== (begun[name] ?? defaultIn(declared, scenario.kafka))) parameters.set(nameInUrl(owner, name), String(value))
    }
  }
  for (const [name, value] of clientParameters(scenario)) parameters.set(name, value)
  if (nowUs > 0) parameters.set('at', String(nowUs / 1000))
  return parameters
}
