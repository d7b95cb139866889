/**
 * A broker’s settings, part of them: who the broker is, where it listens, its threads, sockets and requests. Kafka's type, default, bounds (in the notation that Kafka itself prints), importance and
 * way of being changed in 4.4, what they were before, and what the setting does in our own words. Facts: Kafka server/config/AbstractKafkaConfig, DynamicBrokerConfig, as dumped from the releases 3.9.2 to 4.4.0.
 */
import type { KafkaKey, KafkaKeys } from './kafkaKey'

export const advertisedListeners = { type: 'list', default: null, valid: '', importance: 'high', update: 'read-only', before: [{ until: '4.1', type: 'string' }],
  doc: 'The addresses that clients are told to come to, where they differ from listeners: behind a proxy, in a container, in a cloud.' } as const satisfies KafkaKey
export const alterConfigPolicyClassName = { type: 'class', default: null, valid: '', importance: 'low', update: 'read-only',
  doc: 'A class of one’s own that may forbid a change of settings.' } as const satisfies KafkaKey
export const authorizerClassName = { type: 'string', default: '', valid: 'non-null string', importance: 'low', update: 'read-only',
  doc: 'The class that decides who may do what; empty: everybody may do everything.' } as const satisfies KafkaKey
export const autoIncludeJmxReporter = { type: 'boolean', default: 'true', valid: '', importance: 'low', update: 'read-only', until: '3.9',
  doc: 'Kept for old set-ups: reports metrics over JMX even if it is not listed.' } as const satisfies KafkaKey
export const backgroundThreads = { type: 'int', default: '10', valid: '[1,...]', importance: 'high', update: 'cluster-wide',
  doc: 'Threads for what can wait: deleting files, checking retention, expiring transactions.' } as const satisfies KafkaKey
export const brokerId = { type: 'int', default: '-1', valid: '', importance: 'high', update: 'read-only',
  doc: 'The broker’s number under its old name; node.id is the one to set.' } as const satisfies KafkaKey
export const brokerIdGenerationEnable = { type: 'boolean', default: 'true', valid: '', importance: 'medium', update: 'read-only', until: '3.9',
  doc: 'With ZooKeeper: a broker without a number is given one.' } as const satisfies KafkaKey
export const brokerRack = { type: 'string', default: null, valid: '', importance: 'medium', update: 'read-only',
  doc: 'Where this broker stands: a rack, a zone. Replicas are spread over racks, and consumers can read from the nearest.' } as const satisfies KafkaKey
export const clientQuotaCallbackClass = { type: 'class', default: null, valid: '', importance: 'low', update: 'read-only',
  doc: 'A class of one’s own that decides whose traffic is slowed down, and to what rate.' } as const satisfies KafkaKey
export const configProviders = { type: 'list', default: '', valid: '', importance: 'low', update: 'cluster-wide', since: '4.2',
  doc: 'Names of sources from which values can be fetched, secrets for instance.' } as const satisfies KafkaKey
export const connectionFailedAuthenticationDelayMs = { type: 'int', default: '100', valid: '[0,...]', importance: 'low', unit: 'ms', update: 'read-only',
  doc: 'How long a client that failed to prove who it is waits to be told, so that guessing is slow.' } as const satisfies KafkaKey
export const connectionsMaxIdleMs = { type: 'long', default: '600000', valid: '', importance: 'medium', unit: 'ms', update: 'read-only',
  doc: 'A connection on which nothing happened for this long is closed by the broker.' } as const satisfies KafkaKey
export const connectionsMaxReauthMs = { type: 'long', default: '0', valid: '', importance: 'medium', unit: 'ms', update: 'read-only',
  doc: 'How long a client may talk before it must prove again who it is; 0: for ever.' } as const satisfies KafkaKey
export const controlPlaneListenerName = { type: 'string', default: null, valid: '', importance: 'high', update: 'read-only', until: '3.9',
  doc: 'With ZooKeeper: a listener that carries the controller’s requests only, so that they never queue behind data.' } as const satisfies KafkaKey
export const controlledShutdownEnable = { type: 'boolean', default: 'true', valid: '', importance: 'medium', update: 'read-only',
  doc: 'A broker that is stopped first hands its partitions over, so that nobody waits for a leader.' } as const satisfies KafkaKey
export const controlledShutdownMaxRetries = { type: 'int', default: '3', valid: '', importance: 'medium', update: 'read-only', until: '3.9',
  doc: 'How often a broker that is being stopped tries to hand its partitions over.' } as const satisfies KafkaKey
export const controlledShutdownRetryBackoffMs = { type: 'long', default: '5000', valid: '', importance: 'medium', unit: 'ms', update: 'read-only', until: '3.9',
  doc: 'The wait between two such attempts.' } as const satisfies KafkaKey
export const createTopicPolicyClassName = { type: 'class', default: null, valid: '', importance: 'low', update: 'read-only',
  doc: 'A class of one’s own that may forbid a topic, for its name or its number of partitions.' } as const satisfies KafkaKey
export const earlyStartListeners = { type: 'list', default: null, valid: '', importance: 'high', update: 'read-only', before: [{ until: '4.1', type: 'string' }],
  doc: 'Listeners that open before the broker knows who may do what; the controller’s need that.' } as const satisfies KafkaKey
export const interBrokerListenerName = { type: 'string', default: null, valid: '', importance: 'medium', update: 'read-only',
  doc: 'Which of its listeners the brokers use among themselves, for replication above all.' } as const satisfies KafkaKey
export const interBrokerProtocolVersion = { type: 'string', default: '3.9-IV0', valid: '[0.8.0, 0.8.1, 0.8.2, 0.9.0, 0.10.0-IV0, 0.10.0-IV1, 0.10.1-IV0, 0.10.1-IV1, 0.10.1-IV2, 0.10.2-IV0, 0.11.0-IV0, 0.11.0-IV1, 0.11.0-IV2, 1.0-IV0, 1.1-IV0, 2.0-IV0, 2.0-IV1, 2.1-IV0, 2.1-IV1, 2.1-IV2, 2.2-IV0, 2.2-IV1, 2.3-IV0, 2.3-IV1, 2.4-IV0, 2.4-IV1, 2.5-IV0, 2.6-IV0, 2.7-IV0, 2.7-IV1, 2.7-IV2, 2.8-IV0, 2.8-IV1, 3.0-IV0, 3.0-IV1, 3.1-IV0, 3.2-IV0, 3.3-IV0, 3.3-IV1, 3.3-IV2, 3.3-IV3, 3.4-IV0, 3.5-IV0, 3.5-IV1, 3.5-IV2, 3.6-IV0, 3.6-IV1, 3.6-IV2, 3.7-IV0, 3.7-IV1, 3.7-IV2, 3.7-IV3, 3.7-IV4, 3.8-IV0, 3.9-IV0, 4.0-IV0, 4.0-IV1]', importance: 'medium', update: 'read-only', until: '3.9',
  doc: 'With ZooKeeper: the version that brokers speak among themselves during an upgrade. KRaft has metadata.version in its place.' } as const satisfies KafkaKey
export const listenerSecurityProtocolMap = { type: 'string', default: 'SASL_SSL:SASL_SSL,PLAINTEXT:PLAINTEXT,SSL:SSL,SASL_PLAINTEXT:SASL_PLAINTEXT', valid: '', importance: 'low', update: 'per-broker',
  doc: 'Which listener is plain and which is encrypted, by the listener’s name.' } as const satisfies KafkaKey
export const listeners = { type: 'list', default: 'PLAINTEXT://:9092', valid: '', importance: 'high', update: 'per-broker', before: [{ until: '4.1', type: 'string' }],
  doc: 'The addresses on which the broker listens, as name://host:port.' } as const satisfies KafkaKey
export const maxConnectionCreationRate = { type: 'int', default: '2147483647', valid: '[0,...]', importance: 'medium', update: 'cluster-wide',
  doc: 'How many new connections a second the broker accepts; more wait.' } as const satisfies KafkaKey
export const maxConnections = { type: 'int', default: '2147483647', valid: '[0,...]', importance: 'medium', update: 'cluster-wide',
  doc: 'How many connections the broker holds at once; beyond, new ones wait.' } as const satisfies KafkaKey
export const maxConnectionsPerIp = { type: 'int', default: '2147483647', valid: '[0,...]', importance: 'medium', update: 'cluster-wide',
  doc: 'How many connections one address may hold.' } as const satisfies KafkaKey
export const maxConnectionsPerIpOverrides = { type: 'string', default: '', valid: '', importance: 'medium', update: 'cluster-wide',
  doc: 'Exceptions from max.connections.per.ip, by host or address.' } as const satisfies KafkaKey
export const maxIncrementalFetchSessionCacheSlots = { type: 'int', default: '1000', valid: '[0,...]', importance: 'medium', update: 'read-only',
  doc: 'How many fetch sessions the broker remembers; with one, a fetch names only the partitions that changed.' } as const satisfies KafkaKey
export const maxRequestPartitionSizeLimit = { type: 'int', default: '2000', valid: '[1,...]', importance: 'medium', update: 'read-only',
  doc: 'How many partitions one request about topics may ask for.' } as const satisfies KafkaKey
export const metricReporters = { type: 'list', default: 'org.apache.kafka.common.metrics.JmxReporter', valid: '', importance: 'low', update: 'cluster-wide', before: [{ until: '3.9', default: '' }],
  doc: 'Classes that are told every metric.' } as const satisfies KafkaKey
export const metricsNumSamples = { type: 'int', default: '2', valid: '[1,...]', importance: 'low', update: 'read-only',
  doc: 'How many windows a metric averages over.' } as const satisfies KafkaKey
export const metricsRecordingLevel = { type: 'string', default: 'INFO', valid: '', importance: 'low', update: 'read-only',
  doc: 'How fine the metrics are that are recorded at all.' } as const satisfies KafkaKey
export const metricsSampleWindowMs = { type: 'long', default: '30000', valid: '[1,...]', importance: 'low', unit: 'ms', update: 'read-only',
  doc: 'How long one window of a metric is.' } as const satisfies KafkaKey
export const numIoThreads = { type: 'int', default: '8', valid: '[1,...]', importance: 'high', update: 'cluster-wide',
  doc: 'Threads that do the requests’ work: append, read, look up. Each takes one request from the queue at a time.' } as const satisfies KafkaKey
export const numNetworkThreads = { type: 'int', default: '3', valid: '[1,...]', importance: 'high', update: 'cluster-wide',
  doc: 'Threads that read requests from sockets and write answers, for each listener.' } as const satisfies KafkaKey
export const queuedMaxRequestBytes = { type: 'long', default: '-1', valid: '', importance: 'medium', unit: 'B', update: 'read-only',
  doc: 'How many bytes of requests may wait for an I/O thread; -1: only their number counts.' } as const satisfies KafkaKey
export const queuedMaxRequests = { type: 'int', default: '500', valid: '[1,...]', importance: 'high', update: 'read-only',
  doc: 'How many requests may wait for an I/O thread. When the queue is full, network threads stop reading and clients feel it.' } as const satisfies KafkaKey
export const requestTimeoutMs = { type: 'int', default: '30000', valid: '', importance: 'high', unit: 'ms', update: 'read-only',
  doc: 'How long the broker waits for an answer to a request of its own.' } as const satisfies KafkaKey
export const reservedBrokerMaxId = { type: 'int', default: '1000', valid: '[0,...]', importance: 'medium', update: 'read-only', until: '3.9',
  doc: 'With ZooKeeper: the largest number that may be given to a broker by hand; above, they are given out.' } as const satisfies KafkaKey
export const socketConnectionSetupTimeoutMaxMs = { type: 'long', default: '30000', valid: '', importance: 'medium', unit: 'ms', update: 'read-only',
  doc: 'The longest that attempts of the broker’s own to open a connection may come to wait.' } as const satisfies KafkaKey
export const socketConnectionSetupTimeoutMs = { type: 'long', default: '10000', valid: '', importance: 'medium', unit: 'ms', update: 'read-only',
  doc: 'How long the broker waits for a connection of its own to open.' } as const satisfies KafkaKey
export const socketListenBacklogSize = { type: 'int', default: '50', valid: '[1,...]', importance: 'medium', update: 'read-only',
  doc: 'How many clients may knock before the broker has opened; the system may allow fewer.' } as const satisfies KafkaKey
export const socketReceiveBufferBytes = { type: 'int', default: '102400', valid: '', importance: 'high', unit: 'B', update: 'read-only',
  doc: 'The system’s buffer for what comes in on a connection; -1: the system’s own choice.' } as const satisfies KafkaKey
export const socketRequestMaxBytes = { type: 'int', default: '104857600', valid: '[1,...]', importance: 'high', unit: 'B', update: 'read-only',
  doc: 'The largest request the broker reads; a larger one costs the client its connection.' } as const satisfies KafkaKey
export const socketSendBufferBytes = { type: 'int', default: '102400', valid: '', importance: 'high', unit: 'B', update: 'read-only',
  doc: 'The system’s buffer for what goes out on a connection; -1: the system’s own choice.' } as const satisfies KafkaKey
export const telemetryMaxBytes = { type: 'int', default: '1048576', valid: '[1,...]', importance: 'low', unit: 'B', update: 'read-only',
  doc: 'The most that a client’s report of its own metrics may weigh.' } as const satisfies KafkaKey

export const brokerServerKeys = {
  'advertised.listeners': advertisedListeners,
  'alter.config.policy.class.name': alterConfigPolicyClassName,
  'authorizer.class.name': authorizerClassName,
  'auto.include.jmx.reporter': autoIncludeJmxReporter,
  'background.threads': backgroundThreads,
  'broker.id': brokerId,
  'broker.id.generation.enable': brokerIdGenerationEnable,
  'broker.rack': brokerRack,
  'client.quota.callback.class': clientQuotaCallbackClass,
  'config.providers': configProviders,
  'connection.failed.authentication.delay.ms': connectionFailedAuthenticationDelayMs,
  'connections.max.idle.ms': connectionsMaxIdleMs,
  'connections.max.reauth.ms': connectionsMaxReauthMs,
  'control.plane.listener.name': controlPlaneListenerName,
  'controlled.shutdown.enable': controlledShutdownEnable,
  'controlled.shutdown.max.retries': controlledShutdownMaxRetries,
  'controlled.shutdown.retry.backoff.ms': controlledShutdownRetryBackoffMs,
  'create.topic.policy.class.name': createTopicPolicyClassName,
  'early.start.listeners': earlyStartListeners,
  'inter.broker.listener.name': interBrokerListenerName,
  'inter.broker.protocol.version': interBrokerProtocolVersion,
  'listener.security.protocol.map': listenerSecurityProtocolMap,
  listeners,
  'max.connection.creation.rate': maxConnectionCreationRate,
  'max.connections': maxConnections,
  'max.connections.per.ip': maxConnectionsPerIp,
  'max.connections.per.ip.overrides': maxConnectionsPerIpOverrides,
  'max.incremental.fetch.session.cache.slots': maxIncrementalFetchSessionCacheSlots,
  'max.request.partition.size.limit': maxRequestPartitionSizeLimit,
  'metric.reporters': metricReporters,
  'metrics.num.samples': metricsNumSamples,
  'metrics.recording.level': metricsRecordingLevel,
  'metrics.sample.window.ms': metricsSampleWindowMs,
  'num.io.threads': numIoThreads,
  'num.network.threads': numNetworkThreads,
  'queued.max.request.bytes': queuedMaxRequestBytes,
  'queued.max.requests': queuedMaxRequests,
  'request.timeout.ms': requestTimeoutMs,
  'reserved.broker.max.id': reservedBrokerMaxId,
  'socket.connection.setup.timeout.max.ms': socketConnectionSetupTimeoutMaxMs,
  'socket.connection.setup.timeout.ms': socketConnectionSetupTimeoutMs,
  'socket.listen.backlog.size': socketListenBacklogSize,
  'socket.receive.buffer.bytes': socketReceiveBufferBytes,
  'socket.request.max.bytes': socketRequestMaxBytes,
  'socket.send.buffer.bytes': socketSendBufferBytes,
  'telemetry.max.bytes': telemetryMaxBytes,
} as const satisfies KafkaKeys
