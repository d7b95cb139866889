/**
 * Every setting of a producer: Kafka's type, default, bounds (in the notation that Kafka itself prints) and importance in 4.4, what they were before, and what
 * the setting does in our own words. Facts: Kafka clients/producer/ProducerConfig, as dumped from the releases (conformance/cases/defaults.json).
 */
import {
  autoIncludeJmxReporter, bootstrapResolveTimeoutMs, bootstrapServers, clientDnsLookup, configProviders, connectionsMaxIdleMs, enableMetricsPush,
  interceptorClasses, metadataClusterCheckEnable, metadataMaxAgeMs, metadataRecoveryRebootstrapTriggerMs, metadataRecoveryStrategy, metricReporters,
  metricsNumSamples, metricsRecordingLevel, metricsSampleWindowMs, reconnectBackoffMaxMs, reconnectBackoffMs, requestTimeoutMs, retryBackoffMaxMs,
  retryBackoffMs, sendBufferBytes, socketConnectionSetupTimeoutMaxMs, socketConnectionSetupTimeoutMs,
} from './clientKeys'
import type { KafkaKey, KafkaKeys } from './kafkaKey'

export const acks = { type: 'string', default: 'all', valid: '[all, -1, 0, 1]', importance: 'low',
  doc: 'How many copies must exist before the leader answers. 0: no answer is asked for. 1: the leader alone. all (or -1): every in-sync replica.' } as const satisfies KafkaKey
export const batchSize = { type: 'int', default: '16384', valid: '[0,...]', importance: 'medium', unit: 'B',
  doc: 'A batch this full may leave at once. A ceiling in bytes per partition, never a minimum and never a number of records. 0 counts as 1.' } as const satisfies KafkaKey
export const bufferMemory = { type: 'long', default: '33554432', valid: '[0,...]', importance: 'high', unit: 'B',
  doc: 'All the memory for records that are not yet acknowledged. When it is used up, send() waits.' } as const satisfies KafkaKey
export const clientId = { type: 'string', default: '', valid: '', importance: 'medium',
  doc: 'A name for logs, metrics and quotas. Without one the client counts: producer-1, producer-2.' } as const satisfies KafkaKey
export const clientRack = { type: 'string', default: '', valid: '', importance: 'low', since: '4.4',
  doc: 'Where this client stands. Brokers of the same rack can then be preferred.' } as const satisfies KafkaKey
export const compressionGzipLevel = { type: 'int', default: '-1', valid: '[1,...,9] or -1', importance: 'medium',
  doc: 'How hard gzip tries, 1 to 9; -1 is its own default.' } as const satisfies KafkaKey
export const compressionLz4Level = { type: 'int', default: '9', valid: '[1,...,17]', importance: 'medium',
  doc: 'How hard lz4 tries, 1 to 17.' } as const satisfies KafkaKey
export const compressionType = { type: 'string', default: 'none', valid: '[none, gzip, snappy, lz4, zstd]', importance: 'high',
  doc: 'The codec that whole batches are compressed with, by the producer. Fuller batches compress better.' } as const satisfies KafkaKey
export const compressionZstdLevel = { type: 'int', default: '3', valid: '[-131072,...,22]', importance: 'medium',
  doc: 'How hard zstd tries; negative levels are faster and larger.' } as const satisfies KafkaKey
export const deliveryTimeoutMs = { type: 'int', default: '120000', valid: '[0,...]', importance: 'medium', unit: 'ms',
  doc: 'The longest from send() returning to success or failure: lingering, sending and retrying all count. At least linger.ms + request.timeout.ms.' } as const satisfies KafkaKey
export const enableIdempotence = { type: 'boolean', default: 'true', valid: '', importance: 'low',
  doc: 'Numbers every batch so that a repeated one is stored once and order is kept. Needs acks=all, retries, and at most 5 requests in flight.' } as const satisfies KafkaKey
export const keySerializer = { type: 'class', default: '<required>', valid: '', importance: 'high',
  doc: 'Turns keys into bytes.' } as const satisfies KafkaKey
export const lingerMs = { type: 'long', default: '5', valid: '[0,...]', importance: 'medium', unit: 'ms', before: [{ until: '3.9', default: '0' }],
  doc: 'The longest a batch waits for more records before it may leave. 0 means it may leave at once.' } as const satisfies KafkaKey
export const maxBlockMs = { type: 'long', default: '60000', valid: '[0,...]', importance: 'medium', unit: 'ms',
  doc: 'The longest send() waits for metadata and memory together before it gives up.' } as const satisfies KafkaKey
export const maxInFlightRequestsPerConnection = { type: 'int', default: '5', valid: '[1,...]', importance: 'low',
  doc: 'How many requests to one broker may be unanswered at a time. With 1 the next batch of a partition waits for the answer to the one before.' } as const satisfies KafkaKey
export const maxRequestSize = { type: 'int', default: '1048576', valid: '[0,...]', importance: 'medium', unit: 'B',
  doc: 'The largest record send() accepts, and the most a request carries unless its first batch alone is larger.' } as const satisfies KafkaKey
export const metadataMaxIdleMs = { type: 'long', default: '300000', valid: '[5000,...]', importance: 'low', unit: 'ms',
  doc: 'A topic that has not been used for this long is forgotten.' } as const satisfies KafkaKey
export const partitionerAdaptivePartitioningEnable = { type: 'boolean', default: 'true', valid: '', importance: 'low',
  doc: 'Records without a key go more often to partitions whose queues are short.' } as const satisfies KafkaKey
export const partitionerAvailabilityTimeoutMs = { type: 'long', default: '0', valid: '[0,...]', importance: 'low', unit: 'ms',
  doc: 'A partition whose broker has taken nothing for this long gets no keyless records. 0: off.' } as const satisfies KafkaKey
export const partitionerClass = { type: 'class', default: null, valid: '', importance: 'medium',
  doc: 'A partitioner of your own. Without one: by key, or sticky for records without a key.' } as const satisfies KafkaKey
export const partitionerIgnoreKeys = { type: 'boolean', default: 'false', valid: '', importance: 'medium',
  doc: 'Treats records with a key like those without one.' } as const satisfies KafkaKey
export const partitionerRackAware = { type: 'boolean', default: 'false', valid: '', importance: 'low', since: '4.4',
  doc: 'Keyless records prefer partitions led from this client’s rack.' } as const satisfies KafkaKey
export const receiveBufferBytes = { type: 'int', default: '32768', valid: '[-1,...]', importance: 'medium', unit: 'B',
  doc: 'The TCP receive buffer; -1 leaves it to the system.' } as const satisfies KafkaKey
export const retries = { type: 'int', default: '2147483647', valid: '[0,...,2147483647]', importance: 'high',
  doc: 'How often a batch may be sent again. Leave it: delivery.timeout.ms is the real limit.' } as const satisfies KafkaKey
export const transactionTimeoutMs = { type: 'int', default: '60000', valid: '', importance: 'low', unit: 'ms',
  doc: 'A transaction open longer than this is aborted by its coordinator.' } as const satisfies KafkaKey
export const transactionTwoPhaseCommitEnable = { type: 'boolean', default: 'false', valid: '', importance: 'low', since: '4.1',
  doc: 'Lets an outside coordinator decide: such transactions never time out.' } as const satisfies KafkaKey
export const transactionalId = { type: 'string', default: null, valid: 'non-empty string', importance: 'low',
  doc: 'Makes the producer transactional, and the same one after a restart: an older instance is fenced off.' } as const satisfies KafkaKey
export const valueSerializer = { type: 'class', default: '<required>', valid: '', importance: 'high',
  doc: 'Turns values into bytes.' } as const satisfies KafkaKey

/** By Kafka's spelling. A table that needs few of them names those above, so that the others stay out of its bundle. */
export const producerKeys = {
  acks,
  'auto.include.jmx.reporter': autoIncludeJmxReporter,
  'batch.size': batchSize,
  'bootstrap.resolve.timeout.ms': bootstrapResolveTimeoutMs,
  'bootstrap.servers': bootstrapServers,
  'buffer.memory': bufferMemory,
  'client.dns.lookup': clientDnsLookup,
  'client.id': clientId,
  'client.rack': clientRack,
  'compression.gzip.level': compressionGzipLevel,
  'compression.lz4.level': compressionLz4Level,
  'compression.type': compressionType,
  'compression.zstd.level': compressionZstdLevel,
  'config.providers': configProviders,
  'connections.max.idle.ms': connectionsMaxIdleMs,
  'delivery.timeout.ms': deliveryTimeoutMs,
  'enable.idempotence': enableIdempotence,
  'enable.metrics.push': enableMetricsPush,
  'interceptor.classes': interceptorClasses,
  'key.serializer': keySerializer,
  'linger.ms': lingerMs,
  'max.block.ms': maxBlockMs,
  'max.in.flight.requests.per.connection': maxInFlightRequestsPerConnection,
  'max.request.size': maxRequestSize,
  'metadata.cluster.check.enable': metadataClusterCheckEnable,
  'metadata.max.age.ms': metadataMaxAgeMs,
  'metadata.max.idle.ms': metadataMaxIdleMs,
  'metadata.recovery.rebootstrap.trigger.ms': metadataRecoveryRebootstrapTriggerMs,
  'metadata.recovery.strategy': metadataRecoveryStrategy,
  'metric.reporters': metricReporters,
  'metrics.num.samples': metricsNumSamples,
  'metrics.recording.level': metricsRecordingLevel,
  'metrics.sample.window.ms': metricsSampleWindowMs,
  'partitioner.adaptive.partitioning.enable': partitionerAdaptivePartitioningEnable,
  'partitioner.availability.timeout.ms': partitionerAvailabilityTimeoutMs,
  'partitioner.class': partitionerClass,
  'partitioner.ignore.keys': partitionerIgnoreKeys,
  'partitioner.rack.aware': partitionerRackAware,
  'receive.buffer.bytes': receiveBufferBytes,
  'reconnect.backoff.max.ms': reconnectBackoffMaxMs,
  'reconnect.backoff.ms': reconnectBackoffMs,
  'request.timeout.ms': requestTimeoutMs,
  retries,
  'retry.backoff.max.ms': retryBackoffMaxMs,
  'retry.backoff.ms': retryBackoffMs,
  'send.buffer.bytes': sendBufferBytes,
  'socket.connection.setup.timeout.max.ms': socketConnectionSetupTimeoutMaxMs,
  'socket.connection.setup.timeout.ms': socketConnectionSetupTimeoutMs,
  'transaction.timeout.ms': transactionTimeoutMs,
  'transaction.two.phase.commit.enable': transactionTwoPhaseCommitEnable,
  'transactional.id': transactionalId,
  'value.serializer': valueSerializer,
} as const satisfies KafkaKeys
