/**
 * The course of a lesson: where the learner is, what is locked in, what is playing. What a step does (seek, run, judge) is the page's; this says when.
 *   reading → (continue) running → told → next step
 *   a prediction: asking → (locked or skipped) running → told → (look again) lookingAgain → told
 *   a challenge: trying → judging → told or trying
 */
import { assign, setup } from 'xstate'
import type { Answer, Step } from '../lessons/lesson'

export type LessonEvent =
  | { readonly type: 'continue' } | { readonly type: 'back' } | { readonly type: 'lock'; readonly answer: Answer } | { readonly type: 'skip' } | { readonly type: 'ran' }
  | { readonly type: 'lookAgain' } | { readonly type: 'attempt' } | { readonly type: 'judged'; readonly refusal: string | null } | { readonly type: 'go'; readonly index: number }

export interface LessonContext {
  readonly steps: readonly Step[]
  readonly index: number
  /** Step id → the locked answer; null: skipped. */
  readonly answers: Readonly<Record<string, Answer | null>>
  readonly attempts: number
  readonly hints: number
  /** Why the last attempt failed; undefined before one, null when it reached the goal. */
  readonly refusal: string | null | undefined
  readonly isFinished: boolean
}

const stepOf = ({ steps, index }: LessonContext): Step => steps[index]!
const answered = ({ answers }: LessonContext, step: Step): boolean => Object.hasOwn(answers, step.id)

export const lessonMachine = setup({
  types: { context: {} as LessonContext, events: {} as LessonEvent, input: {} as { readonly steps: readonly Step[]; readonly index: number } },
  guards: {
    isQuestion: ({ context }) => stepOf(context).question !== undefined && !answered(context, stepOf(context)),
    isChallenge: ({ context }) => stepOf(context).challenge !== undefined,
    isTold: ({ context }) => answered(context, stepOf(context)),
    autoplays: ({ context }) => stepOf(context).autoplay === true,
    runs: ({ context }) => stepOf(context).run !== undefined,
    isFirst: ({ context }) => context.index === 0,
    isLast: ({ context }) => context.index === context.steps.length - 1,
    reached: ({ event }) => event.type === 'judged' && event.refusal === null,
  },
  actions: {
    next: assign(({ context }) => ({ index: Math.min(context.index + 1, context.steps.length - 1), refusal: undefined, hints: 0 })),
    previous: assign(({ context }) => ({ index: Math.max(0, context.index - 1), refusal: undefined, hints: 0 })),
    jump: assign(({ context, event }) => ({ index: event.type === 'go' ? Math.min(Math.max(0, event.index), context.steps.length - 1) : context.index, refusal: undefined, hints: 0 })),
    keepAnswer: assign(({ context, event }) => ({ answers: { ...context.answers, [stepOf(context).id]: event.type === 'lock' ? event.answer : null } })),
    countAttempt: assign(({ context }) => ({ attempts: context.attempts + 1 })),
    keepVerdict: assign(({ context, event }) => (event.type === 'judged' ? { refusal: event.refusal, hints: event.refusal === null ? context.hints : Math.min(3, context.hints + 1) } : {})),
    finish: assign({ isFinished: true }),
  },
}).createMachine({
  id: 'lesson',
  context: ({ input }) => ({ steps: input.steps, index: input.index, answers: {}, attempts: 0, hints: 0, refusal: undefined, isFinished: false }),
  initial: 'arriving',
  on: { go: { target: '.arriving', actions: 'jump' }, back: { target: '.arriving', actions: 'previous' } },
  states: {
    arriving: {
      always: [{ guard: 'isQuestion', target: 'asking' }, { guard: 'isChallenge', target: 'trying' }, { guard: 'isTold', target: 'told' }, { guard: 'autoplays', target: 'running' }, { target: 'reading' }],
    },
    reading: { on: { continue: [{ guard: 'runs', target: 'running' }, { guard: 'isLast', target: 'told', actions: 'finish' }, { target: 'arriving', actions: 'next' }] } },
    asking: { on: { lock: [{ guard: 'runs', target: 'running', actions: 'keepAnswer' }, { target: 'told', actions: 'keepAnswer' }], skip: [{ guard: 'runs', target: 'running', actions: 'keepAnswer' }, { target: 'told', actions: 'keepAnswer' }] } },
    running: { on: { ran: 'told', continue: 'told' } },
    told: { on: { lookAgain: 'lookingAgain', continue: [{ guard: 'isLast', target: 'told', actions: 'finish' }, { target: 'arriving', actions: 'next' }], attempt: { guard: 'isChallenge', target: 'judging', actions: 'countAttempt' } } },
    lookingAgain: { on: { ran: 'told', continue: 'told' } },
    trying: { on: { attempt: { target: 'judging', actions: 'countAttempt' } } },
    judging: { on: { judged: [{ guard: 'reached', target: 'told', actions: ['keepVerdict', 'finish'] }, { target: 'trying', actions: 'keepVerdict' }] } },
  },
})
