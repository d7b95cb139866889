/** Binds a lesson's course (lessonMachine) to the running session: seeks, plays, rehearses, judges as each state asks. */
import { useMachine } from '@xstate/react'
import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import { lessonMachine, type LessonContext } from '../../session/lessonMachine'
import { evidenceOf } from '../../session/evidence'
import { readJson, writeJson } from '../../session/safeStorage'
import type { SessionStore } from '../../session/session'
import type { RunFigures, Scenario } from '../../engine/pageFace'
import type { Answer, Evidence, Lesson, Setting, Step, Stretch } from '../../lessons/lesson'
import { chosenIn } from '../../lessons/board'
import { milliseconds, rough } from '../../engine/kernel/units'
import { sceneOf, withSettings } from '../../lessons/scenes'
import { useRehearsal } from './useRehearsal'
import { useSessionStore } from '../useSession'

export type LessonPhase = 'arriving' | 'reading' | 'asking' | 'running' | 'told' | 'lookingAgain' | 'trying' | 'judging'
/** A try at the challenge: the settings it was played with, in words, and what came out. */
export interface Attempt { readonly settings: string; readonly figures: RunFigures; readonly refusal: string | null; readonly run: Evidence }
export interface LessonInHand {
  readonly step: Step
  readonly context: LessonContext
  readonly phase: LessonPhase
  /** At rest: the learner may go on, also while the run is still being brought. */
  readonly isWaiting: boolean
  readonly evidence: Evidence | null
  /** False while the step's sweep is being played: its answer is not known yet. */
  readonly isWhole: boolean
  /** What fills the words' placeholders; empty until the step's runs have been played. */
  readonly facts: Readonly<Record<string, string>>
  /** The learner's own last run of the challenge; null before one. */
  readonly ownRun: Evidence | null
  /** Oldest first. */
  readonly attempts: readonly Attempt[]
  readonly proceed: () => void
  readonly back: () => void
  readonly lock: (answer: Answer) => void
  readonly skip: () => void
  readonly lookAgain: () => void
  readonly attempt: () => void
  /** What stands on the challenge's board for its n-th choice. */
  readonly chosen: (index: number) => string
  readonly choose: (index: number, value: string) => void
}

const placeKey = (lesson: Lesson): string => `lesson:${lesson.id}`
/** A challenge is played before the learner's eyes at this speed, unless it tells another: real time. */
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
  const rehearsed = useRehearsal(store, lesson, step)
  /** The step whose run stands on the stage at its beginning. */
  const [standing, setStanding] = useState<Step | null>(null)
  const isReady = rehearsed !== null && standing === step, evidence = rehearsed?.evidence ?? null, isWhole = rehearsed?.isWhole === true
  /** Settled when the step's own run stands at its beginning. */
  const prepared = useRef<Promise<void>>(Promise.resolve())

  const loaded = useRef<Loaded | null>(null)
  /** What the challenge was played with last: coming back to it, that is what stands there. */
  const lastAttempt = useRef<Scenario | null>(null)

  useEffect(() => {
    writeJson(placeKey(lesson), step.id)
    prepared.current = prepared.current.then(() => prepareStep(store, lesson, step, loaded, lastAttempt.current)).catch(() => { /* said by the session */ }).then(() => { setStanding(step) })
  }, [lesson, step, store])

  const stretch = useMemo<Stretch | null>(() => {
    if (phase === 'running') return step.run ?? null
    return phase === 'lookingAgain' && evidence && step.decisive ? step.decisive(evidence) : null
  }, [phase, step, evidence])
  useStretch(store, isReady ? stretch : null, prepared, useCallback(() => { send({ type: 'ran' }) }, [send]))

  const [board, setBoard] = useState<readonly Setting[]>(NOTHING_CHOSEN)
  const attempts = useAttempts(store, lesson, step, board, phase === 'judging', useCallback((refusal: string | null) => { send({ type: 'judged', refusal }) }, [send]))

  useEffect(() => { lastAttempt.current = attempts.at(-1)?.run.scenario ?? null }, [attempts])

  const facts = useMemo(() => {
    return rehearsed ? { ...lesson.facts(rehearsed.own), ...(isWhole ? step.facts?.(rehearsed.evidence) : {}), ...factsOfAttempt(step, attempts.at(-1)) } : {}
  }, [lesson, step, rehearsed, isWhole, attempts])

  const proceed = useCallback(() => {
    store.getState().pause()
    // What is skipped has happened all the same: the step ends where its run ends.
    if (stretch) void store.getState().seek(stretch.untilUs)
    else send({ type: 'continue' })
  }, [send, store, stretch])
  return {
    step, context, phase: isReady ? phase : 'arriving', isWaiting: phase === 'reading' || phase === 'told', evidence, isWhole, facts, ownRun: attempts.at(-1)?.run ?? null, attempts, proceed,
    back: () => { store.getState().pause(); send({ type: 'back' }) }, lock: answer => { send({ type: 'lock', answer }) }, skip: () => { send({ type: 'skip' }) },
    lookAgain: () => {
      // A fork of a fate strip may stand on the stage: what is looked at again is the step's own run.
      if (step.fateStrip) prepared.current = prepareStep(store, lesson, step, loaded, lastAttempt.current).catch(() => { /* said by the session */ })
      send({ type: 'lookAgain' })
    },
    attempt: () => { send({ type: 'attempt' }) },
    chosen: index => chosenIn(withSettings(sceneOf(lesson, step).scenario, board), step.challenge!.board!.choices[index]!),
    choose: (index, value) => {
      const { owner, of, key } = step.challenge!.board!.choices[index]!
      setBoard(all => [...all.filter(one => one.owner !== owner || one.of !== of || one.key !== key), { owner, of, key, value }])
    },
  }
}
const NOTHING_CHOSEN: readonly Setting[] = []

/** What the challenge's words may name of the last attempt: {attempt}, its 99 %; {attemptRequests} a second; {attemptRecords} in a batch; and what the challenge itself reads from it. */
function factsOfAttempt({ challenge }: Step, attempt: Attempt | undefined): Readonly<Record<string, string>> {
  const { p99SendToAckUs: p99Us = null, requestsPerSecond = null, recordsPerBatch = null } = attempt?.figures ?? {}
  return {
    attempt: p99Us === null ? '–' : milliseconds(p99Us), attemptRequests: requestsPerSecond === null ? '–' : rough(Math.round(requestsPerSecond)),
    attemptRecords: recordsPerBatch === null ? '–' : rough(Math.round(recordsPerBatch * 10) / 10),
    ...(attempt && challenge?.facts?.(attempt.run)),
  }
}

/** The scenario that was asked for last, and what the session made of it. */
interface Loaded { readonly asked: Scenario; readonly got: Scenario | null }

/** A step begins at its own instant of its own run, at rest, whatever was changed or tried in the one before. */
async function prepareStep(store: SessionStore, lesson: Lesson, step: Step, loaded: React.RefObject<Loaded | null>, attempted: Scenario | null): Promise<void> {
  store.getState().select(null)
  // What was said of the run that stood here before.
  for (const { id, tone } of store.getState().notices) if (tone === 'information') store.getState().dismiss(id)
  if (step.run) store.getState().setSpeed(step.run.speed)
  const asked = (step.challenge && attempted) || sceneOf(lesson, step).scenario
  const { scenario, branch, load, switchBranch, seek } = store.getState()
  if (loaded.current?.asked !== asked || loaded.current.got !== scenario) {
    await load(asked, step.atUs)
    loaded.current = { asked, got: store.getState().scenario }
    return
  }
  if (branch !== 0) await switchBranch(0)
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
function useAttempts(store: SessionStore, lesson: Lesson, step: Step, board: readonly Setting[], isJudging: boolean, onJudged: (refusal: string | null) => void): readonly Attempt[] {
  const [attempts, setAttempts] = useState<readonly Attempt[]>([])
  useEffect(() => {
    const { challenge } = step
    if (!isJudging || !challenge) return
    let isOver = false
    const judge = async (): Promise<void> => {
      await store.getState().settled()
      const { configs, load, rehearse, playUntil, seek, shownProducer, showProducer } = store.getState()
      const scenario = attemptedScenario(lesson, configs, step, board)
      await load(scenario)
      if (shownProducer > 0) showProducer(shownProducer)
      const [rehearsal] = await Promise.all([rehearse(scenario, challenge.untilUs), prefersCalm() ? seek(challenge.untilUs) : playUntil(challenge.untilUs, challenge.speed ?? ATTEMPT_SPEED)])
      const run = await evidenceOf(scenario, rehearsal)
      rehearsal.close()
      if (isOver) return
      const refusal = challenge.judge(run)
      setAttempts(all => [...all, { settings: settingsInWords(step, configs), figures: run.figures, refusal, run }])
      onJudged(refusal)
    }
    void judge().catch((problem: unknown) => {
      store.getState().notify('error', `The attempt could not be played: ${String(problem)}`)
      if (!isOver) onJudged('notPlayed')
    })
    return () => { isOver = true }
  }, [isJudging, step, lesson, board, store, onJudged])
  return attempts
}

type Configs = Readonly<Record<string, Readonly<Record<string, number | string>>>>

export const settingsInWords = (step: Step, configs: Configs): string => (step.settings ?? []).map(({ owner, name }) => `${name}=${String(configs[owner]![name])}`).join(', ')

/** The step's scenario with the settings that the learner has now, from the beginning; `board`: what was chosen on the challenge's. */
export const attemptedScenario = (lesson: Lesson, configs: Configs, step: Step, board: readonly Setting[]): Scenario =>
  withSettings(sceneOf(lesson, step).scenario, [...(step.settings ?? []).map(({ owner, name }) => ({ owner, key: name, value: configs[owner]![name]! })), ...board])
