/**
 * The settings that the running cluster obeys: Kafka's, with how a control shows them, from Kafka's own declarations (producerKeys, consumerKeys);
 * and the network's and the workload's, which are ours and say so. What Kafka knows besides is on the reference page.
 */
import { brokerHeartbeatIntervalMs, brokerSessionTimeoutMs, controllerQuorumAppendLingerMs, controllerQuorumElectionTimeoutMs, controllerQuorumFetchTimeoutMs } from './brokerControllerKeys'
import {
  autoLeaderRebalanceEnable, defaultReplicationFactor, leaderImbalanceCheckIntervalSeconds, numPartitions, replicaFetchBackoffMs, replicaFetchMaxBytes, replicaFetchMinBytes, replicaFetchWaitMaxMs, replicaHighWatermarkCheckpointIntervalMs, replicaLagTimeMaxMs,
  replicaSelectorClass,
} from './brokerReplicationKeys'
import { numIoThreads, numNetworkThreads, queuedMaxRequests, socketReceiveBufferBytes, socketRequestMaxBytes, socketSendBufferBytes } from './brokerServerKeys'
import { logCleanerBackoffMs, logFlushIntervalMessages, logFlushIntervalMs, logFlushSchedulerIntervalMs, logRetentionCheckIntervalMs } from './brokerLogKeys'
import { producerIdExpirationCheckIntervalMs, producerIdExpirationMs } from './brokerTransactionKeys'
import { kafkaBoolean, kafkaClass, kafkaFreeText, kafkaNumber, kafkaText, type ConfigTable, type ConfigValues } from './configTable'
import { clientRack, fetchMaxWaitMs, fetchMinBytes, maxPollRecords } from './consumerKeys'
import { metadataMaxAgeMs, reconnectBackoffMaxMs, reconnectBackoffMs, requestTimeoutMs, retryBackoffMaxMs, retryBackoffMs, socketConnectionSetupTimeoutMaxMs, socketConnectionSetupTimeoutMs } from './clientKeys'
import {
  acks, batchSize, bufferMemory, compressionGzipLevel, compressionLz4Level, compressionType, compressionZstdLevel, deliveryTimeoutMs, enableIdempotence, lingerMs, maxBlockMs, maxInFlightRequestsPerConnection, maxRequestSize,
  partitionerAdaptivePartitioningEnable, partitionerAvailabilityTimeoutMs, partitionerIgnoreKeys, retries,
} from './producerKeys'
import {
  cleanupPolicy, deleteRetentionMs, flushMessages, flushMs, indexIntervalBytes, maxCompactionLagMs, maxMessageBytes, messageTimestampAfterMaxMs, messageTimestampBeforeMaxMs, messageTimestampType, minCleanableDirtyRatio, minCompactionLagMs, minInsyncReplicas, retentionBytes, retentionMs, segmentBytes, segmentIndexBytes, segmentMs, uncleanLeaderElectionEnable,
} from './topicKeys'

const LONG_MAX = Number.MAX_SAFE_INTEGER

/** The replica.selector.class that finds the nearest. */
export const RACK_AWARE_SELECTOR = 'org.apache.kafka.common.replica.RackAwareReplicaSelector'

export const producerConfig = {
  'linger.ms': kafkaNumber(lingerMs, { min: 0, max: 100, scale: 'linear' }),
  'batch.size': kafkaNumber(batchSize, { min: 0, max: 131072, scale: 'log', stops: [0, 128, 256, 512, 1024, 2048, 4096, 8192, 16384, 32768, 65536, 131072] }),
  acks: kafkaText(acks, ['0', '1', 'all']),
  'max.in.flight.requests.per.connection': kafkaNumber(maxInFlightRequestsPerConnection, { min: 1, max: 10, scale: 'linear' }),
  'buffer.memory': kafkaNumber(bufferMemory, { min: 16384, max: 67108864, scale: 'log' }),
  'max.block.ms': kafkaNumber(maxBlockMs, { min: 0, max: 60000, scale: 'linear' }),
  'max.request.size': kafkaNumber(maxRequestSize, { min: 1024, max: 4194304, scale: 'log' }),
  'enable.idempotence': kafkaBoolean(enableIdempotence),
  retries: kafkaNumber(retries, { min: 0, max: 2147483647, scale: 'log' }),
  'delivery.timeout.ms': kafkaNumber(deliveryTimeoutMs, { min: 0, max: 120_000, scale: 'log' }),
  'request.timeout.ms': kafkaNumber(requestTimeoutMs, { min: 0, max: 30_000, scale: 'log' }),
  'retry.backoff.ms': kafkaNumber(retryBackoffMs, { min: 0, max: 1000, scale: 'linear' }),
  'retry.backoff.max.ms': kafkaNumber(retryBackoffMaxMs, { min: 0, max: 10_000, scale: 'linear' }),
  'reconnect.backoff.ms': kafkaNumber(reconnectBackoffMs, { min: 0, max: 1000, scale: 'linear' }),
  'reconnect.backoff.max.ms': kafkaNumber(reconnectBackoffMaxMs, { min: 0, max: 10_000, scale: 'linear' }),
  'socket.connection.setup.timeout.ms': kafkaNumber(socketConnectionSetupTimeoutMs, { min: 0, max: 30_000, scale: 'linear' }),
  'socket.connection.setup.timeout.max.ms': kafkaNumber(socketConnectionSetupTimeoutMaxMs, { min: 0, max: 60_000, scale: 'linear' }),
  'metadata.max.age.ms': kafkaNumber(metadataMaxAgeMs, { min: 0, max: 300_000, scale: 'log' }),
  'compression.type': kafkaText(compressionType, ['none', 'gzip', 'snappy', 'lz4', 'zstd']),
  'compression.gzip.level': kafkaNumber(compressionGzipLevel, { min: 1, max: 9, scale: 'linear' }),
  'compression.lz4.level': kafkaNumber(compressionLz4Level, { min: 1, max: 17, scale: 'linear' }),
  'compression.zstd.level': kafkaNumber(compressionZstdLevel, { min: 1, max: 22, scale: 'linear' }),
  'partitioner.adaptive.partitioning.enable': kafkaBoolean(partitionerAdaptivePartitioningEnable),
  'partitioner.availability.timeout.ms': kafkaNumber(partitionerAvailabilityTimeoutMs, { min: 0, max: 1000, scale: 'linear' }),
  'partitioner.ignore.keys': kafkaBoolean(partitionerIgnoreKeys),
} as const satisfies ConfigTable

export const consumerConfig = {
  'fetch.min.bytes': kafkaNumber(fetchMinBytes, { min: 1, max: 65536, scale: 'log' }),
  'fetch.max.wait.ms': kafkaNumber(fetchMaxWaitMs, { min: 0, max: 1000, scale: 'linear' }),
  'max.poll.records': kafkaNumber(maxPollRecords, { min: 1, max: 500, scale: 'linear' }),
  'client.rack': kafkaFreeText(clientRack),
  'metadata.max.age.ms': kafkaNumber(metadataMaxAgeMs, { min: 0, max: 300_000, scale: 'log' }),
} as const satisfies ConfigTable

/** Of every topic. */
export const topicConfig = {
  'min.insync.replicas': kafkaNumber(minInsyncReplicas, { min: 1, max: 5, scale: 'linear' }),
  'unclean.leader.election.enable': kafkaBoolean(uncleanLeaderElectionEnable),
  'max.message.bytes': kafkaNumber(maxMessageBytes, { min: 100, max: 1048588, scale: 'log' }),
  'segment.bytes': kafkaNumber(segmentBytes, { min: 1048576, max: 1073741824, scale: 'log' }),
  'segment.ms': kafkaNumber(segmentMs, { min: 1, max: 604800000, scale: 'log' }),
  'segment.index.bytes': kafkaNumber(segmentIndexBytes, { min: 4, max: 10485760, scale: 'log' }),
  'index.interval.bytes': kafkaNumber(indexIntervalBytes, { min: 0, max: 65536, scale: 'log' }),
  'flush.messages': kafkaNumber(flushMessages, { min: 1, max: 1_000_000, scale: 'log' }),
  'flush.ms': kafkaNumber(flushMs, { min: 0, max: 600_000, scale: 'log' }),
  'cleanup.policy': kafkaText(cleanupPolicy, ['delete', 'compact', 'compact,delete']),
  'retention.bytes': kafkaNumber(retentionBytes, { min: -1, max: 1073741824, scale: 'log' }),
  'retention.ms': kafkaNumber(retentionMs, { min: -1, max: 604800000, scale: 'log' }),
  'delete.retention.ms': kafkaNumber(deleteRetentionMs, { min: 0, max: 86400000, scale: 'log' }),
  'min.cleanable.dirty.ratio': kafkaNumber(minCleanableDirtyRatio, { min: 0, max: 1, scale: 'linear', stops: [0, 0.01, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1] }),
  'min.compaction.lag.ms': kafkaNumber(minCompactionLagMs, { min: 0, max: 86400000, scale: 'log' }),
  'max.compaction.lag.ms': kafkaNumber(maxCompactionLagMs, { min: 1, max: 604800000, scale: 'log' }),
  'message.timestamp.type': kafkaText(messageTimestampType, ['CreateTime', 'LogAppendTime']),
  'message.timestamp.before.max.ms': kafkaNumber(messageTimestampBeforeMaxMs, { min: 0, max: 86400000, scale: 'log' }),
  'message.timestamp.after.max.ms': kafkaNumber(messageTimestampAfterMaxMs, { min: 0, max: 86400000, scale: 'log' }),
} as const satisfies ConfigTable

/** Of every broker and controller. */
export const brokerConfig = {
  'broker.heartbeat.interval.ms': kafkaNumber(brokerHeartbeatIntervalMs, { min: 100, max: 10_000, scale: 'linear' }),
  'broker.session.timeout.ms': kafkaNumber(brokerSessionTimeoutMs, { min: 500, max: 30_000, scale: 'linear' }),
  'replica.lag.time.max.ms': kafkaNumber(replicaLagTimeMaxMs, { min: 500, max: 60_000, scale: 'log' }),
  'replica.fetch.wait.max.ms': kafkaNumber(replicaFetchWaitMaxMs, { min: 0, max: 5000, scale: 'linear' }),
  'replica.fetch.min.bytes': kafkaNumber(replicaFetchMinBytes, { min: 1, max: 65_536, scale: 'log' }),
  'replica.fetch.max.bytes': kafkaNumber(replicaFetchMaxBytes, { min: 1024, max: 10_485_760, scale: 'log' }),
  'replica.fetch.backoff.ms': kafkaNumber(replicaFetchBackoffMs, { min: 0, max: 5000, scale: 'linear' }),
  'replica.selector.class': kafkaClass(replicaSelectorClass, ['org.apache.kafka.common.replica.LeaderSelector', RACK_AWARE_SELECTOR]),
  'replica.high.watermark.checkpoint.interval.ms': kafkaNumber(replicaHighWatermarkCheckpointIntervalMs, { min: 100, max: 30_000, scale: 'linear' }),
  'log.retention.check.interval.ms': kafkaNumber(logRetentionCheckIntervalMs, { min: 1, max: 600_000, scale: 'log' }),
  'log.cleaner.backoff.ms': kafkaNumber(logCleanerBackoffMs, { min: 0, max: 60_000, scale: 'log' }),
  'num.partitions': kafkaNumber(numPartitions, { min: 1, max: 12, scale: 'linear' }),
  'default.replication.factor': kafkaNumber(defaultReplicationFactor, { min: 1, max: 5, scale: 'linear' }),
  'log.flush.interval.messages': kafkaNumber(logFlushIntervalMessages, { min: 1, max: 1_000_000, scale: 'log' }),
  'log.flush.interval.ms': { ...kafkaNumber(logFlushIntervalMs, { min: 0, max: 600_000, scale: 'log' }), default: LONG_MAX },
  'log.flush.scheduler.interval.ms': kafkaNumber(logFlushSchedulerIntervalMs, { min: 100, max: 600_000, scale: 'log' }),
  'producer.id.expiration.ms': kafkaNumber(producerIdExpirationMs, { min: 1000, max: 86_400_000, scale: 'log' }),
  'producer.id.expiration.check.interval.ms': kafkaNumber(producerIdExpirationCheckIntervalMs, { min: 100, max: 600_000, scale: 'log' }),
  'auto.leader.rebalance.enable': kafkaBoolean(autoLeaderRebalanceEnable),
  'leader.imbalance.check.interval.seconds': kafkaNumber(leaderImbalanceCheckIntervalSeconds, { min: 1, max: 600, scale: 'linear' }),
  'controller.quorum.election.timeout.ms': kafkaNumber(controllerQuorumElectionTimeoutMs, { min: 100, max: 10_000, scale: 'linear' }),
  'controller.quorum.fetch.timeout.ms': kafkaNumber(controllerQuorumFetchTimeoutMs, { min: 100, max: 10_000, scale: 'linear' }),
  'controller.quorum.append.linger.ms': kafkaNumber(controllerQuorumAppendLingerMs, { min: 0, max: 200, scale: 'linear' }),
  'num.network.threads': kafkaNumber(numNetworkThreads, { min: 1, max: 16, scale: 'linear' }),
  'num.io.threads': kafkaNumber(numIoThreads, { min: 1, max: 32, scale: 'linear' }),
  'queued.max.requests': kafkaNumber(queuedMaxRequests, { min: 1, max: 500, scale: 'log' }),
  'socket.receive.buffer.bytes': kafkaNumber(socketReceiveBufferBytes, { min: 1024, max: 1_048_576, scale: 'log' }),
  'socket.send.buffer.bytes': kafkaNumber(socketSendBufferBytes, { min: 1024, max: 1_048_576, scale: 'log' }),
  'socket.request.max.bytes': kafkaNumber(socketRequestMaxBytes, { min: 1024, max: 104_857_600, scale: 'log' }),
} as const satisfies ConfigTable

/** Ours, not Kafka's: every link between two machines, each way. */
export const networkConfig = {
  'latency.us': {
    type: 'INT', default: 1000, min: 0, max: 60_000_000, unit: 'µs', kafka: false,
    doc: 'How long a message travels, each way.',
    slider: { min: 0, max: 50_000, scale: 'log', stops: [0, 100, 200, 500, 1000, 2000, 5000, 10_000, 20_000, 50_000] },
  },
  'bandwidth.bytes.per.second': {
    type: 'LONG', default: 125_000_000, min: 1000, max: LONG_MAX, unit: 'B/s', kafka: false,
    doc: 'How many bytes a second a link carries, each way. 125 000 000 is a gigabit.',
    slider: { min: 10_000, max: 1_250_000_000, scale: 'log' },
  },
} as const satisfies ConfigTable

/** Ours, not Kafka's: what the application sends. */
export const workloadConfig = {
  'records.per.second': {
    type: 'INT', default: 1500, min: 0, max: 5_000_000, unit: '/s', kafka: false,
    doc: 'How often the application calls send().',
    slider: { min: 0, max: 10_000, scale: 'log', stops: [0, 10, 20, 50, 100, 200, 500, 1000, 1500, 2000, 5000, 10_000] },
  },
  'value.bytes': {
    type: 'INT', default: 90, min: 0, max: 10_000_000, unit: 'B', kafka: false,
    doc: 'The serialized size of every value.',
    slider: { min: 0, max: 16384, scale: 'log', stops: [0, 10, 20, 50, 90, 200, 500, 1000, 2000, 4096, 8192, 16384] },
  },
  'key.count': {
    type: 'INT', default: 5, min: 0, max: 100_000, unit: '', kafka: false,
    doc: 'How many different keys the records have; 0 means no key, and the producer spreads batches over the partitions by itself.',
    slider: { min: 0, max: 26, scale: 'linear' },
  },
  'burst.records': {
    type: 'INT', default: 100, min: 1, max: 1_000_000, unit: '', kafka: false,
    doc: 'With bursts: how many records are sent at once, before a silence that keeps the rate.',
    slider: { min: 1, max: 1000, scale: 'log' },
  },
} as const satisfies ConfigTable

/** Owner of a setting → its table. The owner is also the prefix in a URL (none for the producer). */
export const CONFIG_TABLES = {
  producer: producerConfig,
  consumer: consumerConfig,
  topic: topicConfig,
  broker: brokerConfig,
  network: networkConfig,
  workload: workloadConfig,
} as const
export type ConfigOwner = keyof typeof CONFIG_TABLES
export type ConfigsInForce = { -readonly [Owner in ConfigOwner]: ConfigValues<(typeof CONFIG_TABLES)[Owner]> }
export type ProducerConfig = ConfigsInForce['producer']
export type ConsumerConfig = ConfigsInForce['consumer']
export type BrokerConfig = ConfigsInForce['broker']
