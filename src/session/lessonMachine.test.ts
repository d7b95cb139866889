/** The course of a lesson, state by state: what is locked before it runs, what may be skipped, what is kept. */
import { describe, expect, test } from 'vitest'
import { createActor } from 'xstate'
import type { Step } from '../lessons/lesson'
import { lessonMachine, type LessonEvent } from './lessonMachine'

const run = { fromUs: 0, untilUs: 1000, speed: 0.001 }
const question = { form: 'number', tolerance: 0, answer: () => 7 } as const
const STEPS: readonly Step[] = [
  { id: 'opening', kind: 'scene', atUs: 0, run, autoplay: true }, { id: 'guess', kind: 'predict', atUs: 0, run, question }, { id: 'guess-at-rest', kind: 'predict', atUs: 0, question },
  { id: 'words', kind: 'scene', atUs: 0 }, { id: 'task', kind: 'challenge', atUs: 0, challenge: { untilUs: 1, par: 1, solution: [], judge: () => null } },
]

function begin(index = 0) {
  const actor = createActor(lessonMachine, { input: { steps: STEPS, index } }).start()
  const state = (): unknown => actor.getSnapshot().value
  const tell = (...events: readonly LessonEvent[]): unknown => { for (const event of events) actor.send(event); return state() }
  return { state, tell, context: () => actor.getSnapshot().context }
}
const go = { type: 'continue' } as const, ran = { type: 'ran' } as const, back = { type: 'back' } as const

describe('the course of a lesson', () => {
  test('the opening plays by itself, then waits', () => {
    const { state, tell } = begin()
    expect(state()).toBe('running')
    expect(tell(ran)).toBe('told')
  })

  test('a prediction runs only when it is locked in, and cannot be changed afterwards', () => {
    const { tell, context } = begin(1)
    expect(tell(go)).toBe('asking')
    expect(tell({ type: 'lock', answer: 7 })).toBe('running')
    tell({ type: 'lock', answer: 8 })
    expect(context().answers).toEqual({ guess: 7 })
    expect(tell(ran)).toBe('told')
    expect(tell(go, back)).toBe('told')
    expect(context().answers).toEqual({ guess: 7 })
  })

  test('skipping is allowed, and recorded as a skip', () => {
    const { tell, context } = begin(1)
    expect(tell({ type: 'skip' })).toBe('running')
    expect(context().answers).toEqual({ guess: null })
  })

  test('a question about a run that is over is answered at once', () => {
    const { tell } = begin(2)
    expect(tell({ type: 'lock', answer: 1 })).toBe('told')
  })

  test('one may look again as often as one likes', () => {
    const { tell } = begin(2)
    expect(tell({ type: 'skip' }, { type: 'lookAgain' })).toBe('lookingAgain')
    expect(tell(ran, { type: 'lookAgain' })).toBe('lookingAgain')
    expect(tell(ran, go)).toBe('reading')
  })

  test('a challenge is tried until its goal is reached; its first failure brings a hint', () => {
    const { state, tell, context } = begin(4)
    expect(state()).toBe('trying')
    expect(tell({ type: 'attempt' })).toBe('judging')
    expect(tell({ type: 'judged', refusal: 'tooSlow' })).toBe('trying')
    expect(context()).toMatchObject({ refusal: 'tooSlow', attempts: 1, hints: 1, isFinished: false })
    expect(tell({ type: 'attempt' }, { type: 'judged', refusal: null })).toBe('told')
    expect(context()).toMatchObject({ refusal: null, attempts: 2, isFinished: true })
  })

  test('nothing is locked: any step can be gone to, and back stops at the first', () => {
    const { tell, context } = begin(3)
    expect(tell({ type: 'go', index: 1 })).toBe('asking')
    tell(back, back, back)
    expect(context().index).toBe(0)
    tell({ type: 'go', index: 99 })
    expect(context().index).toBe(STEPS.length - 1)
  })
})
