/**
 * When Kafka itself forces a log to disk, besides at a new segment and at a clean shutdown: after so many records (flush.messages), by whoever appends them; after so long (flush.ms), by a thread that
 * looks every log.flush.scheduler.interval.ms, by default never. What is flushed survives a loss of power.
 * Kafka: storage/internals/log/{UnifiedLog#append, LogManager#flushDirtyLogs}.
 * Simplified: the first look comes after one interval, at most after 30 s (log.initial.task.delay.ms, internal); it holds up nobody. Up to where a log was flushed is known after a crash
 * (Kafka: as the checkpoint of log.flush.offset.checkpoint.interval.ms says).
 */
import { SERVICE_TIMES_US } from '../config/serviceTimes'
import type { Effects } from '../effects'
import { PHASE } from '../kernel/eventQueue'
import { flushLog } from '../log/partitionLog'
import type { RecordBatch } from '../protocol/messages'
import type { BrokerNode } from './brokerNode'
import type { Replica } from './replica'

const INITIAL_DELAY_MS = 30_000
/** Longer than any run. */
const NEVER_MS = 1e12

const isDue = ({ log }: Replica, records: number): boolean => log.logEndOffset + records - log.recoveryPoint >= log.config.flushMessages

/** How long the flushes take that appending these batches will cause; the thread that appends waits for them. */
export function flushTimeUs(replicas: BrokerNode['replicas'], batches: readonly RecordBatch[]): number {
  let flushes = 0
  for (const { partition, recordCount } of batches) {
    const replica = replicas.get(partition)
    if (replica?.role === 'leader' && isDue(replica, recordCount)) flushes++
  }
  return flushes * SERVICE_TIMES_US.flush
}

/** The same for a follower, whose log will end at `endOffset`. */
export const followerFlushTimeUs = (replica: Replica | undefined, endOffset: number): number => (replica !== undefined && isDue(replica, endOffset - replica.log.logEndOffset) ? SERVICE_TIMES_US.flush : 0)

/** Something was appended (event `cause`): the log may have gone unflushed for enough records. */
export function flushAfterAppend(replica: Replica, effects: Effects, cause: number): void {
  if (isDue(replica, 0)) flush(replica, effects, cause)
}

function flush(replica: Replica, effects: Effects, cause: number): void {
  const from = replica.log.recoveryPoint
  if (flushLog(replica.log, effects.wallMs)) replica.lastEvent = effects.emit('logFlushed', cause, replica.partition, from, replica.log.recoveryPoint)
}

/** A broker begins: so far nothing is old. */
export function startFlushing(broker: BrokerNode, effects: Effects): void {
  for (const { log } of broker.replicas.values()) log.flushedMs = effects.wallMs
  scheduleFlushes(broker, effects, INITIAL_DELAY_MS)
}

/** log.flush.scheduler.interval.ms may have changed. */
export function rescheduleFlushes(broker: BrokerNode, effects: Effects, intervalBeforeMs: number): void {
  if (broker.config['log.flush.scheduler.interval.ms'] !== intervalBeforeMs) scheduleFlushes(broker, effects)
}

function scheduleFlushes(broker: BrokerNode, effects: Effects, mostMs = NEVER_MS): void {
  const afterMs = Math.min(broker.config['log.flush.scheduler.interval.ms'], mostMs)
  broker.flushTimer++
  if (afterMs < NEVER_MS) effects.schedule(effects.nowUs + Math.max(afterMs, 1) * 1000, PHASE.timer, 'flushDirtyLogs', broker.flushTimer)
}

export function flushDirtyLogs(broker: BrokerNode, effects: Effects, timer: number): void {
  if (timer !== broker.flushTimer) return
  for (const replica of broker.replicas.values()) if (effects.wallMs - replica.log.flushedMs >= replica.log.config.flushMs) flush(replica, effects, replica.lastEvent)
  scheduleFlushes(broker, effects)
}
