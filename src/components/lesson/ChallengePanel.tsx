/** A challenge in the card: the goal board, the attempts with what each cost, graded hints. */
import { useEffect, useRef, useState } from 'react'
import { fill } from '../../lessons/lesson'
import { plural } from '../../engine/kernel/units'
import { choicesOf, chosenIn } from '../../lessons/board'
import { Button } from '../ui/Button'
import { useSession } from '../useSession'
import { BoardChoices, BoardLimits } from './ChallengeBoard'
import type { PartProps } from './LessonCard'
import { measuresOf } from './measuresOf'
import { Prose } from './Prose'
import { settingsInWords } from './useLesson'
import css from './lesson.module.css'

/** Names of settings where a table has little room. */
const SHORTER: readonly (readonly [string, string])[] = [
  ['linger.ms', 'linger'], ['acks', 'acks'], ['batch.size', 'batch'], ['buffer.memory', 'memory'], ['min.insync.replicas', 'minimum'], ['unclean.leader.election.enable', 'unclean'],
]

export function ChallengePanel({ hand, facts, words }: PartProps) {
  const { step, context, phase, attempts } = hand
  const stepWords = words.steps[step.id]!
  const [asked, setAsked] = useState(0)
  const hints = (stepWords.hints ?? []).slice(0, Math.max(asked, Math.min(context.hints, 1)))
  const now = useSession(session => settingsInWords(step, session.configs))
  const isJudging = phase === 'judging', names = stepWords.names ?? {}, { board, measures: told } = step.challenge!, measures = measuresOf(told, names)
  const last = attempts.at(-1)
  const outcome = useRef<HTMLDivElement>(null)
  useEffect(() => { if (attempts.length > 0 && !isJudging) outcome.current?.scrollIntoView({ block: 'nearest' }) }, [attempts, isJudging])
  return (
    <div className={css['question']}>
      {board
        ? <><BoardChoices board={board} names={names} valueOf={hand.chosen} isDisabled={isJudging} onChoose={hand.choose} /><BoardLimits board={board} names={names} run={isJudging ? undefined : last?.run} /></>
        : <p className={css['ask']}><code>{now.split(/(?<=, )/).map(setting => <span key={setting} className={css['whole']}>{setting.split('.').flatMap((part, index) => (index === 0 ? [part] : ['.', <wbr key={index} />, part]))}</span>)}</code></p>}
      <div className={css['row']}>
        <Button look="quiet" onClick={() => { setAsked(Math.min(3, hints.length + 1)) }} isIdle={hints.length >= 3}>{hints.length >= 3 ? 'No more hints' : `Hint ${hints.length + 1}/3`}</Button>
        <Button look={last?.refusal === null ? 'normal' : 'primary'} onClick={hand.attempt} isIdle={isJudging} data-testid="check">{isJudging ? 'Playing…' : 'Play and check'}</Button>
      </div>
      <div ref={outcome} role="status" className={css['verdictBox']} style={{ scrollMarginBottom: 90 }}>
        {last && !isJudging && last.refusal !== null && <p className={css['verdict']} data-right="false"><span>✕ <Prose text={fill(stepWords.refusals?.[last.refusal] ?? 'It could not be played.', facts)} /></span></p>}
        {last?.refusal === null && !isJudging && <><p className={css['verdict']} data-right="true">✓ Goal reached, at attempt {attempts.length}. {board ? `${step.challenge!.par} of the ${board.choices.length} choices have to change.` : `It takes ${plural(step.challenge!.par, 'setting')}.`}</p><p><Prose text={fill(stepWords.after ?? '', facts)} /></p></>}
      </div>
      {attempts.length > 0 && (board ? (
        <table className={`${css['board']} ${css['tried']}`}>
          <thead><tr><td />{board.rows.map(row => <th key={row} scope="col">{names[row] ?? row}</th>)}</tr></thead>
          <tbody>
            {attempts.map(({ run, refusal }, index) => (
              <tr key={index} data-reached={refusal === null}>
                <td>{refusal === null ? '✓' : '✕'} {index + 1}</td>
                {board.rows.map(row => <td key={row}>{choicesOf(board, row).map(choice => chosenIn(run.scenario, choice)).join('/')} {board.limits.every(limit => limit.keeps(run, row)) ? '✓' : '✕'}</td>)}
              </tr>
            ))}
          </tbody>
        </table>
      ) : (
        <table className={css['attempts']}>
          <thead><tr><th scope="col">Played</th>{measures.map(([name]) => <th key={name} scope="col">{name}</th>)}</tr></thead>
          <tbody>
            {attempts.slice(-5).map(({ settings, run, refusal }, index) => (
              <tr key={index} data-reached={refusal === null}>
                <td>{refusal === null ? '✓ ' : '✕ '}{SHORTER.reduce((words, [name, shorter]) => words.replace(`${name}=`, `${shorter} `), settings)}</td>{measures.map(([name, words]) => <td key={name}>{words(run)}</td>)}
              </tr>
            ))}
          </tbody>
        </table>
      ))}
      {hints.length > 0 && last?.refusal !== null && <ol className={css['hints']}>{hints.map(hint => <li key={hint}><Prose text={hint} /></li>)}</ol>}
      {names['legend'] !== undefined && <p className={css['quietly']}><Prose text={fill(names['legend'], facts)} /></p>}
    </div>
  )
}
