/** The ways messages take between two machines on the stage: polylines from the sender to the receiver. */
import { FIRST_CONSUMER, FIRST_CONTROLLER, isBroker, isConsumer, isController, isProducer } from '../../engine/pageFace'
import type { Point, StageLayout } from './layout'

/** `brokerIds` in the order of the rows. Null if a machine is not on the stage. */
export function routeOf(layout: StageLayout, brokerIds: readonly number[], from: number, to: number, isResponse: boolean): readonly Point[] | null {
  if (isController(from) || isController(to)) return controllerRoute(layout, brokerIds, from, to)
  if (isBroker(from) && isBroker(to)) return replicationRoute(layout, brokerIds.indexOf(from), brokerIds.indexOf(to), isResponse)
  const client = isBroker(from) ? to : from
  const row = brokerIds.indexOf(isBroker(from) ? from : to)
  const broker = layout.brokers[row], wires = layout.wires[row]
  if (!broker || !wires) return null
  if (isProducer(client)) {
    const dock = layout.docks[row]!
    const y = isResponse ? wires.answerY : wires.requestY
    return directed([{ x: dock.x + dock.width, y }, { x: broker.x, y }], isResponse)
  }
  if (!isConsumer(client)) return null
  const box = layout.consumers[client - FIRST_CONSUMER]
  if (!box) return null
  const y = isResponse ? wires.recordsY : wires.fetchY
  const inside = Math.min(Math.max(y, box.y + 14), box.y + box.height - 14)
  const turn = layout.gutter.x + layout.gutter.width + 2
  return directed([{ x: broker.x + broker.width, y }, { x: turn, y }, { x: turn, y: inside }, { x: box.x, y: inside }], !isResponse)
}

const directed = (points: readonly Point[], reversed: boolean): readonly Point[] => (reversed ? points.toReversed() : points)

/** Where along its way from one machine to another a message meets a cut: on a consumer's way beside the broker, where no other wire runs. */
export const cutShare = (from: number, to: number): number => (isConsumer(from) ? 0.8 : isConsumer(to) ? 0.2 : 0.5)

/** Through the gutter, and between the brokers and the row of controllers above them. */
function controllerRoute(layout: StageLayout, brokerIds: readonly number[], from: number, to: number): readonly Point[] | null {
  const start = atCore(layout, brokerIds, from), end = atCore(layout, brokerIds, to)
  if (!start || !end) return null
  const channel = (layout.controllers[0]?.y ?? 0) + (layout.controllers[0]?.height ?? 0) + 2.5, turn = layout.gutter.x + layout.gutter.width - 3
  const half = (node: number, point: Point): readonly Point[] => (isBroker(node) ? [point, { x: turn, y: point.y }, { x: turn, y: channel }] : [point, { x: point.x, y: channel }])
  return [...half(from, start), ...half(to, end).toReversed()]
}

function atCore(layout: StageLayout, brokerIds: readonly number[], node: number): Point | null {
  if (isController(node)) {
    const box = layout.controllers[node - FIRST_CONTROLLER]
    return box ? { x: box.x + box.width / 2, y: box.y + box.height } : null
  }
  const box = layout.brokers[brokerIds.indexOf(node)]
  return box ? { x: box.x + box.width, y: box.y + 14 } : null
}

/** Replication runs in the gutter beside the brokers, each pair of brokers on a track of its own. */
function replicationRoute(layout: StageLayout, from: number, to: number, isResponse: boolean): readonly Point[] | null {
  const start = layout.brokers[from], end = layout.brokers[to]
  if (!start || !end) return null
  const [low, high] = [Math.min(from, to), Math.max(from, to)]
  const tracks = Math.max(1, layout.brokers.length)
  const leader = isResponse ? from : to
  const x = layout.gutter.x + 5 + ((low * 2 + high * 3 + leader) % (tracks + 2)) * ((layout.gutter.width - 12) / (tracks + 1))
  const offset = (box: { readonly y: number; readonly height: number }, other: number): number => box.y + box.height * 0.72 + (other % 3) * Math.min(20, box.height * 0.085)
  return [
    { x: start.x + start.width, y: offset(start, to) }, { x, y: offset(start, to) }, { x, y: offset(end, from) }, { x: end.x + end.width, y: offset(end, from) },
  ]
}
