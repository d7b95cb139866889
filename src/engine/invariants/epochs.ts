/**
 * I8: epochs never go back, a voter votes once in an epoch, there is one active controller in an epoch, and one leader of a partition in a leader epoch.
 * I9: a leader's high watermark never goes back. I10: it never moves while fewer are in sync than min.insync.replicas asks for.
 */
import { effectiveMinIsr, type Replica } from '../broker/replica'
import type { ClusterState } from '../cluster'
import { must, witnessOf, type PartitionWitness, type Witness } from './witness'

export function checkEpochs(witness: Witness, { controllers, brokers }: ClusterState): void {
  for (const { id, epoch, votedFor, role } of controllers) {
    const before = witness.votes.get(id)
    must(before === undefined || epoch >= before.epoch, 'I8', () => `the epoch of controller ${id} went back from ${before?.epoch} to ${epoch}`)
    must(before === undefined || epoch > before.epoch || before.votedFor === -1 || votedFor === before.votedFor, 'I8', () => `controller ${id} voted twice in epoch ${epoch}: for ${before?.votedFor} and for ${votedFor}`)
    witness.votes.set(id, { epoch, votedFor })
    if (role !== 'leader') continue
    const leader = witness.activeControllers.get(epoch) ?? id
    must(leader === id, 'I8', () => `controllers ${leader} and ${id} both lead epoch ${epoch}`)
    witness.activeControllers.set(epoch, id)
  }
  for (const { id, replicas } of brokers) {
    for (const replica of replicas.values()) if (witness.image.partitions.has(replica.partition)) checkLeader(witnessOf(witness, replica.partition), replica, id)
  }
}

function checkLeader({ leaders, marks }: PartitionWitness, replica: Replica, broker: number): void {
  if (replica.role !== 'leader') { marks.delete(broker); return }
  const { partition, leaderEpoch, isr, log: { highWatermark } } = replica
  const other = leaders.get(leaderEpoch) ?? broker
  must(other === broker, 'I8', () => `brokers ${other} and ${broker} both lead partition ${partition} in epoch ${leaderEpoch}`)
  leaders.set(leaderEpoch, broker)
  const isBelowMinimum = isr.length < effectiveMinIsr(replica)
  const before = marks.get(broker)
  if (before?.leaderEpoch === leaderEpoch) {
    must(highWatermark >= before.highWatermark, 'I9', () => `the high watermark of partition ${partition} on its leader ${broker} went back from ${before.highWatermark} to ${highWatermark}`)
    must(highWatermark === before.highWatermark || !isBelowMinimum || !before.isBelowMinimum, 'I10', () => `the high watermark of partition ${partition} went to ${highWatermark} with ${isr.length} in sync`)
  }
  marks.set(broker, { leaderEpoch, highWatermark, isBelowMinimum })
}
