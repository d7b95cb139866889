import type { ReactNode } from 'react'
import { useSession } from '../useSession'
import { milliseconds } from '../../engine/kernel/units'
import { Speed, Transport } from './Transport'
import css from './playback.module.css'

/** Everything about time: play and steps, speed, the timeline where there is room for one, and the branches one has made by changing the past. */
export function Playback({ timeline, isBrief = false }: { readonly timeline?: ReactNode; /** The rest of it stands elsewhere. */ readonly isBrief?: boolean }) {
  return (
    <div className={`${css['playback']} onStage`}>
      <Transport withSpeed={!isBrief} />
      {!isBrief && timeline}
      <Branches />
    </div>
  )
}

/** What the brief one leaves out. */
export function MoreOfTime({ timeline }: { readonly timeline: ReactNode }) {
  return <section className={`${css['playback']} onStage`} aria-label="Speed and timeline"><Speed />{timeline}</section>
}

function Branches() {
  const branches = useSession(session => session.branches)
  const branch = useSession(session => session.branch)
  const switchBranch = useSession(session => session.switchBranch)
  if (branches.length < 2) return null
  return (
    <div className={css['branches']} role="group" aria-label="Branches of this run">
      <span>You changed the past. Each course is kept:</span>
      {branches.map(({ id, change, forkedAtUs }) => (
        <button key={id} type="button" aria-pressed={id === branch} onClick={() => { void switchBranch(id) }}>{id === 0 ? 'as it was' : `${change} at ${milliseconds(forkedAtUs)}`}</button>
      ))}
    </div>
  )
}
