/**
 * DeleteRecords on the leader: its log starts later at once; it is answered when the logs of all followers that are not fenced start there too.
 * That is looked at when a follower tells of its log's start and when the high watermark moves, not when a broker is fenced or another leads: then it may time out.
 * Kafka: ReplicaManager.scala#deleteRecords, server/purgatory/DelayedDeleteRecords, Partition.scala#lowWatermarkIfLeader, #tryCompleteDelayedRequests, KRaftMetadataCache#hasAliveBroker; spec §8.11.
 */
import type { Effects } from '../effects'
import { known } from '../kernel/assert'
import { PHASE } from '../kernel/eventQueue'
import { advanceLogStart } from '../log/partitionLog'
import { ERROR } from '../protocol/errorCodes'
import type { BrokerNode } from './brokerNode'
import { completeFetches } from './completion'
import { takeDone } from './purgatory'
import { stir, type Replica } from './replica'

/** The administrator's request.timeout.ms. */
const TIMEOUT_US = 30_000_000

/** `before` −1: up to the high watermark. `command`: of the administrator, who is told by `commandAnswered`. Returns an error code if that is known at once. */
export function deleteRecords(broker: BrokerNode, effects: Effects, replica: Replica, before: number, command: number, cause: number): number {
  const { log, partition } = replica
  if (log.config.compacts && !log.config.deletes) return ERROR.policyViolation
  const to = before === -1 ? log.highWatermark : before
  stir(replica)
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

/** Where the logs of the leader and of its followers all start, at the latest; who is fenced is not waited for, who is on its way out is. */
function lowWatermark({ metadata }: BrokerNode, { log, followers }: Replica): number {
  let lowest = log.logStartOffset
  for (const [follower, { logStartOffset }] of followers) if (metadata.image.brokers.get(follower)?.fenced === false) lowest = Math.min(lowest, logStartOffset)
  return lowest
}

/** On the leader: a follower's log starts later, or the high watermark has moved. */
export function completeDeletions(broker: BrokerNode, effects: Effects, partition: number, cause: number): void {
  if (broker.purgatory.deletions.length === 0) return
  const reached = lowWatermark(broker, known(broker.replicas.get(partition), 'the leader replica'))
  for (const { command } of takeDone(broker.purgatory.deletions, waiting => waiting.partition === partition && reached >= waiting.to)) effects.emit('commandAnswered', cause, command, ERROR.none, reached, -1, 0, 0)
}

export function expireDeletions(broker: BrokerNode, effects: Effects): void {
  for (const { command, event } of takeDone(broker.purgatory.deletions, ({ untilUs }) => untilUs <= effects.nowUs)) effects.emit('commandAnswered', event, command, ERROR.requestTimedOut, -1, -1, 0, 0)
}
