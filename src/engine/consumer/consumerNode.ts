/**
 * One consumer, alone in its group, with every partition of the topic assigned. Its program is: poll(), process, commitAsync(), again.
 * Kafka: clients/consumer/internals/{AbstractFetch,FetchCollector,ConsumerCoordinator}.
 * Simplified: no group protocol (partitions that its topic is given later are its own with the next metadata, without a rebalance), coordinator known, reads from the beginning, processing takes no time,
 * the application commits after each poll unless a commit is still on its way.
 */
import type { ConsumerConfig } from '../config/tables'
import { known } from '../kernel/assert'
import type { FetchSession } from '../protocol/fetchSession'
import type { LogEntry } from '../protocol/messages'
import { consumerPartitionOrder } from '../protocol/partitionOrder'
import { partitionAt, type Topic } from '../protocol/topics'

export interface ConsumerNode {
  readonly node: number
  readonly clientId: string
  readonly groupId: string
  /** The group's number in this run. */
  readonly group: number
  /** Broker that coordinates the group. */
  readonly coordinator: number
  /** In the order in which this client lists them (spec §13.3). */
  partitions: readonly AssignedPartition[]
  /** The same by partition. */
  readonly assigned: Map<number, AssignedPartition>
  config: ConsumerConfig
  /** Settings of its own, over those of all consumers. */
  readonly ownConfig: Partial<ConsumerConfig>
  correlationId: number
  /** broker → what it has been asked for. */
  sessions: Map<number, FetchSession>
  /** Partitions of which it may now want something else, or of somebody else. */
  changed: Set<number>
  /** Those that it reads elsewhere than at their leader. */
  readElsewhere: Set<number>
  /** Those with something to commit. */
  uncommitted: Set<number>
  /** broker → the Fetch of ours that is unanswered. */
  fetching: Map<number, { readonly correlationId: number; readonly sentUs: number }>
  /** broker → connections to it lost so far. */
  lostTo: Map<number, number>
  /** Connections to the coordinator lost so far. */
  lostToCoordinator: number
  /** After a failed commit it waits until then, µs. */
  commitRetryUs: number
  /** Brokers it knows. */
  brokers: readonly number[]
  /** Those of them that its metadata has as there. */
  onlineBrokers: readonly number[]
  /** When it last had metadata, ms. */
  metadataMs: number
  /** The Metadata request that is unanswered; null none. */
  askedMetadata: { readonly broker: number; readonly correlationId: number; readonly sentUs: number } | null
  /** Metadata requests so far: brokers are asked in turn. */
  metadataRequests: number
  /** When the next look at what has failed is due; −1 none is. */
  retryUs: number
  /** Fetched and not yet handed out, in order of arrival. */
  buffer: FetchedPartition[]
  commitInFlight: boolean
  pollScheduled: boolean
  deliveredRecords: number
}
export interface AssignedPartition {
  readonly partition: number
  /** Its place in the consumer's list. */
  place: number
  /** Whom it was last to be asked of; −1: nobody yet. */
  askedAt: number
  /** −1: nobody, as far as it knows. */
  leader: number
  leaderEpoch: number
  /** Where the leader has sent it to read, and until when, ms; null: it reads at the leader. */
  readReplica: { readonly broker: number; readonly untilMs: number } | null
  /** It may be asked for again from then on, µs. */
  retryUs: number
  /** Next offset to hand out. */
  position: number
  /** Next offset to read after a restart; −1 before the first commit. */
  committed: number
}
export const newlyAssigned = (partition: number): AssignedPartition => ({ partition, place: 0, askedAt: -1, leader: -1, leaderEpoch: 0, position: 0, committed: -1, retryUs: 0, readReplica: null })

/** Puts its partitions in the order in which the client lists them (spec §13.3). */
export function arrange(consumer: Pick<ConsumerNode, 'assigned' | 'partitions'>, topic: Topic): void {
  consumer.partitions = consumerPartitionOrder(topic.name, consumer.assigned.size).map((index, place) => Object.assign(known(consumer.assigned.get(partitionAt(topic, index)), 'the assigned partition'), { place }))
}
export interface FetchedPartition {
  readonly partition: number
  readonly entries: readonly LogEntry[]
  /** Event of the answer's arrival. */
  readonly event: number
}
