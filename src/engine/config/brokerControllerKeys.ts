/**
 * A broker’s settings, part of them: the controller: KRaft’s quorum and its log, and ZooKeeper before. Kafka's type, default, bounds (in the notation that Kafka itself prints), importance and
 * way of being changed in 4.4, what they were before, and what the setting does in our own words. Facts: Kafka server/config/AbstractKafkaConfig, DynamicBrokerConfig, as dumped from the releases 3.9.2 to 4.4.0.
 */
import type { KafkaKey, KafkaKeys } from './kafkaKey'

export const brokerHeartbeatIntervalMs = { type: 'int', default: '2000', valid: '', importance: 'medium', unit: 'ms', update: 'read-only',
  doc: 'How often a broker tells the controller that it is alive.' } as const satisfies KafkaKey
export const brokerSessionTimeoutMs = { type: 'int', default: '9000', valid: '', importance: 'medium', unit: 'ms', update: 'read-only',
  doc: 'A broker from which the controller has heard nothing for this long is fenced: its partitions get other leaders.' } as const satisfies KafkaKey
export const controllerListenerNames = { type: 'list', default: '<required>', valid: '', importance: 'high', update: 'read-only', before: [{ until: '4.1', type: 'string', default: null }],
  doc: 'The listeners that controllers use.' } as const satisfies KafkaKey
export const controllerQuorumAppendLingerMs = { type: 'int', default: '25', valid: '[0,...]', importance: 'medium', unit: 'ms', update: 'read-only', before: [{ until: '4.0', valid: '' }],
  doc: 'How long the active controller collects changes before it writes them to its log.' } as const satisfies KafkaKey
export const controllerQuorumAutoJoinEnable = { type: 'boolean', default: 'false', valid: '', importance: 'low', update: 'read-only', since: '4.2',
  doc: 'A controller that starts joins the voters by itself.' } as const satisfies KafkaKey
export const controllerQuorumBootstrapServers = { type: 'list', default: '', valid: 'non-empty list', importance: 'high', update: 'read-only',
  doc: 'Where a node finds the controllers.' } as const satisfies KafkaKey
export const controllerQuorumElectionBackoffMaxMs = { type: 'int', default: '1000', valid: '[0,...]', importance: 'high', unit: 'ms', update: 'read-only', before: [{ until: '4.0', valid: '' }],
  doc: 'After a vote that nobody won, candidates wait a random time up to this, so that one comes first.' } as const satisfies KafkaKey
export const controllerQuorumElectionTimeoutMs = { type: 'int', default: '1000', valid: '[0,...]', importance: 'high', unit: 'ms', update: 'read-only', before: [{ until: '4.0', valid: '' }],
  doc: 'A candidate that has no majority after this long starts another vote.' } as const satisfies KafkaKey
export const controllerQuorumFetchMaxBytes = { type: 'int', default: '1048576', valid: '[1,...]', importance: 'low', unit: 'B', update: 'read-only', since: '4.3',
  doc: 'How much of the metadata log a node fetches at once.' } as const satisfies KafkaKey
export const controllerQuorumFetchSnapshotMaxBytes = { type: 'int', default: '1048576', valid: '[1,...]', importance: 'low', unit: 'B', update: 'read-only', since: '4.3',
  doc: 'How much of a snapshot a node fetches at once.' } as const satisfies KafkaKey
export const controllerQuorumFetchTimeoutMs = { type: 'int', default: '2000', valid: '[0,...]', importance: 'high', unit: 'ms', update: 'read-only', before: [{ until: '4.0', valid: '' }],
  doc: 'A voter that could not fetch from the leader for this long calls an election; a leader whom no majority fetches from steps down.' } as const satisfies KafkaKey
export const controllerQuorumRequestTimeoutMs = { type: 'int', default: '2000', valid: '[0,...]', importance: 'medium', unit: 'ms', update: 'read-only', before: [{ until: '4.0', valid: '' }],
  doc: 'How long a node waits for an answer from the quorum.' } as const satisfies KafkaKey
export const controllerQuorumRetryBackoffMs = { type: 'int', default: '20', valid: '[0,...]', importance: 'low', unit: 'ms', update: 'read-only', before: [{ until: '4.0', valid: '' }],
  doc: 'How long a node waits before it asks the quorum again.' } as const satisfies KafkaKey
export const controllerQuorumVoters = { type: 'list', default: '', valid: 'non-empty list', importance: 'high', update: 'read-only',
  doc: 'The controllers as id@host:port, where the set is fixed; controller.quorum.bootstrap.servers lets it change.' } as const satisfies KafkaKey
export const controllerSocketTimeoutMs = { type: 'int', default: '30000', valid: '', importance: 'medium', unit: 'ms', update: 'read-only',
  doc: 'How long a broker and the controller wait for each other’s answers.' } as const satisfies KafkaKey
export const eligibleLeaderReplicasEnable = { type: 'boolean', default: 'false', valid: '', importance: 'high', update: 'read-only', until: '3.9',
  doc: 'Tried out in 3.9: remembers which replicas outside the in-sync set are complete, and may lead without loss.' } as const satisfies KafkaKey
export const initialBrokerRegistrationTimeoutMs = { type: 'int', default: '60000', valid: '', importance: 'medium', unit: 'ms', update: 'read-only',
  doc: 'A starting broker that the controller has not registered for this long gives up.' } as const satisfies KafkaKey
export const metadataLogDir = { type: 'string', default: null, valid: '', importance: 'high', update: 'read-only',
  doc: 'Where the metadata log is; unset: in the first of log.dirs.' } as const satisfies KafkaKey
export const metadataLogMaxRecordBytesBetweenSnapshots = { type: 'long', default: '20971520', valid: '[1,...]', importance: 'high', unit: 'B', update: 'read-only',
  doc: 'After this much new metadata a snapshot is taken.' } as const satisfies KafkaKey
export const metadataLogMaxSnapshotIntervalMs = { type: 'long', default: '3600000', valid: '[0,...]', importance: 'high', unit: 'ms', update: 'read-only',
  doc: 'After this long a snapshot is taken if there is anything new; 0: never for that reason.' } as const satisfies KafkaKey
export const metadataLogSegmentBytes = { type: 'int', default: '1073741824', valid: '[8388608,...]', importance: 'high', unit: 'B', update: 'read-only', before: [{ until: '4.0', valid: '[12,...]' }],
  doc: 'A segment of the metadata log is full at this size.' } as const satisfies KafkaKey
export const metadataLogSegmentMs = { type: 'long', default: '604800000', valid: '', importance: 'high', unit: 'ms', update: 'read-only',
  doc: 'A segment of the metadata log is closed after this long.' } as const satisfies KafkaKey
export const metadataMaxIdleIntervalMs = { type: 'int', default: '500', valid: '[0,...]', importance: 'low', unit: 'ms', update: 'read-only',
  doc: 'How often the active controller writes an empty entry when nothing happens, so that the log’s end keeps moving.' } as const satisfies KafkaKey
export const metadataMaxRetentionBytes = { type: 'long', default: '104857600', valid: '', importance: 'high', unit: 'B', update: 'read-only',
  doc: 'How much of the metadata log and its snapshots is kept.' } as const satisfies KafkaKey
export const metadataMaxRetentionMs = { type: 'long', default: '604800000', valid: '', importance: 'high', unit: 'ms', update: 'read-only',
  doc: 'How long the metadata log and its snapshots are kept.' } as const satisfies KafkaKey
export const nodeId = { type: 'int', default: '<required>', valid: '[0,...]', importance: 'high', update: 'read-only', before: [{ until: '3.9', default: '-1', valid: '' }],
  doc: 'The node’s number in the cluster.' } as const satisfies KafkaKey
export const processRoles = { type: 'list', default: '<required>', valid: '[broker, controller]', importance: 'high', update: 'read-only', before: [{ until: '3.9', default: '' }],
  doc: 'What this node is: a broker, a controller, or both.' } as const satisfies KafkaKey
export const zookeeperConnect = { type: 'string', default: null, valid: '', importance: 'high', update: 'read-only', until: '3.9',
  doc: 'Where ZooKeeper is. Gone with ZooKeeper itself.' } as const satisfies KafkaKey
export const zookeeperConnectionTimeoutMs = { type: 'int', default: null, valid: '', importance: 'high', unit: 'ms', update: 'read-only', until: '3.9',
  doc: 'How long a broker waits to reach ZooKeeper; unset: its session’s timeout.' } as const satisfies KafkaKey
export const zookeeperMaxInFlightRequests = { type: 'int', default: '10', valid: '[1,...]', importance: 'high', update: 'read-only', until: '3.9',
  doc: 'How many requests a broker may have open at ZooKeeper.' } as const satisfies KafkaKey
export const zookeeperMetadataMigrationEnable = { type: 'boolean', default: 'false', valid: '', importance: 'high', update: 'read-only', until: '3.9',
  doc: 'Takes the metadata over from ZooKeeper to KRaft: 3.9 is the last version that can.' } as const satisfies KafkaKey
export const zookeeperSessionTimeoutMs = { type: 'int', default: '18000', valid: '', importance: 'high', unit: 'ms', update: 'read-only', until: '3.9',
  doc: 'A broker of which ZooKeeper has heard nothing for this long is taken for dead.' } as const satisfies KafkaKey

export const brokerControllerKeys = {
  'broker.heartbeat.interval.ms': brokerHeartbeatIntervalMs,
  'broker.session.timeout.ms': brokerSessionTimeoutMs,
  'controller.listener.names': controllerListenerNames,
  'controller.quorum.append.linger.ms': controllerQuorumAppendLingerMs,
  'controller.quorum.auto.join.enable': controllerQuorumAutoJoinEnable,
  'controller.quorum.bootstrap.servers': controllerQuorumBootstrapServers,
  'controller.quorum.election.backoff.max.ms': controllerQuorumElectionBackoffMaxMs,
  'controller.quorum.election.timeout.ms': controllerQuorumElectionTimeoutMs,
  'controller.quorum.fetch.max.bytes': controllerQuorumFetchMaxBytes,
  'controller.quorum.fetch.snapshot.max.bytes': controllerQuorumFetchSnapshotMaxBytes,
  'controller.quorum.fetch.timeout.ms': controllerQuorumFetchTimeoutMs,
  'controller.quorum.request.timeout.ms': controllerQuorumRequestTimeoutMs,
  'controller.quorum.retry.backoff.ms': controllerQuorumRetryBackoffMs,
  'controller.quorum.voters': controllerQuorumVoters,
  'controller.socket.timeout.ms': controllerSocketTimeoutMs,
  'eligible.leader.replicas.enable': eligibleLeaderReplicasEnable,
  'initial.broker.registration.timeout.ms': initialBrokerRegistrationTimeoutMs,
  'metadata.log.dir': metadataLogDir,
  'metadata.log.max.record.bytes.between.snapshots': metadataLogMaxRecordBytesBetweenSnapshots,
  'metadata.log.max.snapshot.interval.ms': metadataLogMaxSnapshotIntervalMs,
  'metadata.log.segment.bytes': metadataLogSegmentBytes,
  'metadata.log.segment.ms': metadataLogSegmentMs,
  'metadata.max.idle.interval.ms': metadataMaxIdleIntervalMs,
  'metadata.max.retention.bytes': metadataMaxRetentionBytes,
  'metadata.max.retention.ms': metadataMaxRetentionMs,
  'node.id': nodeId,
  'process.roles': processRoles,
  'zookeeper.connect': zookeeperConnect,
  'zookeeper.connection.timeout.ms': zookeeperConnectionTimeoutMs,
  'zookeeper.max.in.flight.requests': zookeeperMaxInFlightRequests,
  'zookeeper.metadata.migration.enable': zookeeperMetadataMigrationEnable,
  'zookeeper.session.timeout.ms': zookeeperSessionTimeoutMs,
} as const satisfies KafkaKeys
