/** Large values in units that people think in: 33554432 B is 32 MiB, 604800000 ms are 7 days. */
import { bytes, grouped } from '../../engine/kernel/units'

const INT_MAX = 2147483647
const TIMES: readonly (readonly [string, number])[] = [['days', 86_400_000], ['h', 3_600_000], ['min', 60_000], ['s', 1000], ['ms', 1]]
const IN_MS: Readonly<Record<string, number>> = { ms: 1, s: 1000, min: 60_000, h: 3_600_000, 'µs': 0.001 }

/** In words; null where the number says it as well. */
export function readableValue(value: number, unit: string): string | null {
  if (value >= Number.MAX_SAFE_INTEGER || (value === INT_MAX && unit !== 'B')) return 'the most there is'
  if (unit === 'B') return value >= 1024 ? sizeWords(value) : null
  if (unit === 'B/s') return value >= 1000 ? rateWords(value) : null
  const ms = value * (IN_MS[unit] ?? Number.NaN)
  const [name, size] = TIMES.find(([, one]) => ms >= one && Number.isInteger((ms / one) * 10)) ?? []
  return name === undefined || size === undefined || name === unit ? null : `${grouped(ms / size, Number.isInteger(ms / size) ? 0 : 1)}\u00a0${name === 'days' && ms === size ? 'day' : name}`
}

const sizeWords = (value: number): string => (value >= 1_048_576 ? bytes(value) : `${grouped(value / 1024, value % 1024 === 0 ? 0 : 1)}\u00a0KiB`)
const rateWords = (value: number): string => (value >= 1_000_000 ? `${grouped(value / 1_000_000, value % 1_000_000 === 0 ? 0 : 1)}\u00a0MB/s` : `${grouped(value / 1000, value % 1000 === 0 ? 0 : 1)}\u00a0kB/s`)
