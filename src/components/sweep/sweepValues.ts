/** Which values of a setting a sweep plays. Pure. */
import { parseConfigValue, type ConfigTable, type KafkaVersion, type NumberKey } from '../../engine/pageFace'
import { sliderScale } from '../controls/sliderScale'

const OFFERED = 21
export const MOST_VALUES = 60

/** What is offered: where a slider stops, or as many evenly spaced ones as make a curve. */
export function sweepValues(declared: NumberKey): readonly number[] {
  const { steps, valueAt } = sliderScale(declared)
  const count = Math.min(OFFERED, steps + 1)
  const values = Array.from({ length: count }, (_none, index) => valueAt(Math.round((index * steps) / (count - 1))))
  return [...new Set(values.filter(value => value >= declared.min && value <= declared.max))]
}

/** Values as typed, apart by commas or blanks: ascending, each once; or what is wrong with them, in Kafka's words where it has some. */
export function parseValues(text: string, table: ConfigTable, key: string, version: KafkaVersion): { readonly values: readonly number[]; readonly problem: string | null } {
  const values: number[] = []
  for (const piece of text.split(/[\s,;]+/).filter(one => one !== '')) {
    const parsed = parseConfigValue(table, key, piece, version)
    if (!parsed.ok) return { values: [], problem: parsed.message }
    values.push(Number(parsed.value))
  }
  const sorted = [...new Set(values)].toSorted((one, other) => one - other)
  if (sorted.length < 2) return { values: [], problem: 'A sweep takes at least two values, apart by commas.' }
  return sorted.length > MOST_VALUES ? { values: [], problem: `A sweep takes at most ${MOST_VALUES} values; these are ${sorted.length}.` } : { values: sorted, problem: null }
}
