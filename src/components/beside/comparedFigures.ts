/** The live figures of two runs and how the second differs, in words. Pure. */
import { milliseconds, rough } from '../../engine/kernel/units'
import type { RunFigures } from '../../engine/pageFace'

export interface ComparedFigure {
  readonly id: string
  readonly name: string
  readonly a: string
  readonly b: string
  /** Of B against A; '' where one of them has none. */
  readonly difference: string
  readonly isEqual: boolean
}

interface Kind { readonly id: string; readonly name: string; readonly of: (figures: RunFigures) => number | null; readonly words: (value: number) => string }
const whole = (value: number): string => rough(Math.round(value))
const KINDS: readonly Kind[] = [
  { id: 'requests', name: 'requests/s', of: figures => figures.requestsPerSecond, words: whole },
  { id: 'batch', name: 'records a batch', of: figures => figures.recordsPerBatch, words: value => rough(Math.round(value * 10) / 10) },
  { id: 'p50', name: 'half within', of: figures => figures.p50SendToAckUs, words: milliseconds },
  { id: 'p99', name: '99 % within', of: figures => figures.p99SendToAckUs, words: milliseconds },
  { id: 'acknowledged', name: 'acknowledged', of: figures => figures.acknowledgedRecords, words: whole },
  { id: 'failed', name: 'failed', of: figures => figures.failedRecords + figures.refusedRecords, words: whole },
  { id: 'lost', name: 'lost', of: figures => figures.lostRecords, words: whole },
  { id: 'duplicated', name: 'duplicated', of: figures => figures.duplicatedRecords, words: whole },
  { id: 'reordered', name: 'out of order', of: figures => figures.reorderedRecords, words: whole },
]

/** "as in A", "▲ 12 %", "▼ 38 %", "▲ 3.2 times", "▲ from none". */
export function differenceInWords(a: number, b: number): string {
  if (a === b) return 'the same'
  if (a === 0) return '▲ from none'
  if (b === 0) return '▼ to none'
  const ratio = b / a, arrow = ratio > 1 ? '▲' : '▼'
  if (ratio >= 2) return `${arrow} ${rough(Math.round(ratio * 10) / 10)} times`
  const percent = Math.round(Math.abs(ratio - 1) * 100)
  return percent === 0 ? 'nearly the same' : `${arrow} ${percent} %`
}

export const comparedFigures = (a: RunFigures, b: RunFigures): readonly ComparedFigure[] => KINDS.map(({ id, name, of, words }) => {
  const first = of(a), second = of(b)
  return {
    id, name, a: first === null ? '–' : words(first), b: second === null ? '–' : words(second),
    difference: first === null || second === null ? '' : differenceInWords(first, second), isEqual: first === second,
  }
})
