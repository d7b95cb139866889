/**
 * A broker: its connections, the requests in hand, its replicas, its fetchers, what it knows of the cluster, and the offsets it keeps as a group coordinator.
 * Kafka: core/src/main/scala/kafka/server/BrokerServer.scala and its parts.
 */
import { endSession, type BrokerFetchSession } from './fetchSessions'
import { createPurgatory, type Purgatory } from './purgatory'
import { createReplica, type Replica } from './replica'
import { assignThread, createRequestPath, type NetworkThread, type RequestPath } from './requestPath'
import type { Effects } from '../effects'
import type { BrokerConfig } from '../config/tables'
import { known } from '../kernel/assert'
import type { LogConfig } from '../log/logConfig'
import type { FetchSession } from '../protocol/fetchSession'
import type { Body, FetchResponse, Message } from '../protocol/messages'
import { NO_IMAGE, type MetadataImage } from '../protocol/metadata'

export interface BrokerNode {
  readonly id: number
  /** broker.rack; null: not told. */
  readonly rack: string | null
  config: BrokerConfig
  /** partition → this broker's replica. */
  replicas: Map<number, Replica>
  /** partition → settings of its topic: one table for all brokers. */
  logConfigs: Map<number, LogConfig>
  connections: Map<number, Connection>
  /** Connections that the broker has ended (by connectionKey): what still comes by one is answered with a reset. */
  endedConnections: Set<number>
  requestPath: RequestPath
  purgatory: Purgatory
  /** leader's id → the thread that fetches from it. */
  fetchers: Map<number, ReplicaFetcher>
  /** leader's id → connections opened to it so far, for fetching. */
  openedTo: Map<number, number>
  metadata: MetadataListener
  lifecycle: BrokerLifecycle
  isrChanges: IsrChanges
  disk: Disk
  /** Of the timer of looks for logs to flush that matters. */
  flushTimer: number
  /** As group coordinator: group → partition → next offset to read. */
  committedOffsets: Map<number, Map<number, number>>
  /** Producer ids given out so far. */
  givenProducerIds: number
  /** The next answer to a producer is lost, and its connection with it (a fault). */
  losesNextAnswer: boolean
}

/** What the broker keeps where a crash does not reach, besides its logs. */
export interface Disk {
  /** replication-offset-checkpoint: partition → high watermark, written now and then. */
  highWatermarks: Map<number, number>
  /** What has been written back from the page cache, per partition. */
  written: Map<number, WrittenBack>
  /** cleaner-offset-checkpoint: partition → up to where its log is clean. */
  cleanedTo: Map<number, number>
  /** Its last broker epoch, written by a clean shutdown; −1: the last end was another. */
  cleanEpoch: number
  /** How many times slower than it should be. */
  slowness: number
  isFull: boolean
}

/** `flushedEnd`: the log up to here would survive a loss of power. `seen`: log ends at the last looks of the operating system, oldest first. */
export interface WrittenBack { flushedEnd: number; seen: { readonly atUs: number; readonly end: number }[] }

/** How it follows the metadata log. Kafka: raft's observer, metadata/image/loader/MetadataLoader. */
export interface MetadataListener {
  /** Ids of all controllers. */
  readonly controllers: readonly number[]
  image: MetadataImage
  /** Of the quorum, as far as it knows; −1 none. */
  leader: number
  epoch: number
  /** Of the last batch it has applied. */
  lastEpoch: number
  /** Correlation id of the fetch that is unanswered; −1 none. */
  awaiting: number
  correlationId: number
  /** Which controller is asked next when it knows no leader. */
  bootstrap: number
  /** Whether what comes is acted on: from when it first caught up. */
  isPublishing: boolean
}

/** Kafka: server/BrokerLifecycleManager. */
export interface BrokerLifecycle {
  state: 'starting' | 'recovery' | 'running' | 'pendingShutdown'
  /** Raised with each start. */
  incarnation: number
  /** −1 until it is registered. */
  epoch: number
  awaiting: number
  correlationId: number
  /** Of the timer that matters. */
  timer: number
  /** Heartbeats that told of the shutdown. */
  shutdownBeats: number
  lastEvent: number
}

/** AlterPartition: one request in flight, what else is wanted waits. Kafka: server/AlterPartitionManager. */
export interface IsrChanges {
  unsent: Set<number>
  /** In the request that is unanswered. */
  sent: readonly number[]
  awaiting: number
  correlationId: number
}

/** The thread that copies from one leader. */
export interface ReplicaFetcher {
  readonly leader: number
  partitions: Set<number>
  session: FetchSession
  /** After an error: partition → when it may be asked for again, µs. */
  delayed: Map<number, number>
  /** Its connection's number. */
  connection: number
  correlationId: number
  /** Correlation id of the Fetch that is unanswered; −1 none. */
  awaiting: number
  sentUs: number
  /** A look at its partitions is planned. */
  isScheduled: boolean
  isWatched: boolean
  /** The answer being written to the log. */
  appending: { readonly response: FetchResponse; readonly cause: number; /** What it answers. */ readonly asked: FetchSession['asked'] } | null
}

/**
 * One request at a time is in hand; the others of the connection wait in the socket (spec §8.1). Where the one in hand is: its network thread is to read it, or
 * reads it; in the request queue; an I/O thread does its work; in purgatory; its network thread is to write its answer, or writes it.
 */
export interface Connection {
  readonly from: number
  readonly connection: number
  /** The network thread that it was given to. */
  readonly thread: NetworkThread
  inHand: Message | null
  /** What it asks for with Fetch; null: it has not yet. */
  session: BrokerFetchSession | null
  place: 'toRead' | 'queued' | 'handled' | 'purgatory' | 'toWrite'
  /** When the request in hand had come whole, and the event of that. */
  arrivedUs: number
  arrivedEvent: number
  /** What let the request in hand begin: its arrival, the answer to the one before, or what made an I/O thread free. */
  startCause: number
  /** When the request in hand was read, taken by an I/O thread, done with by it, answered, and when the answer's writing began. */
  readUs: number
  takenUs: number
  handledUs: number
  answeredUs: number
  writingUs: number
  /** What is to be written. */
  answer: { readonly body: Body; readonly cause: number } | null
  waiting: { readonly message: Message; readonly atUs: number; readonly event: number }[]
  /** The client is gone, or the broker has closed it: what is in hand is still done, but nothing is answered and nothing more is read. */
  isClosed: boolean
}

export interface BrokerPlan {
  readonly id: number
  readonly rack: string | null
  readonly config: BrokerConfig
  readonly logConfigs: Map<number, LogConfig>
  readonly controllers: readonly number[]
}

/** A broker whose disk is empty and that knows nobody. */
export function createBrokerNode({ id, rack, config, logConfigs, controllers }: BrokerPlan): BrokerNode {
  return {
    id, rack, config, logConfigs, replicas: new Map(), connections: new Map(), endedConnections: new Set(), requestPath: createRequestPath(config), purgatory: createPurgatory(), fetchers: new Map(), openedTo: new Map(), metadata: createListener(controllers),
    lifecycle: { state: 'starting', incarnation: 1, epoch: -1, awaiting: -1, correlationId: 0, timer: 0, shutdownBeats: 0, lastEvent: -1 },
    isrChanges: { unsent: new Set(), sent: [], awaiting: -1, correlationId: 0 },
    disk: { highWatermarks: new Map(), written: new Map(), cleanedTo: new Map(), cleanEpoch: -1, slowness: 1, isFull: false }, committedOffsets: new Map(), givenProducerIds: 0, losesNextAnswer: false, flushTimer: 0,
  }
}

export const createListener = (controllers: readonly number[]): MetadataListener => ({
  controllers, image: NO_IMAGE, leader: -1, epoch: 0, lastEpoch: 0, awaiting: -1, correlationId: 0, bootstrap: 0, isPublishing: false,
})

export function addReplica(broker: BrokerNode, partition: number, nowMs: number): Replica {
  const replica = createReplica(partition, known(broker.logConfigs.get(partition), 'the settings of the topic'), nowMs)
  broker.replicas.set(partition, replica)
  return replica
}

const MAX_CONNECTIONS = 2 ** 24
export const connectionKey = (from: number, connection: number): number => from * MAX_CONNECTIONS + connection

export function connectionOf(broker: BrokerNode, from: number, connection: number): Connection {
  const key = connectionKey(from, connection)
  let found = broker.connections.get(key)
  if (found === undefined) {
    found = {
      from, connection, thread: assignThread(broker.requestPath), inHand: null, session: null, place: 'toRead', arrivedUs: 0, arrivedEvent: -1, startCause: -1, readUs: 0, takenUs: 0, handledUs: 0, answeredUs: 0, writingUs: 0, answer: null, waiting: [], isClosed: false,
    }
    broker.connections.set(key, found)
  }
  return found
}

/** Nobody will hear of the connection any more. */
export function removeConnection(broker: BrokerNode, connection: Connection): void {
  if (connection.session !== null) endSession(broker, connection.session)
  broker.connections.delete(connectionKey(connection.from, connection.connection))
}

/** The broker ends the connection: the request in hand is not answered, and what waits behind it not read. */
export function breakConnection(broker: BrokerNode, effects: Effects, connection: Connection): void {
  if (connection.isClosed) return
  connection.isClosed = true
  connection.waiting = []
  broker.endedConnections.add(connectionKey(connection.from, connection.connection))
  effects.closeConnection(connection.from, connection.connection)
}
