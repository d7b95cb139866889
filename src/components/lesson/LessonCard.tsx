/** The card of a step: where one is, its words, its question or task, and one obvious next action. */
import { useEffect, useRef, useState, type ReactNode } from 'react'
import { hrefOf } from '../../session/route'
import { lessonList } from '../../lessons'
import { fill, type Evidence, type Lesson, type LessonWords, type Step } from '../../lessons/lesson'
import { TakeAlong } from '../properties/TakeAlong'
import { Button, ButtonLink } from '../ui/Button'
import { Appear } from '../ui/motion'
import { ChallengePanel } from './ChallengePanel'
import { ComparisonTable } from './ComparisonTable'
import { EndQuestions } from './EndQuestions'
import { Prediction, Verdict } from './Prediction'
import { Prose } from './Prose'
import { Recap } from './Recap'
import type { LessonInHand } from './useLesson'
import css from './lesson.module.css'

const KIND_WORDS: Readonly<Record<Step['kind'], string>> = { scene: 'watch', predict: 'predict', try: 'try', challenge: 'challenge' }

export interface PartProps { readonly hand: LessonInHand; readonly facts: Readonly<Record<string, string>>; readonly words: LessonWords }

const filled = (names: Readonly<Record<string, string>>, facts: Readonly<Record<string, string>>): Readonly<Record<string, string>> => Object.fromEntries(Object.entries(names).map(([name, text]) => [name, fill(text, facts)]))

export function LessonCard({ lesson, words, hand, onRide, knobs }: { readonly lesson: Lesson; readonly words: LessonWords; readonly hand: LessonInHand; readonly onRide: () => void; readonly knobs?: ReactNode }) {
  const { step, context, phase, evidence, facts } = hand
  const stepWords = words.steps[step.id]!
  const heading = useRef<HTMLHeadingElement>(null)
  const wasAt = useRef(context.index)
  useEffect(() => {
    if (wasAt.current !== context.index) heading.current?.focus()
    wasAt.current = context.index
  }, [context.index])
  const isTold = phase === 'told' || phase === 'lookingAgain'
  const compared = step.comparison && isTold && evidence && hand.isWhole ? <ComparisonTable comparison={step.comparison} evidence={evidence} names={filled(stepWords.names ?? {}, facts)} /> : undefined
  const isLast = context.index === lesson.steps.length - 1
  return (
    <article className={css['card']} data-step={step.id} data-phase={phase}>
      <div className={css['top']}><span>Step {context.index + 1} of {lesson.steps.length} · {KIND_WORDS[step.kind]}</span><span>{lesson.minutes} min</span></div>
      <Appear key={step.id} className={css['body']}>
        <h1 ref={heading} tabIndex={-1} className={css['title']}>{stepWords.title}</h1>
        {step.question && isTold
          ? <Verdict hand={hand} facts={facts} words={words}>{compared}</Verdict>
          : evidence && <p className={css['words']}><Prose text={fill(stepWords.words, facts)} /></p>}
        {!step.question && isTold && stepWords.after && !step.challenge && <p className={css['told']} role="status"><Prose text={fill(stepWords.after, facts)} /></p>}
        {!step.question && compared}
        {context.index === 0 && words.recap && <Recap recap={words.recap} />}
        {step.question && evidence && <Prediction hand={hand} facts={facts} words={words} />}
        {stepWords.youMayHaveRead !== undefined && (isTold || !step.question) && <details className={css['readElsewhere']}><summary>You may have read …</summary><p><Prose text={fill(stepWords.youMayHaveRead, facts)} /></p></details>}
        {knobs !== undefined && <div className={css['knobs']} data-asked>{knobs}</div>}
        {step.ride && <Button look="primary" onClick={onRide}>Request a ride</Button>}
        {step.challenge && evidence && <ChallengePanel hand={hand} facts={facts} words={words} />}
        {context.isFinished && isLast && <Closing lesson={lesson} words={words} run={hand.ownRun} />}
      </Appear>
      <Foot hand={hand} isLast={isLast} />
    </article>
  )
}

function Closing({ lesson, words, run }: { readonly lesson: Lesson; readonly words: LessonWords; readonly run: Evidence | null }) {
  const next = lessonList.slice(lessonList.findIndex(({ id }) => id === lesson.id) + 1).find(({ ready }) => ready)
  return (
    <div data-ending-of-lesson className={css['last']} tabIndex={-1}>
      {lesson.endQuestions && run && <EndQuestions lesson={lesson} words={words} run={run} />}
      <div className={css['closing']}>
        <p>{words.objective}</p>
        <p>What it speaks against: {words.beliefs.map(belief => `“${belief}”`).join(', ')}.</p>
        {next && <ButtonLink look="primary" href={hrefOf({ page: 'lesson', lesson: next.id })}>Next: {next.title}</ButtonLink>}
        <ButtonLink look={next ? 'normal' : 'primary'} href={hrefOf({ page: 'play' })}>On to the playground</ButtonLink>
        <TakeAlong />
        <a href={hrefOf({ page: 'teacher', lesson: lesson.id })}>For teachers</a>
      </div>
    </div>
  )
}

/** What comes after the challenge lies under it, in the card or, on a phone, on the page. */
function showEnding(): void {
  const ending = document.querySelector<HTMLElement>('[data-ending-of-lesson]')
  ending?.scrollIntoView({ block: 'start' })
  ending?.focus({ preventScroll: true })
}

/** Whether the first of these lies below what is seen. */
function useIsBelow(selector: string): boolean {
  const [isBelow, setBelow] = useState(false)
  useEffect(() => {
    const meant = document.querySelector(selector)
    if (!meant) return
    const observer = new IntersectionObserver(entries => { const { isIntersecting, boundingClientRect } = entries.at(-1)!; setBelow(!isIntersecting && boundingClientRect.top > 0) }, { rootMargin: '0px 0px -120px 0px' })
    observer.observe(meant)
    return () => { observer.disconnect() }
  }, [selector])
  return isBelow
}

/** What is asked for now; where it lies below what is seen, the way to it. */
function Asked({ words, way }: { readonly words: string; readonly way: string }) {
  return useIsBelow('[data-asked]') ? <Button look="primary" onClick={() => { document.querySelector('[data-asked]')?.scrollIntoView({ block: 'center' }) }}>{way} ↓</Button> : <span className={css['quietly']}>{words}</span>
}

/** The way to what comes last, as long as it is not seen. */
function WayToEnding({ words }: { readonly words: string }) {
  return useIsBelow('[data-ending-of-lesson]') && <Button look="primary" onClick={showEnding}>{words} ↓</Button>
}

function Foot({ hand, isLast }: { readonly hand: LessonInHand; readonly isLast: boolean }) {
  const { phase, isWaiting, context, step } = hand
  const isPlaying = phase === 'running' || phase === 'lookingAgain'
  const next = isPlaying ? 'Skip to the end' : phase !== 'told' && step.run ? 'Run' : 'Continue'
  return (
    <div className={css['foot']}>
      <Button isIdle={context.index === 0} onClick={hand.back}>Back</Button>
      {phase === 'arriving' && !isWaiting && <span className={css['quietly']}>preparing the run…</span>}
      {phase === 'asking' && <Asked key="guess" words="your guess first" way="Your guess" />}
      {phase === 'trying' && !(isLast && context.isFinished) && <Asked key="knobs" words="set the knobs, then check" way="To the knobs" />}
      {isLast && context.isFinished && phase !== 'judging' && <WayToEnding words={hand.ownRun ? 'Three questions' : 'The end'} />}
      {!isLast && (isWaiting || isPlaying) && <Button look={isWaiting ? 'primary' : 'normal'} onClick={hand.proceed} data-testid="continue">{next}</Button>}
    </div>
  )
}
