/** The points of a sweep in numbers; each can be made the run. */
import { milliseconds, rough } from '../../engine/kernel/units'
import type { SweepPoint } from '../../session/sweep'
import css from './sweep.module.css'

export function SweepTable({ points, settingKey, unit, current, onChoose }: { readonly points: readonly SweepPoint[]; readonly settingKey: string; readonly unit: string; readonly current: number; readonly onChoose: (value: number) => void }) {
  const time = (us: number | null): string => (us === null ? '–' : milliseconds(us))
  return (
    <details className={css['fold']}>
      <summary>In numbers</summary>
      <table className={css['table']}>
        <thead><tr><th scope="col">{settingKey}{unit === '' ? '' : `, ${unit}`}</th><th scope="col">half within</th><th scope="col">99 % within</th><th scope="col">requests/s</th><th scope="col">in a batch</th><th scope="col"><span className="visuallyHidden">choose</span></th></tr></thead>
        <tbody>
          {points.toSorted((one, other) => one.value - other.value).map(point => (
            <tr key={point.value} data-now={point.value === current}>
              <th scope="row">{rough(point.value)}</th>
              {point.problem === null
                ? <><td>{time(point.p50Us)}</td><td>{time(point.p99Us)}</td><td>{rough(Math.round(point.requestsPerSecond))}</td><td>{point.recordsPerBatch === null ? '–' : rough(Math.round(point.recordsPerBatch * 10) / 10)}</td></>
                : <td colSpan={4} className={css['refused']}>{point.problem}</td>}
              <td>{point.value === current ? 'the run' : point.problem === null && <button type="button" onClick={() => { onChoose(point.value) }} aria-label={`Make ${settingKey} ${point.value} the run`}>take</button>}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </details>
  )
}
