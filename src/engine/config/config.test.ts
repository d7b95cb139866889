/** Settings read as Kafka reads them. What the recorded cases hold is not repeated; these are the rules around them. */
import { describe, expect, test } from 'vitest'
import { fc, test as property } from '../testing/propertyTest'
import { brokerKeys } from './brokerKeys'
import { consumerConfigFrom, producerConfigFrom } from './clientConfig'
import { configsAt } from '../configsInForce'
import { parseScenario } from '../scenario'
import { presetNamed } from '../presets'
import { configDefaults, defaultIn, kafkaNumber, parseConfigValue } from './configTable'
import { consumerKeys } from './consumerKeys'
import { factsIn, KAFKA_VERSIONS, parseKafkaValue, type KafkaKey, type KafkaKeys } from './kafkaKey'
import { historyOf } from './keyHistory'
import { producerKeys } from './producerKeys'
import { CONFIG_TABLES, consumerConfig, producerConfig } from './tables'
import { topicKeys } from './topicKeys'

const BOTH = { 'bootstrap.servers': 'a:1', 'key.serializer': 'org.apache.kafka.common.serialization.StringSerializer', 'value.serializer': 'org.apache.kafka.common.serialization.LongSerializer' }
const words = (config: ReturnType<typeof producerConfigFrom>): string => (config.ok ? 'ok' : config.message)

describe('the tables', () => {
  test('every default is a value that Kafka would take', () => {
    for (const keys of [producerKeys, consumerKeys, topicKeys, brokerKeys]) for (const [name, key] of Object.entries<KafkaKey>(keys)) for (const version of KAFKA_VERSIONS) {
      const facts = factsIn(key, version)
      if (!facts || facts.default === null || facts.default === '<required>' || facts.default === '' || facts.type === 'list' || name === 'share.acquire.mode') continue
      expect(parseKafkaValue(keys, name, facts.default, version), `${name} ${version}`).toMatchObject({ ok: true })
    }
  })
  test('every setting has words of its own, short enough to read', () => {
    for (const keys of [producerKeys, consumerKeys, topicKeys, brokerKeys]) for (const [name, { doc }] of Object.entries<KafkaKey>(keys)) {
      expect(doc, name).toMatch(/^[^\s].{20,}\.$/)
      expect(doc.split(' ').length, name).toBeLessThan(40)
    }
  })
  test('the settings that the cluster obeys come from them', () => {
    for (const [live, keys] of [[producerConfig, producerKeys], [consumerConfig, consumerKeys]] as const) for (const [name, key] of Object.entries(live)) {
      const kafka = (keys as Record<string, KafkaKey>)[name]!
      expect(String(key.default)).toBe(kafka.default)
      expect(key.doc).toBe(kafka.doc)
    }
    expect(producerConfig.acks.values).toEqual(['all', '-1', '0', '1'])
  })
  test('history in words', () => {
    expect(historyOf(producerKeys['linger.ms'])).toEqual(['default 0 up to 3.9'])
    expect(historyOf(producerKeys['partitioner.rack.aware'])).toEqual(['new in 4.4'])
    expect(historyOf(producerKeys['auto.include.jmx.reporter'])).toEqual(['gone after 3.9'])
    expect(historyOf(producerKeys['batch.size'])).toEqual([])
  })
})

describe('a broker’s settings', () => {
  /** Default in 3.9, 4.0 … 4.4 (one text: the same in all; null: none; undefined: no such key), and how a running broker takes a new value. */
  const facts: readonly (readonly [string, string | null | readonly (string | null | undefined)[], KafkaKey['update']])[] = [
    ['num.io.threads', '8', 'cluster-wide'], ['num.network.threads', '3', 'cluster-wide'], ['queued.max.requests', '500', 'read-only'], ['listeners', 'PLAINTEXT://:9092', 'per-broker'], ['log.dirs', null, 'read-only'],
    ['min.insync.replicas', '1', 'cluster-wide'], ['unclean.leader.election.enable', 'false', 'cluster-wide'], ['replica.lag.time.max.ms', '30000', 'read-only'], ['message.max.bytes', '1048588', 'cluster-wide'],
    ['num.recovery.threads.per.data.dir', ['1', '2', '2', '2', '2', '2'], 'cluster-wide'], ['log.message.timestamp.after.max.ms', ['9223372036854775807', '3600000', '3600000', '3600000', '3600000', '3600000'], 'cluster-wide'],
    ['group.coordinator.threads', ['1', '4', '4', '4', '4', '4'], 'read-only'], ['group.coordinator.append.linger.ms', ['10', '5', '5', '-1', '-1', '-1'], 'read-only'], ['group.consumer.migration.policy', ['disabled', 'bidirectional', 'bidirectional', 'bidirectional', 'bidirectional', 'bidirectional'], 'read-only'],
    ['group.consumer.assignment.interval.ms', [undefined, undefined, undefined, undefined, '1000', '1000'], 'cluster-wide'], ['zookeeper.session.timeout.ms', ['18000', undefined, undefined, undefined, undefined, undefined], 'read-only'],
    ['add.partitions.to.txn.retry.backoff.ms', [undefined, '20', '20', '20', '20', '20'], 'read-only'], ['offsets.retention.minutes', '10080', 'read-only'], ['transaction.max.timeout.ms', '900000', 'read-only'], ['log.retention.ms', null, 'cluster-wide'], ['auto.create.topics.enable', 'true', 'read-only'],
  ]
  test.each(facts)('%s', (name, expected, update) => {
    const key = (brokerKeys as KafkaKeys)[name]!
    expect(KAFKA_VERSIONS.map(version => factsIn(key, version)?.default)).toEqual(Array.isArray(expected) ? expected : KAFKA_VERSIONS.map(() => expected))
    expect(key.update).toBe(update)
  })
  test('a smallest value that was raised', () => {
    expect(parseKafkaValue(brokerKeys, 'log.segment.bytes', '14', '3.9').ok).toBe(true)
    expect(parseKafkaValue(brokerKeys, 'log.segment.bytes', '14', '4.0')).toEqual({ ok: false, message: 'Invalid value 14 for configuration log.segment.bytes: Value must be at least 1048576' })
    expect(parseKafkaValue(brokerKeys, 'offsets.topic.replication.factor', '32768')).toEqual({ ok: false, message: 'Invalid value 32768 for configuration offsets.topic.replication.factor: Not a number of type SHORT' })
  })
  test('none is declared twice, in two of its files; one is internal', () => { expect(Object.keys(brokerKeys)).toHaveLength(223) })
})

describe('one value', () => {
  test.each([
    ['linger.ms', '+5', '5'], ['linger.ms', ' 7 ', '7'], ['enable.idempotence', 'TRUE', 'true'], ['metadata.recovery.strategy', 'ReBootstrap', 'ReBootstrap'], ['compression.gzip.level', '-1', '-1'], ['linger.ms', '9223372036854775807', '9223372036854775807'],
  ])('%s=%s is taken', (key, given, value) => { expect(parseKafkaValue(producerKeys, key, given)).toEqual({ ok: true, value }) })
  test.each([
    ['linger.ms', '9223372036854775808', 'Not a number of type LONG'], ['batch.size', '2147483648', 'Not a number of type INT'], ['compression.gzip.level', '0', 'between 1 and 9 or equal to -1'], ['metadata.recovery.strategy', 'perhaps', 'case insensitive'],
    ['bootstrap.servers', 'a:1,,b:2', "Configuration 'bootstrap.servers' values must not be empty."], ['nope', '1', 'Unknown configuration nope'], ['toString', '1', 'Unknown configuration'],
  ])('%s=%s is refused', (key, given, message) => {
    const parsed = parseKafkaValue(producerKeys, key, given)
    expect(parsed.ok ? '' : parsed.message).toContain(message)
  })
  property('a live table and Kafka’s own reading agree on every number', fc.tuple(fc.constantFrom('linger.ms', 'batch.size', 'max.in.flight.requests.per.connection', 'buffer.memory', 'max.block.ms', 'max.request.size'), fc.oneof(fc.integer().map(String), fc.string({ maxLength: 6 }), fc.constantFrom('', ' 5', '-1', '+3', '1e3', '2147483648'))), ([name, given]) => {
    expect(parseConfigValue(CONFIG_TABLES.producer, name, given).ok).toBe(parseKafkaValue(producerKeys, name, given).ok)
  }, 400)
})

describe('a whole client', () => {
  test.each([
    [{}, 'ok'], [{ 'bootstrap.servers': 'foo:99999' }, 'Invalid port in bootstrap.servers: foo:99999'], [{ 'partitioner.rack.aware': 'true' }, 'client.rack must be provided if partitioner.rack.aware is enabled'],
    [{ 'partitioner.rack.aware': 'true', 'client.rack': 'a' }, 'ok'], [{ 'bootstrap.servers': '[::1]:9092' }, 'ok'],
  ])('%j: %s', (given, expected) => { expect(words(producerConfigFrom({ ...BOTH, ...given }))).toBe(expected) })
  test('what must be given', () => {
    expect(words(producerConfigFrom({}))).toBe('Missing required configuration "bootstrap.servers" which has no default value.')
    expect(words(producerConfigFrom({}, '4.1'))).toBe('Invalid value null for configuration key.serializer: must be non-null.')
    expect(words(producerConfigFrom({ 'bootstrap.servers': 'a:1' }))).toBe('Invalid value null for configuration key.serializer: must be non-null.')
    const { 'bootstrap.servers': _none, ...serializers } = BOTH
    expect(words(producerConfigFrom(serializers, '4.1'))).toBe('No resolvable bootstrap urls given in bootstrap.servers')
  })
  property('idempotence ends up on only where it can be', fc.record({ acks: fc.constantFrom('0', '1', 'all', '-1'), retries: fc.constantFrom('0', '1'), 'max.in.flight.requests.per.connection': fc.constantFrom('1', '5', '6') }), given => {
    for (const version of KAFKA_VERSIONS) {
      const config = producerConfigFrom({ ...BOTH, ...given }, version)
      if (config.ok && config.value['enable.idempotence'] === 'true') expect([config.value['acks'], given.retries, Number(given['max.in.flight.requests.per.connection']) <= 5]).toEqual(['-1', '1', true])
    }
  })
  test('a consumer by itself has no group and commits nothing', () => {
    const config = consumerConfigFrom({ 'bootstrap.servers': 'a:1', 'key.deserializer': 'org.apache.kafka.common.serialization.StringDeserializer', 'value.deserializer': 'org.apache.kafka.common.serialization.StringDeserializer' })
    expect(config.ok && config.value['enable.auto.commit']).toBe('false')
  })
})

describe('a scenario of another version', () => {
  const of = (kafka: string, producer: Record<string, number | string> = {}): ReturnType<typeof parseScenario> => parseScenario({ ...presetNamed('playground')!, kafka, configs: { producer } })
  test('its defaults are in force', () => {
    const linger = KAFKA_VERSIONS.map(version => configsAt({ configs: {}, script: [], kafka: version }, 0).producer['linger.ms'])
    expect(linger).toEqual([0, 5, 5, 5, 5, 5])
    expect(configDefaults(producerConfig, '3.9')).toEqual({ ...configDefaults(producerConfig), 'linger.ms': 0 })
  })
  test.each([
    ['3.9', { 'max.in.flight.requests.per.connection': 6 }, null], ['4.0', { 'max.in.flight.requests.per.connection': 6 }, 'configs: To use the idempotent producer, max.in.flight.requests.per.connection must be set to at most 5. Current value is 6.'],
    ['3.9', { 'enable.idempotence': 'true', 'max.in.flight.requests.per.connection': 6 }, 'configs: To use the idempotent producer, max.in.flight.requests.per.connection must be set to at most 5. Current value is 6.'],
    ['4.5', {}, 'kafka: must be one of 3.9, 4.0, 4.1, 4.2, 4.3, 4.4, got "4.5"'],
  ] as const)('%s with %j', (version, given, problem) => {
    const parsed = of(version, given)
    expect(parsed.ok ? null : parsed.problems.join('; ')).toBe(problem)
  })
  test('3.9 turns idempotence off where too many requests may be in flight', () => {
    const parsed = of('3.9', { 'max.in.flight.requests.per.connection': 6 })
    expect(parsed.ok && configsAt(parsed.scenario, 0).producer['enable.idempotence']).toBe('false')
  })
  test('a setting that a version does not have is unknown to it', () => {
    const table = { 'new.one': kafkaNumber({ type: 'int', default: '3', valid: '[0,...]', importance: 'low', since: '4.2', before: [{ until: '4.3', default: '2' }], doc: 'A setting that came late.' }, { min: 0, max: 9, scale: 'linear' }) }
    expect(parseConfigValue(table, 'new.one', 1, '4.1')).toEqual({ ok: false, message: 'Unknown configuration new.one' })
    expect(parseConfigValue(table, 'new.one', 1, '4.2')).toEqual({ ok: true, value: 1 })
    expect(KAFKA_VERSIONS.map(version => defaultIn(table['new.one'], version))).toEqual([3, 3, 3, 2, 2, 3])
  })
  test.each([['TRUE', true], [' false ', true], ['yes', false], ['', false]])('a boolean given as %j', (given, isTaken) => {
    expect(parseConfigValue(producerConfig, 'enable.idempotence', given)).toEqual(isTaken ? { ok: true, value: given.trim().toLowerCase() } : { ok: false, message: `Invalid value ${given} for configuration enable.idempotence: Expected value to be either true or false` })
  })
})
