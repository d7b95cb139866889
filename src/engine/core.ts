/**
 * The core of a cluster at the beginning of a run: controllers that have agreed, brokers that are registered and let in, partitions that are led and in sync.
 */
import { addReplica, createBrokerNode, type BrokerNode } from './broker/brokerNode'
import type { ConfigsInForce } from './config/tables'
import type { ControllerNode, TopicRules } from './controller/controllerNode'
import { controllerRules } from './controller/controllerRules'
import { createHost, type Host } from './hosts'
import { assignEpoch } from './log/leaderEpochs'
import { logConfigOf, type LogConfig } from './log/logConfig'
import { imageAfter, type MetadataBatch, type MetadataRecord, type PartitionRegistration } from './protocol/metadata'
import { FIRST_CONTROLLER } from './protocol/nodes'
import { partitionsOf, type Topic } from './protocol/topics'
import type { Scenario } from './scenario'

type TopicValues = ConfigsInForce['topic']

/** A topic's settings: those of all topics, and its own. */
export const topicValues = (configs: ConfigsInForce, topicConfigs: ReadonlyMap<string, Readonly<Record<string, number | string>>>, topic: string): TopicValues =>
  ({ ...configs.topic, ...topicConfigs.get(topic) })

export const topicRulesOf = (values: TopicValues): TopicRules => ({ minIsr: values['min.insync.replicas'], unclean: values['unclean.leader.election.enable'] === 'true' })

/** Eligible leader replicas are on in new clusters since 4.1, unless the scenario says otherwise. */
const isElrEnabled = ({ features, kafka }: Scenario): boolean => (features?.['eligible.leader.replicas.version'] ?? (['3.9', '4.0'].includes(kafka) ? 0 : 1)) === 1

export function createCoreNodes(scenario: Scenario, configs: ConfigsInForce, topics: readonly Topic[], topicConfigs: ReadonlyMap<string, Readonly<Record<string, number | string>>>): {
  readonly brokers: BrokerNode[]; readonly controllers: ControllerNode[]; readonly hosts: Map<number, Host>
} {
  const { topology, kafka } = scenario
  const voters = Array.from({ length: topology.controllers ?? 1 }, (_none, index) => FIRST_CONTROLLER + index)
  const log = [bootstrapBatch(scenario, voters[0]!)]
  const rules = new Map<number, TopicRules>(), logConfigs = new Map<number, LogConfig>()
  for (const topic of topics) {
    const values = topicValues(configs, topicConfigs, topic.name)
    for (const partition of partitionsOf(topic)) { rules.set(partition, topicRulesOf(values)); logConfigs.set(partition, logConfigOf(values)) }
  }
  const controllers = voters.map(id => controllerRules.createNode({ id, version: kafka, voters, config: { ...configs.broker }, topicRules: new Map(rules), elrEnabled: isElrEnabled(scenario), log }))
  const brokers = topology.brokers.map(id => runningBroker(createBrokerNode({ id, rack: rackOf(topology, id), config: { ...configs.broker }, logConfigs, controllers: voters }), log, voters[0]!, scenario.clockMs ?? 0))
  return { brokers, controllers, hosts: new Map([...topology.brokers, ...voters].map(node => [node, createHost()])) }
}

const rackOf = ({ racks }: Scenario['topology'], broker: number): string | null => racks?.[broker] ?? null

/** What the metadata log holds: the quorum's leader, the brokers, the partitions, each led by its first replica. */
function bootstrapBatch({ topology }: Scenario, leader: number): MetadataBatch {
  const records: MetadataRecord[] = [{ type: 'leaderChange', leader }]
  for (const broker of topology.brokers) {
    records.push({ type: 'broker', registration: { sealed: true, broker, epoch: records.length, incarnation: 1, fenced: false, inControlledShutdown: false, rack: rackOf(topology, broker) } })
  }
  let partition = 0
  for (const { replicaAssignment } of topology.topics) for (const replicas of replicaAssignment) records.push({ type: 'partition', partition: partition++, registration: registrationOf(replicas) })
  return { sealed: true, baseOffset: 0, epoch: 1, records }
}

const registrationOf = (replicas: readonly number[]): PartitionRegistration =>
  ({ sealed: true, replicas, isr: replicas, elr: [], lastKnownElr: [], adding: [], removing: [], leader: replicas[0]!, leaderEpoch: 0, partitionEpoch: 0, recovering: false })

/** The broker knows all this and has acted on it. */
function runningBroker(broker: BrokerNode, log: readonly MetadataBatch[], controller: number, clockMs: number): BrokerNode {
  const { metadata, lifecycle, id } = broker
  for (const batch of log) metadata.image = imageAfter(metadata.image, batch)
  Object.assign(metadata, { leader: controller, epoch: 1, lastEpoch: 1, isPublishing: true })
  Object.assign(lifecycle, { state: 'running', epoch: metadata.image.brokers.get(id)!.epoch })
  for (const [partition, { replicas, isr, leader, leaderEpoch, partitionEpoch }] of metadata.image.partitions) {
    if (!replicas.includes(id)) continue
    const replica = addReplica(broker, partition, clockMs)
    Object.assign(replica, { replicas, isr, leader, leaderEpoch, partitionEpoch, role: leader === id ? 'leader' : 'follower' })
    if (leader !== id) continue
    assignEpoch(replica.log.epochs, leaderEpoch, 0)
    replica.followers = new Map(replicas.filter(follower => follower !== id).map(follower => [follower, { endOffset: 0, lastFetchLeaderEnd: 0, lastFetchMs: 0, lastCaughtUpMs: 0, brokerEpoch: -1, logStartOffset: 0 }]))
  }
  return broker
}
