/**
 * How long things take that Kafka leaves to the hardware: the one table of the model's own constants, a disk and CPU model. Virtual µs.
 * They are plausible for a broker with a warm page cache on a fast disk, and chosen round so that a learner can add them up: a Produce with acks=1 keeps an idle
 * broker busy for 10 + 20 + 60 + 10 = 100 µs and 1 µs per 2000 bytes, a Fetch for 10 + 30 + 10 = 50 µs.
 * Simplified: the client's own CPU time is 0 (serializing, choosing a partition, appending, a pass of the sender); each thread has a core of its own; a slow disk
 * slows appends down, not reads (what is fetched is in the page cache); completing a request in purgatory costs the thread that does it nothing.
 */
export const SERVICE_TIMES_US = {
  /** A network thread reads a request from its socket and puts it into the request queue. */
  networkRead: 10,
  /** A network thread takes an answer from its response queue and writes it to the socket. */
  networkWrite: 10,
  /** An I/O thread's own work on a Produce: validate, assign offsets. */
  produce: 20,
  /** What an append to the page cache costs however small it is; times the disk's slowness. */
  append: 60,
  /** An I/O thread's work on a Fetch: find the offsets. The bytes go from the page cache to the socket when the answer is written. */
  fetch: 30,
  /** The group coordinator's work on an OffsetCommit. */
  offsetCommit: 80,
  /** An I/O thread's work on any other request. */
  other: 30,
  /** A follower's append of what it fetched, before its next Fetch; by its fetcher thread. Times the disk's slowness. */
  replicaAppend: 100,
  /** fsync of one log, where flush.messages asks for it; the thread that appends waits. Times the disk's slowness. */
  flush: 1000,
} as const

/** How fast bytes go, per µs of a thread's time (1 000 = 1 GB/s). */
export const BYTES_PER_US = {
  /** Between the socket's buffer and memory (or page cache), by a network thread. */
  network: 8000,
  /** CRC and validation of what is produced, by an I/O thread. */
  check: 8000,
  /** Into the page cache, by an I/O thread; divided by the disk's slowness. */
  append: 4000,
  /** All of this by a follower's fetcher thread. */
  replicaAppend: 2000,
} as const
