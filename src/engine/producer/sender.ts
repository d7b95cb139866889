/**
 * The sender thread, pass by pass: which brokers have something ready, which of them have a free slot, drain those, write one request to each, and
 * sleep until the next batch's linger ends or somebody wakes it.
 * Kafka: clients/producer/internals/{Sender#sendProducerData, RecordAccumulator#ready, #drainBatchesForOneNode}; spec §5.4–5.6, §6.1.
 * A pass takes no time; a poll sleeps its timeout from nowUs (whole ms, the client's clock).
 * Simplified: no retries, expiry, metadata updates, connection setup, flush or close yet; answers are handled as they arrive.
 */
import type { Effects } from '../effects'
import { DRAIN_REASONS, type DrainReason } from '../events'
import { PHASE } from '../kernel/eventQueue'
import { fail, known } from '../kernel/assert'
import { DATA_CONNECTION, PRODUCE, messageBytes, type Message, type ProduceRequest, type ProduceResponse, type RecordBatch } from '../protocol/messages'
import { isFull } from '../records/batchBuilder'
import type { InFlightBatch, InFlightRequest, ProducerNode } from './producerNode'
import { giveBack, sealBatch, type ProducerBatch } from './recordAccumulator'
import { updateLoad } from './stickyChoice'

const MAX_COMPLETED = 2048
const slotsOf = (producer: ProducerNode): number => producer.config['max.in.flight.requests.per.connection']

/** Somebody gives the sender a reason to look again: its next pass is now. */
export function wakeSender(producer: ProducerNode, effects: Effects): void {
  if (producer.sender.passUs !== effects.nowUs) planPass(producer, effects, effects.nowUs)
}

function planPass(producer: ProducerNode, effects: Effects, atUs: number): void {
  producer.sender.passUs = atUs
  effects.schedule(atUs, PHASE.decision, 'runSender', ++producer.sender.generation)
}

/** Sender.runOnce. */
export function runSender(producer: ProducerNode, effects: Effects, generation: number): void {
  const { sender } = producer
  if (generation !== sender.generation) return
  sender.passUs = -1
  const { brokers, nextCheckMs } = readyBrokers(producer, effects)
  let sent = false
  for (const broker of brokers) {
    if (inFlightTo(producer, broker).length >= slotsOf(producer)) { holdBack(producer, effects, broker); continue }
    const batches = drain(producer, effects, broker)
    if (batches.length > 0) { writeRequest(producer, effects, broker, batches); sent = true }
  }
  if (sent) planPass(producer, effects, effects.nowUs)
  else if (nextCheckMs !== Infinity) planPass(producer, effects, effects.nowUs + nextCheckMs * 1000)
}

function inFlightTo(producer: ProducerNode, broker: number): InFlightRequest[] {
  const { inFlight } = producer.sender
  let list = inFlight.get(broker)
  if (list === undefined) { list = []; inFlight.set(broker, list) }
  return list
}

/**
 * RecordAccumulator.ready: the brokers, ascending, with at least one batch that may leave; and when the next batch's linger ends, in ms.
 * A batch may leave if it is full (or another stands behind it), has waited linger.ms, or somebody waits for memory.
 */
function readyBrokers(producer: ProducerNode, effects: Effects): { brokers: number[]; nextCheckMs: number } {
  const { accumulator: { queues }, leaders, sender, config, application } = producer
  const ready: number[] = []
  let nextCheckMs = Infinity
  for (let partition = 0; partition < queues.length; partition++) {
    const head = queues[partition]![0]
    if (head === undefined) continue
    const waitedMs = Math.max(0, effects.nowMs - head.lastAttemptMs)
    if (head.readyReason === null) markReady(head, queues[partition]!.length > 1 || isFull(head.builder), waitedMs >= config['linger.ms'], application.blocked?.event ?? -1, config['linger.ms'], effects)
    const leader = leaders[partition]!
    if (sender.muted.has(partition)) {
      if (head.readyReason !== null) markHeldBack(producer, effects, head, leader)
      continue
    }
    if (ready.includes(leader)) continue
    if (head.readyReason !== null) ready.push(leader)
    else nextCheckMs = Math.min(nextCheckMs, config['linger.ms'] - waitedMs)
  }
  updateLoad(producer)
  return { brokers: ready.sort((one, other) => one - other), nextCheckMs }
}

/** Notes the first reason for which a batch may leave, and the event that made it so. */
function markReady(batch: ProducerBatch, full: boolean, lingerOver: boolean, blockedEvent: number, lingerMs: number, effects: Effects): void {
  if (full) { batch.readyReason = 'full'; batch.readyEvent = batch.filledEvent }
  else if (lingerOver) {
    batch.readyReason = 'linger'
    batch.readyEvent = effects.emit('lingerExpired', batch.openedEvent, batch.id, batch.partition, lingerMs, batch.openedUs)
  } else if (blockedEvent !== -1) { batch.readyReason = 'memory'; batch.readyEvent = blockedEvent }
}

/** The broker has no free slot: its ready batches wait, and say so once. */
function holdBack(producer: ProducerNode, effects: Effects, broker: number): void {
  const { accumulator: { queues }, leaders } = producer
  queues.forEach((queue, partition) => {
    const head = queue[0]
    if (head !== undefined && leaders[partition] === broker && head.readyReason !== null) markHeldBack(producer, effects, head, broker)
  })
}

function markHeldBack(producer: ProducerNode, effects: Effects, batch: ProducerBatch, broker: number): void {
  if (batch.heldBackSinceUs !== -1) return
  batch.heldBackSinceUs = effects.nowUs
  batch.heldBackEvent = effects.emit('batchHeldBack', batch.readyEvent, batch.id, batch.partition, broker, inFlightTo(producer, broker).length)
}

/**
 * drainBatchesForOneNode: one batch per partition that this broker leads, in the client's order, beginning where the last drain of the broker
 * stopped. Batches that are not ready themselves go with the ones that are.
 */
function drain(producer: ProducerNode, effects: Effects, broker: number): InFlightBatch[] {
  const { accumulator: { queues }, leaders, partitionOrder, sender, config } = producer
  const own = partitionOrder.filter(partition => leaders[partition] === broker)
  const start = (sender.drainIndex.get(broker) ?? 0) % own.length
  const ready = own.map(partition => queues[partition]![0]).find(head => head !== undefined && head.readyReason !== null)
  const drained: InFlightBatch[] = []
  let sizeBytes = 0
  for (let step = 0; step < own.length; step++) {
    const index = (start + step) % own.length
    sender.drainIndex.set(broker, index)
    const partition = own[index]!
    const head = queues[partition]![0]
    if (head === undefined || sender.muted.has(partition)) continue
    if (drained.length > 0 && sizeBytes + head.builder.estimatedBytes > config['max.request.size']) break
    queues[partition]!.shift()
    drained.push(takeBatch(producer, effects, head, ready ?? head))
    sizeBytes += drained.at(-1)!.batch.sizeBytes
    if (slotsOf(producer) === 1) sender.muted.add(partition)
  }
  return drained
}

/** Seals a batch and tells why it left. `ready` is a batch that made its broker ready. */
function takeBatch(producer: ProducerNode, effects: Effects, head: ProducerBatch, ready: ProducerBatch): InFlightBatch {
  const reason: DrainReason = head.readyReason ?? 'with'
  const heldBackUs = head.heldBackSinceUs === -1 ? 0 : effects.nowUs - head.heldBackSinceUs
  const batch = sealBatch(head, producer.node, effects.nowUs)
  producer.accumulator.expectedRecords = batch.recordCount
  producer.accumulator.lastDrainedUs[batch.partition] = effects.nowUs
  // The last missing condition: the slot, if it had to wait for one; else what made it (or its companion) ready.
  const freed = producer.sender.lastAnswer.get(producer.leaders[head.partition]!) ?? -1
  const waited = ready.heldBackSinceUs !== -1 || (head.heldBackSinceUs !== -1)
  const cause = waited && freed !== -1 ? freed : head.readyReason === null ? ready.readyEvent : head.readyEvent
  const drainedEvent = effects.emit('batchDrained', cause, batch.id, batch.partition, DRAIN_REASONS.indexOf(reason), batch.recordCount, batch.sizeBytes, heldBackUs)
  return {
    batch, reason, heldBackUs, limitBytes: head.builder.writeLimitBytes, lingerEndsUs: (head.createdMs + producer.config['linger.ms']) * 1000,
    reservedBytes: head.reservedBytes, drainedEvent,
  }
}

function writeRequest(producer: ProducerNode, effects: Effects, broker: number, batches: readonly InFlightBatch[]): void {
  const { sender, config } = producer
  const acks = config.acks === 'all' ? -1 : Number(config.acks)
  const body: ProduceRequest = { acks, batches: batches.map(({ batch }) => batch) }
  const cause = (batches.find(({ reason }) => reason !== 'with') ?? known(batches[0], 'a drained batch')).drainedEvent
  const correlationId = sender.correlationId++
  const message = effects.request(broker, DATA_CONNECTION, PRODUCE, correlationId, body, cause)
  inFlightTo(producer, broker).push({
    message, correlationId, broker, sentUs: effects.nowUs, sizeBytes: messageBytes(PRODUCE, false, body), sentEvent: effects.lastEvent, acks, batches,
  })
  if (acks === 0) effects.schedule(effects.nowUs, PHASE.arrival, 'completeWrite', message, broker)
}

/** acks=0: the bytes are written, and that is all the producer will ever know. */
export function completeWrite(producer: ProducerNode, effects: Effects, message: number, broker: number): void {
  const request = takeInFlight(producer, broker, message)
  for (const { batch } of request.batches) completeBatch(producer, effects, batch, -1, request.correlationId, request.sentEvent)
  finishRequest(producer, effects, request, request.sentEvent)
}

/** An answer: each batch's futures are completed, its memory comes back, the slot is free. */
export function receiveProduceResponse(producer: ProducerNode, effects: Effects, message: Message, event: number): void {
  const request = takeInFlight(producer, message.from, message.request)
  for (const { batch, baseOffset } of (message.body as ProduceResponse).results) {
    const sent = known(request.batches.find(inFlight => inFlight.batch.id === batch), 'the batch in flight')
    completeBatch(producer, effects, sent.batch, baseOffset, message.correlationId, event)
  }
  finishRequest(producer, effects, request, event)
}

/** Answers come in the order of the requests of a connection (spec §6.2). */
function takeInFlight(producer: ProducerNode, broker: number, message: number): InFlightRequest {
  const request = known(inFlightTo(producer, broker).shift(), 'the request in flight')
  if (request.message !== message) fail('an answer came out of order')
  return request
}

function completeBatch(producer: ProducerNode, effects: Effects, batch: RecordBatch, baseOffset: number, correlationId: number, cause: number): void {
  effects.emit('batchAcknowledged', cause, batch.id, batch.partition, baseOffset, batch.recordCount, correlationId)
  producer.accumulator.acknowledgedRecords += batch.recordCount
  producer.completed.push({ sealed: true, atUs: effects.nowUs, records: batch.recordCount, columns: batch.columns })
  if (producer.completed.length > MAX_COMPLETED) producer.completed.splice(0, MAX_COMPLETED / 2)
}

function finishRequest(producer: ProducerNode, effects: Effects, request: InFlightRequest, event: number): void {
  const { sender } = producer
  for (const { batch, reservedBytes } of request.batches) {
    giveBack(producer.accumulator, reservedBytes)
    sender.muted.delete(batch.partition)
  }
  sender.lastAnswer.set(request.broker, event)
  wakeSender(producer, effects)
  if (producer.application.blocked !== null) effects.schedule(effects.nowUs, PHASE.decision, 'releaseApplication')
}
