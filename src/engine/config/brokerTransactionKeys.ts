/**
 * A broker’s settings, part of them: transactions and producers’ ids: the transaction coordinator. Kafka's type, default, bounds (in the notation that Kafka itself prints), importance and
 * way of being changed in 4.4, what they were before, and what the setting does in our own words. Facts: Kafka server/config/AbstractKafkaConfig, DynamicBrokerConfig, as dumped from the releases 3.9.2 to 4.4.0.
 */
import type { KafkaKey, KafkaKeys } from './kafkaKey'

export const addPartitionsToTxnRetryBackoffMaxMs = { type: 'int', default: '100', valid: '[0,...]', importance: 'high', unit: 'ms', update: 'read-only', since: '4.0',
  doc: 'The longest that the waits of add.partitions.to.txn.retry.backoff.ms may become.' } as const satisfies KafkaKey
export const addPartitionsToTxnRetryBackoffMs = { type: 'int', default: '20', valid: '[1,...]', importance: 'high', unit: 'ms', update: 'read-only', since: '4.0',
  doc: 'How long the leader waits before it asks again to have its partition added to a transaction.' } as const satisfies KafkaKey
export const producerIdExpirationMs = { type: 'int', default: '86400000', valid: '[1,...]', importance: 'low', unit: 'ms', update: 'cluster-wide',
  doc: 'A producer that was silent for this long is forgotten by a partition’s leader, with its sequence numbers.' } as const satisfies KafkaKey
/** Internal: not among those that Kafka's documentation lists. */
export const producerIdExpirationCheckIntervalMs = { type: 'int', default: '600000', valid: '[1,...]', importance: 'low', unit: 'ms', update: 'read-only',
  doc: 'How often a broker looks for producers that were silent for too long. Internal.' } as const satisfies KafkaKey
export const transactionAbortTimedOutTransactionCleanupIntervalMs = { type: 'int', default: '10000', valid: '[1,...]', importance: 'low', unit: 'ms', update: 'read-only',
  doc: 'How often the coordinator looks for transactions that are past their time, to abort them.' } as const satisfies KafkaKey
export const transactionMaxTimeoutMs = { type: 'int', default: '900000', valid: '[1,...]', importance: 'high', unit: 'ms', update: 'read-only',
  doc: 'The longest transaction.timeout.ms that a producer may ask for.' } as const satisfies KafkaKey
export const transactionPartitionVerificationEnable = { type: 'boolean', default: 'true', valid: '', importance: 'low', update: 'cluster-wide',
  doc: 'The leader asks the coordinator whether a transaction is really going on before it appends: no transaction can be left hanging.' } as const satisfies KafkaKey
export const transactionRemoveExpiredTransactionCleanupIntervalMs = { type: 'int', default: '3600000', valid: '[1,...]', importance: 'low', unit: 'ms', update: 'read-only',
  doc: 'How often the coordinator looks for transactional ids that nobody has used for long.' } as const satisfies KafkaKey
export const transactionStateLogLoadBufferSize = { type: 'int', default: '5242880', valid: '[1,...]', importance: 'high', unit: 'B', update: 'read-only',
  doc: 'How much is read at once when a broker becomes coordinator and loads transactions.' } as const satisfies KafkaKey
export const transactionStateLogMinIsr = { type: 'int', default: '2', valid: '[1,...]', importance: 'high', update: 'read-only',
  doc: 'min.insync.replicas of __transaction_state.' } as const satisfies KafkaKey
export const transactionStateLogNumPartitions = { type: 'int', default: '50', valid: '[1,...]', importance: 'high', update: 'read-only',
  doc: 'Partitions of __transaction_state; a transactional id decides which, and so who coordinates it. Never to be changed later.' } as const satisfies KafkaKey
export const transactionStateLogReplicationFactor = { type: 'short', default: '3', valid: '[1,...]', importance: 'high', update: 'read-only',
  doc: 'Copies of __transaction_state. With fewer brokers than this the topic cannot be made.' } as const satisfies KafkaKey
export const transactionStateLogSegmentBytes = { type: 'int', default: '104857600', valid: '[1,...]', importance: 'high', unit: 'B', update: 'read-only',
  doc: 'The segment size of __transaction_state, small so that it is compacted and loaded fast.' } as const satisfies KafkaKey
export const transactionTwoPhaseCommitEnable = { type: 'boolean', default: 'false', valid: '', importance: 'low', update: 'read-only', since: '4.1',
  doc: 'Lets producers prepare a transaction together with other systems; then it never times out.' } as const satisfies KafkaKey
export const transactionalIdExpirationMs = { type: 'int', default: '604800000', valid: '[1,...]', importance: 'high', unit: 'ms', update: 'read-only',
  doc: 'A transactional id that nobody has used for this long is forgotten.' } as const satisfies KafkaKey

export const brokerTransactionKeys = {
  'add.partitions.to.txn.retry.backoff.max.ms': addPartitionsToTxnRetryBackoffMaxMs,
  'add.partitions.to.txn.retry.backoff.ms': addPartitionsToTxnRetryBackoffMs,
  'producer.id.expiration.check.interval.ms': producerIdExpirationCheckIntervalMs,
  'producer.id.expiration.ms': producerIdExpirationMs,
  'transaction.abort.timed.out.transaction.cleanup.interval.ms': transactionAbortTimedOutTransactionCleanupIntervalMs,
  'transaction.max.timeout.ms': transactionMaxTimeoutMs,
  'transaction.partition.verification.enable': transactionPartitionVerificationEnable,
  'transaction.remove.expired.transaction.cleanup.interval.ms': transactionRemoveExpiredTransactionCleanupIntervalMs,
  'transaction.state.log.load.buffer.size': transactionStateLogLoadBufferSize,
  'transaction.state.log.min.isr': transactionStateLogMinIsr,
  'transaction.state.log.num.partitions': transactionStateLogNumPartitions,
  'transaction.state.log.replication.factor': transactionStateLogReplicationFactor,
  'transaction.state.log.segment.bytes': transactionStateLogSegmentBytes,
  'transaction.two.phase.commit.enable': transactionTwoPhaseCommitEnable,
  'transactional.id.expiration.ms': transactionalIdExpirationMs,
} as const satisfies KafkaKeys
