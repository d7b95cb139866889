/** A drawing of the page as a file of its own: what style sheets give it is written into it. */
const WRITTEN = ['fill', 'stroke', 'stroke-width', 'stroke-dasharray', 'font-family', 'font-size', 'font-weight', 'text-anchor', 'display'] as const

export function standAloneSvg(drawing: SVGSVGElement, background: string): string {
  const copy = drawing.cloneNode(true) as SVGSVGElement
  const originals = [...drawing.querySelectorAll('*')]
  for (const [index, element] of [...copy.querySelectorAll('*')].entries()) {
    const style = getComputedStyle(originals[index]!)
    element.setAttribute('style', WRITTEN.map(name => `${name}:${style.getPropertyValue(name)}`).join(';'))
    for (const name of ['class', 'role', 'tabindex', 'aria-current']) element.removeAttribute(name)
  }
  copy.removeAttribute('class')
  copy.setAttribute('xmlns', 'http://www.w3.org/2000/svg')
  const ground = document.createElementNS('http://www.w3.org/2000/svg', 'rect')
  for (const [name, value] of [['width', '100%'], ['height', '100%'], ['fill', background]] as const) ground.setAttribute(name, value)
  copy.insertBefore(ground, copy.firstChild)
  return new XMLSerializer().serializeToString(copy)
}
