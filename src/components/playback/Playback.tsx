import { useSession } from '../useSession'
import { milliseconds } from '../../engine/kernel/units'
import { Timeline } from './Timeline'
import { Transport } from './Transport'
import css from './playback.module.css'

/** Everything about time: play and steps, speed, the timeline, and the branches one has made by changing the past. */
export function Playback({ brief = false }: { readonly brief?: boolean }) {
  return (
    <div className={`${css['playback']} onStage`}>
      <Transport />
      {!brief && <Timeline />}
      <Branches />
    </div>
  )
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
