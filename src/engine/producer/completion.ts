/**
 * What becomes of a batch when its request has ended: done, tried again, split, or failed.
 * Kafka: clients/producer/internals/Sender#handleProduceResponse, #completeBatch, #failBatch, #canRetry; spec §6.3, §5.7.
 */
import type { Effects } from '../effects'
import { FAILURES } from '../events'
import { ERROR, isRetriable, refreshesMetadata } from '../protocol/errorCodes'
import type { ProduceResult } from '../protocol/messages'
import { nominalBackoffMs } from './backoff'
import { requestUpdate, updateLeadership } from './clientMetadata'
import { countAttempt, hasExpired, type ProducerBatch } from './producerBatch'
import type { ProducerNode } from './producerNode'
import { reenqueue, releaseMemory, splitBatch } from './recordAccumulator'
import { canRetry, handleCompletedBatch, handleFailedBatch, hasFatalError, markUnresolved, removeInFlight } from './transactionManager'

const MAX_COMPLETED = 2048
type Failure = (typeof FAILURES)[number]

/** One batch of a request that ended. `failure` says how an error came about; `detail` as the event's (events.ts: FAILURES). */
export function completeBatch(producer: ProducerNode, effects: Effects, batch: ProducerBatch, result: ProduceResult, correlationId: number, cause: number, failure: Failure, detail: number): void {
  const { error } = result
  if (error === ERROR.messageTooLarge && batch.recordCount > 1 && !batch.isDone) split(producer, effects, batch, cause)
  else if (error === ERROR.none) succeed(producer, effects, batch, result.baseOffset, correlationId, cause)
  else {
    if (mayRetry(producer, effects, batch, result)) retry(producer, effects, batch, error, cause)
    else if (error === ERROR.duplicateSequenceNumber) succeed(producer, effects, batch, result.baseOffset, correlationId, cause)
    else fail(producer, effects, batch, failure, detail, error, batch.attempts < producer.config.retries, cause)
    if (refreshesMetadata(error)) requestUpdate(producer.metadata)
  }
  producer.sender.muted.delete(batch.partition)
}

/** After all batches of an answer: who was said to lead instead. */
export function takeLeaderHints(producer: ProducerNode, results: readonly ProduceResult[]): void {
  for (const { partition, error, currentLeader } of results) {
    if (currentLeader !== undefined && (error === ERROR.notLeaderOrFollower || error === ERROR.fencedLeaderEpoch)) updateLeadership(producer.metadata, partition, currentLeader)
  }
}

function mayRetry(producer: ProducerNode, effects: Effects, batch: ProducerBatch, result: ProduceResult): boolean {
  const { config, transactionManager } = producer
  return !hasExpired(batch, config['delivery.timeout.ms'], effects.nowMs) && batch.attempts < config.retries && !batch.isDone
    && (transactionManager === null ? isRetriable(result.error) : canRetry(transactionManager, batch, result))
}

function split(producer: ProducerNode, effects: Effects, batch: ProducerBatch, cause: number): void {
  if (producer.transactionManager !== null) removeInFlight(producer.transactionManager, batch)
  const pieces = splitBatch(producer, effects, batch, cause)
  for (const { batches } of producer.sender.flushes) {
    if (batches.delete(batch.id)) for (const { id } of pieces) batches.add(id)
  }
  batch.isDone = true
  leave(producer, batch)
  releaseMemory(producer.accumulator, batch)
}

function retry(producer: ProducerNode, effects: Effects, batch: ProducerBatch, error: number, cause: number): void {
  const { config } = producer
  const event = effects.emit('batchRequeued', cause, batch.id, batch.partition, error, batch.attempts + 1,
    nominalBackoffMs(config['retry.backoff.ms'], config['retry.backoff.max.ms'], batch.attempts))
  countAttempt(batch, effects.nowMs, event)
  reenqueue(producer, batch)
  leaveInFlight(producer, batch)
}

function succeed(producer: ProducerNode, effects: Effects, batch: ProducerBatch, baseOffset: number, correlationId: number, cause: number): void {
  if (producer.transactionManager !== null) handleCompletedBatch(producer.transactionManager, batch)
  if (batch.isDone) return releaseMemory(producer.accumulator, batch)
  effects.emit('batchAcknowledged', cause, batch.id, batch.partition, baseOffset, batch.recordCount, correlationId)
  producer.accumulator.acknowledgedRecords += batch.recordCount
  producer.completed.push({ sealed: true, atUs: effects.nowUs, records: batch.recordCount, columns: batch.columns })
  if (producer.completed.length > MAX_COMPLETED) producer.completed.splice(0, MAX_COMPLETED / 2)
  finish(producer, batch)
  releaseMemory(producer.accumulator, batch)
}

/** The batch's futures fail, unless they are completed already. */
export function fail(producer: ProducerNode, effects: Effects, batch: ProducerBatch, failure: Failure, detail: number, error: number, adjustSequences: boolean, cause: number): void {
  if (batch.isDone) return releaseMemory(producer.accumulator, batch)
  effects.emit('batchFailed', cause, batch.id, batch.partition, FAILURES.indexOf(failure), batch.recordCount, detail, error)
  finish(producer, batch)
  if (producer.transactionManager !== null && failure !== 'closed') handleFailedBatch(producer.transactionManager, batch, error, adjustSequences)
  if (failure !== 'expired' || !isInFlight(producer, batch) || !keepsMemory(producer)) releaseMemory(producer.accumulator, batch)
}

/** KAFKA-19012: since 4.2 the memory of a batch that expires or is aborted while it is in flight comes back only when its request has ended. */
const keepsMemory = ({ version }: ProducerNode): boolean => version !== '3.9' && version !== '4.0' && version !== '4.1'
const isInFlight = (producer: ProducerNode, batch: ProducerBatch): boolean =>
  [...producer.sender.connections.values()].some(({ inFlight }) => inFlight.some(({ batches }) => batches.includes(batch)))

function finish(producer: ProducerNode, batch: ProducerBatch): void {
  batch.isDone = true
  leave(producer, batch)
  for (const { batches } of producer.sender.flushes) batches.delete(batch.id)
}

function leave(producer: ProducerNode, batch: ProducerBatch): void {
  producer.accumulator.incomplete.delete(batch.id)
  leaveInFlight(producer, batch)
}

function leaveInFlight(producer: ProducerNode, batch: ProducerBatch): void {
  const { inFlightBatches } = producer.sender
  const list = inFlightBatches.get(batch.partition)?.filter(other => other !== batch)
  if (list?.length === 0) inFlightBatches.delete(batch.partition)
  else if (list !== undefined) inFlightBatches.set(batch.partition, list)
}

/** A fatal error: nothing can be sent any more. */
export function abortAll(producer: ProducerNode, effects: Effects, failure: 'fatal' | 'closed', error: number, cause: number): void {
  const { accumulator } = producer
  for (const batch of [...accumulator.incomplete.values()].sort((one, other) => one.id - other.id)) {
    closeQueueOf(producer, batch)
    effects.emit('batchFailed', cause, batch.id, batch.partition, FAILURES.indexOf(failure), batch.recordCount, 0, error)
    finish(producer, batch)
    if (!isInFlight(producer, batch) || !keepsMemory(producer)) releaseMemory(accumulator, batch)
  }
}

function closeQueueOf(producer: ProducerNode, batch: ProducerBatch): void {
  const { queues } = producer.accumulator
  queues[batch.partition] = queues[batch.partition]!.filter(other => other !== batch)
}

/** Sender.sendProducerData's expiry: first what waits, from the head of each queue, then what is in flight. */
export function expireBatches(producer: ProducerNode, effects: Effects): number {
  const { accumulator: { queues, waiting }, sender: { inFlightBatches }, config } = producer
  const timeoutMs = config['delivery.timeout.ms']
  const { transactionManager } = producer
  const expired: ProducerBatch[] = []
  let nextExpiryMs = Infinity
  const takeFrom = (list: ProducerBatch[]): void => {
    while (list.length > 0) {
      const first = list[0]!
      if (!hasExpired(first, timeoutMs, effects.nowMs)) { nextExpiryMs = Math.min(nextExpiryMs, first.createdMs + timeoutMs); return }
      expired.push(first)
      list.shift()
    }
  }
  for (const partition of waiting) takeFrom(queues[partition]!)
  for (const list of inFlightBatches.values()) takeFrom(list)
  for (const batch of expired) {
    fail(producer, effects, batch, 'expired', effects.nowMs - batch.createdMs, ERROR.requestTimedOut, false, batch.retryEvent === -1 ? batch.openedEvent : batch.retryEvent)
    if (transactionManager !== null && batch.inRetry) markUnresolved(transactionManager, batch)
  }
  return nextExpiryMs
}

export const isFatal = ({ transactionManager }: ProducerNode): boolean => transactionManager !== null && hasFatalError(transactionManager)
