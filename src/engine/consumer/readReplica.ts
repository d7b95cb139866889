/**
 * Where a consumer reads a partition: at its leader, or at the replica that the leader has sent it to (KIP-392), for metadata.max.age.ms. Then it asks the leader again.
 * Kafka: clients/consumer/internals/{AbstractFetch#selectReadReplica, SubscriptionState#updatePreferredReadReplica}; spec §8.9.
 */
import type { Effects } from '../effects'
import { READ_REPLICA_ENDS } from '../events'
import type { AssignedPartition, ConsumerNode } from './consumerNode'
import { askMetadata } from './connectionsToBrokers'

/** Whom it would ask now; −1: nobody that it knows of. */
export const readsFrom = ({ leader, readReplica }: AssignedPartition): number => readReplica?.broker ?? leader

/** The leader has named a replica that is nearer. */
export function preferReadReplica(consumer: ConsumerNode, effects: Effects, assigned: AssignedPartition, broker: number, cause: number): void {
  if (assigned.readReplica?.broker === broker) return
  const untilMs = effects.nowMs + consumer.config['metadata.max.age.ms']
  assigned.readReplica = { broker, untilMs }
  consumer.readElsewhere.add(assigned.partition)
  consumer.changed.add(assigned.partition)
  effects.emit('readReplicaPreferred', cause, assigned.partition, broker, untilMs)
}

/** It goes back to the leader. Returns whether it was elsewhere. */
export function leaveReadReplica(consumer: ConsumerNode, effects: Effects, assigned: AssignedPartition, why: (typeof READ_REPLICA_ENDS)[number], cause: number): boolean {
  if (assigned.readReplica === null) return false
  effects.emit('readReplicaLeft', cause, assigned.partition, assigned.readReplica.broker, READ_REPLICA_ENDS.indexOf(why))
  assigned.readReplica = null
  consumer.readElsewhere.delete(assigned.partition)
  consumer.changed.add(assigned.partition)
  return true
}

/** Before it asks: what is too old, or no longer there, does not count. */
export function checkReadReplica(consumer: ConsumerNode, effects: Effects, assigned: AssignedPartition, cause: number): void {
  const { readReplica } = assigned
  if (readReplica === null) return
  if (effects.nowMs > readReplica.untilMs) leaveReadReplica(consumer, effects, assigned, 'age', cause)
  else if (!consumer.onlineBrokers.includes(readReplica.broker)) {
    leaveReadReplica(consumer, effects, assigned, 'offline', cause)
    askMetadata(consumer, effects, cause)
  }
}
