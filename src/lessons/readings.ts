/** What several lessons read from a run's log. Times in µs. Pure. */
import type { EventKind, NamedEvent } from '../engine/pageFace'
import type { Evidence } from './lesson'

export type Log = Pick<Evidence, 'events'>

/** The first event of a kind that fits, from an instant on. */
export function firstOf({ events }: Log, kind: EventKind, fits: (event: NamedEvent) => boolean = () => true, fromUs = 0): NamedEvent | undefined {
  for (const event of events.ofKind(kind, fromUs)) if (fits(event)) return event
  return undefined
}

/** What a lesson rests on: without it the run is not the lesson's. Throws naming it. */
export function must(event: NamedEvent | undefined, what: string): NamedEvent {
  if (event === undefined) throw new Error(`the run does not show ${what}`)
  return event
}

/** Records (or another argument) that the events of a kind tell of, together; an event without it counts one. */
export function sumOf({ events }: Log, kind: EventKind, argument = 'records', untilUs = Infinity): number {
  let sum = 0
  for (const { arguments: given } of events.ofKind(kind, 0, untilUs)) sum += given[argument] ?? 1
  return sum
}

/** The leader's high watermark passes an offset. */
export const committedAt = (log: Log, offset: number): NamedEvent => must(firstOf(log, 'highWatermarkAdvanced', ({ arguments: given }) => given['leader'] === 1 && given['to']! > offset), 'a commit')
/** A reader gets an offset. */
export const readAt = (log: Log, offset: number): NamedEvent | undefined => firstOf(log, 'recordsDelivered', ({ arguments: given }) => given['lastOffset']! >= offset)

/** The leader hears that the ISR is smaller by one. */
export const shrunkAt = (log: Log): NamedEvent => must(firstOf(log, 'isrChanged', ({ arguments: given }) => given['error'] === 0 && given['inSync'] === 2), 'a smaller ISR')
/** How many replicas of a partition the controller's last decision before an instant counts in sync; `before` the first decision all. */
export function inSyncAt({ events }: Log, atUs: number, before = 3, partition = 0): number {
  let inSync = before
  for (const { arguments: given } of events.ofKind('partitionChanged', 0, atUs)) if (given['partition'] === partition) inSync = given['inSync']!
  return inSync
}
