/** Compressed batches: they hold more, cost less, and teach the estimate; what is on the wire and in the log is what the codec made. */
import { describe, expect, test } from 'vitest'
import { batchContents, decompress, encodeBatch, loadCodec } from '..'
import { cluster, type Run } from '../testing/story'

for (const codec of ['gzip', 'snappy', 'lz4', 'zstd'] as const) await loadCodec(codec)

const workload = { 'records.per.second': 20_000, 'value.bytes': 200, 'key.count': 0 }
const play = (codec: string): Run => cluster({ 'compression.type': codec, 'linger.ms': 20 }, { workload, topology: { topics: [{ name: 'driver-locations', replicaAssignment: [[1, 2, 3]] }], producers: [{ clientId: 'p', topic: 'driver-locations' }], consumers: [] } }).play(400)
const perBatch = (run: Run): number => { const drained = run.ofKind('batchDrained').slice(5); return drained.reduce((sum, event) => sum + event.arguments['records']!, 0) / drained.length }

describe.each(['gzip', 'snappy', 'lz4', 'zstd'])('%s', codec => {
  const run = play(codec)
  test('the same batch.size holds more records than without', () => { expect(perBatch(run)).toBeGreaterThan(perBatch(play('none')) * 1.15) })
  test('the estimate falls from 1 towards what is seen', () => {
    const [ratio] = run.simulation.state.producers[0]!.accumulator.ratios
    expect(ratio).toBeLessThan(0.95)
    expect(ratio).toBeGreaterThan(0.05)
  })
  test('what is in the log is as long as its bytes, and opens again', () => {
    const { arguments: { batch, sizeBytes } } = run.ofKind('batchDrained')[3]!
    const contents = batchContents(run.simulation, batch!)!
    const bytes = encodeBatch(contents.header, contents.records)
    expect(bytes.length).toBe(sizeBytes)
    expect(decompress(codec as 'gzip', bytes.subarray(61)).length).toBeGreaterThan(sizeBytes!)
  })
  test('the same log again', () => { expect(play(codec).hash).toBe(run.hash) })
})
test('a higher level of gzip makes smaller batches', () => {
  const sizeAt = (level: number): number => {
    const run = cluster({ 'compression.type': 'gzip', 'compression.gzip.level': level, 'linger.ms': 20 }, { workload, topology: { topics: [{ name: 'driver-locations', replicaAssignment: [[1, 2, 3]] }], producers: [{ clientId: 'p', topic: 'driver-locations' }], consumers: [] } }).play(100)
    return run.ofKind('batchDrained')[0]!.arguments['sizeBytes']!
  }
  expect(sizeAt(9)).toBeLessThan(sizeAt(1))
})
test('too large for the broker: split, each piece compressed anew, none of it lost', () => {
  const run = cluster({ 'compression.type': 'gzip', 'linger.ms': 20 }, { workload: { ...workload, 'value.bytes': 60 }, topic: { 'max.message.bytes': 900 } }).play(400)
  expect(run.ofKind('batchSplit').length).toBeGreaterThan(0)
  expect(run.ofKind('batchFailed')).toEqual([])
  expect(run.ofKind('batchAcknowledged').length).toBeGreaterThan(0)
})
