/**
 * What is shown of a cluster that is too large to be drawn whole: one partition and what belongs to it. The others are numbers (crowdView). Reads, never changes.
 */
import { BATCH, isRemembered, ofBatch } from './ledger/ledger'
import type { Simulation } from './simulation'
import type { Look } from './view'
import type { Overview } from './viewOfCore'

/** Up to so many partitions and brokers a cluster is drawn whole. */
const MOST_PARTITIONS = 24, MOST_BROKERS = 9
/** How many partitions are shown at once: the chosen one, and others with the same leader, which travel with it. */
const MOST_SHOWN = 3

/** Who has not sent anything among so many batches is not looked for any more. */
const MOST_LOOKED_AT = 2000

/** What is shown of a crowd. Partitions with the chosen one first, brokers ascending. */
export interface Zoom { readonly producer: number; readonly partitions: readonly number[]; readonly brokers: readonly number[] }

/** Null: the cluster is small enough to be shown whole. */
export function zoomOf({ state, image }: Overview, { producer, partition }: Look): Zoom | null {
  if (image.partitions.size === 0 || (image.partitions.size <= MOST_PARTITIONS && state.brokers.length <= MOST_BROKERS)) return null
  const chosen = image.partitions.has(partition) ? partition : Math.min(...image.partitions.keys())
  const { replicas, leader } = image.partitions.get(chosen)!
  const beside = [...image.partitions].filter(([other, registration]) => other !== chosen && registration.leader === leader && replicas.length === registration.replicas.length && registration.replicas.every(id => replicas.includes(id))).map(([other]) => other)
  return { producer: state.producers[producer] === undefined ? 0 : producer, partitions: [chosen, ...beside.sort((one, other) => one - other).slice(0, MOST_SHOWN - 1)], brokers: replicas.toSorted((one, other) => one - other) }
}

/** Where the first batch of this producer went: what to show as long as nobody has chosen. Null: it has sent nothing yet. */
export function firstPartitionOf({ state: { ledger, producers, nextBatch } }: Simulation, producer: number): number | null {
  const node = producers[producer]?.node
  for (let batch = 0; batch < Math.min(nextBatch, MOST_LOOKED_AT); batch++) if (isRemembered(ledger, batch) && ofBatch(ledger, batch, BATCH.producer) === node) return ofBatch(ledger, batch, BATCH.partition)
  return null
}
