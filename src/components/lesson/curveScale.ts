/** The paper a curve is drawn on: its x stand at even distances, so that what is close together can be told apart. Pure. */
export interface CurvePaper { readonly xs: readonly number[]; readonly mostY: number; readonly left: number; readonly right: number; readonly top: number; readonly bottom: number }

const clamp = (value: number, least: number, most: number): number => Math.min(most, Math.max(least, value))

/** Pixels of an x; between two given ones on the straight way from one to the other. */
export function pixelX({ xs, left, right }: CurvePaper, x: number): number {
  const next = xs.findIndex(one => one >= x)
  const place = next <= 0 ? (next === 0 ? 0 : xs.length - 1) : next - 1 + (x - xs[next - 1]!) / (xs[next]! - xs[next - 1]!)
  return left + (place / Math.max(1, xs.length - 1)) * (right - left)
}
/** Pixels of a y; what is above the paper's end stays at its edge. */
export const pixelY = ({ mostY, top, bottom }: CurvePaper, y: number): number => bottom - (clamp(y, 0, mostY) / mostY) * (bottom - top)
/** Which of the given x is nearest to a pixel. */
export const nearestX = ({ xs, left, right }: CurvePaper, pixel: number): number => clamp(Math.round(((pixel - left) / (right - left)) * (xs.length - 1)), 0, xs.length - 1)
/** The y at a pixel, in steps of half a hundredth of the paper. */
export const yAt = ({ mostY, top, bottom }: CurvePaper, pixel: number): number => Math.round(clamp((bottom - pixel) / (bottom - top), 0, 1) * 200) * mostY / 200

/** A place of the pencil, in pixels of the paper. */
export interface PencilPlace { readonly x: number; readonly y: number }
/** As near as this the pencil is on a point. */
const ON_A_POINT = 6

/** The drawn ys when the pencil has moved: points that it passed over lie on its way; the one it is on, or touches down nearest to, gets its height. */
export function withStroke(paper: CurvePaper, ys: readonly (number | null)[], from: PencilPlace | null, to: PencilPlace): readonly (number | null)[] {
  const drawn = [...ys]
  const nearest = nearestX(paper, to.x)
  if (from === null || Math.abs(pixelX(paper, paper.xs[nearest]!) - to.x) <= ON_A_POINT) drawn[nearest] = yAt(paper, to.y)
  if (from === null || from.x === to.x) return drawn
  paper.xs.forEach((x, index) => {
    const at = pixelX(paper, x)
    if ((at - from.x) * (at - to.x) <= 0) drawn[index] = yAt(paper, from.y + ((to.y - from.y) * (at - from.x)) / (to.x - from.x))
  })
  return drawn
}
