/** Where lifelines stand. */
import { expect, test } from 'vitest'
import { createSimulation, viewOf } from '../../engine'
import { cluster } from '../../engine/testing/story'
import { ladderWidth, lanesOf } from './lanesOf'

const nothing = { arrows: [], bars: [], marks: [], gaps: [], cuts: [], extraLatencyUs: 0 }
const { consumers: _none, ...view } = viewOf(createSimulation(cluster({}).scenario))
const lanes = (width: number) => lanesOf({ ...view, consumers: [] }, nothing, 0, width)

test('on a phone the producer and three brokers are seen whole, with words that fit', () => {
  expect(lanes(390)).toHaveLength(4)
  expect(ladderWidth(4, 390)).toBe(390)
  expect(lanes(390).map(({ words }) => words)).toEqual(['acks=all', 'leader', 'in sync', 'in sync'])
  expect(lanes(390).at(-1)!.x).toBeLessThan(390 - 42)
})

test('six of them fit beside a card at 1024, with room for what is written at the last', () => {
  expect(ladderWidth(6, 724)).toBe(724)
})

test('where there is room they stand apart', () => {
  expect(lanes(1000).map(({ words }) => words)).toContain('follower, in sync')
  expect(lanes(1000)[1]!.x - lanes(1000)[0]!.x).toBeGreaterThan(200)
})

test('the one controller of a quorum that has something to say is named', () => {
  const died = { ...nothing, marks: [{ event: 1, node: 3000, atUs: 1000, tone: 'bad', text: 'dies' } as const] }
  const titleIn = (controllers: number) => lanesOf(viewOf(createSimulation(cluster({}, { topology: { controllers } }).scenario)), died, 0, 1000).at(-1)!.title
  expect([titleIn(1), titleIn(3)]).toEqual(['controller', 'controller 1'])
})
