/** What a consumer does about topics that change, told as stories. Times in ms. */
import { expect, test } from 'vitest'
import { cluster } from '../testing/story'

const TWO = { topology: { topics: [{ name: 't', replicaAssignment: [[1, 2]] }, { name: 'u', replicaAssignment: [[2, 1]] }], consumers: [] } }

test('a topic that was deleted leaves nothing to read, and another one is not taken for it', () => {
  const run = cluster({ 'linger.ms': 0 }, TWO).do({ type: 'deleteTopic', topic: 't' }, { at: 100 }).consumer('late', { at: 1000 })
    .do({ type: 'send', key: 'a', valueBytes: 5, topic: 'u' }, { at: 1100 }).play(3000)
  expect(run.ofKind('recordsDelivered')).toHaveLength(0)
})
test('a consumer that starts after the topic has grown reads its new partition too', () => {
  const run = cluster({ 'linger.ms': 0 }, TWO).do({ type: 'createPartitions', topic: 't', count: 2, replicaAssignment: [[2, 1]] }, { at: 100 }).consumer('late', { at: 1000 })
    .do({ type: 'startProducer', spec: { clientId: 'q', topic: 't' } }, { at: 1500 }).do({ type: 'send', key: 'a', valueBytes: 5, partition: 1, producer: 1 }, { at: 2000 }).play(4000)
  expect(run.simulation.state.consumers[0]!.partitions.reduce((sum, { position }) => sum + position, 0)).toBe(1)
})
