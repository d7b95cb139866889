/** Runs beside each other: what each setting came to; in words which was soonest, or which meets its limit. */
import type { Comparison, Evidence } from '../../lessons/lesson'
import { measuresOf } from './measuresOf'
import { Prose } from './Prose'
import css from './lesson.module.css'

/** The lowest of these latencies, if it is lower than every other by more than a twentieth; −1: as good as the same. */
function soonestOf(latencies: readonly (number | null)[]): number {
  const found = latencies.map(us => us ?? Infinity), lowest = Math.min(...found)
  return found.filter(us => us <= lowest * 1.05).length === 1 ? found.indexOf(lowest) : -1
}

export function ComparisonTable({ comparison, evidence, names }: { readonly comparison: Comparison; readonly evidence: Evidence; readonly names: Readonly<Record<string, string>> }) {
  const columns = measuresOf(comparison.measures, names)
  return (
    <table className={css['comparison']}>
      <thead><tr><th scope="col"><span className="visuallyHidden">run</span></th>{columns.map(([name]) => <th key={name} scope="col">{name}</th>)}</tr></thead>
      {comparison.rows.map(({ name, scenes, meets }) => {
        const runs = scenes.map(scene => evidence.runs[scene]!), soonest = comparison.measures ? -1 : soonestOf(runs.map(({ figures }) => figures.p99SendToAckUs))
        const isMarked = (index: number): boolean => meets?.(runs[index]!) ?? soonest === index
        return (
          <tbody key={name}>
            {runs.length > 1 && <tr><th scope="rowgroup" colSpan={columns.length + 1}><Prose text={names[name] ?? name} /></th></tr>}
            {runs.map((run, index) => (
              <tr key={comparison.columns[index]} data-better={isMarked(index)}>
                <th scope="row"><Prose text={runs.length > 1 ? names[comparison.columns[index]!] ?? comparison.columns[index]! : names[name] ?? name} /></th>
                {columns.map(([column, words], place) => <td key={column}>{words(run)}{place === 0 && isMarked(index) && <> ✓<span className="visuallyHidden"> {meets ? 'serves' : 'sooner'}</span></>}</td>)}
              </tr>
            ))}
          </tbody>
        )
      })}
    </table>
  )
}
