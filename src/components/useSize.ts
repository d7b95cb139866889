/** The inner size of an element, CSS pixels, as it changes; 0 until it is there. The element may come later than the component. */
import { useLayoutEffect, useState } from 'react'

export interface Size { readonly width: number; readonly height: number }

/** For its `ref`; its size; the element. */
export function useSize<Measured extends HTMLElement = HTMLDivElement>(): [(element: Measured | null) => void, Size, Measured | null] {
  const [element, setElement] = useState<Measured | null>(null)
  const [size, setSize] = useState<Size>({ width: 0, height: 0 })
  useLayoutEffect(() => {
    if (!element) return
    const observer = new ResizeObserver(() => { setSize({ width: element.clientWidth, height: element.clientHeight }) })
    observer.observe(element)
    return () => { observer.disconnect() }
  }, [element])
  return [setElement, size, element]
}
