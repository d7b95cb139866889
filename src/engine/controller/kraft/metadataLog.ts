/**
 * The metadata log: the leader appends what was decided, voters and brokers fetch it, a majority commits it, and only then is anybody told.
 * Kafka: raft/KafkaRaftClient#handleFetchRequest, LeaderState#maybeUpdateHighWatermark, internals/BatchAccumulator; spec §9.1.
 * Simplified: no snapshots; brokers are sent committed records only; a voter's disk takes no time.
 */
import { requestRef, type Effects, type RequestRef } from '../../effects'
import { PHASE } from '../../kernel/eventQueue'
import { ERROR } from '../../protocol/errorCodes'
import type { Body, Message, MetadataFetchRequest, MetadataFetchResponse } from '../../protocol/messages'
import { applyBatch, applyRecord, nextOffset, type MetadataBatch, type MetadataRecord } from '../../protocol/metadata'
import { endOfLog } from '../controllerNode'
import type { KraftNode, ParkedMetadataFetch } from './kraftNode'

/** The leader has decided: in its own picture at once, in the log after controller.quorum.append.linger.ms. */
export function decide(controller: KraftNode, effects: Effects, records: readonly MetadataRecord[], cause: number): void {
  if (records.length === 0) return
  for (const record of records) applyRecord(controller.image, record)
  controller.pending.push(...records)
  controller.pendingCause = cause
  if (controller.isFlushScheduled) return
  controller.isFlushScheduled = true
  effects.schedule(effects.nowUs + controller.config['controller.quorum.append.linger.ms'] * 1000, PHASE.timer, 'flushMetadata', controller.epoch)
}

/** The offset that will be reached when all that is decided by now is in the log. */
export const decidedEnd = (controller: KraftNode): number => endOfLog(controller) + controller.pending.length

export function flushMetadata(controller: KraftNode, effects: Effects, epoch: number): void {
  if (controller.role !== 'leader' || controller.epoch !== epoch) return
  controller.isFlushScheduled = false
  if (controller.pending.length === 0) return
  const cause = controller.pendingCause
  appendToLog(controller, effects, controller.pending.splice(0), cause)
}

export function appendToLog(controller: KraftNode, effects: Effects, records: readonly MetadataRecord[], cause: number): void {
  const baseOffset = endOfLog(controller)
  controller.log.push({ sealed: true, baseOffset, epoch: controller.epoch, records })
  const appended = effects.emit('metadataAppended', cause, baseOffset, records.length, controller.epoch)
  controller.lastEvent = appended
  commitWhatMajorityHas(controller, effects, appended)
  answerParked(controller, effects, appended)
}

/** The high watermark is what a majority of voters has; it counts only once something of the leader's own epoch is among it. */
export function commitWhatMajorityHas(controller: KraftNode, effects: Effects, cause: number): void {
  const ends = controller.voters.map(voter => (voter === controller.id ? endOfLog(controller) : controller.peers.get(voter)?.endOffset ?? 0)).sort((one, other) => other - one)
  const reached = ends[Math.floor(ends.length / 2)]!
  const newest = controller.log.findLast(batch => nextOffset(batch) <= reached)
  if (reached <= controller.highWatermark || newest?.epoch !== controller.epoch) return
  controller.highWatermark = reached
  const committed = effects.emit('metadataCommitted', cause, reached, controller.epoch)
  controller.lastEvent = committed
  const due = controller.deferred.filter(({ offset }) => offset <= reached)
  controller.deferred = controller.deferred.filter(({ offset }) => offset > reached)
  for (const { request, body } of due) effects.respond(request, body, committed)
  answerParked(controller, effects, committed)
}

/** Answers when all that is decided by now is committed. */
export function answerWhenCommitted(controller: KraftNode, effects: Effects, request: RequestRef, body: Body, cause: number): void {
  const offset = decidedEnd(controller)
  if (offset <= controller.highWatermark) effects.respond(request, body, cause)
  else controller.deferred.push({ request, body, offset, cause })
}

/** What a fetch would be told now. A voter reads to the log's end, a broker what is committed. */
function readFor(controller: KraftNode, fetch: MetadataFetchRequest): MetadataFetchResponse {
  const { log, epoch, highWatermark, voters } = controller
  const endOffset = voters.includes(fetch.replica) ? endOfLog(controller) : highWatermark
  const diverging = voters.includes(fetch.replica) ? divergence(log, fetch) : null
  const batches: readonly MetadataBatch[] = diverging !== null ? [] : log.filter(batch => nextOffset(batch) > fetch.fetchOffset && nextOffset(batch) <= endOffset)
  return { error: ERROR.none, leader: controller.id, epoch, highWatermark, batches, divergingEnd: diverging }
}

/** Where the fetcher's log parts from this one: the end of the last epoch they may share; null if it does not. */
function divergence(log: readonly MetadataBatch[], { fetchOffset, lastFetchedEpoch }: MetadataFetchRequest): number | null {
  if (fetchOffset === 0) return null
  const last = log.findLast(({ epoch }) => epoch <= lastFetchedEpoch)
  const end = last === undefined ? 0 : nextOffset(last)
  return last?.epoch === lastFetchedEpoch && end >= fetchOffset ? null : Math.min(end, fetchOffset)
}

const hasNews = (controller: KraftNode, { fetch }: Pick<ParkedMetadataFetch, 'fetch'>, answer: MetadataFetchResponse): boolean =>
  answer.batches.length > 0 || answer.divergingEnd !== null || controller.highWatermark > fetch.highWatermark

/** Kafka answers at once where the fetcher is behind in records or in the high watermark, else after its longest wait. */
export function handleMetadataFetch(controller: KraftNode, effects: Effects, message: Message, fetch: MetadataFetchRequest, cause: number): void {
  const request = requestRef(message)
  const answer = readFor(controller, fetch)
  const peer = controller.peers.get(fetch.replica)
  let last = cause
  if (peer !== undefined) {
    peer.lastFetchMs = effects.nowMs
    if (answer.divergingEnd === null && fetch.fetchOffset !== peer.endOffset) {
      peer.endOffset = fetch.fetchOffset
      last = effects.emit('voterPositionLearned', cause, fetch.replica, fetch.fetchOffset)
      commitWhatMajorityHas(controller, effects, last)
    }
  }
  if (hasNews(controller, { fetch }, answer)) { effects.respond(request, readFor(controller, fetch), last); return }
  const untilUs = effects.nowUs + fetch.maxWaitUs
  controller.parked.push({ request, fetch, untilUs, event: last })
  effects.schedule(untilUs, PHASE.timer, 'expireMetadataFetch', message.id)
}

function answerParked(controller: KraftNode, effects: Effects, cause: number): void {
  const answered = controller.parked.filter(parked => hasNews(controller, parked, readFor(controller, parked.fetch)))
  if (answered.length === 0) return
  controller.parked = controller.parked.filter(parked => !answered.includes(parked))
  for (const { request, fetch } of answered) effects.respond(request, readFor(controller, fetch), cause)
}

export function expireMetadataFetch(controller: KraftNode, effects: Effects, message: number): void {
  const found = controller.parked.find(({ request }) => request.message === message)
  if (found === undefined) return
  controller.parked = controller.parked.filter(parked => parked !== found)
  effects.respond(found.request, readFor(controller, found.fetch), found.event)
}

/** A follower writes what it was sent, and applies what is committed. */
export function takeMetadata(controller: KraftNode, effects: Effects, answer: MetadataFetchResponse, cause: number): void {
  if (answer.divergingEnd !== null) {
    controller.log = controller.log.filter(batch => nextOffset(batch) <= answer.divergingEnd!)
    effects.emit('metadataTruncated', cause, endOfLog(controller))
    return
  }
  for (const batch of answer.batches) if (batch.baseOffset === endOfLog(controller)) controller.log.push(batch)
  const reached = Math.min(answer.highWatermark, endOfLog(controller))
  if (reached <= controller.highWatermark) return
  controller.highWatermark = reached
  for (const batch of controller.log) if (batch.baseOffset >= controller.image.offset && nextOffset(batch) <= reached) applyBatch(controller.image, batch)
}
