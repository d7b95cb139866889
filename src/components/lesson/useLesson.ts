/** Binds a lesson's course (lessonMachine) to the running session: seeks, plays, rehearses, judges as each state asks. */
import { useMachine } from '@xstate/react'
import { useCallback, useEffect, useMemo, useState } from 'react'
import { lessonMachine, type LessonContext } from '../../session/lessonMachine'
import { evidenceOf } from '../../session/evidence'
import { readJson, writeJson } from '../../session/safeStorage'
import type { Scenario } from '../../engine/pageFace'
import type { Answer, Evidence, Lesson, Step, Stretch } from '../../lessons/lesson'
import { useSessionStore } from '../useSession'

export type LessonPhase = 'arriving' | 'reading' | 'asking' | 'running' | 'told' | 'lookingAgain' | 'trying' | 'judging'
export interface LessonInHand {
  readonly step: Step
  readonly context: LessonContext
  readonly phase: LessonPhase
  readonly evidence: Evidence | null
  /** What the last attempt's p99 was, in µs. */
  readonly attemptUs: number | null
  proceed(): void
  back(): void
  lock(answer: Answer): void
  skip(): void
  lookAgain(): void
  attempt(): void
}

const placeKey = (lesson: Lesson): string => `lesson:${lesson.id}`

/** Where to begin: the step named, the remembered place, or the first. */
function firstIndex(lesson: Lesson, stepId: string | undefined): number {
  const named = lesson.steps.findIndex(({ id }, index) => id === stepId || String(index + 1) === stepId)
  const remembered = lesson.steps.findIndex(({ id }) => id === readJson(placeKey(lesson)))
  return Math.max(0, stepId === undefined ? remembered : named)
}

const prefersCalm = (): boolean => window.matchMedia('(prefers-reduced-motion: reduce)').matches

export function useLesson(lesson: Lesson, stepId: string | undefined): LessonInHand {
  const store = useSessionStore()
  const [snapshot, send] = useMachine(lessonMachine, { input: { steps: lesson.steps, index: firstIndex(lesson, stepId) } })
  const [evidence, setEvidence] = useState<Evidence | null>(null)
  const [attemptUs, setAttemptUs] = useState<number | null>(null)
  const [isLoaded, setIsLoaded] = useState(false)
  const { context } = snapshot
  const phase = snapshot.value as LessonPhase
  const step = lesson.steps[context.index]!

  useEffect(() => {
    let isOver = false
    const begin = async (): Promise<void> => {
      await store.getState().load(lesson.scenario)
      const rehearsal = await store.getState().rehearse(lesson.scenario, lesson.rehearseUntilUs)
      const found = await evidenceOf(lesson.scenario, rehearsal)
      rehearsal.close()
      if (isOver) return
      setEvidence(found)
      setIsLoaded(true)
    }
    void begin().catch((problem: unknown) => { store.getState().notify('error', `The lesson could not be prepared: ${String(problem)}`) })
    return () => { isOver = true }
  }, [lesson, store])

  // A new step begins at its own instant, at rest, whatever happened in the one before.
  useEffect(() => {
    if (!isLoaded) return
    writeJson(placeKey(lesson), step.id)
    store.getState().select(null)
    if (!step.autoplay) void store.getState().seek(step.atUs)
  }, [isLoaded, lesson, step, store])

  const stretch = useMemo<Stretch | null>(() => {
    if (phase === 'running') return step.run ?? null
    return phase === 'lookingAgain' && evidence && step.decisive ? step.decisive(evidence) : null
  }, [phase, step, evidence])

  useEffect(() => {
    if (!isLoaded || !stretch) return
    const session = store.getState()
    let isOver = false
    const arrive = (): void => {
      if (isOver) return
      isOver = true
      store.getState().pause()
      send({ type: 'ran' })
    }
    const play = async (): Promise<void> => {
      const isCalm = prefersCalm()
      await session.seek(isCalm ? stretch.untilUs : stretch.fromUs)
      if (isOver) return
      if (isCalm) { arrive(); return }
      session.setSpeed(stretch.speed)
      await session.playUntil(stretch.untilUs)
      if (store.getState().nowUs >= stretch.untilUs) arrive()
    }
    // Paused by hand it waits; played on by hand it still ends where the step ends.
    const unsubscribe = store.subscribe((state, before) => { if (state.nowUs !== before.nowUs && state.nowUs >= stretch.untilUs && state.status !== 'loading' && before.nowUs >= stretch.fromUs && before.nowUs < stretch.untilUs) arrive() })
    void play()
    return () => { isOver = true; unsubscribe() }
  }, [isLoaded, stretch, store, send])

  useEffect(() => {
    if (phase !== 'judging' || !step.challenge) return
    let isOver = false
    const judge = async (): Promise<void> => {
      const scenario = withSettings(lesson, store.getState().configs, step)
      const rehearsal = await store.getState().rehearse(scenario, step.challenge!.untilUs)
      const refusal = step.challenge!.judge({ scenario, events: rehearsal.events, figures: rehearsal.figures, view: rehearsal.view })
      rehearsal.close()
      if (isOver) return
      setAttemptUs(rehearsal.figures.p99SendToAckUs)
      send({ type: 'judged', refusal })
    }
    void judge().catch((problem: unknown) => { store.getState().notify('error', String(problem)); send({ type: 'judged', refusal: 'tooSlow' }) })
    return () => { isOver = true }
  }, [phase, step, lesson, store, send])

  const proceed = useCallback(() => {
    store.getState().pause()
    send({ type: 'continue' })
  }, [send, store])
  return {
    step, context, phase: isLoaded ? phase : 'arriving', evidence, attemptUs, proceed,
    back: () => { store.getState().pause(); send({ type: 'back' }) }, lock: answer => { send({ type: 'lock', answer }) }, skip: () => { send({ type: 'skip' }) },
    lookAgain: () => { send({ type: 'lookAgain' }) }, attempt: () => { send({ type: 'attempt' }) },
  }
}

/** The lesson's scenario with the settings that the learner has now, from the beginning. */
export function withSettings(lesson: Lesson, configs: Readonly<Record<string, Readonly<Record<string, number | string>>>>, step: Step): Scenario {
  const merged: Record<string, Record<string, number | string>> = {}
  for (const [owner, values] of Object.entries(lesson.scenario.configs)) merged[owner] = { ...values }
  for (const { owner, name } of step.settings ?? []) merged[owner] = { ...merged[owner], [name]: configs[owner]![name]! }
  return { ...lesson.scenario, configs: merged }
}
