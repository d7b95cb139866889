/** A prediction: cards to order, choices, a number, something to point at, a curve to draw. Locked in before anything runs; afterwards it shows what was right. */
import { useId, useState } from 'react'
import { unitOf } from '../../lessons/answerInWords'
import { toleranceAt, type Answer, type ChoiceQuestion, type NumberQuestion, type Question } from '../../lessons/lesson'
import { CurveForm } from './CurveForm'
import { OrderForm } from './OrderForm'
import { PickForm } from './PickForm'
import { readableNumber } from './readableNumber'
import { Prose } from './Prose'
import { Actions, Frame, type FormProps } from './QuestionFrame'
import css from './lesson.module.css'

/** `key` this by step: an answer belongs to one question. */
export function QuestionForm(props: FormProps<Question> & { readonly solution: Answer | undefined }) {
  const { question } = props
  if (question.form === 'order') return <OrderForm {...props} question={question} solution={props.solution} />
  if (question.form === 'choice') return <ChoiceForm {...props} question={question} />
  if (question.form === 'pick') return <PickForm {...props} question={question} />
  if (question.form === 'curve') return <CurveForm {...props} question={question} />
  return <NumberForm {...props} question={question} />
}

export function ChoiceForm({ question, words, evidence, right, locked, onLock, onSkip, lockWords }: FormProps<ChoiceQuestion>) {
  const [chosen, setChosen] = useState<readonly (string | undefined)[]>(() => (Array.isArray(locked) ? locked as readonly string[] : question.parts.map(() => undefined)))
  const isLocked = locked !== undefined
  const rightOnes = Array.isArray(right) ? question.accepted?.(evidence) ?? (right as readonly string[]).map(one => [one]) : undefined
  const group = useId()
  return (
    <Frame words={words} onSubmit={() => { if (chosen.every(one => one !== undefined)) onLock(chosen) }}>
      {question.parts.map((part, index) => (
        <fieldset key={part} disabled={isLocked} data-look={question.look ?? 'list'}>
          {part !== '' && <legend><Prose text={words.names?.[part] ?? part} /></legend>}
          {question.options.map(option => (
            <label key={option} className={css['option']} data-mark={rightOnes ? (rightOnes[index]?.includes(option) ? 'right' : chosen[index] === option ? 'wrong' : undefined) : undefined}>
              <input type="radio" name={`${group}${part}`} value={option} checked={chosen[index] === option} onChange={() => { setChosen(chosen.map((one, place) => (place === index ? option : one))) }} />
              <span><Prose text={words.names?.[option] ?? option} /></span>
              {rightOnes?.[index]?.includes(option) === true && <span className={css['mark']}>{question.look === 'toggles' ? '✓' : '✓ this'}</span>}
              {rightOnes && rightOnes[index]?.includes(option) !== true && chosen[index] === option && <span className={css['mark']}>{question.look === 'toggles' ? '✕' : '✕ yours'}</span>}
            </label>
          ))}
        </fieldset>
      ))}
      <Actions isReady={chosen.every(one => one !== undefined)} onSkip={onSkip} locked={isLocked} lockWords={lockWords} />
    </Frame>
  )
}

function NumberForm({ question, words, right, locked, onLock, onSkip }: FormProps<NumberQuestion>) {
  const [typed, setTyped] = useState(typeof locked === 'number' && !Number.isNaN(locked) ? String(locked) : '')
  const isNumber = /^\s*\d+([.,]\d+)?\s*$/.test(typed)
  const given = Number(typed.replace(',', '.'))
  const { unit = '', tolerance, relativeTolerance = 0 } = question
  const counts = relativeTolerance > 0 ? `within ${Math.round(relativeTolerance * 100)} % counts` : tolerance > 0 ? `within ${tolerance}${unit === '' ? '' : ` ${unit}`} counts` : ''
  return (
    <Frame words={words} onSubmit={() => { if (isNumber) onLock(given) }}>
      <div className={css['number']}>
        <input inputMode="decimal" value={typed} disabled={locked !== undefined} aria-label={words.question ?? 'Your number'} aria-invalid={typed !== '' && !isNumber} onChange={event => { setTyped(event.target.value) }} />
        {unit !== '' && <span>{unit}</span>}
        {typed !== '' && !isNumber ? <span className={css['quietly']} role="alert">a number, please</span> : right === undefined && counts !== '' && <span className={css['quietly']}>{counts}</span>}
        {typeof right === 'number' && <strong>{typed !== '' && Math.abs(given - right) <= toleranceAt(question, right) + 1e-9 ? `✓ ${readableNumber(right)}` : `it was ${readableNumber(right)}`}{unit === '' ? '' : ` ${unitOf(right, unit)}`}</strong>}
      </div>
      <Actions isReady={isNumber} onSkip={onSkip} locked={locked !== undefined} emptyWords="Type a number, then run" />
    </Frame>
  )
}
