/**
 * Which brokers have something that may leave, and when it is worth looking again.
 * Kafka: clients/producer/internals/RecordAccumulator#ready, #partitionReady, #batchReady, #shouldBackoff; spec §5.4.
 */
import type { Effects } from '../effects'
import { isFull } from '../records/batchBuilder'
import { backoffMs } from './backoff'
import { inFlightTo } from './networkClient'
import { hasNewLeader, noteLeaderEpoch, waitedMs, type ProducerBatch } from './producerBatch'
import type { ProducerNode } from './producerNode'
import { updateLoad } from './stickyChoice'

export interface Readiness {
  /** Ascending. */
  readonly brokers: number[]
  /** Infinity if nothing is waited for. */
  readonly nextCheckMs: number
  /** Something waits for a partition without a leader. */
  readonly isLeaderUnknown: boolean
}

const retryBackoffMs = ({ config }: ProducerNode, effects: Effects, attempts: number): number =>
  backoffMs(config['retry.backoff.ms'], config['retry.backoff.max.ms'], attempts, () => effects.random('retryBackoff'))

/** A retry waits, unless its leader has changed meanwhile. Draws anew each time it is asked. */
export function isBackingOff(producer: ProducerNode, effects: Effects, batch: ProducerBatch): boolean {
  const mustWait = batch.attempts > 0 && waitedMs(batch, effects.nowMs) < retryBackoffMs(producer, effects, batch.attempts - 1)
  return mustWait && !hasNewLeader(batch)
}

export function readyBrokers(producer: ProducerNode, effects: Effects): Readiness {
  const { accumulator, metadata, sender, config } = producer
  const { queues } = accumulator
  const brokers: number[] = []
  let nextCheckMs = Infinity, isLeaderUnknown = false
  accumulator.waiting = accumulator.waiting.filter(partition => queues[partition]!.length > 0)
  for (const partition of accumulator.waiting) {
    const queue = queues[partition]!
    const head = queue[0]!
    noteLeaderEpoch(head, metadata.epochs[partition] ?? -1)
    const backingOff = isBackingOff(producer, effects, head)
    const leader = metadata.leaders[partition] ?? -1
    if (leader === -1) { isLeaderUnknown = true; continue }
    const waited = waitedMs(head, effects.nowMs)
    if (!backingOff && head.readyReason === null) markReady(producer, effects, head, queue.length > 1 || isFull(head.builder), waited)
    if (sender.muted.has(partition)) { if (head.readyReason !== null) markHeldBack(producer, effects, head, leader); continue }
    if (brokers.includes(leader)) continue
    if (!backingOff && head.readyReason !== null) brokers.push(leader)
    else {
      const toWaitMs = backingOff ? retryBackoffMs(producer, effects, Math.max(head.attempts - 1, 0)) : config['linger.ms']
      nextCheckMs = Math.min(nextCheckMs, Math.max(toWaitMs - waited, 0))
    }
  }
  for (let topic = 0; topic < producer.topics.length; topic++) updateLoad(producer, topic)
  return { brokers: brokers.sort((one, other) => one - other), nextCheckMs, isLeaderUnknown }
}

/** Notes the first reason for which a batch may leave, and the event that made it so. */
function markReady(producer: ProducerNode, effects: Effects, batch: ProducerBatch, full: boolean, waited: number): void {
  const { accumulator: { pool }, sender, config, application } = producer
  const ready = (reason: NonNullable<ProducerBatch['readyReason']>, event: number): void => { batch.readyReason = reason; batch.readyEvent = event }
  if (batch.attempts > 0) ready('retry', effects.emit('backoffEnded', batch.retryEvent, batch.id, batch.partition, batch.attempts, waited))
  else if (full) ready('full', batch.filledEvent === -1 ? batch.openedEvent : batch.filledEvent)
  else if (waited >= config['linger.ms']) ready('linger', effects.emit('lingerExpired', batch.openedEvent, batch.id, batch.partition, config['linger.ms'], batch.openedUs))
  else if (pool.waiters.length > 0) ready('memory', application.threads[pool.waiters[0]!.thread]!.blocked?.event ?? batch.openedEvent)
  else if (!sender.running) ready('close', sender.closeEvent)
  else if (sender.flushes.length > 0) ready('flush', sender.flushes[0]!.event)
}

/** The broker cannot take it: its ready batches wait, and say so once. */
export function holdBack(producer: ProducerNode, effects: Effects, broker: number): void {
  const { accumulator: { queues, waiting }, metadata } = producer
  for (const partition of waiting) {
    const head = queues[partition]![0]
    if (head !== undefined && metadata.leaders[partition] === broker && head.readyReason !== null) markHeldBack(producer, effects, head, broker)
  }
}

function markHeldBack(producer: ProducerNode, effects: Effects, batch: ProducerBatch, broker: number): void {
  if (batch.heldBackSinceUs !== -1) return
  batch.heldBackSinceUs = effects.nowUs
  batch.heldBackEvent = effects.emit('batchHeldBack', batch.readyEvent, batch.id, batch.partition, broker, inFlightTo(producer, broker).length)
}
