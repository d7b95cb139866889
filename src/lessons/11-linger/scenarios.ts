/** The runs of lesson 11: phones that report where they are. Each shows one thing; what it shows is asserted in linger.test.ts. */
import type { Scenario } from '../../engine/pageFace'
import type { Scene } from '../lesson'

interface Wanted {
  readonly title: string
  readonly producer?: Readonly<Record<string, number | string>>
  /** Records a second; 0: only what the script sends. */
  readonly rate?: number
  readonly arrivals?: Scenario['workload']['arrivals']
  readonly startUs?: number
  readonly keys?: readonly string[]
  readonly partitions?: readonly (readonly number[])[]
  readonly script?: Scenario['script']
}

const ONE_LANE = [[1, 2, 3]]
const THREE_LANES = [[1, 2, 3], [2, 3, 1], [3, 1, 2]]
/** Broker 1 leads partitions 0 and 3. */
const FOUR_LANES = [[1, 2, 3], [2, 3, 1], [3, 1, 2], [1, 3, 2]]
const POSITION_BYTES = 100

function driverLocations({ title, producer = {}, rate = 0, arrivals = 'random', startUs = 0, keys = [], partitions = THREE_LANES, script = [] }: Wanted): Scenario {
  return {
    version: 1, kafka: '4.4', title, seed: 7,
    topology: {
      brokers: [1, 2, 3], topics: [{ name: 'driver-locations', replicaAssignment: partitions }], producers: [{ clientId: 'location-service', topic: 'driver-locations' }],
      consumers: [{ clientId: 'matching-1', groupId: 'matching', topic: 'driver-locations' }],
    },
    configs: { producer, network: { 'latency.us': 1000 }, workload: { 'records.per.second': rate, 'value.bytes': POSITION_BYTES, 'key.count': keys.length } },
    workload: { keys, arrivals, startUs }, script,
  }
}

const PHONES = ['driver-1', 'driver-2', 'driver-3', 'driver-4']
const reports = (...atUs: readonly number[]): Scenario['script'] => atUs.map((at, index) => ({ atUs: at, command: { type: 'send', key: PHONES[index]!, valueBytes: POSITION_BYTES, traced: true } }))
const toPartition = (partition: number, ...atUs: readonly number[]): Scenario['script'] => atUs.map(at => ({ atUs: at, command: { type: 'send', key: null, partition, valueBytes: POSITION_BYTES, traced: true } }))

/** The lesson's own run: records at 3, 5, 7 and 9.5 ms, linger.ms 5. */
export const fourReports = driverLocations({ title: 'Four reports', producer: { 'linger.ms': 5 }, keys: PHONES, partitions: ONE_LANE, script: reports(3000, 5000, 7000, 9500) })

/** The lane that is filling, and the one whose record has just come. */
export const FILLING_LANE = 0, FRESH_LANE = 3
export const FRESH_AT_US = 3000

/** Rates at which waiting is compared: one that leaves the docks empty, one that does not, and a flood. */
export const RATES = { calm: 300, busy: 1500, flood: 30_000 } as const
export type RateName = keyof typeof RATES
export const PATIENT_MS = 5
/** As long as these are played, wherever they are counted: one run, one figure. */
export const RATED_UNTIL_US = 600_000

/** Three teams of the course's notes, numbers scaled down to what can be watched. */
export const TEAMS = { alerts: 50, locations: 1500, analytics: 6000 } as const
export type TeamName = keyof typeof TEAMS
export const CHOICES = ['0', '5', '20', '100'] as const

const ratedScene = (rate: number, lingerMs: number, rehearseUntilUs: number): Scene => ({ scenario: driverLocations({ title: `${rate} records a second, linger.ms ${lingerMs}`, producer: { 'linger.ms': lingerMs }, rate }), rehearseUntilUs })

const rated = Object.fromEntries(Object.entries(RATES).flatMap(([name, rate]) => [0, PATIENT_MS].map(lingerMs => [`${name}-${lingerMs}`, ratedScene(rate, lingerMs, RATED_UNTIL_US)])))
const teams = Object.fromEntries(Object.entries(TEAMS).flatMap(([name, rate]) => CHOICES.map(lingerMs => [`${name}-${lingerMs}`, ratedScene(rate, Number(lingerMs), name === 'alerts' ? 3_000_000 : RATED_UNTIL_US)])))

export const scenes = {
  opening: { scenario: driverLocations({ title: 'Three reports', producer: { 'linger.ms': 5 }, keys: PHONES, partitions: ONE_LANE, script: reports(1000, 1150, 1300) }), rehearseUntilUs: 14_000 },
  stream: { scenario: driverLocations({ title: 'A record every 0.1 ms', producer: { 'linger.ms': 5, 'batch.size': 1024 }, rate: 10_000, arrivals: 'constant', startUs: 1000, partitions: ONE_LANE }), rehearseUntilUs: 8000 },
  torrent: { scenario: driverLocations({ title: '9 000 records a second, linger.ms 0', producer: { 'linger.ms': 0 }, rate: 9000 }), rehearseUntilUs: 1_000_000 },
  together: {
    scenario: driverLocations({
      title: 'Four partitions, linger.ms 1 000', producer: { 'linger.ms': 1000, 'batch.size': 1024 }, partitions: FOUR_LANES,
      script: [...toPartition(FILLING_LANE, 1000, 1200, 1400, 1600, 1800), ...toPartition(FRESH_LANE, FRESH_AT_US), ...toPartition(FILLING_LANE, 4000, 6000, 8000, 10_000, 12_000)],
    }),
    rehearseUntilUs: 30_000,
  },
  tuning: { scenario: driverLocations({ title: '1 500 records a second, batch.size 512', producer: { 'linger.ms': 5, 'batch.size': 512 }, rate: 1500 }), rehearseUntilUs: 100_000 },
  ...rated, ...teams,
} satisfies Readonly<Record<string, Scene>>
