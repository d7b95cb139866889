/**
 * A broker’s settings, part of them: how logs are kept on disk: segments, retention, compaction, flushing. Kafka's type, default, bounds (in the notation that Kafka itself prints), importance and
 * way of being changed in 4.4, what they were before, and what the setting does in our own words. Facts: Kafka server/config/AbstractKafkaConfig, DynamicBrokerConfig, as dumped from the releases 3.9.2 to 4.4.0.
 */
import type { KafkaKey, KafkaKeys } from './kafkaKey'

export const compressionGzipLevel = { type: 'int', default: '-1', valid: '[1,...,9] or -1', importance: 'medium', update: 'cluster-wide',
  doc: 'How hard gzip tries where the broker itself compresses, 1 to 9; -1 is its own default.' } as const satisfies KafkaKey
export const compressionLz4Level = { type: 'int', default: '9', valid: '[1,...,17]', importance: 'medium', update: 'cluster-wide',
  doc: 'How hard lz4 tries where the broker itself compresses, 1 to 17.' } as const satisfies KafkaKey
export const compressionType = { type: 'string', default: 'producer', valid: '[uncompressed, zstd, lz4, snappy, gzip, producer]', importance: 'high', update: 'cluster-wide',
  doc: 'producer keeps batches as they come. Any other codec makes the broker compress them again, which costs its processors.' } as const satisfies KafkaKey
export const compressionZstdLevel = { type: 'int', default: '3', valid: '[-131072,...,22]', importance: 'medium', update: 'cluster-wide',
  doc: 'How hard zstd tries where the broker itself compresses; negative levels are faster and larger.' } as const satisfies KafkaKey
export const cordonedLogDirs = { type: 'list', default: '', valid: '', importance: 'medium', update: 'per-broker', since: '4.3',
  doc: 'Directories that get no new partitions, before they are emptied or replaced.' } as const satisfies KafkaKey
export const deleteTopicEnable = { type: 'boolean', default: 'true', valid: '', importance: 'high', update: 'read-only',
  doc: 'Whether topics can be deleted at all.' } as const satisfies KafkaKey
export const logCleanerBackoffMs = { type: 'long', default: '15000', valid: '[0,...]', importance: 'medium', unit: 'ms', update: 'cluster-wide',
  doc: 'How long the cleaner rests when no log is dirty enough.' } as const satisfies KafkaKey
export const logCleanerDedupeBufferSize = { type: 'long', default: '134217728', valid: '', importance: 'medium', unit: 'B', update: 'cluster-wide',
  doc: 'Memory of all cleaner threads for the map from keys to their last offsets; a larger map cleans more at once.' } as const satisfies KafkaKey
export const logCleanerDeleteRetentionMs = { type: 'long', default: '86400000', valid: '[0,...]', importance: 'medium', unit: 'ms', update: 'cluster-wide',
  doc: 'How long the mark of a deleted key stays in a compacted log, so that slow readers still see it.' } as const satisfies KafkaKey
export const logCleanerEnable = { type: 'boolean', default: 'true', valid: '', importance: 'medium', update: 'read-only',
  doc: 'Whether compaction runs. Without it compacted topics, consumers’ offsets among them, only grow.' } as const satisfies KafkaKey
export const logCleanerIoBufferLoadFactor = { type: 'double', default: '0.9', valid: '', importance: 'medium', update: 'cluster-wide',
  doc: 'How full the cleaner’s map may become.' } as const satisfies KafkaKey
export const logCleanerIoBufferSize = { type: 'int', default: '524288', valid: '[0,...]', importance: 'medium', unit: 'B', update: 'cluster-wide',
  doc: 'Memory of all cleaner threads for reading and writing.' } as const satisfies KafkaKey
export const logCleanerIoMaxBytesPerSecond = { type: 'double', default: '1.7976931348623157E308', valid: '', importance: 'medium', update: 'cluster-wide',
  doc: 'The most that cleaners read and write together, in bytes a second, so that they do not disturb.' } as const satisfies KafkaKey
export const logCleanerMaxCompactionLagMs = { type: 'long', default: '9223372036854775807', valid: '[1,...]', importance: 'medium', unit: 'ms', update: 'cluster-wide',
  doc: 'A record is compacted at the latest after this long, however clean its log is.' } as const satisfies KafkaKey
export const logCleanerMinCleanableRatio = { type: 'double', default: '0.5', valid: '[0,...,1]', importance: 'medium', update: 'cluster-wide',
  doc: 'A log is cleaned when this share of it is dirty. Lower: tidier and busier.' } as const satisfies KafkaKey
export const logCleanerMinCompactionLagMs = { type: 'long', default: '0', valid: '[0,...]', importance: 'medium', unit: 'ms', update: 'cluster-wide',
  doc: 'A record stays uncompacted at least this long, so that readers can see every change.' } as const satisfies KafkaKey
export const logCleanerThreads = { type: 'int', default: '1', valid: '[0,...]', importance: 'medium', update: 'cluster-wide',
  doc: 'How many threads compact logs.' } as const satisfies KafkaKey
export const logCleanupPolicy = { type: 'list', default: 'delete', valid: '[compact, delete]', importance: 'medium', update: 'cluster-wide',
  doc: 'What is done with old records of topics that do not say: delete removes old segments, compact keeps the last value of each key.' } as const satisfies KafkaKey
export const logDir = { type: 'list', default: '/tmp/kafka-logs', valid: '', importance: 'high', update: 'read-only', before: [{ until: '4.1', type: 'string' }],
  doc: 'Where logs are, if log.dirs does not say.' } as const satisfies KafkaKey
export const logDirFailureTimeoutMs = { type: 'long', default: '30000', valid: '[1,...]', importance: 'low', unit: 'ms', update: 'read-only',
  doc: 'A broker that could not tell the controller of a broken disk for this long shuts down.' } as const satisfies KafkaKey
export const logDirs = { type: 'list', default: null, valid: '', importance: 'high', update: 'read-only', before: [{ until: '4.1', type: 'string' }],
  doc: 'The directories, best one per disk, that partitions are spread over. A broken disk takes only its own partitions away.' } as const satisfies KafkaKey
export const logFlushIntervalMessages = { type: 'long', default: '9223372036854775807', valid: '[1,...]', importance: 'high', update: 'cluster-wide',
  doc: 'Forces a log to disk after so many records. By default never: the copies on other brokers are the safety.' } as const satisfies KafkaKey
export const logFlushIntervalMs = { type: 'long', default: null, valid: '', importance: 'high', unit: 'ms', update: 'cluster-wide',
  doc: 'The longest a record may be in memory only; unset: as log.flush.scheduler.interval.ms says.' } as const satisfies KafkaKey
export const logFlushOffsetCheckpointIntervalMs = { type: 'int', default: '60000', valid: '[0,...]', importance: 'high', unit: 'ms', update: 'read-only',
  doc: 'How often the broker notes up to where logs are surely on disk: where recovery begins after a crash.' } as const satisfies KafkaKey
export const logFlushSchedulerIntervalMs = { type: 'long', default: '9223372036854775807', valid: '', importance: 'high', unit: 'ms', update: 'read-only',
  doc: 'How often the broker looks whether a log must be forced to disk.' } as const satisfies KafkaKey
export const logFlushStartOffsetCheckpointIntervalMs = { type: 'int', default: '60000', valid: '[0,...]', importance: 'high', unit: 'ms', update: 'read-only',
  doc: 'How often the broker notes where logs begin, so that deleted records do not come back.' } as const satisfies KafkaKey
export const logIndexIntervalBytes = { type: 'int', default: '4096', valid: '[0,...]', importance: 'medium', unit: 'B', update: 'cluster-wide',
  doc: 'How many bytes of log lie between two entries of the offset index.' } as const satisfies KafkaKey
export const logIndexSizeMaxBytes = { type: 'int', default: '10485760', valid: '[4,...]', importance: 'medium', unit: 'B', update: 'cluster-wide',
  doc: 'The most that a segment’s offset index may weigh; when it is full, the segment is.' } as const satisfies KafkaKey
export const logMessageDownconversionEnable = { type: 'boolean', default: 'true', valid: '', importance: 'low', update: 'read-only', until: '3.9',
  doc: 'Whether records are rewritten for very old consumers. No longer needed: such consumers cannot connect to 4.0.' } as const satisfies KafkaKey
export const logMessageFormatVersion = { type: 'string', default: '3.0-IV1', valid: '[0.8.0, 0.8.1, 0.8.2, 0.9.0, 0.10.0-IV0, 0.10.0-IV1, 0.10.1-IV0, 0.10.1-IV1, 0.10.1-IV2, 0.10.2-IV0, 0.11.0-IV0, 0.11.0-IV1, 0.11.0-IV2, 1.0-IV0, 1.1-IV0, 2.0-IV0, 2.0-IV1, 2.1-IV0, 2.1-IV1, 2.1-IV2, 2.2-IV0, 2.2-IV1, 2.3-IV0, 2.3-IV1, 2.4-IV0, 2.4-IV1, 2.5-IV0, 2.6-IV0, 2.7-IV0, 2.7-IV1, 2.7-IV2, 2.8-IV0, 2.8-IV1, 3.0-IV0, 3.0-IV1, 3.1-IV0, 3.2-IV0, 3.3-IV0, 3.3-IV1, 3.3-IV2, 3.3-IV3, 3.4-IV0, 3.5-IV0, 3.5-IV1, 3.5-IV2, 3.6-IV0, 3.6-IV1, 3.6-IV2, 3.7-IV0, 3.7-IV1, 3.7-IV2, 3.7-IV3, 3.7-IV4, 3.8-IV0, 3.9-IV0, 4.0-IV0, 4.0-IV1]', importance: 'medium', update: 'read-only', until: '3.9',
  doc: 'The oldest form in which records were written. Since 3.0 all are written in the newest.' } as const satisfies KafkaKey
export const logMessageTimestampAfterMaxMs = { type: 'long', default: '3600000', valid: '[0,...]', importance: 'medium', unit: 'ms', update: 'cluster-wide', before: [{ until: '3.9', default: '9223372036854775807' }],
  doc: 'How far ahead of the broker’s clock a record’s time may be; further is refused.' } as const satisfies KafkaKey
export const logMessageTimestampBeforeMaxMs = { type: 'long', default: '9223372036854775807', valid: '[0,...]', importance: 'medium', unit: 'ms', update: 'cluster-wide',
  doc: 'How far behind the broker’s clock a record’s time may be; further is refused.' } as const satisfies KafkaKey
export const logMessageTimestampDifferenceMaxMs = { type: 'long', default: '9223372036854775807', valid: '[0,...]', importance: 'medium', unit: 'ms', update: 'read-only', until: '3.9',
  doc: 'How far a record’s time may be from the broker’s, either way; two settings took its place.' } as const satisfies KafkaKey
export const logMessageTimestampType = { type: 'string', default: 'CreateTime', valid: '[CreateTime, LogAppendTime]', importance: 'medium', update: 'cluster-wide',
  doc: 'Whose clock a record’s time is: CreateTime is the producer’s, LogAppendTime the broker’s.' } as const satisfies KafkaKey
export const logPreallocate = { type: 'boolean', default: 'false', valid: '', importance: 'medium', update: 'cluster-wide',
  doc: 'Reserves a segment’s whole file when it is begun; some file systems are faster so.' } as const satisfies KafkaKey
export const logRetentionBytes = { type: 'long', default: '-1', valid: '', importance: 'high', unit: 'B', update: 'cluster-wide',
  doc: 'Old segments of a partition go when it is larger than this; -1: never for that reason. Per partition, not per topic.' } as const satisfies KafkaKey
export const logRetentionCheckIntervalMs = { type: 'long', default: '300000', valid: '[1,...]', importance: 'medium', unit: 'ms', update: 'read-only',
  doc: 'How often the broker looks for segments that are old enough to go.' } as const satisfies KafkaKey
export const logRetentionHours = { type: 'int', default: '168', valid: '', importance: 'high', unit: 'h', update: 'read-only',
  doc: 'Segments older than this go. log.retention.minutes and log.retention.ms win over it.' } as const satisfies KafkaKey
export const logRetentionMinutes = { type: 'int', default: null, valid: '', importance: 'high', unit: 'min', update: 'read-only',
  doc: 'Segments older than this go; wins over hours. log.retention.ms wins over it.' } as const satisfies KafkaKey
export const logRetentionMs = { type: 'long', default: null, valid: '', importance: 'high', unit: 'ms', update: 'cluster-wide',
  doc: 'Segments older than this go; wins over minutes and hours. -1: never for that reason.' } as const satisfies KafkaKey
export const logRollHours = { type: 'int', default: '168', valid: '[1,...]', importance: 'high', unit: 'h', update: 'read-only',
  doc: 'A segment is closed after this long even if it is not full.' } as const satisfies KafkaKey
export const logRollJitterHours = { type: 'int', default: '0', valid: '[0,...]', importance: 'high', unit: 'h', update: 'read-only',
  doc: 'A random part taken off log.roll.hours, so that not all segments roll together.' } as const satisfies KafkaKey
export const logRollJitterMs = { type: 'long', default: null, valid: '', importance: 'high', unit: 'ms', update: 'cluster-wide',
  doc: 'A random part taken off log.roll.ms; wins over hours.' } as const satisfies KafkaKey
export const logRollMs = { type: 'long', default: null, valid: '', importance: 'high', unit: 'ms', update: 'cluster-wide',
  doc: 'A segment is closed after this long even if it is not full; wins over hours.' } as const satisfies KafkaKey
export const logSegmentBytes = { type: 'int', default: '1073741824', valid: '[1048576,...]', importance: 'high', unit: 'B', update: 'cluster-wide', before: [{ until: '3.9', valid: '[14,...]' }],
  doc: 'A segment is full at this size. Only closed segments can be deleted or compacted.' } as const satisfies KafkaKey
export const logSegmentDeleteDelayMs = { type: 'long', default: '60000', valid: '[0,...]', importance: 'high', unit: 'ms', update: 'cluster-wide',
  doc: 'How long the file of a removed segment is still kept, for readers who are in it.' } as const satisfies KafkaKey
export const maxDecompressedMessageBytes = { type: 'int', default: '2147483639', valid: '[1,...,2147483639]', importance: 'medium', unit: 'B', update: 'cluster-wide', since: '4.4',
  doc: 'The largest a record of a compressed batch may be once it is unpacked.' } as const satisfies KafkaKey
export const messageMaxBytes = { type: 'int', default: '1048588', valid: '[0,...]', importance: 'high', unit: 'B', update: 'cluster-wide',
  doc: 'The largest batch the broker takes, after compression. Larger ones are refused with MESSAGE_TOO_LARGE.' } as const satisfies KafkaKey
export const numRecoveryThreadsPerDataDir = { type: 'int', default: '2', valid: '[1,...]', importance: 'high', update: 'cluster-wide', before: [{ until: '3.9', default: '1' }],
  doc: 'Threads per directory that check logs after a crash and close them at the end.' } as const satisfies KafkaKey

export const brokerLogKeys = {
  'compression.gzip.level': compressionGzipLevel,
  'compression.lz4.level': compressionLz4Level,
  'compression.type': compressionType,
  'compression.zstd.level': compressionZstdLevel,
  'cordoned.log.dirs': cordonedLogDirs,
  'delete.topic.enable': deleteTopicEnable,
  'log.cleaner.backoff.ms': logCleanerBackoffMs,
  'log.cleaner.dedupe.buffer.size': logCleanerDedupeBufferSize,
  'log.cleaner.delete.retention.ms': logCleanerDeleteRetentionMs,
  'log.cleaner.enable': logCleanerEnable,
  'log.cleaner.io.buffer.load.factor': logCleanerIoBufferLoadFactor,
  'log.cleaner.io.buffer.size': logCleanerIoBufferSize,
  'log.cleaner.io.max.bytes.per.second': logCleanerIoMaxBytesPerSecond,
  'log.cleaner.max.compaction.lag.ms': logCleanerMaxCompactionLagMs,
  'log.cleaner.min.cleanable.ratio': logCleanerMinCleanableRatio,
  'log.cleaner.min.compaction.lag.ms': logCleanerMinCompactionLagMs,
  'log.cleaner.threads': logCleanerThreads,
  'log.cleanup.policy': logCleanupPolicy,
  'log.dir': logDir,
  'log.dir.failure.timeout.ms': logDirFailureTimeoutMs,
  'log.dirs': logDirs,
  'log.flush.interval.messages': logFlushIntervalMessages,
  'log.flush.interval.ms': logFlushIntervalMs,
  'log.flush.offset.checkpoint.interval.ms': logFlushOffsetCheckpointIntervalMs,
  'log.flush.scheduler.interval.ms': logFlushSchedulerIntervalMs,
  'log.flush.start.offset.checkpoint.interval.ms': logFlushStartOffsetCheckpointIntervalMs,
  'log.index.interval.bytes': logIndexIntervalBytes,
  'log.index.size.max.bytes': logIndexSizeMaxBytes,
  'log.message.downconversion.enable': logMessageDownconversionEnable,
  'log.message.format.version': logMessageFormatVersion,
  'log.message.timestamp.after.max.ms': logMessageTimestampAfterMaxMs,
  'log.message.timestamp.before.max.ms': logMessageTimestampBeforeMaxMs,
  'log.message.timestamp.difference.max.ms': logMessageTimestampDifferenceMaxMs,
  'log.message.timestamp.type': logMessageTimestampType,
  'log.preallocate': logPreallocate,
  'log.retention.bytes': logRetentionBytes,
  'log.retention.check.interval.ms': logRetentionCheckIntervalMs,
  'log.retention.hours': logRetentionHours,
  'log.retention.minutes': logRetentionMinutes,
  'log.retention.ms': logRetentionMs,
  'log.roll.hours': logRollHours,
  'log.roll.jitter.hours': logRollJitterHours,
  'log.roll.jitter.ms': logRollJitterMs,
  'log.roll.ms': logRollMs,
  'log.segment.bytes': logSegmentBytes,
  'log.segment.delete.delay.ms': logSegmentDeleteDelayMs,
  'max.decompressed.message.bytes': maxDecompressedMessageBytes,
  'message.max.bytes': messageMaxBytes,
  'num.recovery.threads.per.data.dir': numRecoveryThreadsPerDataDir,
} as const satisfies KafkaKeys
