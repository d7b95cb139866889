/**
 * A producer's whole state, as plain data: its application thread, its accumulator, its sender, and what it knows of the cluster.
 * Kafka: clients/producer/KafkaProducer.java and clients/producer/internals/*.
 * Simplified: metadata is known and connections are up from the start; no idempotence, retries, timeouts or compression yet.
 */
import type { ConfigsInForce, ProducerConfig } from '../config/tables'
import type { DrainReason } from '../events'
import type { RecordBatch } from '../protocol/messages'
import { producerPartitionOrder } from '../protocol/partitionOrder'
import type { TopicSpec, WorkloadSpec } from '../scenario'
import { createAccumulator, type Accumulator } from './recordAccumulator'
import { createKeyTable, type KeyTable } from './keyTable'

export interface ProducerNode {
  readonly node: number
  readonly clientId: string
  /** Metadata: leader of each partition. */
  readonly leaders: readonly number[]
  /** The partitions in this client's order (spec §13.3): drains and the sticky choice go by it. */
  readonly partitionOrder: readonly number[]
  config: ProducerConfig
  application: Application
  accumulator: Accumulator
  sender: Sender
  /** The last batches completed, oldest first, for the figures. */
  completed: CompletedBatch[]
}

/** A call of send() that has not returned: blocked on memory, or behind one that is. */
export interface PendingSend {
  readonly calledUs: number
  readonly key: number
  readonly valueBytes: number
  /** −1: the producer chooses. */
  readonly partition: number
  readonly traced: boolean
  /** The event that made the application call send(). */
  readonly cause: number
}
export interface Application {
  readonly workload: WorkloadSpec
  recordsPerSecond: number
  valueBytes: number
  keyCount: number
  keys: KeyTable
  /** The workload's n-th key → its index in `keys`, once it has been used. */
  keyOfDraw: (number | undefined)[]
  /** Raised when the workload changes; sends planned before are dropped. */
  generation: number
  /** When the workload's next send() is due; −1 if never. */
  nextSendUs: number
  /** Of the constant arrivals: since when, and how many were due. */
  pacedFromUs: number
  pacedCount: number
  /** Of the random arrivals: what rounding to whole µs has left over, in 1/(1024·rate) µs. */
  leftOver: number
  blocked: (PendingSend & { readonly sinceUs: number; readonly event: number; readonly sizeBytes: number }) | null
  waiting: PendingSend[]
}
export interface InFlightBatch {
  readonly batch: RecordBatch
  readonly reason: DrainReason
  readonly heldBackUs: number
  readonly limitBytes: number
  readonly lingerEndsUs: number
  /** Bytes of buffer memory to give back. */
  readonly reservedBytes: number
  readonly drainedEvent: number
}
export interface InFlightRequest {
  readonly message: number
  readonly correlationId: number
  readonly broker: number
  readonly sentUs: number
  readonly sizeBytes: number
  readonly sentEvent: number
  readonly acks: number
  readonly batches: readonly InFlightBatch[]
}
export interface Sender {
  /** Raised whenever a pass is planned anew; passes planned before are dropped. */
  generation: number
  /** When the next pass is planned; −1 if the poll sleeps until woken. */
  passUs: number
  correlationId: number
  /** broker → its requests written and not answered, oldest first. */
  inFlight: Map<number, InFlightRequest[]>
  /** broker → where its next drain begins, an index into its partitions. */
  drainIndex: Map<number, number>
  /** Partitions that wait for an answer because max.in.flight.requests.per.connection is 1. */
  muted: Set<number>
  /** broker → the event of the last answer from it: what frees a slot. */
  lastAnswer: Map<number, number>
}
/** A batch whose futures are completed; sealed, so that checkpoints share it. */
export interface CompletedBatch {
  readonly sealed: true
  readonly atUs: number
  readonly records: number
  readonly columns: Float64Array<ArrayBuffer>
}

export function createProducerNode(node: number, clientId: string, topic: TopicSpec, workload: WorkloadSpec, configs: ConfigsInForce): ProducerNode {
  const leaders = topic.replicaAssignment.map(replicas => replicas[0]!)
  return {
    node, clientId, leaders, partitionOrder: producerPartitionOrder([{ topic: topic.name, partitions: leaders.length }]).map(({ partition }) => partition),
    config: { ...configs.producer },
    application: {
      workload, recordsPerSecond: configs.workload['records.per.second'], valueBytes: configs.workload['value.bytes'], keyCount: configs.workload['key.count'],
      keys: createKeyTable(workload.keys ?? []), keyOfDraw: (workload.keys ?? []).map((_text, index) => index), generation: 0, nextSendUs: -1, pacedFromUs: 0, pacedCount: 0, leftOver: 0, blocked: null, waiting: [],
    },
    accumulator: createAccumulator(leaders.length, configs.producer),
    sender: { generation: 0, passUs: -1, correlationId: 0, inFlight: new Map(), drainIndex: new Map(), muted: new Set(), lastAnswer: new Map() },
    completed: [],
  }
}
