/** The runs of lesson 5: payments, each kept three times. Each shows one thing; what it shows is asserted in replication.test.ts. */
import type { Scenario } from '../../engine/pageFace'
import type { Scene } from '../lesson'

type Settings = Readonly<Record<string, number | string>>
interface Wanted {
  readonly title: string
  readonly producer?: Settings
  readonly topic?: Settings
  readonly broker?: Settings
  /** Payments a second; 0: only what the script sends. */
  readonly rate?: number
  readonly stopUs?: number
  readonly script?: Scenario['script']
}

const PAYMENT_BYTES = 300
const RIDERS = ['rider-1', 'rider-2', 'rider-3', 'rider-4', 'rider-5']

/** One partition, led by broker 1, copied by brokers 2 and 3; each payment in a request of its own. */
function payments({ title, producer = {}, topic = {}, broker = {}, rate = 0, stopUs, script = [] }: Wanted): Scenario {
  return {
    version: 1, kafka: '4.4', title, seed: 31,
    topology: {
      brokers: [1, 2, 3], topics: [{ name: 'payments', replicaAssignment: [[1, 2, 3]] }], producers: [{ clientId: 'payment-service', topic: 'payments' }],
      consumers: [{ clientId: 'ledger-1', groupId: 'ledger', topic: 'payments' }],
    },
    configs: { producer: { 'linger.ms': 0, acks: 'all', ...producer }, topic, broker, network: { 'latency.us': 1000 }, workload: { 'records.per.second': rate, 'value.bytes': PAYMENT_BYTES, 'key.count': RIDERS.length } },
    workload: { keys: RIDERS, arrivals: 'constant', startUs: 1000, ...(stopUs !== undefined && { stopUs }) }, script,
  }
}

const sends = (...atUs: readonly number[]): Scenario['script'] => atUs.map((at, index) => ({ atUs: at, command: { type: 'send', key: RIDERS[index % RIDERS.length]!, valueBytes: PAYMENT_BYTES, traced: true } }))
const at = (atUs: number, command: Scenario['script'][number]['command']): Scenario['script'] => [{ atUs, command }]

/** The lesson's own run: one payment, and nothing after it. */
export const onePayment = payments({ title: 'One payment, three copies', script: sends(20_000) })

/** How much farther away broker 3 is, where it is. */
export const FAR_MS = 12
/** When broker 3 stands still, and when it goes on. */
export const FREEZE_US = 1_000_000, THAW_US = 7_000_000
export const LAG_MS = 3000
/** Of the run in which only the leader is left in sync. */
export const ALONE_US = 4_000_000
/** Of the challenge: broker 3 stands still for so long. */
export const STILL_FROM_US = 2_000_000, STILL_UNTIL_US = 8_000_000
export const CHALLENGE_RATE = 40

export const scenes = {
  far: { scenario: payments({ title: 'Broker 3 is farther away', script: [...at(0, { type: 'setLink', one: 1, other: 3, extraLatencyMs: FAR_MS }), ...sends(60_000)] }), rehearseUntilUs: 140_000 },
  still: {
    scenario: payments({ title: 'Broker 3 stands still', broker: { 'replica.lag.time.max.ms': LAG_MS }, rate: 20, script: [...at(FREEZE_US, { type: 'freezeNode', node: 3 }), ...at(THAW_US, { type: 'thawNode', node: 3 })] }),
    rehearseUntilUs: 8_000_000,
  },
  alone: {
    scenario: payments({
      title: 'Only the leader is in sync', producer: { acks: '1', 'enable.idempotence': 'false' }, topic: { 'min.insync.replicas': 2 }, broker: { 'replica.lag.time.max.ms': 1000 }, rate: 20,
      script: [...at(500_000, { type: 'freezeNode', node: 2 }), ...at(500_000, { type: 'freezeNode', node: 3 })],
    }),
    rehearseUntilUs: 7_000_000,
  },
  pause: {
    scenario: payments({
      title: 'A follower that pauses', producer: { acks: '1', 'enable.idempotence': 'false' }, broker: { 'replica.lag.time.max.ms': 30_000 }, rate: CHALLENGE_RATE,
      script: [...at(STILL_FROM_US, { type: 'freezeNode', node: 3 }), ...at(STILL_UNTIL_US, { type: 'thawNode', node: 3 })],
    }),
    rehearseUntilUs: 300_000,
  },
} satisfies Readonly<Record<string, Scene>>
