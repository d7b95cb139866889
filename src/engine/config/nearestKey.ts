/** The setting that was probably meant by a name that Kafka does not know. */

/** The nearest of `names`; null if none is near. Other ways of writing it count as near: lingerMs, LINGER_MS, spring.kafka.producer.linger-ms. */
export function nearestKey(given: string, names: readonly string[]): string | null {
  const dotted = given.replaceAll(/([a-z\d])([A-Z])/g, '$1.$2').replaceAll(/[_\- ]+/g, '.').toLowerCase()
  const within = names.filter(name => dotted === name || dotted.endsWith(`.${name}`)).toSorted((one, other) => other.length - one.length)[0]
  if (within !== undefined) return within
  const most = Math.max(1, Math.floor(dotted.length / 5))
  let best: string | null = null, least = most + 1
  for (const name of names) {
    if (Math.abs(name.length - dotted.length) >= least) continue
    const far = distance(dotted, name)
    if (far < least) { best = name; least = far }
  }
  return best
}

/** How many letters must be put in, taken out, changed or swapped with their neighbour. */
export function distance(one: string, other: string): number {
  let before: number[] = [], last = Array.from({ length: other.length + 1 }, (_none, index) => index)
  for (let row = 1; row <= one.length; row++) {
    const now = [row]
    for (let column = 1; column <= other.length; column++) {
      const change = one[row - 1] === other[column - 1] ? 0 : 1
      let least = Math.min(now[column - 1]! + 1, last[column]! + 1, last[column - 1]! + change)
      if (row > 1 && column > 1 && one[row - 1] === other[column - 2] && one[row - 2] === other[column - 1]) least = Math.min(least, before[column - 2]! + 1)
      now.push(least)
    }
    before = last
    last = now
  }
  return last[other.length]!
}
