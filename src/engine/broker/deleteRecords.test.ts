/** DeleteRecords and whom it waits for, told as stories. Times in ms. */
import { expect, test } from 'vitest'
import type { Scenario } from '..'
import { cluster, type Run, type Story } from '../testing/story'

const ONE_PARTITION = { topics: [{ name: 't', replicaAssignment: [[1, 2, 3]] }], consumers: [] }
const deleting = (story: Story, at: number): Story => story.do({ type: 'deleteRecords', topic: 't', partition: 0, before: 1 }, { at })
const answers = (run: Run): readonly (readonly [number, number])[] => run.ofKind('commandAnswered').map(({ atUs, arguments: given }) => [Math.floor(atUs / 1000), given['error']!])
const story = (topology: Partial<Scenario['topology']> = ONE_PARTITION): Story => cluster({ 'linger.ms': 0 }, { topology }).send('a', { at: 10 }).send('b', { at: 20 })

test('it is answered when all followers have heard: with their next answered fetch', () => {
  const [[at, error]] = answers(deleting(story(), 1000).play(3000)) as [[number, number]]
  expect(error).toBe(0)
  expect(at).toBeGreaterThan(1000)
  expect(at).toBeLessThanOrEqual(1510)
})
test('for a dead follower it waits as long as the controller takes it for alive, and then for whatever moves the high watermark', () => {
  const dead = deleting(story().stop('broker 3', 'crash', { at: 900 }), 1000)
  expect(answers(dead.send('c', { at: 5000 }).play(8000))).toEqual([])
  const run = dead.send('c', { at: 15_000 }).play(20_000)
  expect(answers(run)).toEqual([[15_003, 0]])
  expect(run.times('brokerFenced')[0]).toBeLessThan(11_500)
  // Nothing moves it: the administrator’s request.timeout.ms ends the wait.
  expect(answers(dead.play(40_000))).toEqual([[31_000, 7]])
})
test('a follower on its way out is not fenced, and so waited for', () => {
  // It leads something else, and so cannot leave while another broker has not heard that it goes.
  const topology = { topics: [{ name: 't', replicaAssignment: [[1, 2, 3]] }, { name: 'other', replicaAssignment: [[3, 1]] }], consumers: [] }
  const leaving = story(topology).link('controller 1', 'broker 2', { at: 800, cut: 'silent' }).stop('broker 3', 'shutdown', { at: 900 }).link('broker 1', 'broker 3', { at: 900, cut: 'silent' })
  const run = deleting(leaving, 1000).send('c', { at: 4000 }).play(6000)
  expect(run.times('brokerShuttingDown')).toHaveLength(1)
  expect(run.times('brokerFenced')).toEqual([])
  expect(answers(run)).toEqual([])
})
