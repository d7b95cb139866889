/**
 * The network threads: each reads the requests of its connections into the request queue and writes their answers. A full queue blocks the thread, with all that
 * is to be read and written by it: back-pressure.
 * Kafka: core/src/main/scala/kafka/network/SocketServer.scala, Processor#processCompletedReceives, #processNewResponses, #processCompletedSends, Selector#mute;
 * clients NetworkReceive (socket.request.max.bytes); spec §8.1.
 */
import { requestRef, type Effects } from '../effects'
import { BYTES_PER_US, SERVICE_TIMES_US } from '../config/serviceTimes'
import { PHASE } from '../kernel/eventQueue'
import { known } from '../kernel/assert'
import { FETCH, messageBytes, PRODUCE, type Body } from '../protocol/messages'
import { breakConnection, removeConnection, type BrokerNode, type Connection } from './brokerNode'
import { offerRequest } from './ioThreads'
import { changeLoad, countRequest, startNetworkThreads, type NetworkThread } from './requestPath'

/** The connection's next request, if one has come, is to be read: until it is answered no other one is (the connection is muted). */
export function readNext(broker: BrokerNode, effects: Effects, connection: Connection, cause: number): void {
  if (connection.waiting.length === 0) return
  const { message, atUs, event } = connection.waiting.shift()!
  connection.inHand = message
  connection.arrivedUs = atUs
  connection.arrivedEvent = event
  connection.startCause = cause
  connection.place = 'toRead'
  giveWork(broker, effects, connection)
}

/** The answer is to be written. */
export function writeAnswer(broker: BrokerNode, effects: Effects, connection: Connection, body: Body, cause: number): void {
  connection.place = 'toWrite'
  connection.answeredUs = effects.nowUs
  connection.answer = { body, cause }
  giveWork(broker, effects, connection)
}

function giveWork(broker: BrokerNode, effects: Effects, connection: Connection): void {
  const { thread } = connection
  if (thread.current !== null) thread.work.push(connection)
  else {
    changeLoad(broker.requestPath.networkLoad, effects.nowUs, 1)
    begin(effects, thread, connection)
  }
}

function begin(effects: Effects, thread: NetworkThread, connection: Connection): void {
  thread.current = connection
  const { api, sizeBytes } = connection.inHand!
  if (connection.place === 'toRead') {
    effects.schedule(effects.nowUs + SERVICE_TIMES_US.networkRead + Math.floor(sizeBytes / BYTES_PER_US.network), PHASE.decision, 'finishNetworkWork', thread.number)
    return
  }
  connection.writingUs = effects.nowUs
  const bytes = api === FETCH ? messageBytes(FETCH, true, connection.answer!.body) : 0
  effects.schedule(effects.nowUs + SERVICE_TIMES_US.networkWrite + Math.floor(bytes / BYTES_PER_US.network), PHASE.decision, 'finishNetworkWork', thread.number)
}

/** What the thread was at is done. */
export function finishNetworkWork(broker: BrokerNode, effects: Effects, number: number): void {
  const thread = broker.requestPath.networkThreads.find(one => one.number === number)
  if (thread === undefined) return
  const connection = known(thread.current, 'the work of a network thread')
  if (connection.place === 'toWrite') finishWriting(broker, effects, connection)
  else if (!finishReading(broker, effects, thread, connection)) return
  goOn(broker, effects, thread)
}

function goOn(broker: BrokerNode, effects: Effects, thread: NetworkThread): void {
  if (thread.work.length > 0) return begin(effects, thread, thread.work.shift()!)
  thread.current = null
  changeLoad(broker.requestPath.networkLoad, effects.nowUs, -1)
}

/** The request is in memory: into the request queue with it. False: the queue is full, the thread waits. */
function finishReading(broker: BrokerNode, effects: Effects, thread: NetworkThread, connection: Connection): boolean {
  const { requestPath, config } = broker
  const message = known(connection.inHand, 'the request in hand')
  if (message.sizeBytes > config['socket.request.max.bytes']) {
    // Its size stands at its head: no more of it is read.
    breakConnection(broker, effects, connection)
    release(broker, effects, connection, connection.arrivedEvent)
    return true
  }
  connection.readUs = effects.nowUs
  if (offerRequest(broker, effects, connection)) return true
  thread.isBlocked = true
  requestPath.blocked.push(thread)
  effects.emit('requestQueueFull', connection.arrivedEvent, message.id, message.api, message.from, message.correlationId, requestPath.requestQueue.length, thread.number)
  return false
}

/** I/O threads have taken requests: network threads that wait for room put theirs in, the first one first. */
export function admitBlocked(broker: BrokerNode, effects: Effects): void {
  const { blocked } = broker.requestPath
  while (blocked.length > 0) {
    const thread = blocked[0]!
    if (!thread.hasEnded) {
      if (!offerRequest(broker, effects, thread.current!)) return
      thread.isBlocked = false
      goOn(broker, effects, thread)
    }
    blocked.shift()
  }
}

function finishWriting(broker: BrokerNode, effects: Effects, connection: Connection): void {
  const { body, cause } = known(connection.answer, 'the answer')
  const message = known(connection.inHand, 'the request in hand')
  connection.answer = null
  if (broker.losesNextAnswer && message.api === PRODUCE) {
    broker.losesNextAnswer = false
    breakConnection(broker, effects, connection)
  }
  if (!connection.isClosed) effects.respond(requestRef(message), body, cause)
  countRequest(broker.requestPath, message.api, connection, effects.nowUs)
  release(broker, effects, connection, cause)
}

/** The request in hand is done with: the connection's next one may be read. */
export function release(broker: BrokerNode, effects: Effects, connection: Connection, cause: number): void {
  connection.inHand = null
  if (connection.isClosed) removeConnection(broker, connection)
  else readNext(broker, effects, connection, cause)
}

/** num.network.threads has changed. Threads that end close their connections; clients connect anew, to others. Kafka: SocketServer#resizeThreadPool, DataPlaneAcceptor#removeProcessors. */
export function resizeNetworkThreads(broker: BrokerNode, effects: Effects): void {
  const { requestPath, config, connections } = broker
  startNetworkThreads(requestPath, config)
  for (const ended of requestPath.networkThreads.splice(config['num.network.threads'])) {
    ended.hasEnded = true
    if (ended.current !== null) changeLoad(requestPath.networkLoad, effects.nowUs, -1)
    for (const connection of connections.values()) {
      if (connection.thread !== ended) continue
      breakConnection(broker, effects, connection)
      // What I/O threads have in hand, or purgatory, is still done, for nobody.
      if (connection.inHand === null || connection.place === 'toRead' || connection.place === 'toWrite') removeConnection(broker, connection)
    }
  }
}
