/**
 * In place of batchContents, closeBatch and recordValues in the embed: it has no view of a batch's bytes and no codecs (a scenario that compresses is refused in
 * words before it is played), and so nothing that makes bytes.
 */
import type { Effects } from '../engine/effects'
import type { ProducerBatch } from '../engine/producer/producerBatch'
import type { ProducerNode } from '../engine/producer/producerNode'
import { closeForAppends } from '../engine/records/batchBuilder'

export const batchContents = (): null => null
export const recordValue = (): null => null

export function closeBatch(_producer: ProducerNode, _effects: Effects, batch: ProducerBatch): void {
  closeForAppends(batch.builder)
  batch.closedBytes = batch.builder.estimatedBytes
}
export const compressionRatio = (): number => 1
