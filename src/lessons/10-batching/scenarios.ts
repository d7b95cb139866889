/** The runs of lesson 10: riders tap "Request" on New Year's Eve. Each shows one thing; what it shows is asserted in batching.test.ts. */
import type { Scenario } from '../../engine/pageFace'
import type { Scene } from '../lesson'

interface Wanted {
  readonly title: string
  readonly producer?: Readonly<Record<string, number | string>>
  /** Records a second; 0: only what the script sends. */
  readonly rate?: number
  readonly arrivals?: Scenario['workload']['arrivals']
  readonly valueBytes?: number
  readonly values?: Scenario['workload']['values']
  readonly keys?: readonly string[]
  readonly partitions?: readonly (readonly number[])[]
  readonly latencyUs?: number
  readonly script?: Scenario['script']
}

const ONE_LANE = [[1, 2, 3]]
const THREE_LANES = [[1, 2, 3], [2, 3, 1], [3, 1, 2]]
/** Broker 1 leads partitions 0 and 2, broker 2 the others. */
export const FOUR_LANES = [[1, 2, 3], [2, 3, 1], [1, 3, 2], [2, 1, 3]]
export const VALUE_BYTES = 100

function newYearsEve({ title, producer = {}, rate = 0, arrivals = 'constant', valueBytes = VALUE_BYTES, values = 'ride-request', keys = [], partitions = ONE_LANE, latencyUs = 1000, script = [] }: Wanted): Scenario {
  return {
    version: 1, kafka: '4.4', title, seed: 31,
    topology: {
      brokers: [1, 2, 3], topics: [{ name: 'ride-requests', replicaAssignment: partitions }], producers: [{ clientId: 'rides-app', topic: 'ride-requests' }],
      consumers: [{ clientId: 'dispatch-1', groupId: 'dispatch', topic: 'ride-requests' }],
    },
    configs: { producer: { 'linger.ms': 5, ...producer }, network: { 'latency.us': latencyUs }, workload: { 'records.per.second': rate, 'value.bytes': valueBytes, 'key.count': keys.length } },
    workload: { keys, arrivals, startUs: 1000, values }, script,
  }
}

type Script = Scenario['script']
const RIDERS = ['rider-1', 'rider-2', 'rider-3', 'rider-4', 'rider-5', 'rider-6']
const taps = (fromUs: number, everyUs: number, riders: readonly string[]): Script => riders.map((key, index) => ({ atUs: fromUs + index * everyUs, command: { type: 'send', key, valueBytes: VALUE_BYTES, traced: true } }))
const toPartition = (partition: number, fromUs: number, everyUs: number, count: number, traced = false): Script =>
  Array.from({ length: count }, (_none, index) => ({ atUs: fromUs + index * everyUs, command: { type: 'send', key: null, partition, valueBytes: VALUE_BYTES, traced } }))
const inOrder = (...scripts: readonly Script[]): Script => scripts.flat().toSorted((one, other) => one.atUs - other.atUs)

/** The lesson's own run, and its opening: six taps become one batch. */
export const sixTaps = newYearsEve({ title: 'Six taps', keys: RIDERS, script: taps(1000, 250, RIDERS) })

/** A batch.size that somebody took for a number of records. */
export const TEN = 10
/** What comes into the three lanes. */
export const LANES = [{ partition: 0, fromUs: 3000, records: 7 }, { partition: 1, fromUs: 2000, records: 1 }, { partition: 2, fromUs: 4000, records: 3 }] as const
/** When partitions 2 and 3 get their taps, in "Batches and requests": the others' are 2 ms old then. */
const LATER_US = 3000
export const PHOTO_BYTES = 20_000, PHOTO_AT_US = 2000

const share = (name: string, codec: string, producer: Readonly<Record<string, number>>, rate: number): readonly [string, Scene] =>
  [name, { scenario: newYearsEve({ title: `${codec}, ${rate} a second`, producer: { ...producer, 'compression.type': codec }, rate, values: 'ride-request', valueBytes: 220 }), rehearseUntilUs: 400_000 }]
export const CODEC = 'gzip'
const shares = Object.fromEntries((['none', CODEC] as const).flatMap(codec => [share(`alone-${codec}`, codec, { 'linger.ms': 0 }, 100), share(`together-${codec}`, codec, { 'linger.ms': 50 }, 1500)]))

/** The rate of the curve and of the challenge. */
export const RUSH = 6000, STORM = 3000

export const scenes = {
  alone: { scenario: newYearsEve({ title: 'One tap', script: toPartition(0, 1000, 0, 1, true) }), rehearseUntilUs: 20_000 },
  ten: { scenario: newYearsEve({ title: 'Ten taps', script: toPartition(0, 1000, 100, 10) }), rehearseUntilUs: 20_000 },
  tiny: { scenario: newYearsEve({ title: 'batch.size 10', producer: { 'batch.size': TEN, 'linger.ms': 20 }, rate: 1000 }), rehearseUntilUs: 40_000 },
  lanes: {
    scenario: newYearsEve({ title: 'Three lanes', producer: { 'batch.size': 1024, 'linger.ms': 10 }, partitions: THREE_LANES, script: inOrder(...LANES.map(({ partition, fromUs, records }) => toPartition(partition, fromUs, 300, records))) }),
    rehearseUntilUs: 30_000,
  },
  brokers: { scenario: newYearsEve({ title: 'Forty taps, four partitions, two brokers', partitions: FOUR_LANES, script: inOrder(...[0, 1, 2, 3].map(partition => toPartition(partition, partition < 2 ? 1000 : LATER_US, 200, 10))) }), rehearseUntilUs: 30_000 },
  photo: {
    scenario: newYearsEve({
      title: 'A photo among taps',
      script: inOrder(toPartition(0, 1000, 300, 3), [{ atUs: PHOTO_AT_US, command: { type: 'send', key: null, partition: 0, valueBytes: PHOTO_BYTES, traced: true } }], toPartition(0, 2300, 300, 3)),
    }),
    rehearseUntilUs: 40_000,
  },
  pool: { scenario: newYearsEve({ title: 'buffer.memory 65 536', producer: { 'buffer.memory': 65_536 }, rate: 1000, latencyUs: 20_000 }), rehearseUntilUs: 120_000 },
  rush: { scenario: newYearsEve({ title: '6 000 records a second, linger.ms 20', producer: { 'linger.ms': 20 }, rate: RUSH, arrivals: 'random', partitions: THREE_LANES }), rehearseUntilUs: 200_000 },
  storm: { scenario: newYearsEve({ title: '3 000 records a second, batch.size 4 096', producer: { 'batch.size': 4096, 'buffer.memory': 65_536, 'linger.ms': 50 }, rate: STORM, arrivals: 'random', valueBytes: 1000, partitions: THREE_LANES, latencyUs: 5000 }), rehearseUntilUs: 200_000 },
  ...shares,
} satisfies Readonly<Record<string, Scene>>
