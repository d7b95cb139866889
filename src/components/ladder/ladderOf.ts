/**
 * The run's messages as a sequence diagram, read from its events: which messages matter for a partition, where they are, what waits, what happened where.
 * Left out is what repeats without news: heartbeats, and fetches that ask for nothing new and find nothing. Pure.
 */
import { API_KEYS, EVENT_CODE, isBroker, isConsumer, type EventKind, type NamedEvent } from '../../engine/pageFace'
import type { EventColumns } from '../../engine/eventColumns'
import { markOf } from './marks'
import type { ArrowFate, ArrowKind, LadderArrow, LadderBar, LadderCut, LadderGap, LadderMark, LadderPicture } from './picture'

/** The last so many events are looked at: more than a screen holds. */
const MOST_EVENTS = 8000
const PRODUCE = API_KEYS.indexOf('Produce'), FETCH = API_KEYS.indexOf('Fetch'), METADATA_LOG = API_KEYS.indexOf('Fetch of metadata'), ALTER = API_KEYS.indexOf('AlterPartition')

export interface LadderAsked {
  readonly nowUs: number
  /** −1: all. */
  readonly partition: number
  /** Of a crowd: whether a machine has a lifeline; what others do is not looked at. */
  readonly isShown?: (node: number) => boolean
}

interface Sent {
  readonly id: number; readonly event: number; readonly from: number; readonly to: number; readonly api: number; readonly isResponse: boolean; readonly correlationId: number
  readonly sentUs: number; readonly dueUs: number; readonly cause: number
  receivedUs: number
  /** Something came of it: it is drawn. */
  matters: boolean
  label: string
  isRefused: boolean
}
interface Parked { readonly event: number; readonly node: number; readonly message: number; readonly api: number; readonly from: number; readonly fromUs: number; readonly waitsFor: number; readonly partition: number; untilUs: number | null }

/** Reads the columns once, oldest first. */
class Reader {
  readonly sent = new Map<number, Sent>()
  readonly parked = new Map<string, Parked>()
  readonly ended: Parked[] = []
  readonly marks: LadderMark[] = []
  readonly gaps: { node: number; fromUs: number; untilUs: number | null; kind: LadderGap['kind'] }[] = []
  /** Event of a message's arrival, or of its handling → the message. */
  readonly messageOf = new Map<number, Sent>()
  /** Event of a batch's sealing → its partition. */
  readonly sealed = new Map<number, { readonly partition: number; readonly records: number }>()
  /** How each link is that has ever been changed. */
  readonly links = new Map<string, LadderCut & { readonly isCut: boolean; readonly extraUs: number }>()
  private readonly events: EventColumns
  private readonly partition: number

  constructor(events: EventColumns, partition: number) {
    this.events = events
    this.partition = partition
  }

  private concerns(partition: number | undefined): boolean { return this.partition === -1 || partition === undefined || partition === this.partition }

  read(isShown: (node: number) => boolean): void {
    const { events } = this, looked: number[] = []
    for (let id = events.endId - 1; id >= events.firstId && looked.length < MOST_EVENTS; id--) if (isShown(events.node(id))) looked.push(id)
    for (const id of looked.reverse()) this.take(id)
  }

  private take(id: number): void {
    const { events } = this
    const code = events.code(id), first = events.argument(id, 0)
    switch (code) {
      case EVENT_CODE.requestSent: case EVENT_CODE.responseSent: return this.send(id, code === EVENT_CODE.responseSent)
      case EVENT_CODE.requestReceived: case EVENT_CODE.responseReceived: return this.receive(id, first)
      case EVENT_CODE.requestHandled: { const message = this.sent.get(first); if (message) this.messageOf.set(id, message); return }
      case EVENT_CODE.batchDrained: this.sealed.set(id, { partition: events.argument(id, 1), records: events.argument(id, 3) }); return
      case EVENT_CODE.requestParked: return this.park(id)
      case EVENT_CODE.nodeStopped: this.forget(first, events.atUs(id)); this.gaps.push({ node: first, fromUs: events.atUs(id), untilUs: null, kind: 'down' }); return this.mark(id)
      case EVENT_CODE.nodeFrozen: this.gaps.push({ node: first, fromUs: events.atUs(id), untilUs: null, kind: 'frozen' }); return this.mark(id)
      case EVENT_CODE.nodeStarted: case EVENT_CODE.nodeThawed: return this.wake(id, first)
      case EVENT_CODE.linkChanged: this.links.set(linkKey(first, events.argument(id, 1)), { near: Math.min(first, events.argument(id, 1)), far: Math.max(first, events.argument(id, 1)), isCut: events.argument(id, 2) !== 0, extraUs: events.argument(id, 3) }); return
      default: return this.mark(id)
    }
  }

  private send(id: number, isResponse: boolean): void {
    const { events } = this
    const api = events.argument(id, 1), from = events.node(id), to = events.argument(id, 2), correlationId = events.argument(id, 3)
    const cause = events.cause(id)
    const message: Sent = { id: events.argument(id, 0), event: id, from, to, api, isResponse, correlationId, sentUs: events.atUs(id), dueUs: events.argument(id, 5), cause, receivedUs: -1, matters: false, label: '', isRefused: cause !== -1 && REFUSALS.has(events.code(cause)) }
    this.sent.set(message.id, message)
    if (api === ALTER) message.matters = true
    if (api === FETCH && cause !== -1) this.foretell(message)
    if (api === PRODUCE && !isResponse) message.matters = this.concerns(this.sealed.get(cause)?.partition)
    if (!isResponse) return
    const key = parkedKey(from, to, api, correlationId)
    const parked = this.parked.get(key)
    if (parked) { parked.untilUs = events.atUs(id); this.parked.delete(key); this.ended.push(parked) }
    if (api === PRODUCE) message.matters = this.isAnswerTo(message)
  }

  /** What a fetch or its answer carries is known by what it was sent for: it is drawn from then on. What comes of it may say it better. */
  private foretell(message: Sent): void {
    const kind = KIND_OF[this.events.code(message.cause)]
    if (kind !== 'batchAppended' && kind !== 'replicaAppended' && kind !== 'highWatermarkAdvanced') return
    const { arguments: given } = this.events.named(message.cause)
    const label = !this.concerns(given['partition']) ? '' : kind === 'batchAppended' ? (message.isResponse && isBroker(message.to) ? offsets(given['baseOffset']!, given['lastOffset']!) : '')
      : kind === 'replicaAppended' ? (message.isResponse ? '' : `fetch offset ${given['lastOffset']! + 1}`)
        : message.isResponse && isConsumer(message.to) ? offsets(given['from']!, given['to']! - 1) : ''
    if (label === '') return
    message.label = label
    message.matters = true
  }

  /** Whether the request that this answers is drawn. */
  private isAnswerTo(answer: Sent): boolean {
    for (const request of this.sent.values()) if (!request.isResponse && request.from === answer.to && request.correlationId === answer.correlationId && request.api === answer.api) return request.matters
    return true
  }

  private receive(id: number, message: number): void {
    const sent = this.sent.get(message)
    if (!sent) return
    sent.receivedUs = this.events.atUs(id)
    this.messageOf.set(id, sent)
  }

  private park(id: number): void {
    const { events } = this
    const message = events.argument(id, 0), api = events.argument(id, 1), from = events.argument(id, 2)
    this.parked.set(parkedKey(events.node(id), from, api, events.argument(id, 3)), { event: id, node: events.node(id), message, api, from, fromUs: events.atUs(id), waitsFor: events.argument(id, 4), partition: events.argument(id, 5), untilUs: null })
  }

  /** What waits at a machine that stops, waits no more. */
  private forget(node: number, atUs: number): void {
    for (const [key, parked] of this.parked) if (parked.node === node) { parked.untilUs = atUs; this.parked.delete(key); this.ended.push(parked) }
  }

  private wake(id: number, node: number): void {
    const gap = this.gaps.findLast(one => one.node === node && one.untilUs === null)
    if (gap) gap.untilUs = this.events.atUs(id)
    this.mark(id)
  }

  /** What happened at a machine; the message that brought it about is drawn. */
  private mark(id: number): void {
    const { events } = this
    const kind = KIND_OF[events.code(id)]
    if (kind === undefined) return
    const event = events.named(id)
    const carrier = this.messageOf.get(event.cause)
    if (!this.concerns(event.arguments['partition'])) return
    if (carrier) { carrier.matters = true; tell(carrier, event) }
    const mark = markOf(event)
    if (mark) this.marks.push(mark)
  }
}

/** Kinds that make a mark, by code. */
const MARKED: readonly EventKind[] = [
  'batchAppended', 'batchRejected', 'duplicateRecognized', 'highWatermarkAdvanced', 'followerPositionLearned', 'replicaAppended', 'batchAcknowledged', 'batchFailed', 'batchRequeued', 'recordsDelivered', 'isrShrinkAsked', 'isrExpandAsked', 'isrChanged',
  'leadershipTaken', 'leaderFollowed', 'logTruncated', 'partitionChanged', 'brokerFenced', 'brokerUnfenced', 'nodeStopped', 'nodeStarted', 'nodeFrozen', 'nodeThawed', 'parkedRequestFailed', 'connectionLost', 'recordLost', 'controllerElected',
]
const KIND_OF: readonly (EventKind | undefined)[] = (() => { const kinds: (EventKind | undefined)[] = []; for (const kind of MARKED) kinds[EVENT_CODE[kind]] = kind; return kinds })()

/** What an answer that refuses comes from, whether or not the producer still waits for it. */
const REFUSALS: ReadonlySet<number> = new Set([EVENT_CODE.batchRejected, EVENT_CODE.parkedRequestFailed])

const linkKey = (one: number, other: number): string => `${Math.min(one, other)}-${Math.max(one, other)}`
const parkedKey = (node: number, from: number, api: number, correlationId: number): string => `${node}/${from}/${api}/${correlationId}`

const offsets = (first: number, last: number): string => (first === last ? `offset ${first}` : `offsets ${first}–${last}`)

/** What a message is told to carry or to say, by what came of it. */
function tell(message: Sent, { kind, arguments: given }: NamedEvent): void {
  if (kind === 'replicaAppended') message.label = offsets(given['baseOffset']!, given['lastOffset']!)
  else if (kind === 'followerPositionLearned') message.label = `fetch offset ${given['logEndOffset']}`
  else if (kind === 'recordsDelivered') message.label = offsets(given['firstOffset']!, given['lastOffset']!)
  else if (kind === 'highWatermarkAdvanced' && message.label === '') message.label = `HW ${given['to']}`
  else if (kind === 'leadershipTaken') message.label = `broker ${message.to} leads`
  else if (kind === 'leaderFollowed') message.label = given['leader'] === -1 ? 'no leader' : `broker ${given['leader']} leads`
  else if (kind === 'batchRequeued' || kind === 'batchFailed') message.isRefused = true
}

export function ladderOf(events: EventColumns, { nowUs, partition, isShown = () => true }: LadderAsked): LadderPicture {
  const reader = new Reader(events, partition)
  reader.read(isShown)
  const arrows = [...reader.sent.values()].filter(({ matters }) => matters).map(message => arrowOf(message, reader, nowUs))
  const drawn = new Set(arrows.map(({ message }) => message))
  const bars = [...reader.ended.filter(({ message, api, untilUs, node, from }) => api === PRODUCE ? drawn.has(message) : isRead(arrows, node, from, untilUs)), ...reader.parked.values()]
    .filter(({ api, partition: of, from }) => (api === PRODUCE && (partition === -1 || of === partition)) || (api === FETCH && isBroker(from)))
    .map((parked): LadderBar => ({
      event: parked.event, node: parked.node, fromUs: parked.fromUs, untilUs: parked.untilUs, kind: parked.api === PRODUCE ? 'purgatory' : 'parkedFetch',
      label: parked.api === PRODUCE ? `in purgatory until HW ${parked.waitsFor}` : `parked fetch of broker ${parked.from}`,
    }))
  const links = [...reader.links.values()]
  return { arrows, bars, marks: reader.marks, gaps: reader.gaps, cuts: links.filter(({ isCut }) => isCut).map(({ near, far }) => ({ near, far })), extraLatencyUs: Math.max(0, ...links.map(({ extraUs }) => extraUs)) }
}

/** A parked fetch that brought records at its end. */
const isRead = (arrows: readonly LadderArrow[], node: number, to: number, untilUs: number | null): boolean => arrows.some(arrow => arrow.kind === 'copy' && arrow.from === node && arrow.to === to && arrow.sentUs === untilUs)

function arrowOf(message: Sent, { gaps }: Reader, nowUs: number): LadderArrow {
  const { receivedUs, dueUs, to } = message
  const isOver = receivedUs === -1 && dueUs <= nowUs
  // A machine that stands still has it at its door; a dead one never will.
  const isAtDoor = isOver && gaps.some(({ node, fromUs, untilUs, kind }) => node === to && kind === 'frozen' && fromUs <= dueUs && untilUs === null)
  const fate: ArrowFate = receivedUs !== -1 ? 'arrived' : !isOver ? 'onItsWay' : isAtDoor ? 'held' : 'lost'
  const kind = kindOf(message)
  return { message: message.id, event: message.event, from: message.from, to, sentUs: message.sentUs, arrivesUs: receivedUs === -1 ? dueUs : receivedUs, fate, kind, label: labelOf(message, kind) }
}

function kindOf({ api, isResponse, isRefused, from, to }: Sent): ArrowKind {
  if (api === PRODUCE) return !isResponse ? 'produce' : isRefused ? 'refusal' : 'ack'
  if (api !== FETCH) return 'control'
  if (isConsumer(from) || isConsumer(to)) return 'records'
  return isResponse ? 'copy' : 'ask'
}

/** What brokers and controllers say to each other, shorter. */
const CONTROL_WORDS: Readonly<Record<string, string>> = { BrokerRegistration: 'registers', BrokerHeartbeat: 'heartbeat', ListOffsets: 'where does it end?', Metadata: 'who leads?' }

function labelOf({ api, isResponse, correlationId, label }: Sent, kind: ArrowKind): string {
  if (kind === 'produce') return `Produce #${correlationId}`
  if (kind === 'ack' || kind === 'refusal') return `#${correlationId}`
  if (api === METADATA_LOG) return isResponse ? `metadata${label === '' ? '' : `: ${label}`}` : 'metadata fetch'
  if (api === ALTER) return isResponse ? 'answer' : 'AlterPartition'
  if (api !== FETCH) return isResponse ? 'answer' : CONTROL_WORDS[API_KEYS[api]!] ?? API_KEYS[api]!
  return label === '' ? (isResponse ? 'answer' : 'fetch') : label
}
