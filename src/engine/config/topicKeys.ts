/**
 * Every setting of a topic: Kafka's type, default, bounds (in the notation that Kafka itself prints) and importance in 4.4, what they were before, and what
 * the setting does in our own words. Facts: Kafka common/config/TopicConfig, storage LogConfig, as dumped from the releases (conformance/cases/defaults.json).
 */
import type { KafkaKey, KafkaKeys } from './kafkaKey'

export const cleanupPolicy = { type: 'list', default: 'delete', valid: '[compact, delete]', importance: 'medium',
  doc: 'delete removes old segments, compact keeps the last value of each key; both together, or neither, are possible.' } as const satisfies KafkaKey
export const compressionGzipLevel = { type: 'int', default: '-1', valid: '[1,...,9] or -1', importance: 'medium',
  doc: 'How hard gzip tries, 1 to 9; -1 is its own default.' } as const satisfies KafkaKey
export const compressionLz4Level = { type: 'int', default: '9', valid: '[1,...,17]', importance: 'medium',
  doc: 'How hard lz4 tries, 1 to 17.' } as const satisfies KafkaKey
export const compressionType = { type: 'string', default: 'producer', valid: '[uncompressed, zstd, lz4, snappy, gzip, producer]', importance: 'medium',
  doc: 'The codec that whole batches are compressed with, by the producer. Fuller batches compress better.' } as const satisfies KafkaKey
export const compressionZstdLevel = { type: 'int', default: '3', valid: '[-131072,...,22]', importance: 'medium',
  doc: 'How hard zstd tries; negative levels are faster and larger.' } as const satisfies KafkaKey
export const deleteRetentionMs = { type: 'long', default: '86400000', valid: '[0,...]', importance: 'medium', unit: 'ms',
  doc: 'How long the mark of a deleted key stays in a compacted log.' } as const satisfies KafkaKey
export const errorsDeadletterqueueGroupEnable = { type: 'boolean', default: 'false', valid: '', importance: 'medium', since: '4.4',
  doc: 'Lets share groups put records they give up on into this topic.' } as const satisfies KafkaKey
export const fileDeleteDelayMs = { type: 'long', default: '60000', valid: '[0,...]', importance: 'medium', unit: 'ms',
  doc: 'How long the file of a removed segment is still kept.' } as const satisfies KafkaKey
export const flushMessages = { type: 'long', default: '9223372036854775807', valid: '[1,...]', importance: 'medium',
  doc: 'Forces the log to disk after so many records. Replication is meant to make this unnecessary.' } as const satisfies KafkaKey
export const flushMs = { type: 'long', default: '9223372036854775807', valid: '[0,...]', importance: 'medium', unit: 'ms',
  doc: 'Forces the log to disk after this long.' } as const satisfies KafkaKey
export const followerReplicationThrottledReplicas = { type: 'list', default: '', valid: '[partitionId]:[brokerId],[partitionId]:[brokerId],...', importance: 'medium',
  doc: 'Replicas whose copying is throttled on the follower’s side.' } as const satisfies KafkaKey
export const indexIntervalBytes = { type: 'int', default: '4096', valid: '[0,...]', importance: 'medium', unit: 'B',
  doc: 'How many bytes of log lie between two entries of the offset index.' } as const satisfies KafkaKey
export const leaderReplicationThrottledReplicas = { type: 'list', default: '', valid: '[partitionId]:[brokerId],[partitionId]:[brokerId],...', importance: 'medium',
  doc: 'Replicas whose copying is throttled on the leader’s side.' } as const satisfies KafkaKey
export const localRetentionBytes = { type: 'long', default: '-2', valid: '[-2,...]', importance: 'medium', unit: 'B',
  doc: 'Tiered storage: how much stays on the broker; -2 is as much as retention.bytes.' } as const satisfies KafkaKey
export const localRetentionMs = { type: 'long', default: '-2', valid: '[-2,...]', importance: 'medium', unit: 'ms',
  doc: 'Tiered storage: how long it stays on the broker; -2 is as long as retention.ms.' } as const satisfies KafkaKey
export const maxCompactionLagMs = { type: 'long', default: '9223372036854775807', valid: '[1,...]', importance: 'medium', unit: 'ms',
  doc: 'A record is compacted at the latest after this long.' } as const satisfies KafkaKey
export const maxDecompressedMessageBytes = { type: 'int', default: '2147483639', valid: '[1,...,2147483639]', importance: 'medium', unit: 'B', since: '4.4',
  doc: 'The largest a record of a compressed batch may be once it is unpacked.' } as const satisfies KafkaKey
export const maxMessageBytes = { type: 'int', default: '1048588', valid: '[0,...]', importance: 'medium', unit: 'B',
  doc: 'The largest batch the topic takes.' } as const satisfies KafkaKey
export const messageTimestampAfterMaxMs = { type: 'long', default: '3600000', valid: '[0,...]', importance: 'medium', unit: 'ms',
  doc: 'How far in the future a record’s timestamp may lie.' } as const satisfies KafkaKey
export const messageTimestampBeforeMaxMs = { type: 'long', default: '9223372036854775807', valid: '[0,...]', importance: 'medium', unit: 'ms',
  doc: 'How far in the past a record’s timestamp may lie.' } as const satisfies KafkaKey
export const messageTimestampType = { type: 'string', default: 'CreateTime', valid: '[CreateTime, LogAppendTime]', importance: 'medium',
  doc: 'Whether records carry the time of their making or of their arrival.' } as const satisfies KafkaKey
export const minCleanableDirtyRatio = { type: 'double', default: '0.5', valid: '[0,...,1]', importance: 'medium',
  doc: 'The share of the log that must be unclean before it is compacted.' } as const satisfies KafkaKey
export const minCompactionLagMs = { type: 'long', default: '0', valid: '[0,...]', importance: 'medium', unit: 'ms',
  doc: 'A record is left alone by compaction for this long.' } as const satisfies KafkaKey
export const minInsyncReplicas = { type: 'int', default: '1', valid: '[1,...]', importance: 'medium',
  doc: 'With acks=all a write is refused when fewer replicas than this are in sync; below it the high watermark stands still. It counts the leader.' } as const satisfies KafkaKey
export const preallocate = { type: 'boolean', default: 'false', valid: '', importance: 'medium',
  doc: 'Reserves a segment’s whole file when it is begun.' } as const satisfies KafkaKey
export const remoteCopyLagBytes = { type: 'long', default: '-1', valid: '[-1,...]', importance: 'medium', unit: 'B', since: '4.4',
  doc: 'Tiered storage: how far copying may lag behind, in bytes.' } as const satisfies KafkaKey
export const remoteCopyLagMs = { type: 'long', default: '0', valid: '[-1,...]', importance: 'medium', unit: 'ms', since: '4.4',
  doc: 'Tiered storage: how far copying may lag behind, in time.' } as const satisfies KafkaKey
export const remoteLogCopyDisable = { type: 'boolean', default: 'false', valid: '', importance: 'medium',
  doc: 'Tiered storage: copies nothing more, keeps what is there.' } as const satisfies KafkaKey
export const remoteLogDeleteOnDisable = { type: 'boolean', default: 'false', valid: '', importance: 'medium',
  doc: 'Tiered storage: switching it off deletes what was copied.' } as const satisfies KafkaKey
export const remoteStorageEnable = { type: 'boolean', default: 'false', valid: '', importance: 'medium',
  doc: 'Tiered storage for this topic.' } as const satisfies KafkaKey
export const retentionBytes = { type: 'long', default: '-1', valid: '', importance: 'medium', unit: 'B',
  doc: 'Old segments of a partition go when it is larger than this; -1: never for that reason.' } as const satisfies KafkaKey
export const retentionMs = { type: 'long', default: '604800000', valid: '[-1,...]', importance: 'medium', unit: 'ms',
  doc: 'Segments older than this go; -1: never for that reason.' } as const satisfies KafkaKey
export const segmentBytes = { type: 'int', default: '1073741824', valid: '[1048576,...]', importance: 'medium', unit: 'B',
  doc: 'A segment is full at this size.' } as const satisfies KafkaKey
export const segmentIndexBytes = { type: 'int', default: '10485760', valid: '[4,...]', importance: 'medium', unit: 'B',
  doc: 'The size of a segment’s index.' } as const satisfies KafkaKey
export const segmentJitterMs = { type: 'long', default: '0', valid: '[0,...]', importance: 'medium', unit: 'ms',
  doc: 'A random part taken off segment.ms, so that not all segments roll together.' } as const satisfies KafkaKey
export const segmentMs = { type: 'long', default: '604800000', valid: '[1,...]', importance: 'medium', unit: 'ms',
  doc: 'A segment is closed after this long even if it is not full.' } as const satisfies KafkaKey
export const uncleanLeaderElectionEnable = { type: 'boolean', default: 'false', valid: '', importance: 'medium',
  doc: 'Lets a replica that is not in sync become leader when no other is left: available again, at the price of lost records.' } as const satisfies KafkaKey

/** By Kafka's spelling. A table that needs few of them names those above, so that the others stay out of its bundle. */
export const topicKeys = {
  'cleanup.policy': cleanupPolicy,
  'compression.gzip.level': compressionGzipLevel,
  'compression.lz4.level': compressionLz4Level,
  'compression.type': compressionType,
  'compression.zstd.level': compressionZstdLevel,
  'delete.retention.ms': deleteRetentionMs,
  'errors.deadletterqueue.group.enable': errorsDeadletterqueueGroupEnable,
  'file.delete.delay.ms': fileDeleteDelayMs,
  'flush.messages': flushMessages,
  'flush.ms': flushMs,
  'follower.replication.throttled.replicas': followerReplicationThrottledReplicas,
  'index.interval.bytes': indexIntervalBytes,
  'leader.replication.throttled.replicas': leaderReplicationThrottledReplicas,
  'local.retention.bytes': localRetentionBytes,
  'local.retention.ms': localRetentionMs,
  'max.compaction.lag.ms': maxCompactionLagMs,
  'max.decompressed.message.bytes': maxDecompressedMessageBytes,
  'max.message.bytes': maxMessageBytes,
  'message.timestamp.after.max.ms': messageTimestampAfterMaxMs,
  'message.timestamp.before.max.ms': messageTimestampBeforeMaxMs,
  'message.timestamp.type': messageTimestampType,
  'min.cleanable.dirty.ratio': minCleanableDirtyRatio,
  'min.compaction.lag.ms': minCompactionLagMs,
  'min.insync.replicas': minInsyncReplicas,
  preallocate,
  'remote.copy.lag.bytes': remoteCopyLagBytes,
  'remote.copy.lag.ms': remoteCopyLagMs,
  'remote.log.copy.disable': remoteLogCopyDisable,
  'remote.log.delete.on.disable': remoteLogDeleteOnDisable,
  'remote.storage.enable': remoteStorageEnable,
  'retention.bytes': retentionBytes,
  'retention.ms': retentionMs,
  'segment.bytes': segmentBytes,
  'segment.index.bytes': segmentIndexBytes,
  'segment.jitter.ms': segmentJitterMs,
  'segment.ms': segmentMs,
  'unclean.leader.election.enable': uncleanLeaderElectionEnable,
} as const satisfies KafkaKeys
