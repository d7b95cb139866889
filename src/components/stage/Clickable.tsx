import type { KeyboardEvent, ReactNode } from 'react'
import type { Selection } from '../../session/session.types'
import { useSession } from '../useSession'
import type { Box } from './layout'
import css from './stage.module.css'

/** A part of the stage that can be asked "why?": by click, or Enter when focused. `event` −1: nothing to ask yet. */
export function Clickable({ selection, box, label, children }: { readonly selection: Selection; readonly box: Box; readonly label: string; readonly children: ReactNode }) {
  const select = useSession(session => session.select)
  const isSelected = useSession(session => session.selection?.kind === selection.kind && session.selection.id === selection.id)
  if (selection.event < 0) return <g>{children}</g>
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key !== 'Enter' && event.key !== ' ') return
    event.preventDefault()
    event.stopPropagation()
    select(selection)
  }
  return (
    <g role="button" tabIndex={0} aria-label={`${label}. Why?`} aria-pressed={isSelected} className={`${css['clickable']} ${isSelected ? css['selected'] : ''}`} onClick={() => { select(selection) }} onKeyDown={onKeyDown}>
      {children}
      <rect className={css['hit']} x={box.x} y={box.y} width={box.width} height={box.height} rx={6} />
    </g>
  )
}
