/**
 * Who leads the quorum: election timeouts by chance, pre-votes, votes, and what a leader does to stay one.
 * Kafka: raft/{KafkaRaftClient, QuorumState, LeaderState, CandidateState, ProspectiveState, FollowerState}; spec §9.1.
 * Simplified: a lost election is tried again after another election timeout (controller.quorum.election.backoff.max.ms); voters' endpoints never change.
 */
import { requestRef, type Effects } from '../../effects'
import { known } from '../../kernel/assert'
import { PHASE } from '../../kernel/eventQueue'
import { nextBelow } from '../../kernel/random'
import { ERROR } from '../../protocol/errorCodes'
import { BEGIN_QUORUM_EPOCH, METADATA_FETCH, QUORUM_CONNECTION, VOTE, type BeginQuorumEpochRequest, type Message, type MetadataFetchRequest, type MetadataFetchResponse, type VoteRequest, type VoteResponse } from '../../protocol/messages'
import { applyBatch } from '../../protocol/metadata'
import { endOfLog } from '../controllerNode'
import { epochOfLog, rebuildImage, type KraftNode } from './kraftNode'
import { appendToLog, handleMetadataFetch, takeMetadata } from './metadataLog'

/** A fetch of the metadata log is held back so long when nothing is new. */
export const METADATA_FETCH_WAIT_US = 500_000
const RETRY_BACKOFF_US = 20_000

const majority = ({ voters }: KraftNode): number => Math.floor(voters.length / 2) + 1
const others = ({ voters, id }: KraftNode): readonly number[] => voters.filter(voter => voter !== id)

function setTimer(controller: KraftNode, effects: Effects, afterMs: number): void {
  effects.schedule(effects.nowUs + afterMs * 1000, PHASE.timer, 'raftTimeout', ++controller.timer)
}
function electionTimeoutMs(controller: KraftNode, effects: Effects): number {
  const least = controller.config['controller.quorum.election.timeout.ms']
  return least + nextBelow(effects.random('election'), least)
}

/** It knows no leader; it waits an election timeout before it tries to become one. */
export function becomeUnattached(controller: KraftNode, effects: Effects, epoch: number): void {
  leaveLeadership(controller, effects)
  if (epoch > controller.epoch) { controller.epoch = epoch; controller.votedFor = -1 }
  controller.role = 'unattached'
  controller.leader = -1
  setTimer(controller, effects, electionTimeoutMs(controller, effects))
}

function becomeFollower(controller: KraftNode, effects: Effects, leader: number, epoch: number, cause: number): void {
  const isNew = controller.role !== 'follower' || controller.leader !== leader || controller.epoch !== epoch
  leaveLeadership(controller, effects)
  if (epoch > controller.epoch) { controller.epoch = epoch; controller.votedFor = -1 }
  controller.role = 'follower'
  controller.leader = leader
  if (!isNew) return
  setTimer(controller, effects, controller.config['controller.quorum.fetch.timeout.ms'])
  sendQuorumFetch(controller, effects, cause)
}

/** What was decided and not committed is forgotten; those who wait for it are not answered and will ask the next leader. */
function leaveLeadership(controller: KraftNode, effects: Effects): void {
  if (controller.role !== 'leader') return
  controller.pending = []
  controller.isFlushScheduled = false
  controller.deferred = []
  for (const { request } of controller.parked) effects.respond(request, notLeader(controller, -1), controller.lastEvent)
  controller.parked = []
  rebuildImage(controller)
}

const notLeader = ({ epoch, highWatermark }: KraftNode, leader: number): MetadataFetchResponse => ({ error: ERROR.notLeaderOrFollower, leader, epoch, highWatermark, batches: [], divergingEnd: null })

/** The timer of its role is over. */
export function raftTimeout(controller: KraftNode, effects: Effects, timer: number): void {
  if (timer !== controller.timer) return
  if (controller.role === 'leader') return checkQuorum(controller, effects)
  const cause = effects.emit('electionStarted', controller.lastEvent === -1 ? effects.rootEvent : controller.lastEvent, controller.epoch, 1)
  controller.lastEvent = cause
  if (controller.voters.length === 1) return becomeCandidate(controller, effects, cause)
  controller.role = 'prospective'
  controller.leader = -1
  askForVotes(controller, effects, true, cause)
}

function becomeCandidate(controller: KraftNode, effects: Effects, cause: number): void {
  controller.role = 'candidate'
  controller.epoch++
  controller.votedFor = controller.id
  controller.leader = -1
  const started = effects.emit('electionStarted', cause, controller.epoch, 0)
  controller.lastEvent = started
  if (majority(controller) === 1) return becomeLeader(controller, effects, started)
  askForVotes(controller, effects, false, started)
}

function askForVotes(controller: KraftNode, effects: Effects, isPreVote: boolean, cause: number): void {
  controller.granted = [controller.id]
  const body: VoteRequest = { candidate: controller.id, epoch: controller.epoch, lastEpoch: epochOfLog(controller), endOffset: endOfLog(controller), isPreVote }
  for (const voter of others(controller)) effects.request(voter, QUORUM_CONNECTION, VOTE, controller.correlationId++, body, cause)
  setTimer(controller, effects, electionTimeoutMs(controller, effects))
}

export function handleVote(controller: KraftNode, effects: Effects, message: Message, vote: VoteRequest, cause: number): void {
  if (vote.epoch > controller.epoch && !vote.isPreVote) becomeUnattached(controller, effects, vote.epoch)
  const isUpToDate = vote.lastEpoch > epochOfLog(controller) || (vote.lastEpoch === epochOfLog(controller) && vote.endOffset >= endOfLog(controller))
  const isFree = vote.isPreVote ? controller.role !== 'leader' && controller.role !== 'follower' : controller.leader === -1 && (controller.votedFor === -1 || controller.votedFor === vote.candidate)
  const granted = vote.epoch >= controller.epoch && isUpToDate && isFree
  if (granted && !vote.isPreVote) {
    controller.votedFor = vote.candidate
    setTimer(controller, effects, electionTimeoutMs(controller, effects))
  }
  const event = effects.emit('voteAnswered', cause, vote.candidate, vote.epoch, granted ? 1 : 0, vote.isPreVote ? 1 : 0)
  const body: VoteResponse = { epoch: controller.epoch, leader: controller.leader, granted, isPreVote: vote.isPreVote, askedEpoch: vote.epoch }
  effects.respond(requestRef(message), body, event)
}

export function receiveVote(controller: KraftNode, effects: Effects, message: Message, vote: VoteResponse, event: number): void {
  if (vote.epoch > controller.epoch) {
    if (vote.leader === -1) return becomeUnattached(controller, effects, vote.epoch)
    return becomeFollower(controller, effects, vote.leader, vote.epoch, event)
  }
  if (vote.askedEpoch !== controller.epoch || controller.role !== (vote.isPreVote ? 'prospective' : 'candidate')) return
  if (!vote.granted) {
    if (vote.leader !== -1 && vote.leader !== controller.id && vote.epoch === controller.epoch) becomeFollower(controller, effects, vote.leader, vote.epoch, event)
    return
  }
  if (!controller.granted.includes(message.from)) controller.granted.push(message.from)
  if (controller.granted.length < majority(controller)) return
  if (vote.isPreVote) becomeCandidate(controller, effects, event)
  else becomeLeader(controller, effects, event)
}

/** It applies the whole of its log, writes its epoch into it, and makes itself known. */
export function becomeLeader(controller: KraftNode, effects: Effects, cause: number): void {
  controller.role = 'leader'
  controller.leader = controller.id
  controller.awaiting = -1
  controller.peers = new Map(others(controller).map(voter => [voter, { endOffset: 0, lastFetchMs: effects.nowMs }]))
  for (const batch of controller.log) if (batch.baseOffset >= controller.image.offset) applyBatch(controller.image, batch)
  const elected = effects.emit('controllerElected', cause, controller.id, controller.epoch)
  controller.lastEvent = elected
  appendToLog(controller, effects, [{ type: 'leaderChange', leader: controller.id }], elected)
  for (const voter of others(controller)) beginQuorumEpoch(controller, effects, voter, elected)
  beginLeading(controller, effects)
}
/** Now and then leadership goes back to preferred replicas. */
export function scheduleBalancing(controller: KraftNode, effects: Effects): void {
  if (controller.config['auto.leader.rebalance.enable'] === 'true') effects.schedule(effects.nowUs + controller.config['leader.imbalance.check.interval.seconds'] * 1_000_000, PHASE.timer, 'balanceLeaders', controller.epoch)
}
/** unclean.leader.election.interval.ms. */
const UNCLEAN_ELECTIONS_US = 300_000_000
export const scheduleUncleanElections = ({ epoch }: KraftNode, effects: Effects): void => effects.schedule(effects.nowUs + UNCLEAN_ELECTIONS_US, PHASE.timer, 'electUncleanLeaders', epoch)
/** Kafka looks through the sessions eight times in the length of one. */
export const sweepIntervalUs = ({ config }: KraftNode): number => Math.floor((config['broker.session.timeout.ms'] * 1000) / 8)

function beginQuorumEpoch(controller: KraftNode, effects: Effects, voter: number, cause: number): void {
  effects.request(voter, QUORUM_CONNECTION, BEGIN_QUORUM_EPOCH, controller.correlationId++, { leader: controller.id, epoch: controller.epoch }, cause)
}

/** A leader that a majority has not fetched from for one and a half fetch timeouts is none any more; voters that are silent are told again who leads. */
function checkQuorum(controller: KraftNode, effects: Effects): void {
  const fetchTimeoutMs = controller.config['controller.quorum.fetch.timeout.ms']
  const silent = others(controller).filter(voter => effects.nowMs - known(controller.peers.get(voter), 'the voter').lastFetchMs >= fetchTimeoutMs / 2)
  const lost = others(controller).filter(voter => effects.nowMs - controller.peers.get(voter)!.lastFetchMs > fetchTimeoutMs * 1.5)
  if (controller.voters.length - lost.length < majority(controller)) {
    controller.lastEvent = effects.emit('controllerResigned', controller.lastEvent, controller.id, controller.epoch)
    return becomeUnattached(controller, effects, controller.epoch)
  }
  for (const voter of silent) beginQuorumEpoch(controller, effects, voter, controller.lastEvent)
  setTimer(controller, effects, fetchTimeoutMs / 2)
}

export function handleBeginQuorumEpoch(controller: KraftNode, effects: Effects, message: Message, { leader, epoch }: BeginQuorumEpochRequest, cause: number): void {
  if (epoch >= controller.epoch && controller.role !== 'leader') becomeFollower(controller, effects, leader, epoch, cause)
  effects.respond(requestRef(message), { epoch: controller.epoch, leader: controller.leader }, cause)
}

export function sendQuorumFetch(controller: KraftNode, effects: Effects, cause: number): void {
  if (controller.role !== 'follower' || controller.leader === -1) return
  controller.awaiting = controller.correlationId++
  const body: MetadataFetchRequest = {
    replica: controller.id, epoch: controller.epoch, fetchOffset: endOfLog(controller), lastFetchedEpoch: epochOfLog(controller), highWatermark: controller.highWatermark, maxWaitUs: METADATA_FETCH_WAIT_US,
  }
  effects.request(controller.leader, QUORUM_CONNECTION, METADATA_FETCH, controller.awaiting, body, cause)
}

/** A fetch from a voter or a broker. */
export function handleQuorumFetch(controller: KraftNode, effects: Effects, message: Message, fetch: MetadataFetchRequest, cause: number): void {
  if (fetch.epoch > controller.epoch) becomeUnattached(controller, effects, fetch.epoch)
  if (controller.role === 'leader' && fetch.epoch === controller.epoch) handleMetadataFetch(controller, effects, message, fetch, cause)
  else effects.respond(requestRef(message), notLeader(controller, controller.leader), cause)
}

export function receiveQuorumFetch(controller: KraftNode, effects: Effects, message: Message, answer: MetadataFetchResponse, event: number): void {
  if (message.correlationId !== controller.awaiting || controller.role !== 'follower') return
  controller.awaiting = -1
  if (answer.epoch > controller.epoch || (answer.error !== ERROR.none && answer.leader !== controller.leader)) {
    if (answer.leader === -1 || answer.leader === controller.id) return becomeUnattached(controller, effects, answer.epoch)
    return becomeFollower(controller, effects, answer.leader, answer.epoch, event)
  }
  if (answer.error !== ERROR.none) { effects.schedule(effects.nowUs + RETRY_BACKOFF_US, PHASE.timer, 'retryQuorumFetch', controller.epoch); return }
  takeMetadata(controller, effects, answer, event)
  setTimer(controller, effects, controller.config['controller.quorum.fetch.timeout.ms'])
  sendQuorumFetch(controller, effects, event)
}

/** The connection to the leader was lost, or it would not answer: once more, after a short wait. */
export function retryQuorumFetch(controller: KraftNode, effects: Effects, epoch: number): void {
  if (controller.epoch === epoch && controller.awaiting === -1) sendQuorumFetch(controller, effects, controller.lastEvent)
}

export function quorumConnectionLost(controller: KraftNode, effects: Effects, peer: number): void {
  if (controller.role !== 'follower' || peer !== controller.leader) return
  controller.awaiting = -1
  effects.schedule(effects.nowUs + RETRY_BACKOFF_US, PHASE.timer, 'retryQuorumFetch', controller.epoch)
}

/** The process stops: what was in memory is gone. */
export function forgetQuorum(controller: KraftNode): void {
  Object.assign(controller, { role: 'unattached', leader: -1, granted: [], peers: new Map(), parked: [], pending: [], isFlushScheduled: false, deferred: [], sessions: new Map(), heartbeatOffsets: new Map(), shutdownOffsets: new Map(), awaiting: -1 })
  controller.timer++
  controller.highWatermark = Math.min(controller.highWatermark, endOfLog(controller))
  rebuildImage(controller)
}

/** A quorum that has agreed before the run begins: this one leads, the others follow, and nobody has to be told. */
export function startQuorum(controller: KraftNode, effects: Effects, leader: number): void {
  controller.leader = leader
  if (leader !== controller.id) {
    controller.role = 'follower'
    setTimer(controller, effects, controller.config['controller.quorum.fetch.timeout.ms'])
    return sendQuorumFetch(controller, effects, effects.rootEvent)
  }
  controller.role = 'leader'
  controller.peers = new Map(others(controller).map(voter => [voter, { endOffset: endOfLog(controller), lastFetchMs: effects.nowMs }]))
  beginLeading(controller, effects)
}

/** Sessions begin anew, and what a leader looks after by the clock. */
function beginLeading(controller: KraftNode, effects: Effects): void {
  controller.sessions = new Map([...controller.image.brokers.values()].flatMap(({ broker, fenced }) => (fenced ? [] : [[broker, effects.nowMs] as const])))
  controller.heartbeatOffsets = new Map()
  controller.shutdownOffsets = new Map()
  if (controller.voters.length > 1) setTimer(controller, effects, controller.config['controller.quorum.fetch.timeout.ms'] / 2)
  effects.schedule(effects.nowUs + sweepIntervalUs(controller), PHASE.timer, 'sweepSessions', controller.epoch)
  scheduleBalancing(controller, effects)
  scheduleUncleanElections(controller, effects)
}
