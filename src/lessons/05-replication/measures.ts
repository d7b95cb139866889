/** What lesson 5 reads from a run's log. Times in µs. Pure. */
import { API_KEYS, isBroker, type NamedEvent } from '../../engine/pageFace'
import type { Evidence } from '../lesson'

const FETCH = API_KEYS.indexOf('Fetch')
export const LEADER = 1

/** The first event of a kind that fits, from an instant on. */
export function firstOf({ events }: Pick<Evidence, 'events'>, kind: NamedEvent['kind'], fits: (event: NamedEvent) => boolean = () => true, fromUs = 0): NamedEvent | undefined {
  for (const event of events.ofKind(kind, fromUs)) if (fits(event)) return event
  return undefined
}
function must(event: NamedEvent | undefined): NamedEvent {
  if (event === undefined) throw new Error('lesson 5: the run does not show what the step is about')
  return event
}

export const firstAppend = (evidence: Evidence, fromUs = 0): NamedEvent => must(firstOf(evidence, 'batchAppended', () => true, fromUs))
/** The leader's high watermark passes an offset. */
export const committedAt = (evidence: Evidence, offset: number): NamedEvent => must(firstOf(evidence, 'highWatermarkAdvanced', ({ arguments: given }) => given['leader'] === 1 && given['to']! > offset))
/** A follower's own high watermark passes it. */
export const heardAt = (evidence: Evidence, follower: number, offset: number): NamedEvent => must(firstOf(evidence, 'highWatermarkAdvanced', ({ node, arguments: given }) => given['leader'] === 0 && node === follower && given['to']! > offset))
export const readAt = (evidence: Evidence, offset: number): NamedEvent => must(firstOf(evidence, 'recordsDelivered', ({ arguments: given }) => given['lastOffset']! >= offset))

export const WAYS = ['push', 'parked', 'round'] as const
/** How the first copy came about: an answer to a fetch that was there before the append, or after it; or without one. */
export function wayOf(evidence: Evidence): (typeof WAYS)[number] {
  const append = firstAppend(evidence)
  const answer = must(firstOf(evidence, 'responseSent', ({ node, arguments: given }) => node === LEADER && given['api'] === FETCH && isBroker(given['to']!), append.atUs))
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
  const committed = committedAt(evidence, 0), read = readAt(evidence, 0)
  if (read.atUs < committed.atUs) return 'leader'
  const learned = evidence.events.named(committed.cause)
  return learned.arguments['follower'] === 3 ? 'far' : 'near'
}

/** From the first append after an instant to its acknowledgement. */
export function answeredAfterUs({ events }: Evidence, fromUs: number): number {
  const appended = must(firstOf({ events }, 'batchAppended', () => true, fromUs))
  const told = must(firstOf({ events }, 'batchAcknowledged', ({ arguments: given }) => given['batch'] === appended.arguments['batch'], appended.atUs))
  return told.atUs - appended.atUs
}
/** The leader hears that the ISR is smaller. */
export const shrunkAt = (evidence: Evidence): NamedEvent => must(firstOf(evidence, 'isrChanged', ({ arguments: given }) => given['error'] === 0 && given['inSync'] === 2))

export const WAYS_BACK = ['woken', 'caughtUp', 'lag', 'somebody'] as const
/** What let broker 3 back in. */
export function wayBack(evidence: Evidence): (typeof WAYS_BACK)[number] {
  const { events } = evidence
  const asked = must(firstOf(evidence, 'isrExpandAsked'))
  const woken = must(firstOf(evidence, 'nodeThawed'))
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
/** How many replicas the controller's last decision before an instant counts in sync. */
export function inSyncAt({ events }: Pick<Evidence, 'events'>, atUs: number): number {
  let count = 3
  for (const { arguments: given } of events.ofKind('partitionChanged', 0, atUs)) count = given['inSync']!
  return count
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
