/**
 * A KRaft controller: a voter of the quorum that keeps the cluster's metadata in a log; the one that leads decides.
 * Kafka: raft/KafkaRaftClient, raft/QuorumState, metadata/controller/QuorumController; spec §9.1.
 */
import type { KafkaVersion } from '../../config/kafkaKey'
import type { RequestRef } from '../../effects'
import type { Body, MetadataFetchRequest } from '../../protocol/messages'
import { applyBatch, emptyImage, nextOffset, type MetadataRecord } from '../../protocol/metadata'
import type { ControllerNode, ControllerPlan } from '../controllerNode'

/** What the leader knows of another voter. */
export interface PeerProgress { endOffset: number; lastFetchMs: number }
export interface ParkedMetadataFetch { readonly request: RequestRef; readonly fetch: MetadataFetchRequest; readonly untilUs: number; readonly event: number }
/** An answer that waits until what it tells is committed. */
export interface DeferredAnswer { readonly request: RequestRef; readonly body: Body; readonly offset: number; readonly cause: number }

export interface KraftNode extends ControllerNode {
  readonly version: KafkaVersion
  /** Ids of all voters, its own among them. */
  readonly voters: readonly number[]
  /** Of this epoch; −1 unknown. In memory, as all that follows; on disk are log, epoch and vote. */
  leader: number
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
  /** broker → metadata offset of its last heartbeat. */
  heartbeatOffsets: Map<number, number>
  /** broker that is being shut down → metadata offset that the others must have applied before it may go. */
  shutdownOffsets: Map<number, number>
  /** Fetch of this follower that is unanswered: its correlation id; −1 none. */
  awaiting: number
  correlationId: number
  lastEvent: number
}

export const epochOfLog = ({ log }: Pick<KraftNode, 'log'>): number => log.at(-1)?.epoch ?? 0

export function createKraftNode({ log, ...plan }: ControllerPlan): KraftNode {
  const image = emptyImage()
  for (const batch of log) applyBatch(image, batch)
  const epoch = log.at(-1)?.epoch ?? 0
  return {
    ...plan, epoch, votedFor: -1, log: [...log], role: 'unattached', leader: -1, highWatermark: image.offset, image, timer: 0, granted: [], peers: new Map(), parked: [],
    pending: [], isFlushScheduled: false, pendingCause: -1, deferred: [], sessions: new Map(), heartbeatOffsets: new Map(), shutdownOffsets: new Map(), awaiting: -1, correlationId: 0, lastEvent: -1,
  }
}

/** The image of what is committed, made anew: what a leader had decided and not got through is forgotten. */
export function rebuildImage(controller: KraftNode): void {
  const image = emptyImage()
  for (const batch of controller.log) if (nextOffset(batch) <= controller.highWatermark) applyBatch(image, batch)
  controller.image = image
}
