import { use } from 'react'
import { keyLetter, keyToken } from '../ui/keys'
import css from './stage.module.css'
import { TracedRecord } from './tracedRecord'

/** One record: a rounded cell, colour and letter = key. Not committed: dashed outline over a fainter fill. `faint`: a follower's copy. */
export function Cell({ x, y, size, keyIndex, record, isCommitted = true, faint = false }: { readonly x: number; readonly y: number; readonly size: number; readonly keyIndex: number; readonly record?: number | undefined; readonly isCommitted?: boolean; readonly faint?: boolean }) {
  const isTraced = use(TracedRecord) === record
  const color = `var(${keyToken(keyIndex)})`
  const fill = faint ? `color-mix(in srgb, ${color} 42%, var(--surface))` : isCommitted ? color : `color-mix(in srgb, ${color} 78%, var(--surface))`
  return (
    <g className={faint ? css['follower'] : undefined}>
      <rect x={x} y={y} width={size} height={size} rx={3} fill={fill} />
      {!isCommitted && <rect x={x + 0.75} y={y + 0.75} width={size - 1.5} height={size - 1.5} rx={3} fill="none" stroke="var(--stage-text)" strokeWidth={1.5} strokeDasharray="2.5 2.5" />}
      <text x={x + size / 2} y={y + size / 2 + 0.5} className={css[size < 17 ? 'cellTextSmall' : 'cellText']}>{keyLetter(keyIndex)}</text>
      {isTraced && <rect className={css['traced']} data-traced={record} x={x - 2.5} y={y - 2.5} width={size + 5} height={size + 5} rx={5} />}
    </g>
  )
}
