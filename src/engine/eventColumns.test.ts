import { expect, test } from 'vitest'
import { EventColumns } from './eventColumns'
import { EVENT_CODE, EVENT_STRIDE } from './events'

const rows = (...atUs: number[]): Float64Array => Float64Array.from(atUs.flatMap(time => [EVENT_CODE.batchOpened, time, 0, 1000, 5, 1, 2, 3, 0, 0]))

test('appends, cuts when the clock goes back, finds by time and kind', () => {
  const columns = new EventColumns()
  columns.replaceFrom(0, rows(1, 2, 3))
  columns.replaceFrom(3, rows(4, 9))
  expect([columns.firstId, columns.endId]).toEqual([0, 5])
  expect(columns.firstAtOrAfter(3)).toBe(2)
  expect(columns.firstAtOrAfter(5)).toBe(4)
  columns.replaceFrom(2, rows(7))
  expect(Array.from({ length: columns.endId }, (_none, id) => columns.atUs(id))).toEqual([1, 2, 7])
  expect([...columns.ofKind('batchOpened', 2)].map(({ id, atUs, arguments: given }) => [id, atUs, given['batch']])).toEqual([[1, 2, 5], [2, 7, 5]])
  expect([...columns.ofKind('batchDrained')]).toEqual([])
})

test('a block that does not join on starts anew', () => {
  const columns = new EventColumns()
  columns.replaceFrom(0, rows(1))
  columns.replaceFrom(50, rows(60, 70))
  expect([columns.firstId, columns.endId, columns.has(0), columns.atUs(51)]).toEqual([50, 52, false, 70])
})

test('stays bounded', () => {
  const columns = new EventColumns()
  const block = new Float64Array(150_000 * EVENT_STRIDE)
  for (let count = 0; count < 4; count++) columns.replaceFrom(columns.endId, block)
  expect(columns.endId).toBe(600_000)
  expect(columns.endId - columns.firstId).toBeLessThanOrEqual(400_000)
})
