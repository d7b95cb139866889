/** What makes a part of a drawing a button: SVG has none. Its `tabIndex` and name are the caller's. Keys that it takes go no farther (the page's own mean time). */
import type { KeyboardEvent } from 'react'

export const drawnButton = (press: () => void) => ({
  role: 'button' as const,
  onClick: press,
  onKeyDown(event: KeyboardEvent): void {
    if (event.key !== 'Enter' && event.key !== ' ') return
    event.preventDefault()
    event.stopPropagation()
    press()
  },
})
