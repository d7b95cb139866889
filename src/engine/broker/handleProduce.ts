/**
 * Produce on the leader: check and append, answer now (acks=1), later (acks=all) or never (acks=0), then wake those who wait for data.
 * Kafka: core/src/main/scala/kafka/server/{KafkaApis,ReplicaManager}.scala#handleProduceRequest, #appendRecords; server/purgatory/DelayedProduce; spec §8.2, §8.10.
 */
import type { Effects, RequestRef } from '../effects'
import { known } from '../kernel/assert'
import { checkAppend } from '../log/appendAsLeader'
import { ERROR } from '../protocol/errorCodes'
import type { ProduceRequest, ProduceResult, RecordBatch } from '../protocol/messages'
import type { BrokerNode } from './brokerNode'
import { completeFetches, completeProduces, outcomeOf, scheduleProduceTimer } from './completion'
import { completeDeletions } from './deleteRecords'
import { currentLeader } from './readLog'
import type { ProduceWait } from './purgatory'
import { flushAfterAppend } from './flushing'
import { advanceHighWatermark, appendAsLeader, effectiveMinIsr, type Replica } from './replica'
import { answer, leaveUnanswered } from './connections'
import { failDisk } from './disk'

const ALL = -1
interface Appended { readonly wait: ProduceWait; readonly event: number; /** Of its high watermark's advance at once; −1. Absent unless something was appended. */ readonly advanced?: number }

export function handleProduce(broker: BrokerNode, effects: Effects, request: RequestRef, produce: ProduceRequest, cause: number): void {
  const appended: { readonly partition: number; readonly advanced: number }[] = []
  const waitsFor: ProduceWait[] = []
  let last = cause
  for (const batch of produce.batches) {
    const { wait, event, advanced } = appendChecked(broker, effects, request, produce.acks, batch, cause)
    waitsFor.push(wait)
    last = event
    if (advanced !== undefined) appended.push({ partition: batch.partition, advanced })
  }
  if (produce.acks === 0) leaveUnanswered(broker, effects, request, waitsFor.some(({ error }) => error !== ERROR.none), last)
  else if (produce.acks === ALL && waitsFor.some(wait => outcomeOf(broker, wait) === null)) park(broker, effects, request, produce, waitsFor, last)
  else answer(broker, effects, request, { results: produce.acks === ALL ? waitsFor.map(wait => outcomeOf(broker, wait)!) : waitsFor }, last)
  for (const { partition, advanced } of appended) {
    const replica = known(broker.replicas.get(partition), 'the leader replica')
    if (advanced !== -1) completeProduces(broker, effects, advanced)
    completeFetches(broker, effects, partition, replica.lastEvent)
    if (advanced !== -1) completeDeletions(broker, effects, partition, advanced)
  }
}

/** Why this broker may not even try to append; 0 if it may. In Kafka's order. */
function refusal(broker: BrokerNode, replica: Replica | undefined, partition: number, acks: number): number {
  if (![-1, 0, 1].includes(acks)) return ERROR.invalidRequiredAcks
  if (replica === undefined) return broker.metadata.image.partitions.has(partition) ? ERROR.notLeaderOrFollower : ERROR.unknownTopicOrPartition
  if (replica.role !== 'leader') return ERROR.notLeaderOrFollower
  return acks === ALL && replica.isr.length < effectiveMinIsr(replica) ? ERROR.notEnoughReplicas : ERROR.none
}

/** One batch: refused, known already, or appended. A duplicate is answered once its offset is replicated, as the first time. */
function appendChecked(broker: BrokerNode, effects: Effects, request: RequestRef, acks: number, batch: RecordBatch, cause: number): Appended {
  const replica = broker.replicas.get(batch.partition)
  const refuse = (error: number, more: Partial<ProduceResult> = {}): Appended => {
    const event = effects.emit('batchRejected', cause, batch.id, batch.partition, error, request.message)
    return { wait: { batch: batch.id, partition: batch.partition, error, baseOffset: -1, logStartOffset: -1, requiredOffset: 0, ...more }, event }
  }
  const refused = refusal(broker, replica, batch.partition, acks)
  if (refused !== ERROR.none || replica === undefined) {
    const hint = refused === ERROR.notLeaderOrFollower ? currentLeader(broker, batch.partition) : undefined
    return refuse(refused, hint === undefined ? {} : { currentLeader: hint })
  }
  if (broker.disk.isFull) { failDisk(broker, effects, batch.partition, cause); return refuse(ERROR.kafkaStorageError) }
  const verdict = checkAppend(replica.log, batch, replica.leaderEpoch, effects.wallMs)
  if ('recordErrors' in verdict) return refuse(verdict.error, verdict.recordErrors.length > 0 ? { recordErrors: verdict.recordErrors } : {})
  const { baseOffset } = verdict
  const wait: ProduceWait = { batch: batch.id, partition: batch.partition, logStartOffset: replica.log.logStartOffset, error: ERROR.none, baseOffset, requiredOffset: baseOffset + batch.recordCount }
  if (verdict.duplicate) return { wait, event: effects.emit('duplicateRecognized', cause, batch.id, batch.partition, baseOffset, request.message) }
  const { event } = appendAsLeader(replica, effects, batch, request.message, cause)
  flushAfterAppend(replica, effects, event)
  return { wait, event, advanced: advanceHighWatermark(replica, effects, broker.metadata.image, broker.config['replica.lag.time.max.ms'], event) }
}

function park(broker: BrokerNode, effects: Effects, request: RequestRef, { timeoutMs }: ProduceRequest, waitsFor: readonly ProduceWait[], cause: number): void {
  const first = known(waitsFor.find(({ requiredOffset }) => requiredOffset > 0), 'a batch of the request')
  const event = effects.emit('requestParked', cause, request.message, request.api, request.from, request.correlationId, first.requiredOffset, first.partition)
  broker.purgatory.produces.push({ request, sinceUs: effects.nowUs, untilUs: effects.nowUs + timeoutMs * 1000, event, waitsFor, outcomes: waitsFor.map(wait => outcomeOf(broker, wait)) })
  scheduleProduceTimer(broker, effects)
}
