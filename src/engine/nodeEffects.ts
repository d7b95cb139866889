/**
 * The doors (`Effects`) that each node gets: the clock, the event log, the future, the wire, chance.
 */
import type { ClusterState } from './cluster'
import type { Effects, RequestRef } from './effects'
import { ARG, AT_US, CAUSE, EVENT_CODE, EVENT_STRIDE, KIND, NODE, type EventKind } from './events'
import { appendRow, rowOffset } from './kernel/columnLog'
import { fail } from './kernel/assert'
import { enqueue, PHASE, type Phase } from './kernel/eventQueue'
import { createDraws, createStream, nextBelow, type RandomStream } from './kernel/random'
import { mixInteger } from './kernel/rollingHash'
import { addBatch } from './ledger/ledger'
import { observeAnswer, observeRequest, observerOf } from './ledger/observe'
import { arrivalUs, endWriting, forgetConnection, latencyBetween, linkKey, type Link } from './network/network'
import { isForController, messageBytes, PRODUCE, type Body, type Message, type ProduceRequest, type ProduceResponse } from './protocol/messages'
import type { Topic } from './protocol/topics'
import { recordValue } from './recordValues'
import type { Scenario } from './scenario'
import { TASK_CODE, type TaskName } from './tasks'

export const cutBetween = ({ network }: ClusterState, one: number, other: number): Link['cut'] => network.links.get(linkKey(one, other))?.cut ?? 'no'

const FIRST_RETRANSMISSION_US = 200_000, MOST_RETRANSMISSIONS = 8
/** How much later a message comes for what is wrong with its link; a lost segment is sent again after 200 ms, then after twice as long, and so on. */
function delayOf(link: Link, stream: () => RandomStream): number {
  let delayUs = link.extraLatencyUs
  for (let again = 0; link.lossPercent > 0 && again < MOST_RETRANSMISSIONS && nextBelow(stream(), 100) < link.lossPercent; again++) delayUs += FIRST_RETRANSMISSION_US * 2 ** again
  return delayUs
}

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
export class NodeEffects implements Effects {
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
  get wallMs(): number { return (this.scenario.clockMs ?? 0) + this.nowMs }
  get rootEvent(): number { return this.state.rootEvent }
  get topics(): readonly Topic[] { return this.state.topics }
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
    observerOf(kind)?.(this.state, this, { event: row, cause, node: this.node, given: [first, second, third, fourth, fifth, sixth] })
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
    const link = network.links.size === 0 ? undefined : network.links.get(linkKey(this.node, to))
    const delayUs = link === undefined ? 0 : delayOf(link, () => this.random('network'))
    const arrivesUs = arrivalUs(network, nowUs, this.node, to, connection, sizeBytes, this.bufferBytes(api, isResponse), delayUs)
    const sentEvent = this.emit(isResponse ? 'responseSent' : 'requestSent', cause, id, api, to, correlationId, sizeBytes, arrivesUs)
    const message: Message = { id, api, isResponse, from: this.node, to, connection, correlationId, sentUs: nowUs, arrivesUs, sizeBytes, sentEvent, request, body }
    network.inFlight.set(id, message)
    if (api === PRODUCE && isResponse) observeAnswer(this.state, this.node, body as ProduceResponse)
    else if (api === PRODUCE) observeRequest(this.state, body as ProduceRequest, id, to)
    enqueue(this.state.queue, arrivesUs, PHASE.arrival, TASK_CODE.deliverMessage, to, id, 0)
    return id
  }

  /** Of the broker's socket, whichever end it is at. Controllers have the system's own. */
  private bufferBytes(api: number, isResponse: boolean): number {
    if (isForController(api)) return -1
    const { broker } = this.state.configs
    return isResponse ? broker['socket.send.buffer.bytes'] : broker['socket.receive.buffer.bytes']
  }

  random(name: string): RandomStream {
    const known = this.streams.get(name)
    if (known !== undefined) return known
    const stream = streamOf(this.state, this.scenario, this.node, name)
    this.streams.set(name, stream)
    return stream
  }

  connect(to: number, connection: number): void {
    enqueue(this.state.queue, this.nowUs + 2 * latencyBetween(this.state.network, this.node, to), PHASE.arrival, TASK_CODE.openConnection, this.node, to, connection)
  }

  closeConnection(to: number, connection: number): void {
    const { network, queue, nowUs, hosts } = this.state
    if (cutBetween(this.state, this.node, to) !== 'no' || hosts.get(to)?.isUp === false) return forgetConnection(network, this.node, to, connection)
    // What was written before arrives, and the end of the connection behind it; what comes from there finds nobody.
    const lastArrivalUs = endWriting(network, this.node, to, connection)
    enqueue(queue, Math.max(nowUs + latencyBetween(network, this.node, to), lastArrivalUs), PHASE.arrival, TASK_CODE.closeConnection, to, this.node, connection)
  }

  recordValue(topic: string, record: number, sizeBytes: number, keyText: string | null): Uint8Array | null {
    return recordValue(this.scenario, topic, record, sizeBytes, keyText)
  }

  text(words: string): number {
    const { texts } = this.state
    const found = texts.indexOf(words)
    return found === -1 ? texts.push(words) - 1 : found
  }

  newBatch(): number {
    addBatch(this.state.ledger)
    return this.state.nextBatch++
  }

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
