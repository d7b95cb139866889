/** What a row, a cell and its shapes mean: drawn as drawCrowd draws them. */
import type { ReactNode } from 'react'
import { CELL_HEIGHT, CELL_WIDTH } from './crowdLayout'
import css from './crowd.module.css'

const block = (y: number, height: number, fill: string, opacity: number) => <rect x={0} y={y} width={CELL_WIDTH} height={height} fill={fill} opacity={opacity} />

const ITEMS: readonly { readonly words: string; readonly drawing: ReactNode }[] = [
  { words: 'a partition, in its broker’s row', drawing: block(0, CELL_HEIGHT, 'var(--committed)', 0.3) },
  { words: 'records wait for it', drawing: <>{block(0, CELL_HEIGHT, 'var(--committed)', 0.3)}<rect x={1} y={CELL_HEIGHT - 4} width={CELL_WIDTH - 2} height={4} fill="var(--key-none)" /></> },
  { words: 'a replica out of sync', drawing: block(4, CELL_HEIGHT - 4, 'var(--time-low)', 0.85) },
  { words: 'no leader, or too few in sync', drawing: <>{block(0, 3, 'var(--error)', 0.85)}{block(CELL_HEIGHT - 3, 3, 'var(--error)', 0.85)}</> },
  { words: 'led by another', drawing: <>{block(0, 2, 'var(--committed)', 0.85)}{block(2, CELL_HEIGHT - 2, 'var(--committed)', 0.3)}</> },
  { words: 'requests under way to the broker', drawing: <rect x={2} y={0} width={3} height={CELL_HEIGHT} fill="var(--stage-text)" /> },
]

export function CrowdLegend() {
  return (
    <ul className={css['legend']} aria-label="What the ribbons show">
      {ITEMS.map(({ words, drawing }) => <li key={words}><svg width={CELL_WIDTH} height={CELL_HEIGHT} aria-hidden="true">{drawing}</svg>{words}</li>)}
    </ul>
  )
}
