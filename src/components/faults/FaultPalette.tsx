/** The tools in a row: press one and choose where, or drag it there. Numbers and arrows work as well as the pointer. */
import { use, useLayoutEffect, useRef, useState, type KeyboardEvent, type PointerEvent } from 'react'
import type { ClusterView } from '../../engine/pageFace'
import type { FaultToolName } from '../../lessons/faultTools'
import { useSession } from '../useSession'
import { FaultHandContext, type FaultHand } from './faultHand'
import { groupsOf, targetId, targetName, targetsOf, TOOLS, type Target } from './tools'
import css from './faults.module.css'

/** So far a pointer moves before it drags. */
const DRAG_FROM = 6

export default function FaultPalette() {
  const hand = use(FaultHandContext)
  const bar = useRef<HTMLDivElement>(null)
  const [isDragging, setIsDragging] = useState(false)
  if (!hand) return null
  const onKeyDown = (event: KeyboardEvent): void => {
    const buttons = [...bar.current?.querySelectorAll<HTMLButtonElement>('button[data-tool]') ?? []]
    const at = buttons.indexOf(document.activeElement as HTMLButtonElement)
    const number = '1234567890'.indexOf(event.key)
    const next = event.key === 'ArrowRight' ? buttons[(at + 1) % buttons.length] : event.key === 'ArrowLeft' ? buttons[(at + buttons.length - 1) % buttons.length] : undefined
    if (next) next.focus()
    else if (number >= 0 && number < hand.tools.length) hand.arm(hand.tools[number]!)
    else return
    event.preventDefault()
    event.stopPropagation()
  }
  return (
    <div className={`${css['palette']} onStage`}>
      {/* eslint-disable-next-line jsx-a11y/interactive-supports-focus */}
      <div ref={bar} className={css['bar']} role="toolbar" aria-label="Faults: press one and choose where, or drag it onto the stage" onKeyDown={onKeyDown}>
        {hand.tools.map((tool, index) => <ToolButton key={tool} tool={tool} number={index} hand={hand} onDrag={setIsDragging} />)}
        <button type="button" className={css['tool']} aria-pressed={hand.withControllers} title="Heartbeats, fetches of the metadata log and votes move on the stage too." onClick={() => { hand.setWithControllers(!hand.withControllers) }}>Show controller traffic</button>
      </div>
      {hand.armed !== null && !isDragging && <Where key={hand.armed} tool={hand.armed} hand={hand} />}
    </div>
  )
}

function ToolButton({ tool, number, hand, onDrag }: { readonly onDrag: (isDragging: boolean) => void; readonly tool: FaultToolName; readonly number: number; readonly hand: FaultHand }) {
  const { label, about } = TOOLS[tool]
  const from = useRef<{ readonly x: number; readonly y: number } | null>(null)
  const wasDragged = useRef(false)
  const [ghost, setGhost] = useState<{ readonly x: number; readonly y: number } | null>(null)
  const hasTargets = useSession(session => session.view !== null && targetsOf(tool, session.view).length > 0)
  const under = (event: PointerEvent): string | null => document.elementFromPoint(event.clientX, event.clientY)?.closest<HTMLElement>('[data-target]')?.dataset['target'] ?? null
  const view = useSession(session => session.view)
  const onPointerMove = (event: PointerEvent): void => {
    if (from.current === null) return
    if (!wasDragged.current && Math.hypot(event.clientX - from.current.x, event.clientY - from.current.y) < DRAG_FROM) return
    if (!wasDragged.current) { wasDragged.current = true; onDrag(true); hand.arm(tool) }
    setGhost({ x: event.clientX, y: event.clientY })
    hand.aim(under(event))
  }
  const end = (event: PointerEvent): void => {
    from.current = null
    setGhost(null)
    onDrag(false)
    if (!wasDragged.current) return
    const id = under(event)
    const target = view === null ? undefined : targetsOf(tool, view).find(one => targetId(one) === id)
    if (target) void hand.use(target)
    else hand.arm(null)
  }
  return (
    <>
      <button type="button" className={css['tool']} data-tool={tool} aria-pressed={hand.armed === tool} disabled={!hasTargets} title={`${about}${number < 10 ? ` (${(number + 1) % 10})` : ''}`}
        onPointerDown={event => { from.current = { x: event.clientX, y: event.clientY }; wasDragged.current = false; event.currentTarget.setPointerCapture(event.pointerId) }}
        onPointerMove={onPointerMove} onPointerUp={end} onPointerCancel={() => { from.current = null; setGhost(null); onDrag(false); if (wasDragged.current) hand.arm(null) }}
        onClick={() => { if (wasDragged.current) { wasDragged.current = false; return } hand.arm(hand.armed === tool ? null : tool) }}>
        {label}
      </button>
      {ghost && <span className={css['ghost']} style={{ left: ghost.x, top: ghost.y }} aria-hidden="true">{label}</span>}
    </>
  )
}

/** What it can be used on, as a list: the same targets as are lit on the stage, and those that are not drawn. */
function Where({ tool, hand }: { readonly tool: FaultToolName; readonly hand: FaultHand }) {
  const view = useSession(session => session.view)
  const list = useRef<HTMLDivElement>(null)
  useLayoutEffect(() => {
    const where = list.current!
    where.querySelector<HTMLElement>('input, button')?.focus()
    // Whoever was in here, or at a target that is one no longer, is at the tool again.
    return () => { if (document.activeElement === document.body || where.contains(document.activeElement)) where.parentElement?.querySelector<HTMLElement>(`[data-tool="${tool}"]`)?.focus() }
  }, [tool])
  if (!view) return null
  const { label, about, amount } = TOOLS[tool]
  const { groups, others } = groupsOf(targetsOf(tool, view), view)
  const onKeyDown = (event: KeyboardEvent): void => {
    const buttons = [...list.current?.querySelectorAll<HTMLButtonElement>('button[data-where]') ?? []]
    const at = buttons.indexOf(document.activeElement as HTMLButtonElement)
    const step = event.key === 'ArrowRight' || event.key === 'ArrowDown' ? 1 : event.key === 'ArrowLeft' || event.key === 'ArrowUp' ? -1 : 0
    if (step === 0 || at === -1) return
    event.preventDefault()
    event.stopPropagation()
    buttons[(at + step + buttons.length) % buttons.length]!.focus()
  }
  return (
    <div ref={list} className={css['where']} role="group" aria-label={`${label}: where?`} onKeyDown={onKeyDown}>
      <span className={css['about']}><b>{label}.</b> {about}</span>
      {amount && <label>{amount.name} <input type="text" inputMode="numeric" size={5} value={hand.amount} onChange={event => { hand.setAmount(event.target.value) }} /> {amount.unit}</label>}
      <span>Where?</span>
      {groups.map(({ name, targets }) => (
        <span key={name} className={css['group']}>
          {name !== '' && <span aria-hidden="true">{name} –</span>}
          {targets.map(({ target, short }) => (
            <button key={targetId(target)} type="button" className={css['tool']} data-where={targetId(target)} aria-label={targetName(target, view)} onFocus={() => { hand.aim(targetId(target)) }} onMouseEnter={() => { hand.aim(targetId(target)) }} onClick={() => { void hand.use(target) }}>{short}</button>
          ))}
        </span>
      ))}
      {others.length > 0 && <Others targets={others} view={view} label={label} onUse={target => { void hand.use(target) }} />}
      <button type="button" className={css['tool']} onClick={() => { hand.arm(null) }}>Not now</button>
    </div>
  )
}

/** The ways to and between controllers, which the stage does not draw: one of them is chosen, then the tool is used on it. */
function Others({ targets, view, label, onUse }: { readonly targets: readonly Target[]; readonly view: ClusterView; readonly label: string; readonly onUse: (target: Target) => void }) {
  const [chosen, setChosen] = useState(targetId(targets[0]!))
  const target = targets.find(one => targetId(one) === chosen) ?? targets[0]!
  return (
    <span className={css['group']}>
      <select aria-label="A controller’s link" value={targetId(target)} onChange={event => { setChosen(event.target.value) }}>
        {targets.map(one => <option key={targetId(one)} value={targetId(one)}>{targetName(one, view)}</option>)}
      </select>
      <button type="button" className={css['tool']} aria-label={`${label}: ${targetName(target, view)}`} onClick={() => { onUse(target) }}>{label}</button>
    </span>
  )
}
