/** Choices for random scenarios, all from one seeded stream. */
import { createStream, nextBelow, type RandomStream } from '../kernel/random'

export interface Chance {
  /** A whole number from `least` to `most`. */
  between(least: number, most: number): number
  pick<Value>(from: readonly Value[]): Value
  /** True so many times in a hundred. */
  percent(share: number): boolean
  shuffled<Value>(list: readonly Value[]): Value[]
}

export function chanceOf(seed: number, name: string): Chance {
  const stream: RandomStream = createStream(seed, name)
  const between = (least: number, most: number): number => least + nextBelow(stream, most - least + 1)
  return {
    between, pick: from => from[between(0, from.length - 1)]!, percent: share => between(0, 99) < share,
    shuffled: list => list.map(value => ({ value, place: between(0, 1_000_000) })).sort((one, other) => one.place - other.place).map(({ value }) => value),
  }
}
