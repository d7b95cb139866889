/** The lifelines of a ladder, left to right: the producer that is shown, the brokers, a consumer, and the active controller when it has something to say. Pure. */
import { isController, type ClusterView } from '../../engine/pageFace'
import type { LadderPicture } from './picture'

export interface LadderLane { readonly node: number; readonly title: string; readonly words: string; readonly x: number; /** Which side its marks are written on. */ readonly side: 'left' | 'right'; /** Of the partition looked at (of any, if all are). */ readonly isLeader: boolean }

/** Room for the times, between lifelines at least, and for what is written at the last. On a phone they stand closer: the producer and three brokers are all seen. */
const WIDE = { axis: 70, least: 92, edge: 90 } as const, NARROW = { axis: 24, least: 84, edge: 24 } as const
const isNarrow = (width: number): boolean => width < 480
const roomOf = (width: number): { readonly axis: number; readonly least: number; readonly edge: number } => (isNarrow(width) ? NARROW : WIDE)
/** Longer names do not fit over a lifeline there. */
const MOST_NAME = 11

export const ladderWidth = (lanes: number, width: number): number => Math.max(width, roomOf(width).axis + roomOf(width).edge + lanes * roomOf(width).least)

export function lanesOf(view: ClusterView, picture: LadderPicture, partition: number, width: number): readonly LadderLane[] {
  const nodes: { node: number; title: string; words: string; side: 'left' | 'right'; isLeader: boolean }[] = []
  const [producer] = view.producers, [consumer] = view.consumers
  if (producer) nodes.push({ node: producer.node, title: isNarrow(width) && producer.clientId.length > MOST_NAME ? 'producer' : producer.clientId, words: `acks=${producer.acks}`, side: 'left', isLeader: false })
  const leaderAt = partition === -1 ? -1 : view.brokers.findIndex(({ replicas }) => replicas.some(one => one.partition === partition && one.isLeader))
  for (const [index, broker] of view.brokers.entries()) {
    const replica = broker.replicas.find(one => partition === -1 || one.partition === partition)
    const words = !replica ? 'no replica' : partition === -1 ? `leads ${broker.replicas.filter(({ isLeader }) => isLeader).length}` : replica.isLeader ? 'leader' : replica.inSync ? isNarrow(width) ? 'in sync' : 'follower, in sync' : 'not in sync'
    nodes.push({ node: broker.id, title: `broker ${broker.id}`, words, side: index <= leaderAt ? 'left' : 'right', isLeader: partition === -1 || replica?.isLeader === true })
  }
  if (consumer) nodes.push({ node: consumer.node, title: isNarrow(width) && consumer.groupId.length > MOST_NAME ? 'consumer' : consumer.groupId, words: 'consumer', side: 'right', isLeader: false })
  const controllers = new Set([...picture.arrows.flatMap(({ from, to }) => [from, to]), ...picture.marks.map(({ node }) => node)].filter(node => isController(node)))
  for (const node of [...controllers].sort((one, other) => one - other)) nodes.push({ node, title: view.controllers.length > 1 ? `controller ${node - 2999}` : 'controller', words: '', side: 'right', isLeader: false })
  const whole = ladderWidth(nodes.length, width)
  const { axis, edge } = roomOf(width), step = (whole - axis - edge) / nodes.length
  return nodes.map((lane, index) => ({ ...lane, x: axis + step * (index + 0.62) }))
}
