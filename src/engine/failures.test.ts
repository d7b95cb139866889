/** What an application is told when a record fails, told as stories. Times in ms. */
import { expect, test } from 'vitest'
import { failureOf, whyChain } from '.'
import { cluster } from './testing/story'

test('a topic that is deleted while its batch waits: the batch fails, and is told by the name that the producer knows', () => {
  const run = cluster({ 'linger.ms': 0, 'request.timeout.ms': 300, 'delivery.timeout.ms': 1000 }).link('producer 1', 'broker 1', { at: 5, cut: 'silent' }).send('a', { at: 10, partition: 0 })
    .do({ type: 'deleteTopic', topic: 't' }, { at: 100 }).play(3000)
  const [failed] = run.ofKind('batchFailed')
  expect(failureOf(run.simulation, failed!).message).toMatch(/^Expiring 1 record\(s\) for t-0:1000 ms has passed/)
  expect(whyChain(run.simulation, failed!.id).length).toBeGreaterThan(1)
})
test('the broker’s own word for it', () => {
  const run = cluster({ 'linger.ms': 0, retries: 1 }).do({ type: 'deleteTopic', topic: 't' }, { at: 100 }).send('a', { at: 400, partition: 0 }).play(3000)
  const [failed] = run.ofKind('batchFailed')
  expect(failureOf(run.simulation, failed!).exception).toBe('UnknownTopicOrPartitionException')
})
