import { useSession } from '../useSession'
import { milliseconds, scale, speedText } from '../../engine/kernel/units'
import { nearestSpeed, SPEEDS } from './speeds'
import css from './playback.module.css'

export function Transport({ withSpeed = true }: { readonly withSpeed?: boolean }) {
  const status = useSession(session => session.status)
  const nowUs = useSession(session => session.nowUs)
  const lagging = useSession(session => session.lagging)
  const isOnItsWay = useSession(session => session.isOnItsWay)
  const play = useSession(session => session.play)
  const pause = useSession(session => session.pause)
  const stepBack = useSession(session => session.stepBack)
  const stepForward = useSession(session => session.stepForward)
  const toNextChange = useSession(session => session.toNextChange)
  const restart = useSession(session => session.restart)
  const isPlaying = status === 'playing'
  const isReady = isPlaying || status === 'paused'
  const words = status === 'loading' ? 'starting the engine' : status === 'failed' ? 'stopped' : !isPlaying ? isOnItsWay ? 'on the way …' : 'paused' : lagging ? 'running, as fast as it can' : 'running'
  return (
    <div className={css['transport']}>
      <button type="button" className={css['round']} disabled={!isReady} aria-label={isPlaying ? 'Pause' : 'Play'} onClick={isPlaying ? pause : play}>
        <svg width="20" height="20" viewBox="0 0 20 20" aria-hidden="true">{isPlaying ? <path d="M4 3h4v14H4zM12 3h4v14h-4z" fill="currentColor" /> : <path d="M5 2.5v15l12-7.5z" fill="currentColor" />}</svg>
      </button>
      <div>
        <output className={css['now']} data-testid="now" data-now-us={nowUs}>{milliseconds(nowUs)}</output>
        <span className={css['state']} data-testid="playback-state">{words}</span>
      </div>
      <div className={css['steps']}>
        <button type="button" disabled={!isReady} onClick={() => { void restart() }} aria-label="Back to the beginning" title="Back to the beginning (Home)"><Icon path="M3 3h2v10H3zM13 3v10L6 8z" /></button>
        <button type="button" disabled={!isReady} aria-disabled={nowUs === 0} onClick={() => { if (nowUs > 0) void stepBack() }} aria-label="Back to the last event" title="Back to the last event (←)"><Icon path="M11 3v10L4 8z" /></button>
        <button type="button" disabled={!isReady} onClick={() => { void stepForward() }} aria-label="On to the next event" title="On to the next event (→)"><Icon path="M5 3v10l7-5z" /></button>
        <button type="button" disabled={!isReady} onClick={() => { void toNextChange() }} aria-label="On to the next change of the cluster" title="On to the next change of the cluster: who runs, who leads, who is in sync (N)"><Icon path="M2 3v10l5-5zM7 3v10l5-5zM13 3h2v10h-2z" /></button>
      </div>
      {withSpeed && <Speed />}
    </div>
  )
}

const Icon = ({ path }: { readonly path: string }) => <svg width="16" height="16" viewBox="0 0 16 16" aria-hidden="true"><path d={path} fill="currentColor" /></svg>

export function Speed() {
  const speed = useSession(session => session.speed)
  const setSpeed = useSession(session => session.setSpeed)
  return (
    <div className={css['speed']}>
      <label>
        <span className="visuallyHidden">Speed</span>
        <input type="range" min={0} max={SPEEDS.length - 1} step={1} value={nearestSpeed(speed)} aria-valuetext={scale(speed)} onChange={event => { setSpeed(SPEEDS[Number(event.target.value)]!) }} />
      </label>
      <output>{speedText(speed)}</output>
      <span data-testid="scale">{scale(speed)}</span>
    </div>
  )
}
