/**
 * DeleteRecords on the leader: its log starts later at once; it is answered when the logs of all living followers start there too.
 * Kafka: ReplicaManager.scala#deleteRecords, server/purgatory/DelayedDeleteRecords, Partition.scala#lowWatermarkIfLeader; spec §8.11.
 */
import type { Effects } from '../effects'
import { PHASE } from '../kernel/eventQueue'
import { advanceLogStart } from '../log/partitionLog'
import { ERROR } from '../protocol/errorCodes'
import { isActive } from '../protocol/metadata'
import type { BrokerNode } from './brokerNode'
import { completeFetches } from './completion'
import { takeDone } from './purgatory'
import type { Replica } from './replica'

/** The administrator's request.timeout.ms. */
const TIMEOUT_US = 30_000_000

/** `before` −1: up to the high watermark. `command`: of the administrator, who is told by `commandAnswered`. Returns an error code if that is known at once. */
export function deleteRecords(broker: BrokerNode, effects: Effects, replica: Replica, before: number, command: number, cause: number): number {
  const { log, partition } = replica
  if (log.config.compacts && !log.config.deletes) return ERROR.policyViolation
  const to = before === -1 ? log.highWatermark : before
  const error = advanceLogStart(log, to)
  if (error !== ERROR.none) return error
  const event = effects.emit('logStartAdvanced', cause, partition, log.logStartOffset)
  replica.lastEvent = event
  broker.purgatory.deletions.push({ partition, to, command, untilUs: effects.nowUs + TIMEOUT_US, event })
  effects.schedule(effects.nowUs + TIMEOUT_US, PHASE.timer, 'expireDeletions')
  completeFetches(broker, effects, partition, event)
  completeDeletions(broker, effects, partition, event)
  return ERROR.none
}

/** Where the logs of the leader and of its living followers all start, at the latest. */
function lowWatermark({ metadata }: BrokerNode, { log, followers }: Replica): number {
  let lowest = log.logStartOffset
  for (const [follower, { logStartOffset }] of followers) if (isActive(metadata.image, follower)) lowest = Math.min(lowest, logStartOffset)
  return lowest
}

/** A follower's log starts later, or the partition has another leader. */
export function completeDeletions(broker: BrokerNode, effects: Effects, partition: number, cause: number): void {
  if (broker.purgatory.deletions.length === 0) return
  const replica = broker.replicas.get(partition)
  const isLed = replica?.role === 'leader'
  for (const { command } of takeDone(broker.purgatory.deletions, waiting => waiting.partition === partition && (!isLed || lowWatermark(broker, replica) >= waiting.to))) {
    if (isLed) effects.emit('commandAnswered', cause, command, ERROR.none, lowWatermark(broker, replica))
    else effects.emit('commandAnswered', cause, command, ERROR.notLeaderOrFollower, -1)
  }
}

export function expireDeletions(broker: BrokerNode, effects: Effects): void {
  for (const { command, event } of takeDone(broker.purgatory.deletions, ({ untilUs }) => untilUs <= effects.nowUs)) effects.emit('commandAnswered', event, command, ERROR.requestTimedOut, -1)
}
