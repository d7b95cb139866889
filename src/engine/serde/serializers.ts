/**
 * Kafka's own serializers and deserializers, as pure functions.
 * Kafka: common/serialization/*.java; spec §3.7. null goes in and comes out as null.
 * A Long is a bigint (it exceeds the safe integers); ByteArray, Bytes and ByteBuffer are bytes as they are; a UUID is its text.
 * Errors are thrown as SerializationError with Kafka's message.
 */
import { textOfUtf8, utf8 } from './utf8'

export type SerializerName = 'String' | 'Integer' | 'Long' | 'Short' | 'Float' | 'Double' | 'UUID' | 'ByteArray' | 'Bytes' | 'ByteBuffer' | 'Void'
export type SerializedValue = string | number | bigint | Uint8Array | null

/** Kafka's SerializationException (or its IllegalArgumentException for Void). */
export class SerializationError extends Error {}

export interface Serde {
  serialize(value: Exclude<SerializedValue, null>): Uint8Array
  deserialize(bytes: Uint8Array): SerializedValue
}

/** Big-endian numbers of a fixed size. `name` as in Kafka's message: Float and Double forget theirs. */
function fixed(name: string, sizeBytes: number, write: (view: DataView, value: never) => void, read: (view: DataView) => SerializedValue): Serde {
  return {
    serialize(value) {
      const bytes = new Uint8Array(sizeBytes)
      write(new DataView(bytes.buffer), value as never)
      return bytes
    },
    deserialize(bytes) {
      if (bytes.length !== sizeBytes) throw new SerializationError(`Size of data received by ${name}Deserializer is not ${sizeBytes}`)
      return read(new DataView(bytes.buffer, bytes.byteOffset, sizeBytes))
    },
  }
}

const text: Serde = { serialize: value => utf8(String(value)), deserialize: textOfUtf8 }
const identity: Serde = { serialize: value => value as Uint8Array, deserialize: bytes => bytes }
const UUID_TEXT = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i

const SERDES: Readonly<Record<SerializerName, Serde>> = {
  String: text,
  Integer: fixed('Integer', 4, (view, value: number) => { view.setInt32(0, value) }, view => view.getInt32(0)),
  Short: fixed('Short', 2, (view, value: number) => { view.setInt16(0, value) }, view => view.getInt16(0)),
  Long: fixed('Long', 8, (view, value: bigint) => { view.setBigInt64(0, value) }, view => view.getBigInt64(0)),
  Float: fixed('', 4, (view, value: number) => { view.setFloat32(0, value) }, view => view.getFloat32(0)),
  Double: fixed('', 8, (view, value: number) => { view.setFloat64(0, value) }, view => view.getFloat64(0)),
  UUID: {
    serialize: value => utf8(String(value).toLowerCase()),
    deserialize(bytes) {
      const found = textOfUtf8(bytes)
      if (!UUID_TEXT.test(found)) throw new SerializationError('Error parsing data into UUID')
      return found.toLowerCase()
    },
  },
  ByteArray: identity, Bytes: identity, ByteBuffer: identity,
  Void: {
    serialize() { throw new SerializationError('Data should be null for a VoidSerializer.') },
    deserialize() { throw new SerializationError('Data should be null for a VoidDeserializer.') },
  },
}

export const serializerNames = Object.keys(SERDES) as readonly SerializerName[]

/** A serializer by Kafka's short name; undefined if Kafka has no such. */
export const serdeNamed = (name: string): Serde | undefined => (Object.hasOwn(SERDES, name) ? SERDES[name as SerializerName] : undefined)

export const serialize = (serde: Serde, value: SerializedValue): Uint8Array | null => (value === null ? null : serde.serialize(value))
export const deserialize = (serde: Serde, bytes: Uint8Array | null): SerializedValue => (bytes === null ? null : serde.deserialize(bytes))
