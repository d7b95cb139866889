/**
 * What becomes of old records: segments that are past their retention go, compacted logs are cleaned, the dirtiest first.
 * Kafka: storage/internals/log/{LogManager#cleanupLogs, LogCleaner, LogCleanerManager#grabFilthiestCompactedLog, #cleanableOffsets}; spec §8.11.
 * Simplified: cleaning takes no time; one cleaner thread without a limit on its map of keys. The first look at retention comes after one interval, at most after
 * 30 s (log.initial.task.delay.ms, internal). A removed segment's file is gone at once (file.delete.delay.ms).
 */
import type { Effects } from '../effects'
import { PHASE } from '../kernel/eventQueue'
import { cleanLog, firstUncleanable } from '../log/cleaner'
import type { PartitionLog } from '../log/partitionLog'
import { deleteOldSegments } from '../log/retention'
import type { BrokerNode } from './brokerNode'
import { completeFetches } from './completion'
import { stir, type Replica } from './replica'
import { lookAgain } from './replicaFetcher'

const INITIAL_DELAY_MS = 30_000

export function scheduleRetention({ config }: BrokerNode, effects: Effects, isFirst = false): void {
  const intervalMs = config['log.retention.check.interval.ms']
  effects.schedule(effects.nowUs + (isFirst ? Math.min(INITIAL_DELAY_MS, intervalMs) : intervalMs) * 1000, PHASE.timer, 'checkRetention')
}
export function scheduleCleaner({ config }: BrokerNode, effects: Effects): void {
  effects.schedule(effects.nowUs + Math.max(config['log.cleaner.backoff.ms'], 1) * 1000, PHASE.timer, 'cleanLogs')
}

/** Every log.retention.check.interval.ms: logs that are not compacted. */
export function checkRetention(broker: BrokerNode, effects: Effects): void {
  for (const replica of broker.replicas.values()) if (!replica.log.config.compacts) retain(broker, effects, replica)
  scheduleRetention(broker, effects)
}

function retain(broker: BrokerNode, effects: Effects, replica: Replica): void {
  const { log, partition } = replica
  const from = log.logStartOffset, segments = deleteOldSegments(log, effects.wallMs)
  if (segments === 0) return
  stir(replica)
  lookAgain(broker, replica)
  replica.lastEvent = effects.emit('segmentsDeleted', replica.lastEvent, partition, segments, from, log.logStartOffset)
  completeFetches(broker, effects, partition, replica.lastEvent)
}

/** The cleaner thread: cleans while a log is dirty enough, then rests for log.cleaner.backoff.ms. */
export function cleanLogs(broker: BrokerNode, effects: Effects): void {
  const done = new Set<number>()
  for (;;) {
    const dirtiest = dirtiestOf(broker, effects.wallMs, done)
    if (dirtiest === null) break
    done.add(dirtiest.partition)
    clean(broker, effects, dirtiest)
  }
  for (const replica of broker.replicas.values()) if (replica.log.config.compacts) retain(broker, effects, replica)
  scheduleCleaner(broker, effects)
}

function dirtiestOf(broker: BrokerNode, nowMs: number, done: ReadonlySet<number>): Replica | null {
  let found: Replica | null = null, highest = -1
  for (const replica of broker.replicas.values()) {
    const { log, partition } = replica
    if (!log.config.compacts || done.has(partition)) continue
    const { cleanBytes, cleanableBytes, isOverdue } = dirtOf(log, cleanedTo(broker, replica), nowMs)
    const ratio = cleanableBytes === 0 ? 0 : cleanableBytes / (cleanBytes + cleanableBytes)
    const isWanted = ratio > log.config.minCleanableDirtyRatio || (isOverdue && cleanableBytes > 0)
    if (isWanted && ratio > highest) { found = replica; highest = ratio }
  }
  return found
}

/** Up to where this log is clean; a log that was cut is as far as it reaches. */
const cleanedTo = ({ disk }: BrokerNode, { partition, log }: Replica): number => Math.max(Math.min(disk.cleanedTo.get(partition) ?? 0, log.logEndOffset), log.logStartOffset)

interface Dirt { readonly cleanBytes: number; readonly cleanableBytes: number; /** max.compaction.lag.ms is over. */ readonly isOverdue: boolean }

function dirtOf(log: PartitionLog, firstDirty: number, nowMs: number): Dirt {
  const { maxCompactionLagMs } = log.config, uncleanable = firstUncleanable(log, firstDirty, nowMs)
  let cleanBytes = 0, cleanableBytes = 0, isOverdue = false
  log.segments.forEach((segment, index) => {
    const end = log.segments[index + 1]?.baseOffset ?? log.logEndOffset
    if (segment.baseOffset < firstDirty) cleanBytes += segment.sizeBytes
    if (end <= firstDirty || segment.baseOffset >= uncleanable) return
    cleanableBytes += segment.sizeBytes
    isOverdue ||= segment.firstTimestampMs >= 0 && nowMs - segment.firstTimestampMs > maxCompactionLagMs
  })
  return { cleanBytes, cleanableBytes, isOverdue }
}

const sizeOf = ({ segments }: PartitionLog): number => segments.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0)

function clean(broker: BrokerNode, effects: Effects, replica: Replica): void {
  const { log, partition } = replica
  const before = sizeOf(log)
  const to = cleanLog(log, cleanedTo(broker, replica), log.highWatermark, effects.wallMs)
  broker.disk.cleanedTo.set(partition, to)
  replica.lastEvent = effects.emit('logCleaned', replica.lastEvent, partition, to, before, sizeOf(log))
}
