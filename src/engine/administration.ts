/**
 * What an administrator asks of the cluster, and the settings that change while it runs.
 * Simplified: an administrator is always connected to the leading controller and to leaders, and is answered at once; settings of brokers and topics reach
 * all machines at the same instant (Kafka: through the metadata log).
 */
import { deleteRecords } from './broker/deleteRecords'
import { rescheduleFlushes } from './broker/flushing'
import { afterIsrChange } from './broker/isr'
import { resizeRequestPath } from './broker/requestPipeline'
import { topicRulesOf, topicValues } from './core'
import type { ClusterState } from './cluster'
import type { Administration, Command } from './commands'
import type { ControllerNode, Refusal } from './controller/controllerNode'
import { controllerRules } from './controller/controllerRules'
import type { Effects } from './effects'
import { ADMINISTRATION_REFUSALS } from './events'
import { logConfigOf } from './log/logConfig'
import { learnTopic } from './producer/knownTopics'
import { OUTSIDE } from './protocol/nodes'
import { ERROR } from './protocol/errorCodes'
import { partitionsOf, type Topic } from './protocol/topics'

type EffectsOf = (node: number) => Effects

const KINDS: Readonly<Record<Administration['type'], true>> = { electLeaders: true, createTopic: true, createPartitions: true, deleteTopic: true, reassign: true, deleteRecords: true }
export const isAdministration = (command: Command): command is Administration => Object.hasOwn(KINDS, command.type)

/** Does it and tells what came of it (`commandAnswered`); DeleteRecords is answered by the leader, later. */
export function runAdministration(state: ClusterState, effectsOf: EffectsOf, command: Administration, cause: number): void {
  const isDeletion = command.type === 'deleteRecords'
  const answer = isDeletion ? deleteFrom(state, effectsOf, command, cause) : askController(state, effectsOf, command, cause)
  if (isDeletion && answer === ERROR.none) return
  const { error, why, first = 0, second = 0 } = typeof answer === 'number' ? { error: answer } : answer
  effectsOf(OUTSIDE).emit('commandAnswered', cause, state.appliedCommands - 1, error, 0, why === undefined ? -1 : ADMINISTRATION_REFUSALS.indexOf(why), first, second)
}

const topicNamed = ({ topics }: ClusterState, name: string): Topic | undefined => topics.find(topic => topic.name === name)
const activeController = ({ controllers, hosts }: ClusterState): ControllerNode | undefined => controllers.findLast(({ role, id }) => role === 'leader' && hosts.get(id)?.isUp === true && hosts.get(id)?.backlog === null)

function askController(state: ClusterState, effectsOf: EffectsOf, command: Exclude<Administration, { type: 'deleteRecords' }>, cause: number): number | Refusal {
  const controller = activeController(state)
  if (controller === undefined) return ERROR.notController
  const effects = effectsOf(controller.id)
  const topic = topicNamed(state, command.topic)
  if (command.type === 'createTopic') {
    if (topic !== undefined) return { error: ERROR.topicAlreadyExists, why: 'topicExists' }
    if (command.config !== undefined) state.topicConfigs.set(command.topic, command.config)
    const created = controllerRules.createTopic(controller, effects, state.nextPartition, command, topicRulesOf(topicValues(state.configs, state.topicConfigs, command.topic)), cause)
    if (typeof created !== 'number') { state.topicConfigs.delete(command.topic); return created }
    state.topics.push({ name: command.topic, firstPartition: state.nextPartition, partitions: created, added: [] })
    prepareFor(state, command.topic, created)
    for (const producer of state.producers) if (producer.topics.some(({ name }) => name === command.topic)) learnTopic(producer, state.topics, command.topic)
    return ERROR.none
  }
  if (topic === undefined) return ERROR.unknownTopicOrPartition
  const numbers = partitionsOf(topic)
  if (command.type === 'createPartitions') {
    const created = controllerRules.createPartitions(controller, effects, state.nextPartition, { ...command, existing: numbers }, topicRulesOf(topicValues(state.configs, state.topicConfigs, topic.name)), cause)
    if (typeof created !== 'number') return created
    topic.added.push(...prepareFor(state, topic.name, created))
    return ERROR.none
  }
  if (command.type === 'deleteTopic') {
    state.topics = state.topics.filter(other => other !== topic)
    return controllerRules.deletePartitions(controller, effects, numbers, cause)
  }
  const partition = numbers[command.partition]
  if (partition === undefined) return ERROR.unknownTopicOrPartition
  if (command.type === 'electLeaders') return controllerRules.electLeader(controller, effects, partition, command.election, cause)
  return controllerRules.reassign(controller, effects, partition, command.replicas, cause)
}

/** So many new partitions of a topic: every machine knows their settings. Returns their numbers. */
function prepareFor(state: ClusterState, topic: string, count: number): readonly number[] {
  const values = topicValues(state.configs, state.topicConfigs, topic), config = logConfigOf(values), numbers = Array.from({ length: count }, () => state.nextPartition++)
  for (const partition of numbers) {
    for (const controller of state.controllers) controller.topicRules.set(partition, topicRulesOf(values))
    for (const broker of state.brokers) broker.logConfigs.set(partition, config)
  }
  return numbers
}

function deleteFrom(state: ClusterState, effectsOf: EffectsOf, { topic: name, partition: number, before }: Extract<Administration, { type: 'deleteRecords' }>, cause: number): number {
  const topic = topicNamed(state, name)
  const partition = topic === undefined ? undefined : partitionsOf(topic)[number]
  if (partition === undefined) return ERROR.unknownTopicOrPartition
  const leader = state.brokers.find(({ id, replicas }) => replicas.get(partition)?.role === 'leader' && state.hosts.get(id)?.isUp === true)
  return leader === undefined ? ERROR.leaderNotAvailable : deleteRecords(leader, effectsOf(leader.id), leader.replicas.get(partition)!, before, state.appliedCommands - 1, cause)
}

/** Settings of brokers and topics are as `state.configs` and `state.topicConfigs` say from now on. */
export function applySettings(state: ClusterState, effectsOf: EffectsOf, cause: number): void {
  const { configs, topicConfigs } = state
  for (const controller of state.controllers) controller.config = { ...configs.broker }
  for (const broker of state.brokers) {
    const flushIntervalMs = broker.config['log.flush.scheduler.interval.ms']
    broker.config = { ...configs.broker }
    resizeRequestPath(broker, effectsOf(broker.id), cause)
    rescheduleFlushes(broker, effectsOf(broker.id), flushIntervalMs)
  }
  for (const topic of state.topics) {
    const values = topicValues(configs, topicConfigs, topic.name), config = logConfigOf(values), partitions = partitionsOf(topic)
    for (const controller of state.controllers) controllerRules.changeTopicRules(controller, effectsOf(controller.id), partitions, topicRulesOf(values), cause)
    for (const broker of state.brokers) {
      for (const partition of partitions) {
        broker.logConfigs.set(partition, config)
        const replica = broker.replicas.get(partition)
        if (replica === undefined) continue
        const isOther = replica.log.config.minInsyncReplicas !== config.minInsyncReplicas
        replica.log.config = config
        // A lower minimum may let the high watermark go on.
        if (isOther && replica.role === 'leader' && state.hosts.get(broker.id)?.isUp === true) afterIsrChange(broker, effectsOf(broker.id), replica, cause)
      }
    }
  }
}
