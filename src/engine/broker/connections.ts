/**
 * The broker's end of its connections: a request is read, is in hand for its service time, and is answered; only then the next one of the same
 * connection begins, the others wait in the socket (spec §8.1).
 * Kafka: core/src/main/scala/kafka/network/SocketServer.scala (channel muting), core/src/main/scala/kafka/server/KafkaRequestHandler.scala.
 * Simplified: no network or handler thread is ever short, the request queue is never full.
 */
import type { Effects, RequestRef } from '../effects'
import { PHASE } from '../kernel/eventQueue'
import { APPEND_BYTES_PER_US, SERVICE_TIMES_US } from '../config/serviceTimes'
import { FETCH, OFFSET_COMMIT, PRODUCE, type Body, type Message } from '../protocol/messages'
import { isBroker } from '../protocol/nodes'
import { connectionKey, connectionOf, type BrokerNode, type Connection } from './brokerNode'

export function receiveRequest(broker: BrokerNode, effects: Effects, message: Message): void {
  const connection = connectionOf(broker, message.from, message.connection)
  if (connection.isClosed) return
  const ahead = connection.waiting.length + (connection.inHand === null ? 0 : 1)
  const event = effects.emit('requestReceived', message.sentEvent, message.id, message.api, message.from, message.correlationId, ahead)
  connection.waiting.push({ message, event })
  if (connection.inHand === null) begin(broker, connection, effects, event)
}

function begin(broker: BrokerNode, connection: Connection, effects: Effects, cause: number): void {
  const next = connection.waiting.shift()
  if (next === undefined) return
  connection.inHand = next.message
  connection.startCause = cause
  effects.schedule(effects.nowUs + serviceUs(broker, next.message), PHASE.decision, 'finishHandling', next.message.from, next.message.connection)
}

function serviceUs({ disk }: BrokerNode, message: Message): number {
  if (message.api === PRODUCE) return (SERVICE_TIMES_US.produce + Math.ceil(message.sizeBytes / APPEND_BYTES_PER_US)) * disk.slowness
  if (message.api === FETCH) return SERVICE_TIMES_US.fetch
  return message.api === OFFSET_COMMIT ? SERVICE_TIMES_US.offsetCommit : SERVICE_TIMES_US.other
}

/** The client has closed a connection: what waits in the socket is gone; what is in hand is done for nobody. */
export function loseConnection(broker: BrokerNode, from: number, number: number): void {
  const connection = broker.connections.get(connectionKey(from, number))
  if (connection === undefined) return
  connection.isClosed = true
  connection.waiting = []
  if (connection.inHand === null) broker.connections.delete(connectionKey(from, number))
}

/** Answers and lets the connection's next request begin. */
export function answer(broker: BrokerNode, effects: Effects, request: RequestRef, body: Body, cause: number): void {
  if (broker.losesNextAnswer && request.api === PRODUCE && !isBroker(request.from)) {
    broker.losesNextAnswer = false
    breakConnection(broker, effects, request)
  }
  if (!connectionOf(broker, request.from, request.connection).isClosed) effects.respond(request, body, cause)
  release(broker, effects, request, cause)
}

/** The broker ends the connection: the request is not answered, and what waits behind it not read. */
export function breakConnection(broker: BrokerNode, effects: Effects, { from, connection: number }: RequestRef): void {
  const connection = connectionOf(broker, from, number)
  if (connection.isClosed) return
  connection.isClosed = true
  connection.waiting = []
  effects.closeConnection(from, number)
}

/** acks=0: nothing is answered, the connection goes on. */
export function release(broker: BrokerNode, effects: Effects, request: RequestRef, cause: number): void {
  const connection = connectionOf(broker, request.from, request.connection)
  connection.inHand = null
  if (connection.isClosed) broker.connections.delete(connectionKey(request.from, request.connection))
  else begin(broker, connection, effects, cause)
}
