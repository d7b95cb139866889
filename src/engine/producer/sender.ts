/**
 * The sender thread, pass by pass: what the last poll brought, then which brokers have something ready, drain those that can take it, write one request to
 * each, fail what is too old, and poll.
 * Kafka: clients/producer/internals/Sender#run, #runOnce, #sendProducerData, #maybeSendAndPollTransactionalRequest; spec §5.4–5.7, §6.1.
 * A pass takes no time; a poll sleeps its timeout from nowUs (whole ms, the client's clock).
 */
import type { Effects } from '../effects'
import { ERROR } from '../protocol/errorCodes'
import { known } from '../kernel/assert'
import { PHASE } from '../kernel/eventQueue'
import { INIT_PRODUCER_ID, PRODUCE, type InitProducerIdResponse, type ProduceRequest, type ProduceResponse, type ProduceResult } from '../protocol/messages'
import { topicOf } from '../protocol/topics'
import { abandonBlocked, releaseThreads } from './application'
import { requestUpdate } from './clientMetadata'
import { abortAll, completeBatch, expireBatches, takeLeaderHints } from './completion'
import { drain } from './drain'
import { hasInFlight, leastLoadedBroker, poll, pollDelayMs, readyToSend, sendRequest, takeEnded, wakeSender, type EndedRequest } from './networkClient'
import { sealBatch, type ProducerBatch } from './producerBatch'
import type { ProducerNode } from './producerNode'
import { holdBack, readyBrokers } from './readiness'
import { bumpEpochIfNeeded, hasFatalError, resolveSequences, setProducerId } from './transactionManager'

/** A poll ends: what it brought is handled, threads of the application that it let go on go on, and the next pass begins. */
export function runSender(producer: ProducerNode, effects: Effects, generation: number): void {
  const { sender } = producer
  if (generation !== sender.generation || sender.isClosed) return
  sender.pollEndsUs = -1
  for (const ended of takeEnded(producer, effects)) endRequest(producer, effects, ended)
  releaseThreads(producer, effects)
  completeFlushes(producer, effects)
  if (!keepsRunning(producer)) {
    finishClose(producer, effects)
    return effects.schedule(effects.nowUs, PHASE.decision, 'startNextProducer')
  }
  pass(producer, effects)
}

function keepsRunning(producer: ProducerNode): boolean {
  const { sender, accumulator } = producer
  return sender.running || (!sender.forceClose && (accumulator.queues.some(queue => queue.length > 0) || hasInFlight(producer)))
}

/** Sender.runOnce. */
function pass(producer: ProducerNode, effects: Effects): void {
  const { transactionManager: manager, config } = producer
  if (manager !== null) {
    resolveSequences(manager)
    if (hasFatalError(manager)) {
      abortAll(producer, effects, 'fatal', manager.lastError, effects.rootEvent)
      return poll(producer, effects, config['retry.backoff.ms'])
    }
    const rewritten = bumpEpochIfNeeded(manager)
    if (rewritten !== -1) effects.emit('epochBumped', effects.rootEvent, manager.producerId, manager.producerEpoch, rewritten)
    if (manager.producerId === -1 && manager.initRequest === 'none') { manager.initRequest = 'pending'; manager.state = 'initializing' }
    if (manager.initRequest !== 'none') return askProducerId(producer, effects)
  }
  poll(producer, effects, sendProducerData(producer, effects))
}

/** InitProducerId to the least loaded broker; nothing else is sent until it is answered. */
function askProducerId(producer: ProducerNode, effects: Effects): void {
  const { config } = producer
  const manager = known(producer.transactionManager, 'the transaction manager')
  if (manager.initRequest !== 'inFlight') {
    const broker = leastLoadedBroker(producer, effects)
    if (broker !== -1 && readyToSend(producer, effects, broker)) {
      manager.initRequest = 'inFlight'
      sendRequest(producer, effects, broker, INIT_PRODUCER_ID, { transactionalId: null }, true, [], effects.rootEvent)
    }
  }
  poll(producer, effects, config['retry.backoff.ms'])
}

function sendProducerData(producer: ProducerNode, effects: Effects): number {
  const { sender, config, metadata } = producer
  const { brokers, nextCheckMs, isLeaderUnknown } = readyBrokers(producer, effects)
  if (isLeaderUnknown) requestUpdate(metadata)
  let notReadyMs = Infinity
  const able: number[] = []
  for (const broker of brokers) {
    const isAble = readyToSend(producer, effects, broker)
    noteLatency(producer, effects, broker, isAble)
    if (isAble) able.push(broker)
    else { holdBack(producer, effects, broker); notReadyMs = Math.min(notReadyMs, pollDelayMs(producer, effects, broker)) }
  }
  const requests = able.map(broker => ({ broker, batches: drain(producer, effects, broker) })).filter(({ batches }) => batches.length > 0)
  for (const { batches } of requests) {
    for (const batch of batches) {
      const list = sender.inFlightBatches.get(batch.partition)
      if (list === undefined) sender.inFlightBatches.set(batch.partition, [batch])
      else list.push(batch)
      if (config['max.in.flight.requests.per.connection'] === 1) sender.muted.add(batch.partition)
    }
  }
  const nextExpiryMs = expireBatches(producer, effects)
  for (const { broker, batches } of requests) sendProduce(producer, effects, broker, batches)
  return able.length > 0 ? 0 : Math.max(Math.min(nextCheckMs, notReadyMs, nextExpiryMs - effects.nowMs), 0)
}

function noteLatency({ sender, config }: ProducerNode, effects: Effects, broker: number, canDrain: boolean): void {
  if (config['partitioner.availability.timeout.ms'] <= 0) return
  const latency = sender.nodeLatency.get(broker) ?? { readyMs: effects.nowMs, drainMs: effects.nowMs }
  sender.nodeLatency.set(broker, latency)
  latency.readyMs = effects.nowMs
  if (canDrain) latency.drainMs = effects.nowMs
}

function sendProduce(producer: ProducerNode, effects: Effects, broker: number, batches: readonly ProducerBatch[]): void {
  const { config, topics } = producer
  const acks = config.acks === 'all' ? -1 : Number(config.acks)
  // On the wire the partitions stand under their topics, these in the order of the drain.
  const inOrder = [...new Set(batches.map(({ partition }) => topicOf(topics, partition)))]
  const byTopic = inOrder.flatMap(topic => batches.filter(({ partition }) => topicOf(topics, partition) === topic))
  const body: ProduceRequest = { acks, timeoutMs: config['request.timeout.ms'], batches: byTopic.map(batch => sealBatch(batch, producer.node)) }
  const cause = (batches.find(({ drainReason }) => drainReason !== 'with') ?? known(batches[0], 'a drained batch')).drainedEvent
  sendRequest(producer, effects, broker, PRODUCE, body, acks !== 0, batches, cause)
}

function endRequest(producer: ProducerNode, effects: Effects, ended: EndedRequest): void {
  const { request, event } = ended
  if (request.api === INIT_PRODUCER_ID) endInitProducerId(producer, effects, ended)
  else endProduce(producer, effects, ended)
  producer.sender.lastAnswer.set(request.broker, event)
}

function endProduce(producer: ProducerNode, effects: Effects, { request, end, message, event }: EndedRequest): void {
  const { batches, correlationId, broker } = request
  const all = (error: number): ProduceResult[] => batches.map(({ id, partition }) => ({ batch: id, partition, error, baseOffset: -1, logStartOffset: -1 }))
  if (end === 'timedOut') for (const [index, result] of all(ERROR.requestTimedOut).entries()) completeBatch(producer, effects, batches[index]!, result, correlationId, event, 'timedOut', broker)
  else if (end === 'disconnected') for (const [index, result] of all(ERROR.networkException).entries()) completeBatch(producer, effects, batches[index]!, result, correlationId, event, 'disconnected', broker)
  else if (end === 'written') for (const [index, result] of all(ERROR.none).entries()) completeBatch(producer, effects, batches[index]!, result, correlationId, event, 'answered', -1)
  else {
    const { results } = known(message, 'the answer').body as ProduceResponse
    for (const result of results) {
      const batch = known(batches.find(({ id }) => id === result.batch), 'the batch in flight')
      completeBatch(producer, effects, batch, result, correlationId, event, 'answered', result.message === undefined ? -1 : effects.text(result.message))
    }
    takeLeaderHints(producer, results)
  }
}

function endInitProducerId(producer: ProducerNode, effects: Effects, { end, message, event }: EndedRequest): void {
  const manager = known(producer.transactionManager, 'the transaction manager')
  const answer = end === 'answered' ? message!.body as InitProducerIdResponse : null
  if (answer === null || answer.error !== ERROR.none) { manager.initRequest = 'retry'; return }
  manager.initRequest = 'none'
  setProducerId(manager, answer.producerId, answer.producerEpoch)
  effects.emit('producerIdAssigned', event, answer.producerId, answer.producerEpoch)
}

/** flush(): everything leaves without waiting for linger; the call returns when all that was there is completed. */
export function flush(producer: ProducerNode, effects: Effects, cause: number): void {
  const batches = new Set(producer.accumulator.incomplete.keys())
  const event = effects.emit('flushStarted', cause, batches.size)
  producer.sender.flushes.push({ batches, event })
  wakeSender(producer, effects)
}

function completeFlushes(producer: ProducerNode, effects: Effects): void {
  const { sender } = producer
  if (sender.flushes.length === 0) return
  for (const done of sender.flushes.filter(({ batches }) => batches.size === 0)) effects.emit('flushCompleted', done.event)
  sender.flushes = sender.flushes.filter(({ batches }) => batches.size > 0)
}

/** close(timeout): nothing more is taken; what is there is sent, at most for so long. 0: at once, the rest fails. Infinity: however long it takes. */
export function close(producer: ProducerNode, effects: Effects, timeoutMs: number, cause: number): void {
  const { sender } = producer
  if (sender.isClosed) return
  if (sender.closeEvent === -1) sender.closeEvent = effects.emit('closeStarted', cause, timeoutMs === Infinity ? -1 : timeoutMs)
  sender.running = false
  if (timeoutMs === 0) sender.forceClose = true
  else if (timeoutMs !== Infinity) effects.schedule(effects.nowUs + timeoutMs * 1000, PHASE.endOfWait, 'forceClose')
  abandonBlocked(producer, effects)
  wakeSender(producer, effects)
}

/** The timeout of close() is over. */
export function forceClose(producer: ProducerNode, effects: Effects): void {
  if (producer.sender.isClosed) return
  producer.sender.forceClose = true
  wakeSender(producer, effects)
}

function finishClose(producer: ProducerNode, effects: Effects): void {
  const { sender } = producer
  if (sender.forceClose) abortAll(producer, effects, 'closed', ERROR.none, sender.closeEvent)
  for (const [broker, { state, opened }] of sender.connections) if (state !== 'disconnected') effects.closeConnection(broker, (opened - 1) * 2)
  releaseThreads(producer, effects)
  completeFlushes(producer, effects)
  sender.isClosed = true
  effects.emit('producerClosed', sender.closeEvent, sender.forceClose ? 1 : 0)
}

