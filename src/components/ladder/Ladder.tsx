/**
 * The run as a sequence diagram: a lifeline for each machine, time downward, slope = latency. In step with the stage's clock: everything is a function of
 * the events up to now. What is selected here is explained beside it, and its chain of causes is lit.
 */
import { useMemo, useState, type KeyboardEvent } from 'react'
import { stageNames } from '../../session/partitionNamed'
import { useSession } from '../useSession'
import { useSize } from '../useSize'
import { isBroker, isProducer, type ClusterView } from '../../engine/pageFace'
import { milliseconds } from '../../engine/kernel/units'
import { elementsOf, type LadderElement } from './elementsOf'
import { labelsOf } from './labels'
import { Axis, Breaks, breakBoxes, BreakWords, Head, Lifelines, nowBox, NowLine } from './LadderParts'
import { ladderOf } from './ladderOf'
import { instantsOf, ladderScale } from './ladderScale'
import { lanesOf, ladderWidth } from './lanesOf'
import { Labels, LadderShape } from './LadderShape'
import css from './ladder.module.css'

export const HEAD_HEIGHT = 58
const FOOT = 34
/** One way across the network takes about so many pixels. */
const LATENCY_PIXELS = 42
const NOT_ASKED = -2
const ZOOMS = [0.25, 0.5, 1, 2, 4]
/** What is played slowly is drawn large: so many seconds of watching fill the picture, so that a moment looked at again is seen whole; no second is larger than so many pixels, and nothing so many times larger than else. */
const WATCHED_SECONDS = 8, MOST_WATCHED_PIXELS = 60, MOST_LARGER = 6

export default function Ladder() {
  const [element, { width, height }] = useSize()
  const view = useSession(session => session.view)
  const nowUs = useSession(session => session.nowUs)
  const events = useSession(session => session.events)
  useSession(session => session.eventsVersion)
  const latencyUs = useSession(session => session.configs.network['latency.us'])
  const speed = useSession(session => session.speed)
  const shown = useSession(session => session.shownProducer)
  const why = useSession(session => session.why)
  const select = useSession(session => session.select)
  const selected = useSession(session => session.selection?.event)
  // Of a crowd: the partition that is chosen above.
  const chosen = view?.crowd?.partition
  const partitions = chosen === undefined ? view?.producers[0]?.lanes.map(lane => lane.partition) ?? [] : [chosen]
  // Another producer writes to another topic: its own partition is looked at first.
  const [asked, setAsked] = useState({ producer: 0, partition: NOT_ASKED })
  const [zoom, setZoom] = useState(2)
  const [current, setCurrent] = useState(-1)
  const own = view?.topics.find(({ name }) => name === view.producers[0]?.topic)?.partitions[0]
  const wanted = asked.producer === shown && asked.partition !== NOT_ASKED ? asked.partition : own
  const partition = wanted === -1 && partitions.length > 1 ? -1 : partitions.find(one => one === wanted) ?? partitions[0] ?? 0
  const chain = useMemo(() => (why ? new Set(why.steps.map(({ event }) => event.id)) : null), [why])
  if (!view) return <div className={css['ladder']} />
  const names = stageNames(view)
  const all = ladderOf(events, { nowUs, partition, ...(view.crowd && { isShown: shownOf(view) }) })
  const lanes = lanesOf(view, all, partition, width)
  // Fetches parked at brokers that do not lead this partition are other partitions'.
  const leads = new Set(lanes.filter(({ isLeader }) => isLeader).map(({ node }) => node))
  const picture = { ...all, bars: all.bars.filter(({ kind, node }) => kind === 'purgatory' || leads.has(node)) }
  // With a link that is slower than the others both are to be seen: its arrows steeper, theirs not flat.
  const plain = LATENCY_PIXELS / Math.max(0.1, Math.sqrt(latencyUs * (latencyUs + all.extraLatencyUs)) / 1000)
  const drawnHeight = Math.max(height - HEAD_HEIGHT, 80)
  const watchedPixels = Math.min(MOST_WATCHED_PIXELS, (drawnHeight - FOOT) / WATCHED_SECONDS)
  const perMs = ZOOMS[zoom]! * Math.min(plain * MOST_LARGER, Math.max(plain, watchedPixels / (speed * 1000)))
  const scale = ladderScale(instantsOf(picture, nowUs), nowUs, perMs, drawnHeight - FOOT)
  const whole = ladderWidth(lanes.length, width)
  const elements = elementsOf(picture, lanes, scale, nowUs)
  const labels = labelsOf(elements, { width: whole, shown: width, height: drawnHeight, lifelines: lanes.map(({ x }) => x), taken: [nowBox(scale.y(nowUs), nowUs), ...breakBoxes(scale, whole, width)], chosen: selected ?? current })
  const isNews = events.firstId === 0 || events.firstId === events.endId
  const isLit = (event: number): boolean => chain === null || chain.has(event)
  const choose = (chosen: LadderElement): void => { setCurrent(chosen.event); select({ kind: 'event', id: chosen.event, event: chosen.event }) }
  const tabStop = elements.some(({ event }) => event === current) ? current : elements.at(-1)?.event ?? -1
  const onKeyDown = (event: KeyboardEvent<SVGSVGElement>): void => {
    const by = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0
    const at = elements.findIndex(one => one.event === tabStop)
    if (by === 0 || at === -1) return
    event.preventDefault()
    event.stopPropagation()
    const next = elements[Math.min(elements.length - 1, Math.max(0, at + by))]!
    setCurrent(next.event)
    event.currentTarget.querySelector<SVGGElement>(`[data-event="${next.event}"]`)?.focus()
  }
  return (
    <section className={`${css['ladder']} onStage`} aria-label="Ladder: the run as a sequence of messages">
      <div ref={element} className={css['scroll']}>
        {width > 0 && (
          <>
            <svg className={css['head']} width={whole} height={HEAD_HEIGHT} aria-hidden="true"><Head lanes={lanes} picture={picture} /></svg>
            <svg width={whole} height={drawnHeight} role="group" aria-label={`Messages up to ${milliseconds(nowUs)}. Arrow keys go from one to the next, Enter asks why.`} onKeyDown={onKeyDown}>
              <defs>{TIPS.map(tip => <marker key={tip} id={`tip-${tip}`} viewBox="0 0 8 8" refX={7} refY={4} markerWidth={8} markerHeight={8} orient="auto" markerUnits="userSpaceOnUse"><path d="M1 1L7 4L1 7" className={css[`tip-${tip}`]} /></marker>)}</defs>
              <Axis scale={scale} width={whole} height={drawnHeight} nowUs={nowUs} written={labels} />
              <Lifelines lanes={lanes} picture={picture} scale={scale} height={drawnHeight} nowUs={nowUs} />
              <Breaks scale={scale} width={whole} />
              <NowLine y={scale.y(nowUs)} width={whole} nowUs={nowUs} />
              {elements.map(one => <LadderShape key={`${one.type}${one.event}`} element={one} isTabStop={one.event === tabStop} isSelected={one.event === selected} isLit={isLit(one.event)} onChoose={choose} />)}
              <BreakWords scale={scale} width={whole} shown={width} />
              <Labels labels={labels} selected={selected} isLit={isLit} onChoose={choose} />
              {elements.length === 0 && <text className={css['nothing']} x={whole / 2} y={drawnHeight / 2} textAnchor="middle">{isNews ? 'Nothing has been sent for this partition yet.' : `Nothing of this partition has moved since ${milliseconds(events.atUs(events.firstId))}, as far back as this page remembers.`}</text>}
            </svg>
          </>
        )}
      </div>
      <div className={css['foot']}>
        <ul className={css['legend']} aria-hidden="true">
          <li><i className={css['keyPurgatory']} />in purgatory: the answer waits</li><li><i className={css['keyParked']} />fetch parked: nothing new</li><li><i className={css['keyCopy']} />replication</li><li><i className={css['keyLost']} />lost</li>{elements.some(one => one.type === 'arrow' && one.isHeld) && <li><i className={css['keyHeld']} />held</li>}
        </ul>
        <div className={css['tools']}>
          {partitions.length > 1 && (
            <label>Partition <select value={partition} onChange={event => { setAsked({ producer: shown, partition: Number(event.target.value) }) }}>
              <option value={-1}>all</option>
              {partitions.map(one => <option key={one} value={one}>{names[one] ?? one}</option>)}
            </select></label>
          )}
          <button type="button" onClick={() => { setZoom(Math.max(0, zoom - 1)) }} aria-disabled={zoom === 0} aria-label="More time, smaller">−</button>
          <button type="button" onClick={() => { setZoom(Math.min(ZOOMS.length - 1, zoom + 1)) }} aria-disabled={zoom === ZOOMS.length - 1} aria-label="Less time, larger">+</button>
        </div>
      </div>
    </section>
  )
}

/** Of a crowd: the brokers of the chosen partition, the producer shown, and everybody who is neither. */
function shownOf({ brokers, producers }: ClusterView): (node: number) => boolean {
  const shown = new Set([...brokers.map(({ id }) => id), ...producers.map(({ node }) => node)])
  return node => shown.has(node) || !(isBroker(node) || isProducer(node))
}

const TIPS = ['produce', 'ack', 'refusal', 'copy', 'ask', 'records', 'control', 'held'] as const
