/** Where the replica placer puts replicas: what Kafka's own tests of it expect, and what must hold for any cluster. */
import { describe, expect, test } from 'vitest'
import { createStream, nextBelow } from '../kernel/random'
import { placementWords } from '../refusalWords'
import { fc, test as property } from '../testing/propertyTest'
import { placeReplicas, type Assignment, type UsableBroker } from './stripedReplicaPlacer'

const brokersOf = (...ids: readonly number[]): UsableBroker[] => ids.map(broker => ({ broker, rack: null, fenced: false }))
/** Brokers of racks: tens are the rack, `!` marks who is fenced. */
const racked = (...ids: readonly string[]): UsableBroker[] => ids.map(id => ({ broker: Number.parseInt(id, 10), rack: id[0]!, fenced: id.endsWith('!') }))
const chanceOf = (seed: number) => { const stream = createStream(seed, 'replicaPlacement'); return (bound: number): number => nextBelow(stream, bound) }
/** Numbers from a list, each within its bound. */
const drawn = (...numbers: readonly number[]) => { let at = 0; return (bound: number): number => numbers[at++]! % bound }

function placed(usable: readonly UsableBroker[], partitions: number, replicationFactor: number, draw = chanceOf(1)): Assignment {
  const result = placeReplicas({ usable, partitions, replicationFactor }, draw)
  if ('why' in result) throw new Error(result.why)
  return result.assignment
}
function refused(usable: readonly UsableBroker[], replicationFactor: number, version: '4.2' | '4.4' = '4.4'): string | null {
  const result = placeReplicas({ usable, partitions: 1, replicationFactor }, chanceOf(1))
  return 'why' in result ? placementWords(result.why, replicationFactor, usable.length, version) : null
}

describe('stripes', () => {
  test('each partition begins one broker further on', () => {
    expect(placed(brokersOf(0, 3, 2, 1), 4, 3, drawn(2, 0))).toEqual([[2, 3, 0], [3, 0, 1], [0, 1, 2], [1, 2, 3]])
  })
  test('after as many partitions as there are brokers they are shuffled, and who led is not forgotten', () => {
    const lists = placed(brokersOf(1, 2, 3), 300, 2)
    expect(new Set(lists.slice(0, 3).map(([leader]) => leader)).size).toBe(3)
    expect(new Set(lists.map(list => list.join())).size).toBe(6)
  })
  test('who is fenced comes last, and only where nobody else is left', () => {
    const brokers = [...brokersOf(3, 0, 4, 2), { broker: 1, rack: null, fenced: true }]
    for (const list of placed(brokers, 40, 4)) expect(list).not.toContain(1)
    for (const list of placed(brokers, 40, 5)) expect(list.at(-1)).toBe(1)
  })
  test('one broker that is not fenced leads every partition', () => {
    expect(placed([...brokersOf(1), { broker: 2, rack: null, fenced: true }], 3, 1)).toEqual([[1], [1], [1]])
  })
  test('racks in turn, and a rack’s brokers in turn', () => {
    expect(placed(racked('10', '11', '20!', '21', '30', '31'), 3, 4, drawn(1, 0, 0, 0, 0, 0))).toEqual([[11, 21, 30, 10], [21, 31, 10, 20], [30, 11, 21, 31]])
  })
  test('a rack in which everybody is fenced leads nothing, but holds copies', () => {
    const lists = placed(racked('10', '11', '20!', '21!', '30', '31'), 60, 3)
    for (const list of lists) expect(list.map(id => Math.floor(id / 10)).toSorted((one, other) => one - other)).toEqual([1, 2, 3])
    for (const [leader] of lists) expect([10, 11, 30, 31]).toContain(leader)
  })
})

describe('refused in Kafka’s words', () => {
  test.each([
    [brokersOf(1, 2), 0, 'Invalid replication factor 0: the replication factor must be positive.'],
    [brokersOf(1, 2), -1, 'Invalid replication factor -1: the replication factor must be positive.'],
    [brokersOf(1, 2), 3, 'The target replication factor of 3 cannot be reached because only 2 broker(s) are registered or some brokers have all their log directories cordoned.'],
    [racked('10!', '11!'), 1, 'All brokers are currently fenced, or have all their log directories cordoned.'],
    [[], 1, 'All brokers are currently fenced, or have all their log directories cordoned.'],
  ] as const)('%j at factor %i', (brokers, factor, words) => { expect(refused(brokers, factor)).toBe(words) })

  test('until 4.2, which knows no cordoned directories', () => {
    expect(refused(brokersOf(1, 2), 3, '4.2')).toBe('The target replication factor of 3 cannot be reached because only 2 broker(s) are registered.')
    expect(refused(racked('10!'), 1, '4.2')).toBe('All brokers are currently fenced.')
  })
})

const clusters = fc.uniqueArray(fc.record({ broker: fc.integer({ min: 1, max: 40 }), rack: fc.constantFrom(null, 'a', 'b', 'c'), fenced: fc.boolean() }), { minLength: 1, maxLength: 12, selector: ({ broker }) => broker })
  .filter(brokers => brokers.some(({ fenced }) => !fenced))

property('replicas differ, the first is never fenced; until the first shuffle a rack’s fenced brokers get nothing while another of it is free', fc.tuple(clusters, fc.integer({ min: 1, max: 40 }), fc.nat(100), fc.nat()), ([brokers, partitions, more, seed]) => {
  const factor = 1 + (more % brokers.length), unfenced = brokers.filter(({ fenced }) => !fenced).length, of = new Map(brokers.map(one => [one.broker, one]))
  const lists = placed(brokers, partitions, factor, chanceOf(seed))
  expect(lists).toHaveLength(partitions)
  for (const [partition, list] of lists.entries()) {
    expect(new Set(list).size).toBe(factor)
    expect(of.get(list[0]!)!.fenced).toBe(false)
    for (const { broker, rack, fenced } of brokers) {
      if (!fenced || partition >= unfenced || !list.includes(broker)) continue
      for (const other of brokers) if (other.rack === rack && !other.fenced) expect(list).toContain(other.broker)
    }
  }
})

property('without racks the number of partitions that each leads differs by one at most', fc.tuple(fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 200 }), fc.nat()), ([count, partitions, seed]) => {
  const led = Array.from({ length: count }, () => 0)
  for (const [leader] of placed(brokersOf(...led.keys()), partitions, 1, chanceOf(seed))) led[leader!]!++
  expect(Math.max(...led) - Math.min(...led)).toBeLessThanOrEqual(1)
})

property('racks of equal size share every partition’s replicas evenly', fc.tuple(fc.integer({ min: 1, max: 4 }), fc.integer({ min: 1, max: 3 }), fc.integer({ min: 1, max: 60 }), fc.nat(11), fc.nat()), ([racks, each, partitions, more, seed]) => {
  const brokers = Array.from({ length: racks * each }, (_none, index) => ({ broker: index, rack: `r${index % racks}`, fenced: false }))
  for (const list of placed(brokers, partitions, 1 + (more % brokers.length), chanceOf(seed))) {
    const inRack = Array.from({ length: racks }, (_none, rack) => list.filter(broker => broker % racks === rack).length)
    expect(Math.max(...inRack) - Math.min(...inRack)).toBeLessThanOrEqual(1)
  }
})
