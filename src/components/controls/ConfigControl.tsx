/** One setting, drawn from its table: bounds → slider and field, a list → segments, a boolean → switch. What Kafka refuses is said in Kafka's words and changes nothing. */
import { useEffect, useId, useState } from 'react'
import { BASELINE, CONFIG_TABLES, defaultIn, type ConfigKey, type ConfigOwner, type NumberKey } from '../../engine/pageFace'
import { useSession } from '../useSession'
import { Segments } from '../ui/Segments'
import { readableValue } from './readableValue'
import { SettingFacts } from './SettingFacts'
import { sliderScale } from './sliderScale'
import { Switch } from './Switch'
import css from './controls.module.css'

export interface SettingName { readonly owner: ConfigOwner; readonly name: string }

/** `more`: with its facts, and a way back to the default where it `isChanged`. */
export function ConfigControl({ owner, name, more = false, isChanged = false }: SettingName & { readonly more?: boolean; readonly isChanged?: boolean }) {
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
  const version = useSession(session => session.scenario?.kafka ?? BASELINE)
  const [isTold, setIsTold] = useState(false)
  return (
    <div className={css['control']} data-setting={name} data-changed={isChanged}>
      {'values' in key
        ? key.type === 'BOOLEAN'
          ? <div className={css['top']}><KeyName name={name} /><Switch label={name} describedBy={docId} isOn={(chosen ?? String(value)) === 'true'} onChange={isOn => { void choose(String(isOn)) }} /></div>
          : key.isFree === true ? <TextControl name={name} value={String(value)} docId={docId} onChange={given => { void apply(given) }} />
            : <><div className={css['top']}><KeyName name={name} /></div><Segments label={name} values={key.choices} value={chosen ?? String(value)} wordsOf={shortName} onChange={given => { void choose(given) }} /></>
        : <NumberControl name={name} declared={key} value={Number(value)} docId={docId} onChange={apply} onProblem={setProblem} />}
      <p id={docId} className={css['doc']} data-short={more && !isTold}>{key.doc}</p>
      {more && (
        <div className={css['tools']}>
          <button type="button" aria-expanded={isTold} aria-label={`More about ${name}`} onClick={() => { setIsTold(!isTold) }}>{isTold ? 'Less' : 'More'}</button>
          {isChanged && <button type="button" aria-label={`${name}: back to its default, ${shortName(String(defaultIn(key, version)))}`} onClick={() => { void choose(String(defaultIn(key, version))) }}>↺ {shortName(String(defaultIn(key, version)))}</button>}
        </div>
      )}
      {isTold && <SettingFacts owner={owner} name={name} declared={key} version={version} />}
      {problem !== null && <p className={css['problem']} role="alert">{problem}</p>}
    </div>
  )
}

/** A class without its package; a setting that is not given is empty. */
export const shortName = (value: string): string => (value === '' ? 'unset' : /^org\.apache\..*\.(\w+)$/.exec(value)?.[1] ?? value)

/** Any text; it counts when Enter is pressed or the field is left. */
function TextControl({ name, value, docId, onChange }: { readonly name: string; readonly value: string; readonly docId: string; readonly onChange: (value: string) => void }) {
  const [typed, setTyped] = useState(value)
  useEffect(() => { setTyped(value) }, [value])
  return (
    <div className={css['top']}>
      <KeyName name={name} />
      <span className={css['value']}>
        <input value={typed} size={8} placeholder="unset" aria-label={name} aria-describedby={docId} onChange={event => { setTyped(event.target.value) }} onBlur={() => { onChange(typed) }} onKeyDown={event => { if (event.key === 'Enter') onChange(typed) }} />
      </span>
    </div>
  )
}

/** A key may break after its dots, never inside a word. */
const KeyName = ({ name }: { readonly name: string }) => <span className={css['key']}>{name.split('.').flatMap((part, index) => (index === 0 ? [part] : ['.', <wbr key={part} />, part]))}</span>

function NumberControl({ name, declared, value, docId, onChange, onProblem }: { readonly name: string; readonly declared: NumberKey; readonly value: number; readonly docId: string; readonly onChange: (value: string | number) => Promise<void>; readonly onProblem: (problem: string | null) => void }) {
  const scale = sliderScale(declared), readable = readableValue(value, declared.unit)
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
          <input value={typed} style={typed.length > 7 ? { width: `${typed.length + 1.5}ch` } : undefined} inputMode="numeric" aria-label={`${name}, typed`} onChange={event => { setTyped(event.target.value); onProblem(null) }}
            onBlur={() => { void onChange(typed) }} onKeyDown={event => { if (event.key === 'Enter') void onChange(typed) }} />
          {declared.unit}
          {readable !== null && <span className={css['readable']}>= {readable}</span>}
        </span>
      </div>
      <input type="range" min={0} max={scale.steps} step={1} value={scale.positionOf(wanted ?? value)} aria-label={name} aria-describedby={docId} aria-valuetext={`${wanted ?? value} ${declared.unit}${readable === null ? '' : `, ${readable}`}`}
        onChange={event => { void slide(Number(event.target.value)) }} />
    </>
  )
}
