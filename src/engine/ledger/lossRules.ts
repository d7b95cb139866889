/**
 * By whose rule an acknowledged batch may be lost: the rows of spec §12.3, from the weakest promise to the strongest.
 * Committed records (below the high watermark) are judged by what destroyed them, others by what was promised.
 */
import type { ClusterState } from '../cluster'
import type { LossRule } from '../events'
import { BATCH, ofBatch, type PartitionTruth } from './ledger'

export function lossRule(state: ClusterState, truth: PartitionTruth, batch: number, byElection: boolean): LossRule {
  const { ledger } = state
  const acks = ofBatch(ledger, batch, BATCH.acks)
  if (acks !== -1 && ofBatch(ledger, batch, BATCH.wasCommitted) === 0) return acks === 0 ? 'acks=0' : 'acks=1'
  if (byElection && truth.isUnclean) return 'uncleanElection'
  const lossy = ofBatch(ledger, batch, BATCH.lossyCopies)
  if (lossy === 0) return 'notAllowed'
  if (ofBatch(ledger, batch, BATCH.inSync) <= 1 || lossy === 1) return lossy >= lossesNeeded(state, batch) ? 'lastInSync' : 'notAllowed'
  return lossy >= lossesNeeded(state, batch) ? 'powerLoss' : 'notAllowed'
}

/**
 * How many brokers must lose the end of their logs before a committed batch may be gone. With eligible leader replicas there are always as many complete
 * copies as the smaller of the minimum then and now; without, the ISR may shrink to its last member, and then that one's loss is enough (KIP-966).
 */
function lossesNeeded(state: ClusterState, batch: number): number {
  const { ledger, controllers } = state
  if (controllers[0]?.elrEnabled !== true) return 1
  const partition = ofBatch(ledger, batch, BATCH.partition)
  let least = ofBatch(ledger, batch, BATCH.minIsr)
  for (const { image, topicRules } of controllers) least = Math.min(least, topicRules.get(partition)?.minIsr ?? 1, image.partitions.get(partition)?.replicas.length ?? 1)
  return Math.max(1, least)
}
