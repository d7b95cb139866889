/** Elections of the quorum, told as stories. Times in ms. */
import { expect, test } from 'vitest'
import { cluster } from '../../testing/story'
import type { KraftNode } from './kraftNode'

const SHORT = { 'controller.quorum.election.timeout.ms': 200, 'controller.quorum.fetch.timeout.ms': 1000 }

test('a leader that has resigned does not believe who still calls it leader of that epoch: both stand for election again', () => {
  const run = cluster({}, { topology: { controllers: 3 }, broker: SHORT }).stop('controller 1', 'crash', { at: 500 })
    .link('controller 2', 'controller 3', { at: 5000, extraLatencyMs: 1500 }).link('controller 2', 'controller 3', { at: 6000 }).play(30_000)
  expect(run.ofKind('controllerResigned')).toHaveLength(1)
  for (const { id, leader, role } of run.simulation.state.controllers as KraftNode[]) expect(leader === id).toBe(role === 'leader')
  expect(run.simulation.state.controllers.filter(({ role }) => role === 'leader')).toHaveLength(1)
})
