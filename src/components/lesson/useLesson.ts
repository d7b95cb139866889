/** Binds a lesson's course (lessonMachine) to the running session: seeks, plays, rehearses, judges as each state asks. */
import { useMachine } from '@xstate/react'
import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import { lessonMachine, type LessonContext } from '../../session/lessonMachine'
import { evidenceOf } from '../../session/evidence'
import { readJson, writeJson } from '../../session/safeStorage'
import type { SessionStore } from '../../session/session'
import type { RunFigures, Scenario } from '../../engine/pageFace'
import type { Answer, Evidence, Lesson, Step, Stretch } from '../../lessons/lesson'
import { useSessionStore } from '../useSession'

export type LessonPhase = 'arriving' | 'reading' | 'asking' | 'running' | 'told' | 'lookingAgain' | 'trying' | 'judging'
/** A try at the challenge: the settings it was played with, in words, and what came out. */
export interface Attempt { readonly settings: string; readonly figures: RunFigures; readonly refusal: string | null }
export interface LessonInHand {
  readonly step: Step
  readonly context: LessonContext
  readonly phase: LessonPhase
  readonly evidence: Evidence | null
  /** Oldest first. */
  readonly attempts: readonly Attempt[]
  readonly proceed: () => void
  readonly back: () => void
  readonly lock: (answer: Answer) => void
  readonly skip: () => void
  readonly lookAgain: () => void
  readonly attempt: () => void
}

const placeKey = (lesson: Lesson): string => `lesson:${lesson.id}`
/** A challenge is played before the learner's eyes at this speed: real time. */
const ATTEMPT_SPEED = 1

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
  const { context } = snapshot
  const phase = snapshot.value as LessonPhase
  const step = lesson.steps[context.index]!
  const evidence = useRehearsal(store, lesson)
  const isReady = evidence !== null
  /** Settled when the step's own run stands at its beginning. */
  const prepared = useRef<Promise<void>>(Promise.resolve())

  useEffect(() => {
    if (!isReady) return
    writeJson(placeKey(lesson), step.id)
    prepared.current = prepareStep(store, lesson, step)
  }, [isReady, lesson, step, store])

  const stretch = useMemo<Stretch | null>(() => {
    if (phase === 'running') return step.run ?? null
    return phase === 'lookingAgain' && evidence && step.decisive ? step.decisive(evidence) : null
  }, [phase, step, evidence])
  useStretch(store, isReady ? stretch : null, prepared, useCallback(() => { send({ type: 'ran' }) }, [send]))

  const attempts = useAttempts(store, lesson, step, phase === 'judging', useCallback((refusal: string | null) => { send({ type: 'judged', refusal }) }, [send]))

  const proceed = useCallback(() => {
    store.getState().pause()
    // What is skipped has happened all the same: the step ends where its run ends.
    if (stretch) void store.getState().seek(stretch.untilUs)
    else send({ type: 'continue' })
  }, [send, store, stretch])
  return {
    step, context, phase: isReady ? phase : 'arriving', evidence, attempts, proceed,
    back: () => { store.getState().pause(); send({ type: 'back' }) }, lock: answer => { send({ type: 'lock', answer }) }, skip: () => { send({ type: 'skip' }) },
    lookAgain: () => { send({ type: 'lookAgain' }) }, attempt: () => { send({ type: 'attempt' }) },
  }
}

/** Plays the whole lesson aside, once, for the answers; null until that is done. */
function useRehearsal(store: SessionStore, lesson: Lesson): Evidence | null {
  const [evidence, setEvidence] = useState<Evidence | null>(null)
  useEffect(() => {
    let isOver = false
    const begin = async (): Promise<void> => {
      await store.getState().load(lesson.scenario)
      const rehearsal = await store.getState().rehearse(lesson.scenario, lesson.rehearseUntilUs)
      const found = await evidenceOf(lesson.scenario, rehearsal)
      rehearsal.close()
      if (!isOver) setEvidence(found)
    }
    void begin().catch((problem: unknown) => { store.getState().notify('error', `The lesson could not be prepared: ${String(problem)}`) })
    return () => { isOver = true }
  }, [lesson, store])
  return evidence
}

/** A step begins at its own instant of the lesson's own run, at rest, whatever was changed or tried in the one before. */
async function prepareStep(store: SessionStore, lesson: Lesson, step: Step): Promise<void> {
  store.getState().select(null)
  const { scenario, branch, load, switchBranch, seek } = store.getState()
  if (JSON.stringify(scenario?.configs) !== JSON.stringify(lesson.scenario.configs)) await load(lesson.scenario)
  else if (branch !== 0) await switchBranch(0)
  await seek(step.atUs)
}

/** Plays a stretch of the run and says when it is over. */
function useStretch(store: SessionStore, stretch: Stretch | null, prepared: React.RefObject<Promise<void>>, onRan: () => void): void {
  useEffect(() => {
    if (!stretch) return
    let isOver = false
    const arrive = (): void => {
      if (isOver) return
      isOver = true
      store.getState().pause()
      onRan()
    }
    const play = async (): Promise<void> => {
      await prepared.current
      if (isOver) return
      await store.getState().seek(prefersCalm() ? stretch.untilUs : stretch.fromUs)
      if (isOver) return
      if (store.getState().nowUs >= stretch.untilUs) { arrive(); return }
      await store.getState().playUntil(stretch.untilUs, stretch.speed)
      if (store.getState().nowUs >= stretch.untilUs) arrive()
    }
    // Paused by hand it waits; played on or skipped by hand it still ends where it ends.
    const unsubscribe = store.subscribe(({ nowUs }, before) => { if (nowUs >= stretch.untilUs && before.nowUs >= stretch.fromUs && before.nowUs < stretch.untilUs) arrive() })
    void play().catch(arrive)
    return () => { isOver = true; unsubscribe() }
  }, [stretch, store, prepared, onRan])
}

/** Plays the challenge with the learner's settings from the beginning: before her eyes, and aside for the figures over all of it. */
function useAttempts(store: SessionStore, lesson: Lesson, step: Step, isJudging: boolean, onJudged: (refusal: string | null) => void): readonly Attempt[] {
  const [attempts, setAttempts] = useState<readonly Attempt[]>([])
  useEffect(() => {
    const { challenge } = step
    if (!isJudging || !challenge) return
    let isOver = false
    const judge = async (): Promise<void> => {
      const { configs, load, rehearse, playUntil, seek } = store.getState()
      const scenario = withSettings(lesson, configs, step)
      await load(scenario)
      const [rehearsal] = await Promise.all([rehearse(scenario, challenge.untilUs), prefersCalm() ? seek(challenge.untilUs) : playUntil(challenge.untilUs, ATTEMPT_SPEED)])
      rehearsal.close()
      if (isOver) return
      const { events, figures, view } = rehearsal
      const refusal = challenge.judge({ scenario, events, figures, view })
      setAttempts(all => [...all, { settings: settingsInWords(step, configs), figures, refusal }])
      onJudged(refusal)
    }
    void judge().catch((problem: unknown) => {
      store.getState().notify('error', `The attempt could not be played: ${String(problem)}`)
      if (!isOver) onJudged('notPlayed')
    })
    return () => { isOver = true }
  }, [isJudging, step, lesson, store, onJudged])
  return attempts
}

type Configs = Readonly<Record<string, Readonly<Record<string, number | string>>>>

export const settingsInWords = (step: Step, configs: Configs): string => (step.settings ?? []).map(({ owner, name }) => `${name}=${String(configs[owner]![name])}`).join(', ')

/** The lesson's scenario with the settings that the learner has now, from the beginning. */
export function withSettings(lesson: Lesson, configs: Configs, step: Step): Scenario {
  const merged: Record<string, Record<string, number | string>> = {}
  for (const [owner, values] of Object.entries(lesson.scenario.configs)) merged[owner] = { ...values }
  for (const { owner, name } of step.settings ?? []) merged[owner] = { ...merged[owner], [name]: configs[owner]![name]! }
  return { ...lesson.scenario, configs: merged }
}
