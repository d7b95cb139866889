/**
 * Which replica a leader sends a consumer to, to read there (KIP-392): with RackAwareReplicaSelector an in-sync follower of the consumer's own rack that has
 * what it asks for; the one that is furthest, then the one that caught up last, then the one of the highest id.
 * Kafka: ReplicaManager.scala#findPreferredReadReplica, clients/common/replica/{RackAwareReplicaSelector, ReplicaView#comparator}; spec §8.9.
 */
import { RACK_AWARE_SELECTOR } from '../config/tables'
import { CONSUMER_REPLICA, type FetchRequest } from '../protocol/messages'
import type { BrokerNode } from './brokerNode'
import { noteCaughtUp, type FollowerState, type Replica } from './replica'

export const NO_REPLICA = -1

/** NO_REPLICA: the consumer reads here. */
export function preferredReadReplica(broker: BrokerNode, replica: Replica, { replica: asker, rack }: FetchRequest, fetchOffset: number): number {
  if (rack === '' || asker !== CONSUMER_REPLICA || replica.role !== 'leader' || broker.config['replica.selector.class'] !== RACK_AWARE_SELECTOR || broker.rack === rack) return NO_REPLICA
  const { brokers } = broker.metadata.image
  for (const session of replica.resting) noteCaughtUp(replica, session)
  let chosen = NO_REPLICA, best: FollowerState | null = null
  for (const [id, state] of replica.followers) {
    const registration = brokers.get(id)
    if (registration === undefined || registration.fenced || registration.rack !== rack) continue
    if (!replica.isr.includes(id) || state.endOffset < fetchOffset || state.logStartOffset > fetchOffset) continue
    if (best !== null && isBehind(state, id, best, chosen)) continue
    chosen = id
    best = state
  }
  return chosen
}

function isBehind(state: FollowerState, id: number, best: FollowerState, chosen: number): boolean {
  if (state.endOffset !== best.endOffset) return state.endOffset < best.endOffset
  if (state.lastCaughtUpMs !== best.lastCaughtUpMs) return state.lastCaughtUpMs < best.lastCaughtUpMs
  return id < chosen
}
