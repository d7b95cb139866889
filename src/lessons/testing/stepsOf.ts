/** A lesson's steps as its tests ask about them: what each finds in its own run, the answer that follows, the beliefs that an answer shows. */
import { beliefsShown, rightAnswer, type Answer, type Evidence, type Lesson, type Step } from '../lesson'
import { stepEvidence } from './played'

export interface Steps {
  stepOf(id: string): Step
  found(id: string): Evidence
  right(id: string, evidence?: Evidence): Answer
  shown(id: string, answer: Answer, evidence?: Evidence): readonly string[]
}

export function stepsOf(lesson: Lesson): Steps {
  const stepOf = (id: string): Step => lesson.steps.find(step => step.id === id)!
  const found = (id: string): Evidence => stepEvidence(lesson, stepOf(id))
  return {
    stepOf, found,
    right: (id, evidence = found(id)) => rightAnswer(stepOf(id).question!, evidence),
    shown: (id, answer, evidence = found(id)) => beliefsShown(stepOf(id).question!, answer, evidence),
  }
}
