import { describe, expect, test } from 'vitest'
import { fc, test as property } from '../testing/propertyTest'
import { countProduced, nextPartition, partitionLoad } from './builtInPartitioner'

describe('drawn evenly', () => {
  test('by place in the client’s list, not by number', () => { expect([0, 1, 2, 3].map(draw => nextPartition(draw, [1, 0, 2], 3, null))).toEqual([1, 0, 2, 1]) })
  test('never one without a leader', () => { expect([0, 1, 2, 3].map(draw => nextPartition(draw, [0, 2], 3, null))).toEqual([0, 2, 0, 2]) })
  test('any of them when none has a leader', () => { expect([0, 1, 2, 3].map(draw => nextPartition(draw, [], 3, null))).toEqual([0, 1, 2, 0]) })
})

describe('drawn by load', () => {
  const three = [0, 1, 2]
  test('the longer the queue, the rarer: 0, 3 and 1 batches weigh 4, 1 and 3', () => {
    const load = partitionLoad([0, 3, 1], three, 3)
    expect(load?.cumulative).toEqual([4, 5, 8])
    expect([0, 3, 4, 5, 7, 8].map(draw => nextPartition(draw, three, 3, load))).toEqual([0, 0, 1, 2, 2, 0])
  })
  test('nothing to weigh: all alike, a single one, or none that counts', () => {
    expect([partitionLoad([2, 2, 2], three, 3), partitionLoad([5], [0], 1), partitionLoad([1, 2], [0, 1], 0)]).toEqual([null, null, null])
  })
  test('all alike, but one left out: that one is not drawn', () => {
    const load = partitionLoad([2, 2, 2], three, 2)
    expect(load).toEqual({ cumulative: [1, 2], partitions: [0, 1] })
    expect([0, 1, 2, 3].map(draw => nextPartition(draw, three, 3, load))).toEqual([0, 1, 0, 1])
  })
  property('over one round of draws each partition comes as often as it weighs', fc.array(fc.nat(9), { minLength: 2, maxLength: 8 }).filter(queues => new Set(queues).size > 1), queues => {
    const partitions = queues.map((_queue, index) => index), load = partitionLoad(queues, partitions, queues.length)!
    const counts = queues.map(() => 0)
    for (let draw = 0; draw < load.cumulative.at(-1)!; draw++) counts[nextPartition(draw, partitions, queues.length, load)]!++
    expect(counts).toEqual(queues.map(queue => Math.max(...queues) + 1 - queue))
  })
})

describe('time for another partition', () => {
  test('after batch.size, if the batch there is full', () => {
    const sticky = { partition: 0, producedBytes: 0 }
    expect([countProduced(sticky, 900, true, 1000), countProduced(sticky, 99, true, 1000), countProduced(sticky, 1, true, 1000)]).toEqual([false, false, true])
  })
  test('if it is not full, after twice as much', () => {
    const sticky = { partition: 0, producedBytes: 0 }
    expect([countProduced(sticky, 1500, false, 1000), countProduced(sticky, 499, false, 1000), countProduced(sticky, 1, false, 1000)]).toEqual([false, false, true])
  })
  test('a batch that fills later completes the switch, without another byte', () => {
    const sticky = { partition: 0, producedBytes: 1200 }
    expect([countProduced(sticky, 0, false, 1000), countProduced(sticky, 0, true, 1000)]).toEqual([false, true])
  })
})
