/**
 * The asker's side of an incremental fetch session (KIP-227): the first Fetch of a connection names every partition, later ones only what is asked differently,
 * is new, or is no longer wanted. Its counterpart is broker/fetchSessions.
 * Kafka: clients/FetchSessionHandler#build, #handleError.
 * Simplified: a session lives as long as its connection, has no number of its own and is never refused (max.incremental.fetch.session.cache.slots).
 */
import type { FetchPartition, FetchRequest } from './messages'

export interface FetchSession {
  /** The broker knows it: the next Fetch may leave out what is as before. */
  isOpen: boolean
  /** What the broker has been told, in order of telling. */
  asked: Map<number, FetchPartition>
  /** Partitions that may now be asked for differently, or no more. */
  changed: Set<number>
}
export const createFetchSession = (): FetchSession => ({ isOpen: false, asked: new Map(), changed: new Set() })

/** The session ends with its connection, or with its last partition: what it had is told anew. */
export function endFetchSession(session: FetchSession): void {
  for (const partition of session.asked.keys()) session.changed.add(partition)
  session.asked = new Map()
  session.isOpen = false
}

export const isSame = (one: FetchPartition, other: FetchPartition): boolean => one.fetchOffset === other.fetchOffset && one.logStartOffset === other.logStartOffset
  && one.currentLeaderEpoch === other.currentLeaderEpoch && one.lastFetchedEpoch === other.lastFetchedEpoch

/** What the next Fetch says. `wanted` of a partition: how it is to be asked for; null: not at all. Null if nothing is wanted: then nothing is to be sent. */
export function nextFetch(session: FetchSession, wanted: (partition: number) => FetchPartition | null): Pick<FetchRequest, 'isFull' | 'partitions' | 'forgotten'> | null {
  const partitions: FetchPartition[] = [], forgotten: number[] = []
  for (const partition of session.changed) {
    const before = session.asked.get(partition), now = wanted(partition)
    if (now === null) { if (session.asked.delete(partition)) forgotten.push(partition); continue }
    if (before !== undefined && isSame(before, now)) continue
    session.asked.set(partition, now)
    partitions.push(now)
  }
  session.changed.clear()
  if (session.asked.size === 0) { session.isOpen = false; return null }
  const isFull = !session.isOpen
  session.isOpen = true
  return { isFull, partitions, forgotten }
}
