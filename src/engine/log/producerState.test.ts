/** What a broker still knows of a producer after a restart, told as stories. Times in ms. */
import { expect, test } from 'vitest'
import { ERROR } from '../protocol/errorCodes'
import { cluster, type Run } from '../testing/story'

/** Three batches are stored, their answers never arrive; when the broker is back they are sent again. */
function sentAgain(how: 'crash' | 'freeze'): Run {
  const topology = { topics: [{ name: 't', replicaAssignment: [[1]] }], consumers: [] }
  let story = cluster({ 'linger.ms': 0, 'batch.size': 0, acks: 'all', 'request.timeout.ms': 3000 }, { topology }).link('producer 1', 'broker 1', { at: 1001.2, extraLatencyMs: 10_000 })
  for (const at of [1000, 1000.1, 1000.2]) story = story.send('a', { at })
  story = how === 'crash' ? story.stop('broker 1', 'crash', { at: 1100 }).start('broker 1', { at: 3000 }) : story
  return story.link('producer 1', 'broker 1', { at: 4000 }).play(60_000)
}

test('a broker that ran on knows the last five batches of a producer', () => {
  const run = sentAgain('freeze')
  expect(run.ofKind('duplicateRecognized').length).toBeGreaterThan(1)
  expect(run.fates().map(({ duplicated }) => duplicated)).toEqual([false, false, false])
})

test('after a restart it knows the last one only, as a snapshot has it: the others are out of order', () => {
  const run = sentAgain('crash')
  expect(run.ofKind('batchRejected').map(({ arguments: given }) => given['error'])).toContain(ERROR.outOfOrderSequenceNumber)
})
