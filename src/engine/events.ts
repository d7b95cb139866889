/**
 * The catalogue of events: everything that has happened in a run, in the past tense, each naming its cause.
 *
 * An event is one row of `EVENT_STRIDE` numbers in the event log (kernel/columnLog): kind, time, cause, node, six arguments.
 * The arguments of a kind are named here and nowhere else; words are made only when somebody looks (`describeEvent`).
 * The id of an event is its row number, counted from 0; a cause is such an id, −1 for the first event only.
 * `node` is a node number (protocol/nodes.ts); `batch`, `message` and `record` are ids given by the cluster in order.
 *
 * Simplified: the steps of a single record (sent, serialized, partition chosen, appended) are columns of its batch; they become
 * events of their own only for a traced record (command `send` with `traced`), because Kafka itself works on batches.
 */

export const EVENT_STRIDE = 10
/** Columns of a row. */
export const KIND = 0, AT_US = 1, CAUSE = 2, NODE = 3, ARG = 4

/** kind → the names of its arguments, in order. The position in this list is the kind's number: only ever append. */
export const EVENT_ARGUMENTS = {
  scenarioStarted: [],
  /** A command of the script took effect; `command` is its index in the script. */
  commandApplied: ['command'],
  recordSent: ['record', 'key', 'valueBytes'],
  recordSerialized: ['record', 'keyBytes', 'valueBytes'],
  /** `rule`: see PARTITION_RULES; `hash` is murmur2 of the key (0 without a key). */
  partitionChosen: ['record', 'partition', 'rule', 'hash'],
  recordAppended: ['record', 'partition', 'batch', 'indexInBatch', 'sizeBytes'],
  batchOpened: ['batch', 'partition', 'record', 'reservedBytes'],
  /** The batch can take no further record: its bytes reached the limit, or the next record found no room. */
  batchFilled: ['batch', 'partition', 'records', 'sizeBytes'],
  /** The sender's pass saw that the batch has waited `linger.ms`. */
  lingerExpired: ['batch', 'partition', 'lingerMs', 'openedUs'],
  /** The batch may leave, but its broker has no free in-flight slot (or the partition is muted). */
  batchHeldBack: ['batch', 'partition', 'broker', 'inFlight'],
  /** `reason`: see DRAIN_REASONS. The batch is sealed at this instant. */
  batchDrained: ['batch', 'partition', 'reason', 'records', 'sizeBytes', 'heldBackUs'],
  /** `api`: see API_KEYS. The message is on the wire from now to `arrivesUs`. */
  requestSent: ['message', 'api', 'to', 'correlationId', 'sizeBytes', 'arrivesUs'],
  requestReceived: ['message', 'api', 'from', 'correlationId', 'waitingBehind'],
  /** An I/O thread has done its work on the request. `readUs`: how long after it came it was read (a network thread, the requests before it on its connection); `queuedUs`: how long it then waited for an I/O thread. */
  requestHandled: ['message', 'api', 'from', 'correlationId', 'readUs', 'queuedUs'],
  batchAppended: ['batch', 'partition', 'baseOffset', 'lastOffset', 'records', 'message'],
  /** Into purgatory: a Produce waits for its followers (`waitsFor` = required offset), a Fetch for bytes (`waitsFor` = minimum bytes). */
  requestParked: ['message', 'api', 'from', 'correlationId', 'waitsFor', 'partition'],
  /** A parked request leaves purgatory because its longest wait is over. */
  parkedRequestExpired: ['message', 'api', 'from', 'correlationId'],
  /** The leader learns from a fetch how far a follower's log reaches. */
  followerPositionLearned: ['follower', 'partition', 'logEndOffset'],
  /** `leader` is 1 on the leader, 0 on a follower that heard of it. */
  highWatermarkAdvanced: ['partition', 'from', 'to', 'leader'],
  responseSent: ['message', 'api', 'to', 'correlationId', 'sizeBytes', 'arrivesUs'],
  responseReceived: ['message', 'api', 'from', 'correlationId', 'request'],
  replicaAppended: ['partition', 'baseOffset', 'lastOffset', 'leader', 'batches', 'firstBatch'],
  /** The producer completes the batch's futures; `baseOffset` −1 when unknown (acks=0). */
  batchAcknowledged: ['batch', 'partition', 'baseOffset', 'records', 'correlationId'],
  /** poll() handed records to the application. */
  recordsDelivered: ['partition', 'firstOffset', 'lastOffset', 'records', 'group'],
  /** The group coordinator stored a committed offset (the next offset to read). */
  offsetStored: ['partition', 'offset', 'group', 'consumer'],
  /** The consumer heard that its commit was stored. */
  offsetCommitted: ['partition', 'offset', 'group'],
  /** send() waits: for buffer memory, or, with `neededBytes` 0, for metadata. `recordsBefore` records have been let in or refused so far. */
  sendBlocked: ['thread', 'neededBytes', 'availableBytes', 'recordsBefore'],
  sendUnblocked: ['record', 'blockedUs', 'thread'],
  /** send() failed; `reason`: see REFUSALS. `detail`: of max.block.ms the bytes then free, of metadata the topic's index. Of serialization and partitioner `limit` and `detail` are exception and message (indexes into the run's texts). */
  recordRefused: ['record', 'reason', 'sizeBytes', 'limit', 'detail'],
  consumerStarted: ['group'],
  /** The wait before a retry is over. */
  backoffEnded: ['batch', 'partition', 'attempts', 'waitedMs'],
  /** An attempt failed; the batch is back in its queue. `backoffMs` without chance. */
  batchRequeued: ['batch', 'partition', 'error', 'attempts', 'backoffMs'],
  /** Too large for the broker: its records go on in `pieces` new batches, numbered from `firstPiece`. */
  batchSplit: ['batch', 'partition', 'pieces', 'firstPiece', 'records', 'targetBytes'],
  /** One of them: the records of `parent` from `firstIndex` on. */
  pieceMade: ['batch', 'partition', 'parent', 'firstIndex', 'records', 'sizeBytes'],
  /** The batch's futures fail; `failure`: see FAILURES, with its `detail`; `error`: protocol code, 0 none. */
  batchFailed: ['batch', 'partition', 'failure', 'records', 'detail', 'error'],
  connectionStarted: ['broker'],
  connectionOpened: ['broker'],
  /** `by`: see CONNECTION_LOST_BY. */
  connectionLost: ['broker', 'by', 'inFlight'],
  /** `changed` leaders are new to this client, `leaderless` partitions have none, `added` partitions of its topics it did not know. */
  metadataUpdated: ['changed', 'leaderless', 'added'],
  flushStarted: ['batches'],
  flushCompleted: [],
  /** −1: however long it takes. */
  closeStarted: ['timeoutMs'],
  producerClosed: ['forced'],
  /** A new client takes the place of the one just closed. */
  producerStarted: [],
  producerIdAssigned: ['producerId', 'epoch'],
  /** Sequences of so many partitions begin anew. */
  epochBumped: ['producerId', 'epoch', 'partitions'],
  /** The broker refuses a batch; `error`: protocol code. */
  batchRejected: ['batch', 'partition', 'error', 'message'],
  /** The broker knows this batch already (its sequence is among the last five): it is acknowledged with its old offset and not stored again. */
  duplicateRecognized: ['batch', 'partition', 'baseOffset', 'message'],
  /** The leading controller's log has grown; `epoch`: of the quorum. */
  metadataAppended: ['offset', 'records', 'epoch'],
  /** A majority of the voters has the metadata log up to `offset`. */
  metadataCommitted: ['offset', 'epoch'],
  metadataTruncated: ['offset'],
  voterPositionLearned: ['voter', 'offset'],
  /** A controller tries to become the leader; first by a pre-vote, which changes nothing. */
  electionStarted: ['epoch', 'isPreVote'],
  voteAnswered: ['candidate', 'epoch', 'granted', 'isPreVote'],
  controllerElected: ['controller', 'epoch'],
  controllerResigned: ['controller', 'epoch'],
  /** Its epoch is the offset of the record that registers it. */
  brokerRegistered: ['broker', 'epoch'],
  brokerFenced: ['broker', 'epoch'],
  brokerUnfenced: ['broker', 'epoch'],
  brokerShuttingDown: ['broker', 'epoch'],
  /** The controller has decided; `inSync`: how many; `leader` −1: nobody. */
  partitionChanged: ['partition', 'leader', 'leaderEpoch', 'partitionEpoch', 'inSync', 'leaderBefore'],
  /** A broker has heard that it leads, or that another one does. */
  leadershipTaken: ['partition', 'leaderEpoch', 'startOffset', 'inSync'],
  leaderFollowed: ['partition', 'leader', 'leaderEpoch', 'logEndOffset'],
  /** The leader asks the controller to take a follower out of the ISR, or in. `behind`: records it lacks, −1: it has not asked this leader for any yet; `lagMs`: since it had caught up, −1: not once in this epoch. */
  isrShrinkAsked: ['partition', 'follower', 'behind', 'lagMs'],
  isrExpandAsked: ['partition', 'follower', 'logEndOffset'],
  /** The leader hears what the controller has made of it. `error`: protocol code. */
  isrChanged: ['partition', 'inSync', 'partitionEpoch', 'error'],
  /** What another leader has written differently is cut off. `records`: how many are gone. */
  logTruncated: ['partition', 'from', 'to', 'leader', 'records'],
  /** A follower could not fetch; it waits. `error`: protocol code, −1: the connection was lost. */
  replicaFetchFailed: ['partition', 'leader', 'error'],
  /** A request in purgatory ends with an error: `error`. */
  parkedRequestFailed: ['message', 'api', 'from', 'correlationId', 'error'],
  /** `how`: see STOPS_OF_A_NODE. */
  nodeStopped: ['node', 'how'],
  nodeStarted: ['node', 'incarnation'],
  nodeFrozen: ['node'],
  nodeThawed: ['node'],
  /** Of the link between two machines: `cut`: see CUTS. */
  linkChanged: ['one', 'other', 'cut', 'extraLatencyUs', 'lossPercent'],
  diskChanged: ['node', 'slowness', 'isFull'],
  /** The disk took no more: the broker ends (it has one log directory). */
  diskFailed: ['partition'],
  /** DeleteRecords: the log starts later. */
  logStartAdvanced: ['partition', 'offset'],
  /** A consumer's position was outside the log. */
  positionReset: ['partition', 'from', 'to'],
  /** An administrator hears what came of a command. `error`: protocol code; `detail`: of DeleteRecords the low watermark; `why`: see ADMINISTRATION_REFUSALS, −1 nothing more is told; `first`, `second`: numbers of Kafka's message. */
  commandAnswered: ['command', 'error', 'detail', 'why', 'first', 'second'],
  /** The ledger: records that were acknowledged are gone. `rule`: see LOSS_RULES; `batch`: the first; offsets −1: they were never stored. The cause is what destroyed them. */
  recordLost: ['partition', 'firstOffset', 'lastOffset', 'records', 'rule', 'batch'],
  /** Retention: so many segments are gone, the log starts later. */
  segmentsDeleted: ['partition', 'segments', 'from', 'to'],
  /** Compaction: up to `to` the log is clean. */
  logCleaned: ['partition', 'to', 'bytesBefore', 'bytesAfter'],
  /** The leader has sent a consumer to a nearer replica. */
  readReplicaPreferred: ['partition', 'replica', 'untilMs'],
  /** It reads at the leader again. `why`: see READ_REPLICA_ENDS. */
  readReplicaLeft: ['partition', 'replica', 'why'],
  /** A network thread has read a request that the full request queue (of `queued`) does not take: the thread waits, with all its connections. */
  requestQueueFull: ['message', 'api', 'from', 'correlationId', 'queued', 'thread'],
  /** flush.messages or flush.ms: the log is on the disk up to `to`. */
  logFlushed: ['partition', 'from', 'to'],
  /** producer.id.expiration.ms: the log knows so many producers no longer. */
  producersForgotten: ['partition', 'producers'],
} as const satisfies Record<string, readonly string[]>

export type EventKind = keyof typeof EVENT_ARGUMENTS
export const EVENT_KINDS = Object.keys(EVENT_ARGUMENTS) as readonly EventKind[]
/** Kind name → the number stored in the row. */
export const EVENT_CODE = Object.fromEntries(EVENT_KINDS.map((kind, code) => [kind, code])) as Record<EventKind, number>

/** Why a batch left the accumulator. `with`: its broker was made ready by another partition (the node-wise piggy-back, spec §5.5). */
export const DRAIN_REASONS = ['full', 'linger', 'with', 'memory', 'flush', 'close', 'retry'] as const
export type DrainReason = (typeof DRAIN_REASONS)[number]
export const API_KEYS = ['Produce', 'Fetch', 'OffsetCommit', 'Metadata', 'InitProducerId', 'ListOffsets', 'Vote', 'BeginQuorumEpoch', 'Fetch of metadata', 'BrokerRegistration', 'BrokerHeartbeat', 'AlterPartition'] as const
export const PARTITION_RULES = ['key', 'sticky', 'explicit', 'partitioner'] as const
export const REFUSALS = ['max.request.size', 'buffer.memory', 'max.block.ms', 'metadata', 'closed', 'closedWhileAllocating', 'closedWhileSending', 'fatal', 'serialization', 'partitioner'] as const
/**
 * How a batch failed. expired: delivery.timeout.ms, `detail` its age in ms. timedOut, disconnected: the request ended so, `detail` the broker. answered: by the
 * broker, `detail` its own words (an index into the run's texts, −1 none). closed: close() was out of time. fatal: the producer cannot go on.
 */
export const FAILURES = ['expired', 'timedOut', 'disconnected', 'answered', 'closed', 'fatal'] as const
/** shutdown: in good order; crash: the process is killed, its disk and the page cache stay; power: what was not yet on disk is gone. */
export const STOPS_OF_A_NODE = ['shutdown', 'crash', 'power'] as const
/**
 * Who allows a loss (spec §12.3). acks=0, acks=1: less was promised. lastInSync: only one replica was in sync, and its disk lost the end of its log. powerLoss: as many
 * brokers as min.insync.replicas asks for, or (without eligible leader replicas) all that were in sync, lost theirs. uncleanElection: a broker was made leader that did not have everything. deletion: DeleteRecords, retention or compaction.
 * notAllowed: nobody; then the simulation is wrong.
 */
export const LOSS_RULES = ['acks=0', 'acks=1', 'lastInSync', 'powerLoss', 'uncleanElection', 'deletion', 'topicDeleted', 'notAllowed'] as const
export type LossRule = (typeof LOSS_RULES)[number]
/** Why new partitions are refused, where the error code alone does not tell. */
export const ADMINISTRATION_REFUSALS = [
  'topicExists', 'assignmentAndFactor', 'assignmentAndCount', 'factorInvalid', 'countInvalid', 'factorNotPositive', 'allFenced', 'tooFewBrokers', 'countSame', 'countSmaller', 'assignmentCount', 'unknownBroker', 'factorDiffers', 'nobodyActive',
] as const
export type AdministrationRefusal = (typeof ADMINISTRATION_REFUSALS)[number]
/** silent: packets vanish; reset: they are refused, which ends connections. */
export const CUTS = ['no', 'silent', 'reset'] as const
/** Why a consumer leaves the replica it was sent to. */
export const READ_REPLICA_ENDS = ['age', 'offset', 'error', 'leader', 'offline', 'connection'] as const
export const CONNECTION_LOST_BY = ['broker', 'requestTimeout', 'setupTimeout'] as const

/** Bookkeeping between two things that a person can see happen on the stage. */
const UNSEEN_KINDS: readonly EventKind[] = [
  'scenarioStarted', 'recordSerialized', 'partitionChosen', 'recordAppended', 'requestSent', 'requestHandled', 'parkedRequestExpired', 'followerPositionLearned', 'pieceMade',
  'metadataAppended', 'metadataCommitted', 'metadataTruncated', 'voterPositionLearned', 'electionStarted', 'voteAnswered', 'logStartAdvanced', 'positionReset',
]
/** The kinds a step stops at. */
export const VISIBLE_KINDS: readonly EventKind[] = EVENT_KINDS.filter(kind => !UNSEEN_KINDS.includes(kind))

/** The kinds at which the cluster is another one than before: who runs, who leads, who is in sync, who decides. "To the next change" stops at them. */
export const CHANGE_KINDS: readonly EventKind[] = [
  'nodeStopped', 'nodeStarted', 'nodeFrozen', 'nodeThawed', 'linkChanged', 'diskChanged', 'diskFailed', 'controllerElected', 'controllerResigned', 'brokerRegistered', 'brokerFenced', 'brokerUnfenced', 'brokerShuttingDown',
  'partitionChanged', 'leadershipTaken', 'logTruncated', 'recordLost', 'commandAnswered',
]

/** An event with its arguments by name, as `sim --events` prints it and as "why?" reads it. Times in µs. */
export interface NamedEvent {
  readonly id: number
  readonly atUs: number
  readonly kind: EventKind
  readonly cause: number
  readonly node: number
  readonly arguments: Readonly<Record<string, number>>
}

/** Reads row `row` (0-based within `rows`) of a block of event columns; `id` is that row's event id. */
export function namedEvent(rows: Float64Array, row: number, id: number): NamedEvent {
  const at = row * EVENT_STRIDE
  const kind = EVENT_KINDS[rows[at + KIND]!]!
  const names = EVENT_ARGUMENTS[kind]
  const values: Record<string, number> = {}
  for (let index = 0; index < names.length; index++) values[names[index]!] = rows[at + ARG + index]!
  return { id, atUs: rows[at + AT_US]!, kind, cause: rows[at + CAUSE]!, node: rows[at + NODE]!, arguments: values }
}
