/** The shape of a recorded case and how a played one is compared with it. Formats: README.md. */

export interface RecordedCase {
  readonly id: string
  readonly kind: string
  readonly about?: string
  readonly given: Readonly<Record<string, unknown>>
  readonly expect: unknown
}

/** Plays `given` of one kind through the engine's public face and returns what was observed, in the form of `expect`. */
export type Player = (given: never) => unknown

/** A difference in words, or null if `got` is what was recorded. Numbers may differ by `tolerance`. */
export function difference(expected: unknown, got: unknown, tolerance = 0, path = ''): string | null {
  const here = path === '' ? 'result' : path
  if (typeof expected === 'number' && typeof got === 'number') {
    return Math.abs(expected - got) <= tolerance ? null : `${here}: expected ${expected}, got ${got}`
  }
  if (Array.isArray(expected) && Array.isArray(got)) {
    if (expected.length !== got.length) return `${here}: expected ${expected.length} entries, got ${got.length}`
    return firstOf(expected.keys(), index => difference(expected[index], got[index], tolerance, `${path}[${index}]`))
  }
  if (isObject(expected) && isObject(got)) {
    return firstOf(new Set([...Object.keys(expected), ...Object.keys(got)]), key => difference(expected[key], got[key], tolerance, path === '' ? key : `${path}.${key}`))
  }
  return Object.is(expected, got) ? null : `${here}: expected ${JSON.stringify(expected)}, got ${JSON.stringify(got)}`
}

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value)

function firstOf<Key>(keys: Iterable<Key>, find: (key: Key) => string | null): string | null {
  for (const key of keys) {
    const found = find(key)
    if (found !== null) return found
  }
  return null
}
