/** The furniture of the ladder: heads and lifelines, the axis with its breaks, the present. */
import { grouped, milliseconds } from '../../engine/kernel/units'
import type { LadderLane } from './lanesOf'
import { numbersWidth, overlaps, type Box, type Label } from './labels'
import { BREAK_HEIGHT, type AxisBreak, type LadderScale } from './ladderScale'
import { gapText } from './marks'
import type { LadderPicture } from './picture'
import css from './ladder.module.css'

const isIll = ({ gaps }: LadderPicture, node: number): 'down' | 'frozen' | null => gaps.findLast(gap => gap.node === node && gap.untilUs === null)?.kind ?? null

/** What is wider than its box is set narrower. */
const fitting = (wide: number, room: number): { textLength?: number; lengthAdjust?: 'spacingAndGlyphs' } => (wide > room ? { textLength: room, lengthAdjust: 'spacingAndGlyphs' } : {})

export function Head({ lanes, picture }: { readonly lanes: readonly LadderLane[]; readonly picture: LadderPicture }) {
  const wide = Math.min(124, (lanes[1]?.x ?? 200) - (lanes[0]?.x ?? 0) - 8), room = wide - 8
  return (
    <>
      {lanes.map(({ node, title, words, x }) => {
        const ill = isIll(picture, node), cut = picture.cuts.find(({ far }) => far === node)
        const state = ill === 'down' ? 'down' : ill === 'frozen' ? 'stands still' : cut && `cut from ${lanes.find(lane => lane.node === cut.near)?.title ?? 'the rest'}`
        return (
          <g key={node} data-lane={node} data-state={ill ?? 'up'}>
            <rect className={css[state === undefined ? 'box' : 'boxIll']} x={x - wide / 2} y={6} width={wide} height={44} rx={8} />
            <text className={css['name']} x={x} y={25} textAnchor="middle" {...fitting(title.length * 7.2, room)}>{title}</text>
            <text className={css[cut && ill === null ? 'bad' : 'quiet']} x={x} y={41} textAnchor="middle" {...fitting((state ?? words).length * 5.8, room)}>{state ?? words}</text>
          </g>
        )
      })}
    </>
  )
}

export function Lifelines({ lanes, picture, scale, height, nowUs }: { readonly lanes: readonly LadderLane[]; readonly picture: LadderPicture; readonly scale: LadderScale; readonly height: number; readonly nowUs: number }) {
  return (
    <>
      {lanes.map(({ node, x }) => (
        <g key={node}>
          <line className={css['life']} x1={x} x2={x} y1={0} y2={height} />
          {picture.gaps.filter(gap => gap.node === node).map(({ fromUs, untilUs, kind }) => {
            const from = Math.max(0, scale.y(fromUs)), until = untilUs === null ? Math.max(scale.y(nowUs), from) : scale.y(untilUs)
            return until < 0 ? null : <g key={fromUs}><line className={css['lifeCover']} x1={x} x2={x} y1={from} y2={until} /><line className={css[kind]} x1={x} x2={x} y1={from} y2={until} /></g>
          })}
        </g>
      ))}
    </>
  )
}

const breakWords = ({ fromUs, untilUs }: AxisBreak): string => `⋯ ${gapText(untilUs - fromUs)} pass ⋯`
const breakAt = (width: number, shown: number): number => Math.min(width, shown) / 2
export const breakBoxes = ({ breaks }: LadderScale, width: number, shown: number): readonly Box[] => breaks.map(one => {
  const half = numbersWidth(breakWords(one)) / 2 + 4
  return { x1: breakAt(width, shown) - half, x2: breakAt(width, shown) + half, y1: one.y + BREAK_HEIGHT / 2 - 9, y2: one.y + BREAK_HEIGHT / 2 + 9 }
})

/** Where stretches are left out. */
export function Breaks({ scale, width }: { readonly scale: LadderScale; readonly width: number }) {
  return (
    <g aria-hidden="true">
      {scale.breaks.map(({ y, fromUs }) => y + BREAK_HEIGHT < 0 ? null : (
        <g key={fromUs}>
          <rect className={css['breakBand']} x={0} y={y} width={width} height={BREAK_HEIGHT} />
          <line className={css['breakLine']} x1={12} x2={width - 12} y1={y} y2={y} /><line className={css['breakLine']} x1={12} x2={width - 12} y1={y + BREAK_HEIGHT} y2={y + BREAK_HEIGHT} />
        </g>
      ))}
    </g>
  )
}
/** How long they are: over all lines, in the middle of what is seen first (`shown`), which in little room is less than the whole. */
export function BreakWords({ scale, width, shown }: { readonly scale: LadderScale; readonly width: number; readonly shown: number }) {
  return (
    <g aria-hidden="true">
      {scale.breaks.map(one => one.y + BREAK_HEIGHT < 0 ? null : <text key={one.fromUs} className={css['breakText']} x={breakAt(width, shown)} y={one.y + BREAK_HEIGHT / 2 + 5} textAnchor="middle">{breakWords(one)}</text>)}
    </g>
  )
}

/** A time that something is written over is left out. */
export function Axis({ scale, width, height, nowUs, written }: { readonly scale: LadderScale; readonly width: number; readonly height: number; readonly nowUs: number; readonly written: readonly Label[] }) {
  return (
    <g aria-hidden="true">
      {scale.ticks.map(tick => {
        const y = scale.y(tick)
        if (y < 6 || y > height - 4 || tick > nowUs || scale.breaks.some(one => y > one.y - 9 && y < one.y + BREAK_HEIGHT + 9) || Math.abs(y - scale.y(nowUs)) < 14) return null
        const own = { x1: 12, x2: 60, y1: y - 6, y2: y + 6 }
        return <g key={tick}><line className={css['grid']} x1={66} x2={width - 12} y1={y} y2={y} />{!written.some(({ boxes }) => boxes.some(box => overlaps(box, own))) && <text className={css['time']} x={58} y={y + 4} textAnchor="end">{grouped(tick / 1000, Number.isInteger(tick / 1000) ? 0 : 1)}</text>}</g>
      })}
    </g>
  )
}

const nowWords = (nowUs: number): string => `now ${milliseconds(nowUs)}`
export const nowBox = (y: number, nowUs: number): Box => ({ x1: 10, x2: 14 + numbersWidth(nowWords(nowUs)), y1: y + 4, y2: y + 20 })
export function NowLine({ y, width, nowUs }: { readonly y: number; readonly width: number; readonly nowUs: number }) {
  return <g aria-hidden="true"><line className={css['now']} x1={12} x2={width - 12} y1={y} y2={y} /><text className={css['nowText']} x={12} y={y + 16}>{nowWords(nowUs)}</text></g>
}
