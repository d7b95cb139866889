/** A canvas that shows the session's view: drawn anew with every view, in the colours of the theme, at the resolution of the screen. The store is read without React. */
import { useEffect, useRef, type RefObject } from 'react'
import { useSessionStore } from '../useSession'
import { readPalette, type Palette } from './palette'

export type Draw = (pen: CanvasRenderingContext2D, palette: Palette, canvas: HTMLCanvasElement) => void

/** `draw` must stay the same as long as it draws the same. Returns the canvas's ref, and what draws again when something else has changed. */
export function useDrawing(width: number, height: number, draw: Draw): [RefObject<HTMLCanvasElement | null>, () => void] {
  const store = useSessionStore()
  const canvas = useRef<HTMLCanvasElement>(null), again = useRef<() => void>(() => {})
  useEffect(() => {
    const drawn = canvas.current, pen = drawn?.getContext('2d')
    if (!drawn || !pen) return
    const ratio = Math.min(window.devicePixelRatio || 1, 2)
    drawn.width = width * ratio
    drawn.height = height * ratio
    let palette = readPalette(drawn)
    const paint = (): void => {
      pen.setTransform(ratio, 0, 0, ratio, 0, 0)
      pen.clearRect(0, 0, width, height)
      draw(pen, palette, drawn)
    }
    paint()
    again.current = paint
    const unsubscribe = store.subscribe((state, before) => { if (state.view !== before.view || state.status !== before.status) paint() })
    const themes = new MutationObserver(() => { palette = readPalette(drawn); paint() })
    themes.observe(document.documentElement, { attributes: true, attributeFilter: ['data-theme'] })
    void document.fonts?.ready.then(paint)
    return () => { unsubscribe(); themes.disconnect() }
  }, [width, height, draw, store])
  return [canvas, () => { again.current() }]
}
