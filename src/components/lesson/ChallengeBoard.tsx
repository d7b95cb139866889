/** The board of a challenge about several things: a table of choices, and one of what each has to keep to, with what the last attempt came to. */
import { choicesOf, type Board } from '../../lessons/board'
import type { Evidence } from '../../lessons/lesson'
import css from './lesson.module.css'

interface BoardProps { readonly board: Board; readonly names: Readonly<Record<string, string>> }

/** `valueOf`: what is chosen now, by the choice's number on the board. */
export function BoardChoices({ board, names, valueOf, isDisabled, onChoose }: BoardProps & { readonly valueOf: (index: number) => string; readonly isDisabled: boolean; readonly onChoose: (index: number, value: string) => void }) {
  const columns = choicesOf(board, board.rows[0]!)
  return (
    <table className={css['board']} data-testid="choices">
      <thead><tr><td />{columns.map(({ key }) => <th key={key} scope="col" title={key}>{names[key] ?? key}</th>)}</tr></thead>
      <tbody>
        {board.rows.map(row => (
          <tr key={row}>
            <th scope="row">{names[row] ?? row}</th>
            {choicesOf(board, row).map(choice => {
              const index = board.choices.indexOf(choice)
              return (
                <td key={choice.key}>
                  <select aria-label={`${choice.key} of ${choice.row}`} value={valueOf(index)} disabled={isDisabled} onChange={event => { onChoose(index, event.target.value) }}>
                    {choice.options.map(option => <option key={option}>{option}</option>)}
                  </select>
                </td>
              )
            })}
          </tr>
        ))}
      </tbody>
    </table>
  )
}

export function BoardLimits({ board, names, run }: BoardProps & { /** Of the last attempt. */ readonly run: Evidence | undefined }) {
  return (
    <table className={css['board']} data-testid="limits">
      <thead><tr><td />{board.limits.map(({ name }) => <th key={name} scope="col">{names[name] ?? name}</th>)}</tr></thead>
      <tbody>
        {board.rows.map(row => (
          <tr key={row}>
            <th scope="row">{names[row] ?? row}</th>
            {board.limits.map(limit => {
              const keeps = run && limit.keeps(run, row)
              return <td key={limit.name} data-keeps={keeps}>≤ {limit.allows(row)}{run && <strong>{keeps ? '✓' : '✕'} {limit.of(run, row)}</strong>}</td>
            })}
          </tr>
        ))}
      </tbody>
    </table>
  )
}
