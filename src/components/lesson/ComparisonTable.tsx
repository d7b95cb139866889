/** Runs in pairs: what each pair's two settings came to, the better one named in words. */
import { milliseconds, rough } from '../../engine/kernel/units'
import type { RunFigures } from '../../engine/pageFace'
import type { Comparison, Evidence } from '../../lessons/lesson'
import css from './lesson.module.css'

/** Which of two latencies is lower by more than a twentieth; −1: as good as the same. */
function betterOf(ones: readonly (number | null)[]): number {
  const [one, other] = ones as [number | null, number | null]
  if (one === null || other === null) return other === null ? (one === null ? -1 : 0) : 1
  return Math.abs(one - other) <= Math.min(one, other) / 20 ? -1 : one < other ? 0 : 1
}

const COLUMNS: readonly (readonly [string, (figures: RunFigures) => string])[] = [
  ['99 % within', ({ p99SendToAckUs: us }) => (us === null ? '–' : milliseconds(us))], ['requests/s', ({ requestsPerSecond: rate }) => (rate === null ? '–' : rough(Math.round(rate)))],
  ['in a batch', ({ recordsPerBatch: records }) => (records === null ? '–' : rough(Math.round(records * 10) / 10))],
]

export function ComparisonTable({ comparison, evidence, names }: { readonly comparison: Comparison; readonly evidence: Evidence; readonly names: Readonly<Record<string, string>> }) {
  return (
    <table className={css['comparison']}>
      <thead><tr><th scope="col"><span className="visuallyHidden">run</span></th>{COLUMNS.map(([name]) => <th key={name} scope="col">{name}</th>)}</tr></thead>
      {comparison.rows.map(({ name, scenes }) => {
        const figures = scenes.map(scene => evidence.runs[scene]!.figures)
        const better = betterOf(figures.map(({ p99SendToAckUs }) => p99SendToAckUs))
        return (
          <tbody key={name}>
            <tr><th scope="rowgroup" colSpan={4}>{names[name] ?? name}</th></tr>
            {figures.map((one, index) => (
              <tr key={comparison.columns[index]} data-better={better === index}>
                <th scope="row">{names[comparison.columns[index]!] ?? comparison.columns[index]}</th>
                {COLUMNS.map(([column, words], place) => <td key={column}>{words(one)}{place === 0 && better === index ? ' ✓ sooner' : ''}</td>)}
              </tr>
            ))}
          </tbody>
        )
      })}
    </table>
  )
}
