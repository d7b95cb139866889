/**
 * Every setting of a consumer: Kafka's type, default, bounds (in the notation that Kafka itself prints) and importance in 4.4, what they were before, and what
 * the setting does in our own words. Facts: Kafka clients/consumer/ConsumerConfig, as dumped from the releases (conformance/cases/defaults.json).
 */
import {
  autoIncludeJmxReporter, bootstrapResolveTimeoutMs, bootstrapServers, clientDnsLookup, configProviders, connectionsMaxIdleMs, enableMetricsPush,
  interceptorClasses, metadataClusterCheckEnable, metadataMaxAgeMs, metadataRecoveryRebootstrapTriggerMs, metadataRecoveryStrategy, metricReporters,
  metricsNumSamples, metricsRecordingLevel, metricsSampleWindowMs, reconnectBackoffMaxMs, reconnectBackoffMs, requestTimeoutMs, retryBackoffMaxMs,
  retryBackoffMs, sendBufferBytes, socketConnectionSetupTimeoutMaxMs, socketConnectionSetupTimeoutMs,
} from './clientKeys'
import type { KafkaKey, KafkaKeys } from './kafkaKey'

export const allowAutoCreateTopics = { type: 'boolean', default: 'true', valid: '', importance: 'medium',
  doc: 'Whether asking for an unknown topic may create it.' } as const satisfies KafkaKey
export const autoCommitIntervalMs = { type: 'int', default: '5000', valid: '[0,...]', importance: 'low', unit: 'ms',
  doc: 'How often positions are committed by themselves, at the next poll().' } as const satisfies KafkaKey
export const autoOffsetReset = { type: 'string', default: 'latest', valid: '[latest, earliest, none, by_duration:PnDTnHnMn.nS]', importance: 'medium', before: [{ until: '3.9', valid: '[latest, earliest, none]' }],
  doc: 'Where to begin without a committed offset: latest, earliest, a time ago (by_duration:PT1H), or fail (none).' } as const satisfies KafkaKey
export const checkCrcs = { type: 'boolean', default: 'true', valid: '', importance: 'low',
  doc: 'Checks every batch’s checksum on the way in.' } as const satisfies KafkaKey
export const clientId = { type: 'string', default: '', valid: '', importance: 'low',
  doc: 'A name for logs, metrics and quotas. Without one the client counts: producer-1, producer-2.' } as const satisfies KafkaKey
export const clientRack = { type: 'string', default: '', valid: '', importance: 'low',
  doc: 'Where this client stands. Brokers of the same rack can then be preferred.' } as const satisfies KafkaKey
export const defaultApiTimeoutMs = { type: 'int', default: '60000', valid: '[0,...]', importance: 'medium', unit: 'ms',
  doc: 'How long calls without a timeout of their own may take.' } as const satisfies KafkaKey
export const enableAutoCommit = { type: 'boolean', default: 'true', valid: '', importance: 'medium',
  doc: 'Commits, while polling, what earlier polls returned. Without a group it is off.' } as const satisfies KafkaKey
export const excludeInternalTopics = { type: 'boolean', default: 'true', valid: '', importance: 'medium',
  doc: 'Leaves internal topics out of pattern subscriptions.' } as const satisfies KafkaKey
export const fetchMaxBytes = { type: 'int', default: '52428800', valid: '[0,...]', importance: 'medium', unit: 'B',
  doc: 'The most one Fetch answer carries; its first batch comes in any case.' } as const satisfies KafkaKey
export const fetchMaxWaitMs = { type: 'int', default: '500', valid: '[0,...]', importance: 'low', unit: 'ms',
  doc: 'How long the broker holds a fetch that finds too little to read.' } as const satisfies KafkaKey
export const fetchMinBytes = { type: 'int', default: '1', valid: '[0,...]', importance: 'high', unit: 'B',
  doc: 'A fetch is answered as soon as this much is there to read.' } as const satisfies KafkaKey
export const groupId = { type: 'string', default: null, valid: '', importance: 'high',
  doc: 'The group whose members share the partitions and the committed offsets.' } as const satisfies KafkaKey
export const groupInstanceId = { type: 'string', default: null, valid: 'non-empty string', importance: 'medium',
  doc: 'A name that survives restarts: a static member comes back without a rebalance.' } as const satisfies KafkaKey
export const groupProtocol = { type: 'string', default: 'classic', valid: '(case insensitive) [CONSUMER, CLASSIC]', importance: 'high',
  doc: 'How the group agrees on who reads what: the classic protocol, or the one in which the broker decides (consumer).' } as const satisfies KafkaKey
export const groupRemoteAssignor = { type: 'string', default: null, valid: '', importance: 'medium',
  doc: 'The broker’s assignor, for group.protocol=consumer.' } as const satisfies KafkaKey
export const heartbeatIntervalMs = { type: 'int', default: '3000', valid: '', importance: 'high', unit: 'ms',
  doc: 'How often a member says that it lives. Below session.timeout.ms.' } as const satisfies KafkaKey
export const isolationLevel = { type: 'string', default: 'read_uncommitted', valid: '[read_committed, read_uncommitted]', importance: 'medium',
  doc: 'read_committed leaves out records of open and aborted transactions.' } as const satisfies KafkaKey
export const keyDeserializer = { type: 'class', default: '<required>', valid: '', importance: 'high',
  doc: 'Turns bytes back into keys.' } as const satisfies KafkaKey
export const maxPartitionFetchBytes = { type: 'int', default: '1048576', valid: '[0,...]', importance: 'high', unit: 'B',
  doc: 'The most one partition contributes to a Fetch answer; the first batch comes in any case.' } as const satisfies KafkaKey
export const maxPollIntervalMs = { type: 'int', default: '300000', valid: '[1,...]', importance: 'medium', unit: 'ms',
  doc: 'A member that has not polled for this long is taken to be stuck and leaves the group.' } as const satisfies KafkaKey
export const maxPollRecords = { type: 'int', default: '500', valid: '[1,...]', importance: 'medium',
  doc: 'The most records one poll() hands out. It does not limit what is fetched.' } as const satisfies KafkaKey
export const partitionAssignmentStrategy = { type: 'list', default: 'class org.apache.kafka.clients.consumer.RangeAssignor,class org.apache.kafka.clients.consumer.CooperativeStickyAssignor', valid: '', importance: 'medium', before: [{ until: '4.1', valid: 'non-null string' }],
  doc: 'How a classic group divides partitions, in order of preference.' } as const satisfies KafkaKey
export const receiveBufferBytes = { type: 'int', default: '65536', valid: '[-1,...]', importance: 'medium', unit: 'B',
  doc: 'The TCP receive buffer; -1 leaves it to the system.' } as const satisfies KafkaKey
export const sessionTimeoutMs = { type: 'int', default: '45000', valid: '', importance: 'high', unit: 'ms',
  doc: 'A member not heard of for this long is out of the group.' } as const satisfies KafkaKey
export const shareAcknowledgementMode = { type: 'string', default: 'implicit', valid: '[implicit, explicit]', importance: 'medium', since: '4.1',
  doc: 'Share groups: whether records count as processed by themselves at the next poll, or one by one.' } as const satisfies KafkaKey
export const shareAcquireMode = { type: 'string', default: 'BATCH_OPTIMIZED', valid: '[batch_optimized, record_limit]', importance: 'medium', since: '4.2',
  doc: 'Share groups: whether whole batches or an exact number of records are acquired.' } as const satisfies KafkaKey
export const valueDeserializer = { type: 'class', default: '<required>', valid: '', importance: 'high',
  doc: 'Turns bytes back into values.' } as const satisfies KafkaKey

/** By Kafka's spelling. A table that needs few of them names those above, so that the others stay out of its bundle. */
export const consumerKeys = {
  'allow.auto.create.topics': allowAutoCreateTopics,
  'auto.commit.interval.ms': autoCommitIntervalMs,
  'auto.include.jmx.reporter': autoIncludeJmxReporter,
  'auto.offset.reset': autoOffsetReset,
  'bootstrap.resolve.timeout.ms': bootstrapResolveTimeoutMs,
  'bootstrap.servers': bootstrapServers,
  'check.crcs': checkCrcs,
  'client.dns.lookup': clientDnsLookup,
  'client.id': clientId,
  'client.rack': clientRack,
  'config.providers': configProviders,
  'connections.max.idle.ms': connectionsMaxIdleMs,
  'default.api.timeout.ms': defaultApiTimeoutMs,
  'enable.auto.commit': enableAutoCommit,
  'enable.metrics.push': enableMetricsPush,
  'exclude.internal.topics': excludeInternalTopics,
  'fetch.max.bytes': fetchMaxBytes,
  'fetch.max.wait.ms': fetchMaxWaitMs,
  'fetch.min.bytes': fetchMinBytes,
  'group.id': groupId,
  'group.instance.id': groupInstanceId,
  'group.protocol': groupProtocol,
  'group.remote.assignor': groupRemoteAssignor,
  'heartbeat.interval.ms': heartbeatIntervalMs,
  'interceptor.classes': interceptorClasses,
  'isolation.level': isolationLevel,
  'key.deserializer': keyDeserializer,
  'max.partition.fetch.bytes': maxPartitionFetchBytes,
  'max.poll.interval.ms': maxPollIntervalMs,
  'max.poll.records': maxPollRecords,
  'metadata.cluster.check.enable': metadataClusterCheckEnable,
  'metadata.max.age.ms': metadataMaxAgeMs,
  'metadata.recovery.rebootstrap.trigger.ms': metadataRecoveryRebootstrapTriggerMs,
  'metadata.recovery.strategy': metadataRecoveryStrategy,
  'metric.reporters': metricReporters,
  'metrics.num.samples': metricsNumSamples,
  'metrics.recording.level': metricsRecordingLevel,
  'metrics.sample.window.ms': metricsSampleWindowMs,
  'partition.assignment.strategy': partitionAssignmentStrategy,
  'receive.buffer.bytes': receiveBufferBytes,
  'reconnect.backoff.max.ms': reconnectBackoffMaxMs,
  'reconnect.backoff.ms': reconnectBackoffMs,
  'request.timeout.ms': requestTimeoutMs,
  'retry.backoff.max.ms': retryBackoffMaxMs,
  'retry.backoff.ms': retryBackoffMs,
  'send.buffer.bytes': sendBufferBytes,
  'session.timeout.ms': sessionTimeoutMs,
  'share.acknowledgement.mode': shareAcknowledgementMode,
  'share.acquire.mode': shareAcquireMode,
  'socket.connection.setup.timeout.max.ms': socketConnectionSetupTimeoutMaxMs,
  'socket.connection.setup.timeout.ms': socketConnectionSetupTimeoutMs,
  'value.deserializer': valueDeserializer,
} as const satisfies KafkaKeys
