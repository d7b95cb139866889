/**
 * How long things take that Kafka leaves to the hardware: the one table of the model's own constants. Virtual µs.
 * They are plausible for a broker with a warm page cache on a fast disk, and chosen round so that a learner can add them up.
 * Simplified: the client's own CPU time is 0 (serializing, choosing a partition, appending, a pass of the sender), threads of a broker never
 * contend: each connection has one request in hand at a time, as in Kafka, and there is always a free handler.
 */
export const SERVICE_TIMES_US = {
  /** A handler's work on a Produce: validate, assign offsets, append to the page cache. */
  produce: 100,
  /** A handler's work on a Fetch: find the offsets, hand the bytes to the socket. */
  fetch: 50,
  /** The group coordinator's work on an OffsetCommit. */
  offsetCommit: 100,
  /** A handler's work on a Metadata or InitProducerId request. */
  other: 50,
  /** A follower's append of what it fetched, before its next Fetch. */
  replicaAppend: 100,
} as const

/** How fast an append is besides: bytes per µs of handler time (2 000 = 2 GB/s, the page cache). */
export const APPEND_BYTES_PER_US = 2000
