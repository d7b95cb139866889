/**
 * What an application passes to send(), from what a learner types: an object of Java's with its class. A text that the serializer can take becomes an object
 * of the serializer's type; any other becomes what it looks like, and the serializer refuses that as it would in Java (raw types: with generics the compiler
 * would have refused it).
 */
import { compactJson, isLocation } from './json'
import type { SerializedValue, SerializerName } from './serializers'
import { canonicalUuid } from './uuid'

export interface JavaObject {
  /** As getClass().getName() tells it; "[B" is an array of bytes. */
  readonly javaClass: string
  readonly value: Exclude<SerializedValue, null>
}

const whole = (text: string): bigint | null => (/^[+-]?\d{1,19}$/.test(text) ? BigInt(text.replace('+', '')) : null)
const within = (value: bigint | null, bits: number): value is bigint => value !== null && BigInt.asIntN(bits, value) === value
const decimal = (text: string): number | null => (/^[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d{1,3})?$/.test(text) ? Number(text) : text === 'NaN' ? NaN : null)
const fromHex = (text: string): Uint8Array | null => (/^0x([0-9a-f]{2})*$/i.test(text) ? Uint8Array.from(text.slice(2).match(/../g) ?? [], pair => Number.parseInt(pair, 16)) : null)

type Reader = (text: string) => JavaObject | null
const java = (javaClass: string, value: JavaObject['value'] | null): JavaObject | null => (value === null ? null : { javaClass, value })

/** By serializer: how the text reads as an object of its type; null if it does not. */
const READERS: Readonly<Partial<Record<SerializerName, Reader>>> = {
  String: text => java('java.lang.String', text),
  Integer: text => { const value = whole(text.trim()); return within(value, 32) ? java('java.lang.Integer', Number(value)) : null },
  Short: text => { const value = whole(text.trim()); return within(value, 16) ? java('java.lang.Short', Number(value)) : null },
  Long: text => { const value = whole(text.trim().replace(/[lL]$/, '')); return within(value, 64) ? java('java.lang.Long', value) : null },
  Float: text => java('java.lang.Float', decimal(text.trim().replace(/[fF]$/, ''))),
  Double: text => java('java.lang.Double', decimal(text.trim().replace(/[dD]$/, ''))),
  Boolean: text => (/^\s*(true|false)\s*$/.test(text) ? java('java.lang.Boolean', text.trim() === 'true') : null),
  UUID: text => java('java.util.UUID', canonicalUuid(text.trim())),
  ByteArray: text => java('[B', fromHex(text.trim())),
  Bytes: text => java('org.apache.kafka.common.utils.Bytes', fromHex(text.trim())),
  ByteBuffer: text => java('java.nio.HeapByteBuffer', fromHex(text.trim())),
  JSON: text => { const json = compactJson(text); return json === null ? null : { javaClass: jsonClass(json), value: json } },
  Location: text => { const json = compactJson(text); return json !== null && isLocation(json) ? { javaClass: 'Location', value: json } : null },
}

const jsonClass = (json: string): string => {
  const node = json.startsWith('{') ? 'Object' : json.startsWith('[') ? 'Array' : json.startsWith('"') ? 'Text' : json === 'null' ? 'Null' : json === 'true' || json === 'false' ? 'Boolean' : /[.e]/.test(json) ? 'Double' : 'Int'
  return `com.fasterxml.jackson.databind.node.${node}Node`
}

/** In this order a text that its serializer cannot take is looked at; last, everything is a String. */
const BY_LOOK: readonly Reader[] = [READERS.Integer!, READERS.Long!, READERS.Double!, READERS.Boolean!, READERS.UUID!, READERS.ByteArray!, READERS.Location!, text => (/^\s*[{[]/.test(text) ? READERS.JSON!(text) : null), READERS.String!]

/** The object that the application passes for what was typed, where `serializer` is configured. */
export function javaObject(text: string, serializer: SerializerName): JavaObject {
  const fitting = READERS[serializer]?.(text)
  if (fitting !== undefined && fitting !== null) return fitting
  for (const read of BY_LOOK) {
    const found = read(text)
    if (found !== null) return found
  }
  return { javaClass: 'java.lang.String', value: text }
}

/** What to type for each serializer, in words. */
export const WANTED: Readonly<Record<SerializerName, string>> = {
  String: 'any text', Integer: 'a whole number from -2147483648 to 2147483647', Short: 'a whole number from -32768 to 32767', Long: 'a whole number of at most 64 bits',
  Float: 'a number', Double: 'a number', Boolean: 'true or false', UUID: 'five groups of hexadecimal digits, as in 123e4567-e89b-12d3-a456-426614174000',
  ByteArray: '0x and pairs of hexadecimal digits', Bytes: '0x and pairs of hexadecimal digits', ByteBuffer: '0x and pairs of hexadecimal digits', Void: 'nothing: this serializer takes null only',
  JSON: 'JSON, such as {"lat": 52.5}', Location: '{"lat": 52.5, "lon": 13.4}',
}
