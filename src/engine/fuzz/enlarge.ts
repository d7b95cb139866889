/**
 * Some clusters are large: so many partitions that at most instants most of them have nothing to tell. What makes them so comes on top of a small one, which keeps
 * its machines, their numbers and their troubles.
 */
import type { Scenario } from '../scenario'
import type { Chance } from './chance'
import { randomTopic } from './randomTopic'

type Topology = Pick<Scenario['topology'], 'brokers' | 'topics' | 'producers' | 'consumers'>

/** 6 to 12 brokers, up to 60 partitions, 3 to 8 producers. */
export function enlarge(chance: Chance, { brokers: few, topics, producers, consumers }: Topology): Topology {
  const brokers = Array.from({ length: chance.between(6, 12) }, (_none, index) => few[index] ?? index + 1)
  const wide = Array.from({ length: chance.between(1, 3) }, (_none, index) => randomTopic(chance, `wide${index}`, brokers, 5, 18))
  const readOrWritten = (): string => chance.pick(wide).name
  return {
    brokers, topics: [...topics, ...wide],
    producers: [...producers, ...Array.from({ length: chance.between(2, 6) }, (_none, index) => ({ clientId: `wide${index}`, topic: readOrWritten(), threads: chance.between(1, 2), start: chance.pick(['warm', 'cold'] as const) }))],
    consumers: [...consumers, ...Array.from({ length: chance.between(0, 2) }, (_none, index) => ({ clientId: `wide${index}`, groupId: `wide${index}`, topic: readOrWritten() }))],
  }
}
