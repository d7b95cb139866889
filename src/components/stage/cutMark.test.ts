/** A log's cut: where its mark stands, and what is said of it, from runs. */
import { expect, test } from 'vitest'
import { advance, createSimulation, presetNamed, viewOf, type ReplicaView, type Scenario } from '../../engine'
import { CHANGE_KINDS } from '../../engine/events'
import { cutPlace } from './CutMark'
import { replicaWords } from './health'
import { layoutStage, rowsOf } from './layout'

const playground = presetNamed('playground')!
/** Broker 1 leads, is cut off from its followers with acks=1, dies and comes back: what it had alone is cut. */
const scenario: Scenario = {
  ...playground, configs: { producer: { acks: '1' }, workload: { 'records.per.second': 100 } },
  script: [
    { atUs: 1_000_000, command: { type: 'setLink', one: 1, other: 2, cut: 'silent' } }, { atUs: 1_000_001, command: { type: 'setLink', one: 1, other: 3, cut: 'silent' } },
    { atUs: 1_500_000, command: { type: 'stopNode', node: 1, how: 'crash' } }, { atUs: 12_000_000, command: { type: 'setLink', one: 1, other: 2 } }, { atUs: 12_000_001, command: { type: 'setLink', one: 1, other: 3 } },
    { atUs: 13_000_000, command: { type: 'startNode', node: 1 } },
  ],
}
/** Every state of the returned broker's replicas from its start on, event by event. */
const states = (): readonly ReplicaView[] => {
  const simulation = createSimulation(scenario)
  advance(simulation, { untilUs: 13_000_000 })
  const found: ReplicaView[] = []
  for (let turn = 0; turn < 6000; turn++) {
    advance(simulation, { untilUs: 16_000_000, maxEvents: 1 })
    found.push(...viewOf(simulation).brokers[0]!.replicas)
  }
  return found
}

test('a log that comes back with more than its leader is cut, and says so until something new stands there', () => {
  expect(CHANGE_KINDS).toContain('logTruncated')
  const seen = states(), [fresh] = seen.filter(({ cut, logEndOffset }) => cut !== null && cut.at === logEndOffset)
  expect(fresh!.cut!.records).toBeGreaterThan(0)
  expect(replicaWords(fresh!)).toEqual({ role: 'out of ISR', note: `cut back by ${fresh!.cut!.records}`, short: 'cut', tone: 'ill' })
  expect(cutPlace(fresh!, fresh!.cells, 12)).toEqual({ at: fresh!.cells.length, gone: Math.min(fresh!.cut!.records, 12 - fresh!.cells.length) })
  const later = seen.find(({ partition, cut, logEndOffset }) => partition === fresh!.partition && cut !== null && logEndOffset > cut.at)!
  expect(replicaWords(later)?.short).not.toBe('cut')
  const { at, gone } = cutPlace(later, later.cells, 12)
  expect([at === -1 || later.cells[at]!.offset >= later.cut!.at, gone]).toEqual([true, 0])
})

test('the mark stands before the first record after the cut, and goes when that is no longer shown', () => {
  const cells = [7, 8, 9].map(offset => ({ offset }))
  expect(cutPlace({ cut: { at: 8, records: 2 }, logEndOffset: 10 }, cells, 12)).toEqual({ at: 1, gone: 0 })
  expect(cutPlace({ cut: { at: 6, records: 2 }, logEndOffset: 10 }, cells, 12)).toEqual({ at: -1, gone: 0 })
  expect(cutPlace({ cut: { at: 10, records: 20 }, logEndOffset: 10 }, cells, 12)).toEqual({ at: 3, gone: 9 })
  expect(cutPlace({ cut: { at: 0, records: 2 }, logEndOffset: 0 }, [], 12)).toEqual({ at: 0, gone: 2 })
  expect(cutPlace({ cut: null, logEndOffset: 10 }, cells, 12)).toEqual({ at: -1, gone: 0 })
})

test.each([[1148, 660], [1000, 540], [1000, 620]])('whoever leads what, all logs of a broker stand in its box (%i × %i)', (width, height) => {
  const { brokers, cell, isLow, isFlat } = layoutStage(width, height, { partitions: 3, brokers: 3, consumers: 1, controllers: 3 })
  for (const leads of [0, 1, 2, 3]) {
    const rows = rowsOf(leads, 3 - leads, brokers[0]!.height, cell, isLow, isFlat)
    expect(28 + leads * rows.leaderHeight + (3 - leads) * rows.followerHeight).toBeLessThanOrEqual(brokers[0]!.height + 4)
  }
})
