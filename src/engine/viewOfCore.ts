/**
 * The part of the picture (view.ts) that is about the health of the cluster: processes, sessions, replicas by the controllers' word, voters, links. Reads, never changes.
 */
import type { BrokerNode } from './broker/brokerNode'
import type { ClusterState } from './cluster'
import { endOfLog, type ControllerNode } from './controller/controllerNode'
import type { MetadataImage, PartitionRegistration } from './protocol/metadata'
import { endsOfLink } from './network/network'
import { decidingController, newestImage } from './newestImage'
import { partitionsOf } from './protocol/topics'
import { MOST_PARTITIONS } from './specChecks'
import type { BrokerView, ClusterView, ControllerView, LinkView, ProcessState, ReplicaView } from './view'

const MAX_LINKS = 200, MAX_TOPICS = 200

/** What is asked again and again while one picture is made. */
export interface Overview {
  readonly state: ClusterState
  /** The controller that decides; none while they elect. */
  readonly active: ControllerNode | undefined
  /** The newest word of the controllers. */
  readonly image: MetadataImage
  /** partition → where the log of its leader ends. */
  readonly leaderEnds: ReadonlyMap<number, number>
}

export function overviewOf(state: ClusterState): Overview {
  const active = decidingController(state), image = newestImage(state)
  const leaderEnds = new Map<number, number>()
  for (const { id, replicas } of state.brokers) {
    for (const [partition, { log }] of replicas) if (image.partitions.get(partition)?.leader === id) leaderEnds.set(partition, log.logEndOffset)
  }
  return { state, active, image, leaderEnds }
}

/** How it ended is told from what it left: without power, or with the note of a clean shutdown. */
function processOf({ hosts }: ClusterState, node: number, isClean: boolean): ProcessState {
  const host = hosts.get(node)
  if (host === undefined || host.isUp) return host === undefined || host.backlog === null ? 'up' : 'frozen'
  return !host.hasPower ? 'power' : isClean ? 'shutdown' : 'crash'
}

type BrokerHealth = Pick<BrokerView, 'process' | 'lifecycle' | 'isFenced' | 'sessionEndsUs' | 'disk' | 'losesNextAnswer'>

export function brokerHealth({ state, active, image }: Overview, { id, lifecycle, disk, losesNextAnswer }: BrokerNode): BrokerHealth {
  const isFenced = image.brokers.get(id)?.fenced ?? true
  const heardMs = active?.sessions.get(id)
  return {
    process: processOf(state, id, disk.cleanEpoch !== -1), lifecycle: lifecycle.state, isFenced,
    sessionEndsUs: isFenced || active === undefined || heardMs === undefined ? null : (heardMs + active.config['broker.session.timeout.ms']) * 1000,
    disk: { slowness: disk.slowness, isFull: disk.isFull }, losesNextAnswer,
  }
}

const UNKNOWN: Pick<PartitionRegistration, 'leader' | 'leaderEpoch' | 'isr' | 'elr' | 'replicas'> = { leader: -1, leaderEpoch: -1, isr: [], elr: [], replicas: [] }

type ReplicaHealth = Pick<ReplicaView, 'leader' | 'leaderEpoch' | 'isLeader' | 'isFormerLeader' | 'inSync' | 'isEligible' | 'inSyncCount' | 'replicaCount' | 'minIsr' | 'behind'>

export function replicaHealth({ image, leaderEnds }: Overview, { id, replicas }: BrokerNode, partition: number): ReplicaHealth {
  const { leader, leaderEpoch, isr, elr, replicas: assigned } = image.partitions.get(partition) ?? UNKNOWN
  const own = replicas.get(partition)
  const leaderEnd = leaderEnds.get(partition)
  return {
    leader, leaderEpoch, isLeader: leader === id, isFormerLeader: own?.role === 'leader' && leader !== id, inSync: isr.includes(id), isEligible: elr.includes(id),
    inSyncCount: isr.length, replicaCount: assigned.length, minIsr: Math.min(own?.log.config.minInsyncReplicas ?? 1, Math.max(1, assigned.length)),
    behind: leaderEnd === undefined || own === undefined ? null : Math.max(0, leaderEnd - own.log.logEndOffset),
  }
}

export function controllerViews({ state, active }: Overview): readonly ControllerView[] {
  return state.controllers.map(controller => ({
    id: controller.id, process: processOf(state, controller.id, false), role: controller.role, isActive: controller === active, epoch: controller.epoch,
    logEndOffset: endOfLog(controller), highWatermark: controller.highWatermark,
  }))
}

/** The links that are not in order. */
export function linkViews({ state: { network } }: Overview): readonly LinkView[] {
  return [...network.links].slice(0, MAX_LINKS).map(([key, { cut, extraLatencyUs, lossPercent }]) => ({ ...endsOfLink(key), cut, extraLatencyUs, lossPercent }))
}

export const topicViews = ({ state: { topics } }: Overview): ClusterView['topics'] =>
  topics.slice(0, MAX_TOPICS).map(topic => ({ name: topic.name, partitions: partitionsOf(topic).slice(0, MOST_PARTITIONS) }))
