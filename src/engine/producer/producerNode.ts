/**
 * A producer's whole state, as plain data: its application threads, its accumulator, its sender with its connections, and what it knows of the cluster.
 * Kafka: clients/producer/KafkaProducer.java and clients/producer/internals/*.
 */
import type { KafkaVersion } from '../config/kafkaKey'
import type { ConfigsInForce, ProducerConfig } from '../config/tables'
import { fail } from '../kernel/assert'
import type { Topic } from '../protocol/topics'
import type { PartitionerSpec, ProducerSpec, WorkloadSpec } from '../scenario'
import { configuredSerializer, type Serializers } from '../serde/serializeRecord'
import { createClientMetadata, type ClientMetadata } from './clientMetadata'
import type { KeyTable } from './keyTable'
import type { LedPartitions } from './ledPartitions'
import type { Connection } from './networkClient'
import type { ProducerBatch } from './producerBatch'
import { createAccumulator, type Accumulator } from './recordAccumulator'
import { createTransactionManager, type TransactionManager } from './transactionManager'

export interface ProducerNode {
  readonly node: number
  readonly clientId: string
  readonly version: KafkaVersion
  /** The cluster's topics: names, and which partitions are theirs. */
  topics: readonly Topic[]
  /** All partitions in this client's order (spec §13.3): drains and the sticky choice go by it. */
  partitionOrder: readonly number[]
  /** Null: not made yet (ledPartitions). */
  led: LedPartitions | null
  readonly serializers: Serializers
  /** partitioner.class; null: Kafka's own way. */
  readonly partitioner: PartitionerSpec | null
  /** Per topic, how many records the partitioner was asked about. */
  partitionerCalls: number[]
  /** How often its function had to be stopped. */
  partitionerStops: number
  config: ProducerConfig
  readonly startsWarm: boolean
  /** bootstrap.servers, by broker id; null: all. */
  readonly bootstrap: readonly number[] | null
  /** Settings of its own, over those of all producers. */
  readonly ownConfig: Readonly<Record<string, number | string>>
  /** Of the client that takes this one's place once it is closed; null if none is to. */
  nextConfig: ProducerConfig | null
  application: Application
  accumulator: Accumulator
  metadata: ClientMetadata
  sender: Sender
  /** Null without idempotence. */
  transactionManager: TransactionManager | null
  /** Who it was before idempotence was turned off; id −1: nobody. */
  lastProducerId: { readonly id: number; readonly epoch: number }
  /** The last batches completed, oldest first, for the figures. */
  completed: CompletedBatch[]
}

/** A call of send() that has not returned. */
export interface PendingSend {
  readonly calledUs: number
  readonly key: number
  readonly valueBytes: number
  /** Index of the topic. */
  readonly topic: number
  /** Within the topic; −1: the producer chooses. */
  readonly partition: number
  readonly traced: boolean
  /** As typed, for value.serializer; absent where only its size is known. */
  readonly value?: string | null
  /** The record's own timestamp. */
  readonly givenTimestampMs?: number
  /** The partition was chosen by partitioner.class. */
  readonly placed?: true
  /** The event that made the application call send(). */
  readonly cause: number
}
/** Inside send(), waiting: for memory, or for metadata that knows the partition. */
export interface BlockedSend extends PendingSend {
  readonly sinceUs: number
  readonly event: number
  readonly waitsFor: 'memory' | 'metadata'
  /** Of max.block.ms, µs; metadata and memory share it. */
  remainingUs: number
  /** Tells its end of the wait from older ones. */
  readonly wait: number
  readonly timestampMs: number
  /** Of memory. */
  readonly sizeBytes: number
  /** The partition it was to go to, and by which choice (−1: none of the producer's own). */
  readonly chosenPartition: number
  readonly stickyNumber: number
  /** Of metadata: the version that was not good enough. */
  readonly metadataVersion: number
}
export interface ApplicationThread {
  readonly number: number
  blocked: BlockedSend | null
  /** Calls behind the blocked one. */
  waiting: PendingSend[]
  /** When the workload's next send() is due; −1 if never. */
  nextSendUs: number
  /** Of the constant arrivals: since when, and how many were due. */
  pacedFromUs: number
  pacedCount: number
  /** Of the random arrivals: what rounding to whole µs has left over, in 1/(1024·rate) µs. */
  leftOver: number
}
export interface Application {
  readonly workload: WorkloadSpec
  /** Index of the topic the workload goes to. */
  readonly topic: number
  recordsPerSecond: number
  burstRecords: number
  valueBytes: number
  keyCount: number
  /** Shared by all clients of the cluster. */
  keys: KeyTable
  /** The workload's n-th key → its index in `keys`, once it has been used. */
  keyOfDraw: (number | undefined)[]
  /** Raised when the workload changes; sends planned before are dropped. */
  generation: number
  /** What its sends come from: the start of the scenario, or the last change of the workload. */
  plannedBy: number
  threads: ApplicationThread[]
  /** Waits of send() so far. */
  waits: number
}
export interface Flush {
  /** Batches it still waits for. */
  batches: Set<number>
  readonly event: number
}
export interface Sender {
  /** Raised whenever the end of a poll is planned anew; ends planned before are dropped. */
  generation: number
  /** In poll(), until then unless something happens; −1 outside. */
  pollEndsUs: number
  /** Somebody woke it while it was not in poll(). */
  woken: boolean
  /** Passes in a row with nothing to do and no time to wait. */
  idlePasses: number
  running: boolean
  forceClose: boolean
  isClosed: boolean
  closeEvent: number
  correlationId: number
  /** broker → the connection to it. */
  connections: Map<number, Connection>
  /** broker → connections that an earlier client of this application has opened: their numbers are used up. */
  openedBefore: Map<number, number>
  /** Sent and not completed, per partition, in order of sending: what may expire. */
  inFlightBatches: Map<number, ProducerBatch[]>
  /** broker → where its next drain begins, an index into its partitions. */
  drainIndex: Map<number, number>
  /** Partitions that wait for an answer because max.in.flight.requests.per.connection is 1. */
  muted: Set<number>
  /** broker → the event of the last answer from it: what frees a slot. */
  lastAnswer: Map<number, number>
  flushes: Flush[]
  /** broker → when it last had something ready, and when it could be drained, ms (partitioner.availability.timeout.ms). */
  nodeLatency: Map<number, { readyMs: number; drainMs: number }>
}
/** A batch whose futures are completed; sealed, so that checkpoints share it. */
export interface CompletedBatch {
  readonly sealed: true
  readonly atUs: number
  readonly records: number
  readonly columns: Float64Array<ArrayBuffer>
}

export interface ProducerPlan {
  readonly node: number
  readonly clientId: string
  readonly version: KafkaVersion
  readonly topics: readonly Topic[]
  readonly partitionOrder: readonly number[]
  readonly topic: number
  readonly threads: number
  readonly workload: WorkloadSpec
  readonly keys: KeyTable
  readonly spec: ProducerSpec
}

const serializerOf = (spec: ProducerSpec, setting: 'key.serializer' | 'value.serializer'): Serializers['key'] => {
  const named = configuredSerializer(setting, spec[setting] ?? 'String')
  return named.ok ? named.name : fail(named.message)
}

export function createProducerNode({ spec, node, clientId, version, topics, partitionOrder, topic, threads, workload, keys }: ProducerPlan, configs: ConfigsInForce): ProducerNode {
  const config = { ...configs.producer }, ownConfig = spec.config ?? {}
  const serializers: Serializers = { key: serializerOf(spec, 'key.serializer'), value: serializerOf(spec, 'value.serializer') }
  return {
    serializers, partitioner: spec.partitioner ?? null, partitionerCalls: topics.map(() => 0), partitionerStops: 0,
    node, clientId, version, topics, partitionOrder, led: null, config, startsWarm: spec.start !== 'cold', bootstrap: spec.bootstrap ?? null, ownConfig, nextConfig: null,
    application: {
      workload, topic, recordsPerSecond: configs.workload['records.per.second'], burstRecords: configs.workload['burst.records'], valueBytes: configs.workload['value.bytes'], keyCount: configs.workload['key.count'],
      keys, keyOfDraw: serializers.key === 'String' ? (workload.keys ?? []).map((_text, index) => index) : [], generation: 0, plannedBy: -1, waits: 0,
      threads: Array.from({ length: threads }, (_none, number) => ({ number, blocked: null, waiting: [], nextSendUs: -1, pacedFromUs: 0, pacedCount: 0, leftOver: 0 })),
    },
    accumulator: createAccumulator(topics, config), metadata: createClientMetadata(), sender: createSender(),
    transactionManager: config['enable.idempotence'] === 'true' ? createTransactionManager() : null, lastProducerId: { id: -1, epoch: -1 }, completed: [],
  }
}

export function createSender(): Sender {
  return {
    generation: 0, pollEndsUs: -1, woken: false, idlePasses: 0, running: true, forceClose: false, isClosed: false, closeEvent: -1, correlationId: 0, connections: new Map(), openedBefore: new Map(),
    inFlightBatches: new Map(), drainIndex: new Map(), muted: new Set(), lastAnswer: new Map(), flushes: [], nodeLatency: new Map(),
  }
}
