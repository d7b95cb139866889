/** The dark part of a page with its time controls, a card to its left and knobs to its right; what explains lies over the stage's edge. */
import { lazy, Suspense, use, useEffect, useState, type ComponentProps, type ReactNode } from 'react'
import type { RunView } from '../session/urlState'
import { FaultHandContext } from './faults/faultHand'
import { LogTable } from './log/LogTable'
import { MoreOfTime, Playback } from './playback/Playback'
import { Timeline } from './playback/Timeline'
import { Stage, type StageFocus } from './stage/Stage'
import { useMedia } from './useMedia'
import { useSession } from './useSession'
import { WhyPanel } from './why/WhyPanel'
import css from './frame.module.css'

const FaultPalette = lazy(() => import('./faults/FaultPalette')), FaultTargets = lazy(() => import('./faults/FaultTargets'))
const CrowdMap = lazy(() => import('./crowd/CrowdMap'))
const Ladder = lazy(() => import('./ladder/Ladder'))
const VIEWS: Readonly<Record<RunView, string>> = { stage: 'Stage', ladder: 'Ladder', log: 'Log' }

interface Parts { readonly side?: ReactNode; readonly controls?: ReactNode; readonly controlsOpen?: boolean; readonly under?: ReactNode; /** The program that runs: under the stage, or on a phone under the card. */ readonly program?: ReactNode; /** Under the time controls, or on a phone under the card. */ readonly below?: ReactNode; readonly tools?: ReactNode; readonly focus?: StageFocus | undefined; readonly over?: ComponentProps<typeof Stage>['over']; /** Which view is shown first, and again whenever this changes. */ readonly first?: RunView | undefined; /** The row of tools is shown from the beginning. */ readonly faultsOpen?: boolean }

/** More than so many have a list to choose from. */
const MOST_NAMES = 4

/** Which producer the stage shows, where there are several. */
function ProducerChooser() {
  const names = useSession(session => session.scenario?.topology.producers.map(({ clientId }) => clientId).join('\n') ?? '').split('\n')
  const shown = useSession(session => session.shownProducer)
  const showProducer = useSession(session => session.showProducer)
  if (names.length < 2) return null
  return (
    <div role="group" aria-label="Producer on the stage">
      {names.length > MOST_NAMES
        ? <label className={css['producers']}>Producer<select aria-label="Producer on the stage" value={shown} onChange={event => { showProducer(Number(event.target.value)) }}>{names.map((name, index) => <option key={name} value={index}>{name}</option>)}</select></label>
        : names.map((name, index) => <button key={name} type="button" aria-pressed={index === shown} onClick={() => { showProducer(index) }}>{name}</button>)}
    </div>
  )
}

/** What else lies on the stage, and over it where a tool can be used. */
const withTargets = (over: Parts['over']): Parts['over'] => (layout, show) => [over?.(layout, show), <Suspense key="targets" fallback={null}><FaultTargets layout={layout} show={show} /></Suspense>]

export function StageFrame({ side, controls, controlsOpen = false, under, program, below, tools, focus, over, first = 'stage', faultsOpen = false }: Parts) {
  const hand = use(FaultHandContext)
  const [hasPalette, setHasPalette] = useState(faultsOpen)
  useEffect(() => { setHasPalette(faultsOpen) }, [faultsOpen])
  const [view, setView] = useState(first)
  useEffect(() => { setView(first) }, [first])
  const isAsked = useSession(session => session.why !== null)
  // Where the explanation lies over the stage: not over what is asked about.
  const isAtBrokers = useSession(session => session.selection?.kind === 'replica' || session.selection?.kind === 'broker') && view === 'stage' && side === undefined
  // On a phone a card comes right after the stage, so that both are seen at once.
  const isClose = useMedia('(max-width: 699px)') && side !== undefined
  const isCrowd = useSession(session => session.view !== null && session.view.crowd !== null)
  return (
    <div className={css['frame']}>
      {side !== undefined && <div className={css['side']}>{side}{isClose && program}</div>}
      <main className={css['center']}>
        <div className={css['views']}>
          <div role="group" aria-label="View of the run">
            {(Object.keys(VIEWS) as RunView[]).map(name => <button key={name} type="button" aria-pressed={name === view} onClick={() => { setView(name) }}>{VIEWS[name]}</button>)}
          </div>
          <ProducerChooser />
          {tools}
          {hand && <div><button type="button" aria-pressed={hasPalette} aria-expanded={hasPalette} onClick={() => { setHasPalette(!hasPalette); hand.arm(null) }}>Faults</button></div>}
          {hand && hasPalette && <Suspense fallback={null}><FaultPalette /></Suspense>}
          {isCrowd && view !== 'log' && <Suspense fallback={null}><CrowdMap /></Suspense>}
        </div>
        {view === 'stage' ? <Stage focus={focus} withControllers={hand?.withControllers === true} over={hand ? withTargets(over) : over} /> : view === 'ladder' ? <Suspense fallback={<div />}><Ladder /></Suspense> : <LogTable />}
        <div className={css['under']}>{under}{!isClose && program}</div>
        <Playback timeline={<Timeline />} isBrief={isClose} />
        {!isClose && below !== undefined && <div className={css['below']}>{below}</div>}
      </main>
      {isClose && <div className={css['after']}>{below}<MoreOfTime timeline={<Timeline />} /></div>}
      {/* The explanation takes the place of the knobs: the stage it talks about stays whole. */}
      {isAsked && <div className={css['why']} data-left={isAtBrokers}><WhyPanel /></div>}
      {controls !== undefined && <div className={css['controls']} data-open={controlsOpen}>{controls}</div>}
    </div>
  )
}
