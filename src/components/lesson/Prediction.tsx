/** A prediction in the card: the form while it is asked, and what came of it once the run has answered. */
import type { ReactNode } from 'react'
import { beliefsShown, fill, isRight, rightAnswer } from '../../lessons/lesson'
import { Button } from '../ui/Button'
import type { PartProps } from './LessonCard'
import { Prose } from './Prose'
import { QuestionForm } from './QuestionForm'
import css from './lesson.module.css'

export function Prediction({ hand, facts, words }: PartProps) {
  const { step, context, phase, evidence, isWhole } = hand
  const question = step.question!, stepWords = words.steps[step.id]!
  const given = context.answers[step.id]
  const isTold = phase === 'told' || phase === 'lookingAgain'
  const right = isWhole ? rightAnswer(question, evidence!) : undefined
  const names = Object.fromEntries(Object.entries(stepWords.names ?? {}).map(([name, text]) => [name, fill(text, facts)]))
  return (
    <QuestionForm key={step.id} question={question} evidence={evidence!} words={{ question: fill(stepWords.question ?? '', facts), names }} right={isTold ? right : undefined} solution={right}
      locked={given === undefined ? undefined : given ?? (question.form === 'number' ? Number.NaN : [])} onLock={hand.lock} onSkip={hand.skip} />
  )
}

/** Right or not, what was measured (`children`), the beliefs that a wrong answer shows, what happened, and the moment again, slowly. */
export function Verdict({ hand, facts, words, children }: PartProps & { readonly children?: ReactNode }) {
  const { step, context, evidence, phase, isWhole } = hand
  const question = step.question!, { beliefs = {}, believed = {}, after = '' } = words.steps[step.id]!
  const given = context.answers[step.id]
  if (given === undefined || !evidence) return null
  if (!isWhole) return <p className={css['verdict']} role="status">{step.fateStrip ? `Playing it: ${Object.values(evidence.fates).reduce((sum, { forks }) => sum + forks.length, 0)} forks so far …` : `Playing it: ${evidence.sweep.length} of ${step.sweep?.values.length ?? 0} runs …`}</p>
  const isWrong = given !== null && !isRight(question, given, evidence)
  const met = isWrong ? beliefsShown(question, given, evidence) : []
  return (
    <div className={css['verdictBox']} role="status">
      {given === null
        ? <p className={css['verdict']}>Skipped. Here is what happened.</p>
        : <p className={css['verdict']} data-right={!isWrong}>{isWrong ? '✕ Not quite.' : '✓ You saw it coming.'}</p>}
      {children}
      {met.map(belief => <p key={belief}>{believed[belief] !== undefined && <strong className={css['believed']}>The belief: {believed[belief]}. </strong>}<Prose text={fill(beliefs[belief] ?? beliefs['other'] ?? '', facts)} /></p>)}
      <p className={css['told']}><Prose text={fill(after, facts)} /></p>
      {(isWrong || given === null) && step.decisive && <p><Button onClick={hand.lookAgain} isIdle={phase === 'lookingAgain'}>{phase === 'lookingAgain' ? 'Look: the moment that decides' : 'Look again, slowly'}</Button></p>}
    </div>
  )
}
