/** Draw the curve: by pointer, or point by point with the arrow keys. Once locked, what was played is drawn over it, as it comes. */
import { useRef, useState, type KeyboardEvent, type PointerEvent } from 'react'
import type { CurvePoint, CurveQuestion } from '../../lessons/lesson'
import { pixelX, pixelY, withStroke, type CurvePaper, type PencilPlace } from './curveScale'
import { Actions, Frame, type FormProps } from './QuestionFrame'
import { readableNumber } from './readableNumber'
import { useSize } from '../useSize'
import css from './lesson.module.css'

const HEIGHT = 210, SECOND = 92
/** The paper is as wide as the card leaves it, so that its writing is as large as other writing. */
const LEAST_WIDTH = 200
const KEY_STEPS: Readonly<Record<string, number>> = { ArrowUp: 2, ArrowDown: -2, PageUp: 10, PageDown: -10 }

const pathOf = (paper: CurvePaper, points: readonly CurvePoint[]): string => points.map(({ x, y }, index) => `${index === 0 ? 'M' : 'L'}${pixelX(paper, x).toFixed(1)} ${pixelY(paper, y).toFixed(1)}`).join('')

/** Of the numbers along the axis those that do not touch the next; the last is always there. */
const DIGIT = 7.2
const apartOn = (paper: CurvePaper): readonly number[] => paper.xs.reduceRight<readonly number[]>((kept, x) => {
  const [next] = kept
  return next === undefined || pixelX(paper, next) - pixelX(paper, x) >= ((String(x).length + String(next).length) * DIGIT) / 2 + 4 ? [x, ...kept] : kept
}, [])

export function CurveForm({ question, words, evidence, right, locked, onLock, onSkip }: FormProps<CurveQuestion>) {
  const { xs, mostY, xUnit, yUnit } = question
  const [element, size] = useSize(), wide = Math.max(LEAST_WIDTH, size.width)
  const paper: CurvePaper = { xs, mostY, left: 36, right: wide - 10, top: 24, bottom: HEIGHT - 44 }
  const [ys, setYs] = useState<readonly (number | null)[]>(() => (Array.isArray(locked) && locked.length === xs.length ? locked as readonly number[] : xs.map(() => null)))
  const [pen, setPen] = useState<PencilPlace | null>(null)
  const points = useRef<(SVGCircleElement | null)[]>([])
  const isLocked = locked !== undefined
  const drawn = ys.flatMap((y, index) => (y === null ? [] : [{ x: xs[index]!, y }]))
  const played = isLocked ? question.points(evidence) : []
  const isReady = drawn.length === xs.length

  const stroke = (event: PointerEvent<SVGSVGElement>, from: PencilPlace | null): void => {
    const { left, top, width } = event.currentTarget.getBoundingClientRect()
    const ratio = wide / width
    const to = { x: (event.clientX - left) * ratio, y: (event.clientY - top) * ratio }
    setYs(current => withStroke(paper, current, from, to))
    setPen(to)
  }
  const onKeyDown = (event: KeyboardEvent, index: number): void => {
    const across = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0, change = KEY_STEPS[event.key]
    if (across === 0 && change === undefined) return
    event.preventDefault()
    event.stopPropagation()
    if (across !== 0) { points.current[index + across]?.focus(); return }
    // A point that is not drawn yet begins beside its neighbour.
    const start = ys[index] ?? ys[index - 1] ?? ys[index + 1] ?? mostY / 2
    setYs(ys.map((y, place) => (place === index ? Math.min(mostY, Math.max(0, start + (change! * mostY) / 100)) : y)))
  }
  return (
    <Frame words={words} onSubmit={() => { if (isReady) onLock(ys as readonly number[]) }}>
      {!isLocked && <p className={css['quietly']}>Draw with mouse or finger, or Tab to the points and use the arrow keys: {drawn.length} of {xs.length}.</p>}
      <div ref={element}>
      <svg className={css['paper']} viewBox={`0 0 ${wide} ${HEIGHT}`} data-locked={isLocked} role="group" aria-label={`${words.names?.['y'] ?? ''} by ${words.names?.['x'] ?? ''}`}
        onPointerDown={event => { if (isLocked) return; event.currentTarget.setPointerCapture(event.pointerId); stroke(event, null) }}
        onPointerMove={event => { if (pen !== null && !isLocked) stroke(event, pen) }} onPointerUp={() => { setPen(null) }} onPointerCancel={() => { setPen(null) }}>
        {[0, 0.25, 0.5, 0.75, 1].map(share => (
          <g key={share}>
            <line className={css['gridLine']} x1={paper.left} x2={paper.right} y1={pixelY(paper, share * mostY)} y2={pixelY(paper, share * mostY)} />
            <text className={css['axisText']} x={paper.left - 8} y={pixelY(paper, share * mostY) + 4} textAnchor="end">{readableNumber(share * mostY)}</text>
          </g>
        ))}
        {apartOn(paper).map(x => <text key={x} className={css['axisText']} x={pixelX(paper, x)} y={paper.bottom + 20} textAnchor="middle">{x}</text>)}
        <text className={css['axisText']} x={paper.right} y={HEIGHT - 6} textAnchor="end">{words.names?.['x']}, {xUnit}</text>
        <text className={css['axisText']} x={2} y={11}>{words.names?.['y']}, {yUnit}</text>
        <path className={css['guess']} d={pathOf(paper, drawn)} />
        {played.length > 0 && <path className={css['truth']} d={pathOf(paper, played)} />}
        {xs.map((x, index) => {
          const y = ys[index] ?? null
          return (
            <circle key={x} ref={circle => { points.current[index] = circle }} className={css['curvePoint']} data-drawn={y !== null} cx={pixelX(paper, x)} cy={pixelY(paper, y ?? 0)} r={isLocked ? 3 : 6} tabIndex={isLocked ? -1 : 0}
              role="slider" aria-label={`${words.names?.['y'] ?? 'y'} at ${words.names?.['x'] ?? 'x'} ${x} ${xUnit}`} aria-valuemin={0} aria-valuemax={mostY} aria-valuenow={Math.round(y ?? 0)} aria-valuetext={y === null ? 'not drawn yet' : `${readableNumber(y)} ${yUnit}`}
              aria-disabled={isLocked} onKeyDown={event => { if (!isLocked) onKeyDown(event, index) }} />
          )
        })}
      </svg>
      </div>
      {isLocked && <p className={css['quietly']}>{drawn.length > 0 && <><span className={css['guessKey']}>╌╌</span> yours </>}<span className={css['truthKey']}>━━</span> played</p>}
      {isLocked && question.also && <Second points={question.also(evidence)} paper={{ ...paper, top: 10, bottom: SECOND - 6 }} name={words.names?.['also'] ?? ''} />}
      {right !== undefined && <CurveTable xs={xs} drawn={ys} truth={right as readonly number[]} words={words} units={[xUnit, yUnit]} />}
      <Actions isReady={isReady} onSkip={onSkip} locked={isLocked} emptyWords="Draw it, then run" />
    </Frame>
  )
}

/** Another figure of the same runs, on axes of its own. */
function Second({ points, paper, name }: { readonly points: readonly CurvePoint[]; readonly paper: CurvePaper; readonly name: string }) {
  if (points.length === 0) return null
  const most = Math.max(...points.map(({ y }) => y)), scaled = { ...paper, mostY: most || 1 }
  return (
    <figure className={css['second']}>
      <figcaption className={css['quietly']}>{name}</figcaption>
      <svg className={css['paper']} data-locked viewBox={`0 0 ${paper.right + 10} ${SECOND}`} aria-hidden="true">
        {[0, 1].map(share => <g key={share}><line className={css['gridLine']} x1={paper.left} x2={paper.right} y1={pixelY(scaled, share * most)} y2={pixelY(scaled, share * most)} /><text className={css['axisText']} x={paper.left - 8} y={pixelY(scaled, share * most) + 4} textAnchor="end">{readableNumber(Math.round(share * most))}</text></g>)}
        <path className={css['truth']} data-second d={pathOf(scaled, points)} />
      </svg>
    </figure>
  )
}

/** The same for who does not see the curve. */
function CurveTable({ xs, drawn, truth, words, units }: { readonly xs: readonly number[]; readonly drawn: readonly (number | null)[]; readonly truth: readonly number[]; readonly words: { readonly names?: Readonly<Record<string, string>> }; readonly units: readonly [string, string] }) {
  return (
    <table className="visuallyHidden">
      <caption>{words.names?.['y']} by {words.names?.['x']}</caption>
      <thead><tr><th scope="col">{words.names?.['x']}, {units[0]}</th><th scope="col">yours, {units[1]}</th><th scope="col">played, {units[1]}</th></tr></thead>
      <tbody>{xs.map((x, index) => <tr key={x}><td>{x}</td><td>{readableNumber(drawn[index] ?? 0)}</td><td>{readableNumber(truth[index] ?? 0)}</td></tr>)}</tbody>
    </table>
  )
}
