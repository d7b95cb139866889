/**
 * One replica of a partition on a broker: its log, its part in the partition, and on the leader what it knows of its followers.
 * Kafka: core/src/main/scala/kafka/cluster/Partition.scala#makeLeader, #makeFollower, #appendRecordsToLeader, #maybeIncrementLeaderHW,
 * #updateFollowerFetchState; server/replica/Replica; spec §8.3, §8.4.
 */
import type { Effects } from '../effects'
import { appendChecked } from '../log/appendAsLeader'
import { assignEpoch } from '../log/leaderEpochs'
import type { LogConfig } from '../log/logConfig'
import { createPartitionLog, setHighWatermark, type PartitionLog } from '../log/partitionLog'
import type { LogEntry, RecordBatch } from '../protocol/messages'
import type { BrokerFetchSession } from './fetchSessions'
import { isActive, type MetadataImage, type PartitionRegistration } from '../protocol/metadata'

/** What a leader knows of a follower, from its fetches. */
export interface FollowerState {
  /** −1 unknown. */
  endOffset: number
  /** The leader's log end at its last fetch; −1 none yet. */
  lastFetchLeaderEnd: number
  lastFetchMs: number
  lastCaughtUpMs: number
  /** −1 not told. */
  brokerEpoch: number
  /** Where its log starts; −1 unknown. */
  logStartOffset: number
}
/** An ISR that the leader has asked the controller for. */
export interface IsrProposal {
  readonly isr: readonly number[]
  /** Every broker that may be in the ISR, whatever the answer: the high watermark counts them all. */
  readonly maximal: readonly number[]
  readonly event: number
}
export interface Replica {
  readonly partition: number
  log: PartitionLog
  role: 'leader' | 'follower'
  /** −1 nobody. */
  leader: number
  leaderEpoch: number
  partitionEpoch: number
  replicas: readonly number[]
  /** As the controller has it, as far as this broker knows. */
  isr: readonly number[]
  proposal: IsrProposal | null
  /** Where this leader's epoch begins in its log. */
  epochStartOffset: number
  /** On the leader. */
  followers: Map<number, FollowerState>
  /** Fetch sessions that this replica has nothing to tell. */
  resting: BrokerFetchSession[]
  /** The last event at this replica; −1 if none yet. */
  lastEvent: number
  /** Where this log was last cut back to, and how many records went, as long as the leader's epoch is the same; null: nowhere. */
  lastCut: { readonly at: number; readonly records: number; readonly leaderEpoch: number } | null
}

/** A replica that knows nothing yet. */
export function createReplica(partition: number, config: LogConfig, nowMs: number): Replica {
  return {
    partition, log: createPartitionLog(config, nowMs), role: 'follower', leader: -1, leaderEpoch: -1, partitionEpoch: -1, replicas: [], isr: [], proposal: null, epochStartOffset: 0,
    followers: new Map(), resting: [], lastEvent: -1, lastCut: null,
  }
}

/** Something of the replica is about to change that a Fetch may have to be told: sessions that rest on it wake. */
export function stir(replica: Replica): void {
  if (replica.resting.length === 0) return
  for (const session of replica.resting) { noteCaughtUp(replica, session); session.awake.add(replica.partition) }
  replica.resting = []
}

/** While a session rested on it, its follower had all there was at every Fetch, the last of which is noted now. */
export function noteCaughtUp({ followers, log }: Replica, { replica: follower, lastFetchMs }: BrokerFetchSession): void {
  const state = followers.get(follower)
  if (state === undefined || lastFetchMs <= state.lastFetchMs || state.endOffset !== log.logEndOffset) return
  state.lastFetchMs = lastFetchMs
  state.lastCaughtUpMs = Math.max(state.lastCaughtUpMs, lastFetchMs)
  state.lastFetchLeaderEnd = Math.max(state.lastFetchLeaderEnd, log.logEndOffset)
}

export const maximalIsr = ({ isr, proposal }: Replica): readonly number[] => proposal?.maximal ?? isr
/** min.insync.replicas counts no more than there are replicas (since 3.7). */
export const effectiveMinIsr = ({ log, replicas }: Replica): number => Math.min(log.config.minInsyncReplicas, replicas.length)

/** Takes over what the metadata log says of the partition. */
function follow(replica: Replica, registration: PartitionRegistration): void {
  stir(replica)
  replica.leader = registration.leader
  replica.leaderEpoch = registration.leaderEpoch
  replica.partitionEpoch = registration.partitionEpoch
  replica.replicas = registration.replicas
  replica.isr = registration.isr
  replica.proposal = null
}

/** This broker leads the partition (still, or from now on). Returns the event; −1 if nothing is new. */
export function makeLeader(replica: Replica, effects: Effects, broker: number, registration: PartitionRegistration, cause: number): number {
  const { log } = replica
  if (registration.partitionEpoch <= replica.partitionEpoch && replica.role === 'leader') return -1
  const wasLeader = replica.role === 'leader', isNewEpoch = registration.leaderEpoch > replica.leaderEpoch || !wasLeader
  const sameIsr = registration.isr.length === replica.isr.length && replica.isr.every(id => registration.isr.includes(id))
  replica.role = 'leader'
  follow(replica, registration)
  replica.followers = new Map(registration.replicas.filter(id => id !== broker).map(id => [id, replica.followers.get(id) ?? unknownFollower()]))
  if (!isNewEpoch) {
    if (!sameIsr) replica.lastEvent = effects.emit('isrChanged', cause, replica.partition, registration.isr.length, registration.partitionEpoch, 0)
    return sameIsr ? -1 : replica.lastEvent
  }
  replica.epochStartOffset = log.logEndOffset
  assignEpoch(log.epochs, registration.leaderEpoch, log.logEndOffset)
  for (const [id, state] of replica.followers) resetFollower(state, effects.nowMs, log.logEndOffset, !wasLeader, registration.isr.includes(id))
  replica.lastEvent = effects.emit('leadershipTaken', cause, replica.partition, registration.leaderEpoch, log.logEndOffset, registration.isr.length)
  return replica.lastEvent
}

/** Another broker leads it, or nobody. Returns the event, −1 if that was known. */
export function makeFollower(replica: Replica, effects: Effects, registration: PartitionRegistration, cause: number): number {
  const isNew = registration.leaderEpoch > replica.leaderEpoch || replica.role === 'leader'
  if (registration.partitionEpoch <= replica.partitionEpoch && !isNew) return -1
  replica.role = 'follower'
  replica.followers = new Map()
  follow(replica, registration)
  if (!isNew) return -1
  replica.lastEvent = effects.emit('leaderFollowed', cause, replica.partition, registration.leader, registration.leaderEpoch, replica.log.logEndOffset)
  return replica.lastEvent
}

/** Longer ago than any lag: a run's clock begins at 0, where Kafka's has decades behind it. */
export const NEVER_MS = -1e15
const unknownFollower = (): FollowerState => ({ endOffset: -1, lastFetchLeaderEnd: -1, lastFetchMs: 0, lastCaughtUpMs: NEVER_MS, brokerEpoch: -1, logStartOffset: -1 })

/** A new epoch: members of the ISR count as caught up now. A new leader knows no log end but its own. */
function resetFollower(state: FollowerState, nowMs: number, leaderEnd: number, isNewLeader: boolean, isInSync: boolean): void {
  state.lastCaughtUpMs = isInSync ? nowMs : NEVER_MS
  state.lastFetchMs = !isNewLeader && isInSync ? nowMs : 0
  state.lastFetchLeaderEnd = isNewLeader ? -1 : leaderEnd
  if (isNewLeader) { state.endOffset = -1; state.brokerEpoch = -1; state.logStartOffset = -1 }
}

/** The leader gives the batch its offsets and appends it. */
export function appendAsLeader(replica: Replica, effects: Effects, batch: RecordBatch, message: number, cause: number): LogEntry {
  stir(replica)
  const baseOffset = replica.log.logEndOffset
  const lastOffset = baseOffset + batch.recordCount - 1
  const event = effects.emit('batchAppended', cause, batch.id, replica.partition, baseOffset, lastOffset, batch.recordCount, message)
  replica.lastEvent = event
  return appendChecked(replica.log, batch, replica.leaderEpoch, effects.wallMs, event)
}

/** A follower's fetch from offset f tells that its log reaches f. Returns the event, −1 if that was known. */
export function learnFollowerPosition(replica: Replica, effects: Effects, follower: number, logEndOffset: number, brokerEpoch: number, cause: number): number {
  const state = replica.followers.get(follower)
  if (state === undefined) return -1
  const leaderEnd = replica.log.logEndOffset
  if (logEndOffset >= leaderEnd) state.lastCaughtUpMs = Math.max(state.lastCaughtUpMs, effects.nowMs)
  else if (state.lastFetchLeaderEnd !== -1 && logEndOffset >= state.lastFetchLeaderEnd) state.lastCaughtUpMs = Math.max(state.lastCaughtUpMs, state.lastFetchMs)
  state.lastFetchLeaderEnd = Math.max(leaderEnd, state.lastFetchLeaderEnd)
  state.lastFetchMs = effects.nowMs
  state.brokerEpoch = brokerEpoch
  if (state.endOffset === logEndOffset) return -1
  state.endOffset = logEndOffset
  return effects.emit('followerPositionLearned', cause, follower, replica.partition, logEndOffset)
}

export const isCaughtUp = ({ log }: Replica, { endOffset, lastCaughtUpMs }: FollowerState, nowMs: number, lagMs: number): boolean =>
  endOffset === log.logEndOffset || nowMs - lastCaughtUpMs <= lagMs

/** Whether a follower may join the ISR: alive, not on its way out, and the one that the leader has heard from (its broker epoch). */
export const isEligible = (image: MetadataImage, follower: number, { brokerEpoch }: FollowerState): boolean =>
  isActive(image, follower) && brokerEpoch === image.brokers.get(follower)!.epoch

/**
 * The high watermark is the smallest log end of those who are, or may be, or could be in the ISR; it never moves back on a leader, and stands still while
 * the ISR is smaller than min.insync.replicas (since 3.7). Returns the event of its advance, −1 if it stays.
 */
export function advanceHighWatermark(replica: Replica, effects: Effects, image: MetadataImage, lagMs: number, cause: number): number {
  if (replica.isr.length < effectiveMinIsr(replica)) return -1
  const { log, followers } = replica
  const maximal = maximalIsr(replica)
  let reached = log.logEndOffset
  for (const [follower, state] of followers) {
    if (state.endOffset >= reached) continue
    if (maximal.includes(follower) || (isCaughtUp(replica, state, effects.nowMs, lagMs) && isEligible(image, follower, state))) reached = state.endOffset
  }
  return reached > log.highWatermark ? moveHighWatermark(replica, effects, reached, 1, cause) : -1
}

/** A follower takes the leader's high watermark as far as its own log reaches (spec §8.6), a lower one too: a new leader may not have heard of the last one yet. */
export function followHighWatermark(replica: Replica, effects: Effects, leaderHighWatermark: number, cause: number): number {
  const reached = Math.max(Math.min(leaderHighWatermark, replica.log.logEndOffset), replica.log.logStartOffset)
  return reached !== replica.log.highWatermark ? moveHighWatermark(replica, effects, reached, 0, cause) : -1
}

function moveHighWatermark(replica: Replica, effects: Effects, to: number, leader: 0 | 1, cause: number): number {
  stir(replica)
  const from = replica.log.highWatermark
  setHighWatermark(replica.log, to)
  replica.lastEvent = effects.emit('highWatermarkAdvanced', cause, replica.partition, from, to, leader)
  return replica.lastEvent
}
