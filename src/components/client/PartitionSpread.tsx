/** Where the first records of the workload would go: a bar for each partition, a row for each key. */
import type { PartitionPreview } from '../../engine/pageFace'
import { grouped } from '../../engine/kernel/units'
import css from './client.module.css'

const MOST_ROWS = 12, MOST_BARS = 12

/** Of more than there is room for: the fullest. */
const barsOf = (spread: readonly number[]): readonly { readonly partition: number; readonly count: number }[] => {
  const all = spread.map((count, partition) => ({ partition, count }))
  return all.length > MOST_BARS ? all.toSorted((one, other) => other.count - one.count).slice(0, MOST_BARS) : all
}

export function PartitionSpread({ preview, isStale }: { readonly preview: PartitionPreview; readonly isStale: boolean }) {
  const { keys, spread, records, failed } = preview
  const most = Math.max(1, ...spread)
  const isOpen = failed === 0 && spread.every(count => count === 0)
  const rows = keys.toSorted((one, other) => other.records - one.records)
  return (
    <section className={css['spread']} aria-label="Where the first records would go" data-stale={isStale}>
      <h3>The first {grouped(records)} records of this workload</h3>
      {isOpen ? <p>They have no key. Kafka’s own partitioner fills one partition’s batch, then draws another, and prefers short queues: only a run can tell.</p> : (
        <ul className={css['bars']}>
          {barsOf(spread).map(({ partition, count }) => (
            <li key={partition}><span>partition {partition}</span><i style={{ inlineSize: `${(count / most) * 100}%` }} /><b>{grouped(count)}</b></li>
          ))}
          {spread.length > MOST_BARS && <li><span>{grouped(spread.length - MOST_BARS)} more, none fuller</span></li>}
          {failed > 0 && <li data-bad="true"><span>fails</span><i style={{ inlineSize: `${Math.min(1, failed / most) * 100}%` }} /><b>{grouped(failed)}</b></li>}
        </ul>
      )}
      {!isOpen && (
        <table>
          <thead><tr><th>key</th><th>records</th><th>partition</th></tr></thead>
          <tbody>
            {rows.slice(0, MOST_ROWS).map(({ key, records: count, partitions, problem }) => (
              <tr key={key ?? '\0'}>
                <td>{key === null ? <em>no key</em> : key === '' ? <em>empty</em> : key}</td><td>{grouped(count)}</td>
                <td>{partitions.join(', ')}{partitions.length > 1 && <small> one key, several partitions: no order among them</small>}{problem !== null && <span className={css['bad']}> {problem}</span>}</td>
              </tr>
            ))}
            {rows.length > MOST_ROWS && <tr><td colSpan={3}>{grouped(rows.length - MOST_ROWS)} more keys</td></tr>}
          </tbody>
        </table>
      )}
    </section>
  )
}
