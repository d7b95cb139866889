/** One arrow, bar or mark of the ladder: drawn, and a button that asks "why?". What is written at them all. */
import { drawnButton } from '../ui/drawnButton'
import type { ArrowShape, BarShape, LadderElement, MarkShape } from './elementsOf'
import { LINE, type Label } from './labels'
import css from './ladder.module.css'

interface Chosen { readonly element: LadderElement; readonly isTabStop: boolean; readonly isSelected: boolean; readonly isLit: boolean; readonly onChoose: (element: LadderElement) => void }

export function LadderShape({ element, isTabStop, isSelected, isLit, onChoose }: Chosen) {
  return (
    <g {...drawnButton(() => { onChoose(element) })} tabIndex={isTabStop ? 0 : -1} aria-label={`${element.words}. Why?`} aria-pressed={isSelected} data-event={element.event} data-type={element.type} className={`${css['element']} ${isLit ? '' : css['dim']} ${isSelected ? css['selected'] : ''}`}>
      {element.type === 'arrow' ? <Arrow {...element} /> : element.type === 'bar' ? <Bar {...element} /> : <Mark {...element} />}
    </g>
  )
}

/** How an arrow and its writing look: what it is, or what has become of it. */
const lookOf = ({ kind, isLost, isHeld }: ArrowShape): string => (isLost ? 'lost' : isHeld ? 'held' : kind)

function Arrow(arrow: ArrowShape) {
  const { x1, y1, x2, y2, isLost } = arrow, look = lookOf(arrow)
  return (
    <>
      <line className={css['hit']} x1={x1} y1={y1} x2={x2} y2={y2} />
      <line className={`${css['arrow']} ${css[look]}`} x1={x1} y1={y1} x2={x2} y2={y2} markerEnd={isLost ? undefined : `url(#tip-${look})`} />
      {isLost && <path className={css['cross']} d={`M${x2 - 6} ${y2 - 6}l12 12m0 -12l-12 12`} />}
    </>
  )
}

function Bar({ x, y, height, kind }: BarShape) {
  return <><rect className={css['hitBox']} x={x - 4} y={y} width={kind === 'purgatory' ? 18 : 14} height={height} /><rect className={css[kind]} x={x} y={y} width={kind === 'purgatory' ? 10 : 6} height={height} rx={3} /></>
}

function Mark({ x, y, tone, icon }: MarkShape) {
  if (icon === 'tick') return <g className={css['tick']}><circle cx={x} cy={y} r={8} /><path d={`M${x - 3.5} ${y}l2.6 3l4.6 -6`} /></g>
  if (icon === 'cross') return <path className={css['cross']} d={`M${x - 5} ${y - 5}l10 10m0 -10l-10 10`} />
  return <circle className={css[`dot-${tone}`]} cx={x} cy={y} r={3} />
}

/** What is written at the elements, over all lines: it belongs to its element, and chooses it. */
export function Labels({ labels, selected, isLit, onChoose }: { readonly labels: readonly Label[]; readonly selected: number | undefined; readonly isLit: (event: number) => boolean; readonly onChoose: (element: LadderElement) => void }) {
  return (
    <g aria-hidden="true">
      {labels.map(({ element, x, y, turn, lines, anchor, lead }) => (
        <g key={`${element.type}${element.event}`} data-label={element.event} className={`${css['element']} ${isLit(element.event) ? '' : css['dim']} ${element.event === selected ? css['selected'] : ''}`} onClick={() => { onChoose(element) }}>
          {lead && <path className={css['lead']} d={lead} />}
          <text className={element.type === 'arrow' ? `${css['label']} ${css[`text-${lookOf(element)}`]}` : `${css['mark']} ${css[`mark-${element.tone}`]}`} transform={`translate(${x} ${y}) rotate(${turn})`} textAnchor={anchor}>
            {lines.map((line, index) => <tspan key={line} x={0} dy={index === 0 ? 0 : LINE}>{line}</tspan>)}
          </text>
        </g>
      ))}
    </g>
  )
}
