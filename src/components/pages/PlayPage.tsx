/** The playground: the whole cluster, every knob, the log, and a link that brings others to the same run. */
import { lazy, Suspense, useCallback, useEffect, useRef, useState } from 'react'
import { choosablePresets, presetNamed } from '../../engine/pageFace'
import { besideParameters, createBeside, splitBeside, type Beside } from '../../session/beside'
import { partitionName as nameOf, showPartition } from '../../session/partitionNamed'
import { hrefOf } from '../../session/route'
import { scenarioAt } from '../../session/scenarioAt'
import { commandsParameter, parseUrlState, urlParameters, type UrlState } from '../../session/urlState'
import type { Session } from '../../session/session.types'
import { CallButtons } from '../client/CallButtons'
import { ClientButtons } from '../client/ClientButtons'
import { PlaygroundControls } from '../controls/PlaygroundControls'
import { AskFateOfLast } from '../fate/AskFate'
import { AskFateContext } from '../fate/fateContext'
import { FaultHandContext, useFaultHand } from '../faults/faultHand'
import { StageFrame } from '../StageFrame'
import { TopBar } from '../TopBar'
import { Button } from '../ui/Button'
import { useKeyboard } from '../useKeyboard'
import { useSession, useSessionStore } from '../useSession'
import { sceneHint } from './sceneHint'
import css from '../frame.module.css'

const CompareView = lazy(() => import('../beside/CompareView'))
const FateOfRecord = lazy(() => import('../fate/FateOfRecord'))

export default function PlayPage() {
  const store = useSessionStore()
  const [beside, setBeside] = useState<Beside | null>(null)
  const current = useRef<Beside | null>(null)
  const compare = useCallback((asked: UrlState | null) => {
    current.current?.leave()
    current.current = asked && createBeside(store, asked)
    // For tests and the curious, as the first one.
    Object.assign(window, { brokerscopeBeside: current.current?.store })
    setBeside(current.current)
  }, [store])
  const isLoaded = useSession(session => session.scenario !== null)
  const [controlsOpen, setControlsOpen] = useState(false)
  const [first] = useState(() => parseUrlState(location.search, location.hash).view)
  const [fated, setFated] = useState<number | null>(null)
  const leaveFate = useCallback(() => { setFated(null) }, [])
  const hand = useFaultHand()
  useKeyboard()
  useEffect(() => {
    void start(store, compare)
    return () => { current.current?.leave() }
  }, [store, compare])
  return (
    <FaultHandContext value={hand}>
    <div className={css['page']}>
      <TopBar where={<strong>Playground</strong>}>
        {beside === null && <Button className={css['drawerButton']} aria-expanded={controlsOpen} onClick={() => { setControlsOpen(!controlsOpen) }}>Settings</Button>}
        <SceneChooser />
        <ClientButtons />
        <Button aria-pressed={beside !== null} disabled={!isLoaded} onClick={() => { compare(beside === null ? NOTHING_ASKED : null) }}>{beside === null ? 'Compare' : 'Leave B'}</Button>
        <ShareButton beside={beside} />
      </TopBar>
      {beside === null
        ? <AskFateContext value={setFated}><StageFrame first={first} tools={<><CallButtons /><AskFateOfLast /></>} below={fated === null ? undefined : <Suspense fallback={null}><FateOfRecord key={fated} record={fated} onClose={leaveFate} /></Suspense>} controls={<PlaygroundControls />} controlsOpen={controlsOpen} /></AskFateContext>
        : <Suspense fallback={null}><CompareView beside={beside} /></Suspense>}
    </div>
    </FaultHandContext>
  )
}

const NOTHING_ASKED: UrlState = { configs: {}, problems: [] }

async function start(store: ReturnType<typeof useSessionStore>, compare: (asked: UrlState) => void): Promise<void> {
  const session = store.getState()
  const { rest: address, beside } = splitBeside(location.search, location.hash)
  const state = parseUrlState(address.query, address.fragment)
  const problems = await loadAt(session, state)
  if (store.getState().scenario === null && state.client !== undefined) {
    // Its partitioner or serializers are why: the notice says so, the rest is played.
    const { client: _refused, ...rest } = state
    await loadAt(session, rest)
  }
  if (store.getState().scenario === null && state.commands !== undefined) {
    const { commands: _refused, ...rest } = state
    await loadAt(session, rest)
  }
  const noPartition = await showPartition(store.getState(), state.partition)
  for (const problem of [...problems, ...(noPartition === null ? [] : [noPartition])]) session.notify('warning', problem)
  hint(store.getState())
  if (state.speed !== undefined) session.setSpeed(state.speed)
  if (beside) compare(beside)
  const isCalm = window.matchMedia('(prefers-reduced-motion: reduce)').matches
  if (state.autoplay ?? (state.atUs === undefined && !isCalm)) session.play()
}

/** What comes in this scene, instead of what was said of the last one. */
function hint({ scenario, nowUs, notices, dismiss, notify }: Session): void {
  for (const notice of notices) if (notice.tone === 'information') dismiss(notice.id)
  const words = scenario && sceneHint(scenario, nowUs)
  if (words !== null) notify('information', words)
}

/** Another scenario, from its beginning. The address says which, so that it can be shared. */
function SceneChooser() {
  const store = useSessionStore()
  const title = useSession(session => session.scenario?.title)
  const presets = choosablePresets()
  const choose = async (name: string): Promise<void> => {
    const session = store.getState()
    history.replaceState(null, '', `${location.pathname}${name === 'playground' ? '' : `?scene=${name}`}`)
    await session.load(presetNamed(name)!)
    hint(store.getState())
    if (!window.matchMedia('(prefers-reduced-motion: reduce)').matches) session.play()
  }
  return (
    <label className={css['scene']}>
      <span>Scenario</span>
      {/* The word is not there in narrow windows: the name is. */}
      <select aria-label="Scenario" value={presets.find(preset => preset.title === title)?.name ?? 'playground'} onChange={event => { void choose(event.target.value) }}>
        {presets.map(preset => <option key={preset.name} value={preset.name}>{preset.title}</option>)}
      </select>
    </label>
  )
}

async function loadAt(session: Session, state: UrlState): Promise<readonly string[]> {
  const { scenario, problems } = scenarioAt(presetNamed(state.scene ?? 'playground')!, state)
  await session.load(scenario, state.atUs)
  return problems
}

function ShareButton({ beside }: { readonly beside: Beside | null }) {
  const store = useSessionStore()
  const notify = useSession(session => session.notify)
  const share = async (): Promise<void> => {
    const { scenario, configs, nowUs } = store.getState()
    if (!scenario) return
    const scene = choosablePresets().find(({ title }) => title === scenario.title)?.name
    const parameters = urlParameters(scenario, configs, nowUs, presetNamed(scene ?? 'playground'))
    if (scene !== undefined && scene !== 'playground') parameters.set('scene', scene)
    const { view } = store.getState()
    if (view?.crowd) parameters.set('partition', nameOf(view, view.crowd.partition))
    const { scenario: played } = await store.getState().snapshot()
    const commands = commandsParameter(played.script, presetNamed(scene ?? 'playground')!.script)
    if (commands !== null) parameters.set('commands', commands)
    for (const [name, value] of beside ? besideParameters(store, beside.store) : []) parameters.set(name, value)
    const link = `${hrefOf({ page: 'play' })}#${parameters.toString()}`
    try {
      await navigator.clipboard.writeText(link)
      notify('information', 'A link to this run is in the clipboard: same seed, these settings from the beginning, what was done to the cluster at its time, this instant.')
    } catch {
      notify('information', `A link to this run: ${link}`)
    }
  }
  return <Button onClick={() => { void share() }}>Share</Button>
}
