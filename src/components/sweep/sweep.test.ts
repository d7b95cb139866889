/** The pure parts of a sweep: which values, where its points lie, what leaves as CSV. */
import { describe, expect, test } from 'vitest'
import { CONFIG_TABLES } from '../../engine/pageFace'
import { scenarioWith, type SweepPoint } from '../../session/sweep'
import { presetNamed } from '../../engine/pageFace'
import { bestOf, csvOf, curveOf } from './tradeOff'
import { MOST_VALUES, parseValues, sweepValues } from './sweepValues'

const point = (value: number, p99Us: number | null, requestsPerSecond: number): SweepPoint =>
  ({ value, p50Us: p99Us === null ? null : p99Us / 2, p99Us, requestsPerSecond, recordsPerBatch: 3.25, acknowledgedRecords: 10, failedRecords: 0, problem: p99Us === null ? 'It was refused, said Kafka' : null })
const POINTS = [point(0, 13_500, 470), point(3, 7900, 300), point(20, 24_500, 50), point(30, null, 0)]
const SIZE = { width: 700, height: 360 }

describe('values', () => {
  test('what is offered lies in a setting’s bounds, ascending, each once', () => {
    for (const [owner, key] of [['producer', 'linger.ms'], ['producer', 'batch.size'], ['producer', 'buffer.memory'], ['workload', 'records.per.second'], ['network', 'latency.us']] as const) {
      const values = sweepValues((CONFIG_TABLES[owner] as never as Record<string, Parameters<typeof sweepValues>[0]>)[key]!)
      expect(values.length, key).toBeGreaterThan(5)
      expect(values).toEqual([...new Set(values)].toSorted((one, other) => one - other))
    }
  })
  const parsed = (text: string) => parseValues(text, CONFIG_TABLES.producer, 'linger.ms', '4.4')
  test('what is typed is put in order', () => { expect(parsed('20, 5;0  5')).toEqual({ values: [0, 5, 20], problem: null }) })
  test('what Kafka refuses is answered in its words', () => {
    expect(parsed('0, -1').problem).toBe('Invalid value -1 for configuration linger.ms: Value must be at least 0')
    expect(parsed('0, soon').problem).toContain('Not a number of type LONG')
  })
  test('too few and too many', () => {
    expect(parsed('5').problem).toContain('at least two')
    expect(parsed(Array.from({ length: MOST_VALUES + 1 }, (_none, index) => index).join(',')).problem).toContain(`at most ${MOST_VALUES}`)
  })
})

describe('the curve', () => {
  test('fewer requests lie further left, more latency higher; a refused value has no point', () => {
    const { points } = curveOf(POINTS, 'linger.ms', 'ms', 'requests', SIZE)
    expect(points.map(({ point: { value } }) => value)).toEqual([0, 3, 20])
    expect(points.map(({ x }) => x).toSorted((one, other) => other - one)).toEqual(points.map(({ x }) => x))
    expect(points[2]!.y).toBeLessThan(points[0]!.y)
    expect(points[1]!.y).toBeGreaterThan(points[0]!.y)
    for (const { x, y } of points) { expect(x).toBeGreaterThanOrEqual(0); expect(x).toBeLessThanOrEqual(SIZE.width); expect(y).toBeGreaterThanOrEqual(0); expect(y).toBeLessThanOrEqual(SIZE.height) }
  })
  test('against the setting its points stand in the setting’s order', () => {
    const { points } = curveOf(POINTS, 'linger.ms', 'ms', 'setting', SIZE)
    expect(points.map(({ x }) => x).toSorted((one, other) => one - other)).toEqual(points.map(({ x }) => x))
  })
  test('the soonest is the lowest', () => { expect(bestOf(POINTS)?.value).toBe(3); expect(bestOf([])).toBeNull() })
})

test('CSV: a header with units, a row a point, quoted where it must be', () => {
  const lines = csvOf(POINTS, 'linger.ms', 'ms').split('\r\n')
  expect(lines[0]).toBe('linger.ms (ms),p50 send to ack (ms),p99 send to ack (ms),requests (1/s),records per batch,records acknowledged,records failed,problem')
  expect(lines[1]).toBe('0,6.75,13.5,470,3.25,10,0,')
  expect(lines[4]).toBe('30,,,0,3.25,10,0,"It was refused, said Kafka"')
  expect(lines).toHaveLength(6)
})

test('a sweep’s scenario has the value from the beginning, and nothing in its script changes it', () => {
  const changing = { ...presetNamed('timeouts')! }
  const swept = scenarioWith(changing, 'network', 'latency.us', 3000)
  expect(swept.configs.network).toMatchObject({ 'latency.us': 3000 })
  expect(swept.script).toEqual([])
  expect(swept.seed).toBe(changing.seed)
})
