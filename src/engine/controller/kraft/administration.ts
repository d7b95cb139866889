/**
 * What an administrator asks of the leading controller. Each answers with a protocol error code, 0: it is decided.
 * Kafka: metadata/controller/ReplicationControlManager#alterPartitionReassignment, #deleteTopic; spec §9.2.
 */
import type { Effects } from '../../effects'
import { ERROR } from '../../protocol/errorCodes'
import type { MetadataRecord } from '../../protocol/metadata'
import type { TopicRules } from '../controllerNode'
import { afterChange, change } from './activeController'
import type { KraftNode } from './kraftNode'
import { decide } from './metadataLog'

export function deletePartitions(controller: KraftNode, effects: Effects, partitions: readonly number[], cause: number): number {
  decide(controller, effects, partitions.map((partition): MetadataRecord => ({ type: 'partitionRemoved', partition })), cause)
  return ERROR.none
}

/** The partition is to move: new replicas are added first, old ones leave when those are in sync. */
export function reassign(controller: KraftNode, effects: Effects, partition: number, target: readonly number[], cause: number): number {
  const before = controller.image.partitions.get(partition)
  if (before === undefined) return ERROR.unknownTopicOrPartition
  if (target.length === 0 || new Set(target).size !== target.length || !target.every(id => controller.image.brokers.has(id))) return ERROR.invalidReplicaAssignment
  // Who was being added and is not wanted any more leaves too: it may be in sync by now.
  const settled = before.replicas.filter(id => !before.adding.includes(id))
  const adding = target.filter(id => !settled.includes(id)), removing = before.replicas.filter(id => !target.includes(id))
  const after = afterChange(controller, partition, before, 'ONLINE', { targetReplicas: [...target, ...removing], targetAdding: adding, targetRemoving: removing })
  change(controller, effects, [{ partition, after }], cause)
  return ERROR.none
}

/** The settings of a topic are others. Another min.insync.replicas makes what was eligible below the old one void (ClearElrRecord). */
export function changeTopicRules(controller: KraftNode, effects: Effects, partitions: readonly number[], rules: TopicRules, cause: number): void {
  const records: MetadataRecord[] = []
  for (const partition of partitions) {
    const { minIsr, revision = 0 } = controller.topicRules.get(partition) ?? rules
    const isOther = minIsr !== rules.minIsr
    controller.topicRules.set(partition, { ...rules, revision: isOther ? revision + 1 : revision })
    const before = controller.image.partitions.get(partition)
    if (before === undefined || !isOther || (before.elr.length === 0 && before.lastKnownElr.length === 0)) continue
    records.push({ type: 'partition', partition, registration: { ...before, elr: [], lastKnownElr: [] } })
  }
  if (controller.role === 'leader') decide(controller, effects, records, cause)
}
