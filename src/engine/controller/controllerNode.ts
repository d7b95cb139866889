/**
 * What the rest of the engine knows of a controller, and what it asks of it, whichever kind controls the cluster (kraft/). A controller's further state is its kind's own.
 */
import type { KafkaVersion } from '../config/kafkaKey'
import type { BrokerConfig } from '../config/tables'
import type { Effects } from '../effects'
import type { AdministrationRefusal } from '../events'
import type { Message } from '../protocol/messages'
import { nextOffset, type GrowingImage, type MetadataBatch } from '../protocol/metadata'
import type { TaskName } from '../tasks'
import type { Election } from './partitionChange'

/** Plain data, as all state. */
export interface ControllerNode {
  readonly id: number
  config: BrokerConfig
  /** partition → what its topic's settings say of elections. */
  topicRules: Map<number, TopicRules>
  readonly elrEnabled: boolean
  /** Who leads decides. `prospective` asks for a pre-vote before it raises the epoch (since 4.0; before: candidate at once). */
  role: 'unattached' | 'follower' | 'prospective' | 'candidate' | 'leader'
  epoch: number
  /** In this epoch; −1 nobody. */
  votedFor: number
  /** What was decided, in order; certain below the high watermark. */
  log: MetadataBatch[]
  highWatermark: number
  /** The log applied: by a leader all of it, by others what is committed. */
  image: GrowingImage
  /** broker → when it was last heard of, ms. */
  sessions: Map<number, number>
}
export interface TopicRules {
  readonly minIsr: number
  readonly unclean: boolean
  /** How often min.insync.replicas has changed. */
  readonly revision?: number
}
export interface ControllerPlan extends Pick<ControllerNode, 'id' | 'config' | 'topicRules' | 'elrEnabled'> {
  readonly version: KafkaVersion
  /** Ids of all controllers, its own among them. */
  readonly voters: readonly number[]
  /** What they had agreed on before the run begins. */
  readonly log: readonly MetadataBatch[]
}
/** How an administrator wants new partitions placed: replicas of each, or so many with so many copies each (−1: num.partitions, default.replication.factor), which the controller places. */
export interface PlacementWish {
  readonly replicaAssignment?: readonly (readonly number[])[] | undefined
  readonly partitions?: number | undefined
  readonly replicationFactor?: number | undefined
}
/** A topic that is to grow: its partitions by number, and how many there are to be. */
export interface Growth { readonly topic: string; readonly existing: readonly number[]; readonly count: number; readonly replicaAssignment?: readonly (readonly number[])[] | undefined }
/** Why it is not done: protocol error code, and what Kafka's message tells, with its numbers (refusalWords). */
export interface Refusal { readonly error: number; readonly why: AdministrationRefusal; readonly first?: number; readonly second?: number }
export type ControllerTask = Extract<TaskName, 'raftTimeout' | 'flushMetadata' | 'retryQuorumFetch' | 'sweepSessions' | 'balanceLeaders' | 'electUncleanLeaders' | 'expireMetadataFetch'>

export const endOfLog = ({ log }: Pick<ControllerNode, 'log'>): number => { const last = log.at(-1); return last === undefined ? 0 : nextOffset(last) }

/** How controllers of one kind act. What an administrator asks is asked of the one that leads, and answered with a protocol error code, 0: it is decided, where nothing else is told. */
export interface ControllerRules {
  createNode(plan: ControllerPlan): ControllerNode
  /** The run begins: `leader` leads, the others know it, and nobody has to be told. */
  begin(controller: ControllerNode, effects: Effects, leader: number): void
  /** Its process starts, or has ended: what was in memory is gone. */
  start(controller: ControllerNode, effects: Effects, cause: number): void
  stop(controller: ControllerNode): void
  receiveRequest(controller: ControllerNode, effects: Effects, message: Message): void
  receiveAnswer(controller: ControllerNode, effects: Effects, message: Message, event: number): void
  connectionLost(controller: ControllerNode, effects: Effects, other: number): void
  /** A task of its own is due; `operand`: the task's first. */
  run(controller: ControllerNode, effects: Effects, task: ControllerTask, operand: number): void
  /** New partitions get numbers from `first` on. Returns how many there are. */
  createTopic(controller: ControllerNode, effects: Effects, first: number, wish: PlacementWish, rules: TopicRules, cause: number): number | Refusal
  createPartitions(controller: ControllerNode, effects: Effects, first: number, growth: Growth, rules: TopicRules, cause: number): number | Refusal
  deletePartitions(controller: ControllerNode, effects: Effects, partitions: readonly number[], cause: number): number
  reassign(controller: ControllerNode, effects: Effects, partition: number, target: readonly number[], cause: number): number
  electLeader(controller: ControllerNode, effects: Effects, partition: number, election: Exclude<Election, 'ONLINE'>, cause: number): number
  /** The settings of a topic are others: every controller is told, whether it leads or not. */
  changeTopicRules(controller: ControllerNode, effects: Effects, partitions: readonly number[], rules: TopicRules, cause: number): void
}
