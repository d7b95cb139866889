/**
 * A cluster, its clients, their settings and a schedule of troubles, all from a seed. Timeouts are short, so that much happens in little time.
 * The troubles end at `healUs`: everything is mended then, and the workload stops.
 */
import { KAFKA_VERSIONS } from '../config/kafkaKey'
import { RACK_AWARE_SELECTOR } from '../config/tables'
import type { Scenario } from '../scenario'
import { FIRST_CONSUMER, FIRST_CONTROLLER, FIRST_PRODUCER } from '../protocol/nodes'
import { chanceOf, type Chance } from './chance'
import { enlarge } from './enlarge'
import { newSettings } from './newSettings'
import { randomTopic } from './randomTopic'
import { comingAndGoing, growing, healing, troubles, type Machines } from './troubles'

/** Of a hundred runs so many are large. */
const LARGE_SHARE = 8

export interface RandomRun { readonly scenario: Scenario; readonly healUs: number }

export function randomRun(seed: number): RandomRun {
  const chance = chanceOf(seed, 'fuzz/scenario')
  const brokers = Array.from({ length: chance.between(3, 5) }, (_none, index) => index + 1)
  const controllers = chance.pick([1, 1, 3, 3, 5])
  const disks = chanceOf(seed, 'fuzz/disks'), isFlushed = disks.percent(40)
  const topics = Array.from({ length: chance.between(1, 2) }, (_none, index) => randomTopic(chance, `t${index}`, brokers, 1, 3)).map(topic => (isFlushed ? { ...topic, config: { ...topic.config, ...flushSettings(disks) } } : topic))
  const producers = Array.from({ length: chance.between(1, 2) }, (_none, index) => ({ clientId: `p${index}`, topic: chance.pick(topics).name, threads: chance.between(1, 2), start: chance.pick(['warm', 'warm', 'cold'] as const) }))
  const consumers = Array.from({ length: chance.between(0, 2) }, (_none, index) => ({ clientId: `c${index}`, groupId: `g${index}`, topic: chance.pick(topics).name }))
  const healUs = chance.between(5, 16) * 1_000_000
  // Streams of their own: seeds that were found keep their other troubles.
  const sizes = chanceOf(seed, 'fuzz/size'), isLarge = sizes.percent(LARGE_SHARE), small = { brokers, topics, producers, consumers }, size = isLarge ? enlarge(sizes, small) : small
  const machinesOf = ({ brokers: ids, topics: specs, producers: writers, consumers: readers }: typeof size): Machines => ({
    brokers: ids, controllers: Array.from({ length: controllers }, (_none, index) => FIRST_CONTROLLER + index), topics: specs,
    clients: [...writers.map((_one, index) => FIRST_PRODUCER + index), ...readers.map((_one, index) => FIRST_CONSUMER + index)],
  })
  const machines = machinesOf(small), all = machinesOf(size)
  const topicsComing = chanceOf(seed, 'fuzz/topics'), topicsPlaced = chanceOf(seed, 'fuzz/placing'), settings = chanceOf(seed, 'fuzz/settings')
  const script = [
    ...troubles(chance, machines, healUs), ...(isLarge ? troubles(sizes, all, healUs) : []), ...(topicsComing.percent(40) ? comingAndGoing(topicsComing, { ...machines, clients: all.clients }, healUs) : []),
    ...(topicsPlaced.percent(40) ? growing(topicsPlaced, machines, healUs) : []), ...(settings.percent(40) ? newSettings(settings, healUs) : []),
  ].sort((one, other) => one.atUs - other.atUs)
  const places = chanceOf(seed, 'fuzz/racks'), racks = Object.fromEntries([...brokers.map(id => [id, places.pick(['a', 'b', 'c'])]), ...size.brokers.slice(brokers.length).map(id => [id, sizes.pick(['a', 'b', 'c'])])]), areNear = places.percent(50)
  return {
    healUs,
    scenario: {
      version: 1, kafka: chance.percent(80) ? '4.4' : chance.pick(KAFKA_VERSIONS), title: `fuzz, seed ${seed}`, seed,
      topology: { ...size, controllers, ...(areNear && { racks }) },
      ...(chance.percent(60) ? {} : { features: { 'eligible.leader.replicas.version': chance.pick([0, 1]) } }),
      configs: { producer: producerSettings(chance), broker: { ...brokerSettings(chance), ...(isFlushed && { 'log.flush.scheduler.interval.ms': disks.pick([100, 1000, 5000]), 'producer.id.expiration.ms': 60_000, 'producer.id.expiration.check.interval.ms': 5000 }), ...(areNear && { 'replica.selector.class': RACK_AWARE_SELECTOR }) }, ...(areNear && { consumer: { 'client.rack': places.pick(['a', 'b', 'c']), 'metadata.max.age.ms': places.pick([300, 2000, 300_000]) } }), network: { 'latency.us': chance.pick([200, 1000, 1000, 5000]) }, workload: workloadSettings(chance) },
      workload: { arrivals: chance.pick(['constant', 'random', 'burst'] as const), startUs: 0, stopUs: healUs },
      script: [...script, ...healing(all, script, healUs)],
    },
  }
}

/** When logs are forced to disk, before the operating system does it. */
const flushSettings = (chance: Chance): Readonly<Record<string, number | string>> => chance.pick([{ 'flush.messages': 1 }, { 'flush.messages': chance.between(2, 30) }, { 'flush.ms': chance.pick([0, 300, 2000]) }, { 'flush.messages': 10, 'flush.ms': 500 }, {}])

function producerSettings(chance: Chance): Readonly<Record<string, number | string>> {
  const acks = chance.pick(['all', 'all', 'all', '1', '0'])
  const requestTimeout = chance.pick([200, 500, 1000, 3000]), linger = chance.pick([0, 0, 5, 20])
  return {
    acks, 'enable.idempotence': String(acks === 'all' && chance.percent(70)), 'max.in.flight.requests.per.connection': chance.pick([1, 2, 5, 5]), 'linger.ms': linger, 'batch.size': chance.pick([0, 200, 1000, 16384]),
    'request.timeout.ms': requestTimeout, 'delivery.timeout.ms': requestTimeout + 20 + chance.pick([0, 500, 3000, 20_000]), 'retry.backoff.ms': chance.pick([20, 100, 300]), 'max.block.ms': chance.pick([200, 2000]),
    ...(chance.percent(20) && { 'buffer.memory': 20_000 }), ...(chance.percent(20) && { retries: chance.between(1, 3) }),
  }
}

function brokerSettings(chance: Chance): Readonly<Record<string, number | string>> {
  const heartbeat = chance.pick([100, 200, 500])
  return {
    'broker.heartbeat.interval.ms': heartbeat, 'broker.session.timeout.ms': heartbeat * chance.pick([3, 4, 5]), 'replica.lag.time.max.ms': chance.pick([500, 1000, 3000]), 'replica.fetch.wait.max.ms': chance.pick([50, 200, 500]),
    'replica.fetch.backoff.ms': chance.pick([50, 200, 1000]), 'replica.high.watermark.checkpoint.interval.ms': chance.pick([100, 1000, 5000]), 'leader.imbalance.check.interval.seconds': chance.pick([1, 3, 300]),
    'controller.quorum.election.timeout.ms': chance.pick([200, 500, 1000]), 'controller.quorum.fetch.timeout.ms': chance.pick([1000, 2000]), 'controller.quorum.append.linger.ms': chance.pick([0, 5, 25]),
    'log.retention.check.interval.ms': chance.pick([300, 2000]), 'log.cleaner.backoff.ms': chance.pick([200, 2000]),
  }
}

const workloadSettings = (chance: Chance): Readonly<Record<string, number | string>> => ({
  'records.per.second': chance.pick([20, 50, 100, 200]), 'value.bytes': chance.pick([10, 90, 500]), 'key.count': chance.pick([0, 3]), 'burst.records': chance.pick([5, 30]),
})
