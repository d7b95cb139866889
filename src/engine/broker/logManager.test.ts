/** What is compacted, and what is not yet, told as stories. Times in ms. */
import { expect, test } from 'vitest'
import { recordsOf } from '../log/cleaner'
import { logEntries } from '../log/partitionLog'
import { cluster, type Run } from '../testing/story'

const compacted = (more: object = {}): object => ({
  topics: [{ name: 't', replicaAssignment: [[1, 2]], config: { 'cleanup.policy': 'compact', 'segment.ms': 1000, 'min.cleanable.dirty.ratio': 0.01, ...more } }], consumers: [],
})
/** Offsets of the records that the leader's log has. */
const left = (run: Run): readonly number[] => logEntries(run.simulation.state.brokers[0]!.replicas.get(0)!.log).flatMap(recordsOf).map(({ offset }) => offset)

test('what is younger than min.compaction.lag.ms is not cleaned with what is older', () => {
  const run = (lagMs: number): Run => {
    let story = cluster({ 'linger.ms': 0 }, { topology: compacted({ 'min.compaction.lag.ms': lagMs }) })
    for (const at of [1000, 3000, 20_000, 22_000, 24_000]) story = story.send('a', { at })
    return story.play(31_000)
  }
  expect(left(run(0))).toEqual([3, 4])
  expect(left(run(20_000))).toEqual([1, 2, 3, 4])
})

test('a segment in which the high watermark stands is not cleaned: its newer records may yet be lost', () => {
  const run = cluster({ 'linger.ms': 0, acks: 1 }, { topology: compacted() }).send('a', { at: 4000 }).link('broker 1', 'broker 2', { at: 4500, cut: 'silent' }).send('a', { at: 4800 }).send('b', { at: 8000 }).play(16_000)
  expect(left(run)).toEqual([0, 1, 2])
})
