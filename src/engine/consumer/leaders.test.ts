/** What a consumer does when its partition gets another leader, told as stories. Times in ms. */
import { expect, test } from 'vitest'
import { FETCH, METADATA } from '../protocol/messages'
import { cluster } from '../testing/story'

test('a new leader that has not heard of it yet (UNKNOWN_LEADER_EPOCH) is asked again at once, without new metadata', () => {
  const run = cluster({ 'linger.ms': 0 }, { topology: { topics: [{ name: 't', replicaAssignment: [[1, 2, 3]] }] } }).send('a', { at: 20 })
    .link('controller 1', 'broker 2', { at: 900, extraLatencyMs: 150 }).stop('broker 1', 'shutdown', { at: 1000 }).send('b', { at: 4000 }).play(6000)
  const asked = (api: number, to?: number) => run.ofKind('requestSent').filter(({ node, arguments: given }) => node === 2000 && given['api'] === api && (to === undefined || given['to'] === to)).map(({ atUs }) => atUs / 1000)
  const [ledAt] = run.ofKind('leadershipTaken').filter(({ node }) => node === 2).map(({ atUs }) => atUs / 1000) as [number]
  const early = asked(FETCH, 2).filter(at => at < ledAt)
  // A round trip of 2 ms and its handling each time, where retry.backoff.ms would be 100 ms.
  expect(early.length).toBeGreaterThan(150)
  for (const [index, at] of early.slice(1).entries()) expect(at - early[index]!).toBeLessThan(3)
  expect(asked(METADATA).filter(at => at < ledAt)).toEqual([])
  expect(run.ofKind('recordsDelivered').reduce((sum, { arguments: given }) => sum + given['records']!, 0)).toBe(2)
})

test('a leader that dies in mid-fetch, and a question for metadata with it: the consumer goes on when another leads', () => {
  const topology = { topics: [{ name: 't', replicaAssignment: [[1, 2]] }], consumers: [{ clientId: 'c', groupId: 'g', topic: 't' }] }
  const run = cluster({ 'linger.ms': 0 }, { topology }).send('a', { at: 1000 }).send('b', { at: 1100 }).stop('broker 1', 'crash', { at: 1150 }).send('c', { at: 15_000 }).play(20_000)
  expect(run.ofKind('recordsDelivered').reduce((sum, { arguments: given }) => sum + given['records']!, 0)).toBe(3)
})
