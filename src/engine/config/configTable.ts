/**
 * The shape of a configuration table, Kafka's ConfigDef in miniature: from one declaration come parsing with Kafka's own messages,
 * the control (bounds → slider, list → segments), the tooltip, the URL key and the reference page.
 * Kafka: org.apache.kafka.common.config.ConfigDef#parseType, #Range, #ValidString.
 */

import type { KafkaKey } from './kafkaKey'
import type { Parsed } from './parsed'

export interface NumberKey {
  readonly type: 'INT' | 'LONG'
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
}
export interface TextKey {
  readonly type: 'STRING'
  readonly default: string
  /** All that Kafka takes, in its order. */
  readonly values: readonly string[]
  /** Those that a control offers, in the order in which they are understood. */
  readonly choices: readonly string[]
  readonly unit: ''
  readonly doc: string
  readonly kafka: boolean
}
export type ConfigKey = NumberKey | TextKey
export type ConfigTable = Readonly<Record<string, ConfigKey>>

/** The values of a table: numbers for INT and LONG, texts for STRING. */
export type ConfigValues<Table extends ConfigTable> = { -readonly [Key in keyof Table]: Table[Key] extends NumberKey ? number : string }


/**
 * Parses one value (a number or a text, as from a URL or a file) as Kafka's ConfigDef does.
 * Returns Kafka's own message on failure: `Invalid value x for configuration k: …`.
 */
export function parseConfigValue(table: ConfigTable, key: string, given: string | number): Parsed<number | string> {
  const declared = table[key]
  if (declared === undefined) return { ok: false, message: `Unknown configuration ${key}` }
  const text = String(given).trim()
  if (declared.type === 'STRING') {
    if (declared.values.includes(text)) return { ok: true, value: text }
    return { ok: false, message: `Invalid value ${text} for configuration ${key}: String must be one of: ${declared.values.join(', ')}` }
  }
  const range = declared.type === 'INT' ? 2147483647 : Number.MAX_SAFE_INTEGER
  if (!/^[+-]?\d+$/.test(text) || Math.abs(Number(text)) > range) {
    return { ok: false, message: `Invalid value ${text} for configuration ${key}: Not a number of type ${declared.type}` }
  }
  const value = Number(text)
  if (value === declared.also) return { ok: true, value }
  if (value < declared.min) return { ok: false, message: `Invalid value ${value} for configuration ${key}: Value must be at least ${declared.min}` }
  if (value > declared.max) return { ok: false, message: `Invalid value ${value} for configuration ${key}: Value must be no more than ${declared.max}` }
  return { ok: true, value }
}

/** The defaults of a table. */
export function configDefaults<Table extends ConfigTable>(table: Table): ConfigValues<Table> {
  return Object.fromEntries(Object.entries(table).map(([key, declared]) => [key, declared.default])) as ConfigValues<Table>
}

const INT_MAX = 2147483647

/** A number of Kafka's with its slider. `valid` is a range in Kafka's notation. */
export function kafkaNumber({ type, default: standard, valid, unit, doc }: KafkaKey, slider: NumberKey['slider']): NumberKey {
  const [, least, most, also] = /^\[(-?\d+),\.\.\.(?:,(-?\d+))?\](?: or (-?\d+))?$/.exec(valid) ?? []
  const limit = type === 'int' ? INT_MAX : Number.MAX_SAFE_INTEGER
  return { type: type === 'int' ? 'INT' : 'LONG', default: Number(standard), min: Number(least ?? -limit), max: Number(most ?? limit), unit: unit ?? '', doc, slider, kafka: true, ...(also !== undefined && { also: Number(also) }) }
}

/** One of a few texts, or true and false; `valid` is a list in Kafka's notation. */
export function kafkaText({ type, default: standard, valid, doc }: KafkaKey, choices: readonly string[]): TextKey {
  return { type: 'STRING', default: standard ?? '', values: type === 'boolean' ? ['true', 'false'] : valid.slice(1, -1).split(', '), choices, unit: '', doc, kafka: true }
}
