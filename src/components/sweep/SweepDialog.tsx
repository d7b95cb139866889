/** One setting over a range, every value played on the same seed in engines of its own: what latency costs in requests, as a curve, as a table, as files. */
import { useEffect, useRef, useState } from 'react'
import { CONFIG_TABLES, type ConfigOwner, type ConfigTable, type NumberKey } from '../../engine/pageFace'
import { milliseconds, rough } from '../../engine/kernel/units'
import { rerun } from '../../session/rerun'
import { runSweep, scenarioWith, type SweepPoint } from '../../session/sweep'
import { ClientDialog } from '../client/ClientDialog'
import frame from '../client/client.module.css'
import { Button } from '../ui/Button'
import { Segments } from '../ui/Segments'
import { useMedia } from '../useMedia'
import { useSession, useSessionStore } from '../useSession'
import { bestOf, csvOf, type AxisX } from './tradeOff'
import { standAloneSvg } from './standAloneSvg'
import { parseValues, sweepValues } from './sweepValues'
import { SweepTable } from './SweepTable'
import { TradeOffCurve } from './TradeOffCurve'
import css from './sweep.module.css'

/** Figures are taken over this stretch of every run. */
const MEASURE_FROM_US = 500_000, UNTIL_US = 2_500_000
const SWEEPABLE = ['producer', 'workload', 'network', 'consumer'] as const satisfies readonly ConfigOwner[]
const AXES: Readonly<Record<string, AxisX>> = { 'by requests/s': 'requests', 'by the setting': 'setting' }

interface Setting { readonly owner: ConfigOwner; readonly key: string; readonly declared: NumberKey }
const numbersOf = (owner: ConfigOwner): readonly Setting[] => Object.entries(CONFIG_TABLES[owner] as ConfigTable).flatMap(([key, declared]) => ('values' in declared || !('slider' in declared) ? [] : [{ owner, key, declared }]))
const SETTINGS: readonly Setting[] = SWEEPABLE.flatMap(numbersOf)
const nameOf = ({ owner, key }: Setting): string => `${owner}/${key}`
const FIRST = SETTINGS.find(({ key }) => key === 'linger.ms')!

export default function SweepDialog({ onClose }: { readonly onClose: () => void }) {
  const store = useSessionStore()
  const version = useSession(session => session.scenario!.kafka)
  const [setting, setSetting] = useState(FIRST)
  const [typed, setTyped] = useState(sweepValues(FIRST.declared).join(', '))
  const [axis, setAxis] = useState<AxisX>('requests')
  const [points, setPoints] = useState<readonly SweepPoint[]>([])
  /** What the points were played with; null before a sweep. */
  const [played, setPlayed] = useState<{ readonly setting: Setting; readonly count: number } | null>(null)
  const [running, setRunning] = useState<AbortController | null>(null)
  const [said, setSaid] = useState('')
  const drawing = useRef<HTMLDivElement>(null)
  useEffect(() => () => { running?.abort() }, [running])
  const { values, problem } = parseValues(typed, CONFIG_TABLES[setting.owner], setting.key, version)
  const shown = played?.setting ?? setting
  const current = useSession(session => Number((session.configs[shown.owner] as Readonly<Record<string, number | string>>)[shown.key]))
  const { unit } = shown.declared
  const best = bestOf(points)
  const isNarrow = useMedia('(max-width: 699px)')

  const choose = (name: string): void => {
    const found = SETTINGS.find(one => nameOf(one) === name)!
    setSetting(found)
    setTyped(sweepValues(found.declared).join(', '))
  }
  const run = async (): Promise<void> => {
    const stop = new AbortController()
    setRunning(stop)
    setPoints([])
    setPlayed({ setting, count: values.length })
    setSaid('')
    try {
      const { scenario } = await store.getState().snapshot()
      const all = await runSweep({ scenario, owner: setting.owner, key: setting.key, values, measureFromUs: MEASURE_FROM_US, untilUs: UNTIL_US, signal: stop.signal, onPoint: point => { setPoints(found => [...found, point]) } })
      setSaid(stop.signal.aborted ? `Stopped after ${all.length} of ${values.length}.` : `Played ${all.length} runs from one seed.`)
    } catch (reason) {
      setSaid(`The sweep could not be played: ${String(reason)}`)
    }
    setRunning(null)
  }
  const take = async (value: number): Promise<void> => {
    const refusal = await rerun(store, scenario => scenarioWith(scenario, shown.owner, shown.key, value))
    setSaid(refusal ?? `${shown.key}=${value} is the run on the stage now, from its beginning; the instant is the same.`)
  }
  const save = (text: string, type: string, ending: string): void => {
    const link = document.createElement('a')
    link.href = URL.createObjectURL(new Blob([text], { type }))
    link.download = `sweep-${shown.key}.${ending}`
    link.click()
    setTimeout(() => { URL.revokeObjectURL(link.href) }, 0)
    setSaid(`${link.download} was handed to the browser.`)
  }
  const saveSvg = (): void => {
    const svg = drawing.current?.querySelector('svg')
    if (svg) save(standAloneSvg(svg, getComputedStyle(svg).backgroundColor), 'image/svg+xml', 'svg')
  }

  return (
    <ClientDialog title="Sweep: one setting over a range" onClose={onClose}>
      <div className={frame['body']}>
        <p className={frame['about']}>Every value is played on this run’s seed, several at a time, in engines of their own. Figures are over {rough((UNTIL_US - MEASURE_FROM_US) / 1_000_000)} s of virtual time, after {rough(MEASURE_FROM_US / 1_000_000)} s.</p>
        <div className={css['choices']}>
          <label>Setting
            <select value={nameOf(setting)} disabled={running !== null} onChange={event => { choose(event.target.value) }}>
              {SWEEPABLE.map(owner => <optgroup key={owner} label={owner}>{numbersOf(owner).map(one => <option key={one.key} value={nameOf(one)}>{one.key}</option>)}</optgroup>)}
            </select>
          </label>
          <label className={css['values']}>Values{setting.declared.unit === '' ? '' : `, ${setting.declared.unit}`}
            <input type="text" value={typed} disabled={running !== null} aria-invalid={problem !== null} onChange={event => { setTyped(event.target.value) }} />
          </label>
        </div>
        {problem !== null && <p className={frame['bad']} role="alert">{problem}</p>}
        {running !== null && <label className={css['playing']}>{points.length} of {values.length} played<progress className={css['progress']} max={values.length} value={points.length} /></label>}
        {played !== null && points.some(({ p99Us }) => p99Us !== null) && (
          <>
            <Segments label="The 99 % latency is drawn" values={Object.keys(AXES)} value={Object.keys(AXES).find(name => AXES[name] === axis)!} onChange={name => { setAxis(AXES[name]!) }} />
            <div ref={drawing}>
              <TradeOffCurve points={points} settingKey={shown.key} unit={unit} axis={axis} isNarrow={isNarrow} isLog={shown.declared.slider.scale === 'log' || shown.declared.slider.stops !== undefined} current={current} onChoose={value => { void take(value) }} />
            </div>
            <p className={css['legend']}><span><i data-of="p99" />99 of 100 within</span><span><i data-of="p50" />half within</span><span><i data-of="now" />the run on the stage</span><span>Choose a point: it becomes the run.</span></p>
            {best !== null && running === null && <p>Soonest at <strong>{shown.key}={rough(best.value)}</strong>: 99 of 100 within {milliseconds(best.p99Us!)}, {rough(Math.round(best.requestsPerSecond))} requests a second.</p>}
          </>
        )}
        {points.length > 0 && <SweepTable points={points} settingKey={shown.key} unit={unit} current={current} onChoose={value => { void take(value) }} />}
      </div>
      <footer className={frame['foot']}>
        <p role="status">{said}</p>
        <Button disabled={points.length === 0 || running !== null} onClick={() => { save(csvOf(points, shown.key, unit), 'text/csv', 'csv') }}>CSV</Button>
        <Button disabled={points.length === 0 || running !== null} onClick={saveSvg}>SVG</Button>
        {running === null ? <Button look="primary" disabled={problem !== null} onClick={() => { void run() }}>Play {values.length} runs</Button> : <Button look="primary" onClick={() => { running.abort() }}>Stop</Button>}
      </footer>
    </ClientDialog>
  )
}
