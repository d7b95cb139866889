/**
 * From a due task to the rule that answers it, with the node's own doors (nodeEffects). Knows every node; no rule does.
 */
import { expireBlockedSend, sendNextRecord } from './producer/application'
import { addOpenConnection, connectionClosed, connectionOpened, receiveResponse } from './producer/networkClient'
import { startNextProducer } from './producer/changeConfig'
import { forceClose, runSender } from './producer/sender'
import { setProducerId } from './producer/transactionManager'
import { updateMetadata } from './producer/clientMetadata'
import { startWorkload } from './producer/workload'
import { checkpointHighWatermarks, scheduleCheckpoint, scheduleWriteBack, writeBack } from './broker/replicaManager'
import { alterPartitionLost, receiveAlterPartition, scheduleShrink, sendAlterPartition, shrinkIsrs } from './broker/isr'
import { controllerLost, receiveHeartbeat, receiveRegistration, startBeating, talkToController } from './broker/lifecycle'
import { metadataFetchLost, metadataResponse, receiveMetadataFetch, sendMetadataFetch } from './broker/metadataListener'
import { expireParkedProduces } from './broker/completion'
import { expireParkedFetch } from './broker/handleFetch'
import { finishNetworkWork } from './broker/networkThreads'
import { finishHandling } from './broker/requestPipeline'
import { loseConnection, receiveRequest } from './broker/connections'
import { fetcherConnectionLost, finishReplicaAppend, receiveReplicaFetch, runFetcher, startFetching, watchFetcher } from './broker/replicaFetcher'
import { checkRetention, cleanLogs, scheduleCleaner, scheduleRetention } from './broker/logManager'
import { expireDeletions } from './broker/deleteRecords'
import { flushDirtyLogs, startFlushing } from './broker/flushing'
import { expireProducers, scheduleProducerExpiry } from './broker/producerExpiry'
import type { BrokerNode } from './broker/brokerNode'
import type { ClusterState } from './cluster'
import type { ControllerNode, ControllerTask } from './controller/controllerNode'
import { controllerRules } from './controller/controllerRules'
import type { ConsumerNode } from './consumer/consumerNode'
import { poll, receiveFetch, startConsumer } from './consumer/fetcher'
import { connectionLost, receiveMetadata, retryFetches } from './consumer/leaders'
import { receiveCommit } from './consumer/offsetCommitter'
import type { Effects } from './effects'
import { STOPS_OF_A_NODE } from './events'
import { known } from './kernel/assert'
import { enqueue, PHASE } from './kernel/eventQueue'
import { observeSilence } from './ledger/observe'
import { forgetConnection, latencyBetween, linkKey, openedUsOf } from './network/network'
import { followingResent, heldBackWith, waitsForResent } from './network/resending'
import { cutBetween, NodeEffects } from './nodeEffects'
import { endProcess } from './faults'
import { ALTER_PARTITION, BROKER_HEARTBEAT, BROKER_REGISTRATION, FETCH, METADATA, METADATA_FETCH, LIFECYCLE_CONNECTION, QUORUM_CONNECTION, type Message, type MetadataResponse } from './protocol/messages'
import { FIRST_PRODUCER, isAdmin, isBroker, isConsumer, isController, isProducer, OUTSIDE } from './protocol/nodes'
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

/** A client that a tool holds in its hand (node FIRST_ADMIN): it writes requests by its own doors and is told what comes back. Such a run is played on, not rewound. */
export interface Prober {
  receive(message: Message): void
  /** A broker has ended the connection of this number. */
  connectionClosed(broker: number, connection: number): void
}

export interface Dispatch {
  /** The script's own door: node 0. */
  readonly world: Effects
  effectsOf(node: number): Effects
  /** The first event, and what every node does at the beginning. */
  begin(): void
  /** A producer begins: it is warm or cold, as its spec says. */
  startProducer(producer: ProducerNode): void
  run(task: number, node: number, first: number, second: number): void
}

export function createDispatch(scenario: Scenario, state: ClusterState, standIn: StandIn | null = null, prober: Prober | null = null): Dispatch {
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
    for (const controller of state.controllers) controllerRules.begin(controller, effectsOf(controller.id), state.controllers[0]!.id)
    state.brokers.forEach((broker, index) => startBroker(broker, index))
    for (const consumer of state.consumers) effectsOf(consumer.node).schedule(0, PHASE.decision, 'startConsumer')
    for (const producer of state.producers) startWorkload(producer, effectsOf(producer.node))
  }
  /** A broker that has been running: it follows its leaders and the metadata log, and does what it does now and then. */
  const startBroker = (broker: BrokerNode, index: number): void => {
    const effects = effectsOf(broker.id)
    for (const replica of broker.replicas.values()) if (replica.role === 'follower') startFetching(broker, effects, replica, state.rootEvent)
    sendMetadataFetch(broker, effects, state.rootEvent)
    startBeating(broker, effects, index, state.brokers.length)
    scheduleShrink(broker, effects)
    scheduleCheckpoint(broker, effects)
    scheduleWriteBack(effects)
    scheduleRetention(broker, effects, true)
    scheduleCleaner(broker, effects)
    startFlushing(broker, effects)
    scheduleProducerExpiry(broker, effects)
  }
  /** A warm client: connected, it knows the cluster (for `WARM_METADATA_MS`) and, if idempotent, who it is. A cold one knows its bootstrap brokers. */
  const startProducer = (producer: ProducerNode): void => {
    const effects = effectsOf(producer.node)
    producer.metadata.brokers = producer.bootstrap ?? scenario.topology.brokers
    if (producer.startsWarm) {
      updateMetadata(producer.metadata, standIn?.metadata() ?? metadataResponse(state.brokers[0]!.metadata.image), -WARM_METADATA_MS)
      for (const broker of scenario.topology.brokers) addOpenConnection(producer, effects, broker)
      if (producer.transactionManager !== null) setProducerId(producer.transactionManager, FIRST_WARM_ID + producer.node - FIRST_PRODUCER, 0)
    }
    effects.schedule(state.nowUs, PHASE.decision, 'runSender', producer.sender.generation)
  }
  const brokerOf = (node: number): BrokerNode => known(state.brokers.find(broker => broker.id === node), 'the broker')
  const producerOf = (node: number): ProducerNode => known(state.producers.find(producer => producer.node === node), 'the producer')
  const consumerOf = (node: number): ConsumerNode => known(state.consumers.find(consumer => consumer.node === node), 'the consumer')
  const controllerOf = (node: number): ControllerNode => known(state.controllers.find(controller => controller.id === node), 'the controller')
  const deliver = (node: number, id: number): void => {
    const { network } = state
    const message = network.inFlight.get(id)
    // Its connection is over.
    if (message === undefined) return
    if (network.resent.size > 0 && waitsForResent(network, message)) return
    if (standIn === null && isHeldUp(state, message)) return observeSilence(state, effectsOf)
    network.inFlight.delete(id)
    goOnWithResent(state, message)
    const effects = effectsOf(node)
    if (message.isResponse) return receive(node, effects, message, effects.emit('responseReceived', message.sentEvent, id, message.api, message.from, message.correlationId, message.request))
    if (standIn !== null) standIn.receive(node, effects, message)
    else if (isController(node)) controllerRules.receiveRequest(controllerOf(node), effects, message)
    else receiveRequest(brokerOf(node), effects, message)
  }
  const receive = (node: number, effects: Effects, message: Message, event: number): void => {
    if (isAdmin(node)) prober?.receive(message)
    else if (isProducer(node)) receiveResponse(producerOf(node), effects, message, event)
    else if (isController(node)) controllerRules.receiveAnswer(controllerOf(node), effects, message, event)
    else if (isBroker(node)) receiveAtBroker(brokerOf(node), effects, message, event)
    else if (message.api === FETCH) receiveFetch(consumerOf(node), effects, message, event)
    else if (message.api === METADATA) receiveMetadata(consumerOf(node), effects, message, event)
    else receiveCommit(consumerOf(node), effects, message, event)
  }
  const closeConnection = (node: number, other: number, connection: number): void => {
    const effects = effectsOf(node)
    if (standIn !== null && !isProducer(node)) return standIn.connectionClosed(node, other, connection)
    forgetConnection(state.network, node, other, connection)
    if (isAdmin(node)) prober?.connectionClosed(other, connection)
    else if (isProducer(node)) connectionClosed(producerOf(node), effects, other, connection)
    else if (isConsumer(node)) connectionLost(consumerOf(node), effects, other, connection)
    else if (isController(node)) controllerRules.connectionLost(controllerOf(node), effects, other)
    else if (isController(other)) connectionToControllerLost(brokerOf(node), effects, connection)
    else {
      loseConnection(brokerOf(node), other, connection)
      fetcherConnectionLost(brokerOf(node), effects, other, connection)
    }
    observeSilence(state, effectsOf)
  }
  type Rule = (node: number, first: number, second: number) => void
  const ofController = (task: ControllerTask): Rule => (node, operand) => controllerRules.run(controllerOf(node), effectsOf(node), task, operand)
  const rules: Record<TaskName, Rule> = {
    deliverMessage: deliver,
    sendNextRecord: (node, generation, thread) => sendNextRecord(producerOf(node), effectsOf(node), generation, thread),
    runSender: (node, generation) => runSender(producerOf(node), effectsOf(node), generation),
    startNextProducer: node => startNextProducer(producerOf(node), effectsOf(node)),
    expireBlockedSend: (node, thread, wait) => expireBlockedSend(producerOf(node), effectsOf(node), thread, wait),
    forceClose: node => forceClose(producerOf(node), effectsOf(node)),
    openConnection: (node, broker, connection) => {
      standIn?.connectionOpened(broker, node, connection)
      const cut = standIn === null ? cutBetween(state, node, broker) : 'no', host = state.hosts.get(broker)
      // Nobody says no: the client waits until it has waited long enough.
      if (cut === 'silent' || (host !== undefined && !host.hasPower)) return
      if (cut === 'no' && host?.isUp !== false) connectionOpened(producerOf(node), effectsOf(node), broker, connection)
      else connectionClosed(producerOf(node), effectsOf(node), broker, connection)
    },
    closeConnection,
    runStandIn: (node, number) => standIn?.run(node, effectsOf(node), number),
    finishHandling: (node, from, connection) => finishHandling(brokerOf(node), effectsOf(node), from, connection),
    finishNetworkWork: (node, thread) => finishNetworkWork(brokerOf(node), effectsOf(node), thread),
    expireParkedFetch: (node, message) => expireParkedFetch(brokerOf(node), effectsOf(node), message),
    finishReplicaAppend: (node, leader) => finishReplicaAppend(brokerOf(node), effectsOf(node), leader),
    runFetcher: (node, leader) => runFetcher(brokerOf(node), effectsOf(node), leader),
    watchFetcher: (node, leader) => watchFetcher(brokerOf(node), effectsOf(node), leader),
    expireParkedProduces: node => expireParkedProduces(brokerOf(node), effectsOf(node)),
    shrinkIsrs: node => shrinkIsrs(brokerOf(node), effectsOf(node)),
    retryAlterPartition: node => sendAlterPartition(brokerOf(node), effectsOf(node)),
    alterPartitionTimeout: (node, awaited) => alterPartitionLost(brokerOf(node), effectsOf(node), awaited),
    checkpointHighWatermarks: node => checkpointHighWatermarks(brokerOf(node), effectsOf(node)),
    writeBack: node => writeBack(brokerOf(node), effectsOf(node)),
    talkToController: (node, timer) => talkToController(brokerOf(node), effectsOf(node), timer),
    controllerTimeout: (node, awaited) => controllerLost(brokerOf(node), effectsOf(node), awaited),
    retryMetadataFetch: node => sendMetadataFetch(brokerOf(node), effectsOf(node), state.rootEvent),
    metadataFetchTimeout: (node, awaited) => metadataFetchLost(brokerOf(node), effectsOf(node), awaited),
    endProcess: (node, how) => endProcess(state, effectsOf, node, STOPS_OF_A_NODE[how]!, brokerOf(node).lifecycle.lastEvent),
    raftTimeout: ofController('raftTimeout'), flushMetadata: ofController('flushMetadata'), retryQuorumFetch: ofController('retryQuorumFetch'),
    sweepSessions: ofController('sweepSessions'), balanceLeaders: ofController('balanceLeaders'), electUncleanLeaders: ofController('electUncleanLeaders'), expireMetadataFetch: ofController('expireMetadataFetch'),
    poll: node => poll(consumerOf(node), effectsOf(node)),
    startConsumer: node => startConsumer(consumerOf(node), effectsOf(node), state.rootEvent),
    checkRetention: node => checkRetention(brokerOf(node), effectsOf(node)),
    flushDirtyLogs: (node, timer) => flushDirtyLogs(brokerOf(node), effectsOf(node), timer),
    expireProducers: node => expireProducers(brokerOf(node), effectsOf(node)),
    expireDeletions: node => expireDeletions(brokerOf(node), effectsOf(node)),
    cleanLogs: node => cleanLogs(brokerOf(node), effectsOf(node)),
    retryFetches: node => retryFetches(consumerOf(node), effectsOf(node)),
  }
  const table = TASKS.map(name => rules[name])
  const run = (task: number, node: number, first: number, second: number): void => {
    const host = state.hosts.get(node)
    // A process that stands still does nothing; what comes waits.
    if (host !== undefined && host.backlog !== null) host.backlog.push({ atUs: state.nowUs, phase: PHASE.arrival, task, first, second })
    else if (host === undefined || host.isUp || task === TASK_CODE.deliverMessage) table[task]!(node, first, second)
  }
  return { world, effectsOf, begin, startProducer, run }
}

function receiveAtBroker(broker: BrokerNode, effects: Effects, message: Message, event: number): void {
  if (message.api === FETCH) receiveReplicaFetch(broker, effects, message, event)
  else if (message.api === METADATA_FETCH) receiveMetadataFetch(broker, effects, message, event)
  else if (message.api === BROKER_REGISTRATION) receiveRegistration(broker, effects, message, event)
  else if (message.api === BROKER_HEARTBEAT) receiveHeartbeat(broker, effects, message, event)
  else if (message.api === ALTER_PARTITION) receiveAlterPartition(broker, effects, message, event)
}

function connectionToControllerLost(broker: BrokerNode, effects: Effects, connection: number): void {
  if (connection === QUORUM_CONNECTION) metadataFetchLost(broker, effects)
  else if (connection === LIFECYCLE_CONNECTION) controllerLost(broker, effects)
  else alterPartitionLost(broker, effects)
}

/** Whether a message does not get through now: the link is cut, nobody is there, or whoever was there when its connection was opened. Who can tells its sender. */
function isHeldUp(state: ClusterState, message: Message): boolean {
  const { network } = state
  const { id, from, to, connection } = message
  const cut = cutBetween(state, from, to)
  if (cut === 'silent') { network.links.get(linkKey(from, to))!.stalled.push(...heldBackWith(network, message)); return true }
  const host = state.hosts.get(to)
  const isGone = host !== undefined && (!host.isUp || openedUsOf(network, message) < host.startedUs)
  if (cut === 'no' && !isGone) return false
  network.inFlight.delete(id)
  goOnWithResent(state, message)
  if (cut === 'reset' || host!.hasPower) enqueue(state.queue, state.nowUs + latencyBetween(network, from, to), PHASE.arrival, TASK_CODE.closeConnection, from, to, connection)
  return true
}

/** What has waited for a message that was sent again comes behind it. */
function goOnWithResent({ network, queue, nowUs }: ClusterState, message: Message): void {
  const next = network.resent.size === 0 ? -1 : followingResent(network, message)
  if (next !== -1) enqueue(queue, nowUs, PHASE.arrival, TASK_CODE.deliverMessage, message.to, next, 0)
}

/** How long a warm client has known the cluster when the run begins, so that no backoff is running. */
const WARM_METADATA_MS = 10_000
/** Ids come in blocks of 1000 from the controller. */
const FIRST_WARM_ID = 1000
