/**
 * The producer's connections: which brokers can be sent to, what is in flight to each, what has come back, what was lost; and the sleep of poll().
 * Kafka: clients/{NetworkClient, ClusterConnectionStates, InFlightRequests}.java; spec §6.2, §6.6.
 * Simplified: opening a connection takes one round trip; there is no ApiVersions request, no idle closing, no throttling, no rebootstrap.
 */
import type { Effects } from '../effects'
import { CONNECTION_LOST_BY } from '../events'
import { known } from '../kernel/assert'
import { PHASE } from '../kernel/eventQueue'
import { nextBelow } from '../kernel/random'
import { connectionNumber, DATA_CONNECTION, METADATA, messageBytes, type Body, type Message, type MetadataResponse } from '../protocol/messages'
import { backoffMs } from './backoff'
import { failUpdate, isUpdateDue, requestUpdate, timeToNextUpdateMs, updateMetadata } from './clientMetadata'
import { learnPartitions } from './knownTopics'
import type { ProducerBatch } from './producerBatch'
import type { ProducerNode } from './producerNode'

export interface InFlightRequest {
  readonly message: number
  readonly api: number
  readonly correlationId: number
  readonly broker: number
  readonly sentUs: number
  readonly sentMs: number
  readonly sizeBytes: number
  readonly sentEvent: number
  /** False for acks=0: it is complete once it is written. */
  readonly expectsResponse: boolean
  /** Of a Produce. */
  readonly batches: readonly ProducerBatch[]
}
export interface Connection {
  readonly broker: number
  state: 'ready' | 'connecting' | 'disconnected'
  /** Connections to this broker opened so far, this one included; 0 before the first. */
  opened: number
  lastAttemptMs: number
  failures: number
  reconnectBackoffMs: number
  setupFailures: number
  setupTimeoutMs: number
  /** Oldest first. */
  inFlight: InFlightRequest[]
  /** The newest request is not fully written before the next poll. */
  isWriting: boolean
  /** Answers that have come and are not handled: one at each end of a poll. */
  received: { readonly message: Message; readonly event: number }[]
  /** What the next end of a poll has to see. */
  change: 'none' | 'opened' | 'lost'
  /** Of the loss. */
  lostEvent: number
}

const connectionTo = (producer: ProducerNode, broker: number): Connection | undefined => producer.sender.connections.get(broker)
const slotsOf = (producer: ProducerNode): number => producer.config['max.in.flight.requests.per.connection']
export const inFlightTo = (producer: ProducerNode, broker: number): readonly InFlightRequest[] => connectionTo(producer, broker)?.inFlight ?? []

const reconnectBackoff = (producer: ProducerNode, effects: Effects, failures: number): number =>
  backoffMs(producer.config['reconnect.backoff.ms'], producer.config['reconnect.backoff.max.ms'], failures, () => effects.random('reconnectBackoff'))
const setupTimeout = (producer: ProducerNode, effects: Effects, failures: number): number =>
  backoffMs(producer.config['socket.connection.setup.timeout.ms'], producer.config['socket.connection.setup.timeout.max.ms'], failures, () => effects.random('setupTimeout'))

/** A connection that is there from the start (a warm client). */
export function addOpenConnection(producer: ProducerNode, effects: Effects, broker: number): void {
  producer.sender.connections.set(broker, { ...freshConnection(producer, effects, broker), state: 'ready', opened: 1 })
}

const freshConnection = (producer: ProducerNode, effects: Effects, broker: number): Connection => ({
  broker, state: 'disconnected', opened: producer.sender.openedBefore.get(broker) ?? 0, lastAttemptMs: 0, failures: 0, reconnectBackoffMs: reconnectBackoff(producer, effects, 0),
  setupFailures: 0, setupTimeoutMs: setupTimeout(producer, effects, 0), inFlight: [], isWriting: false, received: [], change: 'none', lostEvent: -1,
})

function canSend(producer: ProducerNode, broker: number): boolean {
  const connection = connectionTo(producer, broker)
  return connection !== undefined && connection.state === 'ready' && (connection.inFlight.length === 0 || (!connection.isWriting && connection.inFlight.length < slotsOf(producer)))
}

function canConnect(producer: ProducerNode, effects: Effects, broker: number): boolean {
  const connection = connectionTo(producer, broker)
  return connection === undefined || (connection.state === 'disconnected' && effects.nowMs - connection.lastAttemptMs >= connection.reconnectBackoffMs)
}

/** NetworkClient.ready: whether a request may be sent now; begins to connect if that is what is missing. No data goes while new metadata is due. */
export function readyToSend(producer: ProducerNode, effects: Effects, broker: number): boolean {
  if (!isUpdateDue(producer.metadata, producer.config, effects) && canSend(producer, broker)) return true
  if (canConnect(producer, effects, broker)) connect(producer, effects, broker)
  return false
}

/** How long until it is worth looking at this broker again, ms; Infinity if only an answer can help. */
export function pollDelayMs(producer: ProducerNode, effects: Effects, broker: number): number {
  const connection = connectionTo(producer, broker)
  if (connection === undefined) return 0
  if (connection.state === 'connecting') return connection.setupTimeoutMs
  return connection.state === 'disconnected' ? Math.max(connection.reconnectBackoffMs - (effects.nowMs - connection.lastAttemptMs), 0) : Infinity
}

function connect(producer: ProducerNode, effects: Effects, broker: number): void {
  const connection = connectionTo(producer, broker) ?? freshConnection(producer, effects, broker)
  producer.sender.connections.set(broker, connection)
  connection.state = 'connecting'
  connection.lastAttemptMs = effects.nowMs
  effects.emit('connectionStarted', connection.lostEvent === -1 ? effects.rootEvent : connection.lostEvent, broker)
  effects.connect(broker, connectionNumber(DATA_CONNECTION, connection.opened++))
}

const currentNumber = (connection: Connection): number => connectionNumber(DATA_CONNECTION, connection.opened - 1)

/** Puts a request on its connection; the caller has asked `readyToSend`. */
export function sendRequest(producer: ProducerNode, effects: Effects, broker: number, api: number, body: Body, expectsResponse: boolean, batches: readonly ProducerBatch[], cause: number): void {
  const { sender } = producer
  const connection = known(connectionTo(producer, broker), 'the connection')
  const correlationId = sender.correlationId++
  const message = effects.request(broker, currentNumber(connection), api, correlationId, body, cause)
  connection.inFlight.push({
    message, api, correlationId, broker, sentUs: effects.nowUs, sentMs: effects.nowMs, sizeBytes: messageBytes(api, false, body), sentEvent: effects.lastEvent, expectsResponse, batches,
  })
  connection.isWriting = true
}

/** Somebody gives the sender a reason to look again: its poll ends now, or the next one at once. */
export function wakeSender(producer: ProducerNode, effects: Effects): void {
  const { sender } = producer
  if (sender.pollEndsUs === -1) sender.woken = true
  else if (sender.pollEndsUs !== effects.nowUs) endPollAt(producer, effects, effects.nowUs)
}

function endPollAt(producer: ProducerNode, effects: Effects, atUs: number): void {
  producer.sender.pollEndsUs = atUs
  effects.schedule(atUs, PHASE.decision, 'runSender', ++producer.sender.generation)
}

const MOST_IDLE_PASSES = 10

/** NetworkClient.poll: asks for metadata if that is due, then sleeps; not at all if something was written, has come or was lost. */
export function poll(producer: ProducerNode, effects: Effects, timeoutMs: number): void {
  const { sender, config } = producer
  const metadataMs = maybeUpdateMetadata(producer, effects)
  const shortestMs = Math.min(timeoutMs, metadataMs, config['request.timeout.ms'])
  let busy = sender.woken
  sender.woken = false
  for (const { isWriting, received, change } of sender.connections.values()) busy ||= isWriting || received.length > 0 || change !== 'none'
  if (busy) { sender.idlePasses = 0; return endPollAt(producer, effects, effects.nowUs) }
  if (shortestMs > 0) { sender.idlePasses = 0; return endPollAt(producer, effects, effects.nowUs + shortestMs * 1000) }
  // A sender that spins: after a few passes a millisecond goes by.
  const spins = ++sender.idlePasses < MOST_IDLE_PASSES
  if (!spins) sender.idlePasses = 0
  endPollAt(producer, effects, effects.nowUs + (spins ? 0 : 1000))
}

/** DefaultMetadataUpdater.maybeUpdate: sends a Metadata request if one is due and a broker can be asked. Returns how long poll may sleep, ms. */
function maybeUpdateMetadata(producer: ProducerNode, effects: Effects): number {
  const { metadata, config } = producer
  const waitMs = Math.max(timeToNextUpdateMs(metadata, config, effects), metadata.inProgress ? config['request.timeout.ms'] : 0)
  if (waitMs > 0) return waitMs
  const broker = leastLoadedBroker(producer, effects)
  if (broker === -1) return config['reconnect.backoff.ms']
  if (canSend(producer, broker)) {
    metadata.inProgress = true
    sendRequest(producer, effects, broker, METADATA, { topics: 'all' }, true, [], effects.rootEvent)
    return config['request.timeout.ms']
  }
  const connecting = [...producer.sender.connections.values()].some(({ state }) => state === 'connecting')
  if (!connecting && canConnect(producer, effects, broker)) connect(producer, effects, broker)
  else if (!connecting) return Infinity
  return config['reconnect.backoff.ms']
}

/** NetworkClient.leastLoadedNode, by id; −1 if there is none. Begins at a random one. */
export function leastLoadedBroker(producer: ProducerNode, effects: Effects): number {
  const { brokers } = producer.metadata
  const from = nextBelow(effects.random('leastLoaded'), brokers.length)
  let ready = -1, connecting = -1, connectable = -1
  let fewest = Infinity, oldestMs = Infinity
  for (let index = 0; index < brokers.length; index++) {
    const broker = brokers[(from + index) % brokers.length]!
    const connection = connectionTo(producer, broker)
    if (canSend(producer, broker)) {
      const inFlight = inFlightTo(producer, broker).length
      if (inFlight === 0) return broker
      if (inFlight < fewest) { fewest = inFlight; ready = broker }
    } else if (connection?.state === 'connecting') connecting = broker
    else if (canConnect(producer, effects, broker)) {
      const lastMs = connection?.lastAttemptMs ?? -Infinity
      if (connectable === -1 || lastMs < oldestMs) { connectable = broker; oldestMs = lastMs }
    }
  }
  return ready !== -1 ? ready : connecting !== -1 ? connecting : connectable
}

/**
 * An answer has come; it is handled when the poll ends. One on a connection that is no longer is gone. Metadata that nobody asked for (request −1: a
 * recorded run replaces what the client knows) is taken at once.
 */
export function receiveResponse(producer: ProducerNode, effects: Effects, message: Message, event: number): void {
  if (message.request === -1) {
    takeMetadata(producer, effects, message.body as MetadataResponse, event)
    return wakeSender(producer, effects)
  }
  const connection = connectionTo(producer, message.from)
  if (connection === undefined || connection.state !== 'ready' || message.connection !== currentNumber(connection)) return
  connection.received.push({ message, event })
  wakeSender(producer, effects)
}

export function connectionOpened(producer: ProducerNode, effects: Effects, broker: number, number: number): void {
  const connection = connectionTo(producer, broker)
  if (connection?.state !== 'connecting' || number !== currentNumber(connection)) return
  connection.change = 'opened'
  wakeSender(producer, effects)
}

/** The broker has closed the connection. */
export function connectionClosed(producer: ProducerNode, effects: Effects, broker: number, number: number): void {
  const connection = connectionTo(producer, broker)
  if (connection === undefined || connection.state === 'disconnected' || number !== currentNumber(connection)) return
  connection.change = 'lost'
  // Answers that had come by now were in the socket: they are read first.
  connection.lostEvent = effects.emit('connectionLost', effects.rootEvent, broker, CONNECTION_LOST_BY.indexOf('broker'), connection.inFlight.length)
  wakeSender(producer, effects)
}

/** How a request ended. */
export type RequestEnd = 'answered' | 'written' | 'disconnected' | 'timedOut'
export interface EndedRequest {
  readonly request: InFlightRequest
  readonly end: RequestEnd
  /** Of `answered`. */
  readonly message: Message | null
  readonly event: number
}

/**
 * What the end of a poll finds, in Kafka's order: requests written that need no answer, one answer per connection, lost connections, new ones, and what has
 * taken too long.
 */
export function takeEnded(producer: ProducerNode, effects: Effects): readonly EndedRequest[] {
  const { sender, config } = producer
  const connections = [...sender.connections.values()].sort((one, other) => one.broker - other.broker)
  const ended: EndedRequest[] = []
  for (const connection of connections) {
    if (!connection.isWriting) continue
    connection.isWriting = false
    const newest = connection.inFlight.at(-1)
    if (newest === undefined || newest.expectsResponse) continue
    connection.inFlight.pop()
    ended.push({ request: newest, end: 'written', message: null, event: newest.sentEvent })
  }
  const answered = new Set<Connection>()
  for (const connection of connections) {
    const received = connection.received.shift()
    if (received === undefined) continue
    answered.add(connection)
    const request = known(connection.inFlight.shift(), 'the request of an answer')
    if (request.api !== METADATA) ended.push({ request, end: 'answered', ...received })
    else {
      producer.metadata.inProgress = false
      takeMetadata(producer, effects, received.message.body as MetadataResponse, received.event)
    }
  }
  for (const connection of connections) {
    if (connection.change === 'lost' && !answered.has(connection)) loseConnection(producer, effects, connection, 'disconnected', ended)
  }
  for (const connection of connections) {
    if (connection.change !== 'opened') continue
    connection.change = 'none'
    connection.state = 'ready'
    connection.failures = connection.setupFailures = 0
    connection.reconnectBackoffMs = reconnectBackoff(producer, effects, 0)
    connection.setupTimeoutMs = setupTimeout(producer, effects, 0)
    effects.emit('connectionOpened', connection.lostEvent === -1 ? effects.rootEvent : connection.lostEvent, connection.broker)
  }
  for (const connection of connections) {
    const setupIsOver = connection.state === 'connecting' && effects.nowMs - connection.lastAttemptMs > connection.setupTimeoutMs
    const requestIsOver = connection.inFlight.some(({ sentMs }) => effects.nowMs - sentMs > config['request.timeout.ms'])
    if (!setupIsOver && !requestIsOver) continue
    effects.closeConnection(connection.broker, currentNumber(connection))
    const cause = connection.inFlight[0]?.sentEvent ?? effects.rootEvent
    connection.lostEvent = effects.emit('connectionLost', cause, connection.broker, CONNECTION_LOST_BY.indexOf(setupIsOver ? 'setupTimeout' : 'requestTimeout'), connection.inFlight.length)
    loseConnection(producer, effects, connection, 'timedOut', ended)
  }
  return ended
}

function takeMetadata(producer: ProducerNode, effects: Effects, answer: MetadataResponse, cause: number): void {
  // A broker that knows of nobody (all are fenced) has nothing to tell: whom should the client ask next? It asks again, later.
  if (answer.brokers.length === 0) return failUpdate(producer.metadata, effects.nowMs)
  const changed = updateMetadata(producer.metadata, answer, effects.nowMs)
  effects.emit('metadataUpdated', cause, changed, answer.partitions.filter(({ leader }) => leader === -1).length, learnPartitions(producer, effects.topics, answer.partitions))
}

/** processDisconnection: its requests are over, the next attempt waits, and new metadata is asked for. */
function loseConnection(producer: ProducerNode, effects: Effects, connection: Connection, end: 'disconnected' | 'timedOut', ended: EndedRequest[]): void {
  const { metadata, config } = producer
  const wasConnecting = connection.state === 'connecting'
  connection.lastAttemptMs = effects.nowMs
  connection.reconnectBackoffMs = reconnectBackoff(producer, effects, connection.failures++)
  connection.setupFailures = wasConnecting ? connection.setupFailures + 1 : 0
  connection.setupTimeoutMs = setupTimeout(producer, effects, connection.setupFailures)
  connection.state = 'disconnected'
  connection.change = 'none'
  connection.received = []
  connection.isWriting = false
  for (const request of connection.inFlight) {
    if (request.api === METADATA) failUpdate(metadata, effects.nowMs)
    else ended.push({ request, end, message: null, event: connection.lostEvent })
  }
  connection.inFlight = []
  if (isUpdateDue(metadata, config, effects)) failUpdate(metadata, effects.nowMs)
  requestUpdate(metadata)
}

export const hasInFlight = (producer: ProducerNode): boolean => [...producer.sender.connections.values()].some(({ inFlight }) => inFlight.length > 0)
