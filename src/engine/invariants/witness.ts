/**
 * What the invariants remember of a run from one look at it to the next: what was committed, who led, who voted. Nothing here is read by the simulation.
 */
import type { LogEntry } from '../protocol/messages'
import { emptyImage, type MetadataBatch, type GrowingImage } from '../protocol/metadata'

export interface Witness {
  /** The committed metadata log, and the picture that follows from it. */
  readonly metadataLog: MetadataBatch[]
  readonly image: GrowingImage
  /** controller → its epoch and vote at the last look. */
  readonly votes: Map<number, { readonly epoch: number; readonly votedFor: number }>
  /** epoch of the quorum → who led it. */
  readonly activeControllers: Map<number, number>
  readonly brokerEpochs: Map<number, number>
  readonly partitions: Map<number, PartitionWitness>
}
export interface PartitionWitness {
  /** What was below the high watermark of a leader, from offset `committedFrom` on, in order. */
  committed: LogEntry[]
  /** The highest high watermark that a leader has had: the true one. */
  highWatermark: number
  /** Of the last unclean election; leaders before it speak no longer for the partition. −1 none. */
  uncleanEpoch: number
  /** The broker it elected has not led yet, so nobody knows what is left. */
  isUncertain: boolean
  /** Brokers whose logs lost their ends with the power, until they have everything again. */
  readonly lossy: Set<number>
  /** Brokers that may still have what an unclean election or a loss of power has undone, until they agree with the leader. */
  readonly outdated: Set<number>
  /** broker → its log end at the last look. */
  readonly ends: Map<number, number>
  /** broker → how far its log is known to agree with `committed` (entries counted). */
  readonly agreed: Map<number, number>
  /** leader epoch → who led in it. */
  readonly leaders: Map<number, number>
  /** broker → its leadership at the last look. */
  readonly marks: Map<number, LeaderMark>
  /** producer id → epoch and next sequence, of what is committed. */
  sequences: Map<number, { epoch: number; next: number }>
}
export interface LeaderMark { readonly leaderEpoch: number; readonly highWatermark: number; readonly isBelowMinimum: boolean }

export const createWitness = (): Witness => ({ metadataLog: [], image: emptyImage(), votes: new Map(), activeControllers: new Map(), brokerEpochs: new Map(), partitions: new Map() })

export function witnessOf({ partitions }: Witness, partition: number): PartitionWitness {
  let found = partitions.get(partition)
  if (found === undefined) {
    found = {
      committed: [], highWatermark: 0, uncleanEpoch: -1, isUncertain: false, lossy: new Set(), outdated: new Set(), ends: new Map(), agreed: new Map(), leaders: new Map(), marks: new Map(), sequences: new Map(),
    }
    partitions.set(partition, found)
  }
  return found
}

/** Something that must never be is. */
export class InvariantBroken extends Error {
  /** As spec §12.1 numbers them. */
  readonly invariant: string
  constructor(invariant: string, what: string) {
    super(`${invariant}: ${what}`)
    this.invariant = invariant
  }
}

export function must(holds: boolean, invariant: string, what: () => string): asserts holds {
  if (!holds) throw new InvariantBroken(invariant, what())
}
