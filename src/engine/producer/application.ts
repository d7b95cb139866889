/**
 * The application's threads: each calls send() as the workload or the script says, and waits inside it when there is no memory or the topic is not known.
 * While a thread's send() waits, its later ones wait behind it and are made at the instant it returns.
 * Kafka: clients/producer/KafkaProducer.java#doSend, #waitOnMetadata, #ensureValidRecordSize; spec §5.1, §5.2.
 * Simplified: serializing and choosing a partition take no time.
 */
import { partitionAt, partitionCount, type Topic } from '../protocol/topics'
import type { Command } from '../commands'
import type { Effects } from '../effects'
import { PARTITION_RULES, REFUSALS } from '../events'
import { known } from '../kernel/assert'
import { PHASE } from '../kernel/eventQueue'
import { upperBound } from '../records/recordSize'
import { availableBytes, gather, giveUp, waitForMemory, type MemoryWaiter } from './bufferPool'
import { requestUpdate } from './clientMetadata'
import { keyIndex, NO_KEY } from './keyTable'
import { learnTopic } from './knownTopics'
import { wakeSender } from './networkClient'
import { partitionForHash } from './partitioner'
import { needsPreparing, prepareSend } from './prepareSend'
import type { ApplicationThread, BlockedSend, PendingSend, ProducerNode } from './producerNode'
import { append, BLOCKED } from './recordAccumulator'
import { CHOSEN_BY_PRODUCER, takeDueSend } from './workload'

type Refusal = (typeof REFUSALS)[number]

export function sendNextRecord(producer: ProducerNode, effects: Effects, generation: number, thread: number): void {
  const due = takeDueSend(producer, effects, generation, thread)
  if (due !== null) send(producer, effects, producer.application.threads[thread]!, due)
}

/** `cluster`: the topics that there are. */
export function sendFromScript(producer: ProducerNode, effects: Effects, cluster: readonly Topic[], command: Extract<Command, { type: 'send' }>, cause: number): void {
  const { application, topics } = producer
  const topic = learnTopic(producer, cluster, command.topic ?? topics[application.topic]!.name)
  send(producer, effects, known(application.threads[command.thread ?? 0], 'the thread'), {
    calledUs: effects.nowUs, key: command.key === null ? NO_KEY : keyIndex(application.keys, command.key, producer.serializers.key), valueBytes: command.valueBytes,
    topic, partition: command.partition ?? CHOSEN_BY_PRODUCER, traced: command.traced === true, cause, ...(command.value !== undefined && { value: command.value }),
    ...(command.timestampMs !== undefined && { givenTimestampMs: command.timestampMs }),
  })
}

function send(producer: ProducerNode, effects: Effects, thread: ApplicationThread, call: PendingSend): void {
  if (thread.blocked !== null || producer.nextConfig !== null) thread.waiting.push(call)
  else doSend(producer, effects, thread, call, producer.config['max.block.ms'] * 1000)
}

/** send() itself, from its beginning, or again after metadata came. `remainingUs` of max.block.ms. */
function doSend(producer: ProducerNode, effects: Effects, thread: ApplicationThread, given: PendingSend, remainingUs: number): void {
  const { config, topics, metadata } = producer
  if (!producer.sender.running) return refuse(producer, effects, given, 'closed', 0, 0)
  const own = topics[given.topic]!
  const isKnown = metadata.leaders[partitionAt(own, 0)] !== undefined && given.partition < partitionCount(own)
  if (!isKnown) return waitOnMetadata(producer, effects, thread, given, remainingUs)
  let call = given
  if (needsPreparing(producer, given)) {
    const prepared = prepareSend(producer, given)
    if (!prepared.ok) return refuse(producer, effects, given, prepared.reason, 0, effects.text(prepared.exception), effects.text(prepared.message))
    ;({ call } = prepared)
  }
  const keyBytes = call.key === NO_KEY ? -1 : producer.application.keys.sizesBytes[call.key]!
  const sizeBytes = upperBound(keyBytes, call.valueBytes)
  if (sizeBytes > config['max.request.size']) return refuse(producer, effects, call, 'max.request.size', sizeBytes, config['max.request.size'])
  if (sizeBytes > config['buffer.memory']) return refuse(producer, effects, call, 'buffer.memory', sizeBytes, config['buffer.memory'])
  appendCall(producer, effects, thread, call, remainingUs, call.givenTimestampMs ?? effects.wallMs, null)
}

/** Within its topic; −1: the built-in partitioner chooses when the record is appended. */
function partitionOf({ config, application, topics }: ProducerNode, { partition, key, topic }: PendingSend): number {
  if (partition !== CHOSEN_BY_PRODUCER) return partition
  if (key === NO_KEY || config['partitioner.ignore.keys'] === 'true') return CHOSEN_BY_PRODUCER
  return partitionForHash(application.keys.hashes[key]!, partitionCount(topics[topic]!))
}

function appendCall(producer: ProducerNode, effects: Effects, thread: ApplicationThread, call: PendingSend, remainingUs: number, timestampMs: number, buffer: { bytes: number; partition: number; sticky: number } | null): void {
  const { accumulator, application, topics, transactionManager } = producer
  const { key, topic } = call
  const within = partitionOf(producer, call)
  const partition = within === CHOSEN_BY_PRODUCER ? CHOSEN_BY_PRODUCER : partitionAt(topics[topic]!, within)
  const keyBytes = key === NO_KEY ? -1 : application.keys.sizesBytes[key]!
  const outcome = append(producer, effects, { calledUs: call.calledUs, timestampMs, key, keyBytes, valueBytes: call.valueBytes, topic, partition, cause: call.cause }, buffer)
  if (outcome === BLOCKED) {
    const sizeBytes = accumulator.neededBytes
    const event = effects.emit('sendBlocked', call.cause, thread.number, sizeBytes, availableBytes(accumulator.pool), effects.upcomingRecord)
    waitForMemory(accumulator.pool, thread.number, sizeBytes)
    return block(producer, effects, thread, {
      ...call, event, waitsFor: 'memory', remainingUs, sinceUs: effects.nowUs, timestampMs, sizeBytes, chosenPartition: accumulator.blockedPartition, stickyNumber: accumulator.blockedSticky,
      metadataVersion: 0, wait: 0,
    })
  }
  if (call.traced) traceSteps(producer, effects, call, keyBytes, within)
  if (transactionManager !== null && transactionManager.state === 'fatal') {
    // Kafka looks at this after the append: the record is in a batch, which will fail, and send() throws.
    effects.emit('recordRefused', call.cause, accumulator.lastRecord, REFUSALS.indexOf('fatal'), accumulator.lastSizeBytes, 0)
    return
  }
  if (accumulator.lastOpened || accumulator.lastFull) wakeSender(producer, effects)
}

function traceSteps({ accumulator, application }: ProducerNode, effects: Effects, { key, valueBytes, partition, placed, cause }: PendingSend, keyBytes: number, within: number): void {
  const { lastRecord: record, lastPartition, lastBatch, lastIndex, lastSizeBytes } = accumulator
  const rule = PARTITION_RULES.indexOf(placed === true ? 'partitioner' : partition !== CHOSEN_BY_PRODUCER ? 'explicit' : within === CHOSEN_BY_PRODUCER ? 'sticky' : 'key')
  const sent = effects.emit('recordSent', cause, record, key, valueBytes)
  const serialized = effects.emit('recordSerialized', sent, record, Math.max(keyBytes, 0), valueBytes)
  const chosen = effects.emit('partitionChosen', serialized, record, lastPartition, rule, key === NO_KEY ? 0 : application.keys.hashes[key]!)
  effects.emit('recordAppended', chosen, record, lastPartition, lastBatch, lastIndex, lastSizeBytes)
}

/** send() fails. `limit` and `detail` as the event's (events.ts). */
function refuse(producer: ProducerNode, effects: Effects, call: PendingSend, reason: Refusal, sizeBytes: number, limit: number, detail = 0, cause = call.cause): void {
  producer.accumulator.sentRecords++
  const record = effects.recordEntered(call.calledUs, -1)
  effects.emit('recordRefused', cause, record, REFUSALS.indexOf(reason), sizeBytes, limit, detail)
}

function waitOnMetadata(producer: ProducerNode, effects: Effects, thread: ApplicationThread, call: PendingSend, remainingUs: number): void {
  requestUpdate(producer.metadata)
  wakeSender(producer, effects)
  const event = effects.emit('sendBlocked', call.cause, thread.number, 0, 0, effects.upcomingRecord)
  block(producer, effects, thread, {
    ...call, event, waitsFor: 'metadata', remainingUs, sinceUs: effects.nowUs, timestampMs: 0, sizeBytes: 0, chosenPartition: -1, stickyNumber: -1,
    metadataVersion: producer.metadata.version, wait: 0,
  })
}

function block(producer: ProducerNode, effects: Effects, thread: ApplicationThread, blocked: BlockedSend): void {
  const wait = ++producer.application.waits
  thread.blocked = { ...blocked, wait }
  effects.schedule(effects.nowUs + Math.max(0, blocked.remainingUs), PHASE.endOfWait, 'expireBlockedSend', thread.number, wait)
}

const waiterOf = ({ accumulator }: ProducerNode, thread: ApplicationThread): MemoryWaiter => known(accumulator.pool.waiters.find(waiter => waiter.thread === thread.number), 'the waiter')

/** After a poll: memory may have come back, metadata may have come. The waiting calls of send() look again, then those behind them are made. */
export function releaseThreads(producer: ProducerNode, effects: Effects): void {
  const { application, accumulator: { pool }, metadata } = producer
  for (const thread of application.threads) {
    if (thread.blocked?.waitsFor === 'metadata' && metadata.version > thread.blocked.metadataVersion) resume(producer, effects, thread)
  }
  for (let waiter = pool.waiters[0]; waiter?.signalled === true; waiter = pool.waiters[0]) resume(producer, effects, application.threads[waiter.thread]!)
}

function resume(producer: ProducerNode, effects: Effects, thread: ApplicationThread): void {
  const blocked = known(thread.blocked, 'the blocked send')
  const { pool } = producer.accumulator
  const remainingUs = blocked.remainingUs - (effects.nowUs - blocked.sinceUs)
  if (blocked.waitsFor === 'memory' && !gather(pool, waiterOf(producer, thread))) {
    const event = effects.emit('sendBlocked', blocked.event, thread.number, blocked.sizeBytes, availableBytes(pool), effects.upcomingRecord)
    return block(producer, effects, thread, { ...blocked, event, remainingUs, sinceUs: effects.nowUs })
  }
  thread.blocked = null
  effects.emit('sendUnblocked', blocked.event, effects.upcomingRecord, effects.nowUs - blocked.sinceUs, thread.number)
  if (blocked.waitsFor === 'metadata') doSend(producer, effects, thread, blocked, remainingUs)
  else appendCall(producer, effects, thread, blocked, remainingUs, blocked.timestampMs, { bytes: blocked.sizeBytes, partition: blocked.chosenPartition, sticky: blocked.stickyNumber })
  sendWaiting(producer, effects, thread)
}

/** max.block.ms is over for a waiting send() (nothing happens if it went on before, or memory has come for it meanwhile). */
export function expireBlockedSend(producer: ProducerNode, effects: Effects, number: number, wait: number): void {
  const thread = known(producer.application.threads[number], 'the thread')
  const { blocked } = thread
  if (blocked === null || blocked.wait !== wait) return
  const maxBlockMs = producer.config['max.block.ms']
  if (blocked.waitsFor === 'memory') {
    const { pool } = producer.accumulator
    const waiter = waiterOf(producer, thread)
    if (waiter.signalled) return
    const freeBytes = availableBytes(pool)
    giveUp(pool, waiter)
    thread.blocked = null
    refuse(producer, effects, blocked, 'max.block.ms', blocked.sizeBytes, maxBlockMs, freeBytes, blocked.event)
  } else {
    thread.blocked = null
    refuse(producer, effects, blocked, 'metadata', 0, maxBlockMs, blocked.topic, blocked.event)
  }
  sendWaiting(producer, effects, thread)
}

/** The producer is being closed: calls that wait fail, and those behind them. */
export function abandonBlocked(producer: ProducerNode, effects: Effects): void {
  for (const thread of producer.application.threads) {
    const { blocked } = thread
    if (blocked === null) continue
    if (blocked.waitsFor === 'memory') giveUp(producer.accumulator.pool, waiterOf(producer, thread))
    thread.blocked = null
    refuse(producer, effects, blocked, blocked.waitsFor === 'memory' ? 'closedWhileAllocating' : 'closedWhileSending', 0, 0, 0, producer.sender.closeEvent)
    sendWaiting(producer, effects, thread)
  }
}

/** One thread: the calls behind the waiting one are made only now. */
export function sendWaiting(producer: ProducerNode, effects: Effects, thread: ApplicationThread): void {
  while (thread.blocked === null && producer.nextConfig === null && thread.waiting.length > 0) {
    const [next, ...later] = thread.waiting
    thread.waiting = later
    send(producer, effects, thread, { ...next!, calledUs: effects.nowUs })
  }
}
