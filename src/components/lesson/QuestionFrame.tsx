/** What the forms of a prediction have in common: the question above, skipping and locking in below. */
import type { FormEvent, ReactNode } from 'react'
import type { Answer, Evidence, Question, StepWords } from '../../lessons/lesson'
import { Button } from '../ui/Button'
import { Prose } from './Prose'
import css from './lesson.module.css'

export interface FormProps<Form extends Question> {
  readonly question: Form
  readonly words: Pick<StepWords, 'question' | 'names'>
  readonly evidence: Evidence
  /** The right answer, once it may be shown. */
  readonly right: Answer | undefined
  readonly locked: Answer | undefined
  readonly onLock: (answer: Answer) => void
  readonly onSkip: () => void
  /** On the button that locks the answer. */
  readonly lockWords?: string
}

export function Actions({ isReady, onSkip, locked, lockWords = 'Lock in and run', emptyWords = lockWords === 'Lock in and run' ? 'Choose, then run' : lockWords }: { readonly isReady: boolean; readonly onSkip: () => void; readonly locked: boolean; readonly lockWords?: string | undefined; /** While there is nothing to lock. */ readonly emptyWords?: string }) {
  if (locked) return null
  return (
    <div className={css['row']}>
      <Button look="quiet" onClick={onSkip}>Skip</Button>
      <Button look="primary" type="submit" disabled={!isReady}>{isReady ? lockWords : emptyWords}</Button>
    </div>
  )
}

export function Frame({ words, children, onSubmit }: { readonly words: Pick<StepWords, 'question'>; readonly children: ReactNode; readonly onSubmit: () => void }) {
  const submit = (event: FormEvent): void => { event.preventDefault(); onSubmit() }
  return <form className={css['question']} data-asked onSubmit={submit}><p className={css['ask']}><Prose text={words.question ?? ''} /></p>{children}</form>
}
