/**
 * Settings that producer and consumer have in common, the same in both: connections, metadata, metrics, retries.
 * Facts: Kafka clients/CommonClientConfigs, as dumped from the releases (conformance/cases/defaults.json).
 */
import type { KafkaKey } from './kafkaKey'

export const autoIncludeJmxReporter = { type: 'boolean', default: 'true', valid: '', importance: 'low', until: '3.9',
  doc: 'Adds the JMX reporter by itself. Gone since 4.0: name it in metric.reporters.' } as const satisfies KafkaKey
export const bootstrapResolveTimeoutMs = { type: 'long', default: '0', valid: '[0,...]', importance: 'high', unit: 'ms', since: '4.4',
  doc: 'How long names of bootstrap servers may take to resolve. 0 resolves them once, in the constructor.' } as const satisfies KafkaKey
export const bootstrapServers = { type: 'list', default: '<required>', valid: '', importance: 'high', before: [{ until: '4.1', default: '', valid: 'non-null string' }],
  doc: 'Addresses to begin with, host:port. Any broker that answers is enough: it names all the others.' } as const satisfies KafkaKey
export const clientDnsLookup = { type: 'string', default: 'use_all_dns_ips', valid: '[use_all_dns_ips, resolve_canonical_bootstrap_servers_only]', importance: 'medium',
  doc: 'Whether all addresses of a name are tried, or the canonical names of the bootstrap servers are looked up first.' } as const satisfies KafkaKey
export const configProviders = { type: 'list', default: '', valid: '', importance: 'low', since: '4.2',
  doc: 'Names of helpers that fill in secrets and variables when settings are read.' } as const satisfies KafkaKey
export const connectionsMaxIdleMs = { type: 'long', default: '540000', valid: '', importance: 'medium', unit: 'ms',
  doc: 'A connection that has been silent this long is closed.' } as const satisfies KafkaKey
export const enableMetricsPush = { type: 'boolean', default: 'true', valid: '', importance: 'low',
  doc: 'Lets the cluster ask this client for its metrics.' } as const satisfies KafkaKey
export const interceptorClasses = { type: 'list', default: '', valid: '', importance: 'low', before: [{ until: '4.1', valid: 'non-null string' }],
  doc: 'Code that sees every record before it is sent, or after it is read.' } as const satisfies KafkaKey
export const metadataClusterCheckEnable = { type: 'boolean', default: 'true', valid: '', importance: 'low', since: '4.4',
  doc: 'Checks on every new connection that the broker is the one, and of the cluster, that was meant.' } as const satisfies KafkaKey
export const metadataMaxAgeMs = { type: 'long', default: '300000', valid: '[0,...]', importance: 'low', unit: 'ms',
  doc: 'Metadata older than this is asked for again, even if nothing has gone wrong.' } as const satisfies KafkaKey
export const metadataRecoveryRebootstrapTriggerMs = { type: 'long', default: '300000', valid: '[0,...]', importance: 'low', unit: 'ms', since: '4.0',
  doc: 'After this long without metadata the client begins again from its bootstrap servers.' } as const satisfies KafkaKey
export const metadataRecoveryStrategy = { type: 'string', default: 'rebootstrap', valid: '(case insensitive) [REBOOTSTRAP, NONE]', importance: 'low', before: [{ until: '3.9', default: 'none' }],
  doc: 'What to do when no known broker can be reached: begin again from the bootstrap servers, or go on trying.' } as const satisfies KafkaKey
export const metricReporters = { type: 'list', default: 'org.apache.kafka.common.metrics.JmxReporter', valid: '', importance: 'low', before: [{ until: '3.9', default: '', valid: 'non-null string' }, { until: '4.1', valid: 'non-null string' }],
  doc: 'Classes that metrics are handed to, such as the JMX reporter.' } as const satisfies KafkaKey
export const metricsNumSamples = { type: 'int', default: '2', valid: '[1,...]', importance: 'low',
  doc: 'How many windows a rate or average is taken over.' } as const satisfies KafkaKey
export const metricsRecordingLevel = { type: 'string', default: 'INFO', valid: '[INFO, DEBUG, TRACE]', importance: 'low',
  doc: 'How many metrics are kept.' } as const satisfies KafkaKey
export const metricsSampleWindowMs = { type: 'long', default: '30000', valid: '[0,...]', importance: 'low', unit: 'ms',
  doc: 'How long one of those windows is.' } as const satisfies KafkaKey
export const reconnectBackoffMaxMs = { type: 'long', default: '1000', valid: '[0,...]', importance: 'low', unit: 'ms',
  doc: 'The longest pause between attempts to connect to a broker.' } as const satisfies KafkaKey
export const reconnectBackoffMs = { type: 'long', default: '50', valid: '[0,...]', importance: 'low', unit: 'ms',
  doc: 'The first pause between attempts to connect; it doubles.' } as const satisfies KafkaKey
export const requestTimeoutMs = { type: 'int', default: '30000', valid: '[0,...]', importance: 'medium', unit: 'ms',
  doc: 'How long an answer may take. Then the connection is closed and everything on it has failed.' } as const satisfies KafkaKey
export const retryBackoffMaxMs = { type: 'long', default: '1000', valid: '[0,...]', importance: 'low', unit: 'ms',
  doc: 'The longest pause before a retry.' } as const satisfies KafkaKey
export const retryBackoffMs = { type: 'long', default: '100', valid: '[0,...]', importance: 'low', unit: 'ms',
  doc: 'The first pause before a retry. It doubles, give or take a fifth.' } as const satisfies KafkaKey
export const sendBufferBytes = { type: 'int', default: '131072', valid: '[-1,...]', importance: 'medium', unit: 'B',
  doc: 'The TCP send buffer; -1 leaves it to the system.' } as const satisfies KafkaKey
export const socketConnectionSetupTimeoutMaxMs = { type: 'long', default: '30000', valid: '', importance: 'medium', unit: 'ms',
  doc: 'The longest that setting up a connection may take after several failures.' } as const satisfies KafkaKey
export const socketConnectionSetupTimeoutMs = { type: 'long', default: '10000', valid: '', importance: 'medium', unit: 'ms',
  doc: 'How long setting up a connection may take at first.' } as const satisfies KafkaKey
