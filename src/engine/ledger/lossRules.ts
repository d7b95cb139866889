/**
 * By whose rule an acknowledged batch may be lost: the rows of spec §12.3, from the weakest promise to the strongest.
 * Committed records (below the high watermark) are judged by what destroyed them, others by what was promised.
 */
import type { ClusterState } from '../cluster'
import type { LossRule } from '../events'
import { newestImage } from '../newestImage'
import { BATCH, ofBatch, type PartitionTruth } from './ledger'
import { lossyBrokers } from './lossyBrokers'

export function lossRule(state: ClusterState, truth: PartitionTruth, batch: number, byElection: boolean): LossRule {
  const { ledger, controllers } = state
  const acks = ofBatch(ledger, batch, BATCH.acks)
  if (acks !== -1 && ofBatch(ledger, batch, BATCH.wasCommitted) === 0) return acks === 0 ? 'acks=0' : 'acks=1'
  if (byElection && truth.isUnclean) return 'uncleanElection'
  return controllers[0]?.elrEnabled === true ? ruleWithElr(state, batch) : ruleWithoutElr(ofBatch(ledger, batch, BATCH.lostInSync))
}

/** The ISR may shrink to its last member, and then that one's loss is enough (KIP-966); but whoever is in sync must have lost it. */
const ruleWithoutElr = (lostInSync: number): LossRule => (lostInSync === 0 ? 'notAllowed' : lostInSync === 1 ? 'lastInSync' : 'powerLoss')

/** With eligible leader replicas there are always as many complete copies as the smaller of the minimum then and now: so many brokers must have lost the end of their logs. */
function ruleWithElr(state: ClusterState, batch: number): LossRule {
  const lossy = lossyBrokers(state.ledger, batch).length
  if (lossy < leastCopies(state, batch)) return 'notAllowed'
  return ofBatch(state.ledger, batch, BATCH.inSync) <= 1 || lossy === 1 ? 'lastInSync' : 'powerLoss'
}

function leastCopies(state: ClusterState, batch: number): number {
  const { ledger, controllers } = state
  const partition = ofBatch(ledger, batch, BATCH.partition)
  const replicas = newestImage(state).partitions.get(partition)?.replicas.length ?? Infinity
  // A controller that does not know the topic says nothing about it.
  const minima = controllers.map(({ topicRules }) => topicRules.get(partition)?.minIsr ?? Infinity)
  return Math.max(1, Math.min(ofBatch(ledger, batch, BATCH.minIsr), replicas, ...minima))
}
