/** For tests: a property over generated values, with the seed in the message when it fails. */
import * as fc from 'fast-check'
import { test as vitestTest } from 'vitest'

export { fc }

/** `holds` asserts; runs 100 times unless told otherwise. */
export function test<Value>(name: string, values: fc.Arbitrary<Value>, holds: (value: Value) => void, runs = 100): void {
  vitestTest(name, () => { fc.assert(fc.property(values, value => { holds(value) }), { numRuns: runs }) })
}
