/** The evidence of the step in hand, its runs played aside; those of the next step are begun while this one is read. */
import { useEffect, useMemo, useState } from 'react'
import { Rehearsals } from '../../session/evidence'
import type { SessionStore } from '../../session/session'
import type { FateStrip } from '../../lessons/fateStrip'
import type { Evidence, Lesson, Step, SweptPoint } from '../../lessons/lesson'

export interface StepEvidence {
  readonly evidence: Evidence
  /** The lesson's own run, wherever the step plays. */
  readonly own: Evidence
  /** False while the step's sweep or its fate strips are being played: then `evidence` has what there is of them. */
  readonly isWhole: boolean
}

/** Null until the step's runs have been played. */
export function useRehearsal(store: SessionStore, lesson: Lesson, step: Step): StepEvidence | null {
  const rehearsals = useMemo(() => new Rehearsals(lesson, (scenario, untilUs) => store.getState().rehearse(scenario, untilUs)), [lesson, store])
  const [found, setFound] = useState<{ readonly step: Step; readonly own: Evidence; readonly evidence: Evidence } | null>(null)
  useEffect(() => {
    let isOver = false
    const play = async (): Promise<void> => {
      const own = await rehearsals.ofScene()
      const evidence = await rehearsals.ofStep(step)
      if (isOver) return
      setFound({ step, own, evidence })
      const next = lesson.steps[lesson.steps.indexOf(step) + 1]
      if (next) await rehearsals.ofStep(next)
    }
    void play().catch((problem: unknown) => { if (!isOver) store.getState().notify('error', `The lesson could not be prepared: ${String(problem)}`) })
    return () => { isOver = true }
  }, [rehearsals, lesson, step, store])
  const points = useSweep(store, rehearsals, step), strips = useFates(store, rehearsals, step)
  return useMemo(() => {
    if (found?.step !== step) return null
    const isWhole = points.length === (step.sweep?.values.length ?? 0) && (!step.fateStrip || (strips.length > 0 && strips.every(strip => strip.isWhole)))
    const played = { ...step.sweep && { sweep: points }, ...step.fateStrip && { fates: Object.fromEntries(strips.map(strip => [strip.name, strip])) } }
    return { own: found.own, evidence: step.sweep || step.fateStrip ? { ...found.evidence, ...played } : found.evidence, isWhole }
  }, [found, step, points, strips])
}

/** The points of the step's sweep so far, by value; played while the learner thinks. */
function useSweep(store: SessionStore, rehearsals: Rehearsals, step: Step): readonly SweptPoint[] {
  const [swept, setSwept] = useState<{ readonly step: Step; readonly points: readonly SweptPoint[] } | null>(null)
  useEffect(() => {
    if (!step.sweep) return
    const over = new AbortController()
    const take = (point: SweptPoint): void => { setSwept(last => ({ step, points: [...(last?.step === step ? last.points : []), point].toSorted((one, other) => one.value - other.value) })) }
    setSwept(null)
    rehearsals.sweep(step, take, over.signal).catch((problem: unknown) => { if (!over.signal.aborted) store.getState().notify('error', `The runs could not be played: ${String(problem)}`) })
    return () => { over.abort() }
  }, [store, rehearsals, step])
  return swept?.step === step ? swept.points : NONE
}
const NONE: readonly SweptPoint[] = []

/** The step's fate strips so far; played while the learner thinks. */
function useFates(store: SessionStore, rehearsals: Rehearsals, step: Step): readonly FateStrip[] {
  const [played, setPlayed] = useState<{ readonly step: Step; readonly strips: readonly FateStrip[] } | null>(null)
  useEffect(() => {
    if (!step.fateStrip) return
    const over = new AbortController()
    rehearsals.fates(step, strips => { setPlayed({ step, strips }) }, over.signal).catch((problem: unknown) => { if (!over.signal.aborted) store.getState().notify('error', `The forks could not be played: ${String(problem)}`) })
    return () => { over.abort() }
  }, [store, rehearsals, step])
  return played?.step === step ? played.strips : NO_STRIPS
}
const NO_STRIPS: readonly FateStrip[] = []
