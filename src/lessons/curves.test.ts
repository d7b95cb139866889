import { expect, test } from 'vitest'
import { dipsFirst, fallsEvenly, isFlat, levelsOff, rankCorrelation, risesAtTheEnd } from './curves'

test.each([
  [[1, 2, 3, 4], [10, 20, 30, 40], 1], [[1, 2, 3, 4], [4, 3, 2, 1], -1], [[1, 1, 1], [1, 2, 3], 0], [[5, 1, 2, 3, 4], [9, 1, 2, 3, 4], 1],
])('%j goes with %j: %d', (one, other, correlation) => { expect(rankCorrelation(one, other)).toBeCloseTo(correlation, 9) })
test('equal values share a rank', () => { expect(rankCorrelation([1, 1, 2, 3], [1, 2, 3, 4])).toBeCloseTo(0.949, 2) })
test('a dip is a fall near the beginning', () => {
  expect(dipsFirst([30, 10, 12, 20, 40])).toBe(true)
  expect(dipsFirst([10, 12, 20, 40])).toBe(false)
  expect(dipsFirst([40, 30, 20, 10])).toBe(false)
  expect(dipsFirst([10, 9.9, 12, 20])).toBe(false)
})
test('a rise is one at the end', () => {
  expect(risesAtTheEnd([30, 10, 20])).toBe(true)
  expect(risesAtTheEnd([30, 10, 11])).toBe(false)
})
test('flat', () => {
  expect(isFlat([10, 11, 10])).toBe(true)
  expect(isFlat([10, 20])).toBe(false)
})
test('it levels off where it stops falling, and halving for ever is not that', () => {
  expect(levelsOff([80, 40, 20, 10, 9, 8])).toBe(true)
  expect(levelsOff([80, 60, 40, 20])).toBe(false)
  expect(levelsOff([752, 376, 188, 94, 47, 24, 12])).toBe(false)
})
test('it falls evenly where each step takes about the same', () => {
  expect(fallsEvenly([750, 640, 530, 420, 310, 200, 90])).toBe(true)
  expect(fallsEvenly([752, 376, 188, 94, 47, 24, 12])).toBe(false)
  expect(fallsEvenly([10, 20, 30])).toBe(false)
})
