/**
 * The application thread: calls send() as the workload or the script says, and waits inside it when there is no memory. One thread: while a
 * send() waits, the later ones wait behind it and are made at the instant it returns.
 * Kafka: clients/producer/KafkaProducer.java#doSend; spec §5.1.
 * Simplified: serializing and choosing a partition take no time.
 */
import type { Command } from '../commands'
import type { ConfigsInForce, ProducerConfig } from '../config/tables'
import type { Effects } from '../effects'
import { PARTITION_RULES, REFUSALS } from '../events'
import { PHASE } from '../kernel/eventQueue'
import { nextBelow, type RandomStream } from '../kernel/random'
import { upperBound } from '../records/recordSize'
import { availableBytes } from './bufferPool'
import { keyIndex, NO_KEY } from './keyTable'
import { partitionForHash } from './partitioner'
import type { Application, PendingSend, ProducerNode } from './producerNode'
import { append, APPENDED, BLOCKED, type AppendResult } from './recordAccumulator'
import { wakeSender } from './sender'

const CHOSEN_BY_PRODUCER = -1

export function startWorkload(producer: ProducerNode, effects: Effects): void {
  planFrom(producer, effects, producer.application.workload.startUs)
}

/** The workload's figures changed: the next sends are planned anew from here. */
export function changeWorkload(producer: ProducerNode, effects: Effects, workload: ConfigsInForce['workload']): void {
  const { application } = producer
  const rateChanged = application.recordsPerSecond !== workload['records.per.second']
  application.recordsPerSecond = workload['records.per.second']
  application.valueBytes = workload['value.bytes']
  application.keyCount = workload['key.count']
  if (rateChanged) planFrom(producer, effects, Math.max(effects.nowUs + gapUs(application, 1), application.workload.startUs))
}

/** New values for a running producer; a lower linger.ms must be noticed, so the sender looks again. */
export function changeProducerConfig(producer: ProducerNode, effects: Effects, config: ProducerConfig): void {
  producer.config = { ...config }
  wakeSender(producer, effects)
}

function planFrom(producer: ProducerNode, effects: Effects, fromUs: number): void {
  const { application } = producer
  application.generation++
  application.pacedFromUs = fromUs
  application.pacedCount = 0
  application.leftOver = 0
  application.nextSendUs = -1
  if (application.recordsPerSecond > 0) planSend(producer, effects, fromUs)
}

function planSend(producer: ProducerNode, effects: Effects, atUs: number): void {
  const { application } = producer
  const { stopUs } = application.workload
  application.nextSendUs = stopUs !== undefined && atUs >= stopUs ? -1 : atUs
  if (application.nextSendUs !== -1) effects.schedule(atUs, PHASE.send, 'sendNextRecord', application.generation)
}

/** Whole µs that `count` records take at the workload's rate. */
const gapUs = (application: Application, count: number): number => Math.floor((count * 1_000_000) / application.recordsPerSecond)

/** When the send after the one due at `dueUs` is due; moves the workload's pacing on. */
export function nextArrivalUs(application: Pacing, dueUs: number, arrivals: () => RandomStream): number {
  if (application.workload.arrivals === 'constant') return application.pacedFromUs + Math.floor((++application.pacedCount * 1_000_000) / application.recordsPerSecond)
  const unit = application.recordsPerSecond * 1024
  const total = 1_000_000 * (512 + nextBelow(arrivals(), 1024)) + application.leftOver
  application.leftOver = total % unit
  return dueUs + Math.floor(total / unit)
}
export type Pacing = Pick<Application, 'workload' | 'recordsPerSecond' | 'pacedFromUs' | 'pacedCount' | 'leftOver'>

export function sendNextRecord(producer: ProducerNode, effects: Effects, generation: number): void {
  const { application } = producer
  if (generation !== application.generation) return
  const key = application.keyCount === 0 ? NO_KEY : workloadKey(application, nextBelow(effects.random('keys'), application.keyCount))
  planSend(producer, effects, nextArrivalUs(application, effects.nowUs, () => effects.random('arrivals')))
  send(producer, effects, effects.nowUs, key, application.valueBytes, CHOSEN_BY_PRODUCER, false, effects.rootEvent)
}

/** The workload's n-th key, evenly drawn: the scenario's own texts first, then prefix + number. */
const keyText = (workload: Application['workload'], drawn: number): string => workload.keys?.[drawn] ?? `${workload.keyPrefix ?? 'key-'}${drawn + 1}`

function workloadKey({ keys, workload, keyOfDraw }: Application, drawn: number): number {
  return (keyOfDraw[drawn] ??= keyIndex(keys, keyText(workload, drawn)))
}

/** The next calls of send() that the workload will make, from copies of its streams; −1 for a key that has not been used yet. */
export function foretell(application: Application, keys: RandomStream, arrivals: RandomStream, count: number): { atUs: number; key: number }[] {
  const { workload, keyCount } = application
  const pacing = { ...application }
  const sends: { atUs: number; key: number }[] = []
  for (let atUs = application.nextSendUs; atUs !== -1 && sends.length < count; atUs = nextArrivalUs(pacing, atUs, () => arrivals)) {
    if (workload.stopUs !== undefined && atUs >= workload.stopUs) break
    sends.push({ atUs, key: keyCount === 0 ? NO_KEY : application.keyOfDraw[nextBelow(keys, keyCount)] ?? NO_KEY })
  }
  return sends
}

export function sendFromScript(producer: ProducerNode, effects: Effects, command: Extract<Command, { type: 'send' }>, cause: number): void {
  const key = command.key === null ? NO_KEY : keyIndex(producer.application.keys, command.key)
  send(producer, effects, effects.nowUs, key, command.valueBytes, command.partition ?? CHOSEN_BY_PRODUCER, command.traced === true, cause)
}

function send(producer: ProducerNode, effects: Effects, calledUs: number, key: number, valueBytes: number, partition: number, traced: boolean, cause: number): void {
  const { application } = producer
  if (application.blocked !== null) application.waiting.push({ calledUs, key, valueBytes, partition, traced, cause })
  else if (doSend(producer, effects, calledUs, key, valueBytes, partition, traced, cause) === BLOCKED) {
    block(producer, effects, { calledUs, key, valueBytes, partition, traced, cause })
  }
}

/** send() itself. BLOCKED: nothing has happened to the record yet, it needs memory. */
function doSend(producer: ProducerNode, effects: Effects, calledUs: number, key: number, valueBytes: number, explicit: number, traced: boolean, cause: number): AppendResult {
  const { config, application, leaders } = producer
  const keyBytes = key === NO_KEY ? -1 : application.keys.sizesBytes[key]!
  const sizeBytes = upperBound(keyBytes, valueBytes)
  if (sizeBytes > config['max.request.size']) return refuse(producer, effects, calledUs, 'max.request.size', sizeBytes, config['max.request.size'], cause)
  if (sizeBytes > config['buffer.memory']) return refuse(producer, effects, calledUs, 'buffer.memory', sizeBytes, config['buffer.memory'], cause)
  const hash = key === NO_KEY ? 0 : application.keys.hashes[key]!
  const partition = explicit !== CHOSEN_BY_PRODUCER ? explicit % leaders.length : key === NO_KEY ? CHOSEN_BY_PRODUCER : partitionForHash(hash, leaders.length)
  const outcome = append(producer, effects, calledUs, key, keyBytes, valueBytes, sizeBytes, partition, cause)
  if (outcome !== APPENDED) return outcome
  const { accumulator } = producer
  if (traced) {
    const { lastRecord: record, lastPartition, lastBatch, lastIndex, lastSizeBytes } = accumulator
    const rule = PARTITION_RULES.indexOf(explicit !== CHOSEN_BY_PRODUCER ? 'explicit' : key === NO_KEY ? 'sticky' : 'key')
    const sent = effects.emit('recordSent', cause, record, key, valueBytes)
    const serialized = effects.emit('recordSerialized', sent, record, Math.max(keyBytes, 0), valueBytes)
    const chosen = effects.emit('partitionChosen', serialized, record, lastPartition, rule, hash)
    effects.emit('recordAppended', chosen, record, lastPartition, lastBatch, lastIndex, lastSizeBytes)
  }
  if (accumulator.lastOpened || accumulator.lastFull) wakeSender(producer, effects)
  return APPENDED
}

function refuse(producer: ProducerNode, effects: Effects, calledUs: number, reason: (typeof REFUSALS)[number], sizeBytes: number, limit: number, cause: number): AppendResult {
  producer.accumulator.sentRecords++
  const record = effects.recordEntered(calledUs, -1)
  effects.emit('recordRefused', cause, record, REFUSALS.indexOf(reason), sizeBytes, limit)
  return APPENDED
}

function block(producer: ProducerNode, effects: Effects, pending: PendingSend): void {
  const { application, accumulator, config } = producer
  const record = effects.upcomingRecord
  const sizeBytes = accumulator.neededBytes
  const event = effects.emit('sendBlocked', pending.cause, record, sizeBytes, availableBytes(accumulator.pool))
  application.blocked = { ...pending, sinceUs: effects.nowUs, event, sizeBytes }
  effects.schedule(pending.calledUs + config['max.block.ms'] * 1000, PHASE.endOfWait, 'expireBlockedSend', record)
}

/** Memory has come back: the waiting send() tries again, then those behind it. */
export function releaseApplication(producer: ProducerNode, effects: Effects): void {
  const { application } = producer
  const { blocked } = application
  if (blocked === null) return
  if (doSend(producer, effects, blocked.calledUs, blocked.key, blocked.valueBytes, blocked.partition, blocked.traced, blocked.cause) === BLOCKED) return
  effects.emit('sendUnblocked', blocked.event, effects.upcomingRecord - 1, effects.nowUs - blocked.sinceUs)
  application.blocked = null
  sendWaiting(producer, effects)
}

/** max.block.ms is over for the send() that waits for memory (nothing happens if it went on before). */
export function expireBlockedSend(producer: ProducerNode, effects: Effects, record: number): void {
  const { application, config } = producer
  const { blocked } = application
  if (blocked === null || effects.upcomingRecord !== record) return
  application.blocked = null
  refuse(producer, effects, blocked.calledUs, 'max.block.ms', blocked.sizeBytes, config['max.block.ms'], blocked.event)
  sendWaiting(producer, effects)
}

function sendWaiting(producer: ProducerNode, effects: Effects): void {
  const { application } = producer
  const { waiting } = application
  application.waiting = []
  // One thread: the calls behind the waiting one are made only now.
  for (const { key, valueBytes, partition, traced, cause } of waiting) send(producer, effects, effects.nowUs, key, valueBytes, partition, traced, cause)
}
