/** Where a crowd's partitions stand, what is said of them, and what may be typed to get to one. */
import { describe, expect, test } from 'vitest'
import { CROWD, CROWD_STRIDE, type CrowdView } from '../../engine/pageFace'
import { fc, test as property } from '../../engine/testing/propertyTest'
import { partitionName, showPartition } from '../../session/partitionNamed'
import { CELL_WIDTH, cellAt, homesOf, layoutCrowd } from './crowdLayout'
import { crowdSums, findPartition, matterOf, partitionWords } from './crowdWords'

type Row = Partial<Record<keyof typeof CROWD, number>>
const rowsOf = (rows: readonly Row[]): Float64Array<ArrayBuffer> => {
  const columns = new Float64Array(rows.length * CROWD_STRIDE)
  rows.forEach((row, index) => {
    const whole = { partition: index, home: 1, leader: row.home ?? 1, inSync: 3, replicas: 3, minIsr: 2, waiting: 0, logEnd: 10, ...row }
    for (const [name, column] of Object.entries(CROWD)) columns[index * CROWD_STRIDE + column] = whole[name as keyof typeof CROWD]
  })
  return columns
}
const crowdOf = (rows: readonly Row[], brokers = [1, 2, 3]): CrowdView => ({
  partition: 0, brokers: brokers.map(id => ({ id, process: 'up' as const, isFenced: false, requests: 0, parked: 0 })), partitions: rowsOf(rows), producers: 4, waitingRecords: 0, lag: 0,
})
const TOPICS = { topics: [{ name: 'rides', partitions: [0, 1, 2] }, { name: 'trips-eu', partitions: [3, 4] }] }

describe('layout', () => {
  property('every partition has a place of its own inside the width, and is found there again', fc.record({ width: fc.integer({ min: 200, max: 2200 }), brokers: fc.integer({ min: 1, max: 100 }), partitions: fc.integer({ min: 1, max: 1000 }) }), ({ width, brokers, partitions }) => {
    const ids = Array.from({ length: brokers }, (_none, index) => index + 1)
    const layout = layoutCrowd(width, ids, homesOf(rowsOf(Array.from({ length: partitions }, (_none, index) => ({ home: ids[index % brokers]! })))))
    expect(layout.cells).toHaveLength(partitions)
    expect(layout.ribbons).toHaveLength(brokers)
    expect(new Set(layout.cells.map(({ x, y }) => `${x} ${y}`)).size).toBe(partitions)
    for (const cell of layout.cells) {
      expect(cell.x + CELL_WIDTH).toBeLessThanOrEqual(width)
      expect(cell.y).toBeLessThan(layout.height)
      expect(cellAt(layout, cell.x + 2, cell.y + 2)).toBe(cell)
    }
  }, 30)
  test('between the ribbons there is nothing', () => { expect(cellAt(layoutCrowd(800, [1, 2], [[0, 1]]), 790, 3)).toBeNull() })
})

describe('words', () => {
  test('the worst that is the matter with a partition', () => {
    const rows = rowsOf([{}, { leader: 2 }, { inSync: 2 }, { inSync: 1 }, { leader: -1, inSync: 0 }])
    expect([0, 1, 2, 3, 4].map(row => matterOf(rows, row))).toEqual(['none', 'moved', 'outOfSync', 'underMinIsr', 'leaderless'])
  })
  test('a partition: who leads, who is in sync, what waits', () => {
    expect(partitionWords(TOPICS, rowsOf([{ leader: 2, inSync: 2, waiting: 1, logEnd: 12_000 }]), 0)).toBe('rides-0, led by broker 2, in place of 1, 2 of 3 in sync, log end 12\u202f000, 1 record waits in producers')
    expect(partitionName(TOPICS, 4)).toBe('trips-eu-1')
  })
  test('all of them: sums, and those that are not in order, the worst first', () => {
    const calm = crowdSums(crowdOf([{}, {}]))
    expect([calm.brokers, calm.partitions, calm.ill]).toEqual(['3 brokers, all up', '2 partitions: all led, every replica in sync', []])
    const half = crowdOf([{}])
    expect(crowdSums({ ...half, brokers: half.brokers.map(broker => ({ ...broker, process: broker.id === 2 ? 'crash' as const : 'up' as const })) }).brokers).toBe('2 of 3 brokers up')
    const ill = crowdSums(crowdOf([{ leader: 2 }, { leader: -1 }, { inSync: 2 }, {}]))
    expect(ill.partitions).toBe('4 partitions: 1 led by nobody, 1 with a replica out of sync, 1 led by another than the preferred replica')
    expect(ill.ill).toEqual([1, 2, 0])
    // What has two troubles is counted under both, and named once.
    const both = crowdSums(crowdOf([{ leader: 2, inSync: 2 }, {}]))
    expect([both.partitions, both.ill]).toEqual(['2 partitions: 1 with a replica out of sync, 1 led by another than the preferred replica', [0]])
  })
})

describe('what is typed', () => {
  const crowd = crowdOf([{}, { home: 2 }, {}, {}, { home: 2, leader: 3 }])
  const found = (typed: string) => findPartition(TOPICS, crowd, typed)
  test('a partition by its name, by its number, a topic, a broker', () => {
    expect(['trips-eu-1', ' 2 ', 'trips-eu', 'broker 3', 'b2'].map(found)).toEqual([{ partition: 4 }, { partition: 2 }, { partition: 3 }, { partition: 4 }, { partition: 1 }])
  })
  test('what is not there is answered in words', () => {
    expect(found('rides-7')).toEqual({ problem: 'rides has partitions 0 to 2.' })
    expect(found('broker 9')).toEqual({ problem: 'There is no broker 9.' })
    expect(found('99')).toEqual({ problem: 'There is no partition 99: they are numbered 0 to 4 over all topics.' })
    expect(found('')).toEqual({ problem: 'Type a partition, such as rides-0, or broker 5.' })
    expect(found('payments')).toEqual({ problem: 'Nothing is called “payments”. Topics: rides, trips-eu. Type rides-0, or broker 5.' })
  })
})

describe('an address that names a partition', () => {
  const shown = async (asked: string | undefined, isCrowd = true): Promise<readonly [string | null, readonly number[]]> => {
    const zooms: number[] = []
    return [await showPartition({ view: { ...TOPICS, crowd: isCrowd ? crowdOf([{}]) : null }, async zoomTo(partition) { zooms.push(partition) } }, asked), zooms]
  }
  test('is followed, or says what is wrong', async () => {
    expect(await shown('trips-eu-1')).toEqual([null, [4]])
    expect(await shown(undefined)).toEqual([null, []])
    expect(await shown('rides-3')).toEqual(['partition=rides-3 was ignored: rides has partitions 0 to 2.', []])
    expect(await shown('nobody')).toEqual(['partition=nobody was ignored: no partition is called that; one is rides-0', []])
    expect(await shown('rides-1', false)).toEqual(['partition=rides-1 was ignored: all partitions of this cluster are on the stage', []])
  })
})
