/**
 * What machines say to each other: requests and responses in Kafka's words, as plain data, with how large they are on the wire.
 * Kafka: clients/src/main/resources/common/message/{Produce,Fetch,OffsetCommit}{Request,Response}.json.
 * Simplified: no ApiVersions, Metadata, FindCoordinator, ListOffsets yet; fetch sessions are not modelled (every Fetch names all its
 * partitions); header sizes are round figures, batches count their exact bytes.
 */
import type { LogEntry } from '../log/partitionLog'

/** API numbers as in API_KEYS (events.ts). */
export const PRODUCE = 0, FETCH = 1, OFFSET_COMMIT = 2

/** Columns of a batch's records: record id, when send() was called, key index (−1 none), value bytes. */
export const RECORD_STRIDE = 4
export const RECORD_ID = 0, SENT_US = 1, KEY_INDEX = 2, VALUE_BYTES = 3

/** A sealed batch: what travels and what logs share. Never written again. */
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
}

export interface ProduceRequest { readonly acks: number; readonly batches: readonly RecordBatch[] }
export interface ProduceResponse { readonly results: readonly { readonly batch: number; readonly partition: number; readonly baseOffset: number }[] }
export interface FetchPartition { readonly partition: number; readonly fetchOffset: number }
/** `replica` of a consumer's Fetch. */
export const CONSUMER_REPLICA = -1
export interface FetchRequest {
  /** The follower's broker id, or CONSUMER_REPLICA. */
  readonly replica: number
  readonly maxWaitUs: number
  readonly minBytes: number
  readonly partitionMaxBytes: number
  readonly partitions: readonly FetchPartition[]
}
export interface FetchResponse {
  readonly partitions: readonly { readonly partition: number; readonly highWatermark: number; readonly entries: readonly LogEntry[] }[]
}
export interface OffsetCommitRequest { readonly group: number; readonly consumer: number; readonly offsets: readonly { readonly partition: number; readonly offset: number }[] }
export interface OffsetCommitResponse { readonly offsets: readonly { readonly partition: number; readonly offset: number }[] }
export type Body = ProduceRequest | ProduceResponse | FetchRequest | FetchResponse | OffsetCommitRequest | OffsetCommitResponse

export interface Message {
  readonly id: number
  readonly api: number
  readonly isResponse: boolean
  readonly from: number
  readonly to: number
  /** A client's connection to its group coordinator is apart from the one to the same broker (spec §6.2). */
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
export const DATA_CONNECTION = 0, COORDINATOR_CONNECTION = 1

/** Sizes on the wire besides record batches, in bytes: round figures near what the versions of 4.4 need. */
export const WIRE_BYTES = { requestHeader: 40, responseHeader: 12, perPartition: 40, perOffset: 30 } as const

export function messageBytes(api: number, isResponse: boolean, body: Body): number {
  const header = isResponse ? WIRE_BYTES.responseHeader : WIRE_BYTES.requestHeader
  if (api === PRODUCE && !isResponse) {
    let sum = header
    for (const batch of (body as ProduceRequest).batches) sum += batch.sizeBytes + WIRE_BYTES.perPartition
    return sum
  }
  if (api === PRODUCE) return header + (body as ProduceResponse).results.length * WIRE_BYTES.perPartition
  if (api === FETCH && !isResponse) return header + (body as FetchRequest).partitions.length * WIRE_BYTES.perPartition
  if (api === FETCH) {
    let sum = header
    for (const partition of (body as FetchResponse).partitions) {
      sum += WIRE_BYTES.perPartition
      for (const entry of partition.entries) sum += entry.batch.sizeBytes
    }
    return sum
  }
  return header + (body as OffsetCommitRequest).offsets.length * WIRE_BYTES.perOffset
}
