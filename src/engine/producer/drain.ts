/**
 * What leaves in one request: one batch of each partition that a ready broker leads.
 * Kafka: clients/producer/internals/RecordAccumulator#drainBatchesForOneNode, #shouldStopDrainBatchesForPartition; spec §5.5.
 */
import type { Effects } from '../effects'
import { DRAIN_REASONS } from '../events'
import { closeBatch } from './closeBatch'
import { batchSizeBytes, noteLeaderEpoch, type ProducerBatch } from './producerBatch'
import type { ProducerNode } from './producerNode'
import { ledPartitions } from './ledPartitions'
import { isBackingOff } from './readiness'
import { assignSequence, mustStopDrain } from './transactionManager'

/**
 * In the client's order of partitions, beginning where the last drain of the broker stopped. Batches that are not ready themselves go with the ones that are;
 * those that must wait for their backoff stay.
 */
export function drain(producer: ProducerNode, effects: Effects, broker: number): ProducerBatch[] {
  const { accumulator: { queues, waiting }, metadata, sender, config, transactionManager } = producer
  const { ledBy, placeOf } = ledPartitions(producer)
  const count = ledBy.get(broker)?.length ?? 0
  if (count === 0) return []
  const start = (sender.drainIndex.get(broker) ?? 0) % count
  const own = waiting.filter(partition => metadata.leaders[partition] === broker && queues[partition]!.length > 0)
  const ready = own.toSorted((one, other) => placeOf[one]! - placeOf[other]!).map(partition => queues[partition]![0]!).find(({ readyReason }) => readyReason !== null)
  const stepsTo = (partition: number): number => (placeOf[partition]! - start + count) % count
  const drained: ProducerBatch[] = []
  let sizeBytes = 0
  // Where the next one begins, if nothing ends this one early.
  let last = (start + count - 1) % count
  for (const partition of own.toSorted((one, other) => stepsTo(one) - stepsTo(other))) {
    const head = queues[partition]![0]!
    if (sender.muted.has(partition)) continue
    noteLeaderEpoch(head, metadata.epochs[partition] ?? -1)
    if (isBackingOff(producer, effects, head)) continue
    if ((drained.length > 0 && sizeBytes + batchSizeBytes(head) > config['max.request.size']) || (transactionManager !== null && mustStopDrain(transactionManager, head))) {
      last = placeOf[partition]!
      break
    }
    queues[partition]!.shift()
    if (transactionManager !== null) assignSequence(transactionManager, head)
    takeBatch(producer, effects, head, ready ?? head)
    drained.push(head)
    sizeBytes += batchSizeBytes(head)
  }
  sender.drainIndex.set(broker, last)
  return drained
}

/** Seals a batch and tells why it left. `ready` is a batch that made its broker ready. */
function takeBatch(producer: ProducerNode, effects: Effects, batch: ProducerBatch, ready: ProducerBatch): void {
  closeBatch(producer, effects, batch)
  batch.sequenceReset = false
  batch.drainReason = batch.readyReason ?? 'with'
  batch.heldBackUs = batch.heldBackSinceUs === -1 ? 0 : effects.nowUs - batch.heldBackSinceUs
  batch.drainedUs = effects.nowUs
  producer.accumulator.expectedRecords = Math.max(batch.recordCount, Math.floor(producer.accumulator.expectedRecords / 2))
  producer.accumulator.lastDrainedUs[batch.partition] = effects.nowUs
  // The last missing condition: the slot, if it had to wait for one; else what made it (or its companion) ready.
  const freed = producer.sender.lastAnswer.get(producer.metadata.leaders[batch.partition]!) ?? -1
  const waited = ready.heldBackSinceUs !== -1 || batch.heldBackSinceUs !== -1
  const cause = waited && freed !== -1 ? freed : batch.readyReason === null ? ready.readyEvent : batch.readyEvent
  batch.drainedEvent = effects.emit('batchDrained', cause, batch.id, batch.partition, DRAIN_REASONS.indexOf(batch.drainReason), batch.recordCount, batchSizeBytes(batch), batch.heldBackUs)
}
