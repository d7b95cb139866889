/** The runs of lesson 12: payments with one leader and two followers, one near, one far. Each shows one thing; what it shows is asserted in acks.test.ts. */
import { FIRST_PRODUCER, type Scenario } from '../../engine/pageFace'
import type { Scene } from '../lesson'

type Settings = Readonly<Record<string, number | string>>
type Script = Scenario['script']
interface Wanted {
  readonly title: string
  readonly acks: '0' | '1' | 'all'
  readonly minIsr?: number
  readonly producer?: Settings
  readonly broker?: Settings
  readonly latencyUs?: number
  readonly rate?: number
  readonly stopUs?: number
  readonly script?: Script
}

const PAYMENT_BYTES = 300
const RIDERS = ['rider-1', 'rider-2', 'rider-3', 'rider-4', 'rider-5']
export const LATENCY_US = 2000
/** How much farther broker 3 is from the leader. */
export const FAR_MS = 4

/** One partition, led by broker 1; each payment in a request of its own. acks other than all cannot be idempotent. */
function payments({ title, acks, minIsr = 2, producer = {}, broker = {}, latencyUs = LATENCY_US, rate = 0, stopUs, script = [] }: Wanted): Scenario {
  return {
    version: 1, kafka: '4.4', title, seed: 41,
    topology: {
      brokers: [1, 2, 3], topics: [{ name: 'payments', replicaAssignment: [[1, 2, 3]] }], producers: [{ clientId: 'payment-service', topic: 'payments' }],
      consumers: [{ clientId: 'ledger-1', groupId: 'ledger', topic: 'payments' }],
    },
    configs: {
      producer: { 'linger.ms': 0, acks, ...(acks !== 'all' && { 'enable.idempotence': 'false' }), ...producer }, topic: { 'min.insync.replicas': minIsr }, broker,
      network: { 'latency.us': latencyUs }, workload: { 'records.per.second': rate, 'value.bytes': PAYMENT_BYTES, 'key.count': RIDERS.length },
    },
    workload: { keys: RIDERS, arrivals: 'constant', startUs: 1000, ...(stopUs !== undefined && { stopUs }) },
    script: [{ atUs: 0, command: { type: 'setLink', one: 1, other: 3, extraLatencyMs: FAR_MS } }, ...script],
  }
}

const send = (atUs: number, index = 0): Script[number] => ({ atUs, command: { type: 'send', key: RIDERS[index % RIDERS.length]!, valueBytes: PAYMENT_BYTES, traced: true } })
const sends = (...atUs: readonly number[]): Script => atUs.map((at, index) => send(at, index))
const node = (type: 'freezeNode' | 'thawNode' | 'startNode', number: number, atUs: number): Script[number] => ({ atUs, command: { type, node: number } })
const kill = (number: number, atUs: number, how: 'crash' | 'power' = 'crash'): Script[number] => ({ atUs, command: { type: 'stopNode', node: number, how } })
const inOrder = (...script: readonly Script[number][]): Script => script.toSorted((one, other) => one.atUs - other.atUs)

/** Step 1: the cable to the leader goes dead after the third of eight. */
export const CABLE_US = 70_000, EIGHT = 8
/** Step 2: the second payment reaches the leader just after it has answered its followers; it dies a millisecond after its own answer. */
export const FIRST_US = 100_000, SECOND_US = 100_900, DEATH_US = 104_100, RETURN_US = 60_000_000
/** Step 4: the link between leader and broker 3 is dead from here on. */
export const CUT_US = 300_000, CUT_LAG_MS = 10_000
/** Step 5. */
export const ALONE_SENT_US = 14_000_000
/** Step 6: both followers stand still just after the append. */
export const HELD_US = 203_000, OUTAGE_UNTIL_US = 20_000_000, DELIVERY_MS = 5000, REQUEST_MS = 3000
/** Step 7. */
export const LONELY_SENT_US = 14_000_000, LONELY_UNTIL_US = 18_000_000
/** Step 8. */
export const PRICE_CRASH_US = 3_004_000, PRICE_UNTIL_US = 30_000_000
export const ACKS = ['0', '1', 'all'] as const

/** The lesson's own run: one payment, all three in sync. */
export const onePayment = payments({ title: 'One payment, acks=all', acks: 'all', script: sends(200_000) })

const alone = (title: string, acks: Wanted['acks'], more: Script): Scenario =>
  payments({ title, acks, producer: { 'retry.backoff.ms': 100 }, script: inOrder(kill(2, 200_000), kill(3, 200_000), ...more) })
const outage = (deliveryMs: number): Scenario => payments({
  title: `The followers stand still just after the append, delivery.timeout.ms ${deliveryMs}`, acks: 'all', producer: { 'request.timeout.ms': REQUEST_MS, 'delivery.timeout.ms': deliveryMs },
  script: inOrder(send(200_000), node('freezeNode', 2, HELD_US), node('freezeNode', 3, HELD_US), node('thawNode', 2, OUTAGE_UNTIL_US), node('thawNode', 3, OUTAGE_UNTIL_US)),
})
const priced = Object.fromEntries(ACKS.map(acks => [`price-${acks}`, {
  scenario: payments({ title: `acks=${acks}, the leader dies`, acks, latencyUs: 20_000, rate: 50, stopUs: 12_000_000, script: [kill(1, PRICE_CRASH_US), node('startNode', 1, 16_000_000)] }), rehearseUntilUs: PRICE_UNTIL_US,
}]))

/** The fate strip: the leader may die in each of these instants. */
export const STRIP_FROM_US = 100_000, STRIP_UNTIL_US = 140_000

/** The challenge: three topics on four brokers, each with its own producer, all as Kafka has them by default. */
export const TOPICS = ['locations', 'trips', 'payments'] as const
export const producerOf = (topic: string): string => `${topic.slice(0, -1)}-service`
const LEADERS: Readonly<Record<(typeof TOPICS)[number], number>> = { locations: 1, trips: 2, payments: 4 }
/** The leaders of the three lose their power one after the other, and come back; while the second is away the payments lose another follower, and at last their leader. */
export const STORM_RATE = 30, STORM_FROM_US = 5_008_000, STORM_UNTIL_US = 77_000_000, HELD_STILL_US = 44_000_000, LONELY_AT_US = 55_500_000
const storm: Scenario = {
  version: 1, kafka: '4.4', title: 'A storm over three topics', seed: 41,
  topology: {
    brokers: [1, 2, 3, 4],
    topics: TOPICS.map(name => ({ name, replicaAssignment: [[LEADERS[name]]], config: { 'min.insync.replicas': 1 } })),
    producers: TOPICS.map(topic => ({ clientId: producerOf(topic), topic, config: { acks: 'all' } })),
    consumers: [],
  },
  configs: { producer: { 'linger.ms': 0, 'request.timeout.ms': REQUEST_MS }, network: { 'latency.us': 20_000 }, workload: { 'records.per.second': STORM_RATE, 'value.bytes': PAYMENT_BYTES, 'key.count': RIDERS.length } },
  workload: { keys: RIDERS, arrivals: 'constant', startUs: 1000 },
  script: inOrder(
    kill(2, STORM_FROM_US, 'power'), node('startNode', 2, 28_000_000), kill(1, 33_008_000, 'power'), node('freezeNode', 2, HELD_STILL_US), kill(4, 56_000_000, 'power'),
    node('thawNode', 2, 57_000_000), node('startNode', 1, 60_000_000), node('startNode', 4, 73_000_000),
  ),
}

export const scenes = {
  opening: { scenario: payments({ title: 'A payment', acks: 'all', script: sends(200_000) }), rehearseUntilUs: 260_000 },
  cable: {
    scenario: payments({ title: 'acks=0, and the cable goes dead', acks: '0', script: inOrder(...sends(...Array.from({ length: EIGHT }, (_none, index) => 20_000 + index * 20_000)), { atUs: CABLE_US, command: { type: 'setLink', one: 1, other: FIRST_PRODUCER, cut: 'silent' } }) }),
    rehearseUntilUs: 400_000,
  },
  gone: { scenario: payments({ title: 'acks=1, and the leader dies', acks: '1', script: inOrder(send(FIRST_US, 0), send(SECOND_US, 1), kill(1, DEATH_US), node('startNode', 1, RETURN_US)) }), rehearseUntilUs: 75_000_000 },
  cut: {
    scenario: payments({ title: 'acks=all, and broker 3 cannot ask', acks: 'all', broker: { 'replica.lag.time.max.ms': CUT_LAG_MS }, script: inOrder(...sends(200_000, 400_000), { atUs: CUT_US, command: { type: 'setLink', one: 1, other: 3, cut: 'silent' } }) }),
    rehearseUntilUs: 22_000_000,
  },
  alone: { scenario: alone('Only the leader is in sync', 'all', [send(ALONE_SENT_US)]), rehearseUntilUs: 17_000_000 },
  late: { scenario: outage(DELIVERY_MS), rehearseUntilUs: 40_000_000 },
  patient: { scenario: outage(60_000), rehearseUntilUs: 40_000_000 },
  lonely: { scenario: alone('acks=1, one in sync', '1', [send(LONELY_SENT_US), node('startNode', 2, LONELY_UNTIL_US)]), rehearseUntilUs: 30_000_000 },
  /** Nothing breaks: whatever breaks is put in by the forks. */
  calm: { scenario: payments({ title: 'Two payments, acks=1', acks: '1', script: inOrder(send(FIRST_US, 0), send(SECOND_US, 1)) }), rehearseUntilUs: 200_000 },
  storm: { scenario: storm, rehearseUntilUs: 1_000_000 },
  ...priced,
} satisfies Readonly<Record<string, Scene>>
