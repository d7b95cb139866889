/**
 * From a due task to the rule that answers it, and the doors (`Effects`) that each node gets. Knows every node; no rule does.
 */
import { sendNextRecord, releaseApplication, expireBlockedSend, startWorkload } from './producer/application'
import { completeWrite, receiveProduceResponse, runSender } from './producer/sender'
import { expireParkedFetch } from './broker/handleFetch'
import { finishHandling } from './broker/requestPipeline'
import { receiveRequest } from './broker/connections'
import { finishReplicaAppend, receiveReplicaFetch, sendReplicaFetch } from './broker/replicaFetcher'
import type { BrokerNode } from './broker/brokerNode'
import type { ClusterState } from './cluster'
import type { ConsumerNode } from './consumer/consumerNode'
import { poll, receiveFetch, startConsumer } from './consumer/fetcher'
import { receiveCommit } from './consumer/offsetCommitter'
import type { Effects, RequestRef } from './effects'
import { ARG, AT_US, CAUSE, EVENT_CODE, EVENT_STRIDE, KIND, NODE, type EventKind } from './events'
import { appendRow, rowOffset } from './kernel/columnLog'
import { fail, known } from './kernel/assert'
import { enqueue, PHASE, type Phase } from './kernel/eventQueue'
import { createStream, type RandomStream } from './kernel/random'
import { mixInteger } from './kernel/rollingHash'
import { observe } from './ledger'
import { arrivalUs } from './network/network'
import { FETCH, messageBytes, type Body, type Message } from './protocol/messages'
import { isBroker, isProducer, OUTSIDE } from './protocol/nodes'
import type { Scenario } from './scenario'
import { TASK_CODE, TASKS, type TaskName } from './tasks'
import type { ProducerNode } from './producer/producerNode'

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
  batchAppended: [0, 4], batchAcknowledged: [0, 3], recordsDelivered: [0, 3], recordRefused: [0, 0],
}

export function createDispatch(scenario: Scenario, state: ClusterState): Dispatch {
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
    for (const broker of state.brokers) {
      for (const leader of broker.fetchers.keys()) effectsOf(broker.id).schedule(0, PHASE.decision, 'startFetcher', leader)
    }
    for (const consumer of state.consumers) effectsOf(consumer.node).schedule(0, PHASE.decision, 'startConsumer')
    for (const producer of state.producers) startWorkload(producer, effectsOf(producer.node))
  }
  const brokerOf = (node: number): BrokerNode => known(state.brokers.find(broker => broker.id === node), 'the broker')
  const producerOf = (node: number): ProducerNode => known(state.producers.find(producer => producer.node === node), 'the producer')
  const consumerOf = (node: number): ConsumerNode => known(state.consumers.find(consumer => consumer.node === node), 'the consumer')
  const deliver = (node: number, id: number): void => {
    const message = known(state.network.inFlight.get(id), 'the message')
    state.network.inFlight.delete(id)
    const effects = effectsOf(node)
    if (!message.isResponse) return receiveRequest(brokerOf(node), effects, message)
    const event = effects.emit('responseReceived', message.sentEvent, id, message.api, message.from, message.correlationId, message.request)
    if (isProducer(node)) receiveProduceResponse(producerOf(node), effects, message, event)
    else if (isBroker(node)) receiveReplicaFetch(brokerOf(node), effects, message, event)
    else if (message.api === FETCH) receiveFetch(consumerOf(node), effects, message, event)
    else receiveCommit(consumerOf(node), effects, message, event)
  }
  type Rule = (node: number, first: number, second: number) => void
  const rules: Record<TaskName, Rule> = {
    deliverMessage: deliver,
    sendNextRecord: (node, generation) => sendNextRecord(producerOf(node), effectsOf(node), generation),
    runSender: (node, generation) => runSender(producerOf(node), effectsOf(node), generation),
    releaseApplication: node => releaseApplication(producerOf(node), effectsOf(node)),
    expireBlockedSend: (node, record) => expireBlockedSend(producerOf(node), effectsOf(node), record),
    completeWrite: (node, message, broker) => completeWrite(producerOf(node), effectsOf(node), message, broker),
    finishHandling: (node, from, connection) => finishHandling(brokerOf(node), effectsOf(node), from, connection),
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

/** The state's stream of this name at this node, made when first asked for. */
function streamOf(state: ClusterState, seed: number, node: number, name: string): RandomStream {
  const key = `${node}/${name}`
  let stream = state.streams.get(key)
  if (stream === undefined) {
    stream = createStream(seed, key)
    state.streams.set(key, stream)
  }
  return stream
}

/** One node's doors. Holds no state of its own beyond where they lead. */
class NodeEffects implements Effects {
  private readonly node: number
  private readonly seed: number
  private readonly state: ClusterState
  /** This node's streams, found once; they live in the state. */
  private readonly streams = new Map<string, RandomStream>()

  constructor(node: number, scenario: Scenario, state: ClusterState) {
    this.node = node
    this.seed = scenario.seed
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
    return this.send(to, connection, api, correlationId, body, cause, -1)
  }

  respond(request: RequestRef, body: Body, cause: number): number {
    return this.send(request.from, request.connection, request.api, request.correlationId, body, cause, request.message)
  }

  private send(to: number, connection: number, api: number, correlationId: number, body: Body, cause: number, request: number): number {
    const { network, nowUs } = this.state
    const isResponse = request !== -1
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
    const stream = streamOf(this.state, this.seed, this.node, name)
    this.streams.set(name, stream)
    return stream
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
