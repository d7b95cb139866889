/** The program beside the stage, in the learner's language: its settings those of the run, the line lit that runs now. */
import { useId, useState } from 'react'
import { lineAt, momentAt, piecesOf, type CodeMoment, type Program } from '../../lessons/program'
import { readJson, writeJson } from '../../session/safeStorage'
import { useSession } from '../useSession'
import { lastAckUs } from './lastAck'
import css from './code.module.css'

/** A call is over at once; its line stays lit so long on the reader's clock, and at rest at its own instant. */
const HOLD_REAL_US = 350_000
const MOMENT_WORDS: Readonly<Record<CodeMoment, string>> = { send: 'send() runs now', waiting: 'the application goes on with other work', callback: 'the callback runs now' }

export function CodePanel({ programs, isFolded }: { readonly programs: readonly Program[]; /** Behind a line that opens it. */ readonly isFolded: boolean }) {
  const [language, setLanguage] = useState<Program['language']>(() => programs.find(program => program.language === readJson('language'))?.language ?? programs[0]!.language)
  const program = programs.find(one => one.language === language) ?? programs[0]!
  const producer = useSession(session => session.configs.producer) as Readonly<Record<string, number | string>>
  const moment = useSession(({ nowUs, sends, events, speed, status }) => {
    const lastSendUs = sends.findLast(atUs => atUs <= nowUs) ?? -1
    return momentAt(nowUs, lastSendUs, lastAckUs(events, nowUs), status === 'playing' ? HOLD_REAL_US * speed : 0)
  })
  const panel = useId()
  const choose = (chosen: Program['language']): void => { setLanguage(chosen); writeJson('language', chosen) }
  const inside = (
    <>
      <div className={css['head']}>
        {!isFolded && <strong>In code</strong>}
        <div role="group" aria-label="Language" className={css['tabs']}>
          {programs.map(one => <button key={one.language} type="button" aria-pressed={one === program} aria-controls={panel} onClick={() => { choose(one.language) }}>{one.language}</button>)}
        </div>
        <span className={css['moment']} data-moment={moment}>{MOMENT_WORDS[moment]}</span>
      </div>
      <pre id={panel} tabIndex={0} aria-label={`${program.language} program`}>
        {program.lines.map((line, index) => (
          <code key={index} data-lit={line.during?.includes(moment) === true} data-setting={line.setting}>
            {piecesOf(lineAt(line, producer)).map((piece, place) => (piece.kind === 'plain' ? piece.text : <span key={place} data-kind={piece.kind}>{piece.text}</span>))}{'\n'}
          </code>
        ))}
      </pre>
      {program.note !== undefined && <p className={css['note']}>{program.note}</p>}
    </>
  )
  return <section className={css['code']} aria-label="In code">{isFolded ? <details><summary>In code</summary>{inside}</details> : inside}</section>
}
