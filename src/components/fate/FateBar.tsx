/** One strip: a column for every fork, coloured and patterned by the record's fate there; a slider along which the fault is dragged. */
import { useId, useState, type KeyboardEvent, type PointerEvent } from 'react'
import { FATE_KINDS, type FateKind } from '../../engine/pageFace'
import { forkAt, type FateStrip, type FateStripSpec } from '../../lessons/fateStrip'
import { afterSend, FATE_NAMES, outcomeWords } from './fateWords'
import css from './fate.module.css'

export const BAR_HEIGHT = 30

/** The look of each fate: a colour of its own, and a pattern that is seen without colours. */
export function FatePatterns({ id }: { readonly id: string }) {
  const pattern = (kind: FateKind, size: number, marks: React.ReactNode) => (
    <pattern key={kind} id={`${id}-${kind}`} width={size} height={size} patternUnits="userSpaceOnUse"><rect width={size} height={size} className={css[kind]} />{marks}</pattern>
  )
  return (
    <defs>
      {pattern('safe', 8, null)}
      {pattern('retried', 8, <path className={css['markThin']} d="M4 0V8" />)}
      {pattern('duplicated', 8, <path className={css['mark']} d="M-2 10L10 -2M-2 2L2 -2M6 10L10 6" />)}
      {pattern('lost', 10, <path className={css['mark']} d="M2 2L8 8M8 2L2 8" />)}
      {pattern('failedStored', 8, <path className={css['markStored']} d="M0 4H8" />)}
      {pattern('failedAbsent', 8, null)}
      {pattern('unknown', 8, <circle className={css['markDot']} cx={4} cy={4} r={1.5} />)}
    </defs>
  )
}

interface Parts {
  readonly strip: FateStrip
  readonly spec: FateStripSpec
  readonly x: (atUs: number) => number
  readonly width: number
  /** Its colours are not shown yet: the learner guesses first. */
  readonly isCovered: boolean
  /** Where the fault stands; null if it stands in another strip. */
  readonly atUs: number | null
  readonly onMove: (atUs: number) => void
  readonly onOpen: (atUs: number) => void
}

export function FateBar({ strip, spec, x, width, isCovered, atUs, onMove, onOpen }: Parts) {
  const id = useId()
  const [isHeld, setIsHeld] = useState(false)
  const { fromUs, untilUs, stepUs } = spec
  const instantAt = (event: PointerEvent<SVGSVGElement>): number => {
    const { left } = event.currentTarget.getBoundingClientRect(), share = (event.clientX - left - x(fromUs)) / (x(untilUs) - x(fromUs))
    return fromUs + Math.round((Math.min(1, Math.max(0, share)) * (untilUs - fromUs)) / stepUs) * stepUs
  }
  const onKeyDown = (event: KeyboardEvent): void => {
    const now = atUs ?? fromUs, page = Math.max(stepUs, Math.round((untilUs - fromUs) / 10 / stepUs) * stepUs)
    const moves: Readonly<Record<string, number>> = { ArrowLeft: now - stepUs, ArrowDown: now - stepUs, ArrowRight: now + stepUs, ArrowUp: now + stepUs, PageDown: now - page, PageUp: now + page, Home: fromUs, End: untilUs }
    const to = moves[event.key]
    if (to !== undefined) onMove(Math.min(untilUs, Math.max(fromUs, to)))
    else if (event.key === 'Enter' || event.key === ' ') onOpen(now)
    else return
    event.preventDefault()
    event.stopPropagation()
  }
  const shown = atUs === null ? undefined : forkAt(strip.forks, atUs)
  const words = isCovered || !shown || atUs === null ? `${strip.name}, fault at ${afterSend(strip, atUs ?? fromUs)}` : `${strip.name}. ${outcomeWords(strip, shown, spec.fault)}`
  return (
    <svg className={css['bar']} width={width} height={BAR_HEIGHT + 12} role="slider" tabIndex={0} aria-label={`The fault along the strip of ${strip.name}`} aria-orientation="horizontal" data-strip={strip.name}
      aria-valuemin={0} aria-valuemax={untilUs - fromUs} aria-valuenow={(atUs ?? fromUs) - fromUs} aria-valuetext={words} onKeyDown={onKeyDown}
      onPointerDown={event => { event.currentTarget.setPointerCapture(event.pointerId); setIsHeld(true); onMove(instantAt(event)) }} onPointerMove={event => { if (isHeld) onMove(instantAt(event)) }}
      onPointerUp={event => { if (isHeld) { setIsHeld(false); if (!isCovered) onOpen(instantAt(event)) } }} onPointerCancel={() => { setIsHeld(false) }}>
      <FatePatterns id={id} />
      <rect className={css['ground']} x={x(fromUs)} y={0} width={x(untilUs) - x(fromUs)} height={BAR_HEIGHT} />
      {!isCovered && <Fates strip={strip} spec={spec} x={x} id={id} />}
      {!isCovered && <Columns strip={strip} spec={spec} x={x} />}
      {!isCovered && strip.isWhole && strip.stretches.map(stretch => <Pill key={stretch.fromUs} kind={stretch.kind} from={x(stretch.fromUs)} until={x(stretch.untilUs)} />)}
      {atUs !== null && (
        <g transform={`translate(${x(atUs)} 0)`} className={css['fault']}>
          <rect x={-3} y={-1} width={6} height={BAR_HEIGHT + 2} rx={2} />
          <path d={`M0 ${BAR_HEIGHT + 2}l-6 9h12z`} />
        </g>
      )}
    </svg>
  )
}

/** While it is being played, what is known column by column; then the stretches, with their exact edges. */
function Fates({ strip, spec: { fromUs, untilUs, stepUs }, x, id }: Pick<Parts, 'strip' | 'spec' | 'x'> & { readonly id: string }) {
  if (strip.isWhole) return strip.stretches.map(({ kind, fromUs: from, untilUs: until }) => <rect key={from} data-fate={kind} x={x(from)} y={0} width={Math.max(1, x(until) - x(from))} height={BAR_HEIGHT} fill={`url(#${id}-${kind})`} />)
  return FATE_KINDS.map(kind => {
    const columns = strip.forks.filter(fork => fork.kind === kind && (fork.atUs - fromUs) % stepUs === 0)
    return columns.length === 0 ? null : <path key={kind} fill={`url(#${id}-${kind})`} d={columns.map(({ atUs }) => `M${x(atUs).toFixed(1)} 0H${x(Math.min(untilUs, atUs + stepUs)).toFixed(1)}V${BAR_HEIGHT}H${x(atUs).toFixed(1)}z`).join('')} />
  })
}

/** A hair between two columns, where they are wide enough to be told apart. */
function Columns({ strip, spec: { fromUs, untilUs, stepUs }, x }: Pick<Parts, 'strip' | 'spec' | 'x'>) {
  if (x(fromUs + stepUs) - x(fromUs) < 2.5) return null
  return <path className={css['hair']} d={strip.forks.filter(({ atUs }) => atUs > fromUs && atUs < untilUs && (atUs - fromUs) % stepUs === 0).map(({ atUs }) => `M${x(atUs).toFixed(1)} 0V${BAR_HEIGHT}`).join('')} />
}

/** The fate's name on its stretch, its sign where there is no room for that. */
function Pill({ kind, from, until }: { readonly kind: FateKind; readonly from: number; readonly until: number }) {
  const { name, sign } = FATE_NAMES[kind], width = until - from, wanted = name.length * 6.9 + 20
  const words = width >= wanted + 4 ? name : width >= 30 ? sign : null
  if (words === null) return null
  const own = words === name ? wanted : 24
  return (
    <g transform={`translate(${(from + until) / 2} ${BAR_HEIGHT / 2})`} className={css['pill']}>
      <rect x={-own / 2} y={-10} width={own} height={20} rx={6} />
      <text className={css[`text-${kind}`]} y={4.5} textAnchor="middle">{words}</text>
    </g>
  )
}
