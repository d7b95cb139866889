/**
 * The error codes that rules of the engine answer or look for, and the two classes of errors that decide what a client does.
 * Kafka: common/protocol/Errors; names and words of all of them: errors.ts.
 */
export const ERROR = {
  none: 0, messageTooLarge: 10, leaderNotAvailable: 5, notLeaderOrFollower: 6, requestTimedOut: 7, networkException: 13, topicAuthorizationFailed: 29,
  clusterAuthorizationFailed: 31, outOfOrderSequenceNumber: 45, duplicateSequenceNumber: 46, invalidProducerEpoch: 47, unknownProducerId: 59, fencedLeaderEpoch: 74,
  offsetOutOfRange: 1, unknownTopicOrPartition: 3, recordListTooLarge: 18, notEnoughReplicas: 19, notEnoughReplicasAfterAppend: 20, invalidRequiredAcks: 21, invalidTimestamp: 32,
  policyViolation: 44, invalidTxnState: 48, transactionCoordinatorFenced: 52, unknownLeaderEpoch: 75, offsetNotAvailable: 78, invalidRecord: 87,
  notController: 41, topicAlreadyExists: 36, invalidPartitions: 37, invalidReplicationFactor: 38, invalidReplicaAssignment: 39, invalidRequest: 42, kafkaStorageError: 56, staleBrokerEpoch: 77, preferredLeaderNotAvailable: 80, eligibleLeadersNotAvailable: 83, electionNotNeeded: 84, invalidUpdateVersion: 95,
  duplicateBrokerRegistration: 101, brokerIdNotRegistered: 102, ineligibleReplica: 107, newLeaderElected: 108,
  unsupportedVersion: 35, transactionalIdAuthorizationFailed: 53, producerFenced: 90,
} as const

/** RetriableException: trying again may help. */
const RETRIABLE: readonly number[] = [2, 3, 5, 6, 7, 9, 13, 14, 15, 16, 19, 20, 41, 51, 56, 70, 71, 72, 74, 75, 78, 80, 83, 84, 88, 89, 100, 103, 106, 122, 123, 133]
/** InvalidMetadataException: the client's picture of the cluster is out of date. */
const INVALID_METADATA: readonly number[] = [3, 5, 6, 9, 13, 56, 72, 74, 80, 83, 84, 100, 103]

export const isRetriable = (code: number): boolean => RETRIABLE.includes(code)
export const refreshesMetadata = (code: number): boolean => INVALID_METADATA.includes(code)
