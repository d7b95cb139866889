/**
 * A broker’s settings, part of them: how partitions are copied, who may lead, and what topics get that do not say. Kafka's type, default, bounds (in the notation that Kafka itself prints), importance and
 * way of being changed in 4.4, what they were before, and what the setting does in our own words. Facts: Kafka server/config/AbstractKafkaConfig, DynamicBrokerConfig, as dumped from the releases 3.9.2 to 4.4.0.
 */
import type { KafkaKey, KafkaKeys } from './kafkaKey'

export const autoCreateTopicsEnable = { type: 'boolean', default: 'true', valid: '', importance: 'high', update: 'read-only',
  doc: 'A topic that is asked for and does not exist is made. Handy at first; later a typing error becomes a topic.' } as const satisfies KafkaKey
export const autoLeaderRebalanceEnable = { type: 'boolean', default: 'true', valid: '', importance: 'high', update: 'read-only',
  doc: 'Leadership goes back to each partition’s first replica now and then, so that load stays spread.' } as const satisfies KafkaKey
export const defaultReplicationFactor = { type: 'int', default: '1', valid: '', importance: 'medium', update: 'read-only',
  doc: 'How many copies a topic gets that is created without saying so.' } as const satisfies KafkaKey
export const deleteRecordsPurgatoryPurgeIntervalRequests = { type: 'int', default: '1', valid: '', importance: 'medium', update: 'read-only',
  doc: 'After how many answered requests to delete records the waiting room is tidied.' } as const satisfies KafkaKey
export const fetchMaxBytes = { type: 'int', default: '57671680', valid: '[1024,...]', importance: 'medium', unit: 'B', update: 'read-only',
  doc: 'The most the broker puts into one answer to a fetch, however much the client would take.' } as const satisfies KafkaKey
export const fetchPurgatoryPurgeIntervalRequests = { type: 'int', default: '1000', valid: '', importance: 'medium', update: 'read-only',
  doc: 'After how many answered fetches the waiting room for fetches is tidied.' } as const satisfies KafkaKey
export const leaderImbalanceCheckIntervalSeconds = { type: 'long', default: '300', valid: '[1,...]', importance: 'high', unit: 's', update: 'read-only',
  doc: 'How often the controller looks whether leadership should go back to the first replicas.' } as const satisfies KafkaKey
export const leaderImbalancePerBrokerPercentage = { type: 'int', default: '10', valid: '', importance: 'high', update: 'read-only', until: '3.9',
  doc: 'With ZooKeeper: from what share of strayed partitions on leadership is given back.' } as const satisfies KafkaKey
export const minInsyncReplicas = { type: 'int', default: '1', valid: '[1,...]', importance: 'high', update: 'cluster-wide',
  doc: 'How many replicas must be in sync before a write with acks=all is taken. With fewer it is refused, and the high watermark stands still.' } as const satisfies KafkaKey
export const numPartitions = { type: 'int', default: '1', valid: '[1,...]', importance: 'medium', update: 'read-only',
  doc: 'How many partitions a topic gets that is created without saying so.' } as const satisfies KafkaKey
export const numReplicaAlterLogDirsThreads = { type: 'int', default: null, valid: '', importance: 'high', update: 'read-only',
  doc: 'Threads that move replicas from one disk of the broker to another; unset: one per disk.' } as const satisfies KafkaKey
export const numReplicaFetchers = { type: 'int', default: '1', valid: '[1,...]', importance: 'high', update: 'cluster-wide', before: [{ until: '4.1', valid: '' }],
  doc: 'Connections over which a broker fetches from each other broker. More make followers keep up better.' } as const satisfies KafkaKey
export const producerPurgatoryPurgeIntervalRequests = { type: 'int', default: '1000', valid: '', importance: 'medium', update: 'read-only',
  doc: 'After how many answered requests the waiting room for acks=all is tidied.' } as const satisfies KafkaKey
export const replicaFetchBackoffMs = { type: 'int', default: '1000', valid: '[0,...]', importance: 'medium', unit: 'ms', update: 'read-only',
  doc: 'How long a follower rests after a fetch that failed.' } as const satisfies KafkaKey
export const replicaFetchMaxBytes = { type: 'int', default: '1048576', valid: '[0,...]', importance: 'medium', unit: 'B', update: 'read-only',
  doc: 'How much a follower asks for per partition. A larger first batch comes whole all the same.' } as const satisfies KafkaKey
export const replicaFetchMinBytes = { type: 'int', default: '1', valid: '', importance: 'high', unit: 'B', update: 'read-only',
  doc: 'The leader answers a follower when at least this much is there, or replica.fetch.wait.max.ms is over.' } as const satisfies KafkaKey
export const replicaFetchResponseMaxBytes = { type: 'int', default: '10485760', valid: '[0,...]', importance: 'medium', unit: 'B', update: 'read-only',
  doc: 'How much a follower asks for in one fetch, over all partitions.' } as const satisfies KafkaKey
export const replicaFetchWaitMaxMs = { type: 'int', default: '500', valid: '', importance: 'high', unit: 'ms', update: 'read-only',
  doc: 'The longest a leader keeps a follower’s fetch when there is nothing new. Keep it below replica.lag.time.max.ms.' } as const satisfies KafkaKey
export const replicaHighWatermarkCheckpointIntervalMs = { type: 'long', default: '5000', valid: '', importance: 'high', unit: 'ms', update: 'read-only',
  doc: 'How often the high watermarks are noted on disk.' } as const satisfies KafkaKey
export const replicaLagTimeMaxMs = { type: 'long', default: '30000', valid: '', importance: 'high', unit: 'ms', update: 'read-only',
  doc: 'A follower that has not caught up with the leader for this long leaves the in-sync replicas.' } as const satisfies KafkaKey
export const replicaSelectorClass = { type: 'string', default: null, valid: '', importance: 'medium', update: 'read-only',
  doc: 'Which replica a consumer is sent to; unset: always the leader. RackAwareReplicaSelector finds the nearest.' } as const satisfies KafkaKey
export const replicaSocketReceiveBufferBytes = { type: 'int', default: '65536', valid: '', importance: 'high', unit: 'B', update: 'read-only',
  doc: 'The system’s buffer for what followers receive.' } as const satisfies KafkaKey
export const replicaSocketTimeoutMs = { type: 'int', default: '30000', valid: '', importance: 'high', unit: 'ms', update: 'read-only',
  doc: 'How long a follower waits for an answer; at least replica.fetch.wait.max.ms.' } as const satisfies KafkaKey
export const replicationQuotaWindowNum = { type: 'int', default: '11', valid: '[1,...]', importance: 'low', update: 'read-only',
  doc: 'How many windows the throttle of replication averages over.' } as const satisfies KafkaKey
export const replicationQuotaWindowSizeSeconds = { type: 'int', default: '1', valid: '[1,...]', importance: 'low', unit: 's', update: 'read-only',
  doc: 'How long one window of that throttle is.' } as const satisfies KafkaKey
export const uncleanLeaderElectionEnable = { type: 'boolean', default: 'false', valid: '', importance: 'high', update: 'cluster-wide',
  doc: 'Lets a replica that is not in sync become leader when no other is left: available again, at the price of lost records.' } as const satisfies KafkaKey

export const brokerReplicationKeys = {
  'auto.create.topics.enable': autoCreateTopicsEnable,
  'auto.leader.rebalance.enable': autoLeaderRebalanceEnable,
  'default.replication.factor': defaultReplicationFactor,
  'delete.records.purgatory.purge.interval.requests': deleteRecordsPurgatoryPurgeIntervalRequests,
  'fetch.max.bytes': fetchMaxBytes,
  'fetch.purgatory.purge.interval.requests': fetchPurgatoryPurgeIntervalRequests,
  'leader.imbalance.check.interval.seconds': leaderImbalanceCheckIntervalSeconds,
  'leader.imbalance.per.broker.percentage': leaderImbalancePerBrokerPercentage,
  'min.insync.replicas': minInsyncReplicas,
  'num.partitions': numPartitions,
  'num.replica.alter.log.dirs.threads': numReplicaAlterLogDirsThreads,
  'num.replica.fetchers': numReplicaFetchers,
  'producer.purgatory.purge.interval.requests': producerPurgatoryPurgeIntervalRequests,
  'replica.fetch.backoff.ms': replicaFetchBackoffMs,
  'replica.fetch.max.bytes': replicaFetchMaxBytes,
  'replica.fetch.min.bytes': replicaFetchMinBytes,
  'replica.fetch.response.max.bytes': replicaFetchResponseMaxBytes,
  'replica.fetch.wait.max.ms': replicaFetchWaitMaxMs,
  'replica.high.watermark.checkpoint.interval.ms': replicaHighWatermarkCheckpointIntervalMs,
  'replica.lag.time.max.ms': replicaLagTimeMaxMs,
  'replica.selector.class': replicaSelectorClass,
  'replica.socket.receive.buffer.bytes': replicaSocketReceiveBufferBytes,
  'replica.socket.timeout.ms': replicaSocketTimeoutMs,
  'replication.quota.window.num': replicationQuotaWindowNum,
  'replication.quota.window.size.seconds': replicationQuotaWindowSizeSeconds,
  'unclean.leader.election.enable': uncleanLeaderElectionEnable,
} as const satisfies KafkaKeys
