/** A topic of a random run, with copies laid out at random. */
import type { TopicSpec } from '../scenario'
import type { Chance } from './chance'

/** What becomes of old records: mostly nothing in so short a run. */
const POLICIES: readonly Readonly<Record<string, number | string>>[] = [
  {}, {}, {}, {}, { 'segment.ms': 300, 'retention.ms': 1000 }, { 'segment.ms': 1000, 'cleanup.policy': 'compact', 'min.cleanable.dirty.ratio': 0.1 }, { 'segment.ms': 500, 'cleanup.policy': 'compact,delete', 'retention.ms': 4000, 'min.cleanable.dirty.ratio': 0.01 },
]

/** With `least` to `most` partitions. */
export function randomTopic(chance: Chance, name: string, brokers: readonly number[], least: number, most: number): TopicSpec {
  const factor = chance.pick([1, 2, 3, 3, 3, Math.min(4, brokers.length)])
  return {
    name, replicaAssignment: Array.from({ length: chance.between(least, most) }, () => chance.shuffled(brokers).slice(0, factor)),
    config: { 'min.insync.replicas': chance.pick([1, 1, 2, 2, 3]), ...(chance.percent(20) && { 'unclean.leader.election.enable': 'true' }), ...chance.pick(POLICIES) },
  }
}
