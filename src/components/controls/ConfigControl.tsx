/** One setting, drawn from its table: bounds → slider and field, a list → segments. What Kafka refuses is said in Kafka's words and changes nothing. */
import { useEffect, useId, useState } from 'react'
import { CONFIG_TABLES, type ConfigKey, type ConfigOwner, type NumberKey } from '../../engine/pageFace'
import { useSession } from '../useSession'
import { Segments } from '../ui/Segments'
import { sliderScale } from './sliderScale'
import css from './controls.module.css'

export interface SettingName { readonly owner: ConfigOwner; readonly name: string }

export function ConfigControl({ owner, name }: SettingName) {
  const key = (CONFIG_TABLES[owner] as Readonly<Record<string, ConfigKey>>)[name]!
  const value = useSession(session => (session.configs[owner] as Readonly<Record<string, number | string>>)[name]!)
  const setConfig = useSession(session => session.setConfig)
  const [problem, setProblem] = useState<string | null>(null)
  const apply = async (given: string | number): Promise<void> => {
    if (String(given) === String(value)) setProblem(null)
    else setProblem(await setConfig(owner, name, given))
  }
  // What was chosen shows at once; the engine's answer a few milliseconds later.
  const [chosen, setChosen] = useState<string | null>(null)
  const choose = async (given: string): Promise<void> => {
    setChosen(given)
    await apply(given).catch(() => { /* said by the session */ })
    setChosen(null)
  }
  const docId = useId()
  return (
    <div className={css['control']} data-setting={name}>
      {'values' in key
        ? <><div className={css['top']}><KeyName name={name} /></div><Segments label={name} values={key.choices} value={chosen ?? String(value)} onChange={given => { void choose(given) }} /></>
        : <NumberControl name={name} declared={key} value={Number(value)} docId={docId} onChange={apply} onProblem={setProblem} />}
      <p id={docId} className={css['doc']}>{key.doc}</p>
      {problem !== null && <p className={css['problem']} role="alert">{problem}</p>}
    </div>
  )
}

/** A key may break after its dots, never inside a word. */
const KeyName = ({ name }: { readonly name: string }) => <span className={css['key']}>{name.split('.').flatMap((part, index) => (index === 0 ? [part] : ['.', <wbr key={part} />, part]))}</span>

function NumberControl({ name, declared, value, docId, onChange, onProblem }: { readonly name: string; readonly declared: NumberKey; readonly value: number; readonly docId: string; readonly onChange: (value: string | number) => Promise<void>; readonly onProblem: (problem: string | null) => void }) {
  const scale = sliderScale(declared)
  const [typed, setTyped] = useState(String(value))
  useEffect(() => { setTyped(String(value)) }, [value])
  // Keys that come faster than the engine answers count from what was asked for last.
  const [wanted, setWanted] = useState<number | null>(null)
  const slide = async (position: number): Promise<void> => {
    const asked = scale.valueAt(position)
    setWanted(asked)
    await onChange(asked).catch(() => { /* said by the session */ })
    setWanted(current => (current === asked ? null : current))
  }
  return (
    <>
      <div className={css['top']}>
        <KeyName name={name} />
        <span className={css['value']}>
          <input value={typed} inputMode="numeric" aria-label={`${name}, typed`} onChange={event => { setTyped(event.target.value); onProblem(null) }}
            onBlur={() => { void onChange(typed) }} onKeyDown={event => { if (event.key === 'Enter') void onChange(typed) }} />
          {declared.unit}
        </span>
      </div>
      <input type="range" min={0} max={scale.steps} step={1} value={scale.positionOf(wanted ?? value)} aria-label={name} aria-describedby={docId} aria-valuetext={`${wanted ?? value} ${declared.unit}`}
        onChange={event => { void slide(Number(event.target.value)) }} />
    </>
  )
}
