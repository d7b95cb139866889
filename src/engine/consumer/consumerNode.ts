/**
 * One consumer, alone in its group, with every partition of the topic assigned. Its program is: poll(), process, commitAsync(), again.
 * Kafka: clients/consumer/internals/{AbstractFetch,FetchCollector,ConsumerCoordinator}.
 * Simplified: assigned partitions (no group protocol), coordinator and leaders known, reads from the beginning, processing takes no time,
 * the application commits after each poll unless a commit is still on its way.
 */
import type { ConsumerConfig } from '../config/tables'
import type { LogEntry } from '../protocol/messages'

export interface ConsumerNode {
  readonly node: number
  readonly clientId: string
  readonly groupId: string
  /** The group's number in this run. */
  readonly group: number
  /** Broker that coordinates the group. */
  readonly coordinator: number
  /** In the order in which this client lists them (spec §13.3). */
  readonly partitions: AssignedPartition[]
  config: ConsumerConfig
  correlationId: number
  /** Brokers with a Fetch of ours unanswered. */
  fetching: Set<number>
  /** Fetched and not yet handed out, in order of arrival. */
  buffer: FetchedPartition[]
  commitInFlight: boolean
  pollScheduled: boolean
  deliveredRecords: number
}
export interface AssignedPartition {
  readonly partition: number
  readonly leader: number
  /** Next offset to hand out. */
  position: number
  /** Next offset to read after a restart; −1 before the first commit. */
  committed: number
}
export interface FetchedPartition {
  readonly partition: number
  readonly entries: readonly LogEntry[]
  /** Event of the answer's arrival. */
  readonly event: number
}
