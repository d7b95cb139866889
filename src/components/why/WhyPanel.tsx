/** The chain of causes of what is selected, newest first; each link jumps to its moment. */
import { useEffect, useRef } from 'react'
import type { WhyAnswer } from '../../session/session.types'
import { useSession } from '../useSession'
import { OpenBytes } from '../bytes/OpenBytes'
import { AskFate } from '../fate/AskFate'
import { Button } from '../ui/Button'
import { milliseconds } from '../../engine/kernel/units'
import { BrokerRequests } from './BrokerRequests'
import { headline, sentence } from './sentences'
import { waitSentence } from './waitSentence'
import css from './why.module.css'

/** What a selected batch waits for now, if it has not left. */
function Waiting({ batch }: { readonly batch: number }) {
  const words = useSession(({ view, nowUs, configs }) => {
    const lane = view?.producers[0]?.lanes.find(({ batches }) => batches.some(({ id }) => id === batch))
    const found = lane?.batches.find(({ id }) => id === batch)
    return lane && found ? waitSentence(found, nowUs, { lingerMs: configs.producer['linger.ms'], slots: configs.producer['max.in.flight.requests.per.connection'], broker: lane.leader }) : null
  })
  return words === null ? null : <p className={css['now']} data-testid="waits"><strong>Now:</strong> {words}</p>
}

export function WhyPanel() {
  const why = useSession(session => session.why)
  const select = useSession(session => session.select)
  const heading = useRef<HTMLHeadingElement>(null)
  const asked = why?.selection.event
  useEffect(() => { if (asked !== undefined) heading.current?.focus({ preventScroll: true }) }, [asked])
  if (!why) return null
  const [first] = why.steps, { kind, id } = why.selection
  return (
    <section className={css['panel']} aria-label="Why?" data-testid="why" onKeyDown={event => { if (event.key === 'Escape') select(null) }}>
      <div className={css['head']}>
        <h2 ref={heading} tabIndex={-1}>{kind === 'broker' ? `Broker ${id}: where its requests are` : first ? headline(first) : 'Why?'}</h2>
        <Button look="quiet" onClick={() => { select(null) }} aria-label="Close the explanation">✕</Button>
      </div>
      {kind === 'broker' ? <BrokerRequests id={id} /> : <Chain why={why} />}
    </section>
  )
}

function Chain({ why: { selection: { kind, id }, steps } }: { readonly why: WhyAnswer }) {
  const nowUs = useSession(session => session.nowUs)
  const goToEvent = useSession(session => session.goToEvent)
  // A request's own chain tells which batch it took along.
  const batch = kind === 'batch' ? id : steps.map(step => step.event.arguments['batch']).find(named => named !== undefined)
  return (
    <>
      <p className={css['hint']}>{steps.length > 0 ? 'Read down: each line happened because of the one below it. Choose a line to go to its moment.' : 'That moment is further back than this run remembers.'}</p>
      <Waiting batch={kind === 'batch' ? id : -1} />
      {batch !== undefined && <div className={css['doors']}><OpenBytes key={batch} batch={batch} /><AskFate batch={batch} /></div>}
      <ol className={css['chain']}>
        {steps.map((step, index) => {
          const before = steps[index + 1]
          const waited = before ? step.event.atUs - before.event.atUs : 0
          return (
            <li key={step.event.id}>
              <button type="button" className={css['step']} aria-current={step.event.atUs === nowUs} onClick={() => { void goToEvent(step.event) }}>
                <span className={css['time']}>{milliseconds(step.event.atUs)}</span>
                <span className={css['words']}>{sentence(step)}</span>
                {waited > 0 && <span className={css['wait']}>{milliseconds(waited)} after</span>}
              </button>
            </li>
          )
        })}
      </ol>
    </>
  )
}
