/** How partitions are called where there is more than one topic. */
import { expect, test } from 'vitest'
import { advance, createSimulation, presetNamed, viewOf, type Command } from '../engine'
import { nameIn } from '../components/stage/cellsThatFit'
import { stageNames } from './partitionNamed'

const after = (...commands: readonly Command[]): ReturnType<typeof viewOf> => {
  const simulation = createSimulation({ ...presetNamed('playground')!, configs: { producer: { 'metadata.max.age.ms': 300 } }, script: commands.map((command, index) => ({ atUs: (index + 1) * 100_000, command })) })
  advance(simulation, { untilUs: 1_000_000 })
  return viewOf(simulation)
}

test('one topic needs no name; beside others, those that are not written to here have theirs', () => {
  expect(stageNames(after())).toEqual([])
  const view = after({ type: 'createTopic', topic: 'payments', replicaAssignment: [[1], [2]] }, { type: 'createPartitions', topic: 'rides', count: 4, replicaAssignment: [[1, 2, 3]] })
  expect(stageNames(view)).toEqual(['p0', 'p1', 'p2', 'payments-0', 'payments-1', 'p3'])
})

test('the producer has lanes for the topic it writes to, as far as it knows it, and for what else it has sent to', () => {
  const grown = [{ type: 'createTopic', topic: 'payments', replicaAssignment: [[1], [2]] }, { type: 'createPartitions', topic: 'rides', count: 4, replicaAssignment: [[1, 2, 3]] }] as const
  const lanes = (...commands: readonly Command[]): readonly number[] => after(...commands).producers[0]!.lanes.map(({ partition }) => partition)
  expect(lanes()).toEqual([0, 1, 2])
  expect(lanes(...grown)).toEqual([0, 1, 2, 5])
  expect(lanes(...grown, { type: 'send', topic: 'payments', partition: 1, key: 'rider-1', valueBytes: 10 })).toEqual([0, 1, 2, 4, 5])
})

test('a long name keeps its number', () => {
  expect([nameIn('payments-1', 12), nameIn('payments-1', 8), nameIn('driver-locations-417', 9), nameIn('p3', 1)]).toEqual(['payments-1', 'payme…-1', 'driv…-417', 'p3'])
})
