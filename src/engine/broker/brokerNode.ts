/**
 * A broker: its connections, the requests in hand, its replicas, its fetchers, and the offsets it keeps as a group coordinator.
 * Kafka: core/src/main/scala/kafka/server/BrokerServer.scala and its parts.
 */
import { createPurgatory, type Purgatory } from './purgatory'
import { createReplica, type Replica } from './replica'
import type { LogConfig } from '../log/logConfig'
import type { FetchResponse, Message } from '../protocol/messages'

export interface BrokerNode {
  readonly id: number
  /** partition → this broker's replica. */
  replicas: Map<number, Replica>
  connections: Map<number, Connection>
  purgatory: Purgatory
  /** leader's id → the thread that fetches from it. */
  fetchers: Map<number, ReplicaFetcher>
  /** As group coordinator: group → partition → next offset to read. */
  committedOffsets: Map<number, Map<number, number>>
  /** Producer ids given out so far. */
  givenProducerIds: number
}

/** The thread that copies from one leader. */
export interface ReplicaFetcher {
  readonly leader: number
  partitions: number[]
  correlationId: number
  /** The answer being written to the log. */
  appending: { readonly response: FetchResponse; readonly cause: number } | null
}

/** One request at a time is in hand; the others of the connection wait in the socket (spec §8.1). */
export interface Connection {
  readonly from: number
  readonly connection: number
  inHand: Message | null
  /** What let the request in hand begin: its arrival, or the answer to the one before. */
  startCause: number
  waiting: { readonly message: Message; readonly event: number }[]
  /** The client is gone: what is in hand is still done, but nothing is answered and nothing more is read. */
  isClosed: boolean
}

/** `assignment`: per partition its replicas' broker ids, the leader first. */
export function createBrokerNode(id: number, assignment: readonly (readonly number[])[], logConfig: LogConfig): BrokerNode {
  const replicas = new Map<number, Replica>()
  const fetchers = new Map<number, ReplicaFetcher>()
  assignment.forEach((brokers, partition) => {
    if (!brokers.includes(id)) return
    replicas.set(partition, createReplica(partition, brokers, logConfig))
    const leader = brokers[0]!
    if (leader === id) return
    const fetcher = fetchers.get(leader) ?? { leader, partitions: [], correlationId: 0, appending: null }
    fetcher.partitions.push(partition)
    fetchers.set(leader, fetcher)
  })
  return { id, replicas, connections: new Map(), purgatory: createPurgatory(), fetchers, committedOffsets: new Map(), givenProducerIds: 0 }
}

const MAX_CONNECTIONS = 2 ** 24
export const connectionKey = (from: number, connection: number): number => from * MAX_CONNECTIONS + connection

export function connectionOf(broker: BrokerNode, from: number, connection: number): Connection {
  const key = connectionKey(from, connection)
  let found = broker.connections.get(key)
  if (found === undefined) {
    found = { from, connection, inHand: null, startCause: -1, waiting: [], isClosed: false }
    broker.connections.set(key, found)
  }
  return found
}
