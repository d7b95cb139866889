/** How many cells of this size fit, and how many records are then left to a number. */
export function cellsThatFit(records: number, width: number, cell: number): number {
  const fit = Math.floor(width / (cell + 2))
  return records <= fit ? records : Math.max(0, fit - 2)
}

/** Of the numbers’ font, in the size they have on the stage, in px. */
const DIGIT_WIDTH = 7.9
export const textFits = (text: string, width: number): boolean => text.length * DIGIT_WIDTH <= width

/** A partition's name in so many letters: its number stays, of its topic as much as there is room for. */
export function nameIn(name: string, most: number): string {
  const at = name.lastIndexOf('-')
  return name.length <= most || at < 1 ? name : `${name.slice(0, Math.max(1, most - 1 - (name.length - at)))}…${name.slice(at)}`
}
