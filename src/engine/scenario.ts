/**
 * A scenario: everything a run depends on, as plain JSON. Same scenario ⇒ same event log, byte for byte.
 *
 * Format (version 1):
 *   { "version": 1, "kafka": "3.9" … "4.4", "title"?, "seed": uint32, "clockMs"?: what the clocks show at the beginning,
 *     "topology": { "brokers": [ids], "topics": [{ "name", "replicaAssignment": [[leader, follower…] per partition] }],   // or "partitions" and "replicationFactor": placed from the seed
 *                   "producers": [{ "clientId", "topic", "threads"?, "start"? }], "consumers": [{ "clientId", "groupId", "topic", "config"? }], "controllers"?: 1 | 3 | 5, "racks"?: { "1": "a" } },
 *     "configs": { "producer": {…}, "consumer": {…}, "network": {…}, "workload": {…} },   // where they differ from the defaults
 *     "workload": { "keys"?: [texts], "keyPrefix"?, "values"?, "arrivals": "constant" | "random" | "burst", "startUs", "stopUs"? },
 *     "draws"?: { "1000/sticky": [31-bit numbers] },             // in place of a stream of chance: node/name
 *     "script": [{ "atUs", "command" }] }                                                  // in order of atUs
 * `parseScenario` is the only way in from outside: it names what is wrong with a path and never throws.
 */
import { CONFIG_TABLES, type ConfigOwner } from './config/tables'
import { parseConfigValue } from './config/configTable'
import { configConflict, ownConfigConflict } from './configsInForce'
import type { TimedCommand } from './commands'
import { commandProblems, unknownNames } from './commandChecks'
import { checkProducer, consumerConfigProblems, isName, isObject, isTimeUs, MOST_PARTITIONS, type Check, type Json } from './specChecks'
import { BASELINE, KAFKA_VERSIONS, type KafkaVersion } from './config/kafkaKey'
import { VALUE_KINDS, type ValueKind } from './records/values'
import { topicConfigProblems } from './topicConfigProblems'
import { placementProblem, placeTopics } from './topicPlacement'

export interface TopicSpec {
  readonly name: string
  /** Per partition the replicas' broker ids; the first is the preferred leader. */
  readonly replicaAssignment: readonly (readonly number[])[]
  /** Settings of its own, where they differ from those of all topics. */
  readonly config?: Readonly<Record<string, number | string>>
}
export interface WorkloadSpec {
  /** Texts of the first keys; further ones are `keyPrefix` + number. */
  readonly keys?: readonly string[]
  readonly keyPrefix?: string
  /** What its values are, where bytes are wanted: unless told, what the topic's name says (recordValues.ts). */
  readonly values?: ValueKind
  /** constant: evenly spaced. random: gaps between half and one and a half times the mean, from the seeded stream. burst: `burst.records` at once. */
  readonly arrivals: 'constant' | 'random' | 'burst'
  readonly startUs: number
  readonly stopUs?: number
}
/** partitioner.class: Kafka's RoundRobinPartitioner, by its full name or for short; or a function `partition(record)` of the learner's own, in JavaScript. */
export type PartitionerSpec = { readonly class: string } | { readonly source: string }
export interface ConsumerSpec {
  readonly clientId: string
  readonly groupId: string
  readonly topic: string
  /** Settings of its own, where they differ from those of all consumers. */
  readonly config?: Readonly<Record<string, number | string>>
}
export interface ProducerSpec {
  readonly clientId: string
  /** Where its workload goes. */
  readonly topic: string
  /** Threads of the application that call send(); 1 unless told. */
  readonly threads?: number
  /** warm (unless told): connected, it knows the cluster and its producer id. cold: it knows the addresses of its brokers. */
  readonly start?: 'warm' | 'cold'
  /** bootstrap.servers, by broker id: whom a cold one asks first; all unless told. */
  readonly bootstrap?: readonly number[]
  /** Settings of its own, where they differ from those of all producers. */
  readonly config?: Readonly<Record<string, number | string>>
  /** Without one: by key, or sticky. */
  readonly partitioner?: PartitionerSpec
  /** By class, or for short ("Integer"); StringSerializer unless told. Of values it serializes those that a command types; the workload's come as bytes. */
  readonly 'key.serializer'?: string
  readonly 'value.serializer'?: string
}
export interface Scenario {
  readonly version: 1
  readonly kafka: KafkaVersion
  readonly title?: string
  readonly seed: number
  /** What the machines' clocks show at the beginning, ms since 1970; 0 unless told. */
  readonly clockMs?: number
  readonly topology: {
    readonly brokers: readonly number[]
    /** How many controllers vote: 1 (unless told), 3 or 5. */
    readonly controllers?: number
    readonly topics: readonly TopicSpec[]
    readonly producers: readonly ProducerSpec[]
    readonly consumers: readonly ConsumerSpec[]
    /** broker.rack, by broker id. */
    readonly racks?: Readonly<Record<string, string>>
  }
  /** Feature levels that differ from a new cluster of the version. */
  readonly features?: { readonly 'eligible.leader.replicas.version'?: number }
  readonly configs: Readonly<Partial<Record<ConfigOwner, Readonly<Record<string, number | string>>>>>
  readonly workload: WorkloadSpec
  /** Streams of chance, `node/name`, replaced by draws of 31 bits, used cyclically. */
  readonly draws?: Readonly<Record<string, readonly number[]>>
  readonly script: readonly TimedCommand[]
}

/** Whether a producer of this scenario has a function of the learner's own: then the interpreter must be loaded before it runs (interpreter/loadInterpreter). */
export const needsInterpreter = ({ topology }: Pick<Scenario, 'topology'>): boolean => topology.producers.some(({ partitioner }) => partitioner !== undefined && 'source' in partitioner)

export type ParsedScenario = { readonly ok: true; readonly scenario: Scenario } | { readonly ok: false; readonly problems: readonly string[] }

const MAX_BROKERS = 100, MAX_TOPICS = 20, MAX_THREADS = 16, MAX_PRODUCERS = 100

/** Checks a parsed JSON value. Every problem is a sentence that begins with the path of what is wrong. */
export function parseScenario(given: unknown): ParsedScenario {
  const problems: string[] = []
  const check = (holds: boolean, problem: string): boolean => { if (!holds) problems.push(problem); return holds }
  if (!isObject(given)) return { ok: false, problems: ['scenario: must be a JSON object'] }
  check(given['version'] === 1, `version: must be 1, got ${JSON.stringify(given['version'])}`)
  check(KAFKA_VERSIONS.some(version => version === given['kafka']), `kafka: must be one of ${KAFKA_VERSIONS.join(', ')}, got ${JSON.stringify(given['kafka'])}`)
  const seed = given['seed']
  check(typeof seed === 'number' && Number.isInteger(seed) && seed >= 0 && seed <= 4294967295, 'seed: must be a whole number from 0 to 4294967295')
  const version = KAFKA_VERSIONS.find(one => one === given['kafka']) ?? BASELINE
  checkTopology(given['topology'], version, check)
  checkConfigs(given['configs'], version, check)
  checkWorkload(given['workload'], check)
  const { draws, clockMs } = given
  check(clockMs === undefined || isTimeUs(clockMs), 'clockMs: must be a whole number of milliseconds since 1970')
  check(draws === undefined || (isObject(draws) && Object.values(draws).every(list => Array.isArray(list) && list.length > 0 && list.every(draw => Number.isInteger(draw) && draw >= 0 && draw <= 2147483647))),
    'draws: must hold lists of whole numbers from 0 to 2147483647, none empty')
  const script = given['script']
  if (check(Array.isArray(script), 'script: must be a list of { atUs, command }')) {
    let lastUs = 0
    ;(script as unknown[]).forEach((entry, index) => {
      const path = `script[${index}]`
      if (!check(isObject(entry) && isTimeUs(entry['atUs']), `${path}.atUs: must be a time in µs, 0 or later`)) return
      const { atUs, command } = entry as { atUs: number; command: unknown }
      check(atUs >= lastUs, `${path}.atUs: the script must be in order of time`)
      lastUs = atUs
      for (const problem of [...commandProblems(command, version), ...unknownNames(command, given['topology'], (script as { command?: unknown }[]).slice(0, index))]) problems.push(`${path}.command: ${problem}`)
    })
  }
  const { features } = given
  check(features === undefined || (isObject(features) && Object.entries(features).every(([name, level]) => name === 'eligible.leader.replicas.version' && (level === 0 || level === 1))), 'features: eligible.leader.replicas.version must be 0 or 1')
  if (problems.length > 0) return { ok: false, problems }
  const scenario = placeTopics(given as unknown as Parameters<typeof placeTopics>[0])
  for (const { clientId, config } of scenario.topology.producers) {
    const problem = config === undefined ? null : ownConfigConflict(scenario, config)
    if (problem !== null) return { ok: false, problems: [`topology.producers: ${clientId}: ${problem}`] }
  }
  const conflict = configConflict(scenario)
  return conflict === null ? { ok: true, scenario } : { ok: false, problems: [`configs: ${conflict}`] }
}

function checkTopology(given: unknown, version: KafkaVersion, check: Check): void {
  if (!check(isObject(given), 'topology: must be an object')) return
  const topology = given as Json
  const brokers = topology['brokers']
  const known = new Set<unknown>(Array.isArray(brokers) ? brokers : [])
  check(Array.isArray(brokers) && brokers.length > 0 && brokers.length <= MAX_BROKERS && known.size === brokers.length
    && brokers.every(id => Number.isInteger(id) && id >= 1 && id <= 999), `topology.brokers: must be 1 to ${MAX_BROKERS} different ids from 1 to 999`)
  const controllers = topology['controllers']
  check(controllers === undefined || controllers === 1 || controllers === 3 || controllers === 5, 'topology.controllers: must be 1, 3 or 5')
  const { racks } = topology
  check(racks === undefined || (isObject(racks) && Object.entries(racks).every(([id, rack]) => known.has(Number(id)) && typeof rack === 'string' && rack !== '')), 'topology.racks: must give brokers of the topology a text each')
  const topics = topology['topics']
  const names = new Set<unknown>()
  let partitions = 0
  if (check(Array.isArray(topics) && topics.length >= 1 && topics.length <= MAX_TOPICS, `topology.topics: must be a list of 1 to ${MAX_TOPICS} topics`)) {
    ;(topics as unknown[]).forEach((topic, index) => {
      const path = `topology.topics[${index}]`
      if (!check(isObject(topic), `${path}: must be an object`)) return
      const { name, replicaAssignment, config } = topic as Json
      const misplaced = placementProblem(topic as Json, [...known].filter((id): id is number => typeof id === 'number'), MOST_PARTITIONS, version)
      check(misplaced === null, `${path}: ${misplaced}`)
      for (const problem of topicConfigProblems(config, version)) check(false, `${path}.config: ${problem}`)
      check(!names.has(name), `${path}.name: must be different from the others`)
      names.add(name)
      check(isName(name), `${path}.name: must be 1 to 249 of a–z A–Z 0–9 . _ -`)
      const { partitions: placed } = topic as Json
      if (replicaAssignment === undefined) { partitions += typeof placed === 'number' && placed > 0 ? placed : 0; return }
      if (!check(Array.isArray(replicaAssignment) && replicaAssignment.length > 0 && replicaAssignment.length <= MOST_PARTITIONS,
        `${path}.replicaAssignment: must list 1 to ${MOST_PARTITIONS} partitions`)) return
      partitions += (replicaAssignment as unknown[]).length
      ;(replicaAssignment as unknown[]).forEach((replicas, partition) => check(
        Array.isArray(replicas) && replicas.length > 0 && new Set(replicas).size === replicas.length && replicas.every(id => known.has(id)),
        `${path}.replicaAssignment[${partition}]: must be different ids of topology.brokers`))
    })
  }
  check(partitions <= MOST_PARTITIONS, `topology.topics: must have ${MOST_PARTITIONS} partitions at most in all, has ${partitions}`)
  const clients = (key: 'producers' | 'consumers', least: number, most: number): void => {
    const list = topology[key]
    if (!check(Array.isArray(list) && list.length >= least && list.length <= most, `topology.${key}: must be a list of ${least} to ${most}`)) return
    ;(list as unknown[]).forEach((client, index) => {
      const path = `topology.${key}[${index}]`
      if (!check(isObject(client), `${path}: must be an object`)) return
      const { clientId, groupId, topic, threads, start } = client as Json
      check(typeof clientId === 'string' && clientId.length > 0, `${path}.clientId: must be a text`)
      check(names.has(topic), `${path}.topic: must be a topic of the topology`)
      check(threads === undefined || (Number.isInteger(threads) && (threads as number) >= 1 && (threads as number) <= MAX_THREADS), `${path}.threads: must be a whole number from 1 to ${MAX_THREADS}`)
      check(start === undefined || start === 'warm' || start === 'cold', `${path}.start: must be "warm" or "cold"`)
      if (key === 'producers') checkProducer(client as Json, path, check)
      if (key === 'consumers') for (const problem of consumerConfigProblems((client as Json)['config'], version)) check(false, `${path}.config: ${problem}`)
      if (key === 'consumers') check(typeof groupId === 'string' && groupId.length > 0, `${path}.groupId: must be a text`)
    })
  }
  clients('producers', 1, MAX_PRODUCERS)
  clients('consumers', 0, 20)
}

function checkConfigs(given: unknown, version: KafkaVersion, check: Check): void {
  if (!check(isObject(given), 'configs: must be an object')) return
  for (const [owner, values] of Object.entries(given as Json)) {
    const table = CONFIG_TABLES[owner as ConfigOwner]
    if (!check(Object.hasOwn(CONFIG_TABLES, owner) && isObject(values), `configs.${owner}: must be one of ${Object.keys(CONFIG_TABLES).join(', ')}`)) continue
    for (const [key, value] of Object.entries(values as Json)) {
      if (!check(typeof value === 'string' || typeof value === 'number', `configs.${owner}.${key}: must be a text or a number`)) continue
      const parsed = parseConfigValue(table, key, value as string | number, version)
      check(parsed.ok, `configs.${owner}: ${parsed.ok ? '' : parsed.message}`)
    }
  }
}

function checkWorkload(given: unknown, check: Check): void {
  if (!check(isObject(given), 'workload: must be an object')) return
  const { keys, keyPrefix, values, arrivals, startUs, stopUs } = given as Json
  check(values === undefined || VALUE_KINDS.some(kind => kind === values), `workload.values: must be one of ${VALUE_KINDS.join(', ')}`)
  check(keys === undefined || (Array.isArray(keys) && keys.every(key => typeof key === 'string') && new Set(keys).size === keys.length),
    'workload.keys: must be a list of different texts')
  check(keyPrefix === undefined || typeof keyPrefix === 'string', 'workload.keyPrefix: must be a text')
  check(arrivals === 'constant' || arrivals === 'random' || arrivals === 'burst', 'workload.arrivals: must be "constant", "random" or "burst"')
  check(isTimeUs(startUs), 'workload.startUs: must be a time in µs, 0 or later')
  check(stopUs === undefined || isTimeUs(stopUs), 'workload.stopUs: must be a time in µs, 0 or later')
}
