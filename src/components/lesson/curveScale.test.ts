import { expect, test } from 'vitest'
import { nearestX, pixelX, pixelY, withStroke, yAt, type CurvePaper } from './curveScale'

const paper: CurvePaper = { xs: [0, 1, 10, 100], mostY: 50, left: 30, right: 330, top: 10, bottom: 210 }

test('given x stand at even distances, others between them', () => {
  expect([0, 1, 10, 100].map(x => pixelX(paper, x))).toEqual([30, 130, 230, 330])
  expect(pixelX(paper, 55)).toBe(280)
  expect(pixelX(paper, 200)).toBe(330)
})
test('up is more, and the paper ends', () => {
  expect([0, 25, 50, 80].map(y => pixelY(paper, y))).toEqual([210, 110, 10, 10])
  expect([210, 110, 10, -40, 400].map(pixel => yAt(paper, pixel))).toEqual([0, 25, 50, 50, 0])
})
test('a pointer is at the nearest x', () => { expect([0, 79, 81, 400].map(pixel => nearestX(paper, pixel))).toEqual([0, 0, 1, 3]) })
test('a fast stroke leaves nothing out', () => {
  expect(withStroke([10, null, null, null], 0, 3, 40)).toEqual([10, 20, 30, 40])
  expect(withStroke([null, null, 30, 40], 3, 1, 20)).toEqual([null, 20, 30, 40])
  expect(withStroke([null, null, null, null], null, 2, 5)).toEqual([null, null, 5, null])
})
