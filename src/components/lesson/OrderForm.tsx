/** Cards to put in order, by dragging or by their arrows; where there are several rankings, once for each. */
import { useEffect, useRef, useState } from 'react'
import { ordersOf, type Answer, type OrderQuestion } from '../../lessons/lesson'
import { Prose } from './Prose'
import { Actions, Frame, type FormProps } from './QuestionFrame'
import css from './lesson.module.css'

/** Something to begin with that is surely not the answer: the free cards by name, or from last to first if that were it. */
export function firstOrder({ cards, given }: Pick<OrderQuestion, 'cards' | 'given'>, solution: readonly string[] | undefined): readonly string[] {
  const places = solution ?? cards
  const free = cards.filter(card => !given.includes(card)).toSorted()
  const laid = (inOrder: readonly string[]): readonly string[] => { const left = [...inOrder]; return places.map(card => (given.includes(card) ? card : left.shift()!)) }
  const byName = laid(free)
  return solution !== undefined && byName.every((card, index) => card === solution[index]) ? laid(free.toReversed()) : byName
}

const listIn = (answer: Answer | undefined): readonly string[] | undefined => (Array.isArray(answer) ? answer as readonly string[] : undefined)

export function OrderForm({ question, words, right, locked, onLock, onSkip, solution }: FormProps<OrderQuestion> & { readonly solution: Answer | undefined }) {
  const { rankings = [''] } = question
  const known = listIn(solution), isLocked = locked !== undefined
  const [orders, setOrders] = useState(() => ordersOf(question, listIn(locked) ?? rankings.flatMap((_ranking, index) => firstOrder(question, known && ordersOf(question, known)[index]))))
  const rightOnes = listIn(right)
  return (
    <Frame words={words} onSubmit={() => { onLock(orders.flat()) }}>
      {rankings.map((ranking, index) => (
        <div key={ranking} role="group" aria-label={words.names?.[ranking]}>
          {ranking !== '' && <p className={css['ranking']}><Prose text={words.names?.[ranking] ?? ranking} /></p>}
          <OrderList order={orders[index]!} given={question.given} names={words.names ?? {}} right={rightOnes && ordersOf(question, rightOnes)[index]} isLocked={isLocked}
            onChange={order => { setOrders(orders.map((one, place) => (place === index ? order : one))) }} />
        </div>
      ))}
      <Actions isReady onSkip={onSkip} locked={isLocked} />
    </Frame>
  )
}

interface ListProps {
  readonly order: readonly string[]
  readonly given: readonly string[]
  readonly names: Readonly<Record<string, string>>
  readonly right: readonly string[] | undefined
  readonly isLocked: boolean
  readonly onChange: (order: readonly string[]) => void
}

function OrderList({ order, given, names, right, isLocked, onChange }: ListProps) {
  const [dragged, setDragged] = useState<string | null>(null)
  const [said, setSaid] = useState('')
  // A card that moves takes the focus of its button along, which the browser drops when the list is put in order.
  const list = useRef<HTMLOListElement>(null)
  const [held, setHeld] = useState<{ readonly card: string; readonly direction: 1 | -1 } | null>(null)
  useEffect(() => {
    if (held) list.current?.querySelector<HTMLElement>(`[data-card="${held.card}"] [data-direction="${held.direction}"]`)?.focus()
  }, [held])
  const isGiven = (card: string): boolean => given.includes(card)
  const name = (card: string): string => names[card] ?? card
  /** Exchanges a card with the next free one above (−1) or below (1). */
  const move = (card: string, direction: 1 | -1): void => {
    let other = order.indexOf(card) + direction
    while (order[other] !== undefined && isGiven(order[other]!)) other += direction
    const neighbour = order[other]
    if (neighbour === undefined) return
    exchange(card, neighbour)
    setHeld({ card, direction })
    setSaid(`${name(card)} is now number ${other + 1}`)
  }
  const exchange = (one: string, other: string): void => { onChange(order.map(card => (card === one ? other : card === other ? one : card))) }
  return (
    <>
      <ol ref={list} className={css['order']}>
        {order.map((card, index) => (
          <li key={card} data-card={card} data-given={isGiven(card)} draggable={!isGiven(card) && !isLocked} data-mark={right && !isGiven(card) ? (right[index] === card ? 'right' : 'wrong') : undefined}
            onDragStart={() => { setDragged(card) }} onDragOver={event => { if (dragged && !isGiven(card)) event.preventDefault() }} onDrop={() => { if (dragged) exchange(dragged, card); setDragged(null) }}>
            <span>{name(card)}{right && right[index] !== card && <small> → {right.indexOf(card) + 1}</small>}</span>
            {isGiven(card) || isLocked ? <span /> : (
              <span className={css['moves']}>
                <button type="button" data-direction={-1} aria-label={`Move “${name(card)}” up`} onClick={() => { move(card, -1) }}>↑</button>
                <button type="button" data-direction={1} aria-label={`Move “${name(card)}” down`} onClick={() => { move(card, 1) }}>↓</button>
              </span>
            )}
          </li>
        ))}
      </ol>
      <p className="visuallyHidden" aria-live="polite">{said}</p>
    </>
  )
}
