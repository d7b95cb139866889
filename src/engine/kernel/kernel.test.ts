import { fc, test as property } from '../testing/propertyTest'
import { describe, expect, test } from 'vitest'
import { appendRow, CHUNK_ROWS, copyRows, createColumnLog, firstRowAtLeast, firstRowKept, rowOffset } from './columnLog'
import { copyState } from './copyState'
import { createEventQueue, dequeue, enqueue, nextDueUs, PHASE, type Phase } from './eventQueue'
import { createStream, nextBelow, nextUint32 } from './random'
import { createHash, hashText, mixInteger } from './rollingHash'
import { bytes, grouped, milliseconds, rough, scale } from './units'

describe('event queue', () => {
  property('hands tasks out by time, then phase, then insertion', fc.array(fc.tuple(fc.nat(50), fc.constantFrom<Phase>(...Object.values(PHASE))), { maxLength: 600 }), entries => {
    const queue = createEventQueue()
    entries.forEach(([atUs, phase], index) => { enqueue(queue, atUs, phase, 0, 0, index, phase) })
    const out: [number, number, number][] = []
    while (queue.size > 0) { const slot = dequeue(queue); out.push([queue.atUs[slot]!, queue.second[slot]!, queue.first[slot]!]) }
    expect(out).toEqual(entries.map(([atUs, phase], index): [number, number, number] => [atUs, phase, index]).toSorted((one, other) => one[0] - other[0] || one[1] - other[1] || one[2] - other[2]))
  })
  test('refuses a time that is not a whole number of µs', () => {
    expect(() => { enqueue(createEventQueue(), 1.5, 0, 0, 0, 0, 0) }).toThrow('whole')
    expect(nextDueUs(createEventQueue())).toBe(Infinity)
    expect(() => dequeue(createEventQueue())).toThrow('empty')
  })
})

describe('random streams', () => {
  test('depend on seed and name, and on nothing else', () => {
    const draw = (seed: number, name: string): number[] => { const stream = createStream(seed, name); return [nextUint32(stream), nextUint32(stream), nextUint32(stream)] }
    expect(draw(1, 'keys')).toEqual(draw(1, 'keys'))
    expect(draw(1, 'keys')).not.toEqual(draw(2, 'keys'))
    expect(draw(1, 'keys')).not.toEqual(draw(1, 'arrivals'))
  })
  test('nextBelow reaches every value and stays below its bound, about evenly', () => {
    const stream = createStream(3, 'even'), counts = [0, 0, 0, 0, 0]
    for (let draw = 0; draw < 50_000; draw++) counts[nextBelow(stream, 5)]!++
    for (const count of counts) expect(Math.abs(count - 10_000)).toBeLessThan(500)
  })
})

test('a column log keeps row numbers when it drops its oldest chunks', () => {
  const log = createColumnLog(2, 2)
  for (let row = 0; row < CHUNK_ROWS * 3 + 5; row++) { const at = rowOffset(log, row); const rows = appendRow(log); rows[at] = row * 10; rows[at + 1] = -row }
  expect(firstRowKept(log)).toBe(CHUNK_ROWS * 2)
  expect(Array.from(copyRows(log, CHUNK_ROWS * 3 - 1, CHUNK_ROWS * 3 + 1))).toEqual([(CHUNK_ROWS * 3 - 1) * 10, -(CHUNK_ROWS * 3 - 1), CHUNK_ROWS * 30, -CHUNK_ROWS * 3])
  expect(firstRowAtLeast(log, 0, CHUNK_ROWS * 30 + 15)).toBe(CHUNK_ROWS * 3 + 2)
})

describe('copying state', () => {
  test('copies deeply, shares what is sealed, keeps one object one', () => {
    const shared = { sealed: true, value: [1] }, twice = { n: 1 }
    const state = { shared, list: [twice, twice], numbers: new Float64Array([1, 2]), byKey: new Map([[1, twice]]), names: new Set(['a']) }
    const copy = copyState(state)
    expect(copy).toEqual(state)
    expect(copy.shared).toBe(shared)
    expect(copy.list[0]).toBe(copy.list[1])
    expect(copy.byKey.get(1)).toBe(copy.list[0])
    copy.numbers[0] = 9
    expect(state.numbers[0]).toBe(1)
  })
  test('refuses what is not data', () => {
    expect(() => copyState({ rule: () => 1 })).toThrow('function')
    expect(() => copyState({ now: new URL('http://a.b') })).toThrow('class')
  })
})

test('the rolling hash tells apart order, sign and the high half of a number', () => {
  const hashed = (...values: number[]): string => { const hash = createHash(); for (const value of values) mixInteger(hash, value); return hashText(hash) }
  const all = [hashed(), hashed(0), hashed(0, 0), hashed(1, 2), hashed(2, 1), hashed(-1), hashed(4294967295), hashed(2 ** 40), hashed(2 ** 40 + 1), hashed(-(2 ** 40))]
  expect(new Set(all).size).toBe(all.length)
  expect(hashed(1, 2)).toMatch(/^[0-9a-f]{32}$/)
})

test('numbers for people', () => {
  expect([grouped(1500), grouped(16384), grouped(-3), grouped(0.4, 1)]).toEqual(['1\u202f500', '16\u202f384', '−3', '0.4'])
  expect([milliseconds(204_600), milliseconds(350), milliseconds(0), milliseconds(12_345_678)].map(text => text.replaceAll('\u00a0', ' '))).toEqual(['204.6 ms', '0.35 ms', '0.0 ms', '12.346 s'])
  expect([bytes(385), bytes(16384), bytes(81920), bytes(33554432)].map(text => text.replaceAll(/[\u00a0\u202f]/g, ' '))).toEqual(['385 B', '16 384 B', '80 KiB', '32 MiB'])
  expect([rough(3), rough(10.64), rough(4.94), rough(611.2)]).toEqual(['3', '10.6', '4.94', '611'])
  expect(scale(1 / 200).replaceAll('\u00a0', ' ')).toBe('1 s here = 5 ms in Kafka')
})
