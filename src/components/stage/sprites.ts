/**
 * Small pictures drawn once and stamped often: the body of a token looks the same wherever it is, and stamping costs a tenth of drawing text and curves.
 * Kept per palette (a new theme, new sprites) and per scale of the screen.
 */
import type { Palette } from './palette'

const kept = new WeakMap<Palette, Map<string, HTMLCanvasElement>>()
/** More different bodies than this are not worth keeping. */
const MOST_SPRITES = 400
/** How far a sprite reaches from its middle, CSS pixels. */
export interface Reach { readonly x: number; readonly y: number }

/** Stamps the sprite of this name at (x, y), its middle; `draw` paints it around (0, 0), within `reach`, the first time. */
export function stamp(pen: CanvasRenderingContext2D, palette: Palette, name: string, x: number, y: number, reach: Reach, draw: (pen: CanvasRenderingContext2D) => void): void {
  const scale = pen.getTransform().a
  const sprites = kept.get(palette) ?? new Map<string, HTMLCanvasElement>()
  kept.set(palette, sprites)
  const key = `${scale} ${name}`
  let sprite = sprites.get(key)
  if (!sprite) {
    if (sprites.size >= MOST_SPRITES) sprites.clear()
    sprite = document.createElement('canvas')
    sprite.width = reach.x * 2 * scale
    sprite.height = reach.y * 2 * scale
    const inside = sprite.getContext('2d')
    if (inside) {
      inside.setTransform(scale, 0, 0, scale, reach.x * scale, reach.y * scale)
      draw(inside)
    }
    sprites.set(key, sprite)
  }
  pen.drawImage(sprite, x - reach.x, y - reach.y, reach.x * 2, reach.y * 2)
}
