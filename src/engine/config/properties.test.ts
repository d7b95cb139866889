/** .properties files, in and out. What Java does with each text was tried with java.util.Properties (Java 17). */
import { describe, expect, test } from 'vitest'
import { fc, test as property } from '../testing/propertyTest'
import { configDefaults } from './configTable'
import { exportProperties } from './exportProperties'
import { importProperties } from './importProperties'
import { distance, nearestKey } from './nearestKey'
import { producerKeys } from './producerKeys'
import { readProperties, writeComment, writeProperty } from './propertiesText'
import { consumerConfig, producerConfig } from './tables'

const pairs = (text: string): readonly (readonly [string, string])[] => readProperties(text).map(({ key, value }) => [key, value])

describe('the text', () => {
  test.each([
    ['a=1', [['a', '1']]], ['a:1', [['a', '1']]], ['a 1', [['a', '1']]], ['  a\t=\f 1  ', [['a', '1  ']]], ['a', [['a', '']]], ['a==b', [['a', '=b']]], ['a : = b', [['a', '= b']]], ['=x', [['', 'x']]],
    ['# c\n! d\n\n  #e\na=1', [['a', '1']]], ['a=1#2', [['a', '1#2']]], ['a=1\r\nb=2\rc=3', [['a', '1'], ['b', '2'], ['c', '3']]],
    ['a=b,\\\n   c', [['a', 'b,c']]], ['a=b\\\\\nc=d', [['a', 'b\\'], ['c', 'd']]], ['a=b\\\n#c', [['a', 'b#c']]], ['# c\\\na=1', [['a', '1']]], ['a=b\\', [['a', 'b']]], ['a=b\\\n   \n  c=1', [['a', 'b'], ['c', '1']]], ['  \\\n a=1', [['a', '1']]], ['\\\n\\\n#x=1', []],
    ['a\\ b\\=c=d', [['a b=c', 'd']]], ['a=\\t\\n\\u0041\\q\\\\', [['a', '\t\nAq\\']]], ['\\u0061=x', [['a', 'x']]], ['\uFEFFa=1', [['a', '1']]], ['a=\\ 1', [['a', ' 1']]], ['a=\\\\u12', [['a', '\\u12']]],
  ] as const)('%j', (text, expected) => { expect(pairs(text)).toEqual(expected) })
  test('line numbers are those of the file', () => { expect(readProperties('# one\na=1\\\n 2\n\nb=3').map(({ line }) => line)).toEqual([2, 5]) })
  test('a malformed escape is a problem of its line', () => {
    expect(readProperties('a=\\u12\nb=1')).toEqual([{ line: 1, key: 'a', value: '\\u12', problem: 'Malformed \\uxxxx encoding.' }, { line: 2, key: 'b', value: '1' }])
  })
  property('what is written is read back', fc.array(fc.tuple(fc.string({ unit: 'binary', minLength: 1 }), fc.string({ unit: 'binary' })), { maxLength: 4 }), given => {
    const text = given.map(([key, value]) => writeProperty(key, value)).join('\n')
    expect(pairs(text)).toEqual(given)
    expect(text).toMatch(/^[\x20-\x7e\n]*$/)
  }, 400)
  test('comments are plain and short', () => {
    const comment = writeComment('Kafka’s words – '.repeat(20))
    for (const line of comment.split('\n')) expect(line).toMatch(/^# [\x20-\x7e]{1,102}$/)
  })
})

describe('what was meant', () => {
  test.each([
    ['lingerms', 'linger.ms'], ['linger.sm', 'linger.ms'], ['lingerMs', 'linger.ms'], ['LINGER_MS', 'linger.ms'], ['spring.kafka.producer.batch-size', 'batch.size'], ['ack', 'acks'], ['max.in.flight.requests', null], ['nothing.like.it', null],
  ])('%s: %s', (given, meant) => { expect(nearestKey(given, Object.keys(producerKeys))).toBe(meant) })
  test('distance', () => { expect([distance('ab', 'ba'), distance('abc', 'abc'), distance('', 'ab'), distance('abc', 'adc')]).toEqual([1, 0, 2, 1]) })
})

describe('in', () => {
  const kinds = (text: string, version: '3.9' | '4.4' = '4.4'): readonly string[] => importProperties('producer', text, version).lines.map(({ kind, words }) => `${kind}: ${words}`)
  test('every line is answered', () => {
    expect(kinds('linger.ms=20\nlinger.ms = 30\nlingerms=3\nacks=2\nclient.id=me\nfetch.min.bytes=1\nssl.keystore.type=JKS\nnum.io.threads=4\nvalue.serializer=com.acme.Avro\nbatch.size=\\u1')).toEqual([
      'repeated: given again in line 2; the last one counts', 'taken: taken', 'unknown: no setting of a Kafka producer; did you mean linger.ms?', 'bad: Invalid value 2 for configuration acks: String must be one of: all, -1, 0, 1',
      'aside: Kafka knows it, this cluster does not obey it: kept aside', 'unknown: a setting of the consumer, not of the producer: Kafka would not use it', 'aside: security, which is not modelled here: kept aside',
      'unknown: a setting of the broker, not of the producer: Kafka would not use it', 'aside: a class of your own, which cannot run here: kept aside', 'bad: Malformed \\uxxxx encoding.',
    ])
  })
  test('classes that the cluster here has', () => {
    const { client, aside } = importProperties('producer', 'partitioner.class=org.apache.kafka.clients.producer.RoundRobinPartitioner\nkey.serializer=org.apache.kafka.common.serialization.LongSerializer\nvalue.serializer=com.acme.Mine', '4.4')
    expect(client).toEqual({ 'partitioner.class': 'org.apache.kafka.clients.producer.RoundRobinPartitioner', 'key.serializer': 'org.apache.kafka.common.serialization.LongSerializer' })
    expect(aside).toEqual({ 'value.serializer': 'com.acme.Mine' })
    expect(exportProperties({ owner: 'producer', version: '4.4', values: {}, all: false, client, aside })).toMatch(/^key\.serializer=org\.apache\.kafka\.common\.serialization\.LongSerializer$/m)
  })
  test('settings, aside and the version’s own keys', () => {
    expect(importProperties('producer', 'linger.ms=30\nenable.idempotence=FALSE\nmax.block.ms=9223372036854775807\nclient.id=me', '4.4')).toMatchObject({ settings: { 'linger.ms': 30, 'enable.idempotence': 'false', 'max.block.ms': Number.MAX_SAFE_INTEGER }, aside: { 'client.id': 'me' }, conflict: null })
    expect(kinds('partitioner.rack.aware=true', '3.9')).toEqual(['unknown: Kafka 3.9 has no such setting: new in 4.4'])
  })
  test.each([
    ['producer', 'enable.idempotence=true\nacks=1', '4.4', 'Must set acks to all in order to use the idempotent producer. Otherwise we cannot guarantee idempotence.'], ['producer', 'acks=1', '4.4', null],
    ['producer', 'max.in.flight.requests.per.connection=6', '4.4', 'To use the idempotent producer, max.in.flight.requests.per.connection must be set to at most 5. Current value is 6.'], ['producer', 'max.in.flight.requests.per.connection=6', '3.9', null],
    ['producer', 'delivery.timeout.ms=10', '4.4', 'delivery.timeout.ms should be equal to or larger than linger.ms + request.timeout.ms'], ['producer', 'transactional.id=x\nacks=1', '4.4', 'Cannot set a transactional.id without also enabling idempotence.'],
    ['consumer', 'session.timeout.ms=3000\nheartbeat.interval.ms=3000', '4.4', 'Heartbeat must be set lower than the session timeout'], ['topic', 'max.message.bytes=2000', '4.4', null], ['topic', 'min.compaction.lag.ms=+10\nmax.compaction.lag.ms=5', '4.4', 'conflict topic config setting min.compaction.lag.ms (10) > max.compaction.lag.ms (5)'], ['topic', 'min.compaction.lag.ms=10', '4.4', null], ['producer', 'bootstrap.servers=here', '4.4', 'Invalid url in bootstrap.servers: here'],
  ] as const)('%s %j in %s: %s', (owner, text, version, conflict) => { expect(importProperties(owner, text, version).conflict).toBe(conflict) })
  test('a topic with an unknown setting is refused by Kafka, not only told', () => {
    expect(importProperties('topic', 'max.message.byte=1\nlinger.ms=3', '4.4').lines.map(({ kind, words }) => `${kind}: ${words}`)).toEqual(['bad: Unknown topic config name: max.message.byte; did you mean max.message.bytes?', 'bad: Unknown topic config name: linger.ms'])
  })
  property('no text breaks it', fc.string({ unit: 'binary', maxLength: 60 }), text => { expect(importProperties('producer', text, '4.4').lines.length).toBeGreaterThanOrEqual(0) }, 300)
})

describe('out', () => {
  const values = { ...configDefaults(producerConfig), 'linger.ms': 40, acks: '1', 'enable.idempotence': 'false' }
  test('only what differs, with words', () => {
    const text = exportProperties({ owner: 'producer', version: '4.4', values, all: false, client: {}, aside: { 'client.id': 'ü' } })
    expect(text).toContain('# The longest a batch waits for more records before it may leave. 0 means it may leave at once.\n# Default: 5 ms.\nlinger.ms=40\n')
    expect(text).toContain('client.id=\\u00FC')
    expect(pairs(text).map(([key]) => key)).toEqual(['linger.ms', 'acks', 'enable.idempotence', 'bootstrap.servers', 'key.serializer', 'value.serializer', 'client.id'])
  })
  test.each([true, false])('comes back as it went out (all: %s)', all => {
    for (const [owner, given] of [['producer', values], ['consumer', { ...configDefaults(consumerConfig), 'max.poll.records': 7 }]] as const) for (const version of ['3.9', '4.4'] as const) {
      const imported = importProperties(owner, exportProperties({ owner, version, values: given, all, client: {}, aside: {} }), version)
      expect(imported.lines.filter(({ kind }) => kind !== 'taken' && kind !== 'aside')).toEqual([])
      expect(imported.conflict).toBeNull()
      expect({ ...configDefaults(owner === 'producer' ? producerConfig : consumerConfig, version), ...imported.settings }).toEqual(given)
    }
  })
})
