/**
 * What a Fetch finds on this broker, partition by partition: data, an error, a replica that is nearer, or the place where the asker's log parts from this one.
 * Kafka: ReplicaManager.scala#readFromLog, Partition.scala#fetchRecords, #readRecords; spec §8.7, §8.8.
 */
import { ERROR } from '../protocol/errorCodes'
import { endOffsetFor, UNDEFINED_EPOCH } from '../log/leaderEpochs'
import { bytesAvailable, lastStableOffset, readEntries, type PartitionLog } from '../log/partitionLog'
import { CONSUMER_REPLICA, type FetchedFromPartition, type FetchPartition, type FetchRequest, type LogEntry } from '../protocol/messages'
import type { BrokerNode } from './brokerNode'
import { awakeIn, type BrokerFetchSession } from './fetchSessions'
import { NO_REPLICA, preferredReadReplica } from './preferredReadReplica'
import type { Replica } from './replica'

/** An epoch that the asker knows, against the one that this broker knows; −1: not told. */
export function epochError(replica: Replica, currentLeaderEpoch: number): number {
  if (currentLeaderEpoch === -1 || currentLeaderEpoch === replica.leaderEpoch) return ERROR.none
  return currentLeaderEpoch < replica.leaderEpoch ? ERROR.fencedLeaderEpoch : ERROR.unknownLeaderEpoch
}

/** Why this broker does not serve the partition to this asker; 0 if it does. Consumers may read from followers (KIP-392). */
function refusal(broker: BrokerNode, fetch: FetchRequest, { partition, currentLeaderEpoch }: FetchPartition): number {
  const replica = broker.replicas.get(partition)
  if (replica === undefined) return broker.metadata.image.partitions.has(partition) ? ERROR.notLeaderOrFollower : ERROR.unknownTopicOrPartition
  const isFollower = fetch.replica !== CONSUMER_REPLICA
  const epoch = epochError(replica, currentLeaderEpoch)
  if (epoch !== ERROR.none) return epoch
  if (isFollower && replica.role !== 'leader') return ERROR.notLeaderOrFollower
  if (isFollower && !replica.followers.has(fetch.replica)) return ERROR.unknownLeaderEpoch
  if (isFollower && isOutdated(broker, fetch)) return ERROR.notLeaderOrFollower
  return ERROR.none
}

/** A fetch of a follower's former life. */
const isOutdated = ({ metadata }: BrokerNode, { replica, replicaEpoch }: FetchRequest): boolean => replicaEpoch !== -1 && replicaEpoch < (metadata.image.brokers.get(replica)?.epoch ?? -1)

/** Where the follower's log parts from the leader's; null if it does not; `unknown` if the leader cannot tell: its log has another beginning, or never knew the epoch. */
function divergence({ log }: Replica, { lastFetchedEpoch, fetchOffset }: FetchPartition): FetchedFromPartition['diverging'] | 'unknown' {
  if (lastFetchedEpoch === -1) return null
  const end = endOffsetFor(log.epochs, lastFetchedEpoch, log.logEndOffset)
  if (end.epoch === UNDEFINED_EPOCH || fetchOffset < log.logStartOffset) return 'unknown'
  return end.epoch < lastFetchedEpoch || end.endOffset < fetchOffset ? { epoch: end.epoch, endOffset: end.endOffset } : null
}

const readableEnd = ({ log }: Replica, fetch: FetchRequest): number => (fetch.replica === CONSUMER_REPLICA ? log.highWatermark : log.logEndOffset)

export function readPartition(broker: BrokerNode, fetch: FetchRequest, asked: FetchPartition): FetchedFromPartition {
  const { partition, fetchOffset } = asked
  const replica = broker.replicas.get(partition)
  const error = refusal(broker, fetch, asked)
  if (error !== ERROR.none || replica === undefined) {
    const hint = error === ERROR.notLeaderOrFollower || error === ERROR.fencedLeaderEpoch ? currentLeader(broker, partition) : undefined
    return { partition, error, highWatermark: -1, lastStableOffset: -1, logStartOffset: -1, entries: [], diverging: null, ...(hint !== undefined && { currentLeader: hint }) }
  }
  const { log } = replica
  const nearer = preferredReadReplica(broker, replica, fetch, fetchOffset)
  if (nearer !== NO_REPLICA) return { ...found(log, partition, ERROR.none, [], null), preferredReadReplica: nearer }
  const diverging = divergence(replica, asked)
  if (diverging !== null && diverging !== 'unknown') return found(log, partition, ERROR.none, [], diverging)
  if (diverging !== null || fetchOffset < log.logStartOffset || fetchOffset > log.logEndOffset) return found(log, partition, ERROR.offsetOutOfRange, [], null)
  return found(log, partition, ERROR.none, readEntries(log, fetchOffset, readableEnd(replica, fetch), fetch.partitionMaxBytes, true), null)
}

const found = (log: PartitionLog, partition: number, error: number, entries: readonly LogEntry[], diverging: FetchedFromPartition['diverging']): FetchedFromPartition =>
  ({ partition, error, highWatermark: log.highWatermark, lastStableOffset: lastStableOffset(log), logStartOffset: log.logStartOffset, entries, diverging })

/** KIP-951: who leads it instead, as this broker knows it. */
export function currentLeader({ metadata }: BrokerNode, partition: number): { readonly broker: number; readonly epoch: number } | undefined {
  const registration = metadata.image.partitions.get(partition)
  return registration === undefined ? undefined : { broker: registration.leader, epoch: registration.leaderEpoch }
}

/** Whole batches from the fetch offsets, with the high watermark of this instant, of every partition that may have something to tell. */
export const readFor = (broker: BrokerNode, fetch: FetchRequest, session: BrokerFetchSession): readonly FetchedFromPartition[] => awakeIn(session).map(({ asked }) => readPartition(broker, fetch, asked))

/** Whether what was read is answered at once: an error, a divergence or a nearer replica to hear of, at least `minBytes`, or nothing that is asked for. */
export function isEnough({ minBytes }: FetchRequest, { partitions }: BrokerFetchSession, read: readonly FetchedFromPartition[]): boolean {
  let bytes = 0
  for (const { error, diverging, preferredReadReplica: nearer, entries } of read) {
    if (error !== ERROR.none || diverging !== null || nearer !== undefined) return true
    for (const { sizeBytes } of entries) bytes += sizeBytes
  }
  return bytes >= minBytes || partitions.size === 0
}

/**
 * Whether a Fetch that waits is to be answered now, or is not to wait at all: it has an error or a divergence to hear of, asks for more than this reader may see yet, or there are
 * at least `minBytes`, or less where a segment ends.
 */
export function hasEnough(broker: BrokerNode, fetch: FetchRequest, session: BrokerFetchSession): boolean {
  let bytes = 0
  for (const partition of session.awake) {
    const { asked } = session.partitions.get(partition)!
    const replica = broker.replicas.get(asked.partition)
    if (replica === undefined || refusal(broker, fetch, asked) !== ERROR.none) return true
    const { log } = replica, end = readableEnd(replica, fetch)
    if (asked.fetchOffset < log.logStartOffset || asked.fetchOffset > end || divergence(replica, asked) !== null) return true
    const available = bytesAvailable(log, asked.fetchOffset, end, fetch.minBytes - bytes)
    if (available === Infinity) return true
    bytes += Math.min(available, fetch.partitionMaxBytes)
  }
  return bytes >= fetch.minBytes
}
