/**
 * From a due task to the rule that answers it, and the doors (`Effects`) that each node gets. Knows every node; no rule does.
 */
import { expireBlockedSend, sendNextRecord } from './producer/application'
import { addOpenConnection, connectionClosed, connectionOpened, receiveResponse } from './producer/networkClient'
import { startNextProducer } from './producer/changeConfig'
import { forceClose, runSender } from './producer/sender'
import { setProducerId } from './producer/transactionManager'
import { updateMetadata } from './producer/clientMetadata'
import { startWorkload } from './producer/workload'
import { expireParkedFetch } from './broker/handleFetch'
import { finishHandling } from './broker/requestPipeline'
import { loseConnection, receiveRequest } from './broker/connections'
import { finishReplicaAppend, receiveReplicaFetch, sendReplicaFetch } from './broker/replicaFetcher'
import type { BrokerNode } from './broker/brokerNode'
import { metadataOf, type ClusterState } from './cluster'
import type { ConsumerNode } from './consumer/consumerNode'
import { poll, receiveFetch, startConsumer } from './consumer/fetcher'
import { receiveCommit } from './consumer/offsetCommitter'
import type { Effects, RequestRef } from './effects'
import { ARG, AT_US, CAUSE, EVENT_CODE, EVENT_STRIDE, KIND, NODE, type EventKind } from './events'
import { appendRow, rowOffset } from './kernel/columnLog'
import { fail, known } from './kernel/assert'
import { enqueue, PHASE, type Phase } from './kernel/eventQueue'
import { createDraws, createStream, type RandomStream } from './kernel/random'
import { mixInteger } from './kernel/rollingHash'
import { observe } from './ledger'
import { arrivalUs } from './network/network'
import { FETCH, messageBytes, type Body, type Message, type MetadataResponse } from './protocol/messages'
import { FIRST_PRODUCER, isBroker, isProducer, OUTSIDE } from './protocol/nodes'
import { recordValue } from './recordValues'
import type { Scenario } from './scenario'
import { TASK_CODE, TASKS, type TaskName } from './tasks'
import type { ProducerNode } from './producer/producerNode'

/**
 * What takes the brokers' place in a run that repeats a recorded one (its script answers requests). Its state is its own: such a run has no checkpoints.
 */
export interface StandIn {
  /** What the clients know of the cluster at the beginning. */
  metadata(): MetadataResponse
  begin(effectsOf: (broker: number) => Effects): void
  receive(broker: number, effects: Effects, message: Message): void
  run(broker: number, effects: Effects, number: number): void
  /** A client has opened, or closed, its connection. */
  connectionOpened(broker: number, client: number, connection: number): void
  connectionClosed(broker: number, client: number, connection: number): void
}

export interface Dispatch {
  /** The script's own door: node 0. */
  readonly world: Effects
  effectsOf(node: number): Effects
  /** The first event, and what every node does at the beginning. */
  begin(): void
  run(task: number, node: number, first: number, second: number): void
}

/** Arguments by position that the ledger reads: which one is the batch and which the number of records. */
const LEDGER_ARGUMENTS: Partial<Record<EventKind, readonly [batch: number, records: number]>> = {
  batchAppended: [0, 4], batchAcknowledged: [0, 3], recordsDelivered: [0, 3], recordRefused: [0, 0], batchFailed: [0, 3],
}

export function createDispatch(scenario: Scenario, state: ClusterState, standIn: StandIn | null = null): Dispatch {
  const doors = new Map<number, Effects>()
  const effectsOf = (node: number): Effects => {
    let effects = doors.get(node)
    if (effects === undefined) {
      effects = new NodeEffects(node, scenario, state)
      doors.set(node, effects)
    }
    return effects
  }
  const world = effectsOf(OUTSIDE)
  const begin = (): void => {
    state.rootEvent = world.emit('scenarioStarted', -1)
    for (const producer of state.producers) startProducer(producer)
    if (standIn !== null) return standIn.begin(effectsOf)
    for (const broker of state.brokers) {
      for (const leader of broker.fetchers.keys()) effectsOf(broker.id).schedule(0, PHASE.decision, 'startFetcher', leader)
    }
    for (const consumer of state.consumers) effectsOf(consumer.node).schedule(0, PHASE.decision, 'startConsumer')
    for (const producer of state.producers) startWorkload(producer, effectsOf(producer.node))
  }
  /** A warm client: connected, it knows the cluster (for `WARM_METADATA_MS`) and, if idempotent, who it is. A cold one knows its bootstrap brokers. */
  const startProducer = (producer: ProducerNode): void => {
    const effects = effectsOf(producer.node)
    const isWarm = known(scenario.topology.producers[producer.node - FIRST_PRODUCER], 'its spec').start !== 'cold'
    producer.metadata.brokers = scenario.topology.brokers
    if (isWarm) {
      updateMetadata(producer.metadata, standIn?.metadata() ?? metadataOf(state), -WARM_METADATA_MS)
      for (const broker of scenario.topology.brokers) addOpenConnection(producer, effects, broker)
      if (producer.transactionManager !== null) setProducerId(producer.transactionManager, FIRST_WARM_ID + producer.node - FIRST_PRODUCER, 0)
    }
    effects.schedule(0, PHASE.decision, 'runSender', producer.sender.generation)
  }
  const brokerOf = (node: number): BrokerNode => known(state.brokers.find(broker => broker.id === node), 'the broker')
  const producerOf = (node: number): ProducerNode => known(state.producers.find(producer => producer.node === node), 'the producer')
  const consumerOf = (node: number): ConsumerNode => known(state.consumers.find(consumer => consumer.node === node), 'the consumer')
  const deliver = (node: number, id: number): void => {
    const message = known(state.network.inFlight.get(id), 'the message')
    state.network.inFlight.delete(id)
    const effects = effectsOf(node)
    if (!message.isResponse) return standIn === null ? receiveRequest(brokerOf(node), effects, message) : standIn.receive(node, effects, message)
    const event = effects.emit('responseReceived', message.sentEvent, id, message.api, message.from, message.correlationId, message.request)
    if (isProducer(node)) receiveResponse(producerOf(node), effects, message, event)
    else if (isBroker(node)) receiveReplicaFetch(brokerOf(node), effects, message, event)
    else if (message.api === FETCH) receiveFetch(consumerOf(node), effects, message, event)
    else receiveCommit(consumerOf(node), effects, message, event)
  }
  type Rule = (node: number, first: number, second: number) => void
  const rules: Record<TaskName, Rule> = {
    deliverMessage: deliver,
    sendNextRecord: (node, generation, thread) => sendNextRecord(producerOf(node), effectsOf(node), generation, thread),
    runSender: (node, generation) => runSender(producerOf(node), effectsOf(node), generation),
    startNextProducer: node => startNextProducer(producerOf(node), effectsOf(node)),
    expireBlockedSend: (node, thread, wait) => expireBlockedSend(producerOf(node), effectsOf(node), thread, wait),
    forceClose: node => forceClose(producerOf(node), effectsOf(node)),
    openConnection: (node, broker, connection) => {
      standIn?.connectionOpened(broker, node, connection)
      connectionOpened(producerOf(node), effectsOf(node), broker, connection)
    },
    closeConnection: (node, other, connection) => {
      if (isProducer(node)) connectionClosed(producerOf(node), effectsOf(node), other, connection)
      else if (standIn === null) loseConnection(brokerOf(node), other, connection)
      else standIn.connectionClosed(node, other, connection)
    },
    runStandIn: (node, number) => standIn?.run(node, effectsOf(node), number),
    finishHandling: (node, from, connection) => finishHandling(brokerOf(node), effectsOf(node), from, connection, () => metadataOf(state)),
    expireParkedFetch: (node, message) => expireParkedFetch(brokerOf(node), effectsOf(node), message),
    finishReplicaAppend: (node, leader) => finishReplicaAppend(brokerOf(node), effectsOf(node), leader),
    startFetcher: (node, leader) => {
      const broker = brokerOf(node)
      sendReplicaFetch(broker, effectsOf(node), known(broker.fetchers.get(leader), 'the fetcher'), state.rootEvent)
    },
    poll: node => poll(consumerOf(node), effectsOf(node)),
    startConsumer: node => startConsumer(consumerOf(node), effectsOf(node), state.rootEvent),
  }
  const table = TASKS.map(name => rules[name])
  return { world, effectsOf, begin, run: (task, node, first, second) => table[task]!(node, first, second) }
}

/** How long a warm client has known the cluster when the run begins, so that no backoff is running. */
const WARM_METADATA_MS = 10_000
/** Ids come in blocks of 1000 from the controller. */
const FIRST_WARM_ID = 1000

/** The state's stream of this name at this node, made when first asked for. */
function streamOf(state: ClusterState, scenario: Scenario, node: number, name: string): RandomStream {
  const key = `${node}/${name}`
  let stream = state.streams.get(key)
  if (stream === undefined) {
    const draws = scenario.draws?.[key]
    stream = draws === undefined ? createStream(scenario.seed, key) : createDraws(draws)
    state.streams.set(key, stream)
  }
  return stream
}

/** One node's doors. Holds no state of its own beyond where they lead. */
class NodeEffects implements Effects {
  private readonly node: number
  private readonly scenario: Scenario
  private readonly state: ClusterState
  /** This node's streams, found once; they live in the state. */
  private readonly streams = new Map<string, RandomStream>()

  constructor(node: number, scenario: Scenario, state: ClusterState) {
    this.node = node
    this.scenario = scenario
    this.state = state
  }

  get nowUs(): number { return this.state.nowUs }
  get nowMs(): number { return Math.floor(this.state.nowUs / 1000) }
  get rootEvent(): number { return this.state.rootEvent }
  get lastEvent(): number { return this.state.events.rowCount - 1 }
  get upcomingRecord(): number { return this.state.records.rowCount }

  emit(kind: EventKind, cause: number, first = 0, second = 0, third = 0, fourth = 0, fifth = 0, sixth = 0): number {
    const { events, hash, nowUs } = this.state
    const row = events.rowCount
    const chunk = appendRow(events)
    const at = rowOffset(events, row)
    const code = EVENT_CODE[kind]
    chunk[at + KIND] = code
    chunk[at + AT_US] = nowUs
    chunk[at + CAUSE] = cause
    chunk[at + NODE] = this.node
    chunk[at + ARG] = first
    chunk[at + ARG + 1] = second
    chunk[at + ARG + 2] = third
    chunk[at + ARG + 3] = fourth
    chunk[at + ARG + 4] = fifth
    chunk[at + ARG + 5] = sixth
    for (let column = 0; column < EVENT_STRIDE; column++) mixInteger(hash, chunk[at + column]!)
    const watched = LEDGER_ARGUMENTS[kind]
    if (watched !== undefined) observe(this.state.ledger, kind, chunk[at + ARG + watched[0]]!, chunk[at + ARG + watched[1]]!)
    return row
  }

  schedule(atUs: number, phase: Phase, task: TaskName, first = 0, second = 0): void {
    if (atUs < this.state.nowUs) fail(`${task} is due in the past`)
    enqueue(this.state.queue, atUs, phase, TASK_CODE[task], this.node, first, second)
  }

  request(to: number, connection: number, api: number, correlationId: number, body: Body, cause: number): number {
    return this.send(to, connection, api, correlationId, body, cause, -1, false)
  }

  respond(request: RequestRef, body: Body, cause: number): number {
    return this.send(request.from, request.connection, request.api, request.correlationId, body, cause, request.message, true)
  }

  private send(to: number, connection: number, api: number, correlationId: number, body: Body, cause: number, request: number, isResponse: boolean): number {
    const { network, nowUs } = this.state
    const id = this.state.nextMessage++
    const sizeBytes = messageBytes(api, isResponse, body)
    const arrivesUs = arrivalUs(network, nowUs, this.node, to, connection, sizeBytes)
    const sentEvent = this.emit(isResponse ? 'responseSent' : 'requestSent', cause, id, api, to, correlationId, sizeBytes, arrivesUs)
    const message: Message = { id, api, isResponse, from: this.node, to, connection, correlationId, sentUs: nowUs, arrivesUs, sizeBytes, sentEvent, request, body }
    network.inFlight.set(id, message)
    enqueue(this.state.queue, arrivesUs, PHASE.arrival, TASK_CODE.deliverMessage, to, id, 0)
    return id
  }

  random(name: string): RandomStream {
    const known = this.streams.get(name)
    if (known !== undefined) return known
    const stream = streamOf(this.state, this.scenario, this.node, name)
    this.streams.set(name, stream)
    return stream
  }

  connect(to: number, connection: number): void {
    enqueue(this.state.queue, this.nowUs + 2 * this.state.network.latencyUs, PHASE.arrival, TASK_CODE.openConnection, this.node, to, connection)
  }

  closeConnection(to: number, connection: number): void {
    enqueue(this.state.queue, this.nowUs + this.state.network.latencyUs, PHASE.arrival, TASK_CODE.closeConnection, to, this.node, connection)
  }

  recordValue(topic: string, record: number, sizeBytes: number, keyText: string | null): Uint8Array | null {
    return recordValue(this.scenario, topic, record, sizeBytes, keyText)
  }

  text(words: string): number {
    const { texts } = this.state
    const found = texts.indexOf(words)
    return found === -1 ? texts.push(words) - 1 : found
  }

  newBatch(): number { return this.state.nextBatch++ }

  recordEntered(sentUs: number, batch: number): number {
    const { records } = this.state
    const row = records.rowCount
    const chunk = appendRow(records)
    const at = rowOffset(records, row)
    chunk[at] = sentUs
    chunk[at + 1] = batch
    return row
  }
}
