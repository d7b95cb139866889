/**
 * Kafka's own serializers and deserializers, as pure functions.
 * Kafka: common/serialization/*.java; spec §3.7. null goes in and comes out as null.
 * A Long is a bigint (it exceeds the safe integers); ByteArray, Bytes and ByteBuffer are bytes as they are; a UUID is its text; JSON is its text, and so is
 * a Location, the application's own class with its own LocationSerializer (json.ts).
 * Bytes that cannot be read raise SerializationError with Kafka's message; a value of another type, which Java's compiler would refuse, a TypeError.
 * Simplified: text is always UTF-8 (serializer.encoding); no lists (ListSerializer).
 */
import { compactJson, isLocation } from './json'
import { textOfUtf8, utf8 } from './utf8'
import { canonicalUuid } from './uuid'

export type SerializerName = 'String' | 'Integer' | 'Long' | 'Short' | 'Float' | 'Double' | 'Boolean' | 'UUID' | 'ByteArray' | 'Bytes' | 'ByteBuffer' | 'Void' | 'JSON' | 'Location'
export type SerializedValue = string | number | bigint | boolean | Uint8Array | null

/** Kafka's SerializationException (or its IllegalArgumentException for Void). */
export class SerializationError extends Error {}

export interface Serde {
  serialize(value: Exclude<SerializedValue, null>): Uint8Array
  deserialize(bytes: Uint8Array): SerializedValue
}

const show = (value: SerializedValue): string => (typeof value === 'string' ? JSON.stringify(value) : value instanceof Uint8Array ? `${value.length} bytes` : String(value))
function refuse(value: SerializedValue, wanted: string): never {
  throw new TypeError(`${show(value)} is not ${wanted}`)
}

/* @__NO_SIDE_EFFECTS__ */
function wholeNumber(name: string, bits: 16 | 32, write: (view: DataView, value: number) => void, read: (view: DataView) => number): Serde {
  const most = 2 ** (bits - 1) - 1
  const take = (value: SerializedValue): number => (typeof value === 'number' && Number.isInteger(value) && value >= -most - 1 && value <= most ? value : refuse(value, `${name}, a whole number of ${bits} bits`))
  return fixed(name, bits / 8, (view, value) => { write(view, take(value)) }, read)
}

const takeNumber = (value: SerializedValue): number => (typeof value === 'number' ? value : refuse(value, 'a number'))
const takeLong = (value: SerializedValue): bigint => (typeof value === 'bigint' && BigInt.asIntN(64, value) === value ? value : refuse(value, 'Long, a whole number of 64 bits (bigint)'))
const takeText = (value: SerializedValue): string => (typeof value === 'string' ? value : refuse(value, 'text'))
const takeBytes = (value: SerializedValue): Uint8Array => (value instanceof Uint8Array ? value : refuse(value, 'bytes'))

/** Big-endian, of a fixed size. `name` as in Kafka's message: Float and Double forget theirs. */
/* @__NO_SIDE_EFFECTS__ */
function fixed(name: string, sizeBytes: number, write: (view: DataView, value: SerializedValue) => void, read: (view: DataView) => SerializedValue): Serde {
  return {
    serialize(value) {
      const bytes = new Uint8Array(sizeBytes)
      write(new DataView(bytes.buffer), value)
      return bytes
    },
    deserialize(bytes) {
      if (bytes.length !== sizeBytes) throw new SerializationError(`Size of data received by ${name}Deserializer is not ${sizeBytes}`)
      return read(new DataView(bytes.buffer, bytes.byteOffset, sizeBytes))
    },
  }
}

function readBoolean(view: DataView): boolean {
  const byte = view.getInt8(0)
  if (byte !== 0 && byte !== 1) throw new SerializationError(`Unexpected byte received by BooleanDeserializer: ${byte}`)
  return byte === 1
}

function readUuid(bytes: Uint8Array): string {
  const uuid = canonicalUuid(textOfUtf8(bytes))
  if (uuid === null) throw new SerializationError('Error parsing data into UUID')
  return uuid
}

const takeJson = (value: SerializedValue): string => compactJson(takeText(value)) ?? refuse(value, 'JSON')
const takeLocation = (value: SerializedValue): string => { const json = takeJson(value); return isLocation(json) ? json : refuse(value, 'a location, {"lat": …, "lon": …}') }

function readJson(bytes: Uint8Array): string {
  const json = compactJson(textOfUtf8(bytes))
  if (json === null) throw new SerializationError('Error deserializing JSON message')
  return json
}

const identity: Serde = { serialize: takeBytes, deserialize: bytes => bytes }

const SERDES: Readonly<Record<SerializerName, Serde>> = {
  String: { serialize: value => utf8(takeText(value)), deserialize: textOfUtf8 },
  Integer: wholeNumber('Integer', 32, (view, value) => { view.setInt32(0, value) }, view => view.getInt32(0)),
  Short: wholeNumber('Short', 16, (view, value) => { view.setInt16(0, value) }, view => view.getInt16(0)),
  Long: fixed('Long', 8, (view, value) => { view.setBigInt64(0, takeLong(value)) }, view => view.getBigInt64(0)),
  Float: fixed('', 4, (view, value) => { view.setFloat32(0, takeNumber(value)) }, view => view.getFloat32(0)),
  Double: fixed('', 8, (view, value) => { view.setFloat64(0, takeNumber(value)) }, view => view.getFloat64(0)),
  Boolean: fixed('Boolean', 1, (view, value) => { view.setInt8(0, typeof value === 'boolean' ? Number(value) : refuse(value, 'true or false')) }, readBoolean),
  UUID: { serialize: value => utf8(canonicalUuid(takeText(value)) ?? refuse(value, 'a UUID')), deserialize: readUuid },
  ByteArray: identity, Bytes: identity, ByteBuffer: identity,
  JSON: { serialize: value => utf8(takeJson(value)), deserialize: readJson },
  Location: { serialize: value => utf8(takeLocation(value)), deserialize: readJson },
  Void: {
    serialize() { throw new SerializationError('Data should be null for a VoidSerializer.') },
    deserialize() { throw new SerializationError('Data should be null for a VoidDeserializer.') },
  },
}

export const serializerNames = /* @__PURE__ */ Object.keys(SERDES) as readonly SerializerName[]

/** A serializer by Kafka's short name; undefined if Kafka has no such. */
export const serdeNamed = (name: string): Serde | undefined => (Object.hasOwn(SERDES, name) ? SERDES[name as SerializerName] : undefined)

export const serialize = (serde: Serde, value: SerializedValue): Uint8Array | null => (value === null ? null : serde.serialize(value))
export const deserialize = (serde: Serde, bytes: Uint8Array | null): SerializedValue => (bytes === null ? null : serde.deserialize(bytes))
