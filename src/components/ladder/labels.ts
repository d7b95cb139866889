/**
 * Where the ladder's writing stands. The more important is placed first, at the best of some places near what it names; what then finds no place free is not
 * written (its arrow or dot stays, and says it when chosen). Only what was there before it may push it, so that writing does not hop while the run goes on. Pure.
 */
import type { ArrowShape, LadderElement, MarkShape } from './elementsOf'

export interface Box { readonly x1: number; readonly y1: number; readonly x2: number; readonly y2: number }
/** One or two lines of writing: the first line's anchor, and by how much it is turned about it. */
export interface Label {
  readonly element: ArrowShape | MarkShape
  readonly x: number; readonly y: number; readonly turn: number; readonly lines: readonly string[]
  readonly anchor: 'start' | 'middle' | 'end'
  /** From its dot to writing that stands away from it. */
  readonly lead: string | null
  readonly boxes: readonly Box[]
}
export interface Sheet {
  readonly width: number; readonly height: number
  /** As much of the width is seen first. */
  readonly shown: number
  /** Where lifelines stand. */
  readonly lifelines: readonly number[]
  /** What is already written there: the present, the lengths of breaks. */
  readonly taken: readonly Box[]
  /** Whose writing stands even where there is no room. */
  readonly chosen: number | undefined
}

/** Lines of writing stand so far apart. Sizes of letters, in pixels: words at 12, numbers at 12. */
export const LINE = 15
const LETTER = 6.3, CAPITAL = 7.8, DIGIT_LETTER = 7.9
/** Left of this the axis has its times. */
const AXIS_ROOM = 62, EDGE = 5
const BESIDE = { left: -14, right: 16 } as const
/** Less room than that has no words. */
const LEAST_WORDS = 36
/** Shorter arrows are not written on. */
const LEAST_ARROW = 60

export const wordsWidth = (text: string): number => text.length * LETTER + (text.match(/[A-Z_]/g)?.length ?? 0) * (CAPITAL - LETTER)
export const numbersWidth = (text: string): number => text.length * DIGIT_LETTER

export const overlaps = (one: Box, other: Box): boolean => one.x1 < other.x2 && other.x1 < one.x2 && one.y1 < other.y2 && other.y1 < one.y2
const anyOverlap = (some: readonly Box[], others: readonly Box[]): boolean => some.some(one => others.some(other => overlaps(one, other)))

export function labelsOf(elements: readonly LadderElement[], sheet: Sheet): readonly Label[] {
  const arrows = elements.filter(one => one.type === 'arrow'), icons = elements.flatMap(iconOf)
  const taken = [...sheet.taken], found: Label[] = []
  for (const element of elements.filter(one => one.type !== 'bar').toSorted((one, other) => rankOf(one) - rankOf(other) || inTurn(one, other))) {
    const places = element.type === 'arrow' ? arrowPlaces(element) : markPlaces(element, sheet)
    // A message's label finds its place when it has arrived.
    const placedUs = element.type === 'arrow' ? element.endUs : element.atUs
    const before = arrows.filter(arrow => arrow !== element && arrow.atUs <= placedUs), drawn = icons.filter(icon => icon.atUs <= placedUs)
    let best: Label | undefined, least = Infinity
    for (const [index, place] of places.entries()) {
      if (!isWithin(place, sheet) || anyOverlap(place.boxes, taken) || anyOverlap(place.boxes, drawn)) continue
      const isCutOff = place.boxes.some(({ x1, x2 }) => x1 < sheet.shown && sheet.shown < x2)
      const cost = index * 0.15 + (isCutOff ? 0.7 : 0) + before.filter(arrow => crosses(arrow, place.boxes)).length * 0.5 + sheet.lifelines.filter(x => place.boxes.some(box => box.x1 < x && x < box.x2)).length * 0.1
      if (cost < least) { best = place; least = cost }
    }
    if (best === undefined && element.event === sheet.chosen) best = places[0]
    if (best === undefined) continue
    taken.push(...best.boxes)
    found.push(best)
  }
  return found
}

/** The cross of what is lost, the tick or cross of a mark: nothing is written over it. */
function iconOf(element: LadderElement): (Box & { readonly atUs: number })[] {
  if (element.type === 'bar' || (element.type === 'arrow' ? !element.isLost : element.icon === undefined)) return []
  const { x, y } = element.type === 'arrow' ? { x: element.x2, y: element.y2 } : element
  return [{ x1: x - 8, x2: x + 8, y1: y - 8, y2: y + 8, atUs: element.atUs }]
}

/** What changed and why goes before what was sent, this before copies and their fetches, and these before what followers note. */
function rankOf(element: LadderElement): number {
  if (element.type === 'mark') return element.tone === 'quiet' ? 4 : 0
  if (element.type === 'bar') return 5
  return element.isLost || element.isHeld || element.kind === 'produce' || element.kind === 'ack' || element.kind === 'refusal' ? 1 : element.kind === 'control' ? 3 : 2
}
/** In order of time; over one instant the last stands lowest, so it is placed first. */
function inTurn(one: LadderElement, other: LadderElement): number {
  const isAbove = one.type === 'mark' && other.type === 'mark' && one.above && other.above
  return one.atUs - other.atUs || (isAbove ? other.event - one.event : one.event - other.event)
}

const isWithin = ({ boxes }: Label, { width, height }: Sheet): boolean => boxes.every(({ x1, x2, y2 }) => x1 >= EDGE - 1 && x2 <= width - EDGE + 1 && y2 <= height)

function markPlaces(mark: MarkShape, { width, shown }: Sheet): Label[] {
  const sides = mark.side === 'left' ? (['left', 'right'] as const) : (['right', 'left'] as const)
  return sides.flatMap((side, turn) => {
    const x = mark.x + BESIDE[side]
    const lines = inLines(mark.text, side === 'left' ? [x - AXIS_ROOM, x - EDGE] : [(x + LEAST_WORDS < shown ? shown : width) - EDGE - x])
    const wide = Math.max(...lines.map(wordsWidth)), shiftUp = (lines.length - 1) * LINE
    const from = side === 'left' ? 7 : 0
    const shifts = mark.above ? [-7 - shiftUp, -22 - shiftUp, -37 - shiftUp, 8, 23] : [from, from + 15, from + 30, from - 15 - shiftUp, from + 45, from - 30 - shiftUp]
    return (turn === 0 ? shifts : shifts.slice(0, 3)).map((shift): Label => {
      const y = mark.y + shift, x1 = side === 'left' ? x - wide : x
      const isAway = Math.abs(shift) > 10 && Math.abs(shift + shiftUp) > 10
      return { element: mark, x, y: y + 4, turn: 0, lines, anchor: side === 'left' ? 'end' : 'start', lead: isAway ? `M${mark.x + (side === 'left' ? -4 : 4)} ${mark.y}L${x} ${y}` : null, boxes: [{ x1, x2: x1 + wide, y1: y - 7, y2: y + shiftUp + 7 }] }
    })
  })
}

/** In two lines if one is too long for the room there is: broken at the space that makes them most alike. */
function inLines(text: string, rooms: readonly number[]): readonly string[] {
  if (wordsWidth(text) <= rooms[0]!) return [text]
  const words = text.split(' ')
  const ways = words.slice(1).map((_word, index) => [words.slice(0, index + 1).join(' '), words.slice(index + 1).join(' ')])
  const widest = (lines: readonly string[]): number => Math.max(...lines.map(wordsWidth))
  const [best] = ways.toSorted((one, other) => widest(one) - widest(other))
  return best ?? [text]
}

/** Along the arrow, over it and under it. */
function arrowPlaces(arrow: ArrowShape): Label[] {
  const { x1, y1, x2, y2, labelAt, label, isOnItsWay, kind } = arrow
  const length = Math.hypot(x2 - x1, y2 - y1), isBack = x2 < x1
  const text = !isOnItsWay ? label : isBack ? `← ${label}` : `${label} →`
  const wide = numbersWidth(text)
  if (length <= LEAST_ARROW || wide > length) return []
  const slope = Math.atan2(y2 - y1, x2 - x1) + (isBack ? Math.PI : 0)
  const isUnder = kind === 'ack' || kind === 'refusal'
  const along = isOnItsWay ? [0.5] : [labelAt, 0.5, 0.38, 0.62, 0.28, 0.72].filter(at => (Math.min(at, 1 - at) * length) + 8 >= wide / 2)
  return along.flatMap(at => (isUnder ? [14, -5] : [-5, 14]).map((off): Label => {
    const x = x1 + (x2 - x1) * at - Math.sin(slope) * off, y = y1 + (y2 - y1) * at + Math.cos(slope) * off
    return { element: arrow, x, y, turn: (slope * 180) / Math.PI, lines: [text], anchor: 'middle', lead: null, boxes: tilted(x, y, slope, wide) }
  }))
}

/** A tilted line of writing as a row of small boxes. */
function tilted(x: number, y: number, slope: number, wide: number): Box[] {
  const count = Math.max(1, Math.ceil(wide / 14)), step = wide / count
  return Array.from({ length: count }, (_none, index) => {
    const along = (index + 0.5) * step - wide / 2
    const middleX = x + Math.cos(slope) * along + Math.sin(slope) * 4, middleY = y + Math.sin(slope) * along - Math.cos(slope) * 4
    return { x1: middleX - step / 2, x2: middleX + step / 2, y1: middleY - 6.5, y2: middleY + 6.5 }
  })
}

/** Whether an arrow runs through one of the boxes. */
const crosses = ({ x1, y1, x2, y2 }: ArrowShape, boxes: readonly Box[]): boolean => boxes.some(box => {
  let from = 0, until = 1
  for (const [start, by, low, high] of [[x1, x2 - x1, box.x1, box.x2], [y1, y2 - y1, box.y1, box.y2]] as const) {
    if (by === 0) { if (start < low || start > high) return false; continue }
    const [near, far] = by > 0 ? [(low - start) / by, (high - start) / by] : [(high - start) / by, (low - start) / by]
    from = Math.max(from, near)
    until = Math.min(until, far)
  }
  return from <= until
})
