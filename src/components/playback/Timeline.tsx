/** Where in time one is: event ticks of the stretch around now, and the whole run below; both can be scrubbed by pointer and by keyboard. */
import { scaleLinear } from 'd3'
import { useState, type KeyboardEvent, type PointerEvent } from 'react'
import { useSession } from '../useSession'
import { useSize } from '../useSize'
import { grouped, milliseconds } from '../../engine/kernel/units'
import { timelineRows, timelineWindow } from './timelineRows'
import css from './playback.module.css'

const LEFT = 62, ROW = 15, TICKS_AT = 4 * ROW + 4, WHOLE_AT = TICKS_AT + 20, HEIGHT = WHOLE_AT + 12
const COLORS = { sent: 'var(--stage-text-2)', drained: 'var(--time-left)', request: 'var(--stage-text)', ack: 'var(--committed)' } as const

export function Timeline() {
  const [element, { width }] = useSize()
  const nowUs = useSession(session => session.nowUs)
  const latestUs = useSession(session => session.latestUs)
  const speed = useSession(session => session.speed)
  const events = useSession(session => session.events)
  useSession(session => session.eventsVersion)
  const sends = useSession(session => session.sends)
  const seek = useSession(session => session.seek)
  const stepBack = useSession(session => session.stepBack)
  const stepForward = useSession(session => session.stepForward)
  /** While scrubbing the window stays where it was. */
  const [held, setHeld] = useState<{ fromUs: number; toUs: number } | null>(null)
  const { fromUs, toUs } = held ?? timelineWindow(nowUs, speed)
  const rows = timelineRows(events, sends, fromUs, toUs)
  const right = Math.max(width - 14, LEFT + 40)
  const x = scaleLinear([fromUs, toUs], [LEFT, right])
  const whole = scaleLinear([0, Math.max(latestUs, toUs)], [LEFT, right])
  const step = x.ticks(Math.max(2, Math.floor((right - LEFT) / 110)))

  const scrub = (event: PointerEvent<SVGSVGElement>): void => {
    const { left, top } = event.currentTarget.getBoundingClientRect()
    const inWhole = event.clientY - top > TICKS_AT + 10
    const atUs = Math.round((inWhole ? whole : x).invert(Math.min(right, Math.max(LEFT, event.clientX - left))))
    void seek(Math.min(Math.max(0, atUs), Math.max(latestUs, inWhole ? latestUs : toUs)))
  }
  const onPointerDown = (event: PointerEvent<SVGSVGElement>): void => {
    event.currentTarget.setPointerCapture(event.pointerId)
    setHeld({ fromUs, toUs })
    scrub(event)
  }
  const onKeyDown = (event: KeyboardEvent): void => {
    const moves: Readonly<Record<string, () => void>> = {
      ArrowLeft: () => { void stepBack() }, ArrowRight: () => { void stepForward() }, Home: () => { void seek(0) }, End: () => { void seek(latestUs) },
      PageDown: () => { void seek(nowUs + (toUs - fromUs) / 10) }, PageUp: () => { void seek(Math.max(0, nowUs - (toUs - fromUs) / 10)) },
    }
    const move = moves[event.key]
    if (!move) return
    event.preventDefault()
    event.stopPropagation()
    move()
  }
  return (
    <div ref={element} className={css['timeline']}>
      <svg height={HEIGHT} role="slider" tabIndex={0} aria-label="Time in the run" aria-valuemin={0} aria-valuemax={latestUs} aria-valuenow={nowUs} aria-valuetext={milliseconds(nowUs)}
        onPointerDown={onPointerDown} onPointerMove={event => { if (held) scrub(event) }} onPointerUp={() => { setHeld(null) }} onPointerCancel={() => { setHeld(null) }} onKeyDown={onKeyDown}>
        {rows.map(({ name, atUs, refusedUs = [] }, index) => (
          <g key={name} data-row={name} data-ticks={atUs.length}>
            <text className={css['rowName']} x={0} y={index * ROW + 11}>{name}</text>
            <rect className={css['strip']} x={LEFT} y={index * ROW} width={right - LEFT} height={ROW - 3} rx={2} />
            <path d={atUs.map(one => `M${x(one).toFixed(1)} ${index * ROW + 1}v${ROW - 5}`).join('')} stroke={COLORS[name]} strokeWidth={name === 'sent' ? 1 : 2} />
            <path d={refusedUs.map(one => `M${x(one).toFixed(1)} ${index * ROW + 1}v${ROW - 5}`).join('')} stroke="var(--error)" strokeWidth={2} />
          </g>
        ))}
        {latestUs > nowUs && <rect className={css['future']} x={x(Math.max(nowUs, fromUs))} y={0} width={Math.max(0, x(Math.min(latestUs, toUs)) - x(Math.max(nowUs, fromUs)))} height={4 * ROW} />}
        {step.map(one => <text key={one} className={css['tickText']} x={Math.min(right - (one === step.at(-1) ? 34 : 14), Math.max(LEFT + 12, x(one)))} y={TICKS_AT + 10}>{grouped(one / 1000, Number.isInteger(one / 1000) ? 0 : 1)}{one === step.at(-1) ? ' ms' : ''}</text>)}
        <line x1={x(nowUs)} x2={x(nowUs)} y1={-2} y2={4 * ROW} stroke="var(--stage-text)" strokeWidth={2} />
        <circle cx={x(nowUs)} cy={1} r={4} fill="var(--stage-text)" />
        <text className={css['rowName']} x={0} y={WHOLE_AT + 9}>whole run</text>
        <rect className={css['strip']} x={LEFT} y={WHOLE_AT} width={right - LEFT} height={9} rx={2} />
        <rect x={LEFT} y={WHOLE_AT} width={Math.max(0, whole(latestUs) - LEFT)} height={9} rx={2} fill="var(--furniture-2)" />
        <rect x={LEFT} y={WHOLE_AT} width={Math.max(0, whole(nowUs) - LEFT)} height={9} rx={2} fill="var(--wire)" />
      </svg>
    </div>
  )
}
