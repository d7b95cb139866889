import type { ReactNode } from 'react'
import type { Selection } from '../../session/session.types'
import { drawnButton } from '../ui/drawnButton'
import { useSession } from '../useSession'
import type { Box } from './layout'
import css from './stage.module.css'

/** A part of the stage that can be asked "why?": by click, or Enter when focused. `event` −1: nothing to ask yet. */
export function Clickable({ selection, box, label, children }: { readonly selection: Selection; readonly box: Box; readonly label: string; readonly children: ReactNode }) {
  const select = useSession(session => session.select)
  const isSelected = useSession(session => session.selection?.kind === selection.kind && session.selection.id === selection.id)
  if (selection.event < 0) return <g>{children}</g>
  return (
    <g {...drawnButton(() => { select(selection) })} tabIndex={0} aria-label={`${label}. Why?`} aria-pressed={isSelected} className={`${css['clickable']} ${isSelected ? css['selected'] : ''}`}>
      {children}
      <rect className={css['hit']} x={box.x} y={box.y} width={box.width} height={box.height} rx={6} />
    </g>
  )
}
