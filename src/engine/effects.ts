/**
 * The only doors out of a rule. A rule gets its own node's state and these; it cannot see another machine, the clock on the wall, or chance
 * that is not seeded. `emit` returns the event's id, which becomes the cause of what follows from it.
 */
import type { Phase } from './kernel/eventQueue'
import type { RandomStream } from './kernel/random'
import type { Body, Message } from './protocol/messages'
import type { Topic } from './protocol/topics'
import type { TaskName } from './tasks'
import type { EventKind } from './events'

export interface Effects {
  /** Virtual time, whole µs. */
  readonly nowUs: number
  /** This machine's own clock: whole milliseconds. */
  readonly nowMs: number
  /** The date on this machine's clock, ms since 1970: what records are stamped with and how old they are. Timers go by `nowMs`. */
  readonly wallMs: number
  /** Something has happened at this node. Arguments in the order of EVENT_ARGUMENTS. */
  emit(kind: EventKind, cause: number, first?: number, second?: number, third?: number, fourth?: number, fifth?: number, sixth?: number): number
  /** Something to do later at this node; `atUs` ≥ nowUs. */
  schedule(atUs: number, phase: Phase, task: TaskName, first?: number, second?: number): void
  /** Puts a request on the wire; returns its message id. */
  request(to: number, connection: number, api: number, correlationId: number, body: Body, cause: number): number
  /** Puts the answer to a received request on the wire; returns its message id. */
  respond(request: RequestRef, body: Body, cause: number): number
  /** Asks a broker for a new connection; `openConnection` runs here when it is there. */
  connect(to: number, connection: number): void
  /** Ends a connection; `closeConnection` runs at the other end when it hears of it. What is on its way from there finds nobody. */
  closeConnection(to: number, connection: number): void
  /** Which topics' partitions the numbers in messages are: the names that go with them on a real wire. */
  readonly topics: readonly Topic[]
  /** The number of a text in the run's table of texts. */
  text(words: string): number
  /** The value of a record of a topic, as bytes; null for `sizeBytes` −1. Made anew each time. */
  recordValue(topic: string, record: number, sizeBytes: number, keyText: string | null): Uint8Array | null
  /** The last command's event (or the scenario's start): the cause of what the application does by itself. */
  readonly rootEvent: number
  /** The event emitted last, by any node. */
  readonly lastEvent: number
  /** The id of the next new batch. */
  newBatch(): number
  /** The id that the next record will get. */
  readonly upcomingRecord: number
  /** A call of send(), made at `sentUs`, has let its record into a batch (−1: refused it). Returns the record's id. */
  recordEntered(sentUs: number, batch: number): number
  /** The stream of chance of this name, belonging to this node. */
  random(name: string): RandomStream
}

/** What a broker keeps of a received request to answer it. */
export interface RequestRef {
  readonly message: number
  readonly api: number
  readonly from: number
  readonly connection: number
  readonly correlationId: number
}

export const requestRef = ({ id, api, from, connection, correlationId }: Message): RequestRef => ({ message: id, api, from, connection, correlationId })
