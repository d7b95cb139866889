/**
 * Fetch on the leader, for followers (up to the log end) and consumers (up to the high watermark); a long poll when there is too little.
 * Kafka: core/src/main/scala/kafka/server/{ReplicaManager,DelayedFetch}.scala#fetchMessages, #tryComplete; Partition.scala#updateFollowerFetchState.
 * Order as in Kafka (spec §8.6): read (with the high watermark of before), then record how far the follower is, then advance the high
 * watermark and complete purgatory, then answer or wait. A high watermark that moves does not complete a follower's fetch.
 */
import type { Effects, RequestRef } from '../effects'
import { PHASE } from '../kernel/eventQueue'
import { known } from '../kernel/assert'
import { CONSUMER_REPLICA, type FetchRequest } from '../protocol/messages'
import type { BrokerNode } from './brokerNode'
import { completeFetches, completeProduces, hasEnough, readForFetch } from './completion'
import { takeDone } from './purgatory'
import { advanceHighWatermark, learnFollowerPosition, type Replica } from './replica'
import { answer } from './connections'


export function handleFetch(broker: BrokerNode, effects: Effects, request: RequestRef, fetch: FetchRequest, cause: number): void {
  const response = readForFetch(broker, fetch)
  const enough = hasEnough(broker, fetch)
  let last = cause
  if (fetch.replica !== CONSUMER_REPLICA) {
    for (const { partition, fetchOffset } of fetch.partitions) {
      const replica = replicaOf(broker, partition)
      const learned = learnFollowerPosition(replica, effects, fetch.replica, fetchOffset, cause)
      if (learned === -1) continue
      last = learned
      const advanced = advanceHighWatermark(replica, effects, learned)
      if (advanced === -1) continue
      completeProduces(broker, effects, advanced)
      completeFetches(broker, effects, partition, advanced)
    }
  }
  if (enough || fetch.maxWaitUs <= 0) answer(broker, effects, request, response, cause)
  else park(broker, effects, request, fetch, last)
}

function park(broker: BrokerNode, effects: Effects, request: RequestRef, fetch: FetchRequest, cause: number): void {
  const partition = fetch.partitions[0]?.partition ?? -1
  const event = effects.emit('requestParked', cause, request.message, request.api, request.from, request.correlationId, fetch.minBytes, partition)
  const untilUs = effects.nowUs + fetch.maxWaitUs
  broker.purgatory.fetches.push({ request, fetch, sinceUs: effects.nowUs, untilUs, event })
  effects.schedule(untilUs, PHASE.timer, 'expireParkedFetch', request.message)
}

/** The longest wait of a parked fetch is over (nothing happens if it was answered before). */
export function expireParkedFetch(broker: BrokerNode, effects: Effects, message: number): void {
  for (const { request, fetch, event } of takeDone(broker.purgatory.fetches, parked => parked.request.message === message)) {
    const expired = effects.emit('parkedRequestExpired', event, message, request.api, request.from, request.correlationId)
    answer(broker, effects, request, readForFetch(broker, fetch), expired)
  }
}

const replicaOf = (broker: BrokerNode, partition: number): Replica => known(broker.replicas.get(partition), 'the leader replica')
