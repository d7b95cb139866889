/**
 * The page's copy of the event log: rows of numbers, appended frame by frame, cut when the clock goes back. Lessons' predicates,
 * the timeline and the log table read it. Bounded: the oldest half is dropped beyond `MAX_ROWS`.
 */
import { ARG, AT_US, CAUSE, EVENT_CODE, EVENT_STRIDE, KIND, NODE, namedEvent, type EventKind, type NamedEvent } from './events'

const MAX_ROWS = 400_000
/** So many of the last rows it was given it has for certain. */
export const LEAST_KEPT = MAX_ROWS / 2

export class EventColumns {
  private rows: Float64Array<ArrayBuffer> = new Float64Array(1024 * EVENT_STRIDE)
  /** Id of the first row kept. */
  private from = 0
  private count = 0

  get firstId(): number { return this.from }
  /** One past the last id. */
  get endId(): number { return this.from + this.count }

  /** Drops rows from `fromId` on, then appends `block` (rows whose first id is `fromId`). */
  replaceFrom(fromId: number, block: Float64Array): void {
    if (fromId < this.from || fromId > this.endId) { this.from = fromId; this.count = 0 }
    this.count = fromId - this.from
    const added = block.length / EVENT_STRIDE
    this.reserve(this.count + added)
    this.rows.set(block, this.count * EVENT_STRIDE)
    this.count += added
    if (this.count > MAX_ROWS) this.dropOldest(this.count - LEAST_KEPT)
  }

  private reserve(count: number): void {
    if (count * EVENT_STRIDE <= this.rows.length) return
    const grown = new Float64Array(Math.max(count, (this.rows.length / EVENT_STRIDE) * 2) * EVENT_STRIDE)
    grown.set(this.rows.subarray(0, this.count * EVENT_STRIDE))
    this.rows = grown
  }

  private dropOldest(dropped: number): void {
    this.rows.copyWithin(0, dropped * EVENT_STRIDE, this.count * EVENT_STRIDE)
    this.from += dropped
    this.count -= dropped
  }

  has(id: number): boolean { return id >= this.from && id < this.endId }
  atUs(id: number): number { return this.rows[(id - this.from) * EVENT_STRIDE + AT_US]! }
  code(id: number): number { return this.rows[(id - this.from) * EVENT_STRIDE + KIND]! }
  node(id: number): number { return this.rows[(id - this.from) * EVENT_STRIDE + NODE]! }
  cause(id: number): number { return this.rows[(id - this.from) * EVENT_STRIDE + CAUSE]! }
  /** Argument number `index` (0-based, in the order of EVENT_ARGUMENTS). */
  argument(id: number, index: number): number { return this.rows[(id - this.from) * EVENT_STRIDE + ARG + index]! }
  named(id: number): NamedEvent { return namedEvent(this.rows, id - this.from, id) }

  /** First id whose time is ≥ atUs (times ascend). */
  firstAtOrAfter(atUs: number): number {
    let low = this.from, high = this.endId
    while (low < high) {
      const middle = (low + high) >> 1
      if (this.atUs(middle) < atUs) low = middle + 1
      else high = middle
    }
    return low
  }

  /** Events of one kind within [fromUs, toUs], oldest first. */
  *ofKind(kind: EventKind, fromUs = 0, toUs = Infinity): Generator<NamedEvent> {
    const code = EVENT_CODE[kind]
    for (let id = this.firstAtOrAfter(fromUs); id < this.endId && this.atUs(id) <= toUs; id++) {
      if (this.code(id) === code) yield this.named(id)
    }
  }
}
