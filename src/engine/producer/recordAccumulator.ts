/**
 * Where records wait: per partition a queue of batches, all drawing on one pool of memory.
 * Kafka: clients/producer/internals/RecordAccumulator.java#append, #tryAppend; ProducerBatch; spec §4.3 (append loop), §5.2, §5.3.
 * A batch's records are columns (protocol/messages: RECORD_STRIDE); nothing is allocated per record.
 * Simplified: one application thread; no compression (the estimate of a batch's size is exact).
 */
import type { ProducerConfig } from '../config/tables'
import type { Effects } from '../effects'
import type { DrainReason } from '../events'
import { KEY_INDEX, RECORD_ID, RECORD_STRIDE, SENT_US, VALUE_BYTES, type RecordBatch } from '../protocol/messages'
import { appendToBuilder, closeForAppends, hasRoomFor, isFull, openBuilder, type BatchBuilder } from '../records/batchBuilder'
import { recordSizeBytes } from '../records/recordSize'
import { allocate, createBufferPool, deallocate, type BufferPool } from './bufferPool'
import type { ProducerNode } from './producerNode'
import { chargeSticky, currentSticky, touchQueue, type StickyChoice } from './stickyChoice'

export interface ProducerBatch {
  readonly id: number
  readonly partition: number
  readonly openedUs: number
  /** The client's clock, ms: what linger.ms is counted from. */
  readonly createdMs: number
  lastAttemptMs: number
  readonly builder: BatchBuilder
  readonly reservedBytes: number
  columns: Float64Array<ArrayBuffer>
  recordCount: number
  readonly openedEvent: number
  /** −1 until it can take no further record. */
  filledEvent: number
  /** Why it may leave; null until it may. */
  readyReason: DrainReason | null
  readyEvent: number
  /** −1 unless it is ready and its broker has no slot. */
  heldBackSinceUs: number
  heldBackEvent: number
}
export interface Accumulator {
  queues: ProducerBatch[][]
  pool: BufferPool
  sticky: StickyChoice
  sentRecords: number
  acknowledgedRecords: number
  /** Per partition when its last batch left; null before the first. */
  lastDrainedUs: (number | null)[]
  /** What the last append did (fields, so that a record costs no object). */
  lastRecord: number
  lastPartition: number
  lastBatch: number
  lastIndex: number
  lastSizeBytes: number
  lastOpened: boolean
  lastFull: boolean
  /** Room for so many records is made in a new batch: as many as the last one had. */
  expectedRecords: number
  /** What the append that was BLOCKED needs. */
  neededBytes: number
}
export const APPENDED = 0, BLOCKED = 1
export type AppendResult = typeof APPENDED | typeof BLOCKED

const LEAST_RECORDS = 8

export function createAccumulator(partitions: number, config: ProducerConfig): Accumulator {
  return {
    queues: Array.from({ length: partitions }, () => []), pool: createBufferPool(config['buffer.memory'], Math.max(1, config['batch.size'])),
    sticky: { partition: -1, producedBytes: 0, load: null, touched: [] }, sentRecords: 0, acknowledgedRecords: 0,
    lastDrainedUs: new Array<null>(partitions).fill(null),
    lastRecord: -1, lastPartition: -1, lastBatch: -1, lastIndex: -1, lastSizeBytes: 0, lastOpened: false, lastFull: false, neededBytes: 0, expectedRecords: 0,
  }
}

/** Whether nothing can be added behind what is queued: the queue is empty or its last batch is full. */
function allFull(queue: readonly ProducerBatch[]): boolean {
  const last = queue.length === 0 ? undefined : queue[queue.length - 1]
  return last === undefined || isFull(last.builder)
}

/**
 * RecordAccumulator.append. `given` is the partition, or −1: the producer chooses. APPENDED: the `last…` fields tell what happened.
 * BLOCKED: there is no memory for a new batch (`neededBytes`), and nothing has changed but what the sticky choice learned.
 */
export function append(producer: ProducerNode, effects: Effects, calledUs: number, key: number, keyBytes: number, valueBytes: number, upperBoundBytes: number, given: number, cause: number): AppendResult {
  const { accumulator, config } = producer
  const stickyBytes = Math.max(1, config['batch.size'])
  let reservedBytes = 0
  for (;;) {
    const partition = given === -1 ? currentSticky(producer, effects) : given
    const queue = accumulator.queues[partition]!
    if (given === -1 && chargeSticky(producer, 0, allFull(queue), stickyBytes)) continue
    const last = queue.length === 0 ? undefined : queue[queue.length - 1]
    if (last !== undefined && tryAppend(last, effects, calledUs, key, keyBytes, valueBytes, accumulator)) {
      entered(producer, effects, calledUs, last, queue.length > 1)
      if (isFull(last.builder)) markFilled(last, effects, cause)
      if (given === -1) chargeSticky(producer, accumulator.lastSizeBytes, isFull(last.builder), stickyBytes)
      return APPENDED
    }
    if (last !== undefined) { closeForAppends(last.builder); markFilled(last, effects, cause) }
    if (reservedBytes === 0) {
      const neededBytes = Math.max(stickyBytes, upperBoundBytes)
      if (!allocate(accumulator.pool, neededBytes)) { accumulator.neededBytes = neededBytes; return BLOCKED }
      reservedBytes = neededBytes
    }
    if (given === -1 && chargeSticky(producer, 0, allFull(queue), stickyBytes)) continue
    const batch = openBatch(producer, effects, partition, reservedBytes, cause)
    tryAppend(batch, effects, calledUs, key, keyBytes, valueBytes, accumulator)
    entered(producer, effects, calledUs, batch, queue.length > 1)
    accumulator.lastOpened = true
    if (isFull(batch.builder)) markFilled(batch, effects, cause)
    // A new batch's whole estimated size counts, header included (spec §4.3).
    if (given === -1) chargeSticky(producer, batch.builder.estimatedBytes, isFull(batch.builder), stickyBytes)
    return APPENDED
  }
}

function openBatch(producer: ProducerNode, effects: Effects, partition: number, reservedBytes: number, cause: number): ProducerBatch {
  const id = effects.newBatch()
  const batch: ProducerBatch = {
    id, partition, openedUs: effects.nowUs, createdMs: effects.nowMs, lastAttemptMs: effects.nowMs, builder: openBuilder(reservedBytes),
    reservedBytes, columns: new Float64Array(Math.max(LEAST_RECORDS, producer.accumulator.expectedRecords) * RECORD_STRIDE), recordCount: 0,
    openedEvent: effects.emit('batchOpened', cause, id, partition, effects.upcomingRecord, reservedBytes),
    filledEvent: -1, readyReason: null, readyEvent: -1, heldBackSinceUs: -1, heldBackEvent: -1,
  }
  producer.accumulator.queues[partition]!.push(batch)
  touchQueue(producer.accumulator.sticky, partition)
  return batch
}

function tryAppend(batch: ProducerBatch, effects: Effects, calledUs: number, key: number, keyBytes: number, valueBytes: number, accumulator: Accumulator): boolean {
  const sizeBytes = recordSizeBytes(batch.recordCount, effects.nowMs - batch.createdMs, keyBytes, valueBytes)
  if (!hasRoomFor(batch.builder, sizeBytes)) return false
  appendToBuilder(batch.builder, sizeBytes)
  if (batch.columns.length === batch.recordCount * RECORD_STRIDE) {
    const wide = new Float64Array(batch.columns.length * 2)
    wide.set(batch.columns)
    batch.columns = wide
  }
  const at = batch.recordCount * RECORD_STRIDE
  batch.columns[at + RECORD_ID] = effects.upcomingRecord
  batch.columns[at + SENT_US] = calledUs
  batch.columns[at + KEY_INDEX] = key
  batch.columns[at + VALUE_BYTES] = valueBytes
  accumulator.lastIndex = batch.recordCount++
  accumulator.lastSizeBytes = sizeBytes
  return true
}

function entered(producer: ProducerNode, effects: Effects, calledUs: number, batch: ProducerBatch, queued: boolean): void {
  const { accumulator } = producer
  accumulator.sentRecords++
  accumulator.lastRecord = effects.recordEntered(calledUs, batch.id)
  accumulator.lastPartition = batch.partition
  accumulator.lastBatch = batch.id
  accumulator.lastOpened = false
  accumulator.lastFull = queued || isFull(batch.builder)
}

function markFilled(batch: ProducerBatch, effects: Effects, cause: number): void {
  if (batch.filledEvent === -1) batch.filledEvent = effects.emit('batchFilled', cause, batch.id, batch.partition, batch.recordCount, batch.builder.estimatedBytes)
}

/** The batch leaves: its records are final. */
export function sealBatch(batch: ProducerBatch, producer: number, nowUs: number): RecordBatch {
  return {
    sealed: true, id: batch.id, producer, partition: batch.partition, recordCount: batch.recordCount, sizeBytes: batch.builder.estimatedBytes,
    columns: batch.columns, openedUs: batch.openedUs, drainedUs: nowUs,
  }
}

/** The memory of a completed batch. */
export const giveBack = (accumulator: Accumulator, reservedBytes: number): void => deallocate(accumulator.pool, reservedBytes)
