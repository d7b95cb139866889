/** What a ladder is made of: plain data, times in µs, machines by their node numbers. `event` is where "why?" starts. */

/** produce, ack, refusal: of a producer. copy: records to a follower; ask: a fetch that tells how far one is; records: to a consumer. control: with the controller. */
export type ArrowKind = 'produce' | 'ack' | 'refusal' | 'copy' | 'ask' | 'records' | 'control'
/** onItsWay: up to now. held: it should have arrived, and may still do. lost: its connection ended before it came. */
export type ArrowFate = 'arrived' | 'onItsWay' | 'held' | 'lost'
export interface LadderArrow {
  readonly message: number
  readonly event: number
  readonly from: number
  readonly to: number
  readonly sentUs: number
  /** When it was received; of one on its way when it will be, of one held or lost when it should have been. */
  readonly arrivesUs: number
  readonly fate: ArrowFate
  readonly kind: ArrowKind
  readonly label: string
}
export interface LadderBar {
  readonly event: number
  readonly node: number
  readonly fromUs: number
  /** Null: it goes on. */
  readonly untilUs: number | null
  readonly kind: 'purgatory' | 'parkedFetch'
  readonly label: string
}
export type MarkTone = 'strong' | 'quiet' | 'good' | 'soon' | 'bad'
export interface LadderMark { readonly event: number; readonly node: number; readonly atUs: number; readonly tone: MarkTone; readonly text: string; readonly icon?: 'tick' | 'cross'; /** Written over its instant: what follows from it leaves below. */ readonly above?: boolean; /** An answer leaves it at once, to the left. */ readonly isAnswered?: boolean }
/** A machine that does not run, or stands still. */
export interface LadderGap { readonly node: number; readonly fromUs: number; readonly untilUs: number | null; readonly kind: 'down' | 'frozen' }
/** A link over which nothing goes now. `far`: the end that the note stands at, the one that does not lead. */
export interface LadderCut { readonly near: number; readonly far: number }
export interface LadderPicture {
  readonly arrows: readonly LadderArrow[]
  readonly bars: readonly LadderBar[]
  readonly marks: readonly LadderMark[]
  readonly gaps: readonly LadderGap[]
  readonly cuts: readonly LadderCut[]
  /** How much longer than the others the slowest link takes now, one way. */
  readonly extraLatencyUs: number
}
