/**
 * A scenario: everything a run depends on, as plain JSON. Same scenario ⇒ same event log, byte for byte.
 *
 * Format (version 1):
 *   { "version": 1, "kafka": "3.9" … "4.4", "title"?, "seed": uint32,
 *     "topology": { "brokers": [ids], "topics": [{ "name", "replicaAssignment": [[leader, follower…] per partition] }],
 *                   "producers": [{ "clientId", "topic", "threads"?, "start"? }], "consumers": [{ "clientId", "groupId", "topic" }] },
 *     "configs": { "producer": {…}, "consumer": {…}, "network": {…}, "workload": {…} },   // where they differ from the defaults
 *     "workload": { "keys"?: [texts], "keyPrefix"?, "values"?, "arrivals": "constant" | "random" | "burst", "startUs", "stopUs"? },
 *     "draws"?: { "1000/sticky": [31-bit numbers] },             // in place of a stream of chance: node/name
 *     "script": [{ "atUs", "command" }] }                                                  // in order of atUs
 * `parseScenario` is the only way in from outside: it names what is wrong with a path and never throws.
 */
import { CONFIG_TABLES, type ConfigOwner } from './config/tables'
import { parseConfigValue } from './config/configTable'
import { configConflict } from './configsInForce'
import type { Command, TimedCommand } from './commands'
import { configuredSerializer } from './serde/serializeRecord'
import { BASELINE, KAFKA_VERSIONS, type KafkaVersion } from './config/kafkaKey'
import { VALUE_KINDS, type ValueKind } from './records/values'

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
export interface ProducerSpec {
  readonly clientId: string
  /** Where its workload goes. */
  readonly topic: string
  /** Threads of the application that call send(); 1 unless told. */
  readonly threads?: number
  /** warm (unless told): connected, it knows the cluster and its producer id. cold: it knows the addresses of its brokers. */
  readonly start?: 'warm' | 'cold'
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
  readonly topology: {
    readonly brokers: readonly number[]
    /** How many controllers vote: 1 (unless told), 3 or 5. */
    readonly controllers?: number
    readonly topics: readonly TopicSpec[]
    readonly producers: readonly ProducerSpec[]
    readonly consumers: readonly { readonly clientId: string; readonly groupId: string; readonly topic: string }[]
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

type Json = Record<string, unknown>
const isObject = (value: unknown): value is Json => typeof value === 'object' && value !== null && !Array.isArray(value)
const isTimeUs = (value: unknown): value is number => typeof value === 'number' && Number.isSafeInteger(value) && value >= 0
const isName = (value: unknown): value is string => typeof value === 'string' && /^[a-zA-Z0-9._-]{1,249}$/.test(value)
const MAX_BROKERS = 100, MAX_PARTITIONS = 1000, MAX_TOPICS = 20, MAX_THREADS = 16, MAX_PRODUCERS = 20

/** Checks a parsed JSON value. Every problem is a sentence that begins with the path of what is wrong. */
export function parseScenario(given: unknown): ParsedScenario {
  const problems: string[] = []
  const check = (holds: boolean, problem: string): boolean => { if (!holds) problems.push(problem); return holds }
  if (!isObject(given)) return { ok: false, problems: ['scenario: must be a JSON object'] }
  check(given['version'] === 1, `version: must be 1, got ${JSON.stringify(given['version'])}`)
  check(KAFKA_VERSIONS.some(version => version === given['kafka']), `kafka: must be one of ${KAFKA_VERSIONS.join(', ')}, got ${JSON.stringify(given['kafka'])}`)
  const seed = given['seed']
  check(typeof seed === 'number' && Number.isInteger(seed) && seed >= 0 && seed <= 4294967295, 'seed: must be a whole number from 0 to 4294967295')
  checkTopology(given['topology'], check)
  const version = KAFKA_VERSIONS.find(one => one === given['kafka']) ?? BASELINE
  checkConfigs(given['configs'], version, check)
  checkWorkload(given['workload'], check)
  const { draws } = given
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
      for (const problem of [...commandProblems(command, version), ...unknownNames(command, given['topology'])]) problems.push(`${path}.command: ${problem}`)
    })
  }
  if (problems.length > 0) return { ok: false, problems }
  const scenario = given as unknown as Scenario
  const conflict = configConflict(scenario)
  return conflict === null ? { ok: true, scenario } : { ok: false, problems: [`configs: ${conflict}`] }
}

/** A command names producers and threads by number and topics by name: they must be there. */
export function unknownNames(command: unknown, topology: unknown): readonly string[] {
  if (!isObject(command) || !isObject(topology)) return []
  const { producer = 0, thread = 0, topic } = command
  const producers = Array.isArray(topology['producers']) ? topology['producers'] as Json[] : []
  const topics = Array.isArray(topology['topics']) ? topology['topics'] as Json[] : []
  const isIndex = (value: unknown, count: number): boolean => Number.isInteger(value) && (value as number) >= 0 && (value as number) < count
  const problems: string[] = []
  if (!isIndex(producer, producers.length)) problems.push(`producer must be a number from 0 to ${producers.length - 1}`)
  else if (!isIndex(thread, Number(producers[producer as number]?.['threads'] ?? 1))) problems.push('thread must be the number of one of the producer’s threads')
  if (topic !== undefined && !topics.some(({ name }) => name === topic)) problems.push('topic must be a topic of the topology')
  return problems
}

type Check = (holds: boolean, problem: string) => boolean

function checkTopology(given: unknown, check: Check): void {
  if (!check(isObject(given), 'topology: must be an object')) return
  const topology = given as Json
  const brokers = topology['brokers']
  const known = new Set<unknown>(Array.isArray(brokers) ? brokers : [])
  check(Array.isArray(brokers) && brokers.length > 0 && brokers.length <= MAX_BROKERS && known.size === brokers.length
    && brokers.every(id => Number.isInteger(id) && id >= 1 && id <= 999), `topology.brokers: must be 1 to ${MAX_BROKERS} different ids from 1 to 999`)
  const topics = topology['topics']
  const names = new Set<unknown>()
  if (check(Array.isArray(topics) && topics.length >= 1 && topics.length <= MAX_TOPICS, `topology.topics: must be a list of 1 to ${MAX_TOPICS} topics`)) {
    ;(topics as unknown[]).forEach((topic, index) => {
      const path = `topology.topics[${index}]`
      if (!check(isObject(topic), `${path}: must be an object`)) return
      const { name, replicaAssignment } = topic as Json
      check(!names.has(name), `${path}.name: must be different from the others`)
      names.add(name)
      check(isName(name), `${path}.name: must be 1 to 249 of a–z A–Z 0–9 . _ -`)
      if (!check(Array.isArray(replicaAssignment) && replicaAssignment.length > 0 && replicaAssignment.length <= MAX_PARTITIONS,
        `${path}.replicaAssignment: must list 1 to ${MAX_PARTITIONS} partitions`)) return
      ;(replicaAssignment as unknown[]).forEach((replicas, partition) => check(
        Array.isArray(replicas) && replicas.length > 0 && new Set(replicas).size === replicas.length && replicas.every(id => known.has(id)),
        `${path}.replicaAssignment[${partition}]: must be different ids of topology.brokers`))
    })
  }
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
      if (key === 'consumers') check(typeof groupId === 'string' && groupId.length > 0, `${path}.groupId: must be a text`)
    })
  }
  clients('producers', 1, MAX_PRODUCERS)
  clients('consumers', 0, 20)
}

export const MOST_SOURCE_CHARACTERS = 4000
const ROUND_ROBIN = ['RoundRobinPartitioner', 'org.apache.kafka.clients.producer.RoundRobinPartitioner']

/** Why this cannot be a producer's partitioner, in words (Kafka's for a class it does not have); null if it can. */
export function partitionerRefusal(given: unknown): string | null {
  if (!isObject(given) || ('class' in given) === ('source' in given)) return 'must be { "class": … } or { "source": … }'
  const { class: named, source } = given
  if ('class' in given) {
    const text = typeof named === 'string' ? named : JSON.stringify(named)
    return ROUND_ROBIN.includes(text) ? null : `Invalid value ${text} for configuration partitioner.class: Class ${text} could not be found.`
  }
  return typeof source === 'string' && source.length <= MOST_SOURCE_CHARACTERS ? null : `source must be a text of at most ${MOST_SOURCE_CHARACTERS} characters`
}

function checkProducer(producer: Json, path: string, check: Check): void {
  const refusal = producer['partitioner'] === undefined ? null : partitionerRefusal(producer['partitioner'])
  check(refusal === null, `${path}.partitioner: ${refusal}`)
  for (const setting of ['key.serializer', 'value.serializer'] as const) {
    const named = producer[setting] === undefined ? null : configuredSerializer(setting, producer[setting])
    check(named?.ok !== false, `${path}: ${named?.ok === false ? named.message : ''}`)
  }
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

/** What is wrong with a command given from outside, in words; empty if nothing. */
export function commandProblems(given: unknown, version: KafkaVersion = BASELINE): readonly string[] {
  if (!isObject(given)) return ['must be an object']
  const command = given as unknown as Command
  switch (command.type) {
    case 'setConfig': {
      if (!Object.hasOwn(CONFIG_TABLES, command.owner)) return [`owner must be one of ${Object.keys(CONFIG_TABLES).join(', ')}`]
      if (typeof command.value !== 'string' && typeof command.value !== 'number') return ['value must be a text or a number']
      const parsed = parseConfigValue(CONFIG_TABLES[command.owner], command.key, command.value, version)
      return parsed.ok ? [] : [parsed.message]
    }
    case 'send': {
      const problems: string[] = []
      if (command.key !== null && typeof command.key !== 'string') problems.push('key must be a text or null')
      if (!Number.isInteger(command.valueBytes) || command.valueBytes < -1 || command.valueBytes > 2147483647) problems.push('valueBytes must be a whole number, 0 or more (-1 for null)')
      if (command.value !== undefined && command.value !== null && typeof command.value !== 'string') problems.push('value must be a text or null')
      if (command.partition !== undefined && (!Number.isInteger(command.partition) || command.partition < 0)) {
        problems.push(`Invalid partition: ${String(command.partition)}. Partition number should always be non-negative or null.`)
      }
      return problems
    }
    case 'flush':
      return []
    case 'close':
      return command.timeoutMs === undefined || isTimeUs(command.timeoutMs) ? [] : ['The timeout cannot be negative.']
    case 'startConsumer':
      return typeof command.groupId === 'string' && command.groupId.length > 0 ? [] : ['groupId must be a text']
    default:
      return [`type must be setConfig, send, flush, close or startConsumer, got ${JSON.stringify((given as Json)['type'])}`]
  }
}
