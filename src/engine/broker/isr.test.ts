/** Who leaves the ISR and why, told as stories. Times in ms. */
import { expect, test } from 'vitest'
import { cluster, type Run } from '../testing/story'

const TOPOLOGY = { topics: [{ name: 't', replicaAssignment: [[1, 2, 3]] }], consumers: [] }
const shrinks = (run: Run): readonly (readonly [number, number, number])[] => run.ofKind('isrShrinkAsked').map(({ arguments: given }) => [given['follower']!, given['behind']!, given['lagMs']!])

test('a follower that falls silent has not caught up since its last fetch, and lacks what came after', () => {
  const run = cluster({ 'linger.ms': 0 }, { topology: TOPOLOGY }).send('a', { at: 20 }).link('broker 1', 'broker 3', { at: 1000, cut: 'silent' }).send('b', { at: 2000 }).play(60_000)
  const [[follower, behind, lagMs]] = shrinks(run) as [readonly [number, number, number]]
  expect([follower, behind]).toEqual([3, 1])
  expect(lagMs).toBeGreaterThan(30_000)
})
test('one that has joined at the high watermark, short of the log’s end, and falls silent again: it has not once caught up', () => {
  // Nothing is committed while broker 1 is silent; broker 3 comes and copies batch by batch, but not for long.
  let story = cluster({ 'linger.ms': 0, acks: 1, 'batch.size': 0 }, { topology: TOPOLOGY, broker: { 'replica.fetch.max.bytes': 1 } })
    .stop('broker 3', 'crash', { at: 10 }).stop('broker 1', 'shutdown', { at: 15_000 }).start('broker 1', { at: 24_000 }).link('broker 1', 'broker 2', { at: 30_000, cut: 'silent' })
  for (let record = 0; record < 600; record++) story = story.send('a', { at: 30_000 + record })
  const run = story.start('broker 3', { at: 34_900 }).link('broker 2', 'broker 3', { at: 35_100, cut: 'silent' }).play(80_000)
  expect(shrinks(run).map(([follower, , lagMs]) => [follower, lagMs])).toContainEqual([3, -1])
})
test('one that a new leader has never heard of: how much it lacks is not known', () => {
  const run = cluster({ 'linger.ms': 0 }, { topology: TOPOLOGY }).send('a', { at: 20 }).link('broker 2', 'broker 3', { at: 1000, cut: 'silent' }).stop('broker 1', 'shutdown', { at: 2000 }).play(60_000)
  expect(shrinks(run).map(([follower, behind]) => [follower, behind])).toEqual([[3, -1]])
})
test('one that a new leader has never heard of, fenced and let in again meanwhile, does not hold up the high watermark', () => {
  const run = cluster({ 'linger.ms': 0 }, { topology: TOPOLOGY }).send('a', { at: 20 }).link('broker 2', 'broker 3', { at: 1000, cut: 'silent' }).stop('broker 1', 'shutdown', { at: 5000 })
    .link('controller 1', 'broker 3', { at: 8000, cut: 'silent' }).link('controller 1', 'broker 3', { at: 20_000 }).send('b', { at: 25_000 }).play(26_000)
  expect(run.ofKind('brokerUnfenced').map(({ arguments: given }) => given['broker'])).toContain(3)
  expect(run.ofKind('isrShrinkAsked')).toEqual([])
  expect(run.fates()[1]!.told).toBe('acknowledged')
})
