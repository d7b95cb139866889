import { expect, test } from 'vitest'
import { fc, test as property } from '../testing/propertyTest'
import { utf8 } from '../serde/utf8'
import { partitionForHash, partitionForKey } from './partitioner'

test.each([['', 0, 3, 1], ['a', 1, 4, 4], ['abc', 0, 3, 7], ['foobar', 0, 0, 6], ['driverId123', 2, 2, 2], ['日本', 0, 3, 7]])('key %j goes to %i of 3, %i of 6, %i of 10, as in Kafka', (key, of3, of6, of10) => {
  expect([3, 6, 10].map(partitions => partitionForKey(utf8(key), partitions))).toEqual([of3, of6, of10])
})
test('the sign bit is dropped, not the sign turned', () => {
  expect(partitionForHash(-1, 10)).toBe(2_147_483_647 % 10)
  expect(partitionForHash(-2_147_483_648, 10)).toBe(0)
})
property('a key has one partition, and it is there', fc.tuple(fc.uint8Array(), fc.integer({ min: 1, max: 1000 })), ([key, partitions]) => {
  const partition = partitionForKey(key, partitions)
  expect(partition).toBe(partitionForKey(Uint8Array.from(key), partitions))
  expect(Number.isInteger(partition) && partition >= 0 && partition < partitions).toBe(true)
})
