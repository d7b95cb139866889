/**
 * The broker's side of an incremental fetch session (KIP-227): it remembers what the connection's client asks for, and answers only what has something to tell.
 * Kafka: core/src/main/scala/kafka/server/FetchSession.scala, CachedPartition#maybeUpdateResponseData, IncrementalFetchContext.
 * Kafka reads every partition of the session at every Fetch. Here a partition that has nothing to tell rests until something of it changes (`stir`), so that a Fetch
 * costs what has happened, not how many partitions there are; that its follower had all there was at each Fetch meanwhile is noted when it is stirred. No one can tell the difference.
 */
import { fail } from '../kernel/assert'
import { ERROR } from '../protocol/errorCodes'
import { CONSUMER_REPLICA, type FetchedFromPartition, type FetchPartition, type FetchRequest } from '../protocol/messages'
import type { BrokerNode } from './brokerNode'
import { noteCaughtUp } from './replica'

export interface BrokerFetchSession {
  readonly replica: number
  readonly partitions: Map<number, SessionPartition>
  /** Partitions to look at with the next Fetch; the others rest. */
  awake: Set<number>
  /** The place of the next partition that goes to the end. */
  nextPlace: number
  /** When its last Fetch was handled, ms. */
  lastFetchMs: number
  /** Of the follower; −1 of a consumer. */
  replicaEpoch: number
}
export interface SessionPartition {
  asked: FetchPartition
  /** In the session's order: whoever got data goes to the end. */
  place: number
  /** Told last; −1 nothing, or an error. */
  highWatermark: number
  logStartOffset: number
}

/** What a Fetch changes in its connection's session, which it opens if it names everything. */
export function sessionOf(before: BrokerFetchSession | null, broker: BrokerNode, { isFull, replica, replicaEpoch, partitions, forgotten, rack }: FetchRequest): BrokerFetchSession {
  if (isFull && before !== null) endSession(broker, before)
  if (!isFull && before === null) fail('a Fetch goes on with a session that is not there')
  const session: BrokerFetchSession = isFull || before === null ? { replica, partitions: new Map(), awake: new Set(), nextPlace: 0, lastFetchMs: 0, replicaEpoch } : before
  if (session.replicaEpoch !== replicaEpoch) { session.replicaEpoch = replicaEpoch; wakeAll(broker, session) }
  for (const asked of partitions) {
    const known = session.partitions.get(asked.partition)
    wake(broker, session, asked.partition)
    if (known !== undefined) known.asked = asked
    else session.partitions.set(asked.partition, { asked, place: session.nextPlace++, highWatermark: -1, logStartOffset: -1 })
  }
  for (const partition of forgotten) forget(broker, session, partition)
  // Which replica is nearest depends on more than the partition.
  if (rack !== '') wakeAll(broker, session)
  return session
}

function wake(broker: BrokerNode, session: BrokerFetchSession, partition: number): void {
  const replica = broker.replicas.get(partition), place = replica?.resting.indexOf(session) ?? -1
  if (place !== -1) { replica!.resting.splice(place, 1); noteCaughtUp(replica!, session) }
  session.awake.add(partition)
}
function wakeAll(broker: BrokerNode, session: BrokerFetchSession): void {
  for (const partition of session.partitions.keys()) if (!session.awake.has(partition)) wake(broker, session, partition)
}
function forget(broker: BrokerNode, session: BrokerFetchSession, partition: number): void {
  wake(broker, session, partition)
  session.awake.delete(partition)
  session.partitions.delete(partition)
}
export function endSession(broker: BrokerNode, session: BrokerFetchSession): void {
  wakeAll(broker, session)
}

/** What is to be looked at, in the session's order. */
export function awakeIn({ awake, partitions }: BrokerFetchSession): readonly SessionPartition[] {
  const found: SessionPartition[] = []
  for (const partition of awake) found.push(partitions.get(partition)!)
  return found.length < 2 ? found : found.sort((one, other) => one.place - other.place)
}

/** Of what was read, what the answer names: errors and data always, else what is not as told last. What then has nothing to tell any more rests. */
export function tell(broker: BrokerNode, session: BrokerFetchSession, read: readonly FetchedFromPartition[], isFull: boolean): readonly FetchedFromPartition[] {
  return read.filter(fetched => {
    const known = session.partitions.get(fetched.partition)!
    const { error, entries, highWatermark, logStartOffset, diverging, preferredReadReplica } = fetched
    const mustTell = isFull || entries.length > 0 || error !== ERROR.none || diverging !== null || preferredReadReplica !== undefined || highWatermark !== known.highWatermark || logStartOffset !== known.logStartOffset
    known.highWatermark = error === ERROR.none ? highWatermark : -1
    known.logStartOffset = logStartOffset
    if (entries.length > 0) known.place = session.nextPlace++
    else if (error === ERROR.none && diverging === null && preferredReadReplica === undefined) rest(broker, session, known)
    return mustTell
  })
}

/**
 * Nothing to tell until it is stirred, unless something has changed since it was read. Who is to join the ISR is looked at with every Fetch; a consumer that is
 * beyond the high watermark is never made to wait.
 */
function rest(broker: BrokerNode, session: BrokerFetchSession, { asked: { partition, fetchOffset }, highWatermark, logStartOffset }: SessionPartition): void {
  const replica = broker.replicas.get(partition)
  if (replica === undefined || replica.log.highWatermark !== highWatermark || replica.log.logStartOffset !== logStartOffset) return
  if (session.replica === CONSUMER_REPLICA ? fetchOffset > highWatermark : !replica.isr.includes(session.replica)) return
  session.awake.delete(partition)
  replica.resting.push(session)
}
