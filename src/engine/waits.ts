/**
 * Why a batch is still in the producer: the one thing it waits for now, from the state. What "why is it waiting?" says before anything has happened.
 */
import { nominalBackoffMs } from './producer/backoff'
import { hasNewLeader, hasSequence, type ProducerBatch } from './producer/producerBatch'
import type { ProducerNode } from './producer/producerNode'
import { isFull } from './records/batchBuilder'
import type { BatchWait } from './view'

/** `isHead`: first of its queue. Times of `untilUs` are without the chance in a backoff; null where nothing but an event can end the wait. */
export function waitOf(producer: ProducerNode, batch: ProducerBatch, isHead: boolean, nowUs: number): BatchWait {
  const { config, metadata, sender, transactionManager: manager } = producer
  const forEvent = (what: BatchWait['what']): BatchWait => ({ what, untilUs: null })
  if (!isHead) return forEvent('turn')
  const leader = metadata.leaders[batch.partition] ?? -1
  if (leader === -1) return forEvent('leader')
  if (batch.attempts > 0 && !hasNewLeader(batch)) {
    const untilUs = (batch.lastAttemptMs + nominalBackoffMs(config['retry.backoff.ms'], config['retry.backoff.max.ms'], batch.attempts - 1)) * 1000
    if (batch.readyReason === null && untilUs > nowUs) return { what: 'backoff', untilUs }
  }
  const lingerEndsUs = (batch.createdMs + config['linger.ms']) * 1000
  // Not whether the sender has found it ready: it does not look at a partition that is muted, and not before its next pass.
  const mayLeave = batch.readyReason !== null || nowUs >= lingerEndsUs || isFull(batch.builder) || producer.accumulator.queues[batch.partition]!.length > 1
  if (!mayLeave) return { what: 'linger', untilUs: lingerEndsUs }
  if (manager !== null && manager.producerId === -1) return forEvent('id')
  if (sender.muted.has(batch.partition)) return forEvent('answer')
  const connection = sender.connections.get(leader)
  if (connection?.state !== 'ready') return { what: 'connection', untilUs: connection?.state === 'disconnected' ? (connection.lastAttemptMs + connection.reconnectBackoffMs) * 1000 : null }
  if (connection.inFlight.length >= config['max.in.flight.requests.per.connection']) return forEvent('slot')
  const first = manager?.entries.get(batch.partition)?.inFlight[0]
  if (manager !== null && (manager.unresolved.has(batch.partition) || (hasSequence(batch) && first !== undefined && first !== batch))) return forEvent('order')
  return forEvent(metadata.inProgress || metadata.updateRequested ? 'metadata' : 'sender')
}
