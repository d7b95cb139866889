/** What lesson 12 reads from a run's log. Times in µs. Pure. */
import { LOSS_RULES, type LossRule, type NamedEvent } from '../../engine/pageFace'
import { committedAt, firstOf, must, readAt, sumOf, type Log } from '../readings'

/** The batch that the n-th send of the script went into. */
export function batchOf({ events }: Log, index: number): number {
  const appended = [...events.ofKind('recordAppended')]
  return must(appended[index], `payment ${index + 1}`).arguments['batch']!
}
export const appendOf = (evidence: Log, batch: number): NamedEvent | undefined => firstOf(evidence, 'batchAppended', ({ arguments: given }) => given['batch'] === batch)
export const ackOf = (evidence: Log, batch: number): NamedEvent | undefined => firstOf(evidence, 'batchAcknowledged', ({ arguments: given }) => given['batch'] === batch)
export const failureOf = (evidence: Log, batch: number): NamedEvent | undefined => firstOf(evidence, 'batchFailed', ({ arguments: given }) => given['batch'] === batch)

/** Whose logs hold a batch at the end of the run: who appended it, who copied it from one that held it, less who cut it off. */
export function holdersOf({ events }: Log, batch: number): readonly number[] {
  const holders = new Set<number>()
  let offset = -1
  for (let id = events.firstId; id < events.endId; id++) {
    const event = events.named(id), given = event.arguments
    if (event.kind === 'batchAppended' && given['batch'] === batch) { holders.add(event.node); offset = given['baseOffset']! }
    if (event.kind === 'replicaAppended' && offset >= given['baseOffset']! && offset <= given['lastOffset']! && holders.has(given['leader']!)) holders.add(event.node)
    if (event.kind === 'logTruncated' && given['to']! <= offset) holders.delete(event.node)
  }
  return [...holders].sort((one, other) => one - other)
}
export const PLACES = ['two', 'three', 'nowhere', 'one'] as const
export function placeOf(evidence: Log, batch: number): (typeof PLACES)[number] {
  const holders = holdersOf(evidence, batch)
  return holders.length === 0 ? 'nowhere' : holders.length === 3 ? 'three' : holders.length === 1 ? 'one' : 'two'
}

export const ARROWS = ['copy2', 'ask2', 'copy3', 'ask3'] as const
/** The message that let the answer go: by the cause of the high watermark's move. */
export function releasingArrow(evidence: Log): (typeof ARROWS)[number] {
  const cause = evidence.events.named(committedAt(evidence, 0).cause)
  const follower = cause.kind === 'followerPositionLearned' ? cause.arguments['follower']! : cause.node
  return `${cause.kind === 'followerPositionLearned' ? 'ask' : 'copy'}${follower === 2 ? '2' : '3'}`
}

/** From the append of a batch to the answer that its producer hears. */
export function answeredAfterUs(evidence: Log, batch: number): number {
  return must(ackOf(evidence, batch), 'the answer').atUs - must(appendOf(evidence, batch), 'the append').atUs
}

export const ANSWERS = ['refused', 'waits', 'yes'] as const
/** What the broker makes of a payment when it first comes. */
export function brokersAnswer(evidence: Log, batch: number): (typeof ANSWERS)[number] {
  if (firstOf(evidence, 'batchRejected', ({ arguments: given }) => given['batch'] === batch) !== undefined) return 'refused'
  return ackOf(evidence, batch) === undefined ? 'waits' : 'yes'
}
/** What the callback has heard by an instant. */
export function heardBy(evidence: Log, batch: number, atUs: number): (typeof ANSWERS)[number] {
  const failed = failureOf(evidence, batch), told = ackOf(evidence, batch)
  if (failed !== undefined && failed.atUs <= atUs) return 'refused'
  return told !== undefined && told.atUs <= atUs ? 'yes' : 'waits'
}

export const LEFTOVERS = ['absent', 'hidden', 'later'] as const
export function leftoverOf(evidence: Log, batch: number): (typeof LEFTOVERS)[number] {
  const append = appendOf(evidence, batch)
  if (append === undefined || holdersOf(evidence, batch).length === 0) return 'absent'
  return readAt(evidence, append.arguments['baseOffset']!) === undefined ? 'hidden' : 'later'
}
export const SIGHTS = ['atOnce', 'twoAgain', 'never'] as const
/** When a reader sees a payment: before the ISR grew again, after it, or not. */
export function sightOf(evidence: Log, batch: number): (typeof SIGHTS)[number] {
  const append = must(appendOf(evidence, batch), 'the append'), read = readAt(evidence, append.arguments['baseOffset']!)
  if (read === undefined) return 'never'
  const grown = firstOf(evidence, 'isrChanged', ({ arguments: given }) => given['error'] === 0 && given['inSync']! >= 2, append.atUs)
  return grown !== undefined && grown.atUs < read.atUs ? 'twoAgain' : 'atOnce'
}

/** How long each batch that was opened before an instant waited for its answer, from the first record in it on; shortest first. With `producer` only that node's. */
export function waitsUs({ events }: Log, untilUs: number, producer?: number): readonly number[] {
  const openedUs = new Map<number, number>(), waited: number[] = []
  for (const { atUs, node, arguments: given } of events.ofKind('batchOpened', 0, untilUs)) if (producer === undefined || node === producer) openedUs.set(given['batch']!, atUs)
  for (const { atUs, arguments: given } of events.ofKind('batchAcknowledged', 0, untilUs)) if (openedUs.has(given['batch']!)) waited.push(atUs - openedUs.get(given['batch']!)!)
  return waited.sort((one, other) => one - other)
}
/** What so many of a hundred of them waited at most. */
export function waitOfUs(evidence: Log, untilUs: number, percent: number, producer?: number): number {
  const waited = waitsUs(evidence, untilUs, producer)
  return waited[Math.floor(waited.length * percent / 100)] ?? 0
}
/** The longest stretch in which a producer was told no yes. */
export function stoodStillUs({ events }: Log, producer: number, untilUs: number): number {
  let longest = 0, last = 0
  for (const { atUs, node } of events.ofKind('batchAcknowledged', 0, untilUs)) if (node === producer) { longest = Math.max(longest, atUs - last); last = atUs }
  return Math.max(longest, untilUs - last)
}

/** Acknowledged payments that are gone, by the ledger. */
export const lostOf = (log: Log): number => sumOf(log, 'recordLost')
/** Of one partition. */
export function lostIn({ events }: Log, partition: number): number {
  let lost = 0
  for (const { arguments: given } of events.ofKind('recordLost')) if (given['partition'] === partition) lost += given['records']!
  return lost
}
/** By which rule the first of them are gone; '' if none is. Without `partition` of all. */
export function lostBy({ events }: Log, partition?: number): LossRule | '' {
  for (const { arguments: given } of events.ofKind('recordLost')) if (partition === undefined || given['partition'] === partition) return LOSS_RULES[given['rule']!]!
  return ''
}
