/**
 * A broker's life: it registers with the leading controller, sends heartbeats, is let in, and asks to be let out.
 * Kafka: core/src/main/scala/kafka/server/BrokerLifecycleManager.scala; spec §9.1.
 */
import type { Effects } from '../effects'
import { STOPS_OF_A_NODE } from '../events'
import { PHASE } from '../kernel/eventQueue'
import { ERROR } from '../protocol/errorCodes'
import { BROKER_HEARTBEAT, BROKER_REGISTRATION, LIFECYCLE_CONNECTION, type BrokerHeartbeatResponse, type BrokerRegistrationResponse, type Message } from '../protocol/messages'
import type { BrokerNode } from './brokerNode'

/** Heartbeats while it starts, and the second one of a controlled shutdown. */
const STARTING_BEAT_US = 10_000, SECOND_SHUTDOWN_BEAT_US = 50_000

const intervalUs = ({ config }: BrokerNode): number => config['broker.heartbeat.interval.ms'] * 1000
/** The channel gives a request half a session. */
const timeoutUs = ({ config }: BrokerNode): number => Math.floor(config['broker.session.timeout.ms'] / 2) * 1000

function scheduleBeat({ lifecycle }: BrokerNode, effects: Effects, afterUs: number): void {
  effects.schedule(effects.nowUs + afterUs, PHASE.timer, 'talkToController', ++lifecycle.timer)
}
export const heartbeatSoon = (broker: BrokerNode, effects: Effects): void => scheduleBeat(broker, effects, STARTING_BEAT_US)
/** Brokers that run from the beginning do not all beat at one instant. */
export const startBeating = (broker: BrokerNode, effects: Effects, index: number, count: number): void => scheduleBeat(broker, effects, Math.floor((intervalUs(broker) * (index + 1)) / count))

/** Registers, or tells that it is alive. */
export function talkToController(broker: BrokerNode, effects: Effects, timer: number): void {
  const { lifecycle, metadata, id, disk } = broker
  if (timer !== lifecycle.timer) return
  if (metadata.leader === -1) return scheduleBeat(broker, effects, STARTING_BEAT_US)
  lifecycle.awaiting = lifecycle.correlationId++
  const cause = lifecycle.lastEvent === -1 ? effects.rootEvent : lifecycle.lastEvent
  if (lifecycle.epoch === -1) {
    effects.request(metadata.leader, LIFECYCLE_CONNECTION, BROKER_REGISTRATION, lifecycle.awaiting, { broker: id, incarnation: lifecycle.incarnation, previousEpoch: disk.cleanEpoch, rack: broker.rack }, cause)
  } else {
    effects.request(metadata.leader, LIFECYCLE_CONNECTION, BROKER_HEARTBEAT, lifecycle.awaiting, {
      broker: id, epoch: lifecycle.epoch, metadataOffset: metadata.image.offset, wantFence: lifecycle.state === 'starting', wantShutDown: lifecycle.state === 'pendingShutdown',
    }, cause)
  }
  effects.schedule(effects.nowUs + timeoutUs(broker), PHASE.timer, 'controllerTimeout', lifecycle.awaiting)
}

/** No answer will come. */
export function controllerLost(broker: BrokerNode, effects: Effects, awaited: number = broker.lifecycle.awaiting): void {
  const { lifecycle } = broker
  if (lifecycle.awaiting === -1 || lifecycle.awaiting !== awaited) return
  lifecycle.awaiting = -1
  // The channel asks again as soon as it knows a controller; a running broker is no later than its next beat.
  scheduleBeat(broker, effects, lifecycle.state === 'running' ? SECOND_SHUTDOWN_BEAT_US : STARTING_BEAT_US)
}

export function receiveRegistration(broker: BrokerNode, effects: Effects, message: Message, event: number): void {
  const { lifecycle } = broker
  if (message.correlationId !== lifecycle.awaiting) return
  lifecycle.awaiting = -1
  lifecycle.lastEvent = event
  const { error, epoch } = message.body as BrokerRegistrationResponse
  if (error === ERROR.none) lifecycle.epoch = epoch
  scheduleBeat(broker, effects, error === ERROR.none || error === ERROR.notController ? STARTING_BEAT_US : intervalUs(broker))
}

export function receiveHeartbeat(broker: BrokerNode, effects: Effects, message: Message, event: number): void {
  const { lifecycle } = broker
  if (message.correlationId !== lifecycle.awaiting) return
  lifecycle.awaiting = -1
  lifecycle.lastEvent = event
  const { error, isFenced, shouldShutDown } = message.body as BrokerHeartbeatResponse
  if (error !== ERROR.none) return scheduleBeat(broker, effects, error === ERROR.notController ? STARTING_BEAT_US : intervalUs(broker))
  if (lifecycle.state === 'pendingShutdown' && shouldShutDown) { effects.schedule(effects.nowUs, PHASE.decision, 'endProcess', STOPS_OF_A_NODE.indexOf('shutdown')); return }
  if (lifecycle.state === 'recovery' && !isFenced) lifecycle.state = 'running'
  if (lifecycle.state === 'starting' || lifecycle.state === 'recovery') return scheduleBeat(broker, effects, STARTING_BEAT_US)
  scheduleBeat(broker, effects, lifecycle.state === 'pendingShutdown' && lifecycle.shutdownBeats++ === 0 ? SECOND_SHUTDOWN_BEAT_US : intervalUs(broker))
}

/** It asks to be let go: it is to lead nothing, and nobody is to send to it, before it ends. */
export function beginControlledShutdown(broker: BrokerNode, effects: Effects, cause: number): void {
  const { lifecycle } = broker
  if (lifecycle.state === 'pendingShutdown') return
  lifecycle.state = 'pendingShutdown'
  lifecycle.shutdownBeats = 0
  lifecycle.lastEvent = cause
  lifecycle.awaiting = -1
  scheduleBeat(broker, effects, 0)
}
