/** The card of a step: where one is, its words, its question or task, and one obvious next action. */
import { useEffect, useRef, useState } from 'react'
import { milliseconds } from '../../engine/kernel/units'
import { hrefOf } from '../../session/route'
import { fill, isRight, type Answer, type Lesson, type LessonWords, type Step } from '../../lessons/lesson'
import { Button, ButtonLink } from '../ui/Button'
import { Appear } from '../ui/motion'
import { useSession } from '../useSession'
import { Prose } from './Prose'
import { QuestionForm } from './QuestionForm'
import type { LessonInHand } from './useLesson'
import css from './lesson.module.css'

const KIND_WORDS: Readonly<Record<Step['kind'], string>> = { scene: 'watch', predict: 'predict', try: 'try', challenge: 'challenge' }

export function LessonCard({ lesson, words, hand, onRide }: { readonly lesson: Lesson; readonly words: LessonWords; readonly hand: LessonInHand; readonly onRide: () => void }) {
  const { step, context, phase, evidence } = hand
  const stepWords = words.steps[step.id]!
  const facts = evidence ? { ...lesson.facts(evidence), attempt: hand.attemptUs === null ? '' : milliseconds(hand.attemptUs) } : {}
  const heading = useRef<HTMLHeadingElement>(null)
  const wasAt = useRef(context.index)
  useEffect(() => {
    if (wasAt.current !== context.index) heading.current?.focus({ preventScroll: true })
    wasAt.current = context.index
  }, [context.index])
  return (
    <article className={css['card']} data-step={step.id} data-phase={phase}>
      <div className={css['top']}><span>Step {context.index + 1} of {lesson.steps.length} · {KIND_WORDS[step.kind]}</span><span>{lesson.minutes} min</span></div>
      <Appear key={step.id} className={css['body']}>
        <h1 ref={heading} tabIndex={-1} className={css['title']}>{stepWords.title}</h1>
        <p className={css['words']}><Prose text={fill(stepWords.words, facts)} /></p>
        {phase === 'told' && stepWords.after && !step.challenge && <p className={css['told']} role="status"><Prose text={fill(stepWords.after, facts)} /></p>}
        {step.question && evidence && <Prediction hand={hand} facts={facts} words={words} />}
        {step.kind === 'try' && <Button look="primary" onClick={onRide}>Request a ride</Button>}
        {step.challenge && <ChallengePart hand={hand} facts={facts} words={words} />}
        {context.isFinished && context.index === lesson.steps.length - 1 && <ButtonLink href={hrefOf({ page: 'play' })}>On to the playground</ButtonLink>}
      </Appear>
      <Foot hand={hand} isLast={context.index === lesson.steps.length - 1} />
    </article>
  )
}

function Foot({ hand, isLast }: { readonly hand: LessonInHand; readonly isLast: boolean }) {
  const { phase, context, step } = hand
  const isWaiting = phase === 'reading' || phase === 'told'
  const words = phase === 'running' || phase === 'lookingAgain' ? 'Skip to the end' : phase === 'reading' && step.run ? 'Run' : 'Continue'
  const next = isLast ? (step.kind === 'challenge' ? null : 'Done') : words
  const canProceed = isWaiting || phase === 'running' || phase === 'lookingAgain'
  return (
    <div className={css['foot']}>
      <Button disabled={context.index === 0} onClick={hand.back}>Back</Button>
      {phase === 'arriving' && <span className={css['quietly']}>preparing the run…</span>}
      {phase === 'trying' && step.kind === 'challenge' && <span className={css['quietly']}>set the knobs, then check</span>}
      {next !== null && canProceed && <Button look={isWaiting ? 'primary' : 'normal'} onClick={hand.proceed} data-testid="continue">{next}</Button>}
    </div>
  )
}

interface PartProps { readonly hand: LessonInHand; readonly facts: Readonly<Record<string, string>>; readonly words: LessonWords }

function Prediction({ hand, facts, words }: PartProps) {
  const { step, context, phase, evidence } = hand
  const question = step.question!, stepWords = words.steps[step.id]!
  const given = context.answers[step.id]
  const isTold = phase === 'told' || phase === 'lookingAgain'
  const right = question.answer(evidence!)
  const filled = { ...stepWords, question: fill(stepWords.question ?? '', facts) }
  return (
    <>
      {isTold && given !== undefined && <Verdict answer={given} hand={hand} facts={facts} words={words} />}
      <QuestionForm key={step.id} question={question} words={filled} right={isTold ? right : undefined} solution={right}
        locked={given === undefined ? undefined : given ?? (question.form === 'number' ? Number.NaN : [])} onLock={hand.lock} onSkip={hand.skip} />
    </>
  )
}

function Verdict({ answer, hand, facts, words }: PartProps & { readonly answer: Answer | null }) {
  const { step, evidence, phase } = hand
  const question = step.question!, stepWords = words.steps[step.id]!
  if (answer === null) return <p className={css['verdict']}>Skipped. Here is what happened.</p>
  const right = isRight(question, answer, evidence!)
  const beliefs = stepWords.beliefs ?? {}
  const wrong = question.form === 'choice'
    ? question.parts.flatMap((part, index) => { const chosen = (answer as readonly string[])[index]!; return chosen === question.answer(evidence!)[index] ? [] : [beliefs[part] ?? beliefs[chosen] ?? ''] })
    : [beliefs['other'] ?? '']
  return (
    <div role="status">
      <p className={css['verdict']} data-right={right}>{right ? '✓ You saw it coming.' : '✕ Not quite.'}</p>
      {!right && wrong.map(words_ => <p key={words_} className={css['words']}><Prose text={fill(words_, facts)} /></p>)}
      {!right && step.decisive && <p style={{ marginTop: 8 }}><Button onClick={hand.lookAgain} disabled={phase === 'lookingAgain'}>Look again, slowly</Button></p>}
    </div>
  )
}

function ChallengePart({ hand, facts, words }: PartProps) {
  const { step, context, phase } = hand
  const stepWords = words.steps[step.id]!
  const [asked, setAsked] = useState(0)
  const hints = (stepWords.hints ?? []).slice(0, Math.max(asked, Math.min(context.hints, 1)))
  const configs = useSession(session => session.configs)
  const changed = (step.settings ?? []).map(({ owner, name }) => `${name} = ${String((configs[owner] as Readonly<Record<string, number | string>>)[name])}`).join(', ')
  return (
    <div className={css['question']}>
      <p className={css['ask']}><code>{changed}</code></p>
      <div className={css['foot']} style={{ position: 'static', background: 'none', padding: 0 }}>
        <Button look="quiet" onClick={() => { setAsked(Math.min(3, hints.length + 1)) }} disabled={hints.length >= 3}>Hint</Button>
        <Button look="primary" onClick={hand.attempt} disabled={phase === 'judging'}>{phase === 'judging' ? 'Playing two seconds…' : 'Check it'}</Button>
      </div>
      <div role="status">
        {context.refusal && <p className={css['verdict']} data-right="false">✕ <span><Prose text={fill(stepWords.refusals?.[context.refusal] ?? '', facts)} /></span></p>}
        {context.refusal === null && <><p className={css['verdict']} data-right="true">✓ Goal reached, attempt {context.attempts}</p><p className={css['words']}><Prose text={fill(stepWords.after ?? '', facts)} /></p></>}
      </div>
      {hints.length > 0 && context.refusal !== null && <ol className={css['hints']}>{hints.map(hint => <li key={hint}><Prose text={hint} /></li>)}</ol>}
    </div>
  )
}
