/**
 * Fetch, for followers (up to the log end) and consumers (up to the high watermark); a long poll when there is too little.
 * Kafka: core/src/main/scala/kafka/server/{ReplicaManager,DelayedFetch}.scala#fetchMessages, #tryComplete; Partition.scala#updateFollowerFetchState.
 * Order as in Kafka (spec §8.6): read (with the high watermark of before), then record how far the follower is, perhaps ask for it to join the ISR, then
 * advance the high watermark and complete purgatory, then answer or wait. A high watermark that moves does not complete a follower's fetch.
 */
import type { Effects, RequestRef } from '../effects'
import { PHASE } from '../kernel/eventQueue'
import { ERROR } from '../protocol/errorCodes'
import { CONSUMER_REPLICA, type FetchPartition, type FetchRequest } from '../protocol/messages'
import { connectionOf, type BrokerNode } from './brokerNode'
import { answerAnew, completeFetches, completeProduces } from './completion'
import { maybeExpandIsr } from './isr'
import { completeDeletions } from './deleteRecords'
import { hasEnough, isEnough, readFor } from './readLog'
import { takeDone } from './purgatory'
import { advanceHighWatermark, learnFollowerPosition } from './replica'
import { answer } from './connections'
import { sessionOf, tell, type BrokerFetchSession } from './fetchSessions'

export function handleFetch(broker: BrokerNode, effects: Effects, request: RequestRef, fetch: FetchRequest, cause: number): void {
  const connection = connectionOf(broker, request.from, request.connection)
  const session = connection.session = sessionOf(connection.session, broker, fetch)
  const read = readFor(broker, fetch, session)
  const enough = isEnough(fetch, session, read)
  session.lastFetchMs = effects.nowMs
  let last = cause
  if (fetch.replica !== CONSUMER_REPLICA) {
    for (const { partition, error, diverging } of read) {
      if (error === ERROR.none && diverging === null) last = recordFollower(broker, effects, fetch, session.partitions.get(partition)!.asked, cause) ?? last
    }
  }
  if (enough || fetch.maxWaitUs <= 0) answer(broker, effects, request, { partitions: tell(broker, session, read, fetch.isFull) }, cause)
  else if (hasEnough(broker, fetch, session)) answerAnew(broker, effects, { request, fetch, session }, cause)
  else park(broker, effects, request, fetch, session, last)
}

/** What a follower's fetch tells, and what follows from it. Returns the event of news about its log end. */
function recordFollower(broker: BrokerNode, effects: Effects, { replica: follower, replicaEpoch }: FetchRequest, { partition, fetchOffset, logStartOffset }: FetchPartition, cause: number): number | undefined {
  const replica = broker.replicas.get(partition)!
  const state = replica.followers.get(follower)
  if (state !== undefined && state.logStartOffset !== logStartOffset) {
    state.logStartOffset = logStartOffset
    completeDeletions(broker, effects, partition, cause)
  }
  const learned = learnFollowerPosition(replica, effects, follower, fetchOffset, replicaEpoch, cause)
  maybeExpandIsr(broker, effects, replica, follower, learned === -1 ? cause : learned)
  if (learned === -1) return undefined
  const advanced = advanceHighWatermark(replica, effects, broker.metadata.image, broker.config['replica.lag.time.max.ms'], learned)
  if (advanced !== -1) {
    completeProduces(broker, effects, advanced)
    completeFetches(broker, effects, partition, advanced)
    completeDeletions(broker, effects, partition, advanced)
  }
  return learned
}

function park(broker: BrokerNode, effects: Effects, request: RequestRef, fetch: FetchRequest, session: BrokerFetchSession, cause: number): void {
  const [partition] = session.partitions.keys()
  const event = effects.emit('requestParked', cause, request.message, request.api, request.from, request.correlationId, fetch.minBytes, partition ?? -1)
  const untilUs = effects.nowUs + fetch.maxWaitUs
  broker.purgatory.fetches.push({ request, fetch, session, sinceUs: effects.nowUs, untilUs, event })
  effects.schedule(untilUs, PHASE.timer, 'expireParkedFetch', request.message)
}

/** The longest wait of a parked fetch is over (nothing happens if it was answered before). */
export function expireParkedFetch(broker: BrokerNode, effects: Effects, message: number): void {
  for (const parked of takeDone(broker.purgatory.fetches, ({ request }) => request.message === message)) {
    const { request, event } = parked
    answerAnew(broker, effects, parked, effects.emit('parkedRequestExpired', event, message, request.api, request.from, request.correlationId))
  }
}
