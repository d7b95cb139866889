/**
 * Where records wait: per partition a queue of batches, all drawing on one pool of memory.
 * Kafka: clients/producer/internals/RecordAccumulator.java#append, #tryAppend, #reenqueue, #splitAndReenqueue, #deallocate; spec §4.3 (append loop), §5.2, §5.8.
 */
import type { ProducerConfig } from '../config/tables'
import type { Effects } from '../effects'
import { KEY_INDEX, RECORD_ID, RECORD_STRIDE, SENT_US, TIMESTAMP_MS, VALUE_BYTES } from '../protocol/messages'
import { partitionsOf, topicOf, type Topic } from '../protocol/topics'
import { closeForAppends, isFull, openBuilder, type BatchBuilder } from '../records/batchBuilder'
import type { CodecName } from '../records/codecs/codec'
import { upperBound } from '../records/recordSize'
import { allocate, createBufferPool, deallocate, type BufferPool } from './bufferPool'
import { compressionRatio } from './closeBatch'
import { appendRecord, batchSizeBytes, createBatch, hasSequence, type ProducerBatch } from './producerBatch'
import type { ProducerNode } from './producerNode'
import { chargeSticky, createStickyChoice, currentSticky, type StickyChoice } from './stickyChoice'
import { addInFlight } from './transactionManager'

export interface Accumulator {
  /** Until a partition has its first batch it shares an empty queue with others. */
  queues: ProducerBatch[][]
  /** Partitions that have batches in their queue, ascending; perhaps some that had, until the sender's next pass. */
  waiting: number[]
  /** Whether a partition has ever had a batch. */
  hasQueue: boolean[]
  pool: BufferPool
  /** Batch → the bytes of the pool it holds: until it is completed, or, given up in flight, until its request has ended. */
  held: Map<number, number>
  /** Batches whose buffer had to grow: their memory is not kept as a pooled buffer. */
  grown: Set<number>
  /** Per topic how well its batches compress, as 32-bit float (spec §3.5). */
  ratios: number[]
  /** Batches whose futures are not completed, by id. */
  incomplete: Map<number, ProducerBatch>
  /** Per topic. */
  sticky: StickyChoice[]
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
  /** Room for so many records is made in a new batch: as many as the last one had, or half of what was expected then. */
  expectedRecords: number
  /** Of an append that was BLOCKED: what it needs, and the producer's own choice it was made for. */
  neededBytes: number
  blockedPartition: number
  blockedSticky: number
}
export const APPENDED = 0, BLOCKED = 1
export type AppendResult = typeof APPENDED | typeof BLOCKED

export function createAccumulator(topics: readonly Topic[], config: ProducerConfig): Accumulator {
  const partitions = 1 + Math.max(-1, ...topics.flatMap(partitionsOf))
  const nobodys: ProducerBatch[] = []
  return {
    queues: Array.from({ length: partitions }, () => nobodys), waiting: [], hasQueue: new Array<boolean>(partitions).fill(false),
    pool: createBufferPool(config['buffer.memory'], Math.max(1, config['batch.size'])), held: new Map(), grown: new Set(), ratios: topics.map(() => 1), incomplete: new Map(), sticky: topics.map(createStickyChoice),
    sentRecords: 0, acknowledgedRecords: 0, lastDrainedUs: new Array<null>(partitions).fill(null),
    lastRecord: -1, lastPartition: -1, lastBatch: -1, lastIndex: -1, lastSizeBytes: 0, lastOpened: false, lastFull: false, expectedRecords: 0,
    neededBytes: 0, blockedPartition: -1, blockedSticky: -1,
  }
}

/** A record on its way into a batch. */
export interface Appending {
  readonly calledUs: number
  readonly timestampMs: number
  readonly key: number
  readonly keyBytes: number
  readonly valueBytes: number
  readonly topic: number
  /** Over all topics; −1: the producer chooses. */
  readonly partition: number
  readonly cause: number
}

/** Whether nothing can be added behind what is queued: the queue is empty or its last batch is full. */
function allFull(queue: readonly ProducerBatch[]): boolean {
  const last = queue.length === 0 ? undefined : queue[queue.length - 1]
  return last === undefined || isFull(last.builder)
}

/**
 * RecordAccumulator.append. APPENDED: the `last…` fields tell what happened. BLOCKED: there is no memory for a new batch (`neededBytes`), and nothing has
 * changed but what the sticky choice learned. `buffer` of a call that goes on after a wait: the memory it got, and the choice it had made before.
 */
export function append(producer: ProducerNode, effects: Effects, record: Appending, buffer: { readonly bytes: number; readonly partition: number; readonly sticky: number } | null = null): AppendResult {
  const { accumulator } = producer
  const { topic } = record
  const isOwnChoice = record.partition === -1
  let heldBytes = 0
  let resumed = buffer
  for (;;) {
    let partition = record.partition, sticky = -1
    if (resumed !== null) { ({ partition, sticky } = resumed); heldBytes = resumed.bytes }
    else if (isOwnChoice) ({ partition, number: sticky } = currentSticky(producer, effects, topic))
    touchQueue(accumulator, partition, topic)
    const queue = accumulator.queues[partition]!
    if (resumed === null) {
      if (isOwnChoice && allFull(queue) && chargeSticky(producer, effects, topic, 0, true)) continue
      if (joinLast(producer, effects, record, partition)) { giveBack(accumulator, heldBytes); return APPENDED }
      if (heldBytes === 0) {
        const neededBytes = Math.max(1, producer.config['batch.size'], upperBound(record.keyBytes, record.valueBytes))
        if (!allocate(accumulator.pool, neededBytes)) {
          accumulator.neededBytes = neededBytes
          accumulator.blockedPartition = partition
          accumulator.blockedSticky = sticky
          return BLOCKED
        }
        heldBytes = neededBytes
      }
    }
    resumed = null
    // The choice may have changed while memory was waited for, by another thread.
    if (isOwnChoice && sticky !== accumulator.sticky[topic]!.number) continue
    if (isOwnChoice && allFull(queue) && chargeSticky(producer, effects, topic, 0, true)) continue
    if (joinLast(producer, effects, record, partition)) { giveBack(accumulator, heldBytes); return APPENDED }
    openBatch(producer, effects, record, partition, heldBytes)
    return APPENDED
  }
}

function touchQueue(accumulator: Accumulator, partition: number, topic: number): void {
  if (accumulator.hasQueue[partition]) return
  accumulator.hasQueue[partition] = true
  accumulator.queues[partition] = []
  accumulator.sticky[topic]!.touched++
}

/** A batch is about to enter the partition's queue. */
function noteWaiting({ waiting }: Accumulator, partition: number): void {
  const place = waiting.findLastIndex(other => other <= partition)
  if (waiting[place] !== partition) waiting.splice(place + 1, 0, partition)
}

/** Puts the record into the last batch of the queue, if that takes it; else closes that batch for records. */
function joinLast(producer: ProducerNode, effects: Effects, record: Appending, partition: number): boolean {
  const { accumulator } = producer
  const queue = accumulator.queues[partition]!
  if (queue.length === 0) return false
  const last = queue[queue.length - 1]!
  const sizeBytes = appendRecord(last, effects.upcomingRecord, record.calledUs, record.timestampMs, record.key, record.keyBytes, record.valueBytes)
  if (sizeBytes === -1) {
    closeForAppends(last.builder)
    markFilled(last, effects, record.cause)
    return false
  }
  enter(accumulator, effects, record.calledUs, last, sizeBytes, queue.length > 1)
  accumulator.lastOpened = false
  if (isFull(last.builder)) markFilled(last, effects, record.cause)
  if (record.partition === -1) chargeSticky(producer, effects, record.topic, sizeBytes, isFull(last.builder))
  return true
}

function openBatch(producer: ProducerNode, effects: Effects, record: Appending, partition: number, reservedBytes: number): void {
  const { accumulator } = producer
  const id = effects.newBatch()
  const batch = createBatch({
    id, partition, openedUs: effects.nowUs, createdMs: effects.nowMs, baseTimestampMs: record.timestampMs, builder: builderFor(producer, record.topic, reservedBytes), reservedBytes, isSplit: false, ...codecOf(producer),
    openedEvent: effects.emit('batchOpened', record.cause, id, partition, effects.upcomingRecord, reservedBytes),
  }, accumulator.expectedRecords)
  accumulator.incomplete.set(id, batch)
  accumulator.held.set(id, reservedBytes)
  const queue = accumulator.queues[partition]!
  noteWaiting(accumulator, partition)
  queue.push(batch)
  const sizeBytes = appendRecord(batch, effects.upcomingRecord, record.calledUs, record.timestampMs, record.key, record.keyBytes, record.valueBytes)
  enter(accumulator, effects, record.calledUs, batch, sizeBytes, queue.length > 1)
  accumulator.lastOpened = true
  if (isFull(batch.builder)) markFilled(batch, effects, record.cause)
  // A new batch's whole estimated size counts, header included (spec §4.3).
  if (record.partition === -1) chargeSticky(producer, effects, record.topic, batch.builder.estimatedBytes, isFull(batch.builder))
}

/** What a batch opened now is compressed with. */
function codecOf({ config }: ProducerNode): Pick<ProducerBatch, 'codec' | 'codecLevel'> {
  const codec = config['compression.type'] as CodecName
  return { codec, codecLevel: codec === 'gzip' || codec === 'lz4' || codec === 'zstd' ? config[`compression.${codec}.level`] : null }
}
const builderFor = ({ config, accumulator }: ProducerNode, topic: number, sizeBytes: number): BatchBuilder =>
  (config['compression.type'] === 'none' ? openBuilder(sizeBytes) : openBuilder(sizeBytes, accumulator.ratios[topic]!))

function enter(accumulator: Accumulator, effects: Effects, calledUs: number, batch: ProducerBatch, sizeBytes: number, hasOthers: boolean): void {
  accumulator.sentRecords++
  accumulator.lastRecord = effects.recordEntered(calledUs, batch.id)
  accumulator.lastPartition = batch.partition
  accumulator.lastBatch = batch.id
  accumulator.lastIndex = batch.recordCount - 1
  accumulator.lastSizeBytes = sizeBytes
  accumulator.lastFull = hasOthers || isFull(batch.builder)
}

function markFilled(batch: ProducerBatch, effects: Effects, cause: number): void {
  if (batch.filledEvent === -1) batch.filledEvent = effects.emit('batchFilled', cause, batch.id, batch.partition, batch.recordCount, batch.builder.estimatedBytes)
}

function giveBack(accumulator: Accumulator, bytes: number): void {
  if (bytes > 0) deallocate(accumulator.pool, bytes)
}

/** The batch's memory comes back, once; a piece of a split batch has none. */
export function releaseMemory(accumulator: Accumulator, batch: ProducerBatch): void {
  const heldBytes = accumulator.held.get(batch.id) ?? 0
  accumulator.held.delete(batch.id)
  if (heldBytes > 0) deallocate(accumulator.pool, heldBytes, accumulator.grown.delete(batch.id))
}

/** A batch comes back to be sent again: to the head, or with idempotence to its place in the order of sequences. */
export function reenqueue(producer: ProducerNode, batch: ProducerBatch): void {
  const queue = producer.accumulator.queues[batch.partition]!
  noteWaiting(producer.accumulator, batch.partition)
  let place = 0
  if (producer.transactionManager !== null) {
    while (place < queue.length && hasSequence(queue[place]!) && queue[place]!.baseSequence < batch.baseSequence) place++
  }
  queue.splice(place, 0, batch)
}

/** Split results are halved since 4.2; before, a batch that the broker finds too large came back whole again and again. */
const halvesSplits = ({ version }: ProducerNode): boolean => version !== '3.9' && version !== '4.0' && version !== '4.1'

/**
 * splitAndReenqueue: the records of a batch that was too large for the broker, in new batches of at most batch.size (a piece of a piece: half), at the head
 * of the queue in order. Returns the pieces.
 */
export function splitBatch(producer: ProducerNode, effects: Effects, big: ProducerBatch, cause: number): readonly ProducerBatch[] {
  const { accumulator, config, transactionManager } = producer
  const wholeBytes = Math.max(1, config['batch.size'])
  const targetBytes = big.isSplit && halvesSplits(producer) ? Math.max(big.largestRecordBytes, Math.floor(batchSizeBytes(big) / 2)) : wholeBytes
  const topic = producer.topics.indexOf(topicOf(producer.topics, big.partition))
  if (big.codec !== 'none') accumulator.ratios[topic] = Math.max(1, compressionRatio(big))
  const pieces = packPieces(producer, effects, big, targetBytes)
  const event = effects.emit('batchSplit', cause, big.id, big.partition, pieces.length, pieces[0]!.id, big.recordCount, targetBytes)
  let sequence = big.baseSequence, firstIndex = 0
  for (const piece of pieces) {
    if (hasSequence(big)) {
      piece.producerId = big.producerId
      piece.producerEpoch = big.producerEpoch
      piece.baseSequence = sequence
      sequence += piece.recordCount
    }
    piece.retryEvent = piece.filledEvent = effects.emit('pieceMade', event, piece.id, piece.partition, big.id, firstIndex, piece.recordCount, batchSizeBytes(piece))
    firstIndex += piece.recordCount
  }
  for (const piece of pieces.toReversed()) {
    accumulator.incomplete.set(piece.id, piece)
    if (transactionManager !== null) addInFlight(transactionManager, piece)
    reenqueue(producer, piece)
  }
  return pieces
}

function packPieces(producer: ProducerNode, effects: Effects, big: ProducerBatch, targetBytes: number): ProducerBatch[] {
  const { keys } = producer.application
  const topic = producer.topics.indexOf(topicOf(producer.topics, big.partition))
  const pieces: ProducerBatch[] = []
  const { columns } = big
  for (let at = 0; at < big.recordCount * RECORD_STRIDE; at += RECORD_STRIDE) {
    const key = columns[at + KEY_INDEX]!, valueBytes = columns[at + VALUE_BYTES]!
    const keyBytes = key === -1 ? -1 : keys.sizesBytes[key]!
    const put = (piece: ProducerBatch): boolean =>
      appendRecord(piece, columns[at + RECORD_ID]!, columns[at + SENT_US]!, columns[at + TIMESTAMP_MS]!, key, keyBytes, valueBytes) !== -1
    const last = pieces.at(-1)
    if (last !== undefined && put(last)) continue
    const piece = createBatch({
      id: effects.newBatch(), partition: big.partition, openedUs: big.openedUs, createdMs: big.createdMs, baseTimestampMs: columns[at + TIMESTAMP_MS]!,
      builder: builderFor(producer, topic, Math.max(targetBytes, upperBound(keyBytes, valueBytes))), reservedBytes: 0, isSplit: true, codec: big.codec, codecLevel: big.codecLevel, openedEvent: big.openedEvent,
    }, big.recordCount)
    put(piece)
    pieces.push(piece)
  }
  for (const piece of pieces) closeForAppends(piece.builder)
  return pieces
}
