/**
 * Topics of a scenario that say how many partitions and replicas they have, and not where: placed as a controller would, by chance from the scenario's seed, before the run begins.
 */
import { placeReplicas, type DrawBelow, type Placed } from './controller/stripedReplicaPlacer'
import { createStream, nextBelow } from './kernel/random'
import type { KafkaVersion } from './config/kafkaKey'
import { placementWords } from './refusalWords'
import type { Scenario, TopicSpec } from './scenario'
import type { Json } from './specChecks'

/** As it is written: in place of `replicaAssignment`. */
interface UnplacedTopic extends Omit<TopicSpec, 'replicaAssignment'> { readonly partitions: number; readonly replicationFactor: number; readonly replicaAssignment?: undefined }
type Written = Pick<Scenario, 'seed'> & { readonly topology: Pick<Scenario['topology'], 'brokers' | 'racks'> & { readonly topics: readonly (TopicSpec | UnplacedTopic)[] } }

const isUnplaced = (topic: Json | TopicSpec | UnplacedTopic): topic is UnplacedTopic => topic.replicaAssignment === undefined

function place({ partitions, replicationFactor }: Pick<UnplacedTopic, 'partitions' | 'replicationFactor'>, { brokers, racks }: Written['topology'], drawBelow: DrawBelow): Placed {
  return placeReplicas({ usable: brokers.map(broker => ({ broker, rack: racks?.[broker] ?? null, fenced: false })), partitions, replicationFactor }, drawBelow)
}

/** What is wrong with a topic that is to be placed, in Kafka's words where it has some; null if nothing. `brokers`: ids that are valid. */
export function placementProblem({ replicaAssignment, partitions, replicationFactor }: Json, brokers: readonly number[], mostPartitions: number, version: KafkaVersion): string | null {
  if (replicaAssignment !== undefined) return partitions === undefined && replicationFactor === undefined ? null : 'must have either replicaAssignment, or partitions and replicationFactor'
  if (!Number.isInteger(partitions) || (partitions as number) < 1 || (partitions as number) > mostPartitions) return `partitions must be a whole number from 1 to ${mostPartitions} (or replicaAssignment must list the replicas of each)`
  if (!Number.isInteger(replicationFactor)) return 'replicationFactor must be a whole number'
  const factor = replicationFactor as number, placed = place({ partitions: 1, replicationFactor: factor }, { brokers, topics: [] }, () => 0)
  return 'why' in placed ? `Unable to replicate the partition ${factor} time(s): ${placementWords(placed.why, factor, brokers.length, version)}` : null
}

/** The scenario with every topic placed; the very same if none has to be. It has been checked. */
export function placeTopics(written: Written): Scenario {
  const { seed, topology } = written
  if (!topology.topics.some(isUnplaced)) return written as unknown as Scenario
  const chance = createStream(seed, 'replicaPlacement')
  const topics = topology.topics.map((topic): TopicSpec => {
    if (!isUnplaced(topic)) return topic
    const { partitions, replicationFactor, ...others } = topic
    const placed = place({ partitions, replicationFactor }, topology, bound => nextBelow(chance, bound))
    return { ...others, replicaAssignment: 'why' in placed ? [] : placed.assignment }
  })
  return { ...written, topology: { ...topology, topics } } as unknown as Scenario
}
