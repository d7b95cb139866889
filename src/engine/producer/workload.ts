/**
 * When the application's threads call send(), and with which key: the workload of the scenario, from the seeded streams.
 * Constant: evenly spaced. Random: gaps of half to one and a half times the mean. Burst: so many at once, then nothing until the mean is kept.
 * The rate is the whole producer's; its threads share it in turns.
 */
import type { ConfigsInForce } from '../config/tables'
import type { Effects } from '../effects'
import { PHASE } from '../kernel/eventQueue'
import { nextBelow, type RandomStream } from '../kernel/random'
import { keyIndex, NEW_KEY, NO_KEY } from './keyTable'
import type { Application, ApplicationThread, PendingSend, ProducerNode } from './producerNode'

export const CHOSEN_BY_PRODUCER = -1
/** The streams of a thread; the first thread's have plain names. */
export const streamName = (name: 'keys' | 'arrivals', thread: number): string => (thread === 0 ? name : `${name}/${thread}`)

export function startWorkload(producer: ProducerNode, effects: Effects): void {
  producer.application.plannedBy = effects.rootEvent
  planFrom(producer, effects, producer.application.workload.startUs)
}

/** The workload's figures changed: the next sends are planned anew from here. */
export function changeWorkload(producer: ProducerNode, effects: Effects, workload: ConfigsInForce['workload']): void {
  const { application } = producer
  application.plannedBy = effects.rootEvent
  const pacingChanged = application.recordsPerSecond !== workload['records.per.second'] || application.burstRecords !== workload['burst.records']
  application.recordsPerSecond = workload['records.per.second']
  application.burstRecords = workload['burst.records']
  application.valueBytes = workload['value.bytes']
  application.keyCount = workload['key.count']
  if (pacingChanged) planFrom(producer, effects, Math.max(effects.nowUs + turnUs(application, 1), application.workload.startUs))
}

/** No thread sends any more (the producer was closed). */
export function stopWorkload({ application }: ProducerNode): void {
  application.generation++
  for (const thread of application.threads) thread.nextSendUs = -1
}

function planFrom(producer: ProducerNode, effects: Effects, fromUs: number): void {
  const { application } = producer
  application.generation++
  for (const thread of application.threads) {
    thread.pacedFromUs = fromUs + (application.recordsPerSecond > 0 ? turnUs(application, thread.number) : 0)
    thread.pacedCount = thread.leftOver = 0
    thread.nextSendUs = -1
    if (application.recordsPerSecond > 0) planSend(producer, effects, thread, thread.pacedFromUs)
  }
}

function planSend(producer: ProducerNode, effects: Effects, thread: ApplicationThread, atUs: number): void {
  const { application } = producer
  const { stopUs } = application.workload
  thread.nextSendUs = stopUs !== undefined && atUs >= stopUs ? -1 : atUs
  if (thread.nextSendUs !== -1) effects.schedule(atUs, PHASE.send, 'sendNextRecord', application.generation, thread.number)
}

/** Whole µs that `count` records take at the workload's rate; 0 where it sends nothing. */
const turnUs = ({ recordsPerSecond }: Application, count: number): number => (recordsPerSecond === 0 ? 0 : Math.floor((count * 1_000_000) / recordsPerSecond))

/** What the pacing of a thread goes by. */
export type Pacing = Pick<Application, 'workload' | 'recordsPerSecond' | 'burstRecords' | 'threads'>

/** When the thread's send after the one due at `dueUs` is due; moves its pacing on. `arrivals` is drawn from where arrivals are random. */
export function nextArrivalUs({ workload, recordsPerSecond, burstRecords, threads }: Pacing, thread: Pick<ApplicationThread, 'pacedFromUs' | 'pacedCount' | 'leftOver'>, dueUs: number, arrivals: RandomStream | null): number {
  const turnsUs = threads.length * 1_000_000
  if (arrivals !== null) {
    const unit = recordsPerSecond * 1024
    const total = turnsUs * (512 + nextBelow(arrivals, 1024)) + thread.leftOver
    thread.leftOver = total % unit
    return dueUs + Math.floor(total / unit)
  }
  thread.pacedCount++
  const before = workload.arrivals === 'burst' ? Math.floor(thread.pacedCount / burstRecords) * burstRecords : thread.pacedCount
  return thread.pacedFromUs + Math.floor((before * turnsUs) / recordsPerSecond)
}

/** The send that is due now, if the workload has not changed since it was planned; plans the next one. */
export function takeDueSend(producer: ProducerNode, effects: Effects, generation: number, number: number): PendingSend | null {
  const { application } = producer
  if (generation !== application.generation) return null
  const thread = application.threads[number]!
  const key = application.keyCount === 0 ? NO_KEY : workloadKey(producer, nextBelow(effects.random(streamName('keys', number)), application.keyCount))
  const arrivals = application.workload.arrivals === 'random' ? effects.random(streamName('arrivals', number)) : null
  planSend(producer, effects, thread, nextArrivalUs(application, thread, effects.nowUs, arrivals))
  return { calledUs: effects.nowUs, key, valueBytes: application.valueBytes, topic: application.topic, partition: CHOSEN_BY_PRODUCER, traced: false, cause: application.plannedBy }
}

/** The workload's n-th key, evenly drawn: the scenario's own texts first, then prefix + number. */
export const keyText = (workload: Application['workload'], drawn: number): string => workload.keys?.[drawn] ?? `${workload.keyPrefix ?? 'key-'}${drawn + 1}`

function workloadKey({ application: { keys, workload, keyOfDraw }, serializers }: ProducerNode, drawn: number): number {
  return (keyOfDraw[drawn] ??= keyIndex(keys, keyText(workload, drawn), serializers.key))
}

/** The next calls of send() that a thread will make, from copies of its streams; −1 for a key that has not been used yet. */
export function foretell(application: Application, number: number, keys: RandomStream, arrivals: RandomStream, count: number): { atUs: number; key: number }[] {
  const { workload, keyCount } = application
  const thread = { ...application.threads[number]! }
  const sends: { atUs: number; key: number }[] = []
  for (let atUs = thread.nextSendUs; atUs !== -1 && sends.length < count; atUs = nextArrivalUs(application, thread, atUs, workload.arrivals === 'random' ? arrivals : null)) {
    if (workload.stopUs !== undefined && atUs >= workload.stopUs) break
    sends.push({ atUs, key: keyCount === 0 ? NO_KEY : application.keyOfDraw[nextBelow(keys, keyCount)] ?? NEW_KEY })
  }
  return sends
}
