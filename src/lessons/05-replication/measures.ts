/** What lesson 5 reads from a run's log. Times in µs. Pure. */
import { API_KEYS, isBroker, type NamedEvent } from '../../engine/pageFace'
import type { Evidence } from '../lesson'
import { committedAt, firstOf, must, readAt } from '../readings'

const FETCH = API_KEYS.indexOf('Fetch')
export const LEADER = 1

export const firstAppend = (evidence: Evidence, fromUs = 0): NamedEvent => must(firstOf(evidence, 'batchAppended', () => true, fromUs), 'an append')
/** A follower's own high watermark passes it. */
export const heardAt = (evidence: Evidence, follower: number, offset: number): NamedEvent => must(firstOf(evidence, 'highWatermarkAdvanced', ({ node, arguments: given }) => given['leader'] === 0 && node === follower && given['to']! > offset), 'a follower that hears of it')

/** The reader gets the first payment. */
export const firstRead = (evidence: Evidence): NamedEvent => must(readAt(evidence, 0), 'a reader')

export const WAYS = ['push', 'parked', 'round'] as const
/** How the first copy came about: an answer to a fetch that was there before the append, or after it; or without one. */
export function wayOf(evidence: Evidence): (typeof WAYS)[number] {
  const append = firstAppend(evidence)
  const answer = must(firstOf(evidence, 'responseSent', ({ node, arguments: given }) => node === LEADER && given['api'] === FETCH && isBroker(given['to']!), append.atUs), 'an answer to a follower')
  const asked = firstOf(evidence, 'requestReceived', ({ node, arguments: given }) => node === LEADER && given['api'] === FETCH && given['from'] === answer.arguments['to'] && given['correlationId'] === answer.arguments['correlationId'])
  return asked === undefined ? 'push' : asked.atUs < append.atUs ? 'parked' : 'round'
}

export const MOMENTS = ['appended', 'copied', 'asked', 'answered'] as const
/** What made the high watermark pass the first payment: by the kind of its cause. */
export function momentOf(evidence: Evidence): (typeof MOMENTS)[number] {
  const { cause } = committedAt(evidence, 0)
  const { kind } = evidence.events.named(cause)
  return kind === 'batchAppended' ? 'appended' : kind === 'followerPositionLearned' ? 'asked' : kind === 'replicaAppended' ? 'copied' : 'answered'
}

export const LIMITS = ['leader', 'near', 'far'] as const
/** Whom the reader had to wait for. */
export function limitOf(evidence: Evidence): (typeof LIMITS)[number] {
  const committed = committedAt(evidence, 0), read = firstRead(evidence)
  if (read.atUs < committed.atUs) return 'leader'
  const learned = evidence.events.named(committed.cause)
  return learned.arguments['follower'] === 3 ? 'far' : 'near'
}

/** From the first append after an instant to its acknowledgement. */
export function answeredAfterUs(evidence: Evidence, fromUs: number): number {
  const appended = firstAppend(evidence, fromUs)
  const told = must(firstOf(evidence, 'batchAcknowledged', ({ arguments: given }) => given['batch'] === appended.arguments['batch'], appended.atUs), 'an acknowledgement')
  return told.atUs - appended.atUs
}
export const WAYS_BACK = ['woken', 'caughtUp', 'lag', 'somebody'] as const
/** What let broker 3 back in. */
export function wayBack(evidence: Evidence): (typeof WAYS_BACK)[number] {
  const { events } = evidence
  const asked = must(firstOf(evidence, 'isrExpandAsked'), 'a larger ISR asked for')
  const woken = must(firstOf(evidence, 'nodeThawed'), 'a broker that goes on')
  const hw = highWatermarkAt(evidence, asked.atUs)
  if (asked.arguments['logEndOffset']! >= hw && events.named(asked.cause).kind !== 'nodeThawed') return 'caughtUp'
  return asked.atUs - woken.atUs < 1000 ? 'woken' : 'lag'
}

/** The leader's, just before an instant. */
export function highWatermarkAt({ events }: Pick<Evidence, 'events'>, atUs: number): number {
  let reached = 0
  for (const { arguments: given } of events.ofKind('highWatermarkAdvanced', 0, atUs)) if (given['leader'] === 1) reached = given['to']!
  return reached
}
export function logEndAt({ events }: Pick<Evidence, 'events'>, atUs: number): number {
  let end = 0
  for (const { arguments: given } of events.ofKind('batchAppended', 0, atUs)) end = given['lastOffset']! + 1
  return end
}

export const COURSES = ['follows', 'still', 'back'] as const
/** What the leader's high watermark does from an instant on, while its log grows. */
export function courseAfter(evidence: Evidence, fromUs: number): (typeof COURSES)[number] {
  const moved = firstOf(evidence, 'highWatermarkAdvanced', ({ arguments: given }) => given['leader'] === 1, fromUs)
  if (moved === undefined) return 'still'
  return moved.arguments['to']! < moved.arguments['from']! ? 'back' : 'follows'
}

/** Payments that were acknowledged when fewer than `copies` logs had them. */
export function acknowledgedEarly({ events }: Pick<Evidence, 'events'>, copies: number): number {
  const ends = new Map<number, number>()
  let early = 0
  for (let id = events.firstId; id < events.endId; id++) {
    const event = events.named(id), given = event.arguments
    if (event.kind === 'replicaAppended') ends.set(event.node, given['lastOffset']! + 1)
    if (event.kind === 'logTruncated') ends.set(event.node, given['to']!)
    if (event.kind !== 'batchAcknowledged') continue
    const last = given['baseOffset']! + given['records']! - 1
    const having = 1 + [...ends.values()].filter(end => end > last).length
    if (given['baseOffset'] === -1 || having < copies) early += given['records']!
  }
  return early
}
