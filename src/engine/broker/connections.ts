/**
 * The broker's end of its connections: a request comes in, is in hand until it is answered (networkThreads, ioThreads, purgatory), and only then the next one
 * of the same connection is read; the others wait in the socket (spec §8.1).
 * Kafka: core/src/main/scala/kafka/network/SocketServer.scala (channel muting), RequestChannel.scala#sendResponse.
 * Simplified: a connection is given to a network thread when its first request comes; the acceptor itself takes no time.
 */
import type { Effects, RequestRef } from '../effects'
import type { Body, Message } from '../protocol/messages'
import { breakConnection, connectionKey, connectionOf, removeConnection, type BrokerNode } from './brokerNode'
import { readNext, release, writeAnswer } from './networkThreads'

export function receiveRequest(broker: BrokerNode, effects: Effects, message: Message): void {
  // Its client could not hear that the connection was ended, or has not yet.
  if (broker.endedConnections.has(connectionKey(message.from, message.connection))) return effects.closeConnection(message.from, message.connection)
  const connection = connectionOf(broker, message.from, message.connection)
  if (connection.isClosed) return
  const ahead = connection.waiting.length + (connection.inHand === null ? 0 : 1)
  const event = effects.emit('requestReceived', message.sentEvent, message.id, message.api, message.from, message.correlationId, ahead)
  connection.waiting.push({ message, atUs: effects.nowUs, event })
  if (connection.inHand === null) readNext(broker, effects, connection, event)
}

/** The client has closed a connection: what waits in the socket is gone; what is in hand is done for nobody. */
export function loseConnection(broker: BrokerNode, from: number, number: number): void {
  const connection = broker.connections.get(connectionKey(from, number))
  if (connection === undefined) return
  connection.isClosed = true
  connection.waiting = []
  if (connection.inHand === null) removeConnection(broker, connection)
}

/** The request is answered: the network thread of its connection has the answer to write. */
export function answer(broker: BrokerNode, effects: Effects, request: RequestRef, body: Body, cause: number): void {
  const connection = connectionOf(broker, request.from, request.connection)
  if (connection.isClosed) release(broker, effects, connection, cause)
  else writeAnswer(broker, effects, connection, body, cause)
}

/**
 * acks=0: nothing is answered; the connection goes on, or, as the only way to say that something went wrong, ends.
 * Simplified: that there is no answer goes through no response queue.
 */
export function leaveUnanswered(broker: BrokerNode, effects: Effects, request: RequestRef, hasFailed: boolean, cause: number): void {
  const connection = connectionOf(broker, request.from, request.connection)
  if (hasFailed) breakConnection(broker, effects, connection)
  release(broker, effects, connection, cause)
}
