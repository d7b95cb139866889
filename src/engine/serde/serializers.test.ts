import { describe, expect, test } from 'vitest'
import { fc, test as property } from '../testing/propertyTest'
import { deserialize, SerializationError, serdeNamed, serialize, serializerNames, type SerializedValue } from './serializers'

const serde = (name: string) => serdeNamed(name)!
const roundTrip = (name: string, value: SerializedValue): SerializedValue => deserialize(serde(name), serialize(serde(name), value))

describe('what goes in comes out', () => {
  property('Integer', fc.integer(), value => { expect(roundTrip('Integer', value)).toBe(value) })
  property('Short', fc.integer({ min: -32_768, max: 32_767 }), value => { expect(roundTrip('Short', value)).toBe(value) })
  property('Long', fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }), value => { expect(roundTrip('Long', value)).toBe(value) })
  property('Float', fc.float(), value => { expect(roundTrip('Float', value)).toBe(value) })
  property('Double', fc.double(), value => { expect(roundTrip('Double', value)).toBe(value) })
  property('Boolean', fc.boolean(), value => { expect(roundTrip('Boolean', value)).toBe(value) })
  property('UUID', fc.uuid(), value => { expect(roundTrip('UUID', value.toUpperCase())).toBe(value) })
  property('String', fc.string({ unit: 'binary' }), value => { expect(roundTrip('String', value)).toBe(value) })
  test.each(['ByteArray', 'Bytes', 'ByteBuffer'])('%s', name => { expect(roundTrip(name, Uint8Array.of(0, 255))).toEqual(Uint8Array.of(0, 255)) })
  test.each(serializerNames)('null stays null: %s', name => { expect(roundTrip(name, null)).toBeNull() })
})

test.each([
  ['Integer', 3, 'Size of data received by IntegerDeserializer is not 4'], ['Short', 0, 'Size of data received by ShortDeserializer is not 2'], ['Long', 9, 'Size of data received by LongDeserializer is not 8'],
  ['Float', 8, 'Size of data received by Deserializer is not 4'], ['Double', 4, 'Size of data received by Deserializer is not 8'], ['Boolean', 2, 'Size of data received by BooleanDeserializer is not 1'],
  ['UUID', 4, 'Error parsing data into UUID'], ['Void', 0, 'Data should be null for a VoidDeserializer.'],
])('%s of %i bytes: Kafka’s own words', (name, bytes, words) => {
  expect(() => deserialize(serde(name), new Uint8Array(bytes))).toThrow(new SerializationError(words))
})
test('a byte that is neither true nor false, counted as Java counts bytes', () => {
  expect(() => deserialize(serde('Boolean'), Uint8Array.of(200))).toThrow('Unexpected byte received by BooleanDeserializer: -56')
})
test('Void takes null only', () => { expect(() => serialize(serde('Void'), 'x')).toThrow('Data should be null for a VoidSerializer.') })

test.each<[string, SerializedValue]>([['Integer', 2_147_483_648], ['Integer', 1.5], ['Integer', '7'], ['Short', 40_000], ['Long', 5], ['Long', 2n ** 63n], ['String', 7], ['Boolean', 1], ['ByteArray', 'ab'], ['UUID', 'no'], ['Double', '1']])(
  '%s refuses %s in words', (name, value) => { expect(() => serialize(serde(name), value)).toThrow(/ is not /) },
)
test.each(['Telepathy', '', 'toString', '__proto__'])('%j is no serializer', name => { expect(serdeNamed(name)).toBeUndefined() })
