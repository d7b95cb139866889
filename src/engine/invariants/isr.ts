/**
 * Who is in sync. I6: what a leader counts includes everybody whom the controller counts. I7: the controller's lists agree with each other.
 */
import { effectiveMinIsr, maximalIsr } from '../broker/replica'
import type { ClusterState } from '../cluster'
import { isElrVoid, type PartitionRegistration } from '../protocol/metadata'
import { must, type Witness } from './witness'

export function checkIsr({ image }: Witness, { brokers, controllers }: ClusterState): void {
  const { elrEnabled, topicRules } = controllers[0]!
  for (const [partition, registration] of image.partitions) {
    checkLists(partition, registration, elrEnabled, topicRules.get(partition) ?? { minIsr: 1 })
    const fenced = registration.isr.filter(id => image.brokers.get(id)?.fenced === true)
    must(fenced.length === 0 || (!elrEnabled && registration.isr.length === 1), 'I7', () => `a fenced broker is in the ISR of partition ${partition}: ${JSON.stringify(registration)}`)
  }
  for (const { id, replicas } of brokers) {
    for (const replica of replicas.values()) {
      const registration = image.partitions.get(replica.partition)
      if (replica.role !== 'leader' || registration === undefined || registration.leaderEpoch !== replica.leaderEpoch || replica.isr.length < effectiveMinIsr(replica)) continue
      const counted = maximalIsr(replica)
      must(registration.isr.every(member => counted.includes(member)), 'I6', () => `leader ${id} of partition ${replica.partition} counts ${counted.join(',')}, the controller ${registration.isr.join(',')}`)
    }
  }
}

function checkLists(partition: number, registration: PartitionRegistration, elrEnabled: boolean, rules: { readonly minIsr: number; readonly revision?: number }): void {
  const { replicas, isr, elr, leader } = registration
  const told = (): string => `partition ${partition}: ${JSON.stringify(registration)}`
  must([...isr, ...elr].every(id => replicas.includes(id)), 'I7', told)
  must(!isr.some(id => elr.includes(id)), 'I7', told)
  must(elr.length === 0 || (elrEnabled && (isElrVoid(registration, rules) || isr.length < Math.min(rules.minIsr, replicas.length))), 'I7', told)
  must(leader === -1 || isr.includes(leader), 'I7', told)
  must(isr.length > 0 || elrEnabled, 'I7', told)
}
