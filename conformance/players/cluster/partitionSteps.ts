/** Steps that look at partitions, or that an administrator asks for. */
import {
  EARLIEST, ERROR, FETCH, LATEST, LIST_OFFSETS, logEntries, RECORD_ID, RECORD_STRIDE, recordsOf, CONSUMER_REPLICA,
  type FetchResponse, type ListOffsetsResponse, type LogEntry, type PartitionRegistration, type Replica,
} from '../../../src/engine'
import { errorOf, failureOfCode, type LiveCluster } from './liveCluster'

export interface PartitionAsked { readonly topic?: string; readonly partition?: number; readonly broker?: number }
const SHOWN_BYTES = 64
const LISTED_FOR_US = 8_000_000
const sorted = (ids: readonly number[]): readonly number[] => ids.toSorted((one, other) => one - other)
const sameSet = (one: readonly number[], other: readonly number[]): boolean => one.length === other.length && one.every(id => other.includes(id))

export function describe(registration: PartitionRegistration): object {
  const { leader, leaderEpoch, partitionEpoch, isr, elr, lastKnownElr, recovering, adding, removing } = registration
  return {
    leader, leaderEpoch, partitionEpoch, isr: sorted(isr), elr: sorted(elr), lastKnownElr: sorted(lastKnownElr), recovery: recovering ? 'RECOVERING' : 'RECOVERED',
    ...(adding.length > 0 && { adding: sorted(adding) }), ...(removing.length > 0 && { removing: sorted(removing) }),
  }
}

/** Every state that the controller gave the partition. */
export function history({ controller }: LiveCluster, partition: number): unknown {
  return controller.log.flatMap(({ records }) => records.flatMap(record => (record.type === 'partition' && record.partition === partition ? [describe(record.registration)] : [])))
}

/** One ListOffsets at a broker. */
function listAt(cluster: LiveCluster, broker: number, partition: number, timestampMs: number, readCommitted = false): ListOffsetsResponse['partitions'][number] {
  return (cluster.ask(broker, LIST_OFFSETS, { readCommitted, partitions: [{ partition, timestampMs, currentLeaderEpoch: -1 }] }) as ListOffsetsResponse).partitions[0]!
}
export const leaderOf = (cluster: LiveCluster, partition: number): number => cluster.registration(partition)?.leader ?? -1

/** As a client lists an offset: it tries again until it is told, for 8 s; −1 if the leader cannot tell. */
function listed(cluster: LiveCluster, partition: number, timestampMs: number, readCommitted = false): number {
  const until = cluster.state.nowUs + LISTED_FOR_US
  for (;;) {
    const { error, offset } = listAt(cluster, leaderOf(cluster, partition), partition, timestampMs, readCommitted)
    if (error === ERROR.none) return offset
    if (cluster.state.nowUs >= until) return -1
    cluster.play(100_000)
  }
}

export function offsets(cluster: LiveCluster, asked: PartitionAsked): object {
  const partition = cluster.partition(asked.topic, asked.partition)
  if (leaderOf(cluster, partition) === -1) return errorOf(ERROR.leaderNotAvailable)
  return { start: listed(cluster, partition, EARLIEST), end: listed(cluster, partition, LATEST), lastStable: listed(cluster, partition, LATEST, true) }
}

export function listOffset(cluster: LiveCluster, asked: PartitionAsked & { timestamp: number }): object {
  const partition = cluster.partition(asked.topic, asked.partition)
  const { error, offset } = listAt(cluster, leaderOf(cluster, partition), partition, asked.timestamp)
  return error === ERROR.none ? { offset } : errorOf(error)
}

interface Awaited extends PartitionAsked {
  readonly leader?: number; readonly isr?: readonly number[]; readonly elr?: readonly number[]; readonly replicas?: readonly number[]
  readonly end?: number; readonly lastStable?: number; readonly start?: number; readonly answers?: boolean; readonly logEnd?: number
}

export function awaitPartition(cluster: LiveCluster, asked: Awaited): object {
  const partition = cluster.partition(asked.topic, asked.partition)
  cluster.await(JSON.stringify(asked), () => isReached(cluster, partition, asked))
  return { reached: true }
}

function isReached(cluster: LiveCluster, partition: number, asked: Awaited): boolean {
  if (asked.logEnd !== undefined) return replicaAt(cluster, asked.broker!, partition)?.log.logEndOffset === asked.logEnd
  const registration = cluster.registration(partition)
  if (registration === undefined) return false
  if (asked.leader !== undefined && registration.leader !== asked.leader) return false
  if (asked.isr !== undefined && !sameSet(registration.isr, asked.isr)) return false
  if (asked.elr !== undefined && !sameSet(registration.elr, asked.elr)) return false
  if (asked.replicas !== undefined && (registration.replicas.join() !== asked.replicas.join() || registration.adding.length + registration.removing.length > 0)) return false
  const known = cluster.running.every(id => cluster.broker(id).metadata.image.partitions.get(partition)?.partitionEpoch === registration.partitionEpoch)
  if (!known) return false
  if (registration.leader === -1 || asked.answers === false) return true
  const end = listAt(cluster, registration.leader, partition, LATEST)
  return end.error === ERROR.none && (asked.end === undefined || end.offset === asked.end)
    && (asked.start === undefined || listAt(cluster, registration.leader, partition, EARLIEST).offset === asked.start)
    && (asked.lastStable === undefined || listAt(cluster, registration.leader, partition, LATEST, true).offset === asked.lastStable)
}

const replicaAt = (cluster: LiveCluster, broker: number, partition: number): Replica | undefined => cluster.broker(broker).replicas.get(partition)

/** Offset and name of each record that is left of an entry. */
const namesOf = ({ values }: LiveCluster, entry: LogEntry): readonly (readonly [number, string | null])[] =>
  recordsOf(entry).map(({ offset, index }) => [offset, values[entry.batch.columns[index * RECORD_STRIDE + RECORD_ID]!] ?? null])

/** A replica's log, from its files. */
export function log(cluster: LiveCluster, asked: PartitionAsked): unknown {
  const replica = replicaAt(cluster, asked.broker!, cluster.partition(asked.topic, asked.partition))
  if (replica === undefined) return []
  return logEntries(replica.log).map(entry => {
    const { baseOffset, lastOffset, leaderEpoch, batch } = entry
    return {
      base: baseOffset, last: lastOffset, epoch: leaderEpoch,
      ...(batch.marker === null ? { values: namesOf(cluster, entry).map(([, value]) => value) } : { control: batch.marker.type }),
      ...(batch.producerId !== -1 && { producerEpoch: batch.producerEpoch }), ...(batch.producerId !== -1 && batch.baseSequence !== -1 && { sequence: batch.baseSequence }), ...(batch.isTransactional && batch.marker === null && { transactional: true }),
    }
  })
}

export const segments = (cluster: LiveCluster, asked: PartitionAsked): unknown => replicaAt(cluster, asked.broker!, cluster.partition(asked.topic, asked.partition))!.log.segments.map(({ baseOffset }) => baseOffset)

/** DescribeProducers at the leader. */
export function producers(cluster: LiveCluster, asked: PartitionAsked): unknown {
  const partition = cluster.partition(asked.topic, asked.partition)
  const states = replicaAt(cluster, leaderOf(cluster, partition), partition)!.log.producers
  return [...states].toSorted(([one], [other]) => one - other)
    .map(([, { epoch, batches, transactionOffset }]) => ({ epoch, lastSequence: batches.at(-1)?.last ?? -1, ...(transactionOffset !== -1 && { txnStart: transactionOffset }) }))
}

interface FetchAsked extends PartitionAsked { readonly from?: number; readonly leaderEpoch?: number; readonly lastFetchedEpoch?: number }
const MOST_BYTES = 52_428_800

function fetchOnce(cluster: LiveCluster, partition: number, broker: number, { from = 0, leaderEpoch = -1, lastFetchedEpoch = -1 }: FetchAsked): FetchResponse['partitions'][number] {
  const response = cluster.ask(broker, FETCH, {
    replica: CONSUMER_REPLICA, replicaEpoch: -1, maxWaitUs: 0, minBytes: 0, rack: '', partitionMaxBytes: MOST_BYTES, isFull: true, forgotten: [], partitions: [{ partition, fetchOffset: from, logStartOffset: -1, currentLeaderEpoch: leaderEpoch, lastFetchedEpoch }],
  }) as FetchResponse
  return response.partitions[0]!
}

export function rawFetch(cluster: LiveCluster, asked: FetchAsked): object {
  const partition = cluster.partition(asked.topic, asked.partition)
  const { error, highWatermark, lastStableOffset, logStartOffset, entries, diverging } = fetchOnce(cluster, partition, asked.broker ?? leaderOf(cluster, partition), asked)
  if (error !== ERROR.none) return errorOf(error)
  return {
    highWatermark, lastStable: lastStableOffset, logStart: logStartOffset, batches: entries.map(({ baseOffset, lastOffset }) => [baseOffset, lastOffset]),
    ...(diverging !== null && { diverging }),
  }
}

/** A consumer reads from there to the end it may see. */
export function read(cluster: LiveCluster, { from = 0, reset = 'none', ...asked }: FetchAsked & { reset?: string }): object {
  const partition = cluster.partition(asked.topic, asked.partition), leader = leaderOf(cluster, partition)
  if (leader === -1) return errorOf(ERROR.leaderNotAvailable)
  const end = listed(cluster, partition, LATEST)
  if (end === -1) return errorOf(ERROR.offsetNotAvailable)
  const records: (readonly [number, string | null])[] = []
  let position = from
  while (position < end || position === from) {
    const { error, entries, logStartOffset } = fetchOnce(cluster, partition, leader, { from: position })
    if (error === ERROR.offsetOutOfRange && reset === 'none') return { exception: 'OffsetOutOfRangeException' }
    if (error === ERROR.offsetOutOfRange) { position = reset === 'earliest' ? logStartOffset : end; continue }
    if (error !== ERROR.none) return errorOf(error)
    if (entries.length === 0) break
    for (const entry of entries) records.push(...namesOf(cluster, entry).filter(([offset]) => offset >= position).map(([offset, value]) => [offset, shown(value)] as const))
    position = entries.at(-1)!.lastOffset + 1
  }
  return { records, position }
}

const shown = (value: string | null): string | null => (value !== null && value.length > SHOWN_BYTES ? `<${value.length}>` : value)

type Answered = { readonly error: number; readonly detail: number }
const outcome = ({ error }: Answered): object => (error === ERROR.none ? {} : failureOfCode(error))

export const elect = (cluster: LiveCluster, { type, topic = 't', partition = 0 }: { type: 'preferred' | 'unclean'; topic?: string; partition?: number }): object =>
  outcome(cluster.administer({ type: 'electLeaders', topic, partition, election: type === 'preferred' ? 'PREFERRED' : 'UNCLEAN' }))
export const createTopic = (cluster: LiveCluster, { name, replicas, config }: { name: string; replicas: readonly (readonly number[])[]; config?: Readonly<Record<string, string>> }): object =>
  outcome(cluster.administer({ type: 'createTopic', topic: name, replicaAssignment: replicas, ...(config && { config }) }))
export const addPartitions = (cluster: LiveCluster, { topic = 't', count, replicas = [] }: { topic?: string; count: number; replicas?: readonly (readonly number[])[] }): object =>
  outcome(cluster.administer({ type: 'createPartitions', topic, count, replicaAssignment: replicas }))
export const reassign = (cluster: LiveCluster, { topic = 't', partition = 0, replicas }: { topic?: string; partition?: number; replicas: readonly number[] }): object =>
  outcome(cluster.administer({ type: 'reassign', topic, partition, replicas }))

export function deleteRecords(cluster: LiveCluster, { topic = 't', partition = 0, before }: { topic?: string; partition?: number; before: number }): object {
  const answered = cluster.administer({ type: 'deleteRecords', topic, partition, before })
  return answered.error === ERROR.none ? { lowWatermark: answered.detail } : failureOfCode(answered.error)
}

export function alterTopic(cluster: LiveCluster, { topic = 't', config }: { topic?: string; config: Readonly<Record<string, string>> }): object {
  for (const [key, value] of Object.entries(config)) cluster.apply({ type: 'setConfig', owner: 'topic', topic, key, value })
  return {}
}
