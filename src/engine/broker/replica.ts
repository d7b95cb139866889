/**
 * One replica of a partition on a broker: its log, and on the leader what it knows of its followers.
 * Kafka: core/src/main/scala/kafka/cluster/Partition.scala#appendRecordsToLeader, #maybeIncrementLeaderHW, #fetchRecords.
 * Simplified: no elections, no ISR changes, no leader epochs; every replica stays in sync.
 */
import type { Effects } from '../effects'
import { appendChecked } from '../log/appendAsLeader'
import type { LogConfig } from '../log/logConfig'
import { createPartitionLog, setHighWatermark, type PartitionLog } from '../log/partitionLog'
import type { LogEntry, RecordBatch } from '../protocol/messages'

/** No elections yet. */
export const LEADER_EPOCH = 0

export interface Replica {
  readonly partition: number
  readonly leader: number
  readonly replicas: readonly number[]
  isr: number[]
  log: PartitionLog
  /** On the leader: follower's broker id → its log end offset as of its last fetch. */
  followerEndOffsets: Map<number, number>
  /** The last event at this replica; −1 if none yet. */
  lastEvent: number
}

export function createReplica(partition: number, replicas: readonly number[], config: LogConfig): Replica {
  const leader = replicas[0]!
  return {
    partition, leader, replicas, isr: [...replicas], log: createPartitionLog(config, 0),
    followerEndOffsets: new Map(replicas.slice(1).map(follower => [follower, 0])), lastEvent: -1,
  }
}

/** The leader gives the batch its offsets and appends it. */
export function appendAsLeader(replica: Replica, effects: Effects, batch: RecordBatch, message: number, cause: number): LogEntry {
  const baseOffset = replica.log.logEndOffset
  const lastOffset = baseOffset + batch.recordCount - 1
  const event = effects.emit('batchAppended', cause, batch.id, replica.partition, baseOffset, lastOffset, batch.recordCount, message)
  replica.lastEvent = event
  return appendChecked(replica.log, batch, LEADER_EPOCH, effects.nowMs, event)
}

/** A follower's fetch from offset f tells that its log reaches f. Returns the event, −1 if that was known. */
export function learnFollowerPosition(replica: Replica, effects: Effects, follower: number, logEndOffset: number, cause: number): number {
  if (replica.followerEndOffsets.get(follower) === logEndOffset) return -1
  replica.followerEndOffsets.set(follower, logEndOffset)
  return effects.emit('followerPositionLearned', cause, follower, replica.partition, logEndOffset)
}

/**
 * The high watermark is the smallest log end offset of the in-sync replicas; it never moves back on a leader (spec §8.4).
 * Returns the event of its advance, −1 if it stays.
 */
export function advanceHighWatermark(replica: Replica, effects: Effects, cause: number): number {
  let reached = replica.log.logEndOffset
  for (const [follower, endOffset] of replica.followerEndOffsets) {
    if (replica.isr.includes(follower)) reached = Math.min(reached, endOffset)
  }
  return moveHighWatermark(replica, effects, reached, 1, cause)
}

/** A follower takes the leader's high watermark as far as its own log reaches (spec §8.6). */
export function followHighWatermark(replica: Replica, effects: Effects, leaderHighWatermark: number, cause: number): number {
  return moveHighWatermark(replica, effects, Math.min(leaderHighWatermark, replica.log.logEndOffset), 0, cause)
}

function moveHighWatermark(replica: Replica, effects: Effects, to: number, leader: 0 | 1, cause: number): number {
  const from = replica.log.highWatermark
  if (to <= from) return -1
  setHighWatermark(replica.log, to)
  replica.lastEvent = effects.emit('highWatermarkAdvanced', cause, replica.partition, from, to, leader)
  return replica.lastEvent
}
