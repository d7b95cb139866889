/**
 * What the leading controller decides: who is registered, who is alive, who leads what, who is in sync.
 * Kafka: metadata/controller/{ClusterControlManager, BrokerHeartbeatManager, ReplicationControlManager}; spec §9.1, §9.2.
 * Simplified: who is no replica any more after a reassignment is not eligible either. Kafka 4.4 leaves it in the ELR while the ISR is below the minimum, and would elect it, empty, if it
 * were assigned again (found by the fuzz).
 */
import { requestRef, type Effects } from '../../effects'
import { known } from '../../kernel/assert'
import { PHASE } from '../../kernel/eventQueue'
import { ERROR } from '../../protocol/errorCodes'
import type { AlterPartitionRequest, AlterPartitionResult, BrokerHeartbeatRequest, BrokerRegistrationRequest, Message } from '../../protocol/messages'
import { isActive, isElrVoid, type BrokerRegistration, type MetadataRecord, type PartitionRegistration } from '../../protocol/metadata'
import { changePartition, type Election, type PartitionChange } from '../partitionChange'
import type { KraftNode } from './kraftNode'
import { answerWhenCommitted, decide, decidedEnd } from './metadataLog'
import { scheduleBalancing, scheduleUncleanElections, sweepIntervalUs } from './raft'

const REASSIGNMENT_NEEDS_ALL_UNTIL = ['3.9', '4.0', '4.1', '4.2']

/** What every change of a partition is judged by. */
function changeOf({ topicRules, image, version, elrEnabled }: KraftNode, number: number, partition: PartitionRegistration, election: Election, more: Partial<PartitionChange> = {}): PartitionChange {
  const { minIsr, unclean } = known(topicRules.get(number), 'the settings of the topic')
  return {
    minIsr: Math.min(minIsr, partition.replicas.length), elrEnabled, election: election === 'ONLINE' && unclean ? 'UNCLEAN' : election,
    isAcceptable: broker => isActive(image, broker), reassignmentNeedsAll: REASSIGNMENT_NEEDS_ALL_UNTIL.includes(version), ...more,
  }
}

/** The registration after a change; the very same object if nothing changes. What was eligible under another min.insync.replicas is void, even if no controller was there to write that down. */
export function afterChange(controller: KraftNode, number: number, before: PartitionRegistration, election: Election, more: Partial<PartitionChange> = {}): PartitionRegistration {
  const rules = known(controller.topicRules.get(number), 'the settings of the topic')
  const valid: PartitionRegistration = isElrVoid(before, rules) ? { ...before, elr: [], lastKnownElr: [] } : before
  const after = changePartition(valid, changeOf(controller, number, valid, election, more))
  if (after === valid) return before
  const elr = after.elr.filter(id => after.replicas.includes(id))
  return elr.length > 0 || after.lastKnownElr.length > 0 ? { ...after, elr, elrRevision: rules.revision ?? 0 } : { ...after, elr }
}

/** Decides a change of each of these partitions and says what came of it. `cause`: why. */
export function change(controller: KraftNode, effects: Effects, changes: readonly { readonly partition: number; readonly after: PartitionRegistration }[], cause: number): void {
  const records: MetadataRecord[] = []
  let last = cause
  for (const { partition, after } of changes) {
    const before = controller.image.partitions.get(partition)
    if (after === before) continue
    records.push({ type: 'partition', partition, registration: after })
    last = effects.emit('partitionChanged', cause, partition, after.leader, after.leaderEpoch, after.partitionEpoch, after.isr.length, before?.leader ?? -1)
  }
  controller.lastEvent = last
  decide(controller, effects, records, last)
}

const partitionsWhere = ({ image }: KraftNode, holds: (partition: PartitionRegistration) => boolean): readonly (readonly [number, PartitionRegistration])[] => [...image.partitions].filter(([, registration]) => holds(registration))

/** The broker leaves every ISR (and what it led gets another leader, or none). */
function removeFromIsrs(controller: KraftNode, effects: Effects, broker: number, cause: number, uncleanShutdown = false): void {
  const concerned = partitionsWhere(controller, ({ isr, elr, leader }) => leader === broker || isr.includes(broker) || (uncleanShutdown && elr.includes(broker)))
  change(controller, effects, concerned.map(([partition, registration]) => ({
    partition,
    after: afterChange(controller, partition, registration, 'ONLINE', { targetIsr: registration.isr.filter(id => id !== broker), isAcceptable: id => id !== broker && isActive(controller.image, id), ...(uncleanShutdown ? { uncleanShutdown: [broker] } : {}) }),
  })), cause)
}

/** A broker may lead again: whatever nobody leads is looked at. */
function electLeaderless(controller: KraftNode, effects: Effects, cause: number): void {
  const concerned = partitionsWhere(controller, ({ leader }) => leader === -1)
  change(controller, effects, concerned.map(([partition, registration]) => ({ partition, after: afterChange(controller, partition, registration, 'ONLINE') })), cause)
}

function setBroker(controller: KraftNode, effects: Effects, before: BrokerRegistration, state: Partial<Pick<BrokerRegistration, 'fenced' | 'inControlledShutdown'>>, cause: number): number {
  const registration: BrokerRegistration = { ...before, ...state }
  const kind = registration.inControlledShutdown && !before.inControlledShutdown ? 'brokerShuttingDown' : registration.fenced ? 'brokerFenced' : 'brokerUnfenced'
  const event = effects.emit(kind, cause, registration.broker, registration.epoch)
  controller.lastEvent = event
  if (registration.fenced) controller.shutdownOffsets.delete(registration.broker)
  decide(controller, effects, [{ type: 'broker', registration }], event)
  return event
}

export function handleBrokerRegistration(controller: KraftNode, effects: Effects, message: Message, { broker, incarnation, previousEpoch, rack }: BrokerRegistrationRequest, cause: number): void {
  const request = requestRef(message)
  if (controller.role !== 'leader') { effects.respond(request, { error: ERROR.notController, epoch: -1 }, cause); return }
  const before = controller.image.brokers.get(broker)
  // A session lasts on for its time, though its broker was shut down and fenced.
  const isAlive = before !== undefined && effects.nowMs - (controller.sessions.get(broker) ?? -Infinity) <= controller.config['broker.session.timeout.ms']
  if (before !== undefined && before.incarnation !== incarnation && isAlive) { effects.respond(request, { error: ERROR.duplicateBrokerRegistration, epoch: -1 }, cause); return }
  // It has asked twice: it is registered, and stays what it is.
  if (before?.incarnation === incarnation) {
    answerWhenCommitted(controller, effects, request, { error: ERROR.none, epoch: before.epoch }, cause)
    return
  }
  // Its log may have lost its end: it tells no previous epoch, or another one than it had.
  if (before !== undefined && controller.elrEnabled && previousEpoch !== before.epoch) removeFromIsrs(controller, effects, broker, cause, true)
  const registration: BrokerRegistration = { sealed: true, broker, epoch: decidedEnd(controller), incarnation, fenced: true, inControlledShutdown: false, rack }
  const registered = effects.emit('brokerRegistered', cause, broker, registration.epoch)
  controller.lastEvent = registered
  // Its session begins with its first heartbeat.
  controller.sessions.delete(broker)
  controller.shutdownOffsets.delete(broker)
  decide(controller, effects, [{ type: 'broker', registration }], registered)
  if (before !== undefined && !before.fenced) removeFromIsrs(controller, effects, broker, registered)
  answerWhenCommitted(controller, effects, request, { error: ERROR.none, epoch: registration.epoch }, registered)
}

export function handleBrokerHeartbeat(controller: KraftNode, effects: Effects, message: Message, heartbeat: BrokerHeartbeatRequest, cause: number): void {
  const request = requestRef(message)
  const refuse = (error: number): void => { effects.respond(request, { error, isFenced: true, shouldShutDown: false }, cause) }
  if (controller.role !== 'leader') { refuse(ERROR.notController); return }
  const { broker, epoch, metadataOffset, wantFence, wantShutDown } = heartbeat
  const registration = controller.image.brokers.get(broker)
  if (registration === undefined) { refuse(ERROR.brokerIdNotRegistered); return }
  if (registration.epoch !== epoch) { refuse(ERROR.staleBrokerEpoch); return }
  controller.sessions.set(broker, effects.nowMs)
  controller.heartbeatOffsets.set(broker, metadataOffset)
  let isFenced = registration.fenced, shouldShutDown = false
  if (registration.fenced) {
    if (wantShutDown) shouldShutDown = true
    else if (!wantFence && metadataOffset >= registration.epoch) {
      isFenced = false
      electLeaderless(controller, effects, setBroker(controller, effects, registration, { fenced: false, inControlledShutdown: false }, cause))
    }
  } else if (wantFence && !wantShutDown) {
    isFenced = true
    removeFromIsrs(controller, effects, broker, setBroker(controller, effects, registration, { fenced: true }, cause))
  } else if (wantShutDown) {
    const heardBy = controller.shutdownOffsets.get(broker)
    shouldShutDown = !leadsAnything(controller, broker) && (heardBy === undefined || everybodyHasHeard(controller, heardBy))
    if (shouldShutDown) {
      isFenced = true
      removeFromIsrs(controller, effects, broker, setBroker(controller, effects, registration, { fenced: true }, cause))
    } else if (heardBy === undefined) {
      removeFromIsrs(controller, effects, broker, registration.inControlledShutdown ? cause : setBroker(controller, effects, registration, { inControlledShutdown: true }, cause))
      controller.shutdownOffsets.set(broker, decidedEnd(controller))
    }
  }
  answerWhenCommitted(controller, effects, request, { error: ERROR.none, isFenced, shouldShutDown }, cause)
}

const leadsAnything = ({ image }: KraftNode, broker: number): boolean => [...image.partitions.values()].some(({ leader }) => leader === broker)

/** Whether every live broker that is not going itself has applied the metadata up to there: then nobody sends to the one that is going. */
const everybodyHasHeard = ({ image, shutdownOffsets, heartbeatOffsets }: KraftNode, offset: number): boolean =>
  [...image.brokers.values()].every(({ broker, fenced }) => fenced || shutdownOffsets.has(broker) || (heartbeatOffsets.get(broker) ?? 0) >= offset)

/** A look through the sessions: at most one broker is fenced, and then the look is repeated at once. */
export function sweepSessions(controller: KraftNode, effects: Effects, epoch: number): void {
  if (controller.role !== 'leader' || controller.epoch !== epoch) return
  const timeoutMs = controller.config['broker.session.timeout.ms']
  const stale = [...controller.image.brokers.values()].find(({ broker, fenced }) => !fenced && (controller.sessions.get(broker) ?? 0) + timeoutMs < effects.nowMs)
  if (stale !== undefined) removeFromIsrs(controller, effects, stale.broker, setBroker(controller, effects, stale, { fenced: true }, controller.lastEvent))
  effects.schedule(effects.nowUs + (stale === undefined ? sweepIntervalUs(controller) : 0), PHASE.timer, 'sweepSessions', epoch)
}

export function handleAlterPartition(controller: KraftNode, effects: Effects, message: Message, alter: AlterPartitionRequest, cause: number): void {
  const request = requestRef(message)
  if (controller.role !== 'leader') { effects.respond(request, { error: ERROR.notController, results: [] }, cause); return }
  if (controller.image.brokers.get(alter.broker)?.epoch !== alter.brokerEpoch) { effects.respond(request, { error: ERROR.staleBrokerEpoch, results: [] }, cause); return }
  const results = alter.partitions.map((asked): AlterPartitionResult => {
    const before = controller.image.partitions.get(asked.partition)
    const error = alterError(controller, alter.broker, asked, before)
    if (error !== ERROR.none || before === undefined) return { partition: asked.partition, error, registration: before ?? null }
    const after = afterChange(controller, asked.partition, before, 'ONLINE', { targetIsr: asked.isr.map(({ broker }) => broker), recovered: true })
    change(controller, effects, [{ partition: asked.partition, after }], cause)
    // A change that gave the partition to somebody else, to end a reassignment, is told as a new leader.
    return { partition: asked.partition, error: after.leader === alter.broker && after.leaderEpoch === asked.leaderEpoch ? ERROR.none : after.replicas.includes(alter.broker) ? ERROR.none : ERROR.newLeaderElected, registration: after }
  })
  answerWhenCommitted(controller, effects, request, { error: ERROR.none, results }, controller.lastEvent)
}

/** In Kafka's order. */
function alterError({ image }: KraftNode, sender: number, { leaderEpoch, partitionEpoch, isr }: AlterPartitionRequest['partitions'][number], before: PartitionRegistration | undefined): number {
  if (before === undefined) return ERROR.unknownTopicOrPartition
  if (leaderEpoch > before.leaderEpoch || partitionEpoch > before.partitionEpoch) return ERROR.notController
  if (leaderEpoch < before.leaderEpoch) return ERROR.fencedLeaderEpoch
  if (sender !== before.leader) return ERROR.invalidRequest
  if (partitionEpoch < before.partitionEpoch) return ERROR.invalidUpdateVersion
  const ids = isr.map(({ broker }) => broker)
  if (!ids.every(id => before.replicas.includes(id)) || !ids.includes(sender)) return ERROR.invalidRequest
  const isEligible = ({ broker, epoch }: { readonly broker: number; readonly epoch: number }): boolean => isActive(image, broker) && (epoch === -1 || epoch === image.brokers.get(broker)?.epoch)
  return isr.every(isEligible) ? ERROR.none : ERROR.ineligibleReplica
}

/** ElectLeaders, by an administrator or by the periodic balancing. Returns an error code. */
export function electLeader(controller: KraftNode, effects: Effects, partition: number, election: 'PREFERRED' | 'UNCLEAN', cause: number): number {
  const before = controller.image.partitions.get(partition)
  if (before === undefined) return ERROR.unknownTopicOrPartition
  if ((election === 'UNCLEAN' && before.leader !== -1) || (election === 'PREFERRED' && before.leader === before.replicas[0])) return ERROR.electionNotNeeded
  const after = afterChange(controller, partition, before, election)
  if (after === before || (election === 'PREFERRED' && after.leader !== before.replicas[0])) return election === 'PREFERRED' ? ERROR.preferredLeaderNotAvailable : ERROR.eligibleLeadersNotAvailable
  change(controller, effects, [{ partition, after }], cause)
  return ERROR.none
}

/** Leadership goes back to preferred replicas that may have it (auto.leader.rebalance.enable). */
export function balanceLeaders(controller: KraftNode, effects: Effects, epoch: number): void {
  if (controller.role !== 'leader' || controller.epoch !== epoch) return
  for (const [partition] of partitionsWhere(controller, ({ leader, replicas }) => leader !== -1 && leader !== replicas[0])) electLeader(controller, effects, partition, 'PREFERRED', controller.lastEvent)
  scheduleBalancing(controller, effects)
}

/** Who may not be in sync leads what nobody leads, where the topic has come to allow it (unclean.leader.election.enable). */
export function electUncleanLeaders(controller: KraftNode, effects: Effects, epoch: number): void {
  if (controller.role !== 'leader' || controller.epoch !== epoch) return
  for (const [partition] of partitionsWhere(controller, ({ leader }) => leader === -1)) if (controller.topicRules.get(partition)?.unclean) electLeader(controller, effects, partition, 'UNCLEAN', controller.lastEvent)
  scheduleUncleanElections(controller, effects)
}
