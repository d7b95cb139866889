/** What is wrong with wires: a gap with a cross where one is cut, numbers where it is slow or loses packets. Lies over the wires. */
import { memo } from 'react'
import { isBroker, isConsumer, isController, isProducer, type LinkView } from '../../engine/pageFace'
import { linkBadge } from './health'
import { along, type Point, type StageLayout } from './layout'
import { cutShare, routeOf } from './routes'
import { sameParts } from './sameParts'
import css from './stage.module.css'

const isClient = (node: number): boolean => isProducer(node) || isConsumer(node)

/** Where the marks of a link stand: one on each of its two ways, or between them where they run side by side. Empty if it is not drawn. */
export function marksOf(layout: StageLayout, brokerIds: readonly number[], one: number, other: number): readonly Point[] {
  const points = [[one, other], [other, one]].flatMap(([from, to]) => {
    // Between brokers an answer runs on the track of the leader that gives it.
    const route = routeOf(layout, brokerIds, from!, to!, isClient(from!) ? false : isClient(to!) || (isBroker(from!) && isBroker(to!)))
    return route ? [along(route, cutShare(from!, to!))] : []
  })
  const [first, second] = points
  if (!first || !second || Math.hypot(first.x - second.x, first.y - second.y) > 16) return points
  return [{ x: (first.x + second.x) / 2, y: (first.y + second.y) / 2 }]
}

export const LinkMarks = memo(function LinkMarks({ links, layout, brokers, producer }: { readonly links: readonly LinkView[]; readonly layout: StageLayout; readonly brokers: readonly number[]; readonly producer: number }) {
  // Of several producers the one on the stage is meant.
  return <g>{links.filter(({ other }) => !isProducer(other) || other === producer).map(link => <LinkMark key={`${link.one}-${link.other}`} link={link} marks={marksOf(layout, brokers, link.one, link.other)} mostX={(isProducer(link.other) || !layout.isNarrow ? layout.fullWidth : layout.stations.brokers.x + layout.width) - 2} beside={layout.consumers.length === 0 && !layout.isNarrow ? layout.gutter.x + layout.gutter.width - 4 : 0} isTight={layout.isTight} way={isController(link.other) ? routeOf(layout, brokers, link.one, link.other, false) : null} />)}</g>
}, sameParts)

/** `way`: of a link that is not drawn while it is in order. */
function LinkMark({ link, marks, mostX, beside, isTight, way }: { /** Where the tracks between brokers end, if there is room beside them. */ readonly beside: number; readonly isTight: boolean; readonly way: readonly Point[] | null; readonly link: LinkView; readonly marks: readonly Point[]; readonly mostX: number }) {
  const [first, second = first] = marks
  if (!first || !second) return null
  const { text, tone } = linkBadge(link)
  // Beside the brokers there is room for a cross, or two short lines.
  const isRoomy = isProducer(link.other), isCut = link.cut !== 'no'
  const lines = isRoomy ? (isTight ? text.split(', ') : [text]) : isCut ? [] : text.replace(' lost', '').split(', ')
  const width = Math.max(0, ...lines.map(({ length }) => length)) * 6.6 + (isRoomy ? 10 : 4)
  const x = Math.min(isRoomy || isCut ? (first.x + second.x) / 2 : Math.max((first.x + second.x) / 2, beside + width / 2), mostX - width / 2), y = (first.y + second.y) / 2
  return (
    <g data-link={`${link.one}-${link.other}`} data-cut={link.cut}>
      <title>{text}</title>
      {way && <polyline className={css['illWay']} points={way.map(({ x: atX, y: atY }) => `${atX},${atY}`).join(' ')} />}
      {isCut && marks.map((mark, index) => (
        <g key={index}>
          <rect className={css['gap']} x={mark.x - 9} y={mark.y - 7.5} width={18} height={15} />
          <path className={css['cutLine']} d={`M${mark.x - 5} ${mark.y - 5}l10 10M${mark.x + 5} ${mark.y - 5}l-10 10`} />
        </g>
      ))}
      {lines.length > 0 && <rect className={css['badge']} x={x - width / 2} y={y - 9 * lines.length} width={width} height={18 * lines.length} rx={4} />}
      {lines.map((line, index) => <text key={line} className={css[tone]} style={{ fontSize: 12 }} x={x} y={y + 4.5 + (index - (lines.length - 1) / 2) * 16} textAnchor="middle">{line}</text>)}
    </g>
  )
}
