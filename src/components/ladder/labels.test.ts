/** Writing on the ladder: never over other writing, never cut off, and the more important first. */
import { describe, expect, test } from 'vitest'
import type { ArrowShape, LadderElement, MarkShape } from './elementsOf'
import { labelsOf, overlaps, type Sheet } from './labels'

const sheet: Sheet = { width: 1000, shown: 1000, height: 600, lifelines: [170, 340, 510], taken: [], chosen: undefined }
const mark = (event: number, y: number, more: Partial<MarkShape> = {}): MarkShape => ({ type: 'mark', event, atUs: y * 100, words: '', x: 340, y, side: 'left', tone: 'strong', text: 'appended, log end 1', above: false, ...more })
const arrow = (event: number, y: number, more: Partial<ArrowShape> = {}): ArrowShape => ({ type: 'arrow', event, atUs: y * 100, words: '', x1: 345, y1: y, x2: 505, y2: y + 24, kind: 'copy', isLost: false, isHeld: false, isOnItsWay: false, endUs: (y + 24) * 100, label: 'fetch offset 3', labelAt: 0.5, ...more })
const written = (elements: readonly LadderElement[], more: Partial<Sheet> = {}) => labelsOf(elements, { ...sheet, ...more })
const events = (elements: readonly LadderElement[], more?: Partial<Sheet>): number[] => written(elements, more).map(({ element }) => element.event).toSorted((one, other) => one - other)

/** As dense as it gets: at each of some instants marks on both sides and arrows both ways. */
const dense = Array.from({ length: 12 }, (_none, index) => 60 + index * 17).flatMap((y, index): LadderElement[] => [
  mark(index * 10, y), mark(index * 10 + 1, y, { tone: 'good', above: true, text: 'high watermark 1' }), mark(index * 10 + 2, y, { x: 510, side: 'right', tone: 'quiet', text: 'log end 3' }), mark(index * 10 + 3, y, { x: 510, side: 'right', tone: 'quiet', text: 'hears HW 2' }),
  arrow(index * 10 + 4, y), arrow(index * 10 + 5, y + 5, { x1: 505, x2: 345, kind: 'ask' }), mark(index * 10 + 6, y, { x: 170, tone: 'bad', text: 'connection to broker 1 lost' }),
])

describe('in a crowd', () => {
  const labels = written(dense)
  test('nothing is written over anything', () => {
    const boxes = labels.flatMap(({ boxes: own }, index) => own.map(box => ({ box, index })))
    for (const one of boxes) for (const other of boxes) if (one.index < other.index) expect(overlaps(one.box, other.box), `${labels[one.index]!.lines.join(' ')} over ${labels[other.index]!.lines.join(' ')}`).toBe(false)
    expect(labels.length).toBeGreaterThan(30)
    expect(labels.length).toBeLessThan(dense.length)
  })
  test('nothing is cut off at the sides', () => {
    for (const { boxes } of labels) for (const { x1, x2 } of boxes) { expect(x1).toBeGreaterThanOrEqual(0); expect(x2).toBeLessThanOrEqual(sheet.width) }
  })
})

test('what a follower notes gives way to what was sent, and this to what was decided', () => {
  const quiet = mark(1, 100, { tone: 'quiet', text: 'log end 3' })
  const wall = [{ x1: 0, x2: 1000, y1: 0, y2: 99 }, { x1: 0, x2: 1000, y1: 115, y2: 600 }]
  expect(events([quiet], { taken: wall })).toEqual([1])
  expect(events([quiet, mark(2, 100)], { taken: wall, width: 360 })).toEqual([2])
})

test('what is chosen is written even where there is no room', () => {
  const taken = [{ x1: 0, x2: 1000, y1: 0, y2: 600 }]
  expect(events([mark(1, 100), mark(2, 200)], { taken })).toEqual([])
  expect(events([mark(1, 100), mark(2, 200)], { taken, chosen: 2 })).toEqual([2])
})

test('too long for the margin: in two lines', () => {
  expect(written([mark(1, 100, { x: 170, text: 'connection to broker 1 lost' })])[0]!.lines).toEqual(['connection to', 'broker 1 lost'])
  expect(written([mark(1, 100, { x: 830, side: 'right', text: 'decides: broker 2 leads, epoch 1' })])[0]!.lines).toHaveLength(2)
})

test('where more is drawn than shown at first, words break before the edge of what is shown', () => {
  const [label] = written([mark(1, 100, { x: 930, side: 'right', text: 'log end 3' })], { width: 1400 })
  expect([label!.lines, label!.boxes[0]!.x2 <= 1000]).toEqual([['log', 'end 3'], true])
})

test('what comes later does not push writing away, but an arrow that was there before does', () => {
  const place = (more: readonly LadderElement[]) => { const { x, y } = written([mark(1, 100), ...more]).find(({ element }) => element.event === 1)!; return { x, y } }
  const across = { x1: 175, y1: 96, x2: 335, y2: 118, label: '' }
  expect(place([arrow(2, 120, across)])).toEqual(place([]))
  expect(place([arrow(2, 90, across)])).not.toEqual(place([]))
})

test('a message’s label is clear of another that was sent while it was on its way', () => {
  const place = (more: readonly LadderElement[]) => { const { x, y } = written([arrow(1, 100), ...more]).find(({ element }) => element.event === 1)!; return { x, y } }
  expect(place([arrow(2, 110, { y2: 96, label: '' })])).not.toEqual(place([]))
  expect(place([arrow(2, 130, { y2: 96, label: '' })])).toEqual(place([]))
})

test('nothing is written over a cross or a tick that is there already', () => {
  const lost = arrow(1, 100, { isLost: true, label: 'offset 1', x2: 425, y2: 108 })
  for (const { boxes } of written([lost, mark(2, 101, { x: 340, side: 'right', text: 'log end 3' }), mark(3, 100, { x: 425, icon: 'cross', text: 'dies' })])) for (const box of boxes) expect(overlaps(box, { x1: 418, x2: 432, y1: 93, y2: 115 })).toBe(false)
})

test('the answer’s label on its way points where the answer goes', () => {
  const lines = (more: Partial<ArrowShape>) => written([arrow(1, 100, { isOnItsWay: true, label: '#0', ...more })])[0]!.lines
  expect([lines({}), lines({ x1: 505, x2: 345 })]).toEqual([['#0 →'], ['← #0']])
})
