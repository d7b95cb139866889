/**
 * The shape of a configuration table, Kafka's ConfigDef in miniature: from one declaration come parsing with Kafka's own messages,
 * the control (bounds → slider, list → segments, boolean → switch), the tooltip, the URL key and the reference page.
 * Kafka: org.apache.kafka.common.config.ConfigDef#parseType, #Range, #ValidString.
 * Simplified: a LONG beyond 2^53 − 1 is taken as 2^53 − 1; in ms, 285 000 years.
 */

import { BASELINE, factsIn, type KafkaKey, type KafkaVersion } from './kafkaKey'
import type { Parsed } from './parsed'

export interface NumberKey {
  readonly type: 'INT' | 'LONG' | 'DOUBLE'
  readonly default: number
  readonly min: number
  readonly max: number
  /** One value outside the bounds that is taken too. */
  readonly also?: number
  readonly unit: string
  /** In our own words, for a learner; one or two sentences. */
  readonly doc: string
  /** Where a slider ends and which values it stops at; values beyond are still accepted as text. */
  readonly slider: { readonly min: number; readonly max: number; readonly scale: 'linear' | 'log'; readonly stops?: readonly number[] }
  /** True where Kafka has such a key; false for keys of our own (network, workload). */
  readonly kafka: boolean
  /** Kafka's declaration, with its history; keys of our own have none. */
  readonly declared?: KafkaKey
}
/** A text out of a few, or `true` and `false` (which are texts here too). */
export interface TextKey {
  readonly type: 'STRING' | 'BOOLEAN'
  readonly default: string
  /** All that Kafka takes, in its order. */
  readonly values: readonly string[]
  /** Those that a control offers, in the order in which they are understood. */
  readonly choices: readonly string[]
  /** Any text is taken. */
  readonly isFree?: true
  readonly unit: ''
  readonly doc: string
  readonly kafka: boolean
  readonly declared?: KafkaKey
}
export type ConfigKey = NumberKey | TextKey
export type ConfigTable = Readonly<Record<string, ConfigKey>>

/** The values of a table: numbers for INT, LONG and DOUBLE, texts for STRING and BOOLEAN. */
export type ConfigValues<Table extends ConfigTable> = { -readonly [Key in keyof Table]: Table[Key] extends NumberKey ? number : string }

/** Whether a version of Kafka has the key, by the version's own bounds and defaults. */
const hasKey = ({ declared }: ConfigKey, version: KafkaVersion): boolean => declared === undefined || factsIn(declared, version) !== undefined

/**
 * Parses one value (a number or a text, as from a URL or a file) as Kafka's ConfigDef does.
 * Returns Kafka's own message on failure: `Invalid value x for configuration k: …`.
 */
export function parseConfigValue(table: ConfigTable, key: string, given: string | number, version: KafkaVersion = BASELINE): Parsed<number | string> {
  const declared = Object.hasOwn(table, key) ? table[key] : undefined
  if (declared === undefined || !hasKey(declared, version)) return { ok: false, message: `Unknown configuration ${key}` }
  const text = String(given).trim()
  if ('values' in declared) {
    if (declared.isFree === true) return { ok: true, value: text }
    const isBoolean = declared.type === 'BOOLEAN', value = isBoolean ? text.toLowerCase() : text
    const parts = declared.declared?.type === 'list' ? value.split(',').map(part => part.trim()).filter(part => part !== '') : [value]
    if (parts.every(part => declared.values.includes(part))) return { ok: true, value: parts.join(',') }
    return { ok: false, message: `Invalid value ${text} for configuration ${key}: ${isBoolean ? 'Expected value to be either true or false' : `String must be one of: ${declared.values.join(', ')}`}` }
  }
  if (declared.type === 'DOUBLE' ? !/^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(text) : !/^[+-]?\d+$/.test(text) || !isWithin(declared.type, BigInt(text.replace(/^\+/, '')))) {
    return { ok: false, message: `Invalid value ${text} for configuration ${key}: Not a number of type ${declared.type}` }
  }
  const value = safe(Number(text)), shown = declared.type === 'DOUBLE' && Number.isInteger(value) ? `${value}.0` : value
  if (value === declared.also) return { ok: true, value }
  if (declared.also !== undefined && (value < declared.min || value > declared.max)) return { ok: false, message: `Invalid value ${value} for configuration ${key}: Value must be between ${declared.min} and ${declared.max} or equal to ${declared.also}` }
  if (value < declared.min) return { ok: false, message: `Invalid value ${shown} for configuration ${key}: Value must be at least ${declared.min}` }
  if (value > declared.max) return { ok: false, message: `Invalid value ${shown} for configuration ${key}: Value must be no more than ${declared.max}` }
  return { ok: true, value }
}

/** What a key is without being given in a version (where that version has no such key: as in 4.4). */
export function defaultIn(key: ConfigKey, version: KafkaVersion): number | string {
  const standard = key.declared && factsIn(key.declared, version)?.default
  if (standard === undefined || standard === null) return key.default
  return key.type === 'INT' || key.type === 'LONG' || key.type === 'DOUBLE' ? safe(Number(standard)) : standard
}

/** Whether Java's type holds it. */
const isWithin = (type: 'INT' | 'LONG', value: bigint): boolean => BigInt.asIntN(type === 'INT' ? 32 : 64, value) === value

/** The defaults of a table, in a version. */
export function configDefaults<Table extends ConfigTable>(table: Table, version: KafkaVersion = BASELINE): ConfigValues<Table> {
  return Object.fromEntries(Object.entries(table).map(([key, declared]) => [key, defaultIn(declared, version)])) as ConfigValues<Table>
}

const INT_MAX = 2147483647
const safe = (value: number): number => Math.max(-Number.MAX_SAFE_INTEGER, Math.min(Number.MAX_SAFE_INTEGER, value))

/** A number of Kafka's with its slider. `valid` is a range in Kafka's notation. */
export function kafkaNumber(declared: KafkaKey, slider: NumberKey['slider']): NumberKey {
  const { type, default: standard, valid, unit, doc } = declared
  const [, least, most, also] = /^\[(-?\d+),\.\.\.(?:,(-?\d+))?\](?: or (-?\d+))?$/.exec(valid) ?? []
  const limit = type === 'int' ? INT_MAX : Number.MAX_SAFE_INTEGER
  return { type: type === 'int' ? 'INT' : type === 'double' ? 'DOUBLE' : 'LONG', default: safe(Number(standard)), min: Number(least ?? -limit), max: Number(most ?? limit), unit: unit ?? '', doc, slider, kafka: true, declared, ...(also !== undefined && { also: Number(also) }) }
}

/** One of a few texts; `valid` is a list in Kafka's notation. */
export function kafkaText(declared: KafkaKey, choices: readonly string[]): TextKey {
  const { default: standard, valid, doc } = declared
  return { type: 'STRING', default: standard ?? '', values: valid.slice(1, -1).split(', '), choices, unit: '', doc, kafka: true, declared }
}

/** Any text. */
export const kafkaFreeText = (declared: KafkaKey): TextKey =>
  ({ type: 'STRING', default: declared.default ?? '', values: [], choices: [], isFree: true, unit: '', doc: declared.doc, kafka: true, declared })

/** The full name of one of these classes; nothing stands for Kafka's null. */
export const kafkaClass = (declared: KafkaKey, classes: readonly string[]): TextKey =>
  ({ type: 'STRING', default: '', values: ['', ...classes], choices: ['', ...classes], unit: '', doc: declared.doc, kafka: true, declared })

/** True or false. The value is the text `true` or `false`. */
export function kafkaBoolean(declared: KafkaKey): TextKey {
  return { type: 'BOOLEAN', default: declared.default ?? 'false', values: ['true', 'false'], choices: ['false', 'true'], unit: '', doc: declared.doc, kafka: true, declared }
}
