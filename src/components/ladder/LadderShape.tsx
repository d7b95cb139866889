/** One arrow, bar or mark of the ladder: drawn, and a button that asks "why?". */
import type { KeyboardEvent } from 'react'
import type { ArrowShape, BarShape, LadderElement, MarkShape } from './elementsOf'
import css from './ladder.module.css'

interface Chosen { readonly element: LadderElement; readonly isTabStop: boolean; readonly isSelected: boolean; readonly isLit: boolean; readonly onChoose: (element: LadderElement) => void }

export function LadderShape({ element, isTabStop, isSelected, isLit, onChoose }: Chosen) {
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key !== 'Enter' && event.key !== ' ') return
    event.preventDefault()
    event.stopPropagation()
    onChoose(element)
  }
  return (
    <g role="button" tabIndex={isTabStop ? 0 : -1} aria-label={`${element.words}. Why?`} aria-pressed={isSelected} data-event={element.event} data-type={element.type} className={`${css['element']} ${isLit ? '' : css['dim']} ${isSelected ? css['selected'] : ''}`}
      onClick={() => { onChoose(element) }} onKeyDown={onKeyDown}>
      {element.type === 'arrow' ? <Arrow {...element} /> : element.type === 'bar' ? <Bar {...element} /> : <Mark {...element} />}
    </g>
  )
}

function Arrow({ x1, y1, x2, y2, kind, isLost, isOnItsWay, label, labelAt }: ArrowShape) {
  const slope = (Math.atan2(y2 - y1, x2 - x1) * 180) / Math.PI
  const turn = x2 < x1 ? slope + 180 : slope
  const middleX = x1 + (x2 - x1) * labelAt, middleY = y1 + (y2 - y1) * labelAt
  const length = Math.hypot(x2 - x1, y2 - y1)
  return (
    <>
      <line className={css['hit']} x1={x1} y1={y1} x2={x2} y2={y2} />
      <line className={`${css['arrow']} ${css[isLost ? 'lost' : kind]}`} x1={x1} y1={y1} x2={x2} y2={y2} markerEnd={isLost ? undefined : `url(#tip-${kind})`} />
      {isLost && <path className={css['cross']} d={`M${x2 - 6} ${y2 - 6}l12 12m0 -12l-12 12`} />}
      {length > 60 && <text className={`${css['label']} ${css[`text-${isLost ? 'lost' : kind}`]}`} transform={`translate(${middleX} ${middleY}) rotate(${turn})`} y={kind === 'ack' || kind === 'refusal' ? 14 : -5} textAnchor="middle">{label}{isOnItsWay ? ' →' : ''}</text>}
    </>
  )
}

function Bar({ x, y, height, kind }: BarShape) {
  return <><rect className={css['hitBox']} x={x - 4} y={y} width={kind === 'purgatory' ? 18 : 14} height={height} /><rect className={css[kind]} x={x} y={y} width={kind === 'purgatory' ? 10 : 6} height={height} rx={3} /></>
}

function Mark({ x, y, textY, side, tone, text, icon }: MarkShape) {
  const at = side === 'left' ? x - 14 : x + 16
  return (
    <>
      {icon === 'tick' ? <g className={css['tick']}><circle cx={x} cy={y} r={8} /><path d={`M${x - 3.5} ${y}l2.6 3l4.6 -6`} /></g>
        : icon === 'cross' ? <path className={css['cross']} d={`M${x - 5} ${y - 5}l10 10m0 -10l-10 10`} />
          : <circle className={css[`dot-${tone}`]} cx={x} cy={y} r={3} />}
      {textY !== null && Math.abs(textY - y) > 10 && <path className={css['lead']} d={`M${side === 'left' ? x - 4 : x + 4} ${y}L${at} ${textY}`} />}
      {textY !== null && <text className={`${css['mark']} ${css[`mark-${tone}`]}`} x={at} y={textY + 4} textAnchor={side === 'left' ? 'end' : 'start'}>{text}</text>}
    </>
  )
}
