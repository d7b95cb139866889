/**
 * A broker acts on what the metadata log says of its partitions: leads them, follows them, or gives them up.
 * Kafka: core/src/main/scala/kafka/server/ReplicaManager.scala#applyDelta; spec §8.6, §9.1.
 */
import { createPurgatory } from './purgatory'
import type { Effects } from '../effects'
import { PHASE } from '../kernel/eventQueue'
import { activeSegment, flushLog, setHighWatermark, truncateTo } from '../log/partitionLog'
import { snapshotOf } from '../log/producerState'
import type { PartitionRegistration } from '../protocol/metadata'
import { addReplica, type BrokerNode } from './brokerNode'
import { completeAll } from './completion'
import { afterIsrChange } from './isr'
import { makeFollower, makeLeader, stir, type Replica } from './replica'
import { startFetching, stopFetching } from './replicaFetcher'
import { createRequestPath } from './requestPath'

/** These partitions have changed in the broker's picture of the cluster. */
export function applyPartitions(broker: BrokerNode, effects: Effects, partitions: Iterable<number>, cause: number): void {
  for (const partition of partitions) {
    const registration = broker.metadata.image.partitions.get(partition)
    if (registration === undefined || !registration.replicas.includes(broker.id)) giveUp(broker, effects, partition, cause)
    else applyPartition(broker, effects, broker.replicas.get(partition) ?? addReplica(broker, partition, effects.wallMs), registration, cause)
  }
}

function applyPartition(broker: BrokerNode, effects: Effects, replica: Replica, registration: PartitionRegistration, cause: number): void {
  if (registration.leader === broker.id) {
    const wasLeader = replica.role === 'leader', epochBefore = replica.leaderEpoch
    const event = makeLeader(replica, effects, broker.id, registration, cause)
    if (!wasLeader) stopFetching(broker, effects, replica.partition)
    if (event === -1) return
    afterIsrChange(broker, effects, replica, event)
    if (replica.leaderEpoch !== epochBefore || !wasLeader) completeAll(broker, effects, replica.partition, event)
    return
  }
  const event = makeFollower(replica, effects, registration, cause)
  // On its way out it copies no more what it is not in sync with.
  const isLeaving = broker.lifecycle.state === 'pendingShutdown' && (registration.leader === -1 || !registration.isr.includes(broker.id))
  if (registration.leader === -1 || isLeaving) stopFetching(broker, effects, replica.partition)
  else if (event !== -1) startFetching(broker, effects, replica, event)
  if (event !== -1) completeAll(broker, effects, replica.partition, event)
}

/** The partition is no longer on this broker: nor is its log. */
function giveUp(broker: BrokerNode, effects: Effects, partition: number, cause: number): void {
  const replica = broker.replicas.get(partition)
  if (replica === undefined) return
  stopFetching(broker, effects, partition)
  stir(replica)
  broker.replicas.delete(partition)
  broker.disk.highWatermarks.delete(partition)
  broker.disk.written.delete(partition)
  broker.disk.cleanedTo.delete(partition)
  completeAll(broker, effects, partition, cause)
}

/** replica.high.watermark.checkpoint.interval.ms: high watermarks are written to disk, as far as a crash will find them. */
export function checkpointHighWatermarks(broker: BrokerNode, effects: Effects): void {
  for (const [partition, { log }] of broker.replicas) broker.disk.highWatermarks.set(partition, log.highWatermark)
  scheduleCheckpoint(broker, effects)
}
export function scheduleCheckpoint({ config }: BrokerNode, effects: Effects): void {
  effects.schedule(effects.nowUs + config['replica.high.watermark.checkpoint.interval.ms'] * 1000, PHASE.timer, 'checkpointHighWatermarks')
}

/** How long the operating system keeps what was written in its page cache (Linux: dirty_expire_centisecs), and how often it looks. */
const WRITE_BACK_AFTER_US = 30_000_000, WRITE_BACK_EVERY_US = 5_000_000

/** The operating system writes back: what was in the log at the last look but some is on the disk now. */
export function writeBack(broker: BrokerNode, effects: Effects): void {
  for (const [partition, { log }] of broker.replicas) {
    const written = broker.disk.written.get(partition) ?? { flushedEnd: 0, seen: [] }
    broker.disk.written.set(partition, written)
    while (written.seen.length > 0 && written.seen[0]!.atUs + WRITE_BACK_AFTER_US <= effects.nowUs) written.flushedEnd = Math.max(written.flushedEnd, written.seen.shift()!.end)
    if (written.seen.at(-1)?.end !== log.logEndOffset) written.seen.push({ atUs: effects.nowUs, end: log.logEndOffset })
  }
  scheduleWriteBack(effects)
}
export const scheduleWriteBack = (effects: Effects): void => effects.schedule(effects.nowUs + WRITE_BACK_EVERY_US, PHASE.timer, 'writeBack')

/** The process is gone: what was in memory is lost; without power also what the disk had not got. */
export function forgetMemory(broker: BrokerNode, nowMs: number, hasPower: boolean, isClean: boolean): void {
  const { disk, lifecycle } = broker
  for (const [partition, replica] of broker.replicas) {
    const { log } = replica
    if (isClean) disk.highWatermarks.set(partition, log.highWatermark)
    if (isClean) flushLog(log, nowMs)
    // What Kafka has flushed is on the disk, and what the operating system has written back.
    if (!hasPower) truncateTo(log, Math.min(Math.max(disk.written.get(partition)?.flushedEnd ?? 0, log.recoveryPoint, activeSegment(log).baseOffset), log.logEndOffset), nowMs)
    // A log is closed, or recovered, with a snapshot at its end.
    log.producers = snapshotOf(log.producers)
    disk.cleanedTo.set(partition, Math.min(disk.cleanedTo.get(partition) ?? 0, log.logEndOffset))
    if (isClean || !hasPower) disk.written.set(partition, { flushedEnd: log.logEndOffset, seen: [] })
    setHighWatermark(log, Math.min(disk.highWatermarks.get(partition) ?? 0, log.logEndOffset))
    Object.assign(replica, { role: 'follower', leader: -1, leaderEpoch: -1, partitionEpoch: -1, replicas: [], isr: [], proposal: null, followers: new Map(), resting: [] })
  }
  disk.cleanEpoch = isClean ? lifecycle.epoch : -1
  broker.connections = new Map()
  broker.endedConnections = new Set()
  broker.requestPath = createRequestPath(broker.config)
  broker.purgatory = createPurgatory()
  broker.fetchers = new Map()
  broker.isrChanges = { ...broker.isrChanges, unsent: new Set(), sent: [], awaiting: -1 }
  Object.assign(broker.metadata, { leader: -1, awaiting: -1, isPublishing: false })
  Object.assign(lifecycle, { state: 'starting', epoch: -1, awaiting: -1, shutdownBeats: 0, timer: lifecycle.timer + 1 })
}
