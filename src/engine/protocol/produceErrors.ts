/**
 * The errors that a producer can be answered with: codes, exceptions and Kafka's own words. The worker carries these only; all others stand in errors.ts.
 * Facts: Kafka 4.4 common/protocol/Errors (conformance/cases/errors.json). The rules of the engine need only codes and classes: errorCodes.ts.
 */
import { ERROR, isRetriable, refreshesMetadata } from './errorCodes'

export type ErrorRow = readonly [code: number, name: string, exception: string | null, message: string | null]

export interface KafkaError {
  readonly code: number
  readonly name: string
  /** Simple name of the exception; null for NONE. */
  readonly exception: string | null
  readonly retriable: boolean
  readonly refreshesMetadata: boolean
  /** Kafka's own words for it. */
  readonly message: string | null
}

export const errorOfRow = ([code, name, exception, message]: ErrorRow): KafkaError => ({ code, name, exception, retriable: isRetriable(code), refreshesMetadata: refreshesMetadata(code), message })

export const PRODUCE_ERRORS: readonly ErrorRow[] = [
  [-1, 'UNKNOWN_SERVER_ERROR', 'UnknownServerException',
    'The server experienced an unexpected error when processing the request.'],
  [0, 'NONE', null,
    'NONE'],
  [2, 'CORRUPT_MESSAGE', 'CorruptRecordException',
    'This message has failed its CRC checksum, exceeds the valid size, has a null key for a compacted topic, or is otherwise corrupt.'],
  [3, 'UNKNOWN_TOPIC_OR_PARTITION', 'UnknownTopicOrPartitionException',
    'This server does not host this topic-partition.'],
  [5, 'LEADER_NOT_AVAILABLE', 'LeaderNotAvailableException',
    'There is no leader for this topic-partition as we are in the middle of a leadership election.'],
  [6, 'NOT_LEADER_OR_FOLLOWER', 'NotLeaderOrFollowerException',
    'For requests intended only for the leader, this error indicates that the broker is not the current leader. For requests intended for any replica, this error indicates that the broker is not a replica of the topic partition.'],
  [7, 'REQUEST_TIMED_OUT', 'TimeoutException',
    'The request timed out.'],
  [10, 'MESSAGE_TOO_LARGE', 'RecordTooLargeException',
    'The request included a message larger than the max message size the server will accept.'],
  [13, 'NETWORK_EXCEPTION', 'NetworkException',
    'The server disconnected before a response was received.'],
  [17, 'INVALID_TOPIC_EXCEPTION', 'InvalidTopicException',
    'The request attempted to perform an operation on an invalid topic.'],
  [18, 'RECORD_LIST_TOO_LARGE', 'RecordBatchTooLargeException',
    'The request included message batch larger than the configured segment size on the server.'],
  [19, 'NOT_ENOUGH_REPLICAS', 'NotEnoughReplicasException',
    'Messages are rejected since there are fewer in-sync replicas than required.'],
  [20, 'NOT_ENOUGH_REPLICAS_AFTER_APPEND', 'NotEnoughReplicasAfterAppendException',
    'Messages are written to the log, but to fewer in-sync replicas than required.'],
  [21, 'INVALID_REQUIRED_ACKS', 'InvalidRequiredAcksException',
    'Produce request specified an invalid value for required acks.'],
  [29, 'TOPIC_AUTHORIZATION_FAILED', 'TopicAuthorizationException',
    'Topic authorization failed.'],
  [31, 'CLUSTER_AUTHORIZATION_FAILED', 'ClusterAuthorizationException',
    'Cluster authorization failed.'],
  [32, 'INVALID_TIMESTAMP', 'InvalidTimestampException',
    'The timestamp of the message is out of acceptable range.'],
  [35, 'UNSUPPORTED_VERSION', 'UnsupportedVersionException',
    'The version of API is not supported.'],
  [41, 'NOT_CONTROLLER', 'NotControllerException',
    'This is not the correct controller for this cluster.'],
  [44, 'POLICY_VIOLATION', 'PolicyViolationException',
    'Request parameters do not satisfy the configured policy.'],
  [45, 'OUT_OF_ORDER_SEQUENCE_NUMBER', 'OutOfOrderSequenceException',
    'The broker received an out of order sequence number.'],
  [46, 'DUPLICATE_SEQUENCE_NUMBER', 'DuplicateSequenceException',
    'The broker received a duplicate sequence number.'],
  [47, 'INVALID_PRODUCER_EPOCH', 'InvalidProducerEpochException',
    'Producer attempted to produce with an old epoch.'],
  [48, 'INVALID_TXN_STATE', 'InvalidTxnStateException',
    'The producer attempted a transactional operation in an invalid state.'],
  [49, 'INVALID_PRODUCER_ID_MAPPING', 'InvalidPidMappingException',
    'The producer attempted to use a producer id which is not currently assigned to its transactional id.'],
  [51, 'CONCURRENT_TRANSACTIONS', 'ConcurrentTransactionsException',
    'The producer attempted to update a transaction while another concurrent operation on the same transaction was ongoing.'],
  [53, 'TRANSACTIONAL_ID_AUTHORIZATION_FAILED', 'TransactionalIdAuthorizationException',
    'Transactional Id authorization failed.'],
  [54, 'SECURITY_DISABLED', 'SecurityDisabledException',
    'Security features are disabled.'],
  [56, 'KAFKA_STORAGE_ERROR', 'KafkaStorageException',
    'Disk error when trying to access log file on the disk.'],
  [57, 'LOG_DIR_NOT_FOUND', 'LogDirNotFoundException',
    'The user-specified log directory is not found in the broker config.'],
  [58, 'SASL_AUTHENTICATION_FAILED', 'SaslAuthenticationException',
    'SASL Authentication failed.'],
  [59, 'UNKNOWN_PRODUCER_ID', 'UnknownProducerIdException',
    'This exception is raised by the broker if it could not locate the producer metadata associated with the producerId in question. This could happen if, for instance, the producer\'s records were deleted because their retention time had elapsed. Once the last records of the producerId are removed, the producer\'s metadata is removed from the broker, and future appends by the producer will return this exception.'],
  [72, 'LISTENER_NOT_FOUND', 'ListenerNotFoundException',
    'There is no listener on the leader broker that matches the listener on which metadata request was processed.'],
  [73, 'TOPIC_DELETION_DISABLED', 'TopicDeletionDisabledException',
    'Topic deletion is disabled.'],
  [74, 'FENCED_LEADER_EPOCH', 'FencedLeaderEpochException',
    'The leader epoch in the request is older than the epoch on the broker.'],
  [75, 'UNKNOWN_LEADER_EPOCH', 'UnknownLeaderEpochException',
    'The leader epoch in the request is newer than the epoch on the broker.'],
  [76, 'UNSUPPORTED_COMPRESSION_TYPE', 'UnsupportedCompressionTypeException',
    'The requesting client does not support the compression type of given partition.'],
  [87, 'INVALID_RECORD', 'InvalidRecordException',
    'This record has failed the validation on broker and hence will be rejected.'],
  [88, 'UNSTABLE_OFFSET_COMMIT', 'UnstableOffsetCommitException',
    'There are unstable offsets that need to be cleared.'],
  [89, 'THROTTLING_QUOTA_EXCEEDED', 'ThrottlingQuotaExceededException',
    'The throttling quota has been exceeded.'],
  [90, 'PRODUCER_FENCED', 'ProducerFencedException',
    'There is a newer producer with the same transactionalId which fences the current one.'],
  [100, 'UNKNOWN_TOPIC_ID', 'UnknownTopicIdException',
    'This server does not host this topic ID.'],
  [103, 'INCONSISTENT_TOPIC_ID', 'InconsistentTopicIdException',
    'The log\'s topic ID did not match the topic ID in the request.'],
]

/** The error of a code that a producer can meet; undefined of others. */
export function produceError(code: number): KafkaError | undefined {
  const row = PRODUCE_ERRORS.find(([known]) => known === code)
  return row && errorOfRow(row)
}

/** Kafka's name of an error; of those that no producer meets, from the engine's own spelling; empty for −1 and others unknown. */
export function errorName(code: number): string {
  const known = code === -1 ? undefined : produceError(code)?.name ?? Object.entries(ERROR).find(([, number]) => number === code)?.[0].replaceAll(/[A-Z]/g, letter => `_${letter}`).toUpperCase()
  return known ?? ''
}
