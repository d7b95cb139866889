/** How many cells of this size fit, and how many records are then left to a number. */
export function cellsThatFit(records: number, width: number, cell: number): number {
  const fit = Math.floor(width / (cell + 2))
  return records <= fit ? records : Math.max(0, fit - 2)
}

/** Of the numbers’ font, in the size they have on the stage, in px. */
const DIGIT_WIDTH = 7.9
export const textFits = (text: string, width: number): boolean => text.length * DIGIT_WIDTH <= width
