/**
 * What the controller decides for a partition when its replicas come and go: one set of rules for every event.
 * Kafka: metadata/controller/{PartitionChangeBuilder, PartitionReassignmentReplicas}; spec §9.2.
 * Simplified: eligible leader replicas are kept in order of their ids (Kafka: of a hash set, the same for ids below 16).
 */
import { NO_LEADER, type PartitionRegistration } from '../protocol/metadata'

export type Election = 'PREFERRED' | 'ONLINE' | 'UNCLEAN'
export interface PartitionChange {
  /** min.insync.replicas in force: at most the number of replicas. */
  readonly minIsr: number
  readonly elrEnabled: boolean
  readonly election: Election
  /** Whether a broker may lead: registered, not fenced, not shutting down. */
  readonly isAcceptable: (broker: number) => boolean
  readonly targetIsr?: readonly number[]
  readonly targetReplicas?: readonly number[]
  readonly targetAdding?: readonly number[]
  readonly targetRemoving?: readonly number[]
  readonly uncleanShutdown?: readonly number[]
  /** The leader has said that it has recovered. */
  readonly recovered?: boolean
  /** Until 4.2: a reassignment ends only when all of its replicas are in sync. */
  readonly reassignmentNeedsAll?: boolean
}

/** What is being decided: the targets, and of the election its outcome. */
interface Draft {
  isr: readonly number[]
  elr: readonly number[]
  replicas: readonly number[]
  adding: readonly number[]
  removing: readonly number[]
  /** undefined: the leader is not touched. */
  leader: number | undefined
  /** The ISR was set by an unclean election. */
  isrByElection: readonly number[] | undefined
}

const sameList = (one: readonly number[], other: readonly number[]): boolean => one.length === other.length && one.every((id, index) => id === other[index])
const without = (list: readonly number[], gone: readonly number[]): number[] => list.filter(id => !gone.includes(id))
const containsAll = (list: readonly number[], wanted: readonly number[]): boolean => wanted.every(id => list.includes(id))

/** The registration after the change; the very same object if nothing changes. */
export function changePartition(partition: PartitionRegistration, change: PartitionChange): PartitionRegistration {
  const draft: Draft = {
    isr: change.targetIsr ?? partition.isr, elr: partition.elr, replicas: change.targetReplicas ?? partition.replicas, adding: change.targetAdding ?? partition.adding,
    removing: change.targetRemoving ?? partition.removing, leader: undefined, isrByElection: undefined,
  }
  completeReassignment(draft, change)
  draft.elr = eligibleLeaders(partition, draft, change)
  elect(partition, draft, change)
  if (draft.leader === undefined && !containsAll(draft.replicas, partition.replicas)) draft.leader = partition.leader
  if (draft.isrByElection !== undefined || !change.elrEnabled) draft.elr = []
  return merge(partition, draft, change)
}

function completeReassignment(draft: Draft, { reassignmentNeedsAll = false }: PartitionChange): void {
  const { adding, removing } = draft
  if (adding.length === 0 && removing.length === 0) return
  const isr = without(draft.isr, removing), replicas = without(draft.replicas, removing)
  if (isr.length === 0 || replicas.length === 0 || !containsAll(isr, adding)) return
  if ((reassignmentNeedsAll || adding.length < removing.length) && !containsAll(isr, replicas)) return
  Object.assign(draft, { isr, replicas, adding: [], removing: [] })
}

/** Below the minimum, who leaves the ISR with a clean log stays eligible. */
function eligibleLeaders(partition: PartitionRegistration, { isr }: Draft, { elrEnabled, minIsr, uncleanShutdown = [] }: PartitionChange): readonly number[] {
  if (!elrEnabled) return partition.elr
  if (isr.length >= minIsr) return []
  const candidates = new Set([...partition.elr, ...partition.isr])
  return [...candidates].filter(id => !isr.includes(id) && !uncleanShutdown.includes(id)).sort((one, other) => one - other)
}

function elect(partition: PartitionRegistration, draft: Draft, change: PartitionChange): void {
  const { leader, unclean } = electLeader(partition, draft, change)
  if (leader === partition.leader) return
  if (draft.elr.includes(leader)) {
    draft.isr = [leader]
    draft.elr = without(draft.elr, [leader])
  }
  draft.leader = leader
  if (unclean) draft.isrByElection = [leader]
}

function electLeader(partition: PartitionRegistration, { isr, elr, replicas }: Draft, { election, elrEnabled, isAcceptable }: PartitionChange): { leader: number; unclean: boolean } {
  const isValid = (id: number): boolean => (isr.includes(id) || (isr.length === 0 && elr.includes(id))) && isAcceptable(id)
  const preferred = replicas[0]
  if (election === 'PREFERRED' && preferred !== undefined && isValid(preferred)) return { leader: preferred, unclean: false }
  if (isValid(partition.leader)) return { leader: partition.leader, unclean: false }
  const online = replicas.find(isValid)
  if (online !== undefined) return { leader: online, unclean: false }
  const [lastKnown] = partition.lastKnownElr
  if (elrEnabled && elr.length === 0 && isr.length === 0 && partition.lastKnownElr.length === 1 && isAcceptable(lastKnown!)) return { leader: lastKnown!, unclean: true }
  const whoever = election === 'UNCLEAN' ? replicas.find(isAcceptable) : undefined
  return whoever === undefined ? { leader: NO_LEADER, unclean: false } : { leader: whoever, unclean: true }
}

function merge(partition: PartitionRegistration, draft: Draft, { elrEnabled, recovered = false }: PartitionChange): PartitionRegistration {
  const mayWriteIsr = (draft.isr.length > 0 || elrEnabled) && !sameList(draft.isr, partition.isr)
  const isrWritten = draft.isrByElection ?? (mayWriteIsr ? draft.isr : undefined)
  const after: PartitionRegistration = {
    sealed: true,
    replicas: draft.replicas, adding: draft.adding, removing: draft.removing, isr: isrWritten ?? partition.isr, elr: draft.elr,
    lastKnownElr: elrEnabled ? lastKnownLeader(partition, draft.leader) : partition.lastKnownElr,
    leader: draft.leader ?? partition.leader, leaderEpoch: partition.leaderEpoch + (draft.leader === undefined ? 0 : 1), partitionEpoch: partition.partitionEpoch + 1,
    recovering: draft.isrByElection !== undefined || (partition.recovering && !recovered),
  }
  const isSame = draft.leader === undefined && isrWritten === undefined && after.recovering === partition.recovering
    && (['replicas', 'adding', 'removing', 'elr', 'lastKnownElr'] as const).every(list => sameList(after[list], partition[list]))
  return isSame ? partition : after
}

/** Who led last is remembered from when nobody can lead until somebody does. */
function lastKnownLeader({ leader: before, lastKnownElr }: PartitionRegistration, leader: number | undefined): readonly number[] {
  if (leader === NO_LEADER) return lastKnownElr.length === 0 ? [before] : lastKnownElr
  return (leader ?? before) === NO_LEADER ? lastKnownElr : []
}
