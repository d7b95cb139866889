/**
 * Scenarios that come with the product, by name: `sim --preset NAME`, the playground, the first lesson, the benchmark.
 */
import type { Scenario } from './scenario'

const THREE_BROKERS: Pick<Scenario, 'topology'> = {
  topology: {
    brokers: [1, 2, 3],
    topics: [{ name: 'rides', replicaAssignment: [[1, 2, 3], [2, 3, 1], [3, 1, 2]] }],
    producers: [{ clientId: 'producer-1', topic: 'rides' }],
    consumers: [{ clientId: 'dispatch-1', groupId: 'dispatch', topic: 'rides' }],
  },
}

const PRESETS: Readonly<Record<string, Scenario>> = {
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
  playground: {
    version: 1, kafka: '4.4', title: 'Playground', seed: 11, ...THREE_BROKERS, configs: {},
    workload: { keys: ['rider-6', 'rider-7', 'rider-2', 'rider-8', 'rider-5'], keyPrefix: 'passenger-', arrivals: 'random', startUs: 0 }, script: [],
  },
  'keyless-stream': {
    version: 1, kafka: '4.4', title: 'Records without a key', seed: 5, ...THREE_BROKERS,
    configs: { workload: { 'key.count': 0, 'records.per.second': 2000 } },
    workload: { arrivals: 'random', startUs: 0 }, script: [],
  },
  'small-memory': {
    version: 1, kafka: '4.4', title: 'Little memory, slow network', seed: 3, ...THREE_BROKERS,
    configs: { producer: { 'buffer.memory': 49152, 'max.block.ms': 200 }, network: { 'latency.us': 50_000 }, workload: { 'records.per.second': 5000, 'value.bytes': 500 } },
    workload: { keyPrefix: 'rider-', arrivals: 'random', startUs: 0 }, script: [],
  },
  benchmark: {
    version: 1, kafka: '4.4', title: 'Benchmark: 100-byte values, no key, linger 5', seed: 1, ...THREE_BROKERS,
    configs: { network: { 'latency.us': 100 }, workload: { 'key.count': 0, 'records.per.second': 200_000, 'value.bytes': 100 } },
    workload: { arrivals: 'constant', startUs: 0 }, script: [],
  },
}

export const presetNames = (): readonly string[] => Object.keys(PRESETS)
export const presetNamed = (name: string): Scenario | undefined => (Object.hasOwn(PRESETS, name) ? PRESETS[name] : undefined)
