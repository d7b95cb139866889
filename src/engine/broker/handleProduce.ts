/**
 * Produce on the leader: append, wake those who wait for data, answer now (acks=1), later (acks=all) or never (acks=0).
 * Kafka: core/src/main/scala/kafka/server/{KafkaApis,ReplicaManager}.scala#handleProduceRequest, #appendRecords; server/purgatory/DelayedProduce.
 * Simplified: no errors (every broker leads what it is asked for), no timeout of the wait, no idempotence.
 */
import type { Effects, RequestRef } from '../effects'
import { known } from '../kernel/assert'
import type { ProduceRequest } from '../protocol/messages'
import type { BrokerNode } from './brokerNode'
import { completeFetches, completeProduces, isReplicated } from './completion'
import type { ParkedProduce } from './purgatory'
import { advanceHighWatermark, appendAsLeader } from './replica'
import { answer, release } from './connections'

const ALL = -1

export function handleProduce(broker: BrokerNode, effects: Effects, request: RequestRef, produce: ProduceRequest, cause: number): void {
  const waitsFor: { batch: number; partition: number; baseOffset: number; requiredOffset: number }[] = []
  let last = cause
  for (const batch of produce.batches) {
    const replica = known(broker.replicas.get(batch.partition), 'the leader replica')
    const entry = appendAsLeader(replica, effects, batch, request.message, cause)
    last = entry.event
    waitsFor.push({ batch: batch.id, partition: batch.partition, baseOffset: entry.baseOffset, requiredOffset: entry.lastOffset + 1 })
  }
  if (produce.acks === 0) release(broker, effects, request, last)
  else if (produce.acks === ALL && !isReplicated(broker, waitsFor)) park(broker, effects, request, waitsFor, last)
  else answer(broker, effects, request, { results: waitsFor }, last)
  for (const { partition } of waitsFor) {
    const replica = known(broker.replicas.get(partition), 'the leader replica')
    const advanced = advanceHighWatermark(replica, effects, replica.lastEvent)
    if (advanced !== -1) completeProduces(broker, effects, advanced)
    completeFetches(broker, effects, partition, replica.lastEvent)
  }
}

function park(broker: BrokerNode, effects: Effects, request: RequestRef, waitsFor: ParkedProduce['waitsFor'], cause: number): void {
  const first = known(waitsFor[0], 'a batch of the request')
  const event = effects.emit('requestParked', cause, request.message, request.api, request.from, request.correlationId, first.requiredOffset, first.partition)
  broker.purgatory.produces.push({ request, sinceUs: effects.nowUs, event, waitsFor })
}
