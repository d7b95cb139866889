/**
 * Who is in sync: the leader asks the controller to take a follower out of the ISR, or in, and goes on with the old one until it is answered.
 * Kafka: core/src/main/scala/kafka/cluster/Partition.scala#maybeShrinkIsr, #maybeExpandIsr, #handleAlterPartitionUpdate; server/AlterPartitionManager; spec §8.3.
 */
import type { Effects } from '../effects'
import { PHASE } from '../kernel/eventQueue'
import { ERROR } from '../protocol/errorCodes'
import { ALTER_CONNECTION, ALTER_PARTITION, type AlterPartitionResponse, type AlterPartitionResult, type Message } from '../protocol/messages'
import type { BrokerNode } from './brokerNode'
import { completeFetches, completeProduces } from './completion'
import { completeDeletions } from './deleteRecords'
import { advanceHighWatermark, isCaughtUp, isEligible, NEVER_MS, stir, type IsrProposal, type Replica } from './replica'

const RETRY_BACKOFF_US = 50_000
/** The controller has moved on: the next metadata says how. */
const GIVEN_UP: readonly number[] = [ERROR.unknownTopicOrPartition, ERROR.fencedLeaderEpoch, ERROR.invalidUpdateVersion, ERROR.invalidRequest, ERROR.newLeaderElected]

/** Every replica.lag.time.max.ms / 2: followers that have not caught up for longer than that. */
export function shrinkIsrs(broker: BrokerNode, effects: Effects): void {
  const lagMs = broker.config['replica.lag.time.max.ms']
  for (const replica of broker.replicas.values()) {
    if (replica.role !== 'leader' || replica.proposal !== null) continue
    const behind = replica.isr.filter(id => { const state = replica.followers.get(id); return state !== undefined && !isCaughtUp(replica, state, effects.nowMs, lagMs) })
    if (behind.length === 0) continue
    let last = replica.lastEvent
    for (const id of behind) {
      const { endOffset, lastCaughtUpMs } = replica.followers.get(id)!
      last = effects.emit('isrShrinkAsked', last, replica.partition, id, endOffset === -1 ? -1 : replica.log.logEndOffset - endOffset, lastCaughtUpMs === NEVER_MS ? -1 : effects.nowMs - lastCaughtUpMs)
    }
    propose(broker, effects, replica, { isr: replica.isr.filter(id => !behind.includes(id)), maximal: replica.isr, event: last })
  }
  scheduleShrink(broker, effects)
}

export function scheduleShrink({ config }: BrokerNode, effects: Effects): void {
  effects.schedule(effects.nowUs + Math.max(Math.floor(config['replica.lag.time.max.ms'] / 2), 1) * 1000, PHASE.timer, 'shrinkIsrs')
}

/** A follower that has everything committed, and everything from before this leader, may join. */
export function maybeExpandIsr(broker: BrokerNode, effects: Effects, replica: Replica, follower: number, cause: number): void {
  const state = replica.followers.get(follower)
  if (replica.proposal !== null || replica.isr.includes(follower) || state === undefined) return
  const { log, epochStartOffset } = replica
  if (state.endOffset < log.highWatermark || state.endOffset < epochStartOffset || !isEligible(broker.metadata.image, follower, state)) return
  const isr = [...replica.isr, follower]
  const event = effects.emit('isrExpandAsked', cause, replica.partition, follower, state.endOffset)
  propose(broker, effects, replica, { isr, maximal: isr, event })
}

function propose(broker: BrokerNode, effects: Effects, replica: Replica, proposal: IsrProposal): void {
  replica.proposal = proposal
  replica.lastEvent = proposal.event
  broker.isrChanges.unsent.add(replica.partition)
  sendAlterPartition(broker, effects)
}

export function sendAlterPartition(broker: BrokerNode, effects: Effects): void {
  const { isrChanges, metadata, lifecycle } = broker
  if (isrChanges.awaiting !== -1) return
  const wanted = [...isrChanges.unsent].flatMap(partition => {
    const replica = broker.replicas.get(partition)
    return replica?.role === 'leader' && replica.proposal !== null ? [{ replica, proposal: replica.proposal }] : []
  })
  isrChanges.unsent = new Set(wanted.map(({ replica }) => replica.partition))
  if (wanted.length === 0) return
  if (metadata.leader === -1) { effects.schedule(effects.nowUs + RETRY_BACKOFF_US, PHASE.timer, 'retryAlterPartition'); return }
  isrChanges.unsent = new Set()
  isrChanges.sent = wanted.map(({ replica }) => replica.partition)
  isrChanges.awaiting = isrChanges.correlationId++
  effects.request(metadata.leader, ALTER_CONNECTION, ALTER_PARTITION, isrChanges.awaiting, {
    broker: broker.id, brokerEpoch: lifecycle.epoch,
    partitions: wanted.map(({ replica, proposal }) => ({
      partition: replica.partition, leaderEpoch: replica.leaderEpoch, partitionEpoch: replica.partitionEpoch,
      isr: proposal.isr.map(id => ({ broker: id, epoch: id === broker.id ? lifecycle.epoch : replica.followers.get(id)?.brokerEpoch ?? -1 })),
    })),
  }, wanted.at(-1)!.proposal.event)
  effects.schedule(effects.nowUs + ALTER_TIMEOUT_US, PHASE.timer, 'alterPartitionTimeout', isrChanges.awaiting)
}

/** controller.socket.timeout.ms. */
const ALTER_TIMEOUT_US = 30_000_000

/** No answer will come: once more, after a short wait. */
export function alterPartitionLost(broker: BrokerNode, effects: Effects, awaited: number = broker.isrChanges.awaiting): void {
  const { isrChanges } = broker
  if (isrChanges.awaiting === -1 || isrChanges.awaiting !== awaited) return
  isrChanges.awaiting = -1
  for (const partition of isrChanges.sent) isrChanges.unsent.add(partition)
  isrChanges.sent = []
  effects.schedule(effects.nowUs + RETRY_BACKOFF_US, PHASE.timer, 'retryAlterPartition')
}

export function receiveAlterPartition(broker: BrokerNode, effects: Effects, message: Message, event: number): void {
  const { isrChanges } = broker
  if (message.correlationId !== isrChanges.awaiting) return
  const { error, results } = message.body as AlterPartitionResponse
  if (error !== ERROR.none) return alterPartitionLost(broker, effects)
  isrChanges.awaiting = -1
  isrChanges.sent = []
  for (const result of results) takeResult(broker, effects, result, event)
  sendAlterPartition(broker, effects)
}

function takeResult(broker: BrokerNode, effects: Effects, { partition, error, registration }: AlterPartitionResult, cause: number): void {
  const replica = broker.replicas.get(partition)
  if (replica?.role !== 'leader' || replica.proposal === null || GIVEN_UP.includes(error)) return
  if (error === ERROR.ineligibleReplica) { replica.proposal = null; return }
  if (error !== ERROR.none || registration === null) { broker.isrChanges.unsent.add(partition); return }
  if (registration.leaderEpoch > replica.leaderEpoch || registration.partitionEpoch < replica.partitionEpoch) return
  stir(replica)
  replica.isr = registration.isr
  replica.partitionEpoch = registration.partitionEpoch
  replica.proposal = null
  replica.lastEvent = effects.emit('isrChanged', cause, partition, registration.isr.length, registration.partitionEpoch, ERROR.none)
  afterIsrChange(broker, effects, replica, replica.lastEvent)
}

/** The ISR is another: the high watermark may move, and waiting requests end. */
export function afterIsrChange(broker: BrokerNode, effects: Effects, replica: Replica, cause: number): void {
  const advanced = advanceHighWatermark(replica, effects, broker.metadata.image, broker.config['replica.lag.time.max.ms'], cause)
  if (advanced === -1) return
  completeProduces(broker, effects, advanced)
  completeFetches(broker, effects, replica.partition, advanced)
  completeDeletions(broker, effects, replica.partition, advanced)
}
