/**
 * What machines say to each other: requests and responses in Kafka's words, as plain data, with how large they are on the wire.
 * Kafka: clients/src/main/resources/common/message/{Produce,Fetch,OffsetCommit}{Request,Response}.json.
 * Simplified: no ApiVersions, FindCoordinator yet; header sizes are round figures, batches count their exact bytes. Every Metadata request asks for all topics of the cluster.
 * A partition is one number over all topics: the topic's first one (cluster.ts) plus the number within the topic.
 */

import type { MetadataBatch, PartitionRegistration } from './metadata'

/** API numbers as in API_KEYS (events.ts). */
export const PRODUCE = 0, FETCH = 1, OFFSET_COMMIT = 2, METADATA = 3, INIT_PRODUCER_ID = 4, LIST_OFFSETS = 5
/** From here on what only controllers are asked, by each other and by brokers. METADATA_FETCH is a Fetch of the metadata log. */
export const VOTE = 6, BEGIN_QUORUM_EPOCH = 7, METADATA_FETCH = 8, BROKER_REGISTRATION = 9, BROKER_HEARTBEAT = 10, ALTER_PARTITION = 11
export const isForController = (api: number): boolean => api >= VOTE

/** Columns of a batch's records: record id, when send() was called, key index (−1 none), value bytes (−1 null), the record's timestamp. */
export const RECORD_STRIDE = 5
export const RECORD_ID = 0, SENT_US = 1, KEY_INDEX = 2, VALUE_BYTES = 3, TIMESTAMP_MS = 4

/** A sealed batch: what travels and what logs share. Never written again; a retry is sealed anew. */
export interface RecordBatch {
  readonly sealed: true
  readonly id: number
  readonly producer: number
  readonly partition: number
  readonly recordCount: number
  readonly sizeBytes: number
  readonly columns: Float64Array<ArrayBuffer>
  readonly openedUs: number
  readonly drainedUs: number
  /** Bits 0 to 2 of its attributes: number of the codec, 0 none. `codecLevel` (not on the wire) null: the codec's own. */
  readonly codec: number
  readonly codecLevel: number | null
  /** −1 without idempotence. */
  readonly producerId: number
  readonly producerEpoch: number
  /** Sequence of its first record; −1 without idempotence. */
  readonly baseSequence: number
  /** How often it has been sent, this time included. Not on the wire. */
  readonly attempt: number
  readonly isTransactional: boolean
  /** A control batch: the coordinator's marker that ends a transaction, one record without a value. */
  readonly marker: EndTransactionMarker | null
}
/** `transactionVersion` is told beside the batch, in WriteTxnMarkers. */
export interface EndTransactionMarker { readonly type: 'COMMIT' | 'ABORT'; readonly coordinatorEpoch: number; readonly transactionVersion: number }

/** A batch in a log, as the leader has stamped it. */
export interface LogEntry {
  readonly sealed: true
  readonly baseOffset: number
  /** Stays when records of the batch are compacted away. */
  readonly lastOffset: number
  /** partitionLeaderEpoch: of the leader that appended it. */
  readonly leaderEpoch: number
  readonly sizeBytes: number
  readonly maxTimestampMs: number
  readonly batch: RecordBatch
  /** Of a compacted batch: the records (by index in the batch) that are left; null: all. */
  readonly kept: readonly number[] | null
  /** When its tombstones, or its marker, may go; −1: not set. */
  readonly deleteHorizonMs: number
  /** Event of the leader's append. */
  readonly event: number
}

export interface ProduceRequest {
  readonly acks: number
  /** request.timeout.ms: how long the leader may wait for its followers. */
  readonly timeoutMs: number
  readonly batches: readonly RecordBatch[]
}
export interface ProduceResult {
  readonly batch: number
  readonly partition: number
  /** Protocol error code, 0 for none. */
  readonly error: number
  /** −1 with an error. */
  readonly baseOffset: number
  readonly logStartOffset: number
  /** The broker's own words about the error, where it has some. */
  readonly message?: string
  /** Which records are at fault, by index in the batch. */
  readonly recordErrors?: readonly number[]
  /** KIP-951: who leads instead. */
  readonly currentLeader?: { readonly broker: number; readonly epoch: number }
}
export interface ProduceResponse { readonly results: readonly ProduceResult[] }
/** For all topics. */
export interface MetadataRequest { readonly topics: 'all' }
export interface PartitionMetadata {
  readonly partition: number
  /** −1: none, with an error. */
  readonly leader: number
  /** −1: not told. */
  readonly epoch: number
  readonly error: number
}
export interface MetadataResponse { readonly brokers: readonly number[]; readonly partitions: readonly PartitionMetadata[] }
/** Without a transactional id. */
export interface InitProducerIdRequest { readonly transactionalId: null }
export interface InitProducerIdResponse { readonly error: number; readonly producerId: number; readonly producerEpoch: number }
export interface FetchPartition {
  readonly partition: number
  readonly fetchOffset: number
  /** A follower's: where its log starts; −1 of a consumer. */
  readonly logStartOffset: number
  /** The leader epoch that the asker knows; −1: not told. */
  readonly currentLeaderEpoch: number
  /** A follower's: of the last batch in its log; −1: none, or not told. */
  readonly lastFetchedEpoch: number
}
/** `replica` of a consumer's Fetch. */
export const CONSUMER_REPLICA = -1
export interface FetchRequest {
  /** The follower's broker id, or CONSUMER_REPLICA. */
  readonly replica: number
  /** Its broker epoch; −1 of a consumer. */
  readonly replicaEpoch: number
  readonly maxWaitUs: number
  readonly minBytes: number
  readonly partitionMaxBytes: number
  /** client.rack of a consumer; '' none. */
  readonly rack: string
  /** It names every partition, and begins a fetch session; else only what is asked for differently than before (KIP-227). */
  readonly isFull: boolean
  readonly partitions: readonly FetchPartition[]
  /** Partitions of the session that are no longer asked for. */
  readonly forgotten: readonly number[]
}
export interface FetchedFromPartition {
  readonly partition: number
  /** Protocol error code, 0 for none. */
  readonly error: number
  readonly highWatermark: number
  readonly lastStableOffset: number
  readonly logStartOffset: number
  readonly entries: readonly LogEntry[]
  /** Where the asker's log parts from the leader's: the asker must cut its own there, and gets no data. */
  readonly diverging: { readonly epoch: number; readonly endOffset: number } | null
  /** KIP-951: who leads instead. */
  readonly currentLeader?: { readonly broker: number; readonly epoch: number }
  /** KIP-392: the leader sends the consumer to this replica, and no data. */
  readonly preferredReadReplica?: number
}
export interface FetchResponse { readonly partitions: readonly FetchedFromPartition[] }
/** `timestampMs` of a ListOffsets that asks for the log's end, its start, or the largest timestamp. */
export const LATEST = -1, EARLIEST = -2, MAX_TIMESTAMP = -3
export interface ListOffsetsRequest {
  readonly readCommitted: boolean
  readonly partitions: readonly { readonly partition: number; readonly timestampMs: number; readonly currentLeaderEpoch: number }[]
}
/** `offset` −1: none. */
export interface ListOffsetsResponse { readonly partitions: readonly { readonly partition: number; readonly error: number; readonly offset: number }[] }

export interface VoteRequest { readonly candidate: number; readonly epoch: number; readonly lastEpoch: number; readonly endOffset: number; readonly isPreVote: boolean }
/** `askedEpoch`: of the request, so that a late answer is known as one. */
export interface VoteResponse { readonly epoch: number; readonly leader: number; readonly granted: boolean; readonly isPreVote: boolean; readonly askedEpoch: number }
export interface BeginQuorumEpochRequest { readonly leader: number; readonly epoch: number }
export interface BeginQuorumEpochResponse { readonly epoch: number; readonly leader: number }
/** `highWatermark`: as far as the asker knows it. */
export interface MetadataFetchRequest { readonly replica: number; readonly epoch: number; readonly fetchOffset: number; readonly lastFetchedEpoch: number; readonly highWatermark: number; readonly maxWaitUs: number }
/** `divergingEnd`: the asker's log parts from the leader's here; null: it does not. */
export interface MetadataFetchResponse { readonly error: number; readonly leader: number; readonly epoch: number; readonly highWatermark: number; readonly batches: readonly MetadataBatch[]; readonly divergingEnd: number | null }
/** `previousEpoch`: from a clean shutdown; −1 after any other end. */
export interface BrokerRegistrationRequest { readonly broker: number; readonly incarnation: number; readonly previousEpoch: number; readonly rack: string | null }
export interface BrokerRegistrationResponse { readonly error: number; readonly epoch: number }
export interface BrokerHeartbeatRequest { readonly broker: number; readonly epoch: number; readonly metadataOffset: number; readonly wantFence: boolean; readonly wantShutDown: boolean }
export interface BrokerHeartbeatResponse { readonly error: number; readonly isFenced: boolean; readonly shouldShutDown: boolean }
export interface AlterPartitionRequest {
  readonly broker: number
  readonly brokerEpoch: number
  /** The ISR wanted, with the broker epochs that the leader knows (−1: not told). */
  readonly partitions: readonly { readonly partition: number; readonly leaderEpoch: number; readonly partitionEpoch: number; readonly isr: readonly { readonly broker: number; readonly epoch: number }[] }[]
}
export interface AlterPartitionResult { readonly partition: number; readonly error: number; readonly registration: PartitionRegistration | null }
export interface AlterPartitionResponse { readonly error: number; readonly results: readonly AlterPartitionResult[] }
export interface OffsetCommitRequest { readonly group: number; readonly consumer: number; readonly offsets: readonly { readonly partition: number; readonly offset: number }[] }
export interface OffsetCommitResponse { readonly offsets: readonly { readonly partition: number; readonly offset: number }[] }
export type Body = ProduceRequest | ProduceResponse | FetchRequest | FetchResponse | OffsetCommitRequest | OffsetCommitResponse
  | MetadataRequest | MetadataResponse | InitProducerIdRequest | InitProducerIdResponse
  | ListOffsetsRequest | ListOffsetsResponse
  | VoteRequest | VoteResponse | BeginQuorumEpochRequest | BeginQuorumEpochResponse | MetadataFetchRequest | MetadataFetchResponse | BrokerRegistrationRequest | BrokerRegistrationResponse
  | BrokerHeartbeatRequest | BrokerHeartbeatResponse | AlterPartitionRequest | AlterPartitionResponse

export interface Message {
  readonly id: number
  readonly api: number
  readonly isResponse: boolean
  readonly from: number
  readonly to: number
  /** Which of the client's connections to this broker: each new one has a number of its own (connectionNumber). */
  readonly connection: number
  readonly correlationId: number
  readonly sentUs: number
  readonly arrivesUs: number
  readonly sizeBytes: number
  /** The event of its sending. */
  readonly sentEvent: number
  /** Of a response: the request's message id; of a request: −1. */
  readonly request: number
  readonly body: Body
}
/** A client's connection to its group coordinator is apart from the one to the same broker (spec §6.2). */
export const DATA_CONNECTION = 0, COORDINATOR_CONNECTION = 1
/** To controllers: of the metadata log, of a broker's life, of changes of ISRs. */
export const QUORUM_CONNECTION = 2, LIFECYCLE_CONNECTION = 4, ALTER_CONNECTION = 6
/** The n-th (from 0) connection that one broker has opened to another, to copy from it. */
export const replicationConnection = (from: number, to: number, opened: number): number => opened * 2 + (from < to ? 0 : 1)
/** The n-th (from 0) connection that a client has opened to one broker. */
export const connectionNumber = (kind: typeof DATA_CONNECTION | typeof COORDINATOR_CONNECTION, opened: number): number => opened * 2 + kind

/** Sizes on the wire besides record batches, in bytes: round figures near what the versions of 4.4 need. */
export const WIRE_BYTES = { requestHeader: 40, responseHeader: 12, perPartition: 40, perOffset: 30, perForgotten: 20 } as const

export function messageBytes(api: number, isResponse: boolean, body: Body): number {
  const header = isResponse ? WIRE_BYTES.responseHeader : WIRE_BYTES.requestHeader
  if (api === PRODUCE && !isResponse) {
    let sum = header
    for (const batch of (body as ProduceRequest).batches) sum += batch.sizeBytes + WIRE_BYTES.perPartition
    return sum
  }
  if (api === PRODUCE) return header + (body as ProduceResponse).results.length * WIRE_BYTES.perPartition
  if (api === FETCH && !isResponse) {
    const { partitions, forgotten } = body as FetchRequest
    return header + partitions.length * WIRE_BYTES.perPartition + forgotten.length * WIRE_BYTES.perForgotten
  }
  if (api === FETCH) {
    let sum = header
    for (const partition of (body as FetchResponse).partitions) {
      sum += WIRE_BYTES.perPartition
      for (const entry of partition.entries) sum += entry.sizeBytes
    }
    return sum
  }
  if (api === LIST_OFFSETS) return header + (body as ListOffsetsRequest).partitions.length * WIRE_BYTES.perOffset
  if (api === METADATA) return header + (isResponse ? (body as MetadataResponse).partitions.length * WIRE_BYTES.perPartition : WIRE_BYTES.perPartition)
  if (api === INIT_PRODUCER_ID) return header + WIRE_BYTES.perOffset
  if (isForController(api)) {
    const { batches, partitions, results } = body as Partial<MetadataFetchResponse & AlterPartitionRequest & AlterPartitionResponse>
    return header + WIRE_BYTES.perOffset + (batches ?? partitions ?? results ?? []).length * WIRE_BYTES.perPartition
  }
  return header + (body as OffsetCommitRequest).offsets.length * WIRE_BYTES.perOffset
}
