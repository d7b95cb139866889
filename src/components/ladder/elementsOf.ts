/** The picture in pixels: what can be drawn, chosen and read aloud, in order of time. Pure. */
import { milliseconds } from '../../engine/kernel/units'
import type { LadderLane } from './lanesOf'
import type { LadderScale } from './ladderScale'
import type { ArrowKind, LadderArrow, LadderBar, LadderMark, LadderPicture, MarkTone } from './picture'

interface Common { readonly event: number; readonly atUs: number; readonly words: string }
export interface ArrowShape extends Common { readonly type: 'arrow'; readonly x1: number; readonly y1: number; readonly x2: number; readonly y2: number; readonly kind: ArrowKind; readonly isLost: boolean; /** At the door of a machine that stands still. */ readonly isHeld: boolean; readonly isOnItsWay: boolean; readonly endUs: number; readonly label: string; /** Where on the arrow its label stands, 0 to 1. */ readonly labelAt: number }
export interface BarShape extends Common { readonly type: 'bar'; readonly x: number; readonly y: number; readonly height: number; readonly kind: LadderBar['kind'] }
export interface MarkShape extends Common { readonly type: 'mark'; readonly x: number; readonly y: number; readonly side: 'left' | 'right'; readonly tone: MarkTone; readonly text: string; /** Written over its instant, if there is room. */ readonly above: boolean; readonly icon?: 'tick' | 'cross' }
export type LadderElement = ArrowShape | BarShape | MarkShape

/** From a lifeline to the middle of a label beside it. */
const LABEL_REACH = 58
/** What ends above the picture is not drawn. */
const ABOVE = -30

export function elementsOf(picture: LadderPicture, lanes: readonly LadderLane[], scale: LadderScale, nowUs: number): readonly LadderElement[] {
  const laneOf = new Map(lanes.map(lane => [lane.node, lane]))
  const found: LadderElement[] = [
    ...picture.bars.flatMap(bar => barShape(bar, laneOf, scale, nowUs)),
    ...picture.arrows.flatMap(arrow => arrowShape(arrow, laneOf, scale, nowUs)),
    ...picture.marks.flatMap(mark => markShape(mark, laneOf, scale)),
  ]
  return found.sort((one, other) => one.atUs - other.atUs || one.event - other.event)
}

type Lanes = ReadonlyMap<number, LadderLane>

function arrowShape({ event, from, to, sentUs, arrivesUs, fate, kind, label }: LadderArrow, lanes: Lanes, scale: LadderScale, nowUs: number): ArrowShape[] {
  const start = lanes.get(from), end = lanes.get(to)
  if (!start || !end || scale.y(Math.max(arrivesUs, sentUs)) < ABOVE) return []
  const heading = end.x > start.x ? 1 : -1
  const x1 = start.x + heading * 5, whole = end.x - heading * 5 - x1
  // On its way: as far as it is. Held up: to the door. Lost: to the middle, where it is crossed.
  const share = fate === 'onItsWay' ? (nowUs - sentUs) / Math.max(1, arrivesUs - sentUs) : fate === 'arrived' ? 1 : fate === 'held' ? 0.97 : 0.55
  const y1 = scale.y(sentUs), y2 = fate === 'onItsWay' ? scale.y(nowUs) : y1 + (scale.y(Math.min(arrivesUs, nowUs)) - y1) * share
  const spanned = [...lanes.values()].filter(({ x }) => x > Math.min(start.x, end.x) && x < Math.max(start.x, end.x))
  // Over several lifelines, the label of a copy stands by the farther one: there it is alone.
  const nearFar = Math.min(0.5, LABEL_REACH / Math.abs(end.x - start.x))
  const labelAt = spanned.length === 0 || (kind !== 'copy' && kind !== 'ask') ? 0.5 : heading === 1 ? 1 - nearFar : nearFar
  const state = fate === 'arrived' ? `arrived at ${milliseconds(arrivesUs)}` : fate === 'onItsWay' ? `arrives at ${milliseconds(arrivesUs)}` : fate === 'held' ? 'at the door of a machine that stands still' : 'lost'
  return [{ type: 'arrow', event, atUs: sentUs, x1, y1, x2: x1 + whole * share, y2, kind, isLost: fate === 'lost', isHeld: fate === 'held', isOnItsWay: fate === 'onItsWay', endUs: Math.min(arrivesUs, nowUs), label, labelAt, words: `${label} from ${start.title} to ${end.title}, sent at ${milliseconds(sentUs)}, ${state}` }]
}

function barShape({ event, node, fromUs, untilUs, kind, label }: LadderBar, lanes: Lanes, scale: LadderScale, nowUs: number): BarShape[] {
  const lane = lanes.get(node)
  const y = Math.max(scale.y(fromUs), ABOVE), end = scale.y(untilUs ?? nowUs)
  if (!lane || end < 0) return []
  const until = untilUs === null ? 'until now' : `for ${milliseconds(untilUs - fromUs)}`
  return [{ type: 'bar', event, atUs: fromUs, x: lane.x + (kind === 'purgatory' ? -5 : 6), y, height: Math.max(3, end - y), kind, words: `${label} at ${lane.title}, ${until}` }]
}

function markShape({ event, node, atUs, tone, text, icon, above, isAnswered }: LadderMark, lanes: Lanes, scale: LadderScale): MarkShape[] {
  const lane = lanes.get(node), y = scale.y(atUs)
  if (!lane || y < 0) return []
  return [{ type: 'mark', event, atUs, x: lane.x, y, side: isAnswered ? 'right' : lane.side, tone, text, above: above === true, ...(icon && { icon }), words: `${lane.title}: ${text}, at ${milliseconds(atUs)}` }]
}
