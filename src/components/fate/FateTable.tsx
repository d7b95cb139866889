/** The strips as a table: each stretch with its fate, where it begins and ends, how wide it is. */
import type { FateStrip } from '../../lessons/fateStrip'
import { afterSend, FATE_NAMES, widthWords } from './fateWords'
import css from './fate.module.css'

export function FateTable({ strips }: { readonly strips: readonly FateStrip[] }) {
  return (
    <details className={css['table']}>
      <summary>As a table</summary>
      <table>
        <thead><tr><th scope="col">strip</th><th scope="col">fate</th><th scope="col">from</th><th scope="col">until</th><th scope="col">width</th></tr></thead>
        <tbody>
          {strips.flatMap(strip => strip.stretches.map(({ kind, fromUs, untilUs }) => (
            <tr key={`${strip.name}${fromUs}`}><th scope="row">{strip.name}</th><td>{FATE_NAMES[kind].meaning}</td><td>{afterSend(strip, fromUs)}</td><td>{afterSend(strip, untilUs)}</td><td>{widthWords(untilUs - fromUs)}</td></tr>
          )))}
        </tbody>
      </table>
    </details>
  )
}
