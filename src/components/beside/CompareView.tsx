/** Two runs of one seed side by side, one clock for both: their stages, the settings in which they differ, their figures and how these differ. */
import { useState } from 'react'
import { settingDifferences, type Beside, type SettingDifference } from '../../session/beside'
import { partitionName } from '../../session/partitionNamed'
import type { SessionStore } from '../../session/session'
import { PlaygroundControls } from '../controls/PlaygroundControls'
import { Playback } from '../playback/Playback'
import { Timeline } from '../playback/Timeline'
import { Stage } from '../stage/Stage'
import { Button } from '../ui/Button'
import { SessionContext, useSession, useSessionStore } from '../useSession'
import { WhyPanel } from '../why/WhyPanel'
import { useStore } from 'zustand'
import { comparedFigures } from './comparedFigures'
import css from './beside.module.css'

type Name = 'A' | 'B'

export default function CompareView({ beside }: { readonly beside: Beside }) {
  const lead = useSessionStore(), other = beside.store
  const [edited, setEdited] = useState<Name | null>(null)
  const a = useStore(lead, session => session.configs), b = useStore(other, session => session.configs)
  const versions = [useStore(lead, session => session.scenario?.kafka), useStore(other, session => session.scenario?.kafka)]
  const differences = settingDifferences(a, b)
  return (
    <div className={css['compare']}>
      <div className={css['runs']}>
        {([['A', lead], ['B', other]] as const).map(([name, store], index) => (
          <SessionContext key={name} value={store}>
            <Run name={name} differences={differences} version={versions[0] === versions[1] ? undefined : versions[index]} isEdited={edited === name} onEdit={() => { setEdited(edited === name ? null : name) }} />
          </SessionContext>
        ))}
      </div>
      <Figures other={other} />
      <div className={css['clock']}><Playback timeline={<Timeline />} /></div>
      {edited !== null && (
        <aside className={css['drawer']} aria-label={`Settings of run ${edited}`}>
          <header><h2>Run {edited}</h2><Button look="quiet" aria-label="Close the settings" onClick={() => { setEdited(null) }}>✕</Button></header>
          <SessionContext value={edited === 'A' ? lead : other}><PlaygroundControls key={edited} /></SessionContext>
        </aside>
      )}
    </div>
  )
}

function Run({ name, differences, version, isEdited, onEdit }: { readonly name: Name; readonly differences: readonly SettingDifference[]; readonly version: string | undefined; readonly isEdited: boolean; readonly onEdit: () => void }) {
  const isAsked = useSession(session => session.why !== null)
  const isLoaded = useSession(session => session.view !== null)
  const shown = useSession(session => (session.view?.crowd ? partitionName(session.view, session.view.crowd.partition) : null))
  return (
    <section className={css['run']} aria-label={`Run ${name}`} data-run={name}>
      <header>
        <h2>{name}</h2>
        <ul>
          {version !== undefined && <li>Kafka {version}</li>}
          {differences.map(({ owner, key, a, b }) => <li key={`${owner}.${key}`}>{owner === 'producer' ? '' : `${owner}.`}{key}=<b>{String(name === 'A' ? a : b)}</b></li>)}
          {shown !== null && <li className={css['quiet']}>{shown} of many{name === 'A' ? ': leave B to choose another' : ''}</li>}
          {shown === null && differences.length === 0 && version === undefined && <li className={css['quiet']}>{name === 'A' ? 'the run' : 'the same run, until something is changed here'}</li>}
        </ul>
        <button type="button" aria-expanded={isEdited} onClick={onEdit}>Settings of {name}</button>
      </header>
      {isLoaded ? <Stage /> : <p className={css['loading']}>Loading…</p>}
      {isAsked && <div className={css['why']}><WhyPanel /></div>}
    </section>
  )
}

function Figures({ other }: { readonly other: SessionStore }) {
  const a = useSession(session => session.figures), b = useStore(other, session => session.figures)
  if (!a || !b) return null
  const figures = comparedFigures(a, b)
  return (
    <div className={css['figures']}>
      <table aria-label="Live figures of both runs">
        <thead><tr><th scope="col"><span className="visuallyHidden">run</span></th>{figures.map(({ id, name }) => <th key={id} scope="col">{name}</th>)}</tr></thead>
        <tbody>
          <tr><th scope="row">A</th>{figures.map(figure => <td key={figure.id}>{figure.a}</td>)}</tr>
          <tr><th scope="row">B</th>{figures.map(figure => <td key={figure.id}>{figure.b}</td>)}</tr>
          <tr data-difference><th scope="row">B to A</th>{figures.map(figure => <td key={figure.id} data-compared={figure.id} data-equal={figure.isEqual}>{figure.difference}</td>)}</tr>
        </tbody>
      </table>
    </div>
  )
}
