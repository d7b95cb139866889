/** Point at something on the stage; the same things stand in a list, for the keyboard and for who cannot see the stage. */
import { use, useId } from 'react'
import type { PickQuestion } from '../../lessons/lesson'
import { Prose } from './Prose'
import { Actions, Frame, type FormProps } from './QuestionFrame'
import { StagePickContext } from './stagePick'
import css from './lesson.module.css'

export function PickForm({ words, locked, onLock, onSkip }: FormProps<PickQuestion>) {
  const pick = use(StagePickContext)
  const group = useId()
  if (!pick) return null
  const { candidates, chosen, choose, right } = pick
  return (
    <Frame words={words} onSubmit={() => { if (chosen !== null) onLock([chosen]) }}>
      {locked === undefined && <p className={css['quietly']}>Point at it on the stage, or choose it here.</p>}
      <fieldset disabled={locked !== undefined}>
        {candidates.map(({ id, name }) => (
          <label key={id} className={css['option']} data-mark={right === undefined ? undefined : right === id ? 'right' : chosen === id ? 'wrong' : undefined}>
            <input type="radio" name={group} value={id} checked={chosen === id} onChange={() => { choose(id) }} />
            <span><Prose text={name} /></span>
            {right === id && <span className={css['mark']}>✓ this</span>}
            {right !== undefined && right !== id && chosen === id && <span className={css['mark']}>✕ yours</span>}
          </label>
        ))}
      </fieldset>
      <Actions isReady={chosen !== null} onSkip={onSkip} locked={locked !== undefined} />
    </Frame>
  )
}
