/**
 * One setting as Kafka declares it, and how a value of it is read: Kafka's ConfigDef. Bounds stand in the notation that Kafka itself prints
 * (`[0,...]`, `[1,...,9] or -1`, `[all, -1, 0, 1]`), and are read from there: they are written nowhere else.
 * Kafka: common/config/ConfigDef#parseType, #Range, #ValidString, #CaseInsensitiveValidString, #NonEmptyString, #ValidList.
 */
import type { Parsed } from './parsed'

export type KafkaVersion = '3.9' | '4.0' | '4.1' | '4.2' | '4.3' | '4.4'
export const KAFKA_VERSIONS: readonly KafkaVersion[] = ['3.9', '4.0', '4.1', '4.2', '4.3', '4.4']
export const BASELINE: KafkaVersion = '4.4'

interface Facts {
  readonly type: 'boolean' | 'string' | 'short' | 'int' | 'long' | 'double' | 'list' | 'class'
  /** As text; null: none; `<required>`: must be given. */
  readonly default: string | null
  /** Kafka's own notation; empty: anything of the type. */
  readonly valid: string
  readonly importance: 'high' | 'medium' | 'low'
}
export interface KafkaKey extends Facts {
  readonly unit?: 'ms' | 's' | 'min' | 'h' | 'B'
  /** How a running broker takes a new value: not before it is started again, each broker by itself, or all at once. Settings of clients and topics say nothing: a client is built with its own, a topic takes a new one at once. */
  readonly update?: 'read-only' | 'per-broker' | 'cluster-wide'
  /** What was different up to a version; the oldest first. */
  readonly before?: readonly (Partial<Facts> & { readonly until: KafkaVersion })[]
  /** First and last version that has it, where not all of those from 3.9 on do. */
  readonly since?: KafkaVersion
  readonly until?: KafkaVersion
  /** In our own words, for a learner. */
  readonly doc: string
}
export type KafkaKeys = Readonly<Record<string, KafkaKey>>

const age = (version: KafkaVersion): number => KAFKA_VERSIONS.indexOf(version)

/** The facts of a key in a version; undefined where that version has no such key. */
export function factsIn({ since, until, before, type, default: standard, valid, importance }: KafkaKey, version: KafkaVersion): Facts | undefined {
  if ((since && age(version) < age(since)) || (until && age(version) > age(until))) return undefined
  const earlier = before?.find(one => age(version) <= age(one.until))
  const { until: _until, ...changed } = earlier ?? { until: version }
  return { type, default: standard, valid, importance, ...changed }
}

/** Classes a client finds on its path: Kafka's own, as far as settings name them. */
const KNOWN_CLASS = /^org\.apache\.kafka\.(common\.serialization\.\w+(S|Des)erializer|clients\.producer\.RoundRobinPartitioner|common\.metrics\.JmxReporter|clients\.consumer\.\w+Assignor)$/
/** Gone with 4.0. */
const OLD_PARTITIONER = /^org\.apache\.kafka\.clients\.producer\.(internals\.DefaultPartitioner|UniformStickyPartitioner)$/
const SHORT_MAX = 32767n, INT_MAX = 2147483647n, LONG_MAX = 9223372036854775807n
/** Where by_duration is known: Kafka's AutoOffsetResetStrategy, with an ISO-8601 duration that is not negative. */
const DURATION = /^by_duration:P(?!$)(\d+D)?(T(?=\d)(\d+H)?(\d+M)?(\d+(\.\d+)?S)?)?$/i

/** Reads a value as Kafka of this version does. The value comes back as text in its normal form; a refusal in Kafka's words. */
export function parseKafkaValue(keys: KafkaKeys, key: string, given: string, version: KafkaVersion = BASELINE): Parsed<string> {
  const declared = Object.hasOwn(keys, key) ? factsIn(keys[key]!, version) : undefined
  if (!declared) return { ok: false, message: `Unknown configuration ${key}` }
  const text = given.trim()
  const refuse = (why: string): Parsed<string> => ({ ok: false, message: `Invalid value ${text} for configuration ${key}: ${why}` })
  if (declared.type === 'list' && age(version) >= age('4.2') && text !== '' && text.split(',').some(part => part.trim() === '')) return { ok: false, message: `Configuration '${key}' values must not be empty.` }
  const typed = typeProblem(declared, text, version)
  if (typed !== null) return refuse(typed)
  if (declared.default === '<required>' && declared.type === 'list' && text === '') return { ok: false, message: `Configuration '${key}' must not be empty. Valid values include: any non-empty value` }
  const problem = validProblem(key, declared.valid, text)
  if (problem !== null) return refuse(problem)
  return { ok: true, value: /^(short|int|long)$/.test(declared.type) ? String(BigInt(text.replace(/^\+/, ''))) : declared.type === 'boolean' ? text.toLowerCase() : text }
}

function typeProblem({ type }: Facts, text: string, version: KafkaVersion): string | null {
  switch (type) {
    case 'boolean': return /^(true|false)$/i.test(text) ? null : 'Expected value to be either true or false'
    case 'short': return isWhole(text, SHORT_MAX) ? null : 'Not a number of type SHORT'
    case 'int': return isWhole(text, INT_MAX) ? null : 'Not a number of type INT'
    case 'long': return isWhole(text, LONG_MAX) ? null : 'Not a number of type LONG'
    case 'double': return text !== '' && Number.isFinite(Number(text)) ? null : 'Not a number of type DOUBLE'
    case 'class': return KNOWN_CLASS.test(text) || (age(version) < age('4.0') && OLD_PARTITIONER.test(text)) ? null : `Class ${text} could not be found.`
    case 'string': case 'list': return null
  }
}

function isWhole(text: string, most: bigint): boolean {
  if (!/^[+-]?\d+$/.test(text)) return false
  const value = BigInt(text.replace(/^\+/, ''))
  return value <= most && value >= -most - 1n
}

/** Why a value is outside what `valid` says, in Kafka's words; null if it is not. */
function validProblem(key: string, valid: string, text: string): string | null {
  if (valid === '' || valid === 'non-null string') return null
  if (valid === 'non-empty string') return text === '' ? 'String must be non-empty' : null
  if (valid === 'non-empty list') return null
  const orElse = /^\[(-?\d+),\.\.\.,(-?\d+)\] or (-?\d+)$/.exec(valid)
  if (orElse) {
    const [, least, most, other] = orElse
    return (Number(text) >= Number(least) && Number(text) <= Number(most)) || text === other ? null : `Value must be between ${least} and ${most} or equal to ${other}`
  }
  const range = /^\[(-?[\d.]+),\.\.\.(?:,(-?[\d.]+))?\]$/.exec(valid)
  if (range) {
    const [, least, most] = range
    if (Number(text) < Number(least)) return `Value must be at least ${least}`
    return most !== undefined && Number(text) > Number(most) ? `Value must be no more than ${most}` : null
  }
  return listProblem(key, valid, text)
}

function listProblem(key: string, valid: string, text: string): string | null {
  const list = /^(\(case insensitive\) )?\[(.*)\]$/.exec(valid)
  const values = (list?.[2] ?? '').split(', ')
  if (values.includes('by_duration:PnDTnHnMn.nS')) {
    if (values.includes(text) || DURATION.test(text)) return null
    return `Invalid value \`${text}\` for configuration ${key}. The value must be either 'earliest', 'latest', 'none' or of the format 'by_duration:<PnDTnHnMn.nS.>'.`
  }
  if (list?.[1]) return values.some(value => value.toLowerCase() === text.toLowerCase()) ? null : `String must be one of (case insensitive): ${values.join(', ')}`
  return text.split(',').every(part => values.includes(part.trim())) ? null : `String must be one of: ${values.join(', ')}`
}
