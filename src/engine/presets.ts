/**
 * Scenarios that come with the product, by name: `sim --preset NAME`, the playground, the first lesson, the benchmark.
 */
import { RACK_AWARE_SELECTOR } from './config/tables'
import type { Scenario } from './scenario'

const THREE_BROKERS: Pick<Scenario, 'topology'> = {
  topology: {
    brokers: [1, 2, 3],
    topics: [{ name: 'rides', replicaAssignment: [[1, 2, 3], [2, 3, 1], [3, 1, 2]] }],
    producers: [{ clientId: 'producer-1', topic: 'rides' }],
    consumers: [{ clientId: 'dispatch-1', groupId: 'dispatch', topic: 'rides' }],
  },
}

/** One topic over a hundred brokers, replicas on neighbours; a hundred producers; two groups. */
function largeTopology(): Scenario['topology'] {
  const brokers = Array.from({ length: 100 }, (_none, index) => index + 1), topic = 'driver-locations'
  const replicas = (leader: number): number[] => [0, 1, 2].map(step => brokers[(leader + step) % brokers.length]!)
  return {
    brokers, controllers: 3, topics: [{ name: topic, replicaAssignment: Array.from({ length: 1000 }, (_none, partition) => replicas(partition)) }],
    producers: Array.from({ length: 100 }, (_none, index) => ({ clientId: `location-service-${index + 1}`, topic })),
    consumers: [{ clientId: 'matching-1', groupId: 'matching', topic }, { clientId: 'analytics-1', groupId: 'analytics', topic }],
  }
}

const PRESETS: Readonly<Record<string, Scenario>> = {
  playground: {
    version: 1, kafka: '4.4', title: 'Playground', seed: 11, ...THREE_BROKERS, configs: {},
    workload: { keys: ['rider-6', 'rider-7', 'rider-2', 'rider-8', 'rider-5'], keyPrefix: 'passenger-', arrivals: 'random', startUs: 0 }, script: [],
  },
  /** The first lesson's: three riders in the background, one for each partition; rider-7 and rider-8 send only when the script says so, and nobody shares their colours. */
  'ride-requests': {
    version: 1, kafka: '4.4', title: 'Ride requests', seed: 160,
    topology: {
      brokers: [1, 2, 3],
      topics: [{ name: 'ride-requests', replicaAssignment: [[1, 2, 3], [2, 3, 1], [3, 1, 2]] }],
      producers: [{ clientId: 'rides-app', topic: 'ride-requests' }],
      consumers: [{ clientId: 'dispatch-1', groupId: 'dispatch', topic: 'ride-requests' }],
    },
    configs: { producer: { 'linger.ms': 5, acks: 'all' }, workload: { 'records.per.second': 300, 'value.bytes': 120, 'key.count': 3 }, network: { 'latency.us': 1000 } },
    workload: { keys: ['rider-6', 'rider-5', 'rider-2', 'rider-7', 'rider-8'], keyPrefix: 'rider-', arrivals: 'random', startUs: 0 },
    script: [
      { atUs: 40_000, command: { type: 'send', key: 'rider-7', valueBytes: 120, traced: true } },
      { atUs: 70_000, command: { type: 'send', key: 'rider-7', valueBytes: 120, traced: true } },
      { atUs: 71_000, command: { type: 'send', key: 'rider-8', valueBytes: 120, traced: true } },
      { atUs: 90_000, command: { type: 'startConsumer', groupId: 'billing' } },
    ],
  },
  /** Uber's four streams, as the course tells them; numbers scaled down to what can be watched. */
  'driver-locations': {
    version: 1, kafka: '4.4', title: 'Driver locations: many small records, keyed by driver', seed: 21,
    topology: {
      brokers: [1, 2, 3], topics: [{ name: 'driver-locations', replicaAssignment: [[1, 2, 3], [2, 3, 1], [3, 1, 2]] }],
      producers: [{ clientId: 'location-service', topic: 'driver-locations' }], consumers: [{ clientId: 'matching-1', groupId: 'matching', topic: 'driver-locations' }],
    },
    configs: { producer: { 'linger.ms': 10 }, workload: { 'records.per.second': 1500, 'value.bytes': 150, 'key.count': 40 } },
    workload: { keyPrefix: 'driver-', arrivals: 'random', startUs: 0 }, script: [],
  },
  trips: {
    version: 1, kafka: '4.4', title: 'Trip events: bursts of larger records, compressed', seed: 22,
    topology: {
      brokers: [1, 2, 3], topics: [{ name: 'trips', replicaAssignment: [[1, 2, 3], [2, 3, 1], [3, 1, 2]] }],
      producers: [{ clientId: 'trip-service', topic: 'trips' }], consumers: [{ clientId: 'analytics-1', groupId: 'analytics', topic: 'trips' }],
    },
    configs: { producer: { 'linger.ms': 20, 'compression.type': 'lz4' }, workload: { 'records.per.second': 1000, 'value.bytes': 400, 'key.count': 0, 'burst.records': 60 } },
    workload: { arrivals: 'burst', startUs: 0 }, script: [],
  },
  payments: {
    version: 1, kafka: '4.4', title: 'Payments: few, and each at once', seed: 23,
    topology: {
      brokers: [1, 2, 3], topics: [{ name: 'payments', replicaAssignment: [[1, 2, 3], [2, 3, 1], [3, 1, 2]] }],
      producers: [{ clientId: 'payment-service', topic: 'payments' }], consumers: [{ clientId: 'ledger-1', groupId: 'ledger', topic: 'payments' }],
    },
    configs: { producer: { 'linger.ms': 0, acks: 'all' }, workload: { 'records.per.second': 80, 'value.bytes': 300, 'key.count': 8 } },
    workload: { keyPrefix: 'rider-', arrivals: 'random', startUs: 0 }, script: [],
  },
  'two-producers': {
    version: 1, kafka: '4.4', title: 'Two producers, one of them with two threads', seed: 24,
    topology: {
      brokers: [1, 2, 3], topics: [{ name: 'ride-requests', replicaAssignment: [[1, 2, 3], [2, 3, 1], [3, 1, 2]] }],
      producers: [{ clientId: 'rides-app', topic: 'ride-requests', threads: 2 }, { clientId: 'kiosk-app', topic: 'ride-requests' }],
      consumers: [{ clientId: 'dispatch-1', groupId: 'dispatch', topic: 'ride-requests' }],
    },
    configs: { workload: { 'records.per.second': 400, 'value.bytes': 120, 'key.count': 6 } },
    workload: { keyPrefix: 'rider-', arrivals: 'random', startUs: 0 }, script: [],
  },
  'cold-start': {
    version: 1, kafka: '4.4', title: 'A producer that has just started', seed: 25,
    topology: { ...THREE_BROKERS.topology, producers: [{ clientId: 'producer-1', topic: 'rides', start: 'cold' }] },
    configs: { workload: { 'records.per.second': 500 } },
    workload: { keyPrefix: 'rider-', arrivals: 'constant', startUs: 0 }, script: [],
  },
  timeouts: {
    version: 1, kafka: '4.4', title: 'The network slows down: timeouts, retries, duplicates that are recognized', seed: 26, ...THREE_BROKERS,
    configs: { producer: { 'request.timeout.ms': 60, 'delivery.timeout.ms': 600 }, workload: { 'records.per.second': 300 } },
    workload: { keyPrefix: 'rider-', arrivals: 'constant', startUs: 0 },
    script: [
      { atUs: 60_000, command: { type: 'setConfig', owner: 'network', key: 'latency.us', value: 40_000 } },
      { atUs: 200_000, command: { type: 'setConfig', owner: 'network', key: 'latency.us', value: 1000 } },
    ],
  },
  'leader-crash': {
    version: 1, kafka: '4.4', title: 'A leader dies, and comes back', seed: 27, ...THREE_BROKERS,
    configs: { producer: { 'linger.ms': 10 }, workload: { 'records.per.second': 300 } },
    workload: { keyPrefix: 'rider-', arrivals: 'random', startUs: 0 },
    script: [{ atUs: 2_000_000, command: { type: 'stopNode', node: 1, how: 'crash' } }, { atUs: 14_000_000, command: { type: 'startNode', node: 1 } }],
  },
  /** It stands still for longer than replica.lag.time.max.ms, and for less than its session. */
  'slow-follower': {
    version: 1, kafka: '4.4', title: 'A follower falls behind, leaves the ISR and rejoins it', seed: 28, ...THREE_BROKERS,
    configs: { producer: { 'linger.ms': 10 }, broker: { 'replica.lag.time.max.ms': 2000 }, workload: { 'records.per.second': 300 } },
    workload: { keyPrefix: 'rider-', arrivals: 'random', startUs: 0 },
    script: [{ atUs: 1_000_000, command: { type: 'freezeNode', node: 3 } }, { atUs: 6_000_000, command: { type: 'thawNode', node: 3 } }],
  },
  'controller-failover': {
    version: 1, kafka: '4.4', title: 'Three controllers, and the active one dies', seed: 29, topology: { ...THREE_BROKERS.topology, controllers: 3 },
    configs: { producer: { 'linger.ms': 10 }, workload: { 'records.per.second': 300 } },
    workload: { keyPrefix: 'rider-', arrivals: 'random', startUs: 0 },
    script: [{ atUs: 1_000_000, command: { type: 'stopNode', node: 3000, how: 'crash' } }, { atUs: 9_000_000, command: { type: 'startNode', node: 3000 } }],
  },
  'nearest-replica': {
    version: 1, kafka: '4.4', title: 'Three racks: readers at the nearest replica', seed: 27,
    topology: {
      ...THREE_BROKERS.topology, racks: { 1: 'east', 2: 'north', 3: 'west' },
      consumers: [{ clientId: 'dispatch-1', groupId: 'dispatch', topic: 'rides', config: { 'client.rack': 'west' } }],
    },
    configs: { broker: { 'replica.selector.class': RACK_AWARE_SELECTOR }, workload: { 'records.per.second': 300 } },
    workload: { keyPrefix: 'rider-', arrivals: 'constant', startUs: 0 }, script: [],
  },
  'small-memory': {
    version: 1, kafka: '4.4', title: 'Little memory, slow network', seed: 3, ...THREE_BROKERS,
    configs: { producer: { 'buffer.memory': 49152, 'max.block.ms': 200 }, network: { 'latency.us': 50_000 }, workload: { 'records.per.second': 5000, 'value.bytes': 500 } },
    workload: { keyPrefix: 'rider-', arrivals: 'random', startUs: 0 }, script: [],
  },
  'keyless-stream': {
    version: 1, kafka: '4.4', title: 'Records without a key', seed: 5, ...THREE_BROKERS,
    configs: { workload: { 'key.count': 0, 'records.per.second': 2000 } },
    workload: { arrivals: 'random', startUs: 0 }, script: [],
  },
  /** Each broker leads ten partitions and follows twenty; each producer sends a little. */
  'large-cluster': {
    version: 1, kafka: '4.4', title: 'A hundred brokers, a thousand partitions', seed: 30,
    topology: largeTopology(),
    configs: { producer: { 'linger.ms': 20 }, workload: { 'records.per.second': 12, 'value.bytes': 150, 'key.count': 300 } },
    workload: { keyPrefix: 'driver-', arrivals: 'random', startUs: 0 }, script: [],
  },
  benchmark: {
    version: 1, kafka: '4.4', title: 'Benchmark: 100-byte values, no key, linger 5', seed: 1, ...THREE_BROKERS,
    configs: { network: { 'latency.us': 100 }, workload: { 'key.count': 0, 'records.per.second': 200_000, 'value.bytes': 100 } },
    workload: { arrivals: 'constant', startUs: 0 }, script: [],
  },
}

/** Those a reader can choose in the playground, with their titles. */
export const choosablePresets = (): readonly { readonly name: string; readonly title: string }[] =>
  Object.entries(PRESETS).filter(([name]) => name !== 'benchmark').map(([name, { title }]) => ({ name, title: title! }))
export const presetNames = (): readonly string[] => Object.keys(PRESETS)
export const presetNamed = (name: string): Scenario | undefined => (Object.hasOwn(PRESETS, name) ? PRESETS[name] : undefined)
