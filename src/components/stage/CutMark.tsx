/** Where a log was cut back because its leader has not got what followed: a torn edge, and what went as empty outlines until something new stands there. */
import type { ReplicaView } from '../../engine/pageFace'
import { plural } from '../../engine/kernel/units'
import css from './stage.module.css'

/** The place of the cut among the cells shown, −1 if it is not to be seen; and how many outlines follow it. */
export function cutPlace({ cut, logEndOffset }: Pick<ReplicaView, 'cut' | 'logEndOffset'>, shown: readonly { readonly offset: number }[], room: number): { readonly at: number; readonly gone: number } {
  if (cut === null) return { at: -1, gone: 0 }
  if (cut.at >= logEndOffset) return { at: shown.length, gone: Math.max(0, Math.min(cut.records, room - shown.length)) }
  return { at: (shown[0]?.offset ?? Infinity) > cut.at ? -1 : shown.findIndex(({ offset }) => offset >= cut.at), gone: 0 }
}

export function CutMark({ replica, shown, room, left, y, cell }: { readonly replica: ReplicaView; readonly shown: readonly { readonly offset: number }[]; readonly room: number; readonly left: number; readonly y: number; readonly cell: number }) {
  const { at, gone } = cutPlace(replica, shown, room)
  if (at === -1 || replica.cut === null) return null
  const x = left + at * (cell + 2) - 1
  const teeth = Array.from({ length: 7 }, (_none, index) => `${x + (index % 2 === 0 ? -2.5 : 2.5)},${y - 4 + (index * (cell + 8)) / 6}`)
  return (
    <g data-cut={replica.cut.at}>
      <title>{`Cut back to offset ${replica.cut.at}: ${plural(replica.cut.records, 'record')} that the leader has not got went`}</title>
      {Array.from({ length: gone }, (_none, index) => <rect key={index} className={css['goneCell']} x={left + (at + index) * (cell + 2)} y={y} width={cell} height={cell} rx={3} />)}
      <polyline className={css['torn']} points={teeth.join(' ')} />
    </g>
  )
}
