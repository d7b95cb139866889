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
/** The y at a pixel, in steps of a hundredth of the paper. */
export const yAt = ({ mostY, top, bottom }: CurvePaper, pixel: number): number => Math.round(clamp((bottom - pixel) / (bottom - top), 0, 1) * 100) * mostY / 100

/** The drawn ys with one more: `at` gets `y`, and what the pencil passed over since `from` lies on the way. */
export function withStroke(ys: readonly (number | null)[], from: number | null, at: number, y: number): readonly (number | null)[] {
  const drawn = [...ys]
  drawn[at] = y
  const start = from === null ? null : ys[from] ?? null
  if (from === null || start === null) return drawn
  const step = from < at ? 1 : -1
  for (let index = from + step; index !== at && from !== at; index += step) drawn[index] = start + ((y - start) * (index - from)) / (at - from)
  return drawn
}
