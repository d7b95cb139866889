import { memo } from 'react'
import type { StageLayout } from './layout'
import { milliseconds } from '../../engine/kernel/units'
import { routeOf } from './routes'
import { FIRST_CONSUMER } from '../../engine/pageFace'
import css from './stage.module.css'

const path = (points: readonly { x: number; y: number }[] | null): string => (points ?? []).map(({ x, y }, index) => `${index === 0 ? 'M' : 'L'}${x} ${y}`).join('')

/** The lines messages travel on: a pair per dock and broker, replication tracks, and the consumers' fetches. Still; the messages are on the canvas. */
export const Wires = memo(function Wires({ layout, brokers, latencyUs }: { readonly layout: StageLayout; readonly brokers: readonly number[]; readonly latencyUs: number }) {
  const { network, gutter } = layout
  const left = layout.isNarrow ? network.x + network.width - 96 : network.x + (layout.isTight ? 4 : 10)
  const pairs = brokers.flatMap(one => brokers.filter(other => other !== one).map(other => [one, other] as const))
  return (
    <g>
      <text className={css['title']} x={left} y={network.y - 12}>{layout.isTight ? 'Net' : 'Network'}</text>
      <text className={css['number']} x={left} y={network.y + 14}>{milliseconds(latencyUs)}</text>
      <text className={css['quiet']} x={left} y={network.y + 30}>each way</text>
      {layout.wires.map(({ requestY, answerY }, row) => (
        <g key={brokers[row]}>
          {[[requestY, 1], [answerY, -1]].map(([y, heading]) => {
            const from = layout.docks[row]!.x + layout.docks[row]!.width, to = layout.brokers[row]!.x
            const tip = heading === 1 ? to : from
            return <path key={heading} className={css['wire']} d={`M${from} ${y}H${to}M${tip - heading! * 6} ${y! - 4}L${tip} ${y}L${tip - heading! * 6} ${y! + 4}`} />
          })}
        </g>
      ))}
      {pairs.map(([one, other]) => <path key={`${one}-${other}`} className={css['track']} d={path(routeOf(layout, brokers, one, other, true))} />)}
      {layout.consumers.flatMap((_box, index) => brokers.flatMap(broker => [false, true].map(isResponse => (
        <path key={`${index}-${broker}-${String(isResponse)}`} className={css['wire']} opacity={0.45} d={path(routeOf(layout, brokers, isResponse ? broker : FIRST_CONSUMER + index, isResponse ? FIRST_CONSUMER + index : broker, isResponse))} />
      ))))}
      {!layout.isNarrow && gutter.height > 300 && <text className={css['quiet']} fill="var(--replication)" style={{ fill: 'var(--replication)' }} transform={`translate(${gutter.x + gutter.width - 2} ${gutter.y + 6})`} textAnchor="end">copies</text>}
    </g>
  )
})
