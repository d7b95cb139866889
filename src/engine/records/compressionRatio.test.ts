import { describe, expect, test } from 'vitest'
import { fc, test as property } from '../testing/propertyTest'
import { updateRatio } from './compressionRatio'

test.each([[1, 0.4, 0.995], [0.5, 0.52, 0.55], [0.5, 0.9, 0.9], [0.402, 0.4, 0.4], [0.7, 0.7, 0.7]])('estimate %f, seen %f: %f', (estimate, observed, next) => {
  expect(updateRatio(estimate, observed)).toBeCloseTo(next, 6)
})
test('counts in 32-bit floats, as Java does', () => { expect(updateRatio(1, 0.4)).toBe(Math.fround(Math.fround(1) - Math.fround(0.005))) })

describe('the walk of an estimate', () => {
  const ratio = fc.float({ min: 0, max: 2, noNaN: true })
  property('bad news is believed at once, good news slowly', fc.tuple(ratio, ratio), ([estimate, observed]) => {
    const next = updateRatio(estimate, observed)
    if (observed > estimate) expect(next).toBeGreaterThanOrEqual(observed)
    else expect(next).toBeGreaterThanOrEqual(Math.fround(estimate - Math.fround(0.005)))
    expect(Math.fround(next)).toBe(next)
  })
})
