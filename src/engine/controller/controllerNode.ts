/**
 * What the rest of the engine knows of a controller, and what it asks of it, whichever kind controls the cluster (kraft/). A controller's further state is its kind's own.
 */
import type { KafkaVersion } from '../config/kafkaKey'
import type { BrokerConfig } from '../config/tables'
import type { Effects } from '../effects'
import type { Message } from '../protocol/messages'
import { nextOffset, type MetadataBatch, type MetadataImage } from '../protocol/metadata'
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
  image: MetadataImage
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
export interface NewPartition { readonly partition: number; readonly replicas: readonly number[] }
export type ControllerTask = Extract<TaskName, 'raftTimeout' | 'flushMetadata' | 'retryQuorumFetch' | 'sweepSessions' | 'balanceLeaders' | 'expireMetadataFetch'>

export const endOfLog = ({ log }: Pick<ControllerNode, 'log'>): number => { const last = log.at(-1); return last === undefined ? 0 : nextOffset(last) }

/** How controllers of one kind act. What an administrator asks is asked of the one that leads, and answered with a protocol error code, 0: it is decided. */
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
  createPartitions(controller: ControllerNode, effects: Effects, wanted: readonly NewPartition[], rules: TopicRules, cause: number): number
  deletePartitions(controller: ControllerNode, effects: Effects, partitions: readonly number[], cause: number): number
  reassign(controller: ControllerNode, effects: Effects, partition: number, target: readonly number[], cause: number): number
  electLeader(controller: ControllerNode, effects: Effects, partition: number, election: Exclude<Election, 'ONLINE'>, cause: number): number
  /** The settings of a topic are others: every controller is told, whether it leads or not. */
  changeTopicRules(controller: ControllerNode, effects: Effects, partitions: readonly number[], rules: TopicRules, cause: number): void
}
