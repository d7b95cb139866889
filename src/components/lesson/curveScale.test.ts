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
  const at = (x: number, y: number) => ({ x: pixelX(paper, x), y: pixelY(paper, y) })
  expect(withStroke(paper, [10, null, null, null], at(0, 10), at(100, 40))).toEqual([10, 20, 30, 40])
  expect(withStroke(paper, [null, null, null, null], at(100, 40), at(1, 20))).toEqual([null, 20, 30, 40])
  expect(withStroke(paper, [null, null, null, null], null, at(10, 5))).toEqual([null, null, 5, null])
})
test('a slow stroke leaves at each point the height it had there, wherever it goes on to', () => {
  const way = [[30, 110], [60, 120], [75, 130], [85, 140], [100, 145], [129, 150], [131, 152], [160, 190], [229, 205]].map(([x, y]) => ({ x: x!, y: y! }))
  const drawn = way.slice(1).reduce((ys, to, index) => withStroke(paper, ys, way[index]!, to), withStroke(paper, [null, null, null, null], null, way[0]!))
  expect(drawn.map(y => (y === null ? null : Math.round(y)))).toEqual([25, 15, 1, null])
})
