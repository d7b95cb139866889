/** The nine stops of a record's life, in Kafka's order. */
export const STOPS = ['sent', 'serialized', 'partitioned', 'batched', 'onTheWire', 'inLeaderLog', 'committed', 'acknowledged', 'read'] as const
export type StopName = (typeof STOPS)[number]
export interface RecordStop {
  readonly stop: StopName
  /** Null while it has not been reached. With acks=0 or 1 the acknowledgement comes before the commit: times, not order, tell. */
  readonly atUs: number | null
  /** The event to ask "why?"; −1 if there is none. */
  readonly event: number
}
export interface RecordStory {
  readonly record: number
  readonly key: string | null
  readonly partition: number
  readonly batch: number
  /** −1 until the leader has it. */
  readonly offset: number
  readonly stops: readonly RecordStop[]
}
