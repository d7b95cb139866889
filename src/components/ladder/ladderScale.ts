/**
 * Where an instant stands on the ladder: time runs down at one scale; stretches in which nothing happens are left out, and marked. Pure.
 */
import type { LadderPicture } from './picture'

/** A stretch left out, in pixels from `y` on. */
export interface AxisBreak { readonly y: number; readonly fromUs: number; readonly untilUs: number }
export interface LadderScale {
  /** Pixels from the top; instants before the beginning of the picture are above 0. */
  readonly y: (atUs: number) => number
  readonly breaks: readonly AxisBreak[]
  /** Earliest instant in the picture. */
  readonly fromUs: number
  /** Whole instants for the axis: every so many µs, none inside a break. */
  readonly ticks: readonly number[]
}

export const BREAK_HEIGHT = 44
/** At most so many pixels of nothing are drawn. */
const MOST_EMPTY = 210
/** What is left on both sides of a break. */
const MARGIN = 18

interface Piece { readonly fromUs: number; readonly untilUs: number; readonly top: number; readonly isBreak: boolean }

/** All instants at which the picture shows something, ascending. */
export function instantsOf({ arrows, bars, marks, gaps }: LadderPicture, nowUs: number): readonly number[] {
  const found = new Set<number>([nowUs])
  for (const { sentUs, arrivesUs } of arrows) { found.add(sentUs); if (arrivesUs <= nowUs) found.add(arrivesUs) }
  for (const { fromUs, untilUs, kind } of bars) if (kind === 'purgatory') { found.add(fromUs); if (untilUs !== null) found.add(untilUs) }
  for (const { atUs } of marks) found.add(atUs)
  for (const { fromUs, untilUs } of gaps) { found.add(fromUs); if (untilUs !== null) found.add(untilUs) }
  return [...found].filter(atUs => atUs <= nowUs).sort((one, other) => one - other)
}

/** `perMs`: pixels a millisecond. The present stands at `bottom`, or where the run has come to if it has just begun. */
export function ladderScale(instants: readonly number[], nowUs: number, perMs: number, bottom: number): LadderScale {
  const perUs = perMs / 1000
  const most = MOST_EMPTY / perUs, margin = MARGIN / perUs
  // From the present back, until the picture is full.
  const pieces: Piece[] = []
  let y = bottom, untilUs = nowUs
  for (let index = instants.length - 1; index >= 0 && y > 0; index--) {
    const fromUs = instants[index]!
    const emptyUs = untilUs - fromUs
    if (emptyUs > most) {
      pieces.push({ fromUs: untilUs - margin, untilUs, top: y - MARGIN, isBreak: false }, { fromUs: fromUs + margin, untilUs: untilUs - margin, top: y - MARGIN - BREAK_HEIGHT, isBreak: true }, { fromUs, untilUs: fromUs + margin, top: y - 2 * MARGIN - BREAK_HEIGHT, isBreak: false })
      y -= 2 * MARGIN + BREAK_HEIGHT
    } else if (emptyUs > 0) {
      y -= emptyUs * perUs
      pieces.push({ fromUs, untilUs, top: y, isBreak: false })
    }
    untilUs = fromUs
  }
  const shift = y > 0 ? -y + TOP : 0
  const ordered = pieces.map(piece => ({ ...piece, top: piece.top + shift })).reverse()
  const first = ordered[0]
  const place = (atUs: number): number => {
    if (first === undefined || atUs < first.fromUs) return (first?.top ?? bottom + shift) - ((first?.fromUs ?? nowUs) - atUs) * perUs
    const piece = ordered.findLast(one => one.fromUs <= atUs)!
    return piece.isBreak ? piece.top + (BREAK_HEIGHT * (atUs - piece.fromUs)) / (piece.untilUs - piece.fromUs) : piece.top + (atUs - piece.fromUs) * perUs
  }
  return { y: place, breaks: ordered.filter(({ isBreak }) => isBreak).map(({ top, fromUs, untilUs: end }) => ({ y: top, fromUs, untilUs: end })), fromUs: first?.fromUs ?? nowUs, ticks: ticksOf(ordered, perUs) }
}

/** A run that has just begun starts this far from the top. */
const TOP = 12
const MOST_TICKS = 200

/** Ticks at least 36 pixels apart, on round times. */
function ticksOf(pieces: readonly Piece[], perUs: number): readonly number[] {
  const least = 36 / perUs
  let step = 1
  for (let factor = 0; step < least; factor++) step *= [2, 2.5, 2][factor % 3]!
  step = Math.round(step)
  const found = new Set<number>()
  for (const { fromUs, untilUs, isBreak } of pieces) {
    if (isBreak) continue
    for (let tick = Math.ceil(fromUs / step) * step; tick <= untilUs && found.size < MOST_TICKS; tick += step) found.add(tick)
  }
  return [...found]
}
