/**
 * New partitions, of a new topic or of one that grows: placed by hand or by the replica placer, led by the first replica that can lead, in sync with those that are there.
 * Kafka: metadata/controller/ReplicationControlManager#createTopic, #createPartitions, #validateManualPartitionAssignment, ClusterControlManager#usableBrokers; spec §9.2.
 * Simplified: no quotas, policies or log directories.
 */
import type { Effects } from '../../effects'
import { nextBelow } from '../../kernel/random'
import { ERROR } from '../../protocol/errorCodes'
import { isActive, type PartitionRegistration } from '../../protocol/metadata'
import type { Growth, PlacementWish, Refusal, TopicRules } from '../controllerNode'
import { placeReplicas, type Assignment } from '../stripedReplicaPlacer'
import { change } from './activeController'
import type { KraftNode } from './kraftNode'

type Placed = { readonly assignment: Assignment } | Refusal

export function createTopic(controller: KraftNode, effects: Effects, first: number, wish: PlacementWish, rules: TopicRules, cause: number): number | Refusal {
  return create(controller, effects, first, placeTopic(controller, effects, wish), rules, cause)
}

export function createPartitions(controller: KraftNode, effects: Effects, first: number, growth: Growth, rules: TopicRules, cause: number): number | Refusal {
  return create(controller, effects, first, placeGrowth(controller, effects, growth), rules, cause)
}

function placeTopic(controller: KraftNode, effects: Effects, { replicaAssignment, partitions = -1, replicationFactor = -1 }: PlacementWish): Placed {
  if (replicaAssignment !== undefined) {
    if (replicationFactor !== -1) return { error: ERROR.invalidRequest, why: 'assignmentAndFactor' }
    if (partitions !== -1) return { error: ERROR.invalidRequest, why: 'assignmentAndCount' }
    return byHand(controller, replicaAssignment, 0, undefined)
  }
  if (replicationFactor < -1 || replicationFactor === 0) return { error: ERROR.invalidReplicationFactor, why: 'factorInvalid' }
  if (partitions < -1 || partitions === 0) return { error: ERROR.invalidPartitions, why: 'countInvalid' }
  const { config } = controller
  return place(controller, effects, partitions === -1 ? config['num.partitions'] : partitions, replicationFactor === -1 ? config['default.replication.factor'] : replicationFactor)
}

function placeGrowth(controller: KraftNode, effects: Effects, { existing, count, replicaAssignment }: Growth): Placed {
  const now = existing.length, additional = count - now
  if (additional <= 0) return { error: ERROR.invalidPartitions, why: additional === 0 ? 'countSame' : 'countSmaller', first: now, second: count }
  if (replicaAssignment !== undefined && replicaAssignment.length !== additional) return { error: ERROR.invalidReplicaAssignment, why: 'assignmentCount', first: additional, second: replicaAssignment.length }
  const factor = controller.image.partitions.get(existing[0]!)?.replicas.length ?? 1
  return replicaAssignment === undefined ? place(controller, effects, additional, factor) : byHand(controller, replicaAssignment, now, factor)
}

/** Who is shutting down gets nothing; once it is fenced, it counts as fenced. */
function place({ image }: KraftNode, effects: Effects, partitions: number, replicationFactor: number): Placed {
  const usable = [...image.brokers.values()].filter(({ fenced, inControlledShutdown }) => fenced || !inControlledShutdown), chance = effects.random('replicaPlacement')
  const placed = placeReplicas({ usable, partitions, replicationFactor }, bound => nextBelow(chance, bound))
  return 'why' in placed ? { error: ERROR.invalidReplicationFactor, why: placed.why, first: replicationFactor, second: usable.length } : placed
}

/** `factor`: of the partitions before, if there are any. */
function byHand({ image }: KraftNode, assignment: Assignment, firstIndex: number, factor: number | undefined): Placed {
  const refuse = (why: Refusal['why'], first: number, second = 0): Refusal => ({ error: ERROR.invalidReplicaAssignment, why, first, second })
  for (const [index, replicas] of assignment.entries()) {
    const stranger = replicas.toSorted((one, other) => one - other).find(broker => !image.brokers.has(broker))
    if (stranger !== undefined) return refuse('unknownBroker', stranger)
    factor ??= replicas.length
    if (replicas.length !== factor) return refuse('factorDiffers', replicas.length, factor)
    if (!replicas.some(broker => isActive(image, broker))) return refuse('nobodyActive', firstIndex + index)
  }
  return { assignment }
}

function create(controller: KraftNode, effects: Effects, first: number, placed: Placed, rules: TopicRules, cause: number): number | Refusal {
  if ('error' in placed) return placed
  const { assignment } = placed
  for (const index of assignment.keys()) controller.topicRules.set(first + index, rules)
  change(controller, effects, assignment.map((replicas, index) => {
    const isr = replicas.filter(id => isActive(controller.image, id))
    const after: PartitionRegistration = { sealed: true, replicas, isr, elr: [], lastKnownElr: [], adding: [], removing: [], leader: isr[0]!, leaderEpoch: 0, partitionEpoch: 0, recovering: false }
    return { partition: first + index, after }
  }), cause)
  return assignment.length
}
