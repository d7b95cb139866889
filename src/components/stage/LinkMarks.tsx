/** What is wrong with wires: a gap with a cross where one is cut, numbers where it is slow or loses packets. Lies over the wires. */
import { memo } from 'react'
import { isBroker, isConsumer, isProducer, type LinkView } from '../../engine/pageFace'
import { linkBadge } from './health'
import { along, type Point, type StageLayout } from './layout'
import { routeOf } from './routes'
import { sameParts } from './sameParts'
import css from './stage.module.css'

/** How far along its way a wire is cut. */
export const CUT_AT = 0.5

/** Where the marks of a link stand: one on each of its two ways. Empty if it is not drawn. */
export function marksOf(layout: StageLayout, brokerIds: readonly number[], one: number, other: number): readonly Point[] {
  if (!isBroker(one) && !isBroker(other)) return []
  // A client's messages come and go by two wires; copies between brokers by the track of each leader.
  const ways = isBroker(one) && isBroker(other) ? [[one, other, true], [other, one, true]] as const : [[one, other, !isClient(one)], [other, one, !isClient(other)]] as const
  return ways.flatMap(([from, to, isResponse]) => {
    const route = routeOf(layout, brokerIds, from, to, isResponse)
    return route ? [along(route, isConsumer(from) || isConsumer(to) ? (isConsumer(from) ? 0.2 : 0.8) : CUT_AT)] : []
  })
}
const isClient = (node: number): boolean => isProducer(node) || isConsumer(node)

export const LinkMarks = memo(function LinkMarks({ links, layout, brokers, producer }: { readonly links: readonly LinkView[]; readonly layout: StageLayout; readonly brokers: readonly number[]; readonly producer: number }) {
  return (
    <g>
      {links.map(link => {
        // Of several producers the one on the stage is meant.
        if (isProducer(link.other) && link.other !== producer) return null
        const marks = marksOf(layout, brokers, link.one, link.other)
        const badge = linkBadge(link)
        const first = marks[0]
        if (first === undefined) return null
        const width = badge.text.length * 6.6 + 10
        const between = marks.length === 2 ? { x: (first.x + marks[1]!.x) / 2, y: (first.y + marks[1]!.y) / 2 } : first
        const x = Math.min(Math.max(between.x, width / 2 + 2), layout.fullWidth - width / 2 - 2)
        return (
          <g key={`${link.one}-${link.other}`} data-link={`${link.one}-${link.other}`} data-cut={link.cut}>
            {link.cut !== 'no' && marks.map((mark, index) => (
              <g key={index}>
                <rect className={css['gap']} x={mark.x - 9} y={mark.y - 7} width={18} height={14} />
                <path className={css['cutLine']} d={`M${mark.x - 5} ${mark.y - 5}l10 10M${mark.x + 5} ${mark.y - 5}l-10 10`} />
              </g>
            ))}
            <rect className={css['badge']} x={x - width / 2} y={between.y - 9} width={width} height={18} rx={5} />
            <text className={css[badge.tone]} style={{ fontSize: 12 }} x={x} y={between.y + 4.5} textAnchor="middle">{badge.text}</text>
          </g>
        )
      })}
    </g>
  )
}, sameParts)
