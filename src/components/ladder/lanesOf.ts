/** The lifelines of a ladder, left to right: the producer that is shown, the brokers, a consumer, and the active controller when it has something to say. Pure. */
import { isController, type ClusterView } from '../../engine/pageFace'
import type { LadderPicture } from './picture'

export interface LadderLane { readonly node: number; readonly title: string; readonly words: string; readonly x: number; /** Which side its marks are written on. */ readonly side: 'left' | 'right'; /** Of the partition looked at (of any, if all are). */ readonly isLeader: boolean }

const AXIS = 70, LEAST = 104, EDGE = 90

export const ladderWidth = (lanes: number, width: number): number => Math.max(width, AXIS + EDGE + lanes * LEAST)

export function lanesOf(view: ClusterView, picture: LadderPicture, partition: number, acks: string, width: number): readonly LadderLane[] {
  const nodes: { node: number; title: string; words: string; side: 'left' | 'right'; isLeader: boolean }[] = []
  const [producer] = view.producers, [consumer] = view.consumers
  if (producer) nodes.push({ node: producer.node, title: producer.clientId, words: `acks=${acks}`, side: 'left', isLeader: false })
  const leaderAt = partition === -1 ? -1 : view.brokers.findIndex(({ replicas }) => replicas.some(one => one.partition === partition && one.isLeader))
  for (const [index, broker] of view.brokers.entries()) {
    const replica = broker.replicas.find(one => partition === -1 || one.partition === partition)
    const words = !replica ? 'no replica' : partition === -1 ? `leads ${broker.replicas.filter(({ isLeader }) => isLeader).length}` : replica.isLeader ? 'leader' : replica.inSync ? 'follower, in sync' : 'not in sync'
    nodes.push({ node: broker.id, title: `broker ${broker.id}`, words, side: index <= leaderAt ? 'left' : 'right', isLeader: partition === -1 || replica?.isLeader === true })
  }
  if (consumer) nodes.push({ node: consumer.node, title: consumer.groupId, words: 'consumer', side: 'right', isLeader: false })
  const controllers = new Set([...picture.arrows.flatMap(({ from, to }) => [from, to]), ...picture.marks.map(({ node }) => node)].filter(node => isController(node)))
  for (const node of [...controllers].sort((one, other) => one - other)) nodes.push({ node, title: controllers.size > 1 ? `controller ${node - 2999}` : 'controller', words: '', side: 'right', isLeader: false })
  const whole = ladderWidth(nodes.length, width)
  const step = (whole - AXIS - EDGE) / nodes.length
  return nodes.map((lane, index) => ({ ...lane, x: AXIS + step * (index + 0.62) }))
}
