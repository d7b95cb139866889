/**
 * What a log needs to know of its topic's settings. Kafka: storage/internals/log/LogConfig.
 */
export interface LogConfig {
  readonly maxMessageBytes: number
  readonly flushMessages: number
  readonly flushMs: number
  /** min.insync.replicas as given; in force is at most the number of replicas. */
  readonly minInsyncReplicas: number
  readonly segmentBytes: number
  readonly segmentMs: number
  readonly segmentIndexBytes: number
  readonly indexIntervalBytes: number
  /** −1: however large. */
  readonly retentionBytes: number
  /** −1: however old. */
  readonly retentionMs: number
  /** cleanup.policy. */
  readonly deletes: boolean
  readonly compacts: boolean
  readonly deleteRetentionMs: number
  /** A log is cleaned when more than this share of it is dirty. */
  readonly minCleanableDirtyRatio: number
  readonly minCompactionLagMs: number
  readonly maxCompactionLagMs: number
  readonly timestampBeforeMaxMs: number
  readonly timestampAfterMaxMs: number
  /** message.timestamp.type=LogAppendTime. */
  readonly stampsAppendTime: boolean
}

/** From the values of a topic's settings, by name, as configTable parses them. */
export function logConfigOf(topic: Readonly<Record<string, number | string>>): LogConfig {
  const number = (key: string): number => Number(topic[key])
  const policy = String(topic['cleanup.policy']).split(',').map(one => one.trim())
  return {
    maxMessageBytes: number('max.message.bytes'), flushMessages: number('flush.messages'), flushMs: number('flush.ms'), minInsyncReplicas: number('min.insync.replicas'), segmentBytes: number('segment.bytes'), segmentMs: number('segment.ms'), segmentIndexBytes: number('segment.index.bytes'),
    indexIntervalBytes: number('index.interval.bytes'), retentionBytes: number('retention.bytes'), retentionMs: number('retention.ms'),
    deletes: policy.includes('delete'), compacts: policy.includes('compact'), deleteRetentionMs: number('delete.retention.ms'),
    minCleanableDirtyRatio: number('min.cleanable.dirty.ratio'), minCompactionLagMs: number('min.compaction.lag.ms'), maxCompactionLagMs: number('max.compaction.lag.ms'),
    timestampBeforeMaxMs: number('message.timestamp.before.max.ms'), timestampAfterMaxMs: number('message.timestamp.after.max.ms'),
    stampsAppendTime: topic['message.timestamp.type'] === 'LogAppendTime',
  }
}
