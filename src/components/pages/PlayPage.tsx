/** The playground: the whole cluster, every knob, the log, and a link that brings others to the same run. */
import { useEffect, useState } from 'react'
import { presetNamed } from '../../engine/pageFace'
import { hrefOf } from '../../session/route'
import { scenarioAt } from '../../session/scenarioAt'
import { parseUrlState, urlParameters, type UrlState } from '../../session/urlState'
import type { Session } from '../../session/session.types'
import { applyTheme } from '../../session/theme'
import { ClientButtons } from '../client/ClientButtons'
import { PlaygroundControls } from '../controls/PlaygroundControls'
import { StageFrame } from '../StageFrame'
import { TopBar } from '../TopBar'
import { Button } from '../ui/Button'
import { useKeyboard } from '../useKeyboard'
import { useSession, useSessionStore } from '../useSession'
import css from '../frame.module.css'

export default function PlayPage() {
  const store = useSessionStore()
  const [controlsOpen, setControlsOpen] = useState(false)
  useKeyboard()
  useEffect(() => { void start(store) }, [store])
  return (
    <div className={css['page']}>
      <TopBar where={<strong>Playground</strong>}>
        <Button className={css['drawerButton']} aria-expanded={controlsOpen} onClick={() => { setControlsOpen(!controlsOpen) }}>Settings</Button>
        <ClientButtons />
        <ShareButton />
      </TopBar>
      <StageFrame controls={<PlaygroundControls />} controlsOpen={controlsOpen} />
    </div>
  )
}

async function start(store: ReturnType<typeof useSessionStore>): Promise<void> {
  const session = store.getState()
  const state = parseUrlState(location.search, location.hash)
  if (state.theme) applyTheme(state.theme, false)
  const problems = await loadAt(session, state)
  if (store.getState().scenario === null && state.client !== undefined) {
    // Its partitioner or serializers are why: the notice says so, the rest is played.
    const { client: _refused, ...rest } = state
    await loadAt(session, rest)
  }
  for (const problem of problems) session.notify('warning', problem)
  if (state.speed !== undefined) session.setSpeed(state.speed)
  if (state.atUs !== undefined) await session.seek(state.atUs)
  const isCalm = window.matchMedia('(prefers-reduced-motion: reduce)').matches
  if (state.autoplay ?? (state.atUs === undefined && !isCalm)) session.play()
}

async function loadAt(session: Session, state: UrlState): Promise<readonly string[]> {
  const { scenario, problems } = scenarioAt(presetNamed('playground')!, state)
  await session.load(scenario)
  return problems
}

function ShareButton() {
  const store = useSessionStore()
  const notify = useSession(session => session.notify)
  const share = async (): Promise<void> => {
    const { scenario, configs, nowUs } = store.getState()
    if (!scenario) return
    const link = `${hrefOf({ page: 'play' })}#${urlParameters(scenario, configs, nowUs).toString()}`
    try {
      await navigator.clipboard.writeText(link)
      notify('information', 'A link to this run is in the clipboard: same seed, these settings from the beginning, this instant.')
    } catch {
      notify('information', `A link to this run: ${link}`)
    }
  }
  return <Button onClick={() => { void share() }}>Share</Button>
}
