import { grouped } from '../../engine/kernel/units'

/** A figure of the run with as many digits as tell something: three, or all before the point. */
export function readableNumber(value: number): string {
  const size = Math.abs(value)
  return grouped(value, Number.isInteger(value) || size >= 100 ? 0 : size >= 10 ? 1 : 2)
}
