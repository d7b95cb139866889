import { describe, expect, test } from 'vitest'
import { consumerPartitionOrder, producerPartitionOrder, stringHash } from './partitionOrder'

test.each([['', 0], ['polygenelubricants', -2_147_483_648], ['my-group', -1_906_497_762], ['console-consumer-1', 35_782_224], ['日本', 835_047], ['🚗', 1_773_050]])('Java’s hash of %j is %i', (text, hash) => { expect(stringHash(text)).toBe(hash) })

describe('a producer', () => {
  const order = (topic: string, partitions: number): number[] => producerPartitionOrder([{ topic, partitions }]).map(({ partition }) => partition)
  test.each([['t', [1, 0]], ['t', [1, 0, 2]], ['t', [3, 2, 1, 0]], ['t', [4, 3, 2, 1, 0]], ['t', [5, 4, 3, 2, 1, 0, 7, 6]], ['orders', [0, 1, 2, 3, 4]], ['driver-locations', [3, 4, 5, 0, 1, 2]]])('%s: %j, as recorded from Kafka', (topic, partitions) => {
    expect(order(topic, partitions.length)).toEqual(partitions)
  })
  test('a further topic enlarges the table, which reorders the others', () => {
    const both = producerPartitionOrder([{ topic: 't', partitions: 3 }, { topic: 'orders', partitions: 6 }])
    expect(both.filter(({ topic }) => topic === 't').map(({ partition }) => partition)).toEqual([2, 1, 0])
    expect(both).toHaveLength(9)
  })
  test('no partitions, no order', () => { expect(producerPartitionOrder([])).toEqual([]) })
})

/** As Java's own HashSet listed them. */
describe('a consumer', () => {
  test.each([
    [1, [0]], [3, [0, 1, 2]], [12, [5, 6, 7, 8, 9, 10, 11, 0, 1, 2, 3, 4]], [13, [5, 6, 7, 8, 9, 10, 11, 12, 0, 1, 2, 3, 4]],
    [24, [6, 8, 10, 12, 0, 2, 4, 22, 14, 16, 18, 20, 5, 7, 9, 11, 1, 3, 21, 23, 13, 15, 17, 19]], [25, [6, 8, 10, 12, 0, 2, 4, 22, 24, 14, 16, 18, 20, 5, 7, 9, 11, 1, 3, 21, 23, 13, 15, 17, 19]],
  ])('%i partitions of topic rides', (partitions, order) => { expect(consumerPartitionOrder('rides', partitions)).toEqual(order) })
})
