/**
 * The thread that copies from one leader: one Fetch outstanding, appended, then the next, whose offset tells the leader how far it got. Where the two logs
 * part it cuts its own; after an error it leaves the partition alone for replica.fetch.backoff.ms.
 * Kafka: core/src/main/scala/kafka/server/{AbstractFetcherThread,ReplicaFetcherThread}.scala#doWork, #processFetchRequest, #processPartitionData,
 * #truncateOnFetchResponse, #handleOutOfRangeError; spec §8.6, §8.7.
 * Simplified: one fetcher per leader (num.replica.fetchers=1).
 */
import type { Effects } from '../effects'
import { PHASE } from '../kernel/eventQueue'
import { known } from '../kernel/assert'
import { endOffsetFor, latestEpoch } from '../log/leaderEpochs'
import { activeSegment, advanceLogStart, appendFetched, truncateFully, truncateTo } from '../log/partitionLog'
import { ERROR } from '../protocol/errorCodes'
import { createFetchSession, endFetchSession, nextFetch } from '../protocol/fetchSession'
import { FETCH, replicationConnection, type FetchedFromPartition, type FetchPartition, type FetchResponse, type Message } from '../protocol/messages'
import { BYTES_PER_US, SERVICE_TIMES_US } from '../config/serviceTimes'
import { completeFetches } from './completion'
import { failDisk } from './disk'
import { flushAfterAppend, followerFlushTimeUs } from './flushing'
import { followHighWatermark, stir, type Replica } from './replica'
import type { BrokerNode, ReplicaFetcher } from './brokerNode'

/** replica.socket.timeout.ms. */
const SOCKET_TIMEOUT_US = 30_000_000

/** The follower copies this partition from that broker from now on. */
export function startFetching(broker: BrokerNode, effects: Effects, replica: Replica, cause: number): void {
  stopFetching(broker, effects, replica.partition)
  const { log } = replica
  // Without any epoch to compare, only what was committed is sure to be the leader's.
  if (log.epochs.length === 0 && log.logEndOffset > log.highWatermark) cut(broker, replica, effects, log.highWatermark, cause)
  let fetcher = broker.fetchers.get(replica.leader)
  if (fetcher === undefined) {
    const opened = broker.openedTo.get(replica.leader) ?? 0
    broker.openedTo.set(replica.leader, opened + 1)
    fetcher = {
      leader: replica.leader, partitions: new Set(), session: createFetchSession(), delayed: new Map(), connection: replicationConnection(broker.id, replica.leader, opened), correlationId: 0, awaiting: -1, sentUs: 0, isScheduled: false, isWatched: false, appending: null,
    }
    broker.fetchers.set(replica.leader, fetcher)
  }
  fetcher.partitions.add(replica.partition)
  fetcher.session.changed.add(replica.partition)
  schedule(fetcher, effects, effects.nowUs)
}

export function stopFetching(broker: BrokerNode, effects: Effects, partition: number): void {
  for (const fetcher of broker.fetchers.values()) {
    if (!forget(fetcher, partition) || fetcher.partitions.size > 0) continue
    // A thread with nothing to do ends, and its connection with it.
    broker.fetchers.delete(fetcher.leader)
    effects.closeConnection(fetcher.leader, fetcher.connection)
  }
}

function forget({ partitions, delayed, session }: ReplicaFetcher, partition: number): boolean {
  delayed.delete(partition)
  session.changed.add(partition)
  return partitions.delete(partition)
}

/** The follower's log is another than when it was last asked for: where the next Fetch asks from may be too. */
export function lookAgain(broker: BrokerNode, { leader, partition }: Replica): void {
  broker.fetchers.get(leader)?.session.changed.add(partition)
}

function schedule(fetcher: ReplicaFetcher, effects: Effects, atUs: number): void {
  if (fetcher.isScheduled || fetcher.awaiting !== -1 || fetcher.appending !== null) return
  fetcher.isScheduled = true
  effects.schedule(atUs, PHASE.decision, 'runFetcher', fetcher.leader)
}

/** The thread looks what it may ask for. */
export function runFetcher(broker: BrokerNode, effects: Effects, leader: number): void {
  const fetcher = broker.fetchers.get(leader)
  if (fetcher === undefined) return
  fetcher.isScheduled = false
  sendReplicaFetch(broker, effects, fetcher, effects.rootEvent)
}

/** How a partition is to be asked for now; null: not at all. */
export function wantedOf(broker: BrokerNode, { partitions, delayed }: ReplicaFetcher, partition: number): FetchPartition | null {
  if (!partitions.has(partition) || delayed.has(partition)) return null
  const { log, leaderEpoch } = known(broker.replicas.get(partition), 'the replica')
  return { partition, fetchOffset: log.logEndOffset, logStartOffset: log.logStartOffset, currentLeaderEpoch: leaderEpoch, lastFetchedEpoch: latestEpoch(log.epochs) }
}

/** Asks the leader for what comes after this broker's log ends. */
function sendReplicaFetch(broker: BrokerNode, effects: Effects, fetcher: ReplicaFetcher, cause: number): void {
  if (fetcher.awaiting !== -1 || fetcher.appending !== null) return
  const { config, lifecycle } = broker
  let earliestUs = Infinity
  for (const [partition, untilUs] of fetcher.delayed) {
    if (untilUs > effects.nowUs) { earliestUs = Math.min(earliestUs, untilUs); continue }
    fetcher.delayed.delete(partition)
    fetcher.session.changed.add(partition)
  }
  const next = nextFetch(fetcher.session, partition => wantedOf(broker, fetcher, partition))
  if (next === null) {
    if (earliestUs < Infinity) schedule(fetcher, effects, earliestUs)
    return
  }
  fetcher.awaiting = fetcher.correlationId++
  fetcher.sentUs = effects.nowUs
  effects.request(fetcher.leader, fetcher.connection, FETCH, fetcher.awaiting, {
    replica: broker.id, replicaEpoch: lifecycle.epoch, maxWaitUs: config['replica.fetch.wait.max.ms'] * 1000, minBytes: config['replica.fetch.min.bytes'], partitionMaxBytes: config['replica.fetch.max.bytes'], rack: '', ...next,
  }, cause)
  watch(fetcher, effects)
}

/** One look at a time whether an answer is overdue. */
function watch(fetcher: ReplicaFetcher, effects: Effects): void {
  if (fetcher.isWatched) return
  fetcher.isWatched = true
  effects.schedule(fetcher.sentUs + SOCKET_TIMEOUT_US, PHASE.timer, 'watchFetcher', fetcher.leader)
}

export function watchFetcher(broker: BrokerNode, effects: Effects, leader: number): void {
  const fetcher = broker.fetchers.get(leader)
  if (fetcher === undefined) return
  fetcher.isWatched = false
  if (fetcher.awaiting === -1) return
  if (effects.nowUs - fetcher.sentUs < SOCKET_TIMEOUT_US) return watch(fetcher, effects)
  effects.closeConnection(leader, fetcher.connection)
  fetcherConnectionLost(broker, effects, leader, fetcher.connection)
}

/** No answer will come: everything it asked for waits. */
export function fetcherConnectionLost(broker: BrokerNode, effects: Effects, leader: number, connection: number): void {
  const fetcher = broker.fetchers.get(leader)
  if (fetcher === undefined || fetcher.connection !== connection) return
  const opened = broker.openedTo.get(leader)!
  broker.openedTo.set(leader, opened + 1)
  fetcher.connection = replicationConnection(broker.id, leader, opened)
  const lost = fetcher.awaiting === -1 ? [] : [...fetcher.session.asked.keys()].filter(partition => fetcher.partitions.has(partition))
  endFetchSession(fetcher.session)
  if (fetcher.awaiting === -1) return
  fetcher.awaiting = -1
  for (const partition of lost) delay(broker, effects, fetcher, partition, -1, effects.rootEvent)
  sendReplicaFetch(broker, effects, fetcher, effects.rootEvent)
}

function delay(broker: BrokerNode, effects: Effects, fetcher: ReplicaFetcher, partition: number, error: number, cause: number): void {
  fetcher.delayed.set(partition, effects.nowUs + broker.config['replica.fetch.backoff.ms'] * 1000)
  fetcher.session.changed.add(partition)
  effects.emit('replicaFetchFailed', cause, partition, fetcher.leader, error)
}

/** The leader's answer is here: write it (which takes time), or hear of a new high watermark and ask again. */
export function receiveReplicaFetch(broker: BrokerNode, effects: Effects, message: Message, cause: number): void {
  const fetcher = broker.fetchers.get(message.from)
  if (fetcher === undefined || fetcher.awaiting !== message.correlationId || fetcher.connection !== message.connection) return
  fetcher.awaiting = -1
  const response = message.body as FetchResponse
  let bytes = 0, flushUs = 0
  for (const { partition, entries } of response.partitions) {
    for (const entry of entries) bytes += entry.sizeBytes
    if (entries.length > 0) flushUs += followerFlushTimeUs(broker.replicas.get(partition), entries.at(-1)!.lastOffset + 1)
  }
  fetcher.appending = { response, cause, asked: fetcher.session.asked }
  if (bytes === 0) return finishReplicaAppend(broker, effects, fetcher.leader)
  const serviceUs = SERVICE_TIMES_US.replicaAppend + Math.ceil(bytes / BYTES_PER_US.replicaAppend) + flushUs
  effects.schedule(effects.nowUs + serviceUs * broker.disk.slowness, PHASE.decision, 'finishReplicaAppend', fetcher.leader)
}

/** The fetched batches are in the log; the high watermark follows; the next Fetch leaves at once. */
export function finishReplicaAppend(broker: BrokerNode, effects: Effects, leader: number): void {
  const fetcher = broker.fetchers.get(leader)
  if (fetcher === undefined || fetcher.appending === null) return
  const { response, cause, asked: askedFor } = fetcher.appending
  fetcher.appending = null
  let last = cause
  for (const fetched of response.partitions) {
    const asked = askedFor.get(fetched.partition)
    const replica = broker.replicas.get(fetched.partition)
    // Asked for in another epoch, or from another place: no longer true.
    if (asked === undefined || !fetcher.partitions.has(fetched.partition) || replica === undefined || asked.currentLeaderEpoch !== replica.leaderEpoch || asked.fetchOffset !== replica.log.logEndOffset) continue
    stir(replica)
    fetcher.session.changed.add(fetched.partition)
    last = takeFetched(broker, effects, fetcher, replica, fetched, cause)
  }
  sendReplicaFetch(broker, effects, fetcher, last)
}

function takeFetched(broker: BrokerNode, effects: Effects, fetcher: ReplicaFetcher, replica: Replica, fetched: FetchedFromPartition, cause: number): number {
  const { partition, error, entries, diverging, highWatermark, logStartOffset } = fetched
  const { log } = replica, { disk } = broker
  if (error === ERROR.offsetOutOfRange) {
    // The leader's log ends before this one, or begins after it.
    if (highWatermark !== -1 && logStartOffset > log.logEndOffset) truncateFully(log, logStartOffset, effects.wallMs)
    else delay(broker, effects, fetcher, partition, error, cause)
    return cause
  }
  if (error !== ERROR.none) {
    // An epoch that is over: only new metadata helps.
    if (error === ERROR.fencedLeaderEpoch) forget(fetcher, partition)
    else delay(broker, effects, fetcher, partition, error, cause)
    if (error === ERROR.fencedLeaderEpoch) effects.emit('replicaFetchFailed', cause, partition, fetcher.leader, error)
    return cause
  }
  if (diverging !== null) {
    const own = endOffsetFor(log.epochs, diverging.epoch, log.logEndOffset)
    const to = own.epoch === diverging.epoch ? Math.min(own.endOffset, diverging.endOffset, log.logEndOffset) : own.epoch === -1 ? diverging.endOffset : Math.min(own.endOffset, log.logEndOffset)
    return cut(broker, replica, effects, Math.max(to, 0), cause)
  }
  let last = cause
  if (entries.length > 0 && disk.isFull) { failDisk(broker, effects, partition, cause); return cause }
  if (entries.length > 0) {
    for (const entry of entries) appendFetched(log, entry, effects.wallMs)
    last = effects.emit('replicaAppended', cause, partition, entries[0]!.baseOffset, entries.at(-1)!.lastOffset, fetcher.leader, entries.length, entries[0]!.batch.id)
    replica.lastEvent = last
    flushAfterAppend(replica, effects, last)
  }
  const moved = followHighWatermark(replica, effects, highWatermark, cause)
  if (moved !== -1) completeFetches(broker, effects, partition, moved)
  if (logStartOffset > log.logStartOffset) advanceLogStart(log, Math.min(logStartOffset, log.highWatermark))
  return last
}

/** What this log has and the leader's has not goes. */
function cut({ disk }: BrokerNode, replica: Replica, effects: Effects, offset: number, cause: number): number {
  const { log, partition } = replica
  const from = log.logEndOffset
  truncateTo(log, offset, effects.wallMs)
  if (from === log.logEndOffset) return cause
  disk.cleanedTo.set(partition, Math.min(disk.cleanedTo.get(partition) ?? 0, activeSegment(log).baseOffset))
  const written = disk.written.get(partition)
  if (written !== undefined) {
    written.flushedEnd = Math.min(written.flushedEnd, log.logEndOffset)
    written.seen = written.seen.map(({ atUs, end }) => ({ atUs, end: Math.min(end, log.logEndOffset) }))
  }
  replica.lastCut = { at: log.logEndOffset, records: from - log.logEndOffset, leaderEpoch: replica.leaderEpoch }
  replica.lastEvent = effects.emit('logTruncated', cause, partition, from, log.logEndOffset, replica.leader, from - log.logEndOffset)
  return replica.lastEvent
}
