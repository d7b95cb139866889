import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { keepAnswered, missedQuestions } from './missedQuestions'

beforeEach(() => {
  const kept = new Map<string, string>()
  vi.stubGlobal('localStorage', { getItem: (key: string) => kept.get(key) ?? null, setItem: (key: string, value: string) => { kept.set(key, value) } })
})
afterEach(() => { vi.unstubAllGlobals() })

test('missed ones are kept once, and forgotten when answered', () => {
  keepAnswered('linger', 'why-left', false)
  keepAnswered('linger', 'waiting-for', false)
  keepAnswered('linger', 'why-left', false)
  expect(missedQuestions()).toEqual([{ lesson: 'linger', question: 'waiting-for' }, { lesson: 'linger', question: 'why-left' }])
  keepAnswered('linger', 'waiting-for', true)
  expect(missedQuestions()).toEqual([{ lesson: 'linger', question: 'why-left' }])
})
test('what is not of ours is ignored; without storage nothing is kept', () => {
  localStorage.setItem('brokerscope:missed', '[1, {"lesson": "a"}, {"lesson": "a", "question": "b"}]')
  expect(missedQuestions()).toEqual([{ lesson: 'a', question: 'b' }])
  localStorage.setItem('brokerscope:missed', '{"no": "list"}')
  expect(missedQuestions()).toEqual([])
  vi.stubGlobal('localStorage', undefined)
  keepAnswered('a', 'b', false)
  expect(missedQuestions()).toEqual([])
})
