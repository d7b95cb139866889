/**
 * Fate strips under one another on one clock: when the messages about the record were on the wire, then a strip for each variant, what it says in words, and the fork at which
 * the fault stands, as a sentence and as moments. Opening a fork makes it the run on the stage.
 */
import { scaleLinear } from 'd3'
import { useId, useLayoutEffect, useRef, useState } from 'react'
import { FATE_KINDS, type ForkOutcome } from '../../engine/pageFace'
import { grouped, milliseconds } from '../../engine/kernel/units'
import { columnInstants, fateWidthUs, forkAt, type FateStrip, type FateStripSpec } from '../../lessons/fateStrip'
import { Button } from '../ui/Button'
import { FateBar, FatePatterns } from './FateBar'
import { lanesOf } from './fateLanes'
import { FateTable } from './FateTable'
import { afterSend, FATE_NAMES, FAULT_NAMES, momentWords, outcomeWords, stripSentence, widthWords } from './fateWords'
import { useOpenFork } from './useOpenFork'
import css from './fate.module.css'

interface Parts {
  readonly title: string
  readonly spec: FateStripSpec
  readonly strips: readonly FateStrip[]
  /** Guess first: when things happened is shown, what became of the record is not. */
  readonly isCovered?: boolean
  /** Choices beside the title. */
  readonly tools?: React.ReactNode
}

export default function FateStrips({ title, spec, strips, isCovered = false, tools }: Parts) {
  const [element, width] = useWidth()
  const isNarrow = width < 560, left = isNarrow ? 10 : 104
  const x = scaleLinear([spec.fromUs, spec.untilUs], [left, Math.max(left + 60, width - 10)])
  const [chosen, setChosen] = useState<{ readonly name: string; readonly atUs: number } | null>(null)
  const { open, opened } = useOpenFork()
  const sentUs = strips.find(strip => strip.sentUs !== -1)?.sentUs ?? spec.fromUs
  const strip = strips.find(({ name }) => name === chosen?.name)
  const fork = strip && chosen ? forkAt(strip.forks, chosen.atUs) : undefined
  const columns = columnInstants(spec).length
  const played = strips.reduce((sum, { forks }) => sum + forks.length, 0), isWhole = strips.length > 0 && strips.every(one => one.isWhole)
  const openAt = (given: FateStrip, atUs: number): void => {
    setChosen({ name: given.name, atUs })
    const found = given.forks.find(one => one.atUs === atUs)
    if (found && !isCovered) void open(given, found)
  }
  return (
    <section ref={element} className={`${css['fate']} onStage`} aria-label={title} data-whole={isWhole}>
      <header className={css['head']}>
        <h2>{title}</h2>
        {tools}
        <p>{grouped(columns * strips.length)} forks of one run, one per {milliseconds(spec.stepUs)}{isWhole ? '' : `: ${grouped(Math.min(played, columns * strips.length))} played`}. {isCovered ? 'Their colours come with your answer.' : 'Each column asks: had it happened at this instant, what became of the record?'}</p>
        {!isWhole && <progress aria-label="Forks played" max={columns * strips.length} value={played} />}
      </header>
      <div className={css['columns']}>
        <div className={css['strips']}>
          {width > 0 && <Axis x={x} width={width} left={left} sentUs={sentUs} isNarrow={isNarrow} />}
          {width > 0 && <Lanes strip={strip ?? strips[0]} spec={spec} x={x} width={width} left={left} isNarrow={isNarrow} />}
          {width > 0 && strips.map(one => (
            <div key={one.name} className={css['variant']} data-variant={one.name}>
              <p className={css['name']}><code>{one.name}</code>{!isCovered && one.isWhole && one.problem === null && <span data-loss={fateWidthUs(one, 'lost') > 0}>{widthWords(fateWidthUs(one, 'lost'))} lost</span>}</p>
              {one.problem === null && <FateBar strip={one} spec={spec} x={x} width={width} isCovered={isCovered} atUs={chosen?.name === one.name ? chosen.atUs : null} onMove={atUs => { setChosen({ name: one.name, atUs }) }} onOpen={atUs => { openAt(one, atUs) }} />}
              <p className={css['sentence']}>{!isCovered && one.isWhole && `${one.problem === null ? '' : 'Refused: '}${stripSentence(one)}`}</p>
            </div>
          ))}
          {!isCovered && <Legend strips={strips} />}
          {!isCovered && isWhole && <FateTable strips={strips} />}
        </div>
        {!isCovered && <ThisFork spec={spec} strip={strip} fork={fork} isOpened={opened !== null && opened === fork} onOpen={() => { if (strip && fork) { showStage(); void open(strip, fork) } }} />}
      </div>
    </section>
  )
}

interface Scaled { readonly x: ReturnType<typeof scaleLinear<number, number>>; readonly width: number; readonly left: number; readonly isNarrow: boolean }

function Axis({ x, width, left, sentUs, isNarrow }: Scaled & { readonly sentUs: number }) {
  const [from, until] = x.domain() as [number, number]
  const ticks = scaleLinear([from - sentUs, until - sentUs], [0, 1]).ticks(Math.max(3, Math.floor((width - left) / 70)))
  return (
    <svg className={css['axis']} width={width} height={18} aria-hidden="true">
      {!isNarrow && <text x={0} y={13}>ms after send()</text>}
      {ticks.map(tick => <text key={tick} x={Math.min(width - 14, Math.max(left + 4, x(tick + sentUs)))} y={13} textAnchor="middle">{grouped(tick / 1000, Number.isInteger(tick / 1000) ? 0 : 1)}</text>)}
    </svg>
  )
}

const LANE = 17
/** When what was on the wire: the reason for the colours under it. */
function Lanes({ strip, spec, x, width, left, isNarrow }: Scaled & { readonly strip: FateStrip | undefined; readonly spec: FateStripSpec }) {
  const lanes = strip ? lanesOf(strip, spec.fromUs, spec.untilUs) : []
  if (lanes.length === 0) return null
  const clamp = (atUs: number): number => x(Math.min(spec.untilUs, Math.max(spec.fromUs, atUs)))
  const labels = { request: 'request', fetch: 'fetch', copy: 'copy', reply: 'answer', answer: 'answer' } as const
  return (
    <svg className={css['lanes']} width={width} height={lanes.length * LANE + 4} role="img" aria-label={`On the wire: ${lanes.map(({ name, bars }) => `${name}: ${bars.map(({ kind, fromUs, untilUs }) => `${labels[kind]} ${afterSend(strip!, fromUs)} to ${afterSend(strip!, untilUs)}`).join(', ') || 'nothing'}`).join('; ')}`}>
      {lanes.map(({ name, bars }, index) => (
        <g key={name} transform={`translate(0 ${index * LANE})`}>
          {!isNarrow && <text x={0} y={12}>{name === 'answer' ? `answer, ${strip!.name}` : name.startsWith('broker') ? `${name} fetches` : name}</text>}
          {bars.map(({ kind, fromUs, untilUs }) => {
            const at = clamp(fromUs), wide = Math.max(2, clamp(untilUs) - at)
            return <g key={`${kind}${fromUs}`}><rect className={css[`wire-${kind}`]} x={at} y={1} width={wide} height={LANE - 4} rx={3} />{wide > labels[kind].length * 7 + 6 && (!isNarrow || at > left + 62) && <text className={css['wireText']} x={at + wide / 2} y={12} textAnchor="middle">{labels[kind]}</text>}</g>
          })}
          {isNarrow && <text className={css['over']} x={left} y={12}>{name}</text>}
        </g>
      ))}
    </svg>
  )
}

function Legend({ strips }: { readonly strips: readonly FateStrip[] }) {
  const id = useId(), seen = FATE_KINDS.filter(kind => strips.some(({ forks }) => forks.some(fork => fork.kind === kind)))
  return (
    <ul className={css['legend']} aria-label="Fates">
      {seen.map(kind => <li key={kind}><svg width={22} height={16} aria-hidden="true"><FatePatterns id={id} /><rect width={22} height={16} rx={3} fill={`url(#${id}-${kind})`} /></svg>{FATE_NAMES[kind].meaning}</li>)}
    </ul>
  )
}

/** The fork at which the fault stands. */
function ThisFork({ spec, strip, fork, isOpened, onOpen }: { readonly spec: FateStripSpec; readonly strip: FateStrip | undefined; readonly fork: ForkOutcome | undefined; readonly isOpened: boolean; readonly onOpen: () => void }) {
  const { seek } = useOpenFork()
  if (!strip || !fork) return <aside className={css['fork']} aria-label="This fork"><h3>{FAULT_NAMES[spec.fault].name}</h3><p>Drag along a strip, or use ← and →: what came of the record there is told here. Let go, or press Enter, and that fork is the run on the stage.</p></aside>
  const moments = fork.moments.map(moment => ({ moment, words: momentWords(moment) })).filter(({ words }) => words !== null)
  return (
    <aside className={css['fork']} aria-label="This fork">
      <h3>This fork: {strip.name}, {afterSend(strip, fork.atUs)}</h3>
      <p className={css['outcome']} data-kind={fork.kind} role="status">{outcomeWords(strip, fork, spec.fault)}</p>
      <Button look="primary" onClick={onOpen}>{isOpened ? 'Watch it again' : 'Watch this fork'}</Button>
      <ol className={css['moments']}>
        {moments.map(({ moment, words }) => (
          <li key={moment.id}><span>{afterSend(strip, moment.atUs)}</span>{isOpened ? <button type="button" onClick={() => { void seek(moment.atUs) }}>{words}</button> : words}</li>
        ))}
      </ol>
    </aside>
  )
}

/** Where the stage and the strips do not both fit, what is to be watched is brought into view. */
function showStage(): void {
  const stage = document.querySelector('main')
  if (stage && stage.scrollHeight > stage.clientHeight) stage.scrollTo({ top: 0 })
  else stage?.scrollIntoView({ block: 'nearest' })
}

function useWidth(): [React.RefObject<HTMLElement | null>, number] {
  const element = useRef<HTMLElement>(null)
  const [width, setWidth] = useState(0)
  useLayoutEffect(() => {
    const measured = element.current?.querySelector<HTMLElement>(`.${css['strips']!}`)
    if (!measured) return
    const observer = new ResizeObserver(() => { setWidth(measured.clientWidth) })
    observer.observe(measured)
    return () => { observer.disconnect() }
  }, [])
  return [element, width]
}
