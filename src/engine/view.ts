/**
 * ClusterState → the small picture that panels need, as plain data that can be posted to a page. Bounded in size whatever the run:
 * a lane shows its open batch and a few queued ones, a log its last cells.
 * All times are µs of virtual time; offsets are "the next one" where Kafka counts so (log end, high watermark, position).
 * Keys are indexes into the cluster's list of keys (`keys`, in order of first use); −1 is a record without a key.
 */
import type { CUTS, DrainReason, STOPS_OF_A_NODE } from './events'

/**
 * What a batch in the producer waits for. linger: more records, or the end of linger.ms. turn: those before it. backoff: the wait before a retry. slot: a free place
 * in flight. answer: with one request in flight, the one before. connection, metadata, leader, id: what the client has not got. order: with idempotence, an
 * earlier batch of its partition must be acknowledged first. sender: the sender's next pass.
 */
export interface BatchWait {
  readonly what: 'linger' | 'turn' | 'backoff' | 'slot' | 'answer' | 'connection' | 'metadata' | 'leader' | 'id' | 'order' | 'sender'
  /** When it is over at the latest, as far as a clock decides; null if an event does. */
  readonly untilUs: number | null
}
export interface BatchView {
  readonly id: number
  readonly partition: number
  readonly records: number
  /** Bytes of the record batch so far, header included. */
  readonly sizeBytes: number
  /** Bytes that end it: max(batch.size, upper bound of its first record). */
  readonly limitBytes: number
  /** Keys of its records, first to last, at most 24. */
  readonly keys: readonly number[]
  /** Record ids, as `keys`. */
  readonly recordIds: readonly number[]
  readonly openedUs: number
  /** The earliest instant at which the sender can see linger.ms over. */
  readonly lingerEndsUs: number
  /** Ready to leave, but held back: no free slot, or its partition is muted. Since when; null if it is not. */
  readonly heldBackSinceUs: number | null
  /** Sealed: left the accumulator. */
  readonly drainedUs: number | null
  readonly reason: DrainReason | null
  /** How long it had to wait for a slot although it was ready; 0 if not at all. */
  readonly heldBackUs: number
  /** First offset once the leader has it, −1 before. */
  readonly baseOffset: number
  /** Attempts that have failed so far. */
  readonly attempts: number
  /** First sequence number; −1 without idempotence, or before it is drained. */
  readonly baseSequence: number
  /** Null once it has left. */
  readonly waits: BatchWait | null
  /** The last event of this batch, where "why?" starts. */
  readonly lastEvent: number
}

export interface LaneView {
  readonly partition: number
  readonly leader: number
  readonly muted: boolean
  /** Batches in the accumulator, oldest first, at most 4; the last one may still be open. */
  readonly batches: readonly BatchView[]
  readonly batchCount: number
  /** Whether the last batch still takes records. */
  readonly open: boolean
  readonly lastDrainedUs: number | null
}

/** Where a request in flight is, from the omniscient observer's seat. */
export type RequestStage = 'toBroker' | 'atBroker' | 'waitsForFollowers' | 'answerOnItsWay'
export interface InFlightView {
  readonly message: number
  readonly correlationId: number
  readonly broker: number
  readonly sentUs: number
  readonly sizeBytes: number
  /** API_KEYS: a Produce, or a Metadata or InitProducerId without batches. */
  readonly api: number
  readonly batches: readonly BatchView[]
  readonly stage: RequestStage
  /** When the message that is now on the wire arrives; null while the broker has it. */
  readonly arrivesUs: number | null
  readonly lastEvent: number
}
export interface ProducerView {
  readonly node: number
  readonly clientId: string
  /** Where its workload goes, and how many partitions it knows that topic to have. */
  readonly topic: string
  readonly topicPartitions: number
  /** As it has it now. */
  readonly acks: string
  readonly bufferTotalBytes: number
  readonly bufferAvailableBytes: number
  /** Of its own topic, and of others that it has sent to. */
  readonly lanes: readonly LaneView[]
  /** One dock per broker: requests written and not answered, oldest first. `slots` is max.in.flight.requests.per.connection. */
  readonly docks: readonly {
    readonly broker: number
    readonly slots: number
    readonly inFlight: readonly InFlightView[]
    readonly connection: 'ready' | 'connecting' | 'disconnected'
  }[]
  /** closing: close() was called. starting: it does not know the cluster yet. */
  readonly state: 'running' | 'starting' | 'closing' | 'closed'
  /** Null without idempotence; id −1 while it has none. */
  readonly identity: { readonly producerId: number; readonly epoch: number } | null
  /** Calls of flush() that have not returned. */
  readonly flushes: number
  readonly sentRecords: number
  readonly acknowledgedRecords: number
  /** A thread of the application waits inside send() since; null if none does. */
  readonly blockedSinceUs: number | null
  readonly blockedFor: 'memory' | 'metadata' | null
  readonly threads: number
  /** Next calls of send(), soonest first, at most 11: the workload's own plan. Key −2: one that nobody has used yet. */
  readonly upcoming: readonly { readonly atUs: number; readonly key: number; readonly traced: boolean }[]
}
export interface LogCellView {
  readonly offset: number
  readonly key: number
  readonly record: number
  readonly batch: number
}
/** A partition's leader, ISR and eligible leaders are as the controllers have them; log and high watermark as they are on this broker. */
export interface ReplicaView {
  readonly partition: number
  readonly broker: number
  /** −1: nobody leads. */
  readonly leader: number
  readonly leaderEpoch: number
  readonly isLeader: boolean
  /** It leads as far as it knows, with an epoch that is over: it stood still, or is cut off. */
  readonly isFormerLeader: boolean
  readonly inSync: boolean
  /** Out of the ISR, and still known to have everything committed (KIP-966). */
  readonly isEligible: boolean
  /** How many replicas are in sync, of how many; fewer than `minIsr` take no acks=all. */
  readonly inSyncCount: number
  readonly replicaCount: number
  readonly minIsr: number
  /** Offsets that the log of the leader has and this one has not; 0 on the leader, null where nobody leads. */
  readonly behind: number | null
  readonly logStartOffset: number
  readonly logEndOffset: number
  readonly highWatermark: number
  /** The last cells of the log, oldest first, at most 10. */
  readonly cells: readonly LogCellView[]
  /** Where it was cut back to in this leader's epoch, and how many records went; null if it was not. */
  readonly cut: { readonly at: number; readonly records: number } | null
  /** The last event at this replica, where "why?" starts; −1 if none yet. */
  readonly lastEvent: number
}
/** How a process is: it runs, stands still, or how it ended. */
export type ProcessState = 'up' | 'frozen' | (typeof STOPS_OF_A_NODE)[number]
export interface BrokerView {
  readonly id: number
  readonly process: ProcessState
  readonly lifecycle: 'starting' | 'recovery' | 'running' | 'pendingShutdown'
  /** By the controllers' word: it leads nothing and is in no ISR. */
  readonly isFenced: boolean
  /** When the active controller gives it up, if it hears nothing more of it (at its next look through the sessions); null if it is fenced, or nobody is active. */
  readonly sessionEndsUs: number | null
  readonly disk: { readonly slowness: number; readonly isFull: boolean }
  /** A fault: its next answer to a producer will be lost. */
  readonly losesNextAnswer: boolean
  readonly requestPath: RequestPathView
  /** Produce requests in purgatory, waiting for followers. */
  readonly parkedProduces: readonly { readonly message: number; readonly correlationId: number; readonly sinceUs: number; readonly partition: number; readonly requiredOffset: number; readonly event: number }[]
  /** Fetches in purgatory, waiting for something to read. */
  readonly parkedFetches: readonly { readonly message: number; readonly from: number; readonly sinceUs: number; readonly untilUs: number; readonly event: number }[]
  /** Leader replicas first, then by partition. */
  readonly replicas: readonly ReplicaView[]
}
/** Threads of a kind: `idle` is the share of them, 0 to 1, that had nothing to do over the last half second. */
export interface ThreadsView { readonly busy: number; readonly threads: number; readonly idle: number }
export interface RequestPathView {
  readonly network: ThreadsView
  readonly io: ThreadsView
  /** The request queue; `most` is queued.max.requests. */
  readonly queue: { readonly size: number; readonly most: number }
  /** Answers that wait for their network thread (Kafka's ResponseQueueSize). */
  readonly answersQueued: number
  /** All requests that wait somewhere on their way, purgatory apart. */
  readonly waitingCount: number
  /** Of these at most 8, the nearest to an I/O thread first. */
  readonly waiting: readonly WaitingRequestView[]
}
/**
 * connection: behind another request of its connection. networkThread: to be read. fullQueue: read, but the request queue takes no more. ioThread: in the request queue.
 * answer: handled, its answer is to be written.
 */
export interface WaitingRequestView {
  readonly message: number
  readonly api: number
  readonly from: number
  readonly correlationId: number
  readonly sinceUs: number
  readonly why: 'connection' | 'networkThread' | 'fullQueue' | 'ioThread' | 'answer'
  /** How many are before it there. */
  readonly ahead: number
  /** Where "why?" starts. */
  readonly event: number
}
/** A voter of the quorum. */
export interface ControllerView {
  readonly id: number
  readonly process: ProcessState
  readonly role: 'unattached' | 'follower' | 'prospective' | 'candidate' | 'leader'
  /** The leader of the newest epoch: it decides. */
  readonly isActive: boolean
  readonly epoch: number
  /** Ends of its metadata log, and of what it knows to be committed. */
  readonly logEndOffset: number
  readonly highWatermark: number
}
/** What is wrong between two machines; `one` is the lower number. */
export interface LinkView {
  readonly one: number
  readonly other: number
  readonly cut: (typeof CUTS)[number]
  readonly extraLatencyUs: number
  readonly lossPercent: number
}
export interface ConsumerView {
  readonly node: number
  readonly clientId: string
  readonly groupId: string
  readonly group: number
  readonly coordinator: number
  readonly deliveredRecords: number
  readonly partitions: readonly {
    readonly partition: number
    readonly leader: number
    /** Where it reads: the leader, or the replica that the leader has sent it to; −1: nowhere. */
    readonly readsFrom: number
    /** Next offset to hand out. */
    readonly position: number
    /** Committed offset, −1 before the first commit. */
    readonly committed: number
    /** Leader's high watermark − position. */
    readonly lag: number
    /** Last records handed out, at most 4, oldest first. */
    readonly recent: readonly LogCellView[]
  }[]
}
/** What the picture is about: the place of a producer, and, where the cluster is too large to be drawn whole, a partition (−1: nobody has chosen). */
export interface Look { readonly producer: number; readonly partition: number }
/** A cluster of which the rest of the picture shows one partition, and what belongs to it. All of it, in numbers. */
export interface CrowdView {
  /** The one that is shown. */
  readonly partition: number
  /** Requests: Produce and its answers on their way. Parked: Produce in purgatory. */
  readonly brokers: readonly { readonly id: number; readonly process: ProcessState; readonly isFenced: boolean; readonly requests: number; readonly parked: number }[]
  /** Rows of CROWD_STRIDE numbers, one per partition in order. */
  readonly partitions: Float64Array<ArrayBuffer>
  readonly producers: number
  /** In all accumulators. */
  readonly waitingRecords: number
  /** Of all consumers. */
  readonly lag: number
}
/** `home`: the broker that leads it if nothing is wrong. `waiting`: records in accumulators. `logEnd`: of the leader's log, −1 where nobody leads. */
export const CROWD = { partition: 0, home: 1, leader: 2, inSync: 3, replicas: 4, minIsr: 5, waiting: 6, logEnd: 7 } as const
export const CROWD_STRIDE = 8

export interface ClusterView {
  readonly nowUs: number
  /** Null: the cluster is drawn whole. Else the picture has one producer, and of everything else what the shown partition needs. */
  readonly crowd: CrowdView | null
  readonly topic: string
  /** Texts of the keys in order of first use; a cell's `key` is an index into it. */
  readonly keys: readonly string[]
  /** The one that is shown first. */
  readonly producers: readonly ProducerView[]
  readonly brokers: readonly BrokerView[]
  readonly consumers: readonly ConsumerView[]
  readonly controllers: readonly ControllerView[]
  /** Links that are not in order, at most 200. */
  readonly links: readonly LinkView[]
  /** Topics there are now, with the numbers of their partitions, at most 200 topics and 1000 partitions of each. */
  readonly topics: readonly { readonly name: string; readonly partitions: readonly number[] }[]
}

/** Figures of the last stretch of the run; null where nothing has happened in it yet. */
export interface RunFigures {
  /** The stretch the figures are taken over: up to 500 ms, shorter at the beginning of a run or after a change. */
  readonly fromUs: number
  readonly toUs: number
  readonly requestsPerSecond: number | null
  readonly recordsPerBatch: number | null
  /** From send() to the acknowledgement of its batch; acks=0: to the write. */
  readonly p50SendToAckUs: number | null
  readonly p99SendToAckUs: number | null
  /** Whole run. */
  readonly sentRecords: number
  readonly acknowledgedRecords: number
  /** In the logs that lead, every copy counted. */
  readonly storedRecords: number
  readonly deliveredRecords: number
  readonly refusedRecords: number
  readonly failedRecords: number
  /** Acknowledged and gone, but for what was deleted as configured. */
  readonly lostRecords: number
  /** Copies beyond the first. */
  readonly duplicatedRecords: number
  /** Acknowledged, and behind a record of the same producer that was sent later. */
  readonly reorderedRecords: number
}

/**
 * Messages on the wire travel as rows of a transferred Float64Array: message id, api (API_KEYS), isResponse, from, to, sentUs,
 * arrivesUs, correlationId, record count, batches, partition of the first batch (−1 none), last event, error code, then up to
 * TOKEN_KEYS keys (−1 none, −2 unused).
 */
export const TOKEN_STRIDE = 24
export const TOKEN_KEYS_AT = 13
export const TOKEN_KEYS = TOKEN_STRIDE - TOKEN_KEYS_AT
export const TOKEN = {
  message: 0, api: 1, isResponse: 2, from: 3, to: 4, sentUs: 5, arrivesUs: 6, correlationId: 7, records: 8, batches: 9, partition: 10, lastEvent: 11, error: 12,
} as const
