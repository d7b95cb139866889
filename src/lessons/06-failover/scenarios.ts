/** The runs of lesson 6: payments, and machines that die under them. Each shows one thing; what it shows is asserted in failover.test.ts. */
import type { Scenario } from '../../engine/pageFace'
import type { Scene } from '../lesson'

type TimedCommand = Scenario['script'][number]
type Settings = Readonly<Record<string, number | string>>
interface Wanted {
  readonly title: string
  readonly producer?: Settings
  readonly topic?: Settings
  readonly broker?: Settings
  /** Payments a second. */
  readonly rate?: number
  /** How many controllers vote. */
  readonly controllers?: 1 | 3
  readonly script?: readonly TimedCommand[]
}

/** One partition, led by broker 1. One payment is one request. */
function payments({ title, producer = {}, topic = {}, broker = {}, rate = 20, controllers = 1, script = [] }: Wanted): Scenario {
  return {
    version: 1, kafka: '4.4', title, seed: 7,
    topology: { brokers: [1, 2, 3], controllers, topics: [{ name: 'payments', replicaAssignment: [[1, 2, 3]] }], producers: [{ clientId: 'checkout', topic: 'payments' }], consumers: [] },
    configs: { producer: { 'linger.ms': 0, ...producer }, topic, broker, network: { 'latency.us': 1000 }, workload: { 'records.per.second': rate, 'value.bytes': 100, 'key.count': 5 } },
    workload: { arrivals: 'random', startUs: 0 }, script,
  }
}

const FIRST_CONTROLLER = 3000
const stops = (how: 'crash' | 'power', atUs: number, ...nodes: readonly number[]): readonly TimedCommand[] => nodes.map(node => ({ atUs, command: { type: 'stopNode', node, how } }))
const starts = (atUs: number, ...nodes: readonly number[]): readonly TimedCommand[] => nodes.map(node => ({ atUs, command: { type: 'startNode', node } }))
const link = (atUs: number, one: number, other: number, state: { readonly extraLatencyMs?: number; readonly cut?: 'silent' }): TimedCommand => ({ atUs, command: { type: 'setLink', one, other, ...state } })

// The lesson's own run: broker 2 stands in another city, broker 3 next door.
export const DEATH_US = 2_335_000, RETURN_US = 20_000_000
/** What the links of broker 1 take longer than others, ms each way. */
export const FAR_MS = 20, NEAR_MS = 4
const oneDies = (title: string, producer: Settings, topic: Settings): Scenario => payments({
  title, producer, topic, rate: 200, script: [link(0, 1, 2, { extraLatencyMs: FAR_MS }), link(0, 1, 3, { extraLatencyMs: NEAR_MS }), ...stops('crash', DEATH_US, 1), ...starts(RETURN_US, 1)],
})
export const leaderDies = oneDies('The leader dies, acks=1', { acks: '1' }, {})
export const LEADER_DIES_UNTIL_US = 21_000_000

// The same brokers, one payment every 5 ms, and nothing breaks: deaths are put in by the forks.
export const HERO = 'customer-7', HERO_US = 2_260_000
const instants = payments({
  title: 'One payment of many, acks=1', rate: 0, producer: { acks: '1' },
  script: [
    link(0, 1, 2, { extraLatencyMs: FAR_MS }), link(0, 1, 3, { extraLatencyMs: NEAR_MS }),
    ...Array.from({ length: 40 }, (_none, index): TimedCommand => {
      const atUs = 2_200_000 + index * 5000, isHero = atUs === HERO_US
      return { atUs, command: { type: 'send', key: isHero ? HERO : `customer-${10 + index % 4}`, valueBytes: 100, ...(isHero && { traced: true }) } }
    }),
  ],
})

// All that are in sync are gone: first the followers, then the leader that was left alone.
export const FOLLOWERS_DIE_US = 1_000_000, LAST_DIES_US = 14_000_000, FOLLOWERS_RETURN_US = 26_000_000, LAST_RETURNS_US = 45_000_000
const lastDies = (title: string, minimum: number, unclean: 'true' | 'false'): Scene => ({
  scenario: payments({
    title, topic: { 'min.insync.replicas': minimum, 'unclean.leader.election.enable': unclean },
    script: [...stops('crash', FOLLOWERS_DIE_US, 2, 3), ...stops('crash', LAST_DIES_US, 1), ...starts(FOLLOWERS_RETURN_US, 2, 3), ...starts(LAST_RETURNS_US, 1)],
  }),
  rehearseUntilUs: 50_000_000,
})

// Processes and power.
export const ACCIDENT_US = 5_000_000
const REPAIR_US = 16_000_000
const accident = (title: string, how: 'crash' | 'power', ...brokers: readonly number[]): Scene => ({
  scenario: payments({ title, topic: { 'min.insync.replicas': 2 }, script: [...stops(how, ACCIDENT_US, ...brokers), ...starts(REPAIR_US, ...brokers)] }), rehearseUntilUs: 40_000_000,
})

export const CONTROLLER_DIES_US = 1_000_000

// The challenge: broker 1 loses the others, and then its life. Followers are given up after 4 s instead of 30, so that it fits into a minute.
export const CUT_US = 5_000_000, STORM_DEATH_US = 18_000_000, STORM_RETURN_US = 55_000_000, STORM_UNTIL_US = 60_000_000
const storm = payments({
  title: 'A storm over broker 1', rate: 50, producer: { acks: '1' }, topic: { 'min.insync.replicas': 1, 'unclean.leader.election.enable': 'true' }, broker: { 'replica.lag.time.max.ms': 4000 },
  script: [link(CUT_US, 1, 2, { cut: 'silent' }), link(CUT_US, 1, 3, { cut: 'silent' }), ...stops('crash', STORM_DEATH_US, 1), link(50_000_000, 1, 2, {}), link(50_000_000, 1, 3, {}), ...starts(STORM_RETURN_US, 1)],
})

export const scenes = {
  'one': { scenario: leaderDies, rehearseUntilUs: LEADER_DIES_UNTIL_US },
  'all': { scenario: oneDies('The leader dies, acks=all', { acks: 'all' }, { 'min.insync.replicas': 2 }), rehearseUntilUs: LEADER_DIES_UNTIL_US },
  'instants': { scenario: instants, rehearseUntilUs: 2_500_000 },
  'last-off': lastDies('The last in sync dies, unclean election off', 1, 'false'),
  'last-on': lastDies('The last in sync dies, unclean election on', 1, 'true'),
  'last-two': lastDies('The last in sync dies, min.insync.replicas 2', 2, 'false'),
  'killed': accident('A process is killed', 'crash', 1),
  'machine': accident('A machine loses power', 'power', 1),
  'building': accident('A building loses power', 'power', 1, 2, 3),
  'controller': { scenario: payments({ title: 'The controller dies', topic: { 'min.insync.replicas': 2 }, controllers: 3, rate: 200, script: stops('crash', CONTROLLER_DIES_US, FIRST_CONTROLLER) }), rehearseUntilUs: 8_000_000 },
  'storm': { scenario: storm, rehearseUntilUs: 1_000_000 },
} satisfies Readonly<Record<string, Scene>>
