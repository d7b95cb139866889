/** How brokers are registered and let in, told as stories. Times in ms. */
import { expect, test } from 'vitest'
import { cluster, type Run } from '../../testing/story'

test('a broker that registers again because it heard no answer keeps its epoch, and is let in', () => {
  const run = cluster({}, { broker: { 'broker.heartbeat.interval.ms': 100, 'broker.session.timeout.ms': 500 } })
    .stop('broker 1', 'crash', { at: 1000 }).link('broker 1', 'controller 1', { at: 2000, extraLatencyMs: 400 }).start('broker 1', { at: 3000 }).link('broker 1', 'controller 1', { at: 6000 }).play(10_000)
  const asked = run.ofKind('requestSent').filter(({ node, arguments: given }) => node === 1 && given['api'] === 9)
  expect(asked.length).toBeGreaterThan(1)
  expect(run.ofKind('brokerRegistered')).toHaveLength(1)
  expect(run.simulation.state.brokers[0]!.lifecycle.state).toBe('running')
})

const epochs = (run: Run): readonly number[] => run.times('brokerRegistered')

test('who was shut down and is back before its old session is over is refused until then', () => {
  const story = cluster({}).stop('broker 3', 'shutdown', { at: 1000 }), gone = story.play(8000).times('nodeStopped')[0]!
  const back = epochs(story.start('broker 3', { at: gone + 1000 }).play(20_000))
  expect(back).toHaveLength(1)
  // The session lasts 9 s from the last heartbeat; the broker asks every 2 s.
  expect(back[0]).toBeGreaterThan(gone + 9000 - 10)
  expect(back[0]).toBeLessThan(gone + 11_100)
})

test('another controller knows no session of who was fenced: it is let in at once', () => {
  const story = cluster({}, { topology: { controllers: 3 } }).stop('broker 3', 'shutdown', { at: 1000 }), gone = story.play(8000).times('nodeStopped')[0]!
  const run = story.stop('controller 1', 'crash', { at: gone + 100 }).start('broker 3', { at: gone + 6000 }).play(gone + 9000)
  expect(epochs(run)[0]).toBeLessThan(gone + 6100)
})

test('a broker that leads nothing is let go with its first request', () => {
  const story = cluster({}, { topology: { topics: [{ name: 't', replicaAssignment: [[1, 2, 3]] }] } })
  const idle = story.stop('broker 3', 'shutdown', { at: 1000 }).play(8000), busy = story.stop('broker 1', 'shutdown', { at: 1000 }).play(8000)
  expect([idle.ofKind('brokerShuttingDown').length, idle.ofKind('brokerFenced').length, busy.ofKind('brokerShuttingDown').length]).toEqual([0, 1, 1])
  expect(idle.times('nodeStopped')[0]).toBeLessThan(1050)
  expect(busy.times('nodeStopped')[0]).toBeGreaterThan(1050)
})

test('unclean election, allowed while nobody leads, comes with the look that a controller takes every five minutes', () => {
  const topology = { brokers: [1, 2, 3], topics: [{ name: 't', replicaAssignment: [[1, 2]] }], consumers: [] }
  const run = cluster({ 'linger.ms': 0 }, { topology, elr: false }).stop('broker 2', 'crash', { at: 10 }).stop('broker 1', 'crash', { at: 40_000 }).start('broker 2', { at: 60_000 })
    .set('unclean.leader.election.enable', 'true', { at: 100_000, owner: 'topic' }).play(310_000)
  const elected = run.ofKind('partitionChanged').filter(({ arguments: given }) => given['leader'] === 2)
  expect(elected.map(({ atUs }) => Math.round(atUs / 1e6))).toEqual([300])
})
