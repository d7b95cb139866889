import { describe, expect, test } from 'vitest'
import { batchContents } from './batchContents'
import { logEntries } from './log/partitionLog'
import { presetNamed } from './presets'
import { encodeBatch } from './records/batchBytes'
import { batchLayout } from './records/batchLayout'
import { advance, createSimulation, type Simulation } from './simulation'

const played = (preset: string, untilUs: number): Simulation => {
  const simulation = createSimulation(presetNamed(preset)!)
  advance(simulation, { untilUs })
  return simulation
}
const textOf = (bytes: Uint8Array | null): string | null => bytes && new TextDecoder().decode(bytes)

describe.each(['playground', 'ride-requests', 'keyless-stream', 'small-memory'])('%s', preset => {
  const simulation = played(preset, 300_000)
  test('every batch of every log, made into bytes, is as large as the engine counted, and can be opened', () => {
    let seen = 0
    for (const broker of simulation.state.brokers) {
      for (const replica of broker.replicas.values()) {
        if (replica.leader !== broker.id) continue
        for (const { batch, baseOffset } of logEntries(replica.log)) {
          const contents = batchContents(simulation, batch.id)!
          expect(contents).toMatchObject({ batch: batch.id, place: 'log', header: { baseOffset } })
          const bytes = encodeBatch(contents.header, contents.records)
          expect(bytes).toHaveLength(batch.sizeBytes)
          expect(batchLayout(bytes).recordCount).toBe(batch.recordCount)
          seen++
        }
      }
    }
    expect(seen).toBeGreaterThan(3)
  })
  test('and so is every batch that has not arrived', () => {
    let seen = 0
    for (let atUs = 300_000; seen < 3 && atUs < 400_000; atUs += 700) {
      advance(simulation, { untilUs: atUs })
      for (const waiting of simulation.state.producers[0]!.accumulator.incomplete.values()) {
        const contents = batchContents(simulation, waiting.id)
        if (contents?.place !== 'producer') continue
        seen++
        expect(contents.header).toMatchObject({ baseOffset: 0, partitionLeaderEpoch: -1 })
        expect(encodeBatch(contents.header, contents.records)).toHaveLength(waiting.builder.estimatedBytes)
      }
    }
    expect(seen).toBeGreaterThan(2)
  })
})
test('keys are the run’s, values are ride requests of that rider, and the same whenever one looks', () => {
  const first = batchContents(played('ride-requests', 300_000), 0)!, later = batchContents(played('ride-requests', 900_000), 0)!
  expect(first.partition).toMatch(/^ride-requests-[012]$/)
  expect(textOf(first.records[0]!.key)).toMatch(/^rider-\d$/)
  expect(textOf(first.records[0]!.value)).toContain(`{"riderId":"${textOf(first.records[0]!.key)}","city":`)
  expect(later).toEqual(first)
})
test('a batch that never was', () => { expect(batchContents(played('playground', 100_000), 999_999)).toBeNull() })
