/**
 * What leaves in one request: one batch of each partition that a ready broker leads.
 * Kafka: clients/producer/internals/RecordAccumulator#drainBatchesForOneNode, #shouldStopDrainBatchesForPartition; spec §5.5.
 */
import type { Effects } from '../effects'
import { DRAIN_REASONS } from '../events'
import { closeBatch } from './closeBatch'
import { batchSizeBytes, noteLeaderEpoch, type ProducerBatch } from './producerBatch'
import type { ProducerNode } from './producerNode'
import { isBackingOff } from './readiness'
import { assignSequence, mustStopDrain } from './transactionManager'

/**
 * In the client's order of partitions, beginning where the last drain of the broker stopped. Batches that are not ready themselves go with the ones that are;
 * those that must wait for their backoff stay.
 */
export function drain(producer: ProducerNode, effects: Effects, broker: number): ProducerBatch[] {
  const { accumulator: { queues }, metadata, partitionOrder, sender, config, transactionManager } = producer
  const own = partitionOrder.filter(partition => metadata.leaders[partition] === broker)
  if (own.length === 0) return []
  const start = (sender.drainIndex.get(broker) ?? 0) % own.length
  const ready = own.map(partition => queues[partition]![0]).find(head => head !== undefined && head.readyReason !== null)
  const drained: ProducerBatch[] = []
  let sizeBytes = 0
  for (let step = 0; step < own.length; step++) {
    const index = (start + step) % own.length
    sender.drainIndex.set(broker, index)
    const partition = own[index]!
    const head = queues[partition]![0]
    if (head === undefined || sender.muted.has(partition)) continue
    noteLeaderEpoch(head, metadata.epochs[partition] ?? -1)
    if (isBackingOff(producer, effects, head)) continue
    if (drained.length > 0 && sizeBytes + batchSizeBytes(head) > config['max.request.size']) break
    if (transactionManager !== null && mustStopDrain(transactionManager, head)) break
    queues[partition]!.shift()
    if (transactionManager !== null) assignSequence(transactionManager, head)
    takeBatch(producer, effects, head, ready ?? head)
    drained.push(head)
    sizeBytes += batchSizeBytes(head)
  }
  return drained
}

/** Seals a batch and tells why it left. `ready` is a batch that made its broker ready. */
function takeBatch(producer: ProducerNode, effects: Effects, batch: ProducerBatch, ready: ProducerBatch): void {
  closeBatch(producer, effects, batch)
  batch.sequenceReset = false
  batch.drainReason = batch.readyReason ?? 'with'
  batch.heldBackUs = batch.heldBackSinceUs === -1 ? 0 : effects.nowUs - batch.heldBackSinceUs
  batch.drainedUs = effects.nowUs
  producer.accumulator.expectedRecords = batch.recordCount
  producer.accumulator.lastDrainedUs[batch.partition] = effects.nowUs
  // The last missing condition: the slot, if it had to wait for one; else what made it (or its companion) ready.
  const freed = producer.sender.lastAnswer.get(producer.metadata.leaders[batch.partition]!) ?? -1
  const waited = ready.heldBackSinceUs !== -1 || batch.heldBackSinceUs !== -1
  const cause = waited && freed !== -1 ? freed : batch.readyReason === null ? ready.readyEvent : batch.readyEvent
  batch.drainedEvent = effects.emit('batchDrained', cause, batch.id, batch.partition, DRAIN_REASONS.indexOf(batch.drainReason), batch.recordCount, batchSizeBytes(batch), batch.heldBackUs)
}
