/**
 * The stage without chrome, for a frame in somebody's page: a slim caption, minimal time controls, what was ignored in the address said once.
 * Never takes focus, pauses off screen, needs nothing but itself.
 */
import { useEffect, useMemo, useRef } from 'react'
import { presetNamed } from '../../engine/pageFace'
import { fill, type Step } from '../../lessons/lesson'
import { sceneOf } from '../../lessons/scenes'
import { showPartition } from '../../session/partitionNamed'
import { parseUrlState, withUrlState } from '../../session/urlState'
import { applyTheme } from '../../session/theme'
import Ladder from '../ladder/Ladder'
import { LogTable } from '../log/LogTable'
import { Playback } from '../playback/Playback'
import { Stage } from '../stage/Stage'
import { useKeyboard } from '../useKeyboard'
import { Prose } from '../lesson/Prose'
import { useWrittenLesson } from '../lesson/useWrittenLesson'
import { useSession, useSessionStore } from '../useSession'
import { WhyPanel } from '../why/WhyPanel'
import css from './embed.module.css'

interface Shown { readonly title: string; readonly words: string; readonly step: Step | null }

export function EmbedPage() {
  const store = useSessionStore()
  const frame = useRef<HTMLDivElement>(null)
  const state = useMemo(() => parseUrlState(location.search, location.hash), [])
  const found = useWrittenLesson(state.lesson)
  const written = found === 'loading' ? undefined : found
  const step = written?.lesson.steps.find(({ id }, index) => id === state.step || String(index + 1) === state.step) ?? null
  const shown: Shown = written ? { title: step ? written.words.steps[step.id]!.title : written.words.title, words: step ? fill(written.words.steps[step.id]!.words, {}) : written.words.objective, step } : { title: 'Kafka, running', words: '', step: null }
  const view = state.view ?? step?.view ?? 'stage'
  const isAsked = useSession(session => session.why !== null)
  useKeyboard()
  useEffect(() => {
    if (found === 'loading') return
    const start = async (): Promise<void> => {
      const session = store.getState()
      if (state.theme) applyTheme(state.theme, false)
      const scenario = (found && (step ? sceneOf(found.lesson, step).scenario : found.lesson.scenario)) ?? presetNamed(state.scene ?? 'playground')!
      const atUs = state.atUs ?? step?.run?.fromUs ?? step?.atUs
      await session.load(withUrlState(scenario, state), atUs)
      // Settings that cannot be together: the notice says so, the rest is shown.
      if (store.getState().scenario === null) await session.load(scenario, atUs)
      const noPartition = await showPartition(store.getState(), state.partition)
      for (const problem of noPartition === null ? state.problems : [...state.problems, noPartition]) session.notify('warning', problem)
      if (state.lesson !== undefined && !found) session.notify('warning', `lesson=${state.lesson} was ignored: there is no such lesson, or it is not ready`)
      if (found && state.step !== undefined && !step) session.notify('warning', `step=${state.step} was ignored: this lesson has no such step`)
      session.setSpeed(state.speed ?? step?.run?.speed ?? 1 / 200)
      const isCalm = window.matchMedia('(prefers-reduced-motion: reduce)').matches
      if (!(state.autoplay ?? !isCalm)) return
      if (step?.run && state.atUs === undefined) await session.playUntil(step.run.untilUs)
      else session.play()
    }
    void start()
  }, [store, state, found, step])
  useEffect(() => {
    const watched = frame.current
    if (!watched) return
    let wasPlaying = false
    const observer = new IntersectionObserver(([entry]) => {
      const session = store.getState()
      if (entry?.isIntersecting === false && session.status === 'playing') { wasPlaying = true; session.pause() }
      else if (entry?.isIntersecting === true && wasPlaying) { wasPlaying = false; session.play() }
    })
    observer.observe(watched)
    return () => { observer.disconnect() }
  }, [store])
  return (
    <div ref={frame} className={css['embed']}>
      <header className={css['caption']}>
        <strong>{shown.title}</strong>
        {shown.words !== '' && !shown.words.includes('{') && <span><Prose text={shown.words} /></span>}
      </header>
      <main className={css['center']}>{view === 'ladder' ? <Ladder /> : view === 'log' ? <LogTable /> : <Stage focus={step?.focus && { stations: step.focus }} />}{isAsked && <div className={css['why']}><WhyPanel /></div>}</main>
      <Playback />
    </div>
  )
}
