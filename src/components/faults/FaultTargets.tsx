/** Over the stage: where the tool in hand can be used, lit; with none in hand, a menu on every broker and controller of what can happen to it. */
import { use, useEffect, useRef, useState, type KeyboardEvent } from 'react'
import { isController, isProducer, type ClusterView } from '../../engine/pageFace'
import { MENU_ROOM } from '../stage/Controllers'
import { marksOf } from '../stage/LinkMarks'
import type { Box, StageLayout, StationName } from '../stage/layout'
import { machineName } from '../stage/health'
import { useSession } from '../useSession'
import { FaultHandContext, type FaultHand } from './faultHand'
import { targetId, targetName, targetsOf, TOOLS, type Target } from './tools'
import css from './faults.module.css'

export default function FaultTargets({ layout, show }: { readonly layout: StageLayout; /** Brings a station into sight, where one fills the width. */ readonly show: (station: StationName) => void }) {
  const hand = use(FaultHandContext)
  const view = useSession(session => session.view)
  const aimed = hand?.aimed ?? null
  useEffect(() => { if (aimed !== null) show(aimed.split('-').some(node => isProducer(Number(node))) ? 'network' : 'brokers') }, [aimed, show])
  if (!hand || !view) return null
  const machines = [...view.brokers, ...view.controllers], boxes = [...layout.brokers, ...layout.controllers]
  if (hand.armed === null) return <>{machines.map(({ id }, index) => <MachineMenu key={id} node={id} box={boxes[index]!} hand={hand} view={view} layout={layout} />)}</>
  return (
    <>
      {targetsOf(hand.armed, view).map(target => {
        const box = placeOf(target, layout, view)
        if (!box) return null
        const id = targetId(target)
        return (
          <button key={id} type="button" className={css['target']} data-target={id} data-aimed={hand.aimed === id} style={{ left: box.x, top: box.y, width: box.width, height: box.height }}
            aria-label={`${TOOLS[hand.armed!].label}: ${targetName(target, view)}`} onClick={() => { void hand.use(target) }} />
        )
      })}
    </>
  )
}

/** Where a target is drawn; null if it is not. */
export function placeOf(target: Target, layout: StageLayout, view: ClusterView): Box | null {
  if ('node' in target) {
    return layout.brokers[view.brokers.findIndex(({ id }) => id === target.node)] ?? layout.controllers[view.controllers.findIndex(({ id }) => id === target.node)] ?? null
  }
  // Ways to controllers are not drawn while they are in order: the list has them.
  if (isController(target.other)) return null
  const marks = marksOf(layout, view.brokers.map(({ id }) => id), target.one, target.other)
  if (marks.length === 0) return null
  const xs = marks.map(({ x }) => x), ys = marks.map(({ y }) => y)
  const left = Math.min(...xs), top = Math.min(...ys)
  const isWide = layout.docks.length > 0 && left < layout.brokers[0]!.x
  const halfWidth = isWide ? 30 : 12, halfHeight = isWide ? 12 : 11
  // Of two ways far apart in the gutter one is enough to point at.
  const bottom = isWide ? Math.max(...ys) : top
  return { x: left - halfWidth, y: top - halfHeight, width: (isWide ? Math.max(...xs) - left : 0) + halfWidth * 2, height: bottom - top + halfHeight * 2 }
}

const WIDEST_MENU = 150

/** The second door: what can happen to this machine. */
function MachineMenu({ node, box, hand, view, layout }: { readonly node: number; readonly box: Box; readonly hand: FaultHand; readonly view: ClusterView; readonly layout: StageLayout }) {
  const [isOpen, setIsOpen] = useState(false)
  const menu = useRef<HTMLDivElement>(null), button = useRef<HTMLButtonElement>(null)
  useEffect(() => {
    if (!isOpen) return
    menu.current?.querySelector<HTMLElement>('button')?.focus()
    const away = (event: Event): void => { if (event.target instanceof Node && menu.current?.contains(event.target) !== true && event.target !== button.current) setIsOpen(false) }
    document.addEventListener('pointerdown', away)
    return () => { document.removeEventListener('pointerdown', away) }
  }, [isOpen])
  const name = machineName(node)
  // A controller's box is low and full of words: its door is at the right end.
  const opener = isController(node) ? { left: box.x + box.width - MENU_ROOM, top: box.y - 1, width: MENU_ROOM } : { left: box.x + 4, top: box.y + 4 }
  // Narrow, no more than the brokers' station is to be seen.
  const inSightUpTo = layout.isNarrow ? layout.stations.brokers.x + layout.stations.brokers.width : layout.fullWidth
  const offered = hand.tools.filter(tool => targetsOf(tool, view).some(target => 'node' in target && target.node === node))
  const close = (): void => { setIsOpen(false); button.current?.focus() }
  const onKeyDown = (event: KeyboardEvent): void => {
    const items = [...menu.current?.querySelectorAll<HTMLElement>('button') ?? []]
    const at = items.indexOf(document.activeElement as HTMLElement)
    if (event.key === 'Escape') close()
    else if (event.key === 'ArrowDown') items[(at + 1) % items.length]?.focus()
    else if (event.key === 'ArrowUp') items[(at + items.length - 1) % items.length]?.focus()
    else if (event.key === 'Tab') { setIsOpen(false); return }
    else return
    event.preventDefault()
    event.stopPropagation()
  }
  return (
    <>
      <button ref={button} type="button" className={css['opener']} style={opener} aria-haspopup="menu" aria-expanded={isOpen} aria-label={`What can happen to ${name}`} title={`What can happen to ${name}`} onClick={() => { setIsOpen(!isOpen) }}>▾</button>
      {isOpen && (
        // eslint-disable-next-line jsx-a11y/interactive-supports-focus
        <div ref={menu} className={css['menu']} role="menu" aria-label={`What can happen to ${name}`} style={{ left: Math.min(box.x + 6, inSightUpTo - WIDEST_MENU), top: Math.min(box.y + 28, layout.height - offered.length * 30 - 14) }} onKeyDown={onKeyDown}>
          {offered.map(tool => <button key={tool} type="button" role="menuitem" tabIndex={-1} title={TOOLS[tool].about} onClick={() => { close(); void hand.use({ node }, tool) }}>{TOOLS[tool].label}</button>)}
        </div>
      )}
    </>
  )
}
