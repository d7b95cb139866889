/**
 * What is wrong with a command given from outside, in words.
 */
import type { Command } from './commands'
import { parseConfigValue } from './config/configTable'
import { BASELINE, type KafkaVersion } from './config/kafkaKey'
import { CONFIG_TABLES } from './config/tables'
import { CUTS, STOPS_OF_A_NODE } from './events'
import { FIRST_CONSUMER, FIRST_CONTROLLER, FIRST_PRODUCER } from './protocol/nodes'
import { checkProducer, consumerConfigProblems, isName, isObject, isTimeUs, MOST_PARTITIONS, type Json } from './specChecks'
import { topicConfigProblems } from './topicConfigProblems'

const NODE_COMMANDS: readonly string[] = ['stopNode', 'startNode', 'freezeNode', 'thawNode'] satisfies readonly Command['type'][]
const BROKER_COMMANDS: readonly string[] = ['setDisk', 'loseAnswer'] satisfies readonly Command['type'][]
const TYPES = [
  'setConfig', 'send', 'flush', 'close', 'startConsumer', 'startProducer', ...NODE_COMMANDS, 'setLink', ...BROKER_COMMANDS, 'electLeaders', 'createTopic', 'createPartitions', 'deleteTopic', 'reassign', 'deleteRecords',
]

/** A command names producers and threads by number and topics by name: they must be there. */
export function unknownNames(command: unknown, topology: unknown, before: readonly { readonly command?: unknown }[] = []): readonly string[] {
  if (!isObject(command) || !isObject(topology)) return []
  const { producer = 0, thread = 0, topic } = command
  const earlier = before.map(timed => timed.command).filter(isObject)
  const listOf = (value: unknown): Json[] => (Array.isArray(value) ? value as Json[] : [])
  const producers = [...listOf(topology['producers']), ...earlier.filter(({ type }) => type === 'startProducer').map(({ spec }) => spec as Json)]
  const topics = [...listOf(topology['topics']), ...earlier.filter(({ type }) => type === 'createTopic').map(one => ({ name: one['topic'] }))]
  if (command['type'] === 'createTopic' || command['type'] === 'startConsumer') return []
  const nodes = [...Array.isArray(topology['brokers']) ? topology['brokers'] as unknown[] : [], ...Array.from({ length: Number(topology['controllers'] ?? 1) }, (_none, index) => FIRST_CONTROLLER + index)]
  if (NODE_COMMANDS.includes(command['type'] as string)) return nodes.includes(command['node']) ? [] : [`node must be one of ${nodes.join(', ')}`]
  if (BROKER_COMMANDS.includes(command['type'] as string)) return nodes.includes(command['broker']) ? [] : ['broker must be a broker of the topology']
  if (command['type'] === 'setLink') {
    const consumers = [...listOf(topology['consumers']), ...earlier.filter(({ type }) => type === 'startConsumer')]
    const machines = [...nodes, ...producers.map((_spec, index) => FIRST_PRODUCER + index), ...consumers.map((_spec, index) => FIRST_CONSUMER + index)]
    return machines.includes(command['one']) && machines.includes(command['other']) ? [] : [`one and other must be two of ${machines.join(', ')}`]
  }
  const isIndex = (value: unknown, count: number): boolean => Number.isInteger(value) && (value as number) >= 0 && (value as number) < count
  const problems: string[] = []
  if (!isIndex(producer, producers.length)) problems.push(`producer must be a number from 0 to ${producers.length - 1}`)
  else if (!isIndex(thread, Number(producers[producer as number]?.['threads'] ?? 1))) problems.push('thread must be the number of one of the producer’s threads')
  if (topic !== undefined && !topics.some(({ name }) => name === topic)) problems.push('topic must be a topic of the topology')
  return problems
}

/** What is wrong with a command given from outside, in words; empty if nothing. */
export function commandProblems(given: unknown, version: KafkaVersion = BASELINE): readonly string[] {
  if (!isObject(given)) return ['must be an object']
  const command = given as unknown as Command
  switch (command.type) {
    case 'setConfig': {
      if (!Object.hasOwn(CONFIG_TABLES, command.owner)) return [`owner must be one of ${Object.keys(CONFIG_TABLES).join(', ')}`]
      if (typeof command.value !== 'string' && typeof command.value !== 'number') return ['value must be a text or a number']
      const parsed = parseConfigValue(CONFIG_TABLES[command.owner], command.key, command.value, version)
      return parsed.ok ? [] : [parsed.message]
    }
    case 'send': {
      const problems: string[] = []
      if (command.key !== null && typeof command.key !== 'string') problems.push('key must be a text or null')
      if (!Number.isInteger(command.valueBytes) || command.valueBytes < -1 || command.valueBytes > 2147483647) problems.push('valueBytes must be a whole number, 0 or more (-1 for null)')
      if (command.value !== undefined && command.value !== null && typeof command.value !== 'string') problems.push('value must be a text or null')
      if (command.partition !== undefined && (!Number.isInteger(command.partition) || command.partition < 0)) {
        problems.push(`Invalid partition: ${String(command.partition)}. Partition number should always be non-negative or null.`)
      }
      return problems
    }
    case 'flush':
      return []
    case 'close':
      return command.timeoutMs === undefined || isTimeUs(command.timeoutMs) ? [] : ['The timeout cannot be negative.']
    case 'startConsumer':
      return [...typeof command.groupId === 'string' && command.groupId.length > 0 ? [] : ['groupId must be a text'], ...consumerConfigProblems(command.config, version)]
    default:
      return moreProblems(command, given, version)
  }
}

const isCount = (value: unknown, least = 0): boolean => typeof value === 'number' && Number.isSafeInteger(value) && value >= least
const isReplicaList = (value: unknown): boolean => Array.isArray(value) && value.length > 0 && new Set(value).size === value.length && value.every(id => isCount(id, 1))
const isAssignment = (value: unknown, least: number): boolean => value === undefined || (Array.isArray(value) && value.length >= least && value.length <= MOST_PARTITIONS && value.every(isReplicaList))
const isWholeNumber = (value: unknown, most: number): boolean => value === undefined || (Number.isSafeInteger(value) && (value as number) <= most)

function moreProblems(command: Command, given: Json, version: KafkaVersion): readonly string[] {
  const problems: string[] = []
  const check = (holds: boolean, problem: string): boolean => { if (!holds) problems.push(problem); return holds }
  switch (command.type) {
    case 'stopNode': check(STOPS_OF_A_NODE.includes(command.how), `how must be one of ${STOPS_OF_A_NODE.join(', ')}`); break
    case 'startNode': case 'freezeNode': case 'thawNode': case 'loseAnswer': break
    case 'setLink':
      check(isCount(command.one) && isCount(command.other) && command.one !== command.other, 'one and other must be the numbers of two machines')
      check(command.cut === undefined || CUTS.includes(command.cut), `cut must be one of ${CUTS.join(', ')}`)
      check(command.extraLatencyMs === undefined || isCount(command.extraLatencyMs), 'extraLatencyMs must be a whole number, 0 or more')
      check(command.lossPercent === undefined || (isCount(command.lossPercent) && command.lossPercent <= 95), 'lossPercent must be a whole number from 0 to 95')
      break
    case 'setDisk': check(command.slowness === undefined || isCount(command.slowness, 1), 'slowness must be a whole number, 1 or more'); break
    case 'startProducer':
      if (check(isObject(command.spec) && typeof command.spec.clientId === 'string' && command.spec.clientId.length > 0, 'spec.clientId must be a text')) checkProducer(command.spec as unknown as Json, 'spec', check)
      break
    case 'createTopic':
      check(isName(command.topic), 'topic must be 1 to 249 of a–z A–Z 0–9 . _ -')
      check(isAssignment(command.replicaAssignment, 1), `replicaAssignment must list the replicas of 1 to ${MOST_PARTITIONS} partitions`)
      check(isWholeNumber(command.partitions, MOST_PARTITIONS), `partitions must be a whole number, at most ${MOST_PARTITIONS} (-1: num.partitions)`)
      check(isWholeNumber(command.replicationFactor, 32_767), 'replicationFactor must be a whole number, at most 32767 (-1: default.replication.factor)')
      problems.push(...topicConfigProblems(command.config, version))
      break
    case 'createPartitions':
      check(isCount(command.count, 1) && command.count <= MOST_PARTITIONS, `count must be a whole number from 1 to ${MOST_PARTITIONS}`)
      check(isAssignment(command.replicaAssignment, 0), 'replicaAssignment must list the replicas of each new partition')
      break
    case 'electLeaders': check(command.election === 'PREFERRED' || command.election === 'UNCLEAN', 'election must be PREFERRED or UNCLEAN'); check(isCount(command.partition), 'partition must be a whole number, 0 or more'); break
    case 'reassign': check(isCount(command.partition) && isReplicaList(command.replicas), 'partition and replicas must be given'); break
    case 'deleteRecords': check(isCount(command.partition) && isCount(command.before, -1), 'before must be an offset, or -1'); break
    case 'deleteTopic': break
    default: problems.push(`type must be one of ${TYPES.join(', ')}, got ${JSON.stringify(given['type'])}`)
  }
  return problems
}
