import { describe, expect, test } from 'vitest'
import { fc, test as property } from '../testing/propertyTest'
import { drawAmong, fewQueues, nextPartition } from './builtInPartitioner'
import { collectQueues, loadInOwnRack, loadOf, preferOwnRack, type QueueSlot } from './queueWeights'

const slot = (partition: number, batches: number, silentMs = 0, hasLeader = true): QueueSlot => ({ partition, hasLeader, batches, readyMs: 1000, drainMs: 1000 - silentMs })
const slotsOf = (queues: readonly number[]): QueueSlot[] => queues.map((batches, partition) => slot(partition, batches))

describe('partitioner.availability.timeout.ms', () => {
  test('a broker that took nothing for longer is left out; at exactly the timeout it is not', () => {
    const slots = [slot(0, 2, 81), slot(1, 1, 80), slot(2, 1)]
    expect(collectQueues(slots, 80)).toEqual({ queues: [1, 1, 0], partitions: [1, 2, 0], length: 2 })
    expect(loadOf(collectQueues(slots, 80))).toEqual({ cumulative: [1, 2], partitions: [1, 2] })
  })
  test('0 leaves out nobody', () => { expect(collectQueues([slot(0, 2, 99_999), slot(1, 1)], 0).length).toBe(2) })
  test('all alike would draw evenly, but one left out is still never drawn', () => {
    const load = loadOf(collectQueues([slot(0, 1), slot(1, 1), slot(2, 1, 500)], 100))
    expect(load?.partitions).toEqual([0, 1])
  })
  test('all left out: evenly again', () => { expect(loadOf(collectQueues([slot(0, 1, 500), slot(1, 1, 500)], 100))).toBeNull() })
  test('an empty queue after one left out inherits its length, as in Kafka', () => {
    expect(collectQueues([slot(0, 3, 500), slot(1, 0), slot(2, 1)], 100)).toEqual({ queues: [3, 1, 0], partitions: [1, 2, 0], length: 2 })
  })
})

test('a partition without a leader has no slot, but counts among all', () => {
  expect(collectQueues([slot(0, 1), slot(1, 5, 0, false), slot(2, 1)], 0)).toEqual({ queues: [1, 1, 0], partitions: [0, 2, 0], length: 2 })
})

describe('partitioner.rack.aware', () => {
  const racks = ['a', 'b', 'a', null]
  test('leaders near by, if there are any', () => {
    expect([preferOwnRack([3, 2, 1, 0], racks, 'a'), preferOwnRack([3, 1], racks, 'a'), preferOwnRack([], racks, 'a')]).toEqual([[2, 0], [3, 1], []])
  })
  test('weights near by have their own measure', () => {
    expect(loadInOwnRack(collectQueues(slotsOf([0, 9, 1, 0]), 0), racks, 'a')).toEqual({ cumulative: [2, 3], partitions: [0, 2] })
    expect(loadInOwnRack(collectQueues(slotsOf([0, 9, 1, 0]), 0), racks, 'c')?.partitions).toEqual([0, 1, 2, 3])
  })
  test('whether to weigh at all is asked of every slot', () => {
    expect(loadInOwnRack(collectQueues(slotsOf([1, 1, 1, 1]), 0), racks, 'a')).toBeNull()
    expect(loadInOwnRack(collectQueues(slotsOf([1, 2, 1, 1]), 0), racks, 'a')).toEqual({ cumulative: [1, 2], partitions: [0, 2] })
  })
  property('one draw never leaves the rack while the rack leads anything that counts', fc.record({ queues: fc.array(fc.nat(6), { minLength: 2, maxLength: 8 }), draw: fc.nat(2_147_483_647), near: fc.nat(7) }), ({ queues, draw, near }) => {
    const there = near % queues.length
    const places = queues.map((_queue, partition) => (partition === there ? 'here' : 'there'))
    const load = loadInOwnRack(collectQueues(slotsOf(queues), 0), places, 'here')
    expect(nextPartition(draw, preferOwnRack(queues.map((_queue, partition) => partition), places, 'here'), queues.length, load)).toBe(there)
  })
})

property('weights are positive and the longest queue that counts weighs 1', fc.array(fc.record({ batches: fc.nat(9), silentMs: fc.nat(200), hasLeader: fc.boolean() }), { minLength: 1, maxLength: 10 }), given => {
  const load = loadOf(collectQueues(given.map(({ batches, silentMs, hasLeader }, partition) => slot(partition, batches, silentMs, hasLeader)), 100))
  if (load === null) return
  const weights = load.cumulative.map((sum, index) => sum - (load.cumulative[index - 1] ?? 0))
  expect(Math.min(...weights)).toBe(1)
  for (const partition of load.partitions) expect(given[partition]!.hasLeader).toBe(true)
  for (const partition of load.partitions) expect(given[partition]!.batches > 0 && given[partition]!.silentMs > 100).toBe(false)
})

property('weights of the few queues that are not empty draw what the weights of all would', fc.record({ queues: fc.array(fc.oneof(fc.constant(0), fc.nat(4)), { minLength: 1, maxLength: 40 }), draw31: fc.nat(2_147_483_647) }), ({ queues, draw31 }) => {
  const load = loadOf(collectQueues(slotsOf(queues), 0))
  const few = fewQueues(queues.length, queues.map((batches, index) => ({ index, batches })).filter(({ batches }) => batches > 0))
  expect(few === null).toBe(load === null)
  if (few !== null) expect(drawAmong(draw31, few)).toBe(nextPartition(draw31, [], queues.length, load))
})
