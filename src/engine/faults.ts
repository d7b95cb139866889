/**
 * What goes wrong, and right again: processes that end, stand still and start, links that are cut, disks that fail. Done to the machines from outside.
 */
import { sendMetadataFetch } from './broker/metadataListener'
import { beginControlledShutdown, heartbeatSoon } from './broker/lifecycle'
import { startFlushing } from './broker/flushing'
import { scheduleCleaner, scheduleRetention } from './broker/logManager'
import { scheduleProducerExpiry } from './broker/producerExpiry'
import { scheduleShrink } from './broker/isr'
import { forgetMemory, scheduleCheckpoint, scheduleWriteBack } from './broker/replicaManager'
import type { ClusterState } from './cluster'
import type { Fault } from './commands'
import { controllerRules } from './controller/controllerRules'
import type { Effects } from './effects'
import { CUTS, STOPS_OF_A_NODE } from './events'
import type { Host } from './hosts'
import { known } from './kernel/assert'
import { enqueue, PHASE, takeTasksOf } from './kernel/eventQueue'
import { losePower } from './ledger/leaderLogs'
import { observeSilence } from './ledger/observe'
import { readEntries } from './log/partitionLog'
import { connectionsOf, latencyBetween, linkKey, type Link } from './network/network'
import { forgetResentBy, resend } from './network/resending'
import { TASK_CODE } from './tasks'

type EffectsOf = (node: number) => Effects
type How = (typeof STOPS_OF_A_NODE)[number]

export function applyFault(state: ClusterState, effectsOf: EffectsOf, fault: Fault, cause: number): void {
  switch (fault.type) {
    case 'stopNode': return stopNode(state, effectsOf, fault.node, fault.how, cause)
    case 'startNode': return startNode(state, effectsOf, fault.node, cause)
    case 'freezeNode': return freeze(state, effectsOf, fault.node, cause)
    case 'thawNode': return thaw(state, effectsOf, fault.node, cause)
    case 'setLink': return setLink(state, effectsOf, fault, cause)
    case 'setDisk': {
      const { disk } = known(state.brokers.find(({ id }) => id === fault.broker), 'the broker')
      disk.slowness = fault.slowness ?? 1
      disk.isFull = fault.isFull ?? false
      effectsOf(fault.broker).emit('diskChanged', cause, fault.broker, disk.slowness, disk.isFull ? 1 : 0)
      return
    }
    case 'loseAnswer': { known(state.brokers.find(({ id }) => id === fault.broker), 'the broker').losesNextAnswer = true }
  }
}

const hostOf = ({ hosts }: ClusterState, node: number): Host => known(hosts.get(node), 'the machine')

function stopNode(state: ClusterState, effectsOf: EffectsOf, node: number, how: How, cause: number): void {
  const host = hostOf(state, node)
  if (!host.isUp) { if (how === 'power') host.hasPower = false; return }
  const broker = state.brokers.find(({ id }) => id === node)
  if (how === 'shutdown' && broker !== undefined && broker.lifecycle.state !== 'starting') beginControlledShutdown(broker, effectsOf(node), cause)
  else endProcess(state, effectsOf, node, how, cause)
}

/** The process is gone. Whoever is connected to it hears of it from the operating system, unless that is gone too. */
export function endProcess(state: ClusterState, effectsOf: EffectsOf, node: number, how: How, cause: number): void {
  const { network, queue, nowUs } = state
  const host = hostOf(state, node), effects = effectsOf(node)
  const stopped = effects.emit('nodeStopped', cause, node, STOPS_OF_A_NODE.indexOf(how))
  Object.assign(host, { isUp: false, hasPower: how !== 'power', backlog: null })
  takeTasksOf(queue, node, TASK_CODE.deliverMessage)
  const broker = state.brokers.find(({ id }) => id === node)
  if (broker === undefined) controllerRules.stop(known(state.controllers.find(({ id }) => id === node), 'the controller'))
  else {
    const logs = host.hasPower ? [] : [...broker.replicas].map(([partition, { log }]) => ({ partition, log, before: { ...log } }))
    forgetMemory(broker, effects.wallMs, host.hasPower, how === 'shutdown')
    for (const { partition, log, before } of logs) losePower(state, effects, node, partition, readEntries(before, log.logEndOffset, before.logEndOffset, Infinity), stopped)
    observeSilence(state, effectsOf)
  }
  if (!host.hasPower) return
  for (const { peer, connection } of connectionsOf(network, node)) {
    if ((network.links.get(linkKey(node, peer))?.cut ?? 'no') !== 'silent') enqueue(queue, nowUs + latencyBetween(network, node, peer), PHASE.arrival, TASK_CODE.closeConnection, peer, node, connection)
  }
}

function startNode(state: ClusterState, effectsOf: EffectsOf, node: number, cause: number): void {
  const host = hostOf(state, node), effects = effectsOf(node)
  if (host.isUp) return
  Object.assign(host, { isUp: true, hasPower: true, startedUs: state.nowUs, backlog: null })
  // What it said in its former life comes by connections that are no longer.
  for (const [key, line] of state.network.lines) if (line.from === node) state.network.lines.delete(key)
  forgetResentBy(state.network, node)
  const broker = state.brokers.find(({ id }) => id === node)
  if (broker === undefined) return controllerRules.start(known(state.controllers.find(({ id }) => id === node), 'the controller'), effects, effects.emit('nodeStarted', cause, node, 0))
  broker.lifecycle.incarnation++
  broker.givenProducerIds = 0
  broker.lifecycle.lastEvent = effects.emit('nodeStarted', cause, node, broker.lifecycle.incarnation)
  sendMetadataFetch(broker, effects, broker.lifecycle.lastEvent)
  heartbeatSoon(broker, effects)
  scheduleShrink(broker, effects)
  scheduleCheckpoint(broker, effects)
  scheduleWriteBack(effects)
  scheduleRetention(broker, effects, true)
  scheduleCleaner(broker, effects)
  startFlushing(broker, effects)
  scheduleProducerExpiry(broker, effects)
}

function freeze(state: ClusterState, effectsOf: EffectsOf, node: number, cause: number): void {
  const host = hostOf(state, node)
  if (!host.isUp || host.backlog !== null) return
  effectsOf(node).emit('nodeFrozen', cause, node)
  host.backlog = [...takeTasksOf(state.queue, node, TASK_CODE.deliverMessage)]
}

/** It goes on where it stood; what is overdue by now is done at once, in order. */
function thaw(state: ClusterState, effectsOf: EffectsOf, node: number, cause: number): void {
  const host = hostOf(state, node)
  const { backlog } = host
  if (backlog === null) return
  host.backlog = null
  effectsOf(node).emit('nodeThawed', cause, node)
  for (const { atUs, phase, task, first, second } of backlog) enqueue(state.queue, Math.max(atUs, state.nowUs), phase, task, node, first, second)
}

function setLink(state: ClusterState, effectsOf: EffectsOf, { one, other, cut = 'no', extraLatencyMs = 0, lossPercent = 0 }: Extract<Fault, { type: 'setLink' }>, cause: number): void {
  const { network, queue, nowUs } = state
  const key = linkKey(one, other)
  const before = network.links.get(key)
  const link: Link = { cut, extraLatencyUs: extraLatencyMs * 1000, lossPercent, stalled: before?.stalled ?? [] }
  if (cut === 'no' && extraLatencyMs === 0 && lossPercent === 0) network.links.delete(key)
  else network.links.set(key, link)
  effectsOf(Math.min(one, other)).emit('linkChanged', cause, one, other, CUTS.indexOf(cut), link.extraLatencyUs, lossPercent)
  if (cut === 'reset') {
    for (const { peer, connection } of connectionsOf(network, one)) {
      if (peer !== other) continue
      enqueue(queue, nowUs, PHASE.arrival, TASK_CODE.closeConnection, one, other, connection)
      enqueue(queue, nowUs, PHASE.arrival, TASK_CODE.closeConnection, other, one, connection)
    }
  }
  if (cut === 'silent') return
  for (const { message, arrivesUs } of resend(network, link.stalled.splice(0), nowUs)) enqueue(queue, arrivesUs, PHASE.arrival, TASK_CODE.deliverMessage, message.to, message.id, 0)
}
