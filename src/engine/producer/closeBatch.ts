/**
 * A batch is closed when it is drained: nothing joins it any more, it is compressed, and how well that went teaches the estimate for the topic's next batches.
 * Kafka: clients/producer/internals/ProducerBatch#close; common/record/{MemoryRecordsBuilder#close, CompressionRatioEstimator#updateEstimation}; spec §3.4, §3.5.
 */
import type { Effects } from '../effects'
import { KEY_INDEX, RECORD_ID, RECORD_STRIDE, TIMESTAMP_MS, VALUE_BYTES } from '../protocol/messages'
import { topicOf } from '../protocol/topics'
import { closeForAppends } from '../records/batchBuilder'
import { closedBatchBytes, type RecordBytes } from '../records/batchBytes'
import { updateRatio } from '../records/compressionRatio'
import { BATCH_HEADER_BYTES } from '../records/recordSize'
import { utf8 } from '../serde/utf8'
import type { ProducerBatch } from './producerBatch'
import type { ProducerNode } from './producerNode'

export function closeBatch(producer: ProducerNode, effects: Effects, batch: ProducerBatch): void {
  const { accumulator, topics } = producer
  closeForAppends(batch.builder)
  if (batch.closedBytes === -1) batch.closedBytes = batch.codec === 'none' ? batch.builder.estimatedBytes : closedBatchBytes(batch.codec, batch.codecLevel, bytesOf(producer, effects, batch))
  if (batch.codec === 'none') return
  // A buffer that had to grow is not kept in the pool (spec §5.2).
  if (batch.closedBytes > batch.builder.writeLimitBytes) accumulator.grown.add(batch.id)
  const topic = topics.indexOf(topicOf(topics, batch.partition))
  accumulator.ratios[topic] = updateRatio(accumulator.ratios[topic]!, compressionRatio(batch))
}

/** Compressed by uncompressed record bytes, as 32-bit float. */
export const compressionRatio = (batch: ProducerBatch): number => Math.fround((batch.closedBytes - BATCH_HEADER_BYTES) / batch.builder.uncompressedBytes)

function bytesOf({ application, topics }: ProducerNode, effects: Effects, { columns, recordCount, partition }: ProducerBatch): RecordBytes[] {
  const { name } = topicOf(topics, partition)
  return Array.from({ length: recordCount }, (_none, index) => {
    const at = index * RECORD_STRIDE
    const key = application.keys.texts[columns[at + KEY_INDEX]!] ?? null
    return { key: key === null ? null : utf8(key), value: effects.recordValue(name, columns[at + RECORD_ID]!, columns[at + VALUE_BYTES]!, key), timestampMs: columns[at + TIMESTAMP_MS]! }
  })
}
