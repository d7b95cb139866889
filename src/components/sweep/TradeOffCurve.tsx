/** The curve of a sweep: p99 (and p50 behind it) against requests a second, or against the setting itself. Every point can be reached by keyboard and chosen. */
import { useId } from 'react'
import type { SweepPoint } from '../../session/sweep'
import { drawnButton } from '../ui/drawnButton'
import { curveOf, MARGIN, type AxisX } from './tradeOff'
import css from './sweep.module.css'

interface Parts {
  readonly points: readonly SweepPoint[]
  readonly settingKey: string
  readonly unit: string
  readonly axis: AxisX
  readonly isLog: boolean
  readonly isNarrow: boolean
  /** The value of the run on the stage. */
  readonly current: number
  readonly onChoose: (value: number) => void
}
const WIDE = { width: 700, height: 360 }, NARROW = { width: 380, height: 320 }

export function TradeOffCurve({ points, settingKey, unit, axis, isLog, isNarrow, current, onChoose }: Parts) {
  const size = isNarrow ? NARROW : WIDE
  const curve = curveOf(points, settingKey, unit, axis, size, isLog)
  const title = useId()
  const { width, height } = size
  const first = curve.points[0], last = curve.points.at(-1)
  return (
    <svg className={css['curve']} viewBox={`0 0 ${width} ${height}`} role="group" aria-labelledby={title} data-testid="trade-off">
      <title id={title}>{`p99 from send to acknowledgement against ${axis === 'requests' ? 'requests a second' : settingKey}, ${curve.points.length} runs from one seed`}</title>
      {curve.yTicks.map(tick => <g key={tick.at}><line className={css['grid']} x1={MARGIN.left} x2={width - MARGIN.right} y1={tick.at} y2={tick.at} /><text className={css['tick']} x={MARGIN.left - 8} y={tick.at + 4} textAnchor="end">{tick.text}</text></g>)}
      {curve.xTicks.map(tick => <text key={tick.at} className={css['tick']} x={tick.at} y={height - MARGIN.bottom + 20} textAnchor="middle">{tick.text}</text>)}
      <text className={css['axis']} x={(MARGIN.left + width - MARGIN.right) / 2} y={height - 6} textAnchor="middle">{axis === 'requests' ? 'requests a second, all brokers' : `${settingKey}${unit === '' ? '' : `, ${unit}`}`}</text>
      <path className={css['p50']} d={curve.p50} />
      <path className={css['p99']} d={curve.p99} />
      {curve.points.map(({ point, x, y, label }) => (
        <g key={point.value} {...drawnButton(() => { onChoose(point.value) })} tabIndex={0} className={css['point']} aria-label={`${label}. Choose it.`} aria-current={point.value === current}>
          <circle className={css['reach']} cx={x} cy={y} r={14} />
          <circle className={point.value === current ? css['now'] : css['dot']} cx={x} cy={y} r={point.value === current ? 7 : 4.5} />
          <text className={css['tip']} x={Math.min(width - 8, Math.max(8, x))} y={y > 60 ? y - 16 : y + 26} textAnchor={x > width * 0.66 ? 'end' : x < width * 0.33 ? 'start' : 'middle'}>{label}</text>
        </g>
      ))}
      {[first, last].map((end, index) => end && (curve.points.length > 1 || index === 0) && <text key={end.point.value} className={css['end']} x={end.x} y={end.y - 12} textAnchor={end.x > width / 2 ? 'end' : 'start'}>{end.point.value}</text>)}
    </svg>
  )
}
