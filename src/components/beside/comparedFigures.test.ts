/** Two runs' figures beside each other, in words. */
import { expect, test } from 'vitest'
import type { RunFigures } from '../../engine/pageFace'
import { comparedFigures, differenceInWords } from './comparedFigures'

test.each([[5, 5, 'the same'], [0, 3, '▲ from none'], [3, 0, '▼ to none'], [100, 112, '▲ 12 %'], [100, 38, '▼ 62 %'], [100, 320, '▲ 3.2 times'], [10_000, 10_001, 'nearly the same']])('%d and %d: %s', (a, b, words) => {
  expect(differenceInWords(a, b)).toBe(words)
})

test('what one of them has not got is not compared', () => {
  const none = { requestsPerSecond: null, recordsPerBatch: null, p50SendToAckUs: null, p99SendToAckUs: null, acknowledgedRecords: 0, failedRecords: 0, refusedRecords: 0, lostRecords: 0, duplicatedRecords: 0 } as RunFigures
  const some: RunFigures = { ...none, requestsPerSecond: 40, p99SendToAckUs: 9500, acknowledgedRecords: 7, refusedRecords: 2 }
  const by = Object.fromEntries(comparedFigures(none, some).map(figure => [figure.id, figure]))
  expect(by['requests']).toMatchObject({ a: '–', b: '40', difference: '', isEqual: false })
  expect(by['failed']).toMatchObject({ a: '0', b: '2', difference: '▲ from none' })
  expect(by['lost']).toMatchObject({ difference: 'the same', isEqual: true })
})
