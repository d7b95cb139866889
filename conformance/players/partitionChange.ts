/** Kind partition-change: the controller's decision for one partition. */
import { changePartition, type Election, type PartitionRegistration } from '../../src/engine'

interface Given {
  readonly replicas: readonly number[]; readonly isr: readonly number[]; readonly elr: readonly number[]; readonly lastKnownElr: readonly number[]; readonly leader: number; readonly leaderEpoch: number
  readonly partitionEpoch: number; readonly recovering: boolean; readonly minIsr: number; readonly elrEnabled: boolean; readonly election: Election; readonly acceptable: readonly number[]
  readonly targetIsr?: readonly number[]; readonly uncleanShutdown?: readonly number[]
}

export function playPartitionChange({ minIsr, elrEnabled, election, acceptable, targetIsr, uncleanShutdown, ...registration }: Given): unknown {
  const before: PartitionRegistration = { sealed: true, ...registration, adding: [], removing: [] }
  const after = changePartition(before, { minIsr, elrEnabled, election, isAcceptable: id => acceptable.includes(id), ...(targetIsr ? { targetIsr } : {}), ...(uncleanShutdown ? { uncleanShutdown } : {}) })
  const { leader, isr, elr, lastKnownElr, leaderEpoch, partitionEpoch, recovering } = after
  return { leader, isr, elr, lastKnownElr, leaderEpoch, partitionEpoch, recovering, changed: after !== before }
}
