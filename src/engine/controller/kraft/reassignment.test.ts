/** Partitions that move, told as stories. Times in ms. */
import { expect, test } from 'vitest'
import { cluster } from '../../testing/story'

const FOUR = { topology: { brokers: [1, 2, 3, 4, 5], topics: [{ name: 't', replicaAssignment: [[1, 2]] }], consumers: [] } }
const registration = (run: ReturnType<ReturnType<typeof cluster>['play']>): unknown => run.simulation.state.controllers[0]!.image.partitions.get(0)

test('another target while one move is under way: who had joined meanwhile leaves the ISR and the list', () => {
  const run = cluster({}, FOUR).stop('broker 5', 'crash', { at: 100 }).do({ type: 'reassign', topic: 't', partition: 0, replicas: [1, 2, 3, 5] }, { at: 1000 })
    .do({ type: 'reassign', topic: 't', partition: 0, replicas: [2, 1] }, { at: 5000 }).play(6000)
  expect(registration(run)).toMatchObject({ replicas: [2, 1], adding: [], removing: [] })
  expect(registration(run)).toMatchObject({ isr: expect.not.arrayContaining([3]) as unknown })
})

test('who is no replica any more is not eligible, though the ISR is below the minimum', () => {
  const run = cluster({}, { topology: { ...FOUR.topology, topics: [{ name: 't', replicaAssignment: [[1, 2, 3]], config: { 'min.insync.replicas': 2 } }] }, elr: true })
    .do({ type: 'reassign', topic: 't', partition: 0, replicas: [1] }, { at: 1000 }).play(2000)
  expect(registration(run)).toMatchObject({ replicas: [1], isr: [1], elr: [] })
})
