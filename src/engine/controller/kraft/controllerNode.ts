/**
 * A KRaft controller: a voter of the quorum that keeps the cluster's metadata in a log; the one that leads decides.
 * Kafka: raft/KafkaRaftClient, raft/QuorumState, metadata/controller/QuorumController; spec §9.1.
 */
import type { BrokerConfig } from '../../config/tables'
import type { KafkaVersion } from '../../config/kafkaKey'
import type { RequestRef } from '../../effects'
import type { Body, MetadataFetchRequest } from '../../protocol/messages'
import { applyBatch, emptyImage, nextOffset, type MetadataBatch, type MetadataImage, type MetadataRecord } from '../../protocol/metadata'

/** `prospective` asks for a pre-vote before it raises the epoch (since 4.0; before: candidate at once). */
export type RaftRole = 'unattached' | 'follower' | 'prospective' | 'candidate' | 'leader'

/** What the leader knows of another voter. */
export interface PeerProgress { endOffset: number; lastFetchMs: number }
export interface ParkedMetadataFetch { readonly request: RequestRef; readonly fetch: MetadataFetchRequest; readonly untilUs: number; readonly event: number }
/** An answer that waits until what it tells is committed. */
export interface DeferredAnswer { readonly request: RequestRef; readonly body: Body; readonly offset: number; readonly cause: number }

export interface ControllerNode {
  readonly id: number
  readonly version: KafkaVersion
  /** Ids of all voters, its own among them. */
  readonly voters: readonly number[]
  config: BrokerConfig
  /** partition → what its topic's settings say of elections. */
  topicRules: Map<number, TopicRules>
  readonly elrEnabled: boolean
  /** On disk: */
  epoch: number
  votedFor: number
  log: MetadataBatch[]
  /** In memory: */
  role: RaftRole
  /** Of this epoch; −1 unknown. */
  leader: number
  highWatermark: number
  /** The log applied: by a leader all of it, by others what is committed. */
  image: MetadataImage
  /** Of the timer that matters; earlier ones are outdated. */
  timer: number
  granted: number[]
  peers: Map<number, PeerProgress>
  parked: ParkedMetadataFetch[]
  /** Decided and not yet in the log: they wait controller.quorum.append.linger.ms for company. */
  pending: MetadataRecord[]
  isFlushScheduled: boolean
  /** Event that made the newest pending record necessary. */
  pendingCause: number
  deferred: DeferredAnswer[]
  /** broker → when it was last heard of, ms. */
  sessions: Map<number, number>
  /** broker → metadata offset of its last heartbeat. */
  heartbeatOffsets: Map<number, number>
  /** Fetch of this follower that is unanswered: its correlation id; −1 none. */
  awaiting: number
  correlationId: number
  lastEvent: number
}
export interface TopicRules {
  readonly minIsr: number
  readonly unclean: boolean
  /** How often min.insync.replicas has changed. */
  readonly revision?: number
}

export const endOfLog = ({ log }: Pick<ControllerNode, 'log'>): number => { const last = log.at(-1); return last === undefined ? 0 : nextOffset(last) }
export const epochOfLog = ({ log }: Pick<ControllerNode, 'log'>): number => log.at(-1)?.epoch ?? 0

export interface ControllerPlan extends Pick<ControllerNode, 'id' | 'version' | 'voters' | 'config' | 'topicRules' | 'elrEnabled'> {
  /** What the quorum had agreed on before the run begins. */
  readonly log: readonly MetadataBatch[]
}

export function createControllerNode({ log, ...plan }: ControllerPlan): ControllerNode {
  const image = emptyImage()
  for (const batch of log) applyBatch(image, batch)
  const epoch = log.at(-1)?.epoch ?? 0
  return {
    ...plan, epoch, votedFor: -1, log: [...log], role: 'unattached', leader: -1, highWatermark: image.offset, image, timer: 0, granted: [], peers: new Map(), parked: [],
    pending: [], isFlushScheduled: false, pendingCause: -1, deferred: [], sessions: new Map(), heartbeatOffsets: new Map(), awaiting: -1, correlationId: 0, lastEvent: -1,
  }
}

/** The image of what is committed, made anew: what a leader had decided and not got through is forgotten. */
export function rebuildImage(controller: ControllerNode): void {
  const image = emptyImage()
  for (const batch of controller.log) if (nextOffset(batch) <= controller.highWatermark) applyBatch(image, batch)
  controller.image = image
}
