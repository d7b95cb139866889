/** A broken promise of the engine's own code: never a consequence of what a learner does. */
export function fail(what: string): never {
  throw new Error(`engine: ${what}`)
}

/** The value, which the caller knows to be there; fails by name if it is not. */
export function known<Value>(value: Value | undefined | null, what: string): Value {
  if (value === undefined || value === null) fail(`${what} is missing`)
  return value
}
