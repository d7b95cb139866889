/** Lesson 1's scenario: riders ask for rides; one request, rider-7's, is traced through the whole cluster. */
import type { Scenario } from '../../engine/pageFace'

export const HERO = 'rider-7'
export const HERO_AT_US = 40_000, AGAIN_AT_US = 70_000, OTHER_AT_US = 71_000, BILLING_AT_US = 90_000

export const rideRequests: Scenario = {
  version: 1, kafka: '4.4', title: 'Ride requests', seed: 160,
  topology: {
    brokers: [1, 2, 3],
    topics: [{ name: 'ride-requests', replicaAssignment: [[1, 2, 3], [2, 3, 1], [3, 1, 2]] }],
    producers: [{ clientId: 'rides-app', topic: 'ride-requests' }],
    consumers: [{ clientId: 'dispatch-1', groupId: 'dispatch', topic: 'ride-requests' }],
  },
  configs: { producer: { 'linger.ms': 5, acks: 'all' }, workload: { 'records.per.second': 300, 'value.bytes': 120, 'key.count': 3 }, network: { 'latency.us': 1000 } },
  // Three riders in the background, one for each partition; the last two send only when the script says so, and nobody shares their colours.
  workload: { keys: ['rider-6', 'rider-5', 'rider-2', HERO, 'rider-8'], keyPrefix: 'rider-', arrivals: 'random', startUs: 0 },
  script: [
    { atUs: HERO_AT_US, command: { type: 'send', key: HERO, valueBytes: 120, traced: true } },
    { atUs: AGAIN_AT_US, command: { type: 'send', key: HERO, valueBytes: 120, traced: true } },
    { atUs: OTHER_AT_US, command: { type: 'send', key: 'rider-8', valueBytes: 120, traced: true } },
    { atUs: BILLING_AT_US, command: { type: 'startConsumer', groupId: 'billing' } },
  ],
}
