import { beforeAll, describe, expect, test } from 'vitest'
import { advance, createSimulation, presetNamed, type Scenario } from '..'
import { loadInterpreter } from '../interpreter/loadInterpreter'
import type { PartitionerSpec } from '../scenario'
import { runOf } from '../testing/story'
import { previewPartitions } from './partitionPreview'

beforeAll(() => loadInterpreter())
const scenario: Scenario = presetNamed('playground')!

describe('the preview is what the run does', () => {
  test.each<[string, PartitionerSpec | null]>([['Kafka’s own', null], ['round robin', { class: 'RoundRobinPartitioner' }], ['one’s own', { source: 'const partition = ({ key, counter }) => (key.length + counter) % 2' }]])('%s', (_name, partitioner) => {
    const producers = [{ ...scenario.topology.producers[0]!, ...(partitioner && { partitioner }) }]
    const simulation = createSimulation({ ...scenario, topology: { ...scenario.topology, producers } })
    advance(simulation, { untilUs: 200_000 })
    const stored = [0, 0, 0]
    for (const { arguments: given } of runOf(simulation).ofKind('batchAcknowledged')) stored[given['partition']!]! += given['records']!
    const waiting = simulation.state.producers[0]!.accumulator.incomplete
    for (const { partition, recordCount } of waiting.values()) stored[partition]! += recordCount
    const records = stored.reduce((sum, count) => sum + count, 0)
    expect(records).toBeGreaterThan(200)
    expect(previewPartitions(scenario, partitioner, 5, records)).toMatchObject({ spread: stored, records, failed: 0, problem: null })
  })
})

test('a key’s partitions, in the order met', () => {
  const { keys } = previewPartitions(scenario, { class: 'RoundRobinPartitioner' }, 2, 60)
  expect(new Set(keys.map(({ key }) => key))).toEqual(new Set(['rider-6', 'rider-7']))
  for (const { partitions } of keys) expect(new Set(partitions)).toEqual(new Set([0, 1, 2]))
})
test('what fails is counted per key and said once', () => {
  const preview = previewPartitions(scenario, { source: 'function partition({ key }) {\n  if (key === "rider-7") return -1\n  return key === "rider-2" ? 9 : 0\n}' }, 3, 60)
  expect(preview.keys.find(({ key }) => key === 'rider-7')?.problem).toContain('invalid partition number: -1')
  expect(preview.keys.find(({ key }) => key === 'rider-2')?.problem).toContain('has no partition 9')
  expect(preview.spread[0]! + preview.failed).toBe(preview.records)
})
test.each([['return -1', 25], ['for (;;) {}', 4]])('one that always fails is not asked for ever: %s', (body, records) => { expect(previewPartitions(scenario, { source: `function partition() { ${body} }` }, 3, 10_000).records).toBe(records) })
test('one that cannot be read is not asked at all', () => { expect(previewPartitions(scenario, { source: 'function (' }, 3, 60)).toMatchObject({ records: 0, problem: { exception: 'SyntaxError' } }) })
test('without keys Kafka’s own rule foretells nothing', () => { expect(previewPartitions(scenario, null, 0, 60)).toMatchObject({ spread: [0, 0, 0], keys: [{ key: null, records: 60, partitions: [] }] }) })
