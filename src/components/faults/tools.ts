/** The tools: what each is called, what it can be used on now, and the command that it gives. Pure. */
import { isBroker, isController, type ClusterView, type Fault, type LinkView } from '../../engine/pageFace'
import type { FaultToolName } from '../../lessons/faultTools'
import { machineName } from '../stage/health'

/** A machine, or the link between two. */
export type Target = { readonly node: number } | { readonly one: number; readonly other: number }
export interface FaultTool {
  readonly label: string
  readonly about: string
  /** A number that goes with it, as it begins. */
  readonly amount?: { readonly name: string; readonly unit: string; readonly initial: number }
}

export const TOOLS: Readonly<Record<FaultToolName, FaultTool>> = {
  crash: { label: 'Kill', about: 'The process of a broker ends at once. What is in its page cache stays.' },
  power: { label: 'Cut power', about: 'The machine is off. What was not yet written back to its disk is gone.' },
  shutdown: { label: 'Shut down', about: 'In good order: it hands over what it leads, then ends.' },
  restart: { label: 'Restart', about: 'A process that has ended starts again with what is on its disk.' },
  pause: { label: 'Pause', about: 'The process stands still, as in a long pause of the garbage collector. Its connections stay open.' },
  goOn: { label: 'Go on', about: 'A process that stands still goes on, not knowing that it stood still.' },
  cutLink: { label: 'Cut link', about: 'Packets vanish silently. Neither end is told.' },
  refuse: { label: 'Refuse', about: 'Packets are answered with a reset: connections end at once.' },
  slowLink: { label: 'Slow link', about: 'Every message takes longer, each way.', amount: { name: 'extra latency', unit: 'ms', initial: 50 } },
  lossyLink: { label: 'Lossy link', about: 'Packets are lost, and TCP sends them again.', amount: { name: 'loss', unit: '%', initial: 10 } },
  mend: { label: 'Mend', about: 'A link or a disk is in order again.' },
  slowDisk: { label: 'Slow disk', about: 'Every append takes so many times longer.', amount: { name: 'times slower', unit: '×', initial: 100 } },
  fullDisk: { label: 'Full disk', about: 'It takes nothing more. At the next append the broker ends.' },
  loseAnswer: { label: 'Lose answer', about: 'The next answer to a producer is lost, and its connection with it.' },
  killController: { label: 'Kill controller', about: 'The process of a controller ends. The others elect, if they are a majority.' },
}

export const targetId = (target: Target): string => ('node' in target ? String(target.node) : `${target.one}-${target.other}`)
export function targetName(target: Target, view: ClusterView): string {
  const clients = [...view.producers, ...view.consumers]
  return 'node' in target ? machineName(target.node, clients) : `${machineName(target.one, clients)} – ${machineName(target.other, clients)}`
}

/** Targets in groups, so that what they have in common is said once. `others`: ways to controllers, where a quorum has too many for buttons. */
export interface TargetGroup { readonly name: string; readonly targets: readonly { readonly target: Target; readonly short: string }[] }
export function groupsOf(targets: readonly Target[], view: ClusterView): { readonly groups: readonly TargetGroup[]; readonly others: readonly Target[] } {
  const toControllers = targets.filter(target => !('node' in target) && isController(target.other))
  const others = toControllers.length > MOST_BUTTONS ? toControllers : []
  const groups = new Map<string, TargetGroup['targets'][number][]>()
  for (const target of targets) {
    if (others.includes(target)) continue
    // A client or a controller has a group of its own, brokers among each other stand with the first.
    const [head, member] = 'node' in target ? [null, target.node] : isBroker(target.other) || isController(target.one) ? [target.one, target.other] : [target.other, target.one]
    const name = head === null ? '' : targetName({ node: head }, view)
    groups.set(name, [...groups.get(name) ?? [], { target, short: targetName({ node: member }, view) }])
  }
  return { groups: [...groups].map(([name, list]) => ({ name, targets: list })), others }
}
const MOST_BUTTONS = 4

const LINK_TOOLS: readonly FaultToolName[] = ['cutLink', 'refuse', 'slowLink', 'lossyLink']

/** What it can be used on at this instant. Of several producers the one on the stage. */
export function targetsOf(tool: FaultToolName, view: ClusterView): readonly Target[] {
  const { brokers, controllers, links } = view
  if (LINK_TOOLS.includes(tool)) return allLinks(view)
  if (tool === 'mend') return [...links.map(({ one, other }) => ({ one, other })), ...brokers.filter(({ disk }) => disk.isFull || disk.slowness > 1).map(({ id }) => ({ node: id }))]
  const holds: Readonly<Partial<Record<FaultToolName, (process: string) => boolean>>> = {
    restart: process => process !== 'up' && process !== 'frozen', goOn: process => process === 'frozen', pause: process => process === 'up', loseAnswer: process => process === 'up', power: process => process !== 'power',
  }
  const isRunning = (process: string): boolean => process === 'up' || process === 'frozen'
  const fits = tool === 'slowDisk' || tool === 'fullDisk' ? () => true : holds[tool] ?? isRunning
  const machines = tool === 'killController' ? controllers : tool === 'restart' || tool === 'pause' || tool === 'goOn' || tool === 'power' ? [...brokers, ...controllers] : brokers
  return machines.filter(({ process }) => fits(process)).map(({ id }) => ({ node: id }))
}

function allLinks({ brokers, producers, consumers, controllers }: ClusterView): readonly Target[] {
  const ids = brokers.map(({ id }) => id), quorum = controllers.map(({ id }) => id)
  const pairs = (list: readonly number[]): readonly Target[] => list.flatMap((one, index) => list.slice(index + 1).map(other => ({ one, other })))
  const clients = [...producers.slice(0, 1), ...consumers].map(({ node }) => node)
  return [...clients.flatMap(other => ids.map(one => ({ one, other }))), ...pairs(ids), ...quorum.flatMap(other => ids.map(one => ({ one, other }))), ...pairs(quorum)]
}

/** The command; what else is wrong with the same link or disk stays wrong. */
export function commandOf(tool: FaultToolName, target: Target, amount: number, view: ClusterView): Fault {
  if (!('node' in target)) {
    const { cut, extraLatencyMs, lossPercent } = linkNow(view.links, target.one, target.other)
    const link = { type: 'setLink', one: target.one, other: target.other } as const
    if (tool === 'mend') return link
    if (tool === 'cutLink' || tool === 'refuse') return { ...link, cut: tool === 'cutLink' ? 'silent' : 'reset', extraLatencyMs, lossPercent }
    return tool === 'slowLink' ? { ...link, cut, extraLatencyMs: amount, lossPercent } : { ...link, cut, extraLatencyMs, lossPercent: amount }
  }
  const { node } = target
  const disk = view.brokers.find(({ id }) => id === node)?.disk ?? { slowness: 1, isFull: false }
  switch (tool) {
    case 'restart': return { type: 'startNode', node }
    case 'pause': return { type: 'freezeNode', node }
    case 'goOn': return { type: 'thawNode', node }
    case 'slowDisk': return { type: 'setDisk', broker: node, ...disk, slowness: amount }
    case 'fullDisk': return { type: 'setDisk', broker: node, ...disk, isFull: true }
    case 'mend': return { type: 'setDisk', broker: node }
    case 'loseAnswer': return { type: 'loseAnswer', broker: node }
    default: return { type: 'stopNode', node, how: tool === 'power' ? 'power' : tool === 'shutdown' ? 'shutdown' : 'crash' }
  }
}

function linkNow(links: readonly LinkView[], one: number, other: number): { readonly cut: LinkView['cut']; readonly extraLatencyMs: number; readonly lossPercent: number } {
  const link = links.find(found => found.one === Math.min(one, other) && found.other === Math.max(one, other))
  return { cut: link?.cut ?? 'no', extraLatencyMs: (link?.extraLatencyUs ?? 0) / 1000, lossPercent: link?.lossPercent ?? 0 }
}
