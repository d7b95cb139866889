/** Sizes as recorded from Kafka (spec §14.2): null key, one timestamp, unless said. */
import { expect, test } from 'vitest'
import { headersBytes, recordSizeBytes, upperBound } from './recordSize'

test.each([[0, 7], [1, 8], [53, 60], [57, 64], [63, 71], [64, 73], [100, 109], [8191, 8201], [8192, 8203]])('a value of %i bytes makes a record of %i', (value, record) => {
  expect(recordSizeBytes(0, 0, -1, value)).toBe(record)
})
test.each([[63, 0], [64, 1], [8191, 1], [8192, 2], [-1, 0], [-64, 0], [-65, 1]])('a timestamp %i ms after the first costs %i bytes more', (deltaMs, more) => {
  expect(recordSizeBytes(0, deltaMs, -1, 10)).toBe(recordSizeBytes(0, 0, -1, 10) + more)
})
test('a null value and an empty one are as long', () => { expect(recordSizeBytes(0, 0, -1, -1)).toBe(recordSizeBytes(0, 0, -1, 0)) })
test('headers, one of them without a value', () => {
  const headers = headersBytes([[2, 3], [5, -1]])
  expect(recordSizeBytes(0, 0, 3, 5, headers)).toBe(29)
  expect(upperBound(3, 5, headers)).toBe(107)
})
test.each([[-1, 0, 85], [-1, 100, 186], [10, 100, 196], [-1, 1_048_489, 1_048_576]])('key %i and value %i: at most %i bytes', (key, value, bound) => { expect(upperBound(key, value)).toBe(bound) })
