/**
 * What lets a parked request go: a Produce when the high watermark has passed its batches or its partition has another leader, a Fetch when there is
 * enough to read or an error to tell.
 * Kafka: server/purgatory/{DelayedProduce,DelayedFetch}#tryComplete; Partition.scala#checkEnoughReplicasReachOffset; spec §8.5, §8.8.
 */
import type { Effects } from '../effects'
import { PHASE } from '../kernel/eventQueue'
import { ERROR } from '../protocol/errorCodes'
import { readFor, hasEnough } from './readLog'
import type { BrokerNode } from './brokerNode'
import { answer } from './connections'
import { tell } from './fetchSessions'
import { takeDone, type ParkedFetch, type ProduceWait } from './purgatory'
import { effectiveMinIsr, maximalIsr } from './replica'

/** What is now to be said of a batch that waits for its followers; null: it waits on. */
export function outcomeOf(broker: BrokerNode, wait: ProduceWait): ProduceWait | null {
  if (wait.error !== ERROR.none) return wait
  const replica = broker.replicas.get(wait.partition)
  if (replica === undefined || replica.role !== 'leader') return failed(wait, ERROR.notLeaderOrFollower)
  if (replica.log.highWatermark < wait.requiredOffset) return null
  return effectiveMinIsr(replica) <= maximalIsr(replica).length ? wait : failed(wait, ERROR.notEnoughReplicasAfterAppend)
}

const failed = (wait: ProduceWait, error: number): ProduceWait => ({ ...wait, error, baseOffset: -1, logStartOffset: -1, requiredOffset: 0 })

/** Answers the Produce requests that need not wait any more. What is to be said of a batch is settled as soon as it can be said, though others of its request wait on. */
export function completeProduces(broker: BrokerNode, effects: Effects, cause: number): void {
  const { purgatory } = broker
  if (purgatory.produces.length === 0) return
  for (const parked of purgatory.produces) parked.outcomes = parked.waitsFor.map((wait, index) => parked.outcomes[index] ?? outcomeOf(broker, wait))
  for (const { request, waitsFor, outcomes } of takeDone(purgatory.produces, parked => !parked.outcomes.includes(null))) {
    const results = outcomes.filter(outcome => outcome !== null)
    const error = results.find((result, index) => result.error !== waitsFor[index]!.error)?.error
    const event = error === undefined ? cause : effects.emit('parkedRequestFailed', cause, request.message, request.api, request.from, request.correlationId, error)
    answer(broker, effects, request, { results }, event)
  }
}

/** The timeout of waiting Produces: those that have waited their longest fail. */
export function expireParkedProduces(broker: BrokerNode, effects: Effects): void {
  const { purgatory } = broker
  purgatory.produceTimerUs = -1
  for (const { request, waitsFor, outcomes, event } of takeDone(purgatory.produces, ({ untilUs }) => untilUs <= effects.nowUs)) {
    const expired = effects.emit('parkedRequestFailed', event, request.message, request.api, request.from, request.correlationId, ERROR.requestTimedOut)
    answer(broker, effects, request, { results: waitsFor.map((wait, index) => outcomes[index] ?? outcomeOf(broker, wait) ?? failed(wait, ERROR.requestTimedOut)) }, expired)
  }
  scheduleProduceTimer(broker, effects)
}

/** One timer for all: at the earliest end of a wait. */
export function scheduleProduceTimer({ purgatory }: BrokerNode, effects: Effects): void {
  if (purgatory.produces.length === 0) return
  let earliestUs = Infinity
  for (const { untilUs } of purgatory.produces) earliestUs = Math.min(earliestUs, untilUs)
  if (purgatory.produceTimerUs !== -1 && purgatory.produceTimerUs <= earliestUs) return
  purgatory.produceTimerUs = earliestUs
  effects.schedule(earliestUs, PHASE.timer, 'expireParkedProduces')
}

/** Data has come, has become readable, or can no longer be read here: answer the parked fetches of this partition that need not wait on, reading anew. */
export function completeFetches(broker: BrokerNode, effects: Effects, partition: number, cause: number): void {
  const isDone = ({ fetch, session }: ParkedFetch): boolean => session.partitions.has(partition) && hasEnough(broker, fetch, session)
  for (const parked of takeDone(broker.purgatory.fetches, isDone)) answerAnew(broker, effects, parked, cause)
}

/** A Fetch that has waited, or was to, is answered with what there is now. */
export function answerAnew(broker: BrokerNode, effects: Effects, { request, fetch, session }: Pick<ParkedFetch, 'request' | 'fetch' | 'session'>, cause: number): void {
  answer(broker, effects, request, { partitions: tell(broker, session, readFor(broker, fetch, session), fetch.isFull) }, cause)
}

/** The partition has another leader, or a new epoch: nobody waits here for what cannot come. */
export function completeAll(broker: BrokerNode, effects: Effects, partition: number, cause: number): void {
  completeProduces(broker, effects, cause)
  completeFetches(broker, effects, partition, cause)
}
