/**
 * A broker’s settings, part of them: groups and their offsets: the group coordinator, consumer and share groups. Kafka's type, default, bounds (in the notation that Kafka itself prints), importance and
 * way of being changed in 4.4, what they were before, and what the setting does in our own words. Facts: Kafka server/config/AbstractKafkaConfig, DynamicBrokerConfig, as dumped from the releases 3.9.2 to 4.4.0.
 */
import type { KafkaKey, KafkaKeys } from './kafkaKey'

export const errorsDeadletterqueueAutoCreateTopicsEnable = { type: 'boolean', default: 'false', valid: '', importance: 'medium', update: 'cluster-wide', since: '4.4',
  doc: 'Makes the topic for a share group’s given-up records if it does not exist.' } as const satisfies KafkaKey
export const errorsDeadletterqueueTopicNamePrefix = { type: 'string', default: 'dlq.', valid: '', importance: 'medium', update: 'cluster-wide', since: '4.4',
  doc: 'How the name of such a topic must begin.' } as const satisfies KafkaKey
export const groupConsumerAssignmentIntervalMs = { type: 'int', default: '1000', valid: '[0,...]', importance: 'medium', unit: 'ms', update: 'cluster-wide', since: '4.3',
  doc: 'At least this long between two assignments of a group of the new protocol, so that many changes are answered together.' } as const satisfies KafkaKey
export const groupConsumerAssignors = { type: 'list', default: 'uniform,range', valid: '', importance: 'medium', update: 'read-only', before: [{ until: '3.9', default: 'org.apache.kafka.coordinator.group.assignor.UniformAssignor,org.apache.kafka.coordinator.group.assignor.RangeAssignor' }],
  doc: 'How partitions can be spread over members, by the broker; the first is used if a group does not choose.' } as const satisfies KafkaKey
export const groupConsumerHeartbeatIntervalMs = { type: 'int', default: '5000', valid: '[1,...]', importance: 'medium', unit: 'ms', update: 'read-only',
  doc: 'How often members of the new protocol report to the coordinator. The broker says so, not the client.' } as const satisfies KafkaKey
export const groupConsumerMaxAssignmentIntervalMs = { type: 'int', default: '15000', valid: '[0,...]', importance: 'medium', unit: 'ms', update: 'read-only', since: '4.3',
  doc: 'The largest assignment interval that a group may choose.' } as const satisfies KafkaKey
export const groupConsumerMaxHeartbeatIntervalMs = { type: 'int', default: '15000', valid: '[1,...]', importance: 'medium', unit: 'ms', update: 'read-only',
  doc: 'The largest heartbeat interval that a group may choose.' } as const satisfies KafkaKey
export const groupConsumerMaxSessionTimeoutMs = { type: 'int', default: '60000', valid: '[1,...]', importance: 'medium', unit: 'ms', update: 'read-only',
  doc: 'The largest session timeout that a group may choose.' } as const satisfies KafkaKey
export const groupConsumerMaxSize = { type: 'int', default: '2147483647', valid: '[1,...]', importance: 'medium', update: 'read-only',
  doc: 'How many members a group of the new protocol may have.' } as const satisfies KafkaKey
export const groupConsumerMigrationPolicy = { type: 'string', default: 'bidirectional', valid: '(case insensitive) [DISABLED, DOWNGRADE, UPGRADE, BIDIRECTIONAL]', importance: 'medium', update: 'read-only', before: [{ until: '3.9', default: 'disabled' }],
  doc: 'Whether a living group may change from the classic protocol to the new one, and back.' } as const satisfies KafkaKey
export const groupConsumerMinAssignmentIntervalMs = { type: 'int', default: '0', valid: '[0,...]', importance: 'medium', unit: 'ms', update: 'read-only', since: '4.3',
  doc: 'The smallest assignment interval that a group may choose.' } as const satisfies KafkaKey
export const groupConsumerMinHeartbeatIntervalMs = { type: 'int', default: '5000', valid: '[1,...]', importance: 'medium', unit: 'ms', update: 'read-only',
  doc: 'The smallest heartbeat interval that a group may choose.' } as const satisfies KafkaKey
export const groupConsumerMinSessionTimeoutMs = { type: 'int', default: '45000', valid: '[1,...]', importance: 'medium', unit: 'ms', update: 'read-only',
  doc: 'The smallest session timeout that a group may choose.' } as const satisfies KafkaKey
export const groupConsumerSessionTimeoutMs = { type: 'int', default: '45000', valid: '[1,...]', importance: 'medium', unit: 'ms', update: 'read-only',
  doc: 'A member of the new protocol that is silent for this long is taken for dead; its partitions go to others.' } as const satisfies KafkaKey
export const groupCoordinatorAppendLingerMs = { type: 'int', default: '-1', valid: '[-1,...]', importance: 'medium', unit: 'ms', update: 'read-only', before: [{ until: '3.9', default: '10', valid: '[0,...]' }, { until: '4.1', default: '5', valid: '[0,...]' }],
  doc: 'How long the coordinator collects writes before it appends them; -1: as long as it is busy anyhow.' } as const satisfies KafkaKey
export const groupCoordinatorBackgroundThreads = { type: 'int', default: '2', valid: '[1,...]', importance: 'high', update: 'read-only', since: '4.3',
  doc: 'Threads for the coordinator’s long work, assignments for instance.' } as const satisfies KafkaKey
export const groupCoordinatorCachedBufferMaxBytes = { type: 'int', default: '1048588', valid: '[524288,...]', importance: 'medium', unit: 'B', update: 'cluster-wide', since: '4.3',
  doc: 'The largest buffer that the coordinator keeps for its next write.' } as const satisfies KafkaKey
export const groupCoordinatorRebalanceProtocols = { type: 'list', default: 'classic,consumer,streams', valid: '[consumer, classic, share, streams]', importance: 'medium', update: 'read-only', before: [{ until: '3.9', default: 'classic', valid: '[consumer, classic, share, unknown]' }, { until: '4.0', default: 'classic,consumer', valid: '[consumer, classic, share]' }],
  doc: 'Which kinds of group the broker knows.' } as const satisfies KafkaKey
export const groupCoordinatorThreads = { type: 'int', default: '4', valid: '[1,...]', importance: 'high', update: 'read-only', before: [{ until: '3.9', default: '1', importance: 'medium' }],
  doc: 'How many threads share the partitions of __consumer_offsets.' } as const satisfies KafkaKey
export const groupInitialRebalanceDelayMs = { type: 'int', default: '3000', valid: '', importance: 'medium', unit: 'ms', update: 'read-only',
  doc: 'How long a new, empty group waits for more members before it spreads partitions the first time.' } as const satisfies KafkaKey
export const groupMaxSessionTimeoutMs = { type: 'int', default: '1800000', valid: '', importance: 'medium', unit: 'ms', update: 'read-only',
  doc: 'The largest session timeout that a classic member may ask for.' } as const satisfies KafkaKey
export const groupMaxSize = { type: 'int', default: '2147483647', valid: '[1,...]', importance: 'medium', update: 'read-only',
  doc: 'How many members a classic group may have.' } as const satisfies KafkaKey
export const groupMinSessionTimeoutMs = { type: 'int', default: '6000', valid: '', importance: 'medium', unit: 'ms', update: 'read-only',
  doc: 'The smallest session timeout that a classic member may ask for.' } as const satisfies KafkaKey
export const groupShareAssignmentIntervalMs = { type: 'int', default: '1000', valid: '[0,...]', importance: 'medium', unit: 'ms', update: 'cluster-wide', since: '4.3',
  doc: 'At least this long between two assignments of a share group.' } as const satisfies KafkaKey
export const groupShareAssignors = { type: 'list', default: 'simple', valid: '', importance: 'medium', update: 'read-only', since: '4.1',
  doc: 'How partitions are spread over the members of a share group.' } as const satisfies KafkaKey
export const groupShareDeliveryCountLimit = { type: 'int', default: '5', valid: '[2,...,10]', importance: 'medium', update: 'read-only',
  doc: 'How often a record is handed out in a share group before it is given up.' } as const satisfies KafkaKey
export const groupShareHeartbeatIntervalMs = { type: 'int', default: '5000', valid: '[1,...]', importance: 'medium', unit: 'ms', update: 'read-only',
  doc: 'How often members of a share group report to the coordinator.' } as const satisfies KafkaKey
export const groupShareMaxAssignmentIntervalMs = { type: 'int', default: '15000', valid: '[0,...]', importance: 'medium', unit: 'ms', update: 'read-only', since: '4.3',
  doc: 'The largest assignment interval that a share group may choose.' } as const satisfies KafkaKey
export const groupShareMaxDeliveryCountLimit = { type: 'int', default: '10', valid: '[5,...,25]', importance: 'medium', update: 'read-only', since: '4.3',
  doc: 'The largest delivery count that a group may choose.' } as const satisfies KafkaKey
export const groupShareMaxGroups = { type: 'short', default: '10', valid: '[1,...,100]', importance: 'medium', update: 'read-only', until: '4.0',
  doc: 'How many share groups there may be.' } as const satisfies KafkaKey
export const groupShareMaxHeartbeatIntervalMs = { type: 'int', default: '15000', valid: '[1,...]', importance: 'medium', unit: 'ms', update: 'read-only',
  doc: 'The largest heartbeat interval that a share group may choose.' } as const satisfies KafkaKey
export const groupShareMaxPartitionMaxRecordLocks = { type: 'int', default: '4000', valid: '[2000,...,10000]', importance: 'medium', update: 'read-only', since: '4.3',
  doc: 'The largest number of locked records that a group may choose.' } as const satisfies KafkaKey
export const groupShareMaxRecordLockDurationMs = { type: 'int', default: '60000', valid: '[30000,...,3600000]', importance: 'medium', unit: 'ms', update: 'read-only',
  doc: 'The longest lock that a group may choose.' } as const satisfies KafkaKey
export const groupShareMaxSessionTimeoutMs = { type: 'int', default: '60000', valid: '[1,...]', importance: 'medium', unit: 'ms', update: 'read-only',
  doc: 'The largest session timeout that a share group may choose.' } as const satisfies KafkaKey
export const groupShareMaxShareSessions = { type: 'int', default: '2000', valid: '[1,...]', importance: 'medium', update: 'read-only', since: '4.1',
  doc: 'How many share sessions a broker remembers.' } as const satisfies KafkaKey
export const groupShareMaxSize = { type: 'int', default: '200', valid: '[1,...,1000]', importance: 'medium', update: 'read-only', before: [{ until: '3.9', type: 'short', valid: '[10,...,1000]' }],
  doc: 'How many members a share group may have.' } as const satisfies KafkaKey
export const groupShareMinAssignmentIntervalMs = { type: 'int', default: '0', valid: '[0,...]', importance: 'medium', unit: 'ms', update: 'read-only', since: '4.3',
  doc: 'The smallest assignment interval that a share group may choose.' } as const satisfies KafkaKey
export const groupShareMinDeliveryCountLimit = { type: 'int', default: '2', valid: '[2,...,5]', importance: 'medium', update: 'read-only', since: '4.3',
  doc: 'The smallest delivery count that a group may choose.' } as const satisfies KafkaKey
export const groupShareMinHeartbeatIntervalMs = { type: 'int', default: '5000', valid: '[1,...]', importance: 'medium', unit: 'ms', update: 'read-only',
  doc: 'The smallest heartbeat interval that a share group may choose.' } as const satisfies KafkaKey
export const groupShareMinPartitionMaxRecordLocks = { type: 'int', default: '100', valid: '[100,...,2000]', importance: 'medium', update: 'read-only', since: '4.3',
  doc: 'The smallest number of locked records that a group may choose.' } as const satisfies KafkaKey
export const groupShareMinRecordLockDurationMs = { type: 'int', default: '15000', valid: '[1000,...,30000]', importance: 'medium', unit: 'ms', update: 'read-only',
  doc: 'The shortest lock that a group may choose.' } as const satisfies KafkaKey
export const groupShareMinSessionTimeoutMs = { type: 'int', default: '45000', valid: '[1,...]', importance: 'medium', unit: 'ms', update: 'read-only',
  doc: 'The smallest session timeout that a share group may choose.' } as const satisfies KafkaKey
export const groupSharePartitionMaxRecordLocks = { type: 'int', default: '2000', valid: '[100,...,10000]', importance: 'medium', update: 'read-only', before: [{ until: '4.0', default: '200' }],
  doc: 'How many records of a partition may be handed out and not yet answered for.' } as const satisfies KafkaKey
export const groupShareRecordLockDurationMs = { type: 'int', default: '30000', valid: '[1000,...,3600000]', importance: 'medium', unit: 'ms', update: 'read-only', before: [{ until: '3.9', valid: '[1000,...,60000]' }],
  doc: 'How long a member of a share group has for a record before somebody else gets it.' } as const satisfies KafkaKey
export const groupShareSessionTimeoutMs = { type: 'int', default: '45000', valid: '[1,...]', importance: 'medium', unit: 'ms', update: 'read-only',
  doc: 'A member of a share group that is silent for this long is taken for dead.' } as const satisfies KafkaKey
export const offsetMetadataMaxBytes = { type: 'int', default: '4096', valid: '', importance: 'high', unit: 'B', update: 'read-only',
  doc: 'How much a consumer may write beside an offset it commits.' } as const satisfies KafkaKey
export const offsetsCommitRequiredAcks = { type: 'short', default: '-1', valid: '', importance: 'high', update: 'read-only', until: '3.9',
  doc: 'How many copies a commit waits for. Since 4.0 always all that are in sync.' } as const satisfies KafkaKey
export const offsetsCommitTimeoutMs = { type: 'int', default: '5000', valid: '[1,...]', importance: 'high', unit: 'ms', update: 'read-only',
  doc: 'How long a commit may wait for its copies before it fails.' } as const satisfies KafkaKey
export const offsetsLoadBufferSize = { type: 'int', default: '5242880', valid: '[1,...]', importance: 'high', unit: 'B', update: 'read-only',
  doc: 'How much is read at once when a broker becomes coordinator and loads offsets.' } as const satisfies KafkaKey
export const offsetsRetentionCheckIntervalMs = { type: 'long', default: '600000', valid: '[1,...]', importance: 'high', unit: 'ms', update: 'read-only',
  doc: 'How often the coordinator looks for offsets that are too old.' } as const satisfies KafkaKey
export const offsetsRetentionMinutes = { type: 'int', default: '10080', valid: '[1,...]', importance: 'high', unit: 'min', update: 'read-only',
  doc: 'Offsets of a group that has no members any more are forgotten after this long.' } as const satisfies KafkaKey
export const offsetsTopicCompressionCodec = { type: 'int', default: '0', valid: '', importance: 'high', update: 'read-only',
  doc: 'The codec of __consumer_offsets, by its number; 0: none.' } as const satisfies KafkaKey
export const offsetsTopicNumPartitions = { type: 'int', default: '50', valid: '[1,...]', importance: 'high', update: 'read-only',
  doc: 'Partitions of __consumer_offsets; a group’s name decides which, and so who coordinates it. Never to be changed later.' } as const satisfies KafkaKey
export const offsetsTopicReplicationFactor = { type: 'short', default: '3', valid: '[1,...]', importance: 'high', update: 'read-only',
  doc: 'Copies of __consumer_offsets. With fewer brokers than this the topic cannot be made.' } as const satisfies KafkaKey
export const offsetsTopicSegmentBytes = { type: 'int', default: '104857600', valid: '[1,...]', importance: 'high', unit: 'B', update: 'read-only',
  doc: 'The segment size of __consumer_offsets, small so that it is compacted and loaded fast.' } as const satisfies KafkaKey

export const brokerGroupKeys = {
  'errors.deadletterqueue.auto.create.topics.enable': errorsDeadletterqueueAutoCreateTopicsEnable,
  'errors.deadletterqueue.topic.name.prefix': errorsDeadletterqueueTopicNamePrefix,
  'group.consumer.assignment.interval.ms': groupConsumerAssignmentIntervalMs,
  'group.consumer.assignors': groupConsumerAssignors,
  'group.consumer.heartbeat.interval.ms': groupConsumerHeartbeatIntervalMs,
  'group.consumer.max.assignment.interval.ms': groupConsumerMaxAssignmentIntervalMs,
  'group.consumer.max.heartbeat.interval.ms': groupConsumerMaxHeartbeatIntervalMs,
  'group.consumer.max.session.timeout.ms': groupConsumerMaxSessionTimeoutMs,
  'group.consumer.max.size': groupConsumerMaxSize,
  'group.consumer.migration.policy': groupConsumerMigrationPolicy,
  'group.consumer.min.assignment.interval.ms': groupConsumerMinAssignmentIntervalMs,
  'group.consumer.min.heartbeat.interval.ms': groupConsumerMinHeartbeatIntervalMs,
  'group.consumer.min.session.timeout.ms': groupConsumerMinSessionTimeoutMs,
  'group.consumer.session.timeout.ms': groupConsumerSessionTimeoutMs,
  'group.coordinator.append.linger.ms': groupCoordinatorAppendLingerMs,
  'group.coordinator.background.threads': groupCoordinatorBackgroundThreads,
  'group.coordinator.cached.buffer.max.bytes': groupCoordinatorCachedBufferMaxBytes,
  'group.coordinator.rebalance.protocols': groupCoordinatorRebalanceProtocols,
  'group.coordinator.threads': groupCoordinatorThreads,
  'group.initial.rebalance.delay.ms': groupInitialRebalanceDelayMs,
  'group.max.session.timeout.ms': groupMaxSessionTimeoutMs,
  'group.max.size': groupMaxSize,
  'group.min.session.timeout.ms': groupMinSessionTimeoutMs,
  'group.share.assignment.interval.ms': groupShareAssignmentIntervalMs,
  'group.share.assignors': groupShareAssignors,
  'group.share.delivery.count.limit': groupShareDeliveryCountLimit,
  'group.share.heartbeat.interval.ms': groupShareHeartbeatIntervalMs,
  'group.share.max.assignment.interval.ms': groupShareMaxAssignmentIntervalMs,
  'group.share.max.delivery.count.limit': groupShareMaxDeliveryCountLimit,
  'group.share.max.groups': groupShareMaxGroups,
  'group.share.max.heartbeat.interval.ms': groupShareMaxHeartbeatIntervalMs,
  'group.share.max.partition.max.record.locks': groupShareMaxPartitionMaxRecordLocks,
  'group.share.max.record.lock.duration.ms': groupShareMaxRecordLockDurationMs,
  'group.share.max.session.timeout.ms': groupShareMaxSessionTimeoutMs,
  'group.share.max.share.sessions': groupShareMaxShareSessions,
  'group.share.max.size': groupShareMaxSize,
  'group.share.min.assignment.interval.ms': groupShareMinAssignmentIntervalMs,
  'group.share.min.delivery.count.limit': groupShareMinDeliveryCountLimit,
  'group.share.min.heartbeat.interval.ms': groupShareMinHeartbeatIntervalMs,
  'group.share.min.partition.max.record.locks': groupShareMinPartitionMaxRecordLocks,
  'group.share.min.record.lock.duration.ms': groupShareMinRecordLockDurationMs,
  'group.share.min.session.timeout.ms': groupShareMinSessionTimeoutMs,
  'group.share.partition.max.record.locks': groupSharePartitionMaxRecordLocks,
  'group.share.record.lock.duration.ms': groupShareRecordLockDurationMs,
  'group.share.session.timeout.ms': groupShareSessionTimeoutMs,
  'offset.metadata.max.bytes': offsetMetadataMaxBytes,
  'offsets.commit.required.acks': offsetsCommitRequiredAcks,
  'offsets.commit.timeout.ms': offsetsCommitTimeoutMs,
  'offsets.load.buffer.size': offsetsLoadBufferSize,
  'offsets.retention.check.interval.ms': offsetsRetentionCheckIntervalMs,
  'offsets.retention.minutes': offsetsRetentionMinutes,
  'offsets.topic.compression.codec': offsetsTopicCompressionCodec,
  'offsets.topic.num.partitions': offsetsTopicNumPartitions,
  'offsets.topic.replication.factor': offsetsTopicReplicationFactor,
  'offsets.topic.segment.bytes': offsetsTopicSegmentBytes,
} as const satisfies KafkaKeys
