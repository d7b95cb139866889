/** The pick of the step in hand: what lies on the stage to be pointed at, and what has been. */
import { useMemo, useState } from 'react'
import { fill, type LessonWords } from '../../lessons/lesson'
import type { StagePick } from './stagePick'
import type { LessonInHand } from './useLesson'

export function useStagePick({ step, evidence, facts, context, phase }: LessonInHand, words: LessonWords): StagePick | null {
  const [picked, setPicked] = useState<{ readonly step: string; readonly id: string } | null>(null)
  const question = step.question?.form === 'pick' ? step.question : null
  const locked = context.answers[step.id]
  const isTold = phase === 'told' || phase === 'lookingAgain'
  return useMemo(() => {
    if (!question || !evidence || phase === 'running') return null
    const name = words.steps[step.id]!.names?.['candidate'] ?? ''
    const chosen = Array.isArray(locked) ? String(locked[0]) : picked?.step === step.id ? picked.id : null
    return {
      what: question.what, candidates: question.candidates(evidence).map(candidate => ({ id: candidate.id, name: fill(name, { ...facts, ...candidate.facts }) })), chosen,
      choose: id => { if (locked === undefined) setPicked({ step: step.id, id }) }, right: isTold ? question.answer(evidence) : undefined, isLocked: locked !== undefined,
    }
  }, [question, evidence, facts, words, step, locked, picked, isTold, phase])
}
