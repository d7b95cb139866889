import { describe, expect, test } from 'vitest'
import { fc, test as property } from '../testing/propertyTest'
import { javaObject, WANTED } from './javaObject'
import { configuredSerializer, serializeRecord, serializerClass, type TypedRecord } from './serializeRecord'
import { deserialize, serdeNamed, serializerNames, type SerializerName } from './serializers'

const hex = (bytes: Uint8Array | null): string | null => bytes && Array.from(bytes, byte => byte.toString(16).padStart(2, '0')).join('')
const value = (name: SerializerName, typed: string | null) => { const done = serializeRecord({ key: 'String', value: name }, { key: 'k', value: typed }); return done.ok ? hex(done.value) : done }

describe('what is typed becomes what the serializer takes', () => {
  test.each<[SerializerName, string, string]>([
    ['String', '35', '3335'], ['Integer', '35', '00000023'], ['Integer', ' -1 ', 'ffffffff'], ['Long', '35L', '0000000000000023'], ['Short', '35', '0023'], ['Float', '1.5', '3fc00000'], ['Double', '-2', 'c000000000000000'],
    ['Boolean', 'true', '01'], ['ByteArray', '0x00ff', '00ff'], ['ByteArray', '0x', ''], ['JSON', '{ "a": [1, "é"] }', '7b2261223a5b312c22c3a9225d7d'], ['Location', '{"lat": 52.5, "lon": 13}', hex(new TextEncoder().encode('{"lat":52.5,"lon":13}'))!],
    ['UUID', '123E4567-e89b-12d3-a456-426614174000', hex(new TextEncoder().encode('123e4567-e89b-12d3-a456-426614174000'))!],
  ])('%s: %s', (name, typed, bytes) => { expect(value(name, typed)).toBe(bytes) })
  test.each(serializerNames.filter(name => name !== 'Location'))('null stays null: %s', name => { expect(value(name, null)).toBeNull() })
  test('the application’s own serializer writes the word null: no tombstone', () => { expect(value('Location', null)).toBe('6e756c6c') })
  property('whole numbers', fc.integer(), number => { expect(deserialize(serdeNamed('Integer')!, Uint8Array.from(value('Integer', String(number)) === null ? [] : ((value('Integer', String(number)) as string).match(/../g) ?? []).map(pair => Number.parseInt(pair, 16))))).toBe(number) })
})

describe('what does not fit is refused as in Java', () => {
  test.each<[SerializerName, string, string]>([
    ['Integer', 'hello', 'java.lang.String'], ['Integer', '2147483648', 'java.lang.Long'], ['Integer', '3.5', 'java.lang.Double'], ['Long', 'true', 'java.lang.Boolean'], ['Short', '40000', 'java.lang.Integer'], ['UUID', 'no', 'java.lang.String'],
    ['ByteArray', 'abc', 'java.lang.String'], ['Double', '{"lat":1,"lon":2}', 'Location'], ['JSON', '{lat: 1}', 'java.lang.String'], ['Location', '{"lat":1}', 'com.fasterxml.jackson.databind.node.ObjectNode'], ['Boolean', '0x01', '[B'],
  ])('%s given %s', (name, typed, javaClass) => {
    expect(value(name, typed)).toEqual({ ok: false, part: 'value', exception: 'SerializationException', message: `Can't convert value of class ${javaClass} to class ${serializerClass(name)} specified in value.serializer` })
  })
  test('a key is looked at first', () => {
    expect(serializeRecord({ key: 'Integer', value: 'Integer' }, { key: 'rider-7', value: 'x' })).toMatchObject({ part: 'key', message: 'Can\'t convert key of class java.lang.String to class org.apache.kafka.common.serialization.IntegerSerializer specified in key.serializer' })
  })
  test('Void takes nothing', () => { expect(value('Void', 'x')).toEqual({ ok: false, part: 'value', exception: 'IllegalArgumentException', message: 'Data should be null for a VoidSerializer.' }) })
  property('never thrown, whatever is typed', fc.tuple(fc.constantFrom(...serializerNames), fc.constantFrom(...serializerNames), fc.record<TypedRecord>({ key: fc.option(fc.string({ unit: 'binary' })), value: fc.option(fc.oneof(fc.string(), fc.json())) })), ([key, one, record]) => {
    const done = serializeRecord({ key, value: one }, record)
    if (!done.ok) expect(done.message.length).toBeGreaterThan(10)
  }, 400)
})

describe('a configuration names its serializer', () => {
  test.each<[unknown, SerializerName]>([['Integer', 'Integer'], ['IntegerSerializer', 'Integer'], ['org.apache.kafka.common.serialization.UUIDSerializer', 'UUID'], ['org.apache.kafka.connect.json.JsonSerializer', 'JSON'], ['LocationSerializer', 'Location']])('%s', (given, name) => {
    expect(configuredSerializer('key.serializer', given)).toEqual({ ok: true, name })
  })
  test('or is told Kafka’s words', () => {
    expect(configuredSerializer('key.serializer', '')).toEqual({ ok: false, message: 'Invalid value  for configuration key.serializer: Class  could not be found.' })
    expect(configuredSerializer('value.serializer', null)).toEqual({ ok: false, message: 'Invalid value null for configuration value.serializer: must be non-null.' })
    expect(configuredSerializer('value.serializer', 'Avro')).toMatchObject({ message: 'Invalid value Avro for configuration value.serializer: Class Avro could not be found.' })
  })
})

test('every serializer says what to type', () => { expect(Object.keys(WANTED).toSorted()).toEqual([...serializerNames].toSorted()) })
test('a look decides only where the serializer cannot', () => { expect(javaObject('35', 'String')).toEqual({ javaClass: 'java.lang.String', value: '35' }) })
