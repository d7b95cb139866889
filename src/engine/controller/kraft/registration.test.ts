/** How brokers are registered and let in, told as stories. Times in ms. */
import { expect, test } from 'vitest'
import { cluster } from '../../testing/story'

test('a broker that registers again because it heard no answer keeps its epoch, and is let in', () => {
  const run = cluster({}, { broker: { 'broker.heartbeat.interval.ms': 100, 'broker.session.timeout.ms': 500 } })
    .stop('broker 1', 'crash', { at: 1000 }).link('broker 1', 'controller 1', { at: 2000, extraLatencyMs: 400 }).start('broker 1', { at: 3000 }).link('broker 1', 'controller 1', { at: 6000 }).play(10_000)
  const asked = run.ofKind('requestSent').filter(({ node, arguments: given }) => node === 1 && given['api'] === 9)
  expect(asked.length).toBeGreaterThan(1)
  expect(run.ofKind('brokerRegistered')).toHaveLength(1)
  expect(run.simulation.state.brokers[0]!.lifecycle.state).toBe('running')
})
