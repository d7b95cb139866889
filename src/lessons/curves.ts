/** The course of a curve, read from its points: does it go with another, has it a dip. Pure; for questions in which a curve is drawn. */

/** Ranks from 1, equal values sharing the mean of theirs. */
function ranks(values: readonly number[]): readonly number[] {
  const sorted = values.toSorted((one, other) => one - other)
  return values.map(value => (sorted.indexOf(value) + sorted.lastIndexOf(value)) / 2 + 1)
}

/** Spearman's rank correlation, −1 to 1; 0 where one of them never changes. Both as long. */
export function rankCorrelation(ones: readonly number[], others: readonly number[]): number {
  const one = ranks(ones), other = ranks(others), mean = (ones.length + 1) / 2
  let both = 0, first = 0, second = 0
  one.forEach((rank, index) => {
    const a = rank - mean, b = other[index]! - mean
    both += a * b
    first += a * a
    second += b * b
  })
  return first === 0 || second === 0 ? 0 : both / Math.sqrt(first * second)
}

/** Whether it falls by at least `depth` (a share of its first value) before it rises, within the first half. */
export function dipsFirst(ys: readonly number[], depth = 0.1): boolean {
  const lowest = Math.min(...ys)
  const at = ys.indexOf(lowest)
  return at > 0 && at < ys.length / 2 && lowest <= ys[0]! * (1 - depth)
}

/** Whether its end lies above its lowest point by at least `height`, a share of that point. */
export const risesAtTheEnd = (ys: readonly number[], height = 0.25): boolean => ys.at(-1)! >= Math.min(...ys) * (1 + height)

/** Whether it hardly changes: all of it within `band`, a share of its highest point. */
export const isFlat = (ys: readonly number[], band = 0.15): boolean => Math.max(...ys) - Math.min(...ys) <= Math.max(...ys) * band

/** Whether it stops falling: neither of its last two steps takes away more than `most`, a share of the value before. */
export function levelsOff(ys: readonly number[], most = 0.4): boolean {
  const end = ys.slice(-3)
  return end.every((y, index) => index === 0 || y >= end[index - 1]! * (1 - most))
}

/** Whether it falls by about the same amount at each step: none differs from their mean by more than `band`, a share of it. */
export function fallsEvenly(ys: readonly number[], band = 0.5): boolean {
  const steps = ys.slice(1).map((y, index) => ys[index]! - y), mean = (ys[0]! - ys.at(-1)!) / steps.length
  return mean > 0 && steps.every(step => Math.abs(step - mean) <= mean * band)
}
