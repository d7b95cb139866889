/** The runner itself: it can fail, and says how. */
import { expect, test } from 'vitest'
import { difference, type RecordedCase } from './cases'
import { playCase, tally } from './playCases'

const good: RecordedCase = { id: 'varint-x', kind: 'varint', given: { varint: 300 }, expect: { hex: 'd804' } }

test('a case passes, a doctored one fails with expected and got', () => {
  expect(playCase(good).problem).toBeNull()
  const { problem } = playCase({ ...good, expect: { hex: 'd805' } })
  expect(problem).toContain('expected "d805", got "d804"')
})
test('a kind that is not supported fails and says so', () => { expect(playCase({ ...good, kind: 'weather' }).problem).toContain('kind weather is not supported yet') })
test('a player that throws fails its case', () => { expect(playCase({ ...good, kind: 'serialize', given: { serializer: 'Telepathy', value: 1 } }).problem).toContain('no serializer is called Telepathy') })
test('what is not expected must not be there, and the other way round', () => {
  expect(difference({ a: 1 }, { a: 1, b: 2 })).toContain('b')
  expect(difference({ a: [1, 2] }, { a: [1] })).toContain('2 entries')
  expect(difference({ a: null }, { a: {} })).not.toBeNull()
  expect(difference([1, 1.0000001], [1, 1], 1e-6)).toBeNull()
  expect(difference(1.1, 1)).not.toBeNull()
})
test('claims: only claimed kinds, exceptions apart; an exception that passes, or that is of no case, fails', () => {
  const bad = { ...good, id: 'varint-bad', expect: { hex: '00' } }
  expect(tally([good, bad, { ...good, kind: 'weather' }], { kinds: ['varint'], exceptions: { 'varint-bad': 'why' } })).toMatchObject({ passed: 1, failed: 0, excepted: 1 })
  expect(tally([good], { kinds: ['varint'], exceptions: { 'varint-x': 'why' } }).problems[0]).toContain('passes')
  expect(tally([good], { kinds: ['varint', 'crc32c'], exceptions: { nope: 'why' } }).failed).toBe(2)
})
