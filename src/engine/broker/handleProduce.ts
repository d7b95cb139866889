/**
 * Produce on the leader: check and append, wake those who wait for data, answer now (acks=1), later (acks=all) or never (acks=0).
 * Kafka: core/src/main/scala/kafka/server/{KafkaApis,ReplicaManager}.scala#handleProduceRequest, #appendRecords; server/purgatory/DelayedProduce; spec §8.2, §8.10.
 * Simplified: every broker leads what it is asked for; no timeout of the wait.
 */
import type { Effects, RequestRef } from '../effects'
import { known } from '../kernel/assert'
import { checkAppend } from '../log/appendAsLeader'
import { ERROR } from '../protocol/errorCodes'
import type { ProduceRequest, RecordBatch } from '../protocol/messages'
import type { BrokerNode } from './brokerNode'
import { completeFetches, completeProduces, isReplicated } from './completion'
import type { ParkedProduce } from './purgatory'
import { advanceHighWatermark, appendAsLeader, LEADER_EPOCH } from './replica'
import { answer, release } from './connections'

const ALL = -1
type Wait = ParkedProduce['waitsFor'][number]

export function handleProduce(broker: BrokerNode, effects: Effects, request: RequestRef, produce: ProduceRequest, cause: number): void {
  const appended: number[] = []
  const waitsFor: Wait[] = []
  let last = cause
  for (const batch of produce.batches) {
    const { wait, event, isNew } = appendChecked(broker, effects, request, batch, cause)
    waitsFor.push(wait)
    last = event
    if (isNew) appended.push(batch.partition)
  }
  if (produce.acks === 0) release(broker, effects, request, last)
  else if (produce.acks === ALL && !isReplicated(broker, waitsFor)) park(broker, effects, request, waitsFor, last)
  else answer(broker, effects, request, { results: waitsFor }, last)
  for (const partition of appended) {
    const replica = known(broker.replicas.get(partition), 'the leader replica')
    const advanced = advanceHighWatermark(replica, effects, replica.lastEvent)
    if (advanced !== -1) completeProduces(broker, effects, advanced)
    completeFetches(broker, effects, partition, replica.lastEvent)
  }
}

/** One batch: refused, known already, or appended. A duplicate is answered once its offset is replicated, as the first time. */
function appendChecked(broker: BrokerNode, effects: Effects, request: RequestRef, batch: RecordBatch, cause: number): { wait: Wait; event: number; isNew: boolean } {
  const replica = known(broker.replicas.get(batch.partition), 'the leader replica')
  const result = { batch: batch.id, partition: batch.partition, logStartOffset: replica.log.logStartOffset }
  const verdict = checkAppend(replica.log, batch, LEADER_EPOCH, effects.nowMs)
  if ('recordErrors' in verdict) {
    const { error } = verdict
    const event = effects.emit('batchRejected', cause, batch.id, batch.partition, error, request.message)
    return { wait: { ...result, error, baseOffset: -1, logStartOffset: -1, requiredOffset: 0 }, event, isNew: false }
  }
  const { baseOffset } = verdict
  const wait: Wait = { ...result, error: ERROR.none, baseOffset, requiredOffset: baseOffset + batch.recordCount }
  if (verdict.duplicate) {
    const event = effects.emit('duplicateRecognized', cause, batch.id, batch.partition, baseOffset, request.message)
    return { wait, event, isNew: false }
  }
  const entry = appendAsLeader(replica, effects, batch, request.message, cause)
  return { wait, event: entry.event, isNew: true }
}

function park(broker: BrokerNode, effects: Effects, request: RequestRef, waitsFor: ParkedProduce['waitsFor'], cause: number): void {
  const first = known(waitsFor.find(({ requiredOffset }) => requiredOffset > 0), 'a batch of the request')
  const event = effects.emit('requestParked', cause, request.message, request.api, request.from, request.correlationId, first.requiredOffset, first.partition)
  broker.purgatory.produces.push({ request, sinceUs: effects.nowUs, event, waitsFor })
}
