import { beforeAll, describe, expect, test } from 'vitest'
import { loadInterpreter } from '../interpreter/loadInterpreter'
import { murmur2 } from '../records/murmur2'
import { utf8 } from '../serde/utf8'
import { fc, test as property } from '../testing/propertyTest'
import { callPartitioner, compilePartitioner, partitionerProblemInWords, type PartitionCall } from './customPartitioner'
import { choosePartition, type RecordToPlace } from './partitionChoice'
import { partitionForKey } from './partitioner'
import { PARTITIONER_EXAMPLES } from './partitionerExamples'

beforeAll(() => loadInterpreter())

const asked: PartitionCall = { topic: 'rides', key: 'rider-7', keyHash: 1_851_031_557, value: null, valueBytes: 90, partitionCount: 3, available: [1, 0, 2], counter: 0 }
const returning = (expression: string) => callPartitioner({ source: `function partition(record) { return ${expression} }` }, asked)
const exampleNamed = (name: string): string => PARTITIONER_EXAMPLES.find(example => example.name.startsWith(name))!.source
const record = (key: string | null, explicit: number | null = null): RecordToPlace => ({ explicit, key, hash: key === null ? 0 : murmur2(utf8(key)), value: null, valueBytes: 90 })
const rides = { topic: 'rides', partitionCount: 3, available: [1, 0, 2] }

describe('what a function of one’s own may answer', () => {
  test.each([['2', 2], ['0', 0], ['-0', 0], ['record.available[0]', 1], ['record.topic.length', 5], ['2147483647', 2_147_483_647]])('%s', (expression, partition) => { expect(returning(expression)).toBe(partition) })
  test('a negative number: Kafka’s exception in Kafka’s words', () => {
    expect(returning('-1')).toEqual({ exception: 'IllegalArgumentException', message: 'The partitioner generated an invalid partition number: -1. Partition number should always be non-negative.', line: null, column: null })
  })
  test.each([['1.5', '1.5'], ['NaN', 'NaN'], ['"2"', '"2"'], ['undefined', 'undefined'], ['2147483648', '2147483648'], ['record.key.length / 0', 'Infinity']])('%s is no int', (expression, described) => {
    expect(returning(expression)).toMatchObject({ message: expect.stringContaining(`returned ${described};`) as string })
  })
  test('mistakes name their place', () => {
    const compiled = compilePartitioner('function partition(record) {\n  return record.key.\n}')
    expect(compiled.ok ? '' : partitionerProblemInWords(compiled.problem)).toMatch(/^Line 3, column \d+: SyntaxError: /)
    const thrown = callPartitioner({ source: 'function partition(record) {\n  return record.city.length\n}' }, asked)
    expect(typeof thrown === 'number' ? '' : partitionerProblemInWords(thrown)).toMatch(/^Line 2, column \d+: TypeError: .*undefined/)
  })
})

describe('the examples', () => {
  test.each(PARTITIONER_EXAMPLES.map(({ name, source }) => [name, source] as const))('%s can be called', (_name, source) => { expect(compilePartitioner(source).ok).toBe(true) })
  property('Kafka’s own rule is Kafka’s own rule', fc.tuple(fc.string(), fc.integer({ min: 1, max: 200 })), ([key, partitionCount]) => {
    expect(choosePartition({ source: exampleNamed('Kafka') }, 0, record(key), { ...rides, partitionCount }, false)).toMatchObject({ partition: partitionForKey(utf8(key), partitionCount) })
  }, 60)
  test('VIPs have partition 0 to themselves', () => {
    const at = (key: string) => callPartitioner({ source: exampleNamed('VIP') }, { ...asked, key, keyHash: murmur2(utf8(key)) & 0x7fffffff })
    expect([at('rider-7'), at('rider-8')]).toEqual([0, 0])
    for (let rider = 10; rider < 40; rider++) expect([1, 2]).toContain(at(`rider-${rider}`))
  })
  test('by city', () => {
    const at = (key: string | null) => callPartitioner({ source: exampleNamed('By city') }, { ...asked, key })
    expect([at('berlin-1'), at('lima-99'), at('osaka-3'), at('paris-3'), at(null)]).toEqual([0, 1, 2, 2, 2])
  })
  test('the mistake is one for some keys only', () => {
    const at = (key: string) => callPartitioner({ source: exampleNamed('A mistake') }, { ...asked, key })
    const answers = Array.from({ length: 30 }, (_none, rider) => at(`rider-${rider}`))
    expect(new Set(answers.map(answer => typeof answer))).toEqual(new Set(['number', 'object']))
  })
})

describe('the order of decisions', () => {
  const roundRobin = { class: 'RoundRobinPartitioner' } as const
  test('the record’s own partition beats a partitioner, which is not asked', () => { expect(choosePartition(roundRobin, 4, record('a', 2), rides, false)).toEqual({ partition: 2, rule: 'explicit', counter: 4 }) })
  test('a partitioner beats the key', () => { expect(choosePartition(roundRobin, 4, record('a'), rides, false)).toEqual({ partition: 0, rule: 'partitioner', counter: 5 }) })
  test('the key’s hash, unless keys are ignored', () => {
    expect(choosePartition(null, 0, record('abcd'), rides, false)).toEqual({ partition: 2, rule: 'key', counter: 0 })
    expect(choosePartition(null, 0, record('abcd'), rides, true)).toEqual({ partition: -1, rule: 'sticky', counter: 0 })
  })
  test('an empty key is a key', () => { expect(choosePartition(null, 0, record(''), rides, false)).toMatchObject({ partition: 0, rule: 'key' }) })
  test('no key: the accumulator chooses', () => { expect(choosePartition(null, 0, record(null), rides, false)).toMatchObject({ partition: -1, rule: 'sticky' }) })
  test('the learner’s round robin is Kafka’s', () => {
    for (let counter = 0; counter < 12; counter++) expect(choosePartition({ source: exampleNamed('Round robin') }, counter, record('a'), rides, false)).toEqual(choosePartition(roundRobin, counter, record('a'), rides, false))
  })
  test('a failing function still counts its call', () => { expect(choosePartition({ source: 'const partition = () => -5' }, 3, record('a'), rides, false)).toMatchObject({ counter: 4, problem: { exception: 'IllegalArgumentException' } }) })
})
