/**
 * Which brokers get the replicas of new partitions: stripes over the racks, and in each rack over its brokers, from places that chance has drawn. Who is fenced comes last, and never first of a partition.
 * Kafka: metadata/placement/StripedReplicaPlacer.
 * Simplified: racks draw their places in order of their names (Kafka: of a hash map, the same for names of one character); no log directory is cordoned.
 */
import type { AdministrationRefusal } from '../events'
import { known } from '../kernel/assert'

export interface UsableBroker { readonly broker: number; readonly rack: string | null; readonly fenced: boolean }
/** A whole number from 0 to `bound` − 1, by chance. */
export type DrawBelow = (bound: number) => number
export type Assignment = readonly (readonly number[])[]

/** Brokers handed out in turn, each once for a partition; with the next partition (`epoch`) the turn begins one further on. */
interface BrokerList { readonly brokers: number[]; offset: number; handedOut: number; epoch: number }
interface Rack { readonly name: string | null; readonly unfenced: BrokerList; readonly fenced: BrokerList }

const NONE = -1

export interface Placement { readonly usable: readonly UsableBroker[]; readonly partitions: number; readonly replicationFactor: number }
/** Replicas of each partition, in order, or why not. */
export type Placed = { readonly assignment: Assignment } | { readonly why: AdministrationRefusal }

export function placeReplicas({ usable, partitions, replicationFactor }: Placement, drawBelow: DrawBelow): Placed {
  const byName = racksOf(usable), racks = [...byName]
  for (const { fenced, unfenced } of byName) for (const list of [fenced, unfenced]) if (list.brokers.length > 0) list.offset = drawBelow(list.brokers.length)
  const firstRack = racks.length === 0 ? 0 : drawBelow(racks.length)
  const unfencedCount = usable.filter(({ fenced }) => !fenced).length
  if (replicationFactor <= 0) return { why: 'factorNotPositive' }
  if (unfencedCount === 0) return { why: 'allFenced' }
  if (replicationFactor > usable.length) return { why: 'tooFewBrokers' }
  const placed: number[][] = []
  for (let epoch = 0, offset = firstRack; placed.length < partitions; epoch++, offset = (offset + 1) % racks.length) {
    // As many partitions as there are brokers to lead them: shuffled, so that the same lists do not come again.
    if (epoch === unfencedCount && unfencedCount > 1) {
      shuffle(racks, drawBelow)
      for (const { fenced, unfenced } of byName) for (const { brokers } of [fenced, unfenced]) shuffle(brokers, drawBelow)
      epoch = 0
    }
    placed.push(placeOne(racks, offset, epoch, replicationFactor))
  }
  return { assignment: placed }
}

/** In order of their names, those without one first. */
function racksOf(usable: readonly UsableBroker[]): Rack[] {
  const racks = new Map<string | null, Rack>()
  const newList = (): BrokerList => ({ brokers: [], offset: 0, handedOut: 0, epoch: 0 })
  for (const { broker, rack: name, fenced } of usable.toSorted((one, other) => one.broker - other.broker)) {
    let rack = racks.get(name)
    if (rack === undefined) racks.set(name, rack = { name, unfenced: newList(), fenced: newList() })
    rack[fenced ? 'fenced' : 'unfenced'].brokers.push(broker)
  }
  return [...racks.values()].sort(({ name: one }, { name: other }) => (one === other ? 0 : one === null ? -1 : other === null ? 1 : one < other ? -1 : 1))
}

/** The leader from the first rack that has somebody unfenced, the others from rack to rack; the leader's rack is passed over once. */
function placeOne(racks: readonly Rack[], offset: number, epoch: number, replicationFactor: number): number[] {
  let leaderRack = offset, leader = NONE
  while ((leader = next(known(racks[leaderRack], 'the rack').unfenced, epoch)) === NONE) leaderRack = (leaderRack + 1) % racks.length
  const replicas = [leader]
  for (let at = offset; replicas.length < replicationFactor; at = (at + 1) % racks.length) {
    if (at === leaderRack) { leaderRack = NONE; continue }
    const { unfenced, fenced } = known(racks[at], 'the rack')
    const unfencedNext = next(unfenced, epoch), broker = unfencedNext === NONE ? next(fenced, epoch) : unfencedNext
    if (broker !== NONE) replicas.push(broker)
  }
  return replicas
}

/** Epochs begin anew with a shuffle; a list that was last asked in the first epoch then passes for handed out, as in Kafka. */
function next(list: BrokerList, epoch: number): number {
  const { brokers } = list
  if (brokers.length === 0) return NONE
  if (list.epoch !== epoch) Object.assign(list, { epoch, handedOut: 0, offset: (list.offset + 1) % brokers.length })
  return list.handedOut >= brokers.length ? NONE : brokers[(list.handedOut++ + list.offset) % brokers.length]!
}

/** Kafka: java.util.Collections#shuffle. */
function shuffle(list: unknown[], drawBelow: DrawBelow): void {
  for (let size = list.length; size > 1; size--) {
    const drawn = drawBelow(size), item = list[drawn]
    list[drawn] = list[size - 1]
    list[size - 1] = item
  }
}
