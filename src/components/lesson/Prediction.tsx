/** A prediction in the card: the form while it is asked, and what came of it once the run has answered. */
import { beliefsShown, fill, isRight } from '../../lessons/lesson'
import { Button } from '../ui/Button'
import type { PartProps } from './LessonCard'
import { Prose } from './Prose'
import { QuestionForm } from './QuestionForm'
import css from './lesson.module.css'

export function Prediction({ hand, facts, words }: PartProps) {
  const { step, context, phase, evidence } = hand
  const question = step.question!, stepWords = words.steps[step.id]!
  const given = context.answers[step.id]
  const isTold = phase === 'told' || phase === 'lookingAgain'
  const right = question.answer(evidence!)
  return (
    <QuestionForm key={step.id} question={question} words={{ ...stepWords, question: fill(stepWords.question ?? '', facts) }} right={isTold ? right : undefined} solution={right}
      locked={given === undefined ? undefined : given ?? (question.form === 'number' ? Number.NaN : [])} onLock={hand.lock} onSkip={hand.skip} />
  )
}

/** Right or not, the beliefs that a wrong answer shows, what happened, and the moment again, slowly. */
export function Verdict({ hand, facts, words }: PartProps) {
  const { step, context, evidence, phase } = hand
  const question = step.question!, { beliefs = {}, after = '' } = words.steps[step.id]!
  const given = context.answers[step.id]
  if (given === undefined || !evidence) return null
  const isWrong = given !== null && !isRight(question, given, evidence)
  const met = isWrong ? beliefsShown(question, given, evidence) : []
  return (
    <div className={css['verdictBox']} role="status">
      {given === null
        ? <p className={css['verdict']}>Skipped. Here is what happened.</p>
        : <p className={css['verdict']} data-right={!isWrong}>{isWrong ? '✕ Not quite.' : '✓ You saw it coming.'}</p>}
      {met.map(belief => <p key={belief}><Prose text={fill(beliefs[belief] ?? beliefs['other'] ?? '', facts)} /></p>)}
      <p className={css['told']}><Prose text={fill(after, facts)} /></p>
      {(isWrong || given === null) && step.decisive && <p><Button onClick={hand.lookAgain} disabled={phase === 'lookingAgain'}>{phase === 'lookingAgain' ? 'Look: the moment that decides' : 'Look again, slowly'}</Button></p>}
    </div>
  )
}
