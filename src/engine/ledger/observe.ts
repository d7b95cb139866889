/**
 * What the ledger learns from the events as they happen, and from what goes over the wire.
 */
import { effectiveMinIsr } from '../broker/replica'
import type { ClusterState } from '../cluster'
import type { Effects } from '../effects'
import { EVENT_CODE, KIND, type EventKind } from '../events'
import { known } from '../kernel/assert'
import { cellOf, hasRow } from '../kernel/columnLog'
import type { ProduceRequest, ProduceResponse } from '../protocol/messages'
import { isElrVoid } from '../protocol/metadata'
import { addAppend, BATCH, createTruth, isRemembered, ofBatch, setOfBatch, TOLD } from './ledger'
import { enter, takeLeadership, truthOf } from './leaderLogs'
import { judge } from './losses'
import { noteCopies } from './lossyBrokers'

/** An event's arguments in their order, its cause, the node it happened at, its id. */
export interface Observed { readonly event: number; readonly cause: number; readonly node: number; readonly given: readonly number[] }
type Observer = (state: ClusterState, effects: Effects, observed: Observed) => void

const batchOpened: Observer = ({ ledger }, _effects, { node, given: [batch, partition, record] }) => {
  setOfBatch(ledger, batch!, BATCH.producer, node)
  setOfBatch(ledger, batch!, BATCH.partition, partition!)
  setOfBatch(ledger, batch!, BATCH.firstRecord, record!)
}

/** What is remembered of splits, so that a run that splits every batch does not grow for ever. */
const MOST_SPLITS = 20_000
function remember<Value>(map: Map<number, Value>, key: number, value: Value): void {
  map.set(key, value)
  if (map.size > MOST_SPLITS) for (const oldest of map.keys()) { map.delete(oldest); break }
}

const batchSplit: Observer = ({ ledger }, _effects, { given: [batch, , pieces, firstPiece] }) => { remember(ledger.splits, batch!, { firstPiece: firstPiece!, pieces: pieces! }) }

const pieceMade: Observer = ({ ledger }, _effects, { node, given: [batch, partition, parent, firstIndex, records] }) => {
  remember(ledger.pieceIndexes, batch!, firstIndex!)
  setOfBatch(ledger, batch!, BATCH.producer, node)
  setOfBatch(ledger, batch!, BATCH.partition, partition!)
  setOfBatch(ledger, batch!, BATCH.records, records!)
  // No later than its true id, and in the right order among the pieces and what was opened later.
  if (isRemembered(ledger, parent!)) setOfBatch(ledger, batch!, BATCH.firstRecord, ofBatch(ledger, parent!, BATCH.firstRecord) + firstIndex!)
}

const batchAppended: Observer = (state, effects, { event, node, given: [batch, partition, baseOffset, lastOffset] }) => {
  const { ledger } = state
  ledger.unseen.delete(batch!)
  const truth = truthOf(state, partition!, node)
  if (truth.leader === node) return enter(state, truth, batch!, baseOffset!, lastOffset!, event)
  // Its leadership is over, it only has not heard.
  if (!isRemembered(ledger, batch!) || ofBatch(ledger, batch!, BATCH.copies) > 0) return
  setOfBatch(ledger, batch!, BATCH.lastAppend, addAppend(ledger, batch!, baseOffset!, lastOffset!, -1, event) + 1)
  setOfBatch(ledger, batch!, BATCH.goneEvent, truth.event + 1)
  judge(state, effects, truth, batch!)
}

const batchAcknowledged: Observer = (state, effects, { event, given: [batch, partition, , records] }) => {
  const { ledger } = state
  ledger.acknowledgedRecords += records!
  if (!isRemembered(ledger, batch!)) return
  tell(state, batch!, TOLD.acknowledged, event, records!)
  if (ofBatch(ledger, batch!, BATCH.overtaken) === 1) ledger.reorderedRecords += records!
  const truth = ledger.partitions.get(partition!)
  if (truth !== undefined) judge(state, effects, truth, batch!)
}

const batchFailed: Observer = (state, _effects, { event, given: [batch, , , records] }) => {
  state.ledger.failedRecords += records!
  if (isRemembered(state.ledger, batch!)) tell(state, batch!, TOLD.failed, event, records!)
}

function tell({ ledger }: ClusterState, batch: number, told: number, event: number, records: number): void {
  setOfBatch(ledger, batch, BATCH.told, told)
  setOfBatch(ledger, batch, BATCH.toldEvent, event + 1)
  setOfBatch(ledger, batch, BATCH.records, records)
}

/** Only of interest without an answer: nobody will try again. */
const batchRejected: Observer = (state, effects, { event, given: [batch, partition] }) => { if (state.ledger.unseen.delete(batch!)) missArrival(state, effects, batch!, partition!, event) }

const leadershipTaken: Observer = (state, effects, { event, node, given: [partition, leaderEpoch] }) => {
  takeLeadership(state, effects, known(state.brokers.find(({ id }) => id === node), 'the broker'), partition!, leaderEpoch!, event)
}

const highWatermarkAdvanced: Observer = ({ ledger }, _effects, { node, given: [partition, , to, leader] }) => {
  const truth = ledger.partitions.get(partition!)
  if (leader === 1 && truth?.leader === node) truth.committedEnd = Math.max(truth.committedEnd, to!)
}

/** The controller's decision: unclean if who is to lead was neither in sync nor eligible. Allowed by the topic's setting, by an administrator, and for who led last when nobody is eligible. */
const partitionChanged: Observer = (state, _effects, { event, cause, node, given: [partition, leader, leaderEpoch, , , leaderBefore] }) => {
  const controller = state.controllers.find(({ id }) => id === node)
  const before = controller?.image.partitions.get(partition!), rules = controller?.topicRules.get(partition!)
  if (before === undefined || rules === undefined || leader === -1 || leader === leaderBefore) return
  const { uncleanElections } = truthOf(state, partition!, before.leader)
  uncleanElections.delete(leaderEpoch!)
  if (before.isr.includes(leader!) || (!isElrVoid(before, rules) && before.elr.includes(leader!))) return
  const isAsked = hasRow(state.events, cause) && cellOf(state.events, cause, KIND) === EVENT_CODE.commandApplied
  if (rules.unclean || isAsked || before.lastKnownElr.includes(leader!)) uncleanElections.set(leaderEpoch!, event)
}

/** The log that leads starts later. */
function noteDeletion({ ledger }: ClusterState, { event, node }: Observed, partition: number, before: number): void {
  const truth = ledger.partitions.get(partition)
  if (truth?.leader === node && before > (truth.deletion?.before ?? 0)) truth.deletion = { before, event }
}

const logCleaned: Observer = ({ ledger }, _effects, { event, node, given: [partition] }) => {
  const truth = ledger.partitions.get(partition!)
  if (truth?.leader === node) truth.cleanedEvent = event
}

/** Who has lost a batch with its power may copy it again. */
const replicaAppended: Observer = (state, _effects, { node, given: [partition, baseOffset, lastOffset] }) => {
  if (state.ledger.lossyBrokers.size > 0) noteCopies(state.ledger, known(state.brokers.find(({ id }) => id === node), 'the broker'), partition!, baseOffset!, lastOffset!)
}

/** What the ledger looks at. */
const OBSERVERS: Partial<Record<EventKind, Observer>> = {
  batchOpened, batchSplit, pieceMade, batchAppended, batchAcknowledged, batchFailed, batchRejected, leadershipTaken, highWatermarkAdvanced, partitionChanged, logCleaned, replicaAppended,
  logStartAdvanced: (state, _effects, observed) => { noteDeletion(state, observed, observed.given[0]!, observed.given[1]!) },
  segmentsDeleted: (state, _effects, observed) => { noteDeletion(state, observed, observed.given[0]!, observed.given[3]!) },
  recordsDelivered: ({ ledger }, _effects, { given: [, , , records] }) => { ledger.deliveredRecords += records! },
  recordRefused: ({ ledger }) => { ledger.refusedRecords++ },
  nodeStopped: ({ ledger }, _effects, { event, node }) => { ledger.troubles.set(node, event) },
  connectionLost: ({ ledger }, _effects, { event, given: [broker] }) => { ledger.troubles.set(broker!, event) },
}
export const observerOf = (kind: EventKind): Observer | undefined => OBSERVERS[kind]

/** A Produce request is on the wire. */
export function observeRequest({ ledger }: ClusterState, { acks, batches }: ProduceRequest, message: number, broker: number): void {
  for (const { id } of batches) {
    if (!isRemembered(ledger, id)) continue
    setOfBatch(ledger, id, BATCH.acks, acks)
    setOfBatch(ledger, id, BATCH.sent, ofBatch(ledger, id, BATCH.sent) + 1)
    if (acks === 0) ledger.unseen.set(id, { message, broker })
  }
}

/** A leader says yes: how many copies does that rest on? */
export function observeAnswer({ ledger, brokers }: ClusterState, broker: number, { results }: ProduceResponse): void {
  for (const { batch, partition, error } of results) {
    const replica = error === 0 ? brokers.find(({ id }) => id === broker)?.replicas.get(partition) : undefined
    if (replica === undefined || !isRemembered(ledger, batch)) continue
    setOfBatch(ledger, batch, BATCH.inSync, replica.isr.length)
    setOfBatch(ledger, batch, BATCH.minIsr, effectiveMinIsr(replica))
  }
}

/** Messages may have got lost with a connection or a process: acks=0 hears nothing of it, the ledger does. */
export function observeSilence(state: ClusterState, effectsOf: (node: number) => Effects): void {
  const { ledger, network, brokers } = state
  if (ledger.unseen.size === 0) return
  const inHand = new Set<number>()
  for (const { connections } of brokers) {
    for (const connection of connections.values()) {
      if (connection.inHand !== null) inHand.add(connection.inHand.id)
      for (const { message } of connection.waiting) inHand.add(message.id)
    }
  }
  for (const [batch, { message, broker }] of ledger.unseen) {
    if (network.inFlight.has(message) || inHand.has(message)) continue
    ledger.unseen.delete(batch)
    if (!isRemembered(ledger, batch)) continue
    const event = Math.max(ledger.troubles.get(broker) ?? -1, ofBatch(ledger, batch, BATCH.toldEvent) - 1)
    missArrival(state, effectsOf(broker), batch, ofBatch(ledger, batch, BATCH.partition), event)
  }
}

/** It will not be stored any more, at least not by this attempt, and there is no other. */
function missArrival(state: ClusterState, effects: Effects, batch: number, partition: number, event: number): void {
  const { ledger } = state
  if (!isRemembered(ledger, batch) || ofBatch(ledger, batch, BATCH.copies) > 0) return
  setOfBatch(ledger, batch, BATCH.goneEvent, event + 1)
  judge(state, effects, ledger.partitions.get(partition) ?? createTruth(-1, -1, -1), batch)
}
