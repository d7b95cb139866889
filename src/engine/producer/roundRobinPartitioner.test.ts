import { expect, test } from 'vitest'
import { producerPartitionOrder } from '../protocol/partitionOrder'
import { fc, test as property } from '../testing/propertyTest'
import { nextCounter, roundRobinPartition } from './roundRobinPartitioner'

const turns = (count: number, available: readonly number[], partitions: number): number[] => Array.from({ length: count }, (_none, counter) => roundRobinPartition(counter, available, partitions))
const orderOf = (topic: string, partitions: number): number[] => producerPartitionOrder([{ topic, partitions }]).map(({ partition }) => partition)

test.each([[5, [4, 3, 2, 1, 0, 4, 3]], [3, [1, 0, 2, 1, 0, 2, 1]]])('as recorded: topic t with %i partitions', (partitions, expected) => {
  expect(turns(7, orderOf('t', partitions), partitions)).toEqual(expected)
})
test('without a leader anywhere, over all in numeric order', () => { expect(turns(4, [], 3)).toEqual([0, 1, 2, 0]) })
test('the counter wraps like an int; the turn stays positive', () => {
  expect(nextCounter(2_147_483_647)).toBe(-2_147_483_648)
  expect([roundRobinPartition(-2_147_483_648, [5, 6, 7], 8), roundRobinPartition(-1, [5, 6, 7], 8)]).toEqual([5, 6])
})
property('over whole rounds each available partition gets the same', fc.tuple(fc.uniqueArray(fc.nat(50), { minLength: 1, maxLength: 12 }), fc.nat(5)), ([available, rounds]) => {
  const used = turns(available.length * rounds, available, 51)
  for (const partition of available) expect(used.filter(one => one === partition)).toHaveLength(rounds)
})
