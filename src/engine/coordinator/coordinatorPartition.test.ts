import { expect, test } from 'vitest'
import { coordinatorPartition } from './coordinatorPartition'

test.each([['my-consumer-group', 13], ['my-group', 12], ['g', 3], ['group1', 40], ['payments', 13], ['console-consumer-1', 24], ['my-transaction-id', 3], ['txn-1', 10], ['tx', 16], ['', 0]])('%j belongs to partition %i of 50, as in Kafka', (id, partition) => {
  expect(coordinatorPartition(id, 50)).toBe(partition)
})
test('a hash whose amount Java cannot tell counts as 0', () => { expect(coordinatorPartition('polygenelubricants', 50)).toBe(0) })
