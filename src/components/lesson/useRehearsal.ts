/** The evidence of the step in hand, its runs played aside; those of the next step are begun while this one is read. */
import { useEffect, useMemo, useState } from 'react'
import { Rehearsals } from '../../session/evidence'
import type { SessionStore } from '../../session/session'
import type { Evidence, Lesson, Step, SweptPoint } from '../../lessons/lesson'

export interface StepEvidence {
  readonly evidence: Evidence
  /** The lesson's own run, wherever the step plays. */
  readonly own: Evidence
  /** False while the step's sweep has points to come: then `evidence.sweep` is what there is of it. */
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
  const points = useSweep(store, rehearsals, step)
  return useMemo(() => {
    if (found?.step !== step) return null
    const isWhole = points.length === (step.sweep?.values.length ?? 0)
    return { own: found.own, evidence: step.sweep ? { ...found.evidence, sweep: points } : found.evidence, isWhole }
  }, [found, step, points])
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
