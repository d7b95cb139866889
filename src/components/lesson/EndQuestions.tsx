/** What is asked when the lesson is done: about the learner's own run, one question after the other. Missed ones are kept. */
import { useState } from 'react'
import { fill, isRight, type Answer, type Evidence, type Lesson, type LessonWords } from '../../lessons/lesson'
import { keepAnswered } from '../../session/missedQuestions'
import { Prose } from './Prose'
import { ChoiceForm } from './QuestionForm'
import css from './lesson.module.css'

export function EndQuestions({ lesson, words, run }: { readonly lesson: Lesson; readonly words: LessonWords; readonly run: Evidence }) {
  const questions = lesson.endQuestions ?? []
  const [answers, setAnswers] = useState<Readonly<Record<string, Answer | null>>>({})
  const asked = questions.slice(0, questions.findIndex(({ id }) => answers[id] === undefined) + 1 || questions.length)
  return (
    <section className={css['ending']} aria-label="Three questions about your own run">
      <h2>{questions.length === 3 ? 'Three' : questions.length} questions about your own run</h2>
      {asked.map(({ id, question, facts: factsOf }) => {
        const facts = factsOf(run), own = words.ending?.[id] ?? {}
        const given = answers[id]
        const names = Object.fromEntries(Object.entries(own.names ?? {}).map(([name, text]) => [name, fill(text, facts)]))
        const right = question.answer(run), isOk = given !== undefined && given !== null && isRight(question, given, run)
        const answer = (value: Answer | null): void => {
          setAnswers({ ...answers, [id]: value })
          if (value !== null) keepAnswered(lesson.id, id, isRight(question, value, run))
        }
        return (
          <div key={id} data-ending={id}>
            <ChoiceForm question={question} words={{ question: fill(own.question ?? '', facts), names }} evidence={run} right={given === undefined ? undefined : right}
              locked={given === undefined ? undefined : given ?? []} onLock={answer} onSkip={() => { answer(null) }} lockWords="Answer" />
            {given !== undefined && (
              <p className={css['told']} role="status">
                {given !== null && <strong className={css['verdict']} data-right={isOk}>{isOk ? '✓ Right. ' : '✕ Not quite. '}</strong>}
                {given !== null && !isOk && own.beliefs?.[(given as readonly string[])[0]!] !== undefined && <><Prose text={fill(own.beliefs[(given as readonly string[])[0]!]!, facts)} /> </>}
                <Prose text={fill(own.after ?? '', facts)} />
              </p>
            )}
          </div>
        )
      })}
    </section>
  )
}
