/**
 * One batch in the producer, from its first record to its final result: it waits, leaves, perhaps comes back, is split, ends once.
 * Kafka: clients/producer/internals/ProducerBatch.java; spec §5.3.
 * A batch's records are columns (protocol/messages: RECORD_STRIDE); nothing is allocated per record.
 */
import type { KafkaVersion } from '../config/kafkaKey'
import type { DrainReason } from '../events'
import { KEY_INDEX, RECORD_ID, RECORD_STRIDE, SENT_US, TIMESTAMP_MS, VALUE_BYTES, type RecordBatch } from '../protocol/messages'
import { CODEC_NAMES, type CodecName } from '../records/codecs/codec'
import { appendToBuilder, hasRoomFor, type BatchBuilder } from '../records/batchBuilder'
import { recordSizeBytes, upperBound } from '../records/recordSize'

export interface ProducerBatch {
  readonly id: number
  readonly partition: number
  readonly openedUs: number
  /** The client's clock, ms: what linger.ms and delivery.timeout.ms are counted from. */
  readonly createdMs: number
  /** The first record's timestamp. */
  readonly baseTimestampMs: number
  readonly builder: BatchBuilder
  /** Bytes of buffer memory it holds; 0 for a piece of a split batch, which lies outside the pool. */
  readonly reservedBytes: number
  readonly isSplit: boolean
  readonly codec: CodecName
  readonly codecLevel: number | null
  /** Its real size once it is closed; −1 before. */
  closedBytes: number
  columns: Float64Array<ArrayBuffer>
  recordCount: number
  /** The largest upper bound of its records, header included. */
  largestRecordBytes: number
  /** Attempts that have failed. */
  attempts: number
  inRetry: boolean
  lastAttemptMs: number
  /** −1 until it gets its number at its first drain. */
  producerId: number
  producerEpoch: number
  baseSequence: number
  /** Its sequence was rewritten and it has not been sent with the new one yet. */
  sequenceReset: boolean
  /** Of the metadata when it was last looked at; −1 unknown. */
  leaderEpoch: number
  attemptsWhenLeaderChanged: number
  /** Its futures are completed. */
  isDone: boolean
  readonly openedEvent: number
  /** −1 until it can take no further record. */
  filledEvent: number
  /** Why it may leave; null until it may. */
  readyReason: DrainReason | null
  readyEvent: number
  /** −1 unless it is ready and something else holds it back. */
  heldBackSinceUs: number
  heldBackEvent: number
  /** The last attempt that failed, or the split that made it: what its next wait goes back to. */
  retryEvent: number
  /** Of the last drain. */
  drainedUs: number
  drainedEvent: number
  drainReason: DrainReason
  heldBackUs: number
}

const LEAST_RECORDS = 8

/** An empty batch. `expectedRecords`: room is made for so many. */
export function createBatch(given: Pick<ProducerBatch, 'id' | 'partition' | 'openedUs' | 'createdMs' | 'baseTimestampMs' | 'builder' | 'reservedBytes' | 'isSplit' | 'codec' | 'codecLevel' | 'openedEvent'>, expectedRecords: number): ProducerBatch {
  const { id, partition, openedUs, createdMs, baseTimestampMs, builder, reservedBytes, isSplit, codec, codecLevel, openedEvent } = given
  return {
    id, partition, openedUs, createdMs, baseTimestampMs, builder, reservedBytes, isSplit, codec, codecLevel, closedBytes: -1,
    columns: new Float64Array(Math.max(LEAST_RECORDS, expectedRecords) * RECORD_STRIDE), recordCount: 0, largestRecordBytes: 0,
    attempts: 0, inRetry: false, lastAttemptMs: createdMs,
    producerId: -1, producerEpoch: -1, baseSequence: -1, sequenceReset: false, leaderEpoch: -1, attemptsWhenLeaderChanged: 0, isDone: false, openedEvent,
    filledEvent: -1, readyReason: null, readyEvent: -1, heldBackSinceUs: -1, heldBackEvent: -1, retryEvent: -1,
    drainedUs: -1, drainedEvent: -1, drainReason: 'full', heldBackUs: 0,
  }
}

/** Puts a record behind the others. Its size in bytes, or −1 if there is no room for it. */
export function appendRecord(batch: ProducerBatch, record: number, sentUs: number, timestampMs: number, key: number, keyBytes: number, valueBytes: number): number {
  const sizeBytes = recordSizeBytes(batch.recordCount, timestampMs - batch.baseTimestampMs, keyBytes, valueBytes)
  if (!hasRoomFor(batch.builder, sizeBytes)) return -1
  appendToBuilder(batch.builder, sizeBytes)
  if (batch.columns.length === batch.recordCount * RECORD_STRIDE) {
    const wide = new Float64Array(batch.columns.length * 2)
    wide.set(batch.columns)
    batch.columns = wide
  }
  const at = batch.recordCount++ * RECORD_STRIDE
  batch.columns[at + RECORD_ID] = record
  batch.columns[at + SENT_US] = sentUs
  batch.columns[at + KEY_INDEX] = key
  batch.columns[at + VALUE_BYTES] = valueBytes
  batch.columns[at + TIMESTAMP_MS] = timestampMs
  batch.largestRecordBytes = Math.max(batch.largestRecordBytes, upperBound(keyBytes, valueBytes))
  return sizeBytes
}

/** Bytes of the whole batch: real once it is closed, else as far as can be known (exact without a codec). */
export const batchSizeBytes = (batch: ProducerBatch): number => (batch.closedBytes === -1 ? batch.builder.estimatedBytes : batch.closedBytes)

export const waitedMs = (batch: ProducerBatch, nowMs: number): number => Math.max(0, nowMs - batch.lastAttemptMs)
export const hasSequence = (batch: ProducerBatch): boolean => batch.baseSequence !== -1
export const lastSequence = (batch: ProducerBatch): number => batch.baseSequence + batch.recordCount - 1
/** delivery.timeout.ms has passed since it was opened (≤, spec §13.4). */
export const hasExpired = (batch: ProducerBatch, deliveryTimeoutMs: number, nowMs: number): boolean => deliveryTimeoutMs <= nowMs - batch.createdMs

/** The leader epoch that metadata now knows: only a rise counts as a new leader. */
export function noteLeaderEpoch(batch: ProducerBatch, epoch: number): void {
  if (epoch === -1 || batch.leaderEpoch >= epoch) return
  batch.attemptsWhenLeaderChanged = batch.attempts
  batch.leaderEpoch = epoch
}
/** The leader has changed since the last attempt failed: no backoff. */
export const hasNewLeader = (batch: ProducerBatch): boolean => batch.attempts >= 1 && batch.attempts === batch.attemptsWhenLeaderChanged

/** It goes back into its queue: one attempt more, and the wait begins now. */
export function countAttempt(batch: ProducerBatch, nowMs: number, event: number): void {
  batch.attempts++
  batch.lastAttemptMs = nowMs
  batch.inRetry = true
  forgetReadiness(batch)
  batch.retryEvent = event
}

export function forgetReadiness(batch: ProducerBatch): void {
  batch.readyReason = null
  batch.readyEvent = batch.heldBackEvent = -1
  batch.heldBackSinceUs = -1
}

/** The batch as it travels now: its records are final. */
export function sealBatch(batch: ProducerBatch, producer: number): RecordBatch {
  return {
    sealed: true, id: batch.id, producer, partition: batch.partition, recordCount: batch.recordCount, sizeBytes: batchSizeBytes(batch), codec: CODEC_NAMES.indexOf(batch.codec), codecLevel: batch.codecLevel,
    columns: batch.columns, openedUs: batch.openedUs, drainedUs: batch.drainedUs,
    producerId: batch.producerId, producerEpoch: batch.producerEpoch, baseSequence: batch.baseSequence, attempt: batch.attempts + 1, isTransactional: false, marker: null,
  }
}

/** Kafka: internals/ProducerBatch#done by Sender#sendProducerData. `partition` with its topic; `afterMs` since the batch was opened. */
export const expiredMessage = (records: number, partition: string, afterMs: number, version: KafkaVersion): string =>
  `Expiring ${records} record(s) for ${partition}:${afterMs} ms has passed since batch creation${version === '4.3' || version === '4.4' ? '. The request has not been sent, or no server response has been received yet.' : ''}`
