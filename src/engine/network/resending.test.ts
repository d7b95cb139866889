/** A link that is mended: what was held back keeps its order, and what is written after it comes behind it. Times in ms. */
import { expect, test } from 'vitest'
import { PRODUCE } from '../protocol/messages'
import { cluster, type Run } from '../testing/story'

const topology = { brokers: [1], topics: [{ name: 't', replicaAssignment: [[1]] }], consumers: [] }
/** A record every 60 ms, each in a request of its own, five of them in flight. */
const many = (): ReturnType<typeof cluster> => {
  let story = cluster({ 'linger.ms': 0, 'batch.size': 0, acks: '1' }, { topology })
  for (let at = 100; at < 2500; at += 60) story = story.send('a', { at, bytes: 10 })
  return story
}
const correlationIds = (run: Run, kind: 'requestReceived' | 'responseReceived'): readonly number[] => run.ofKind(kind).filter(event => event.arguments['api'] === PRODUCE).map(event => event.arguments['correlationId']!)
const rising = (list: readonly number[]): readonly number[] => [...list].sort((one, other) => one - other)

test('requests and answers come in the order of their writing, though each was to be sent again at another time', () => {
  for (const mendedAt of [330, 510, 830, 1130, 1610]) {
    const run = many().link('producer 1', 'broker 1', { at: 161.5, cut: 'silent' }).link('producer 1', 'broker 1', { at: mendedAt }).play(8000)
    for (const kind of ['requestReceived', 'responseReceived'] as const) expect(correlationIds(run, kind), `${kind}, mended at ${mendedAt}`).toEqual(rising(correlationIds(run, kind)))
    expect([run.ofKind('batchAcknowledged').length, run.ofKind('batchAppended').length]).toEqual([40, 40])
  }
})

test('nothing comes before the oldest message is sent again, and then all that was written; a second cut holds it back anew', () => {
  const run = many().link('producer 1', 'broker 1', { at: 161.5, cut: 'silent' }).link('producer 1', 'broker 1', { at: 400 }).link('producer 1', 'broker 1', { at: 410, cut: 'silent' }).link('producer 1', 'broker 1', { at: 1000 }).play(8000)
  const receivedUs = run.ofKind('requestReceived').filter(event => event.arguments['api'] === PRODUCE).map(({ atUs }) => atUs)
  // Written at 220 ms, sent again after 200, 400 and 800 ms more.
  expect(receivedUs.slice(0, 6)).toEqual([101_001, 161_001, ...Array.from({ length: 4 }, () => 1_621_000)])
  expect(correlationIds(run, 'responseReceived')).toEqual(rising(correlationIds(run, 'responseReceived')))
})
