/**
 * The step of send() that turns a record's key and value into bytes, and how it fails: send() throws at once, before a partition is chosen or memory taken;
 * nothing is counted, no callback is called.
 * Kafka: clients/producer/KafkaProducer#doSend (its ClassCastException becomes a SerializationException); spec §3.7, §5.1.
 */
import { javaObject } from './javaObject'
import { SerializationError, serdeNamed, serializerNames, type SerializerName } from './serializers'
import { utf8 } from './utf8'

export interface Serializers { readonly key: SerializerName; readonly value: SerializerName }
/** As typed; null is null. */
export interface TypedRecord { readonly key: string | null; readonly value: string | null }
export type SerializedRecord =
  | { readonly ok: true; readonly key: Uint8Array | null; readonly value: Uint8Array | null }
  | { readonly ok: false; readonly part: 'key' | 'value'; readonly exception: string; readonly message: string }

const KAFKA_PACKAGE = 'org.apache.kafka.common.serialization.'
/** Serializers that are not in Kafka's own package of them. */
const ELSEWHERE: Readonly<Partial<Record<SerializerName, string>>> = { JSON: 'org.apache.kafka.connect.json.JsonSerializer', Location: 'LocationSerializer' }

/** The class's full name, as it stands in a properties file. */
export const serializerClass = (name: SerializerName): string => ELSEWHERE[name] ?? `${KAFKA_PACKAGE}${name}Serializer`

/** The serializer that a configuration names: by class, or for short ("Integer", "IntegerSerializer"). Otherwise Kafka's words. */
export function configuredSerializer(setting: 'key.serializer' | 'value.serializer', given: unknown): { readonly ok: true; readonly name: SerializerName } | { readonly ok: false; readonly message: string } {
  if (given === null || given === undefined) return { ok: false, message: `Invalid value null for configuration ${setting}: must be non-null.` }
  const found = serializerNames.find(name => given === name || given === `${name}Serializer` || given === serializerClass(name))
  const text = typeof given === 'string' ? given : JSON.stringify(given)
  return found === undefined ? { ok: false, message: `Invalid value ${text} for configuration ${setting}: Class ${text} could not be found.` } : { ok: true, name: found }
}

/** The bytes of a record, or the exception that send() throws. The key comes first: if it fails, the value is not looked at. */
export function serializeRecord(serializers: Serializers, record: TypedRecord): SerializedRecord {
  const key = serializePart('key', serializers.key, record.key)
  if (!key.ok) return key
  const value = serializePart('value', serializers.value, record.value)
  return value.ok ? { ok: true, key: key.bytes, value: value.bytes } : value
}

type Part = { readonly ok: true; readonly bytes: Uint8Array | null } | Extract<SerializedRecord, { ok: false }>

function serializePart(part: 'key' | 'value', name: SerializerName, typed: string | null): Part {
  // Kafka's serializers return null for null. The application's own does not look: Jackson writes the four letters.
  if (typed === null) return { ok: true, bytes: name === 'Location' ? utf8('null') : null }
  const { javaClass, value } = javaObject(typed, name)
  try {
    return { ok: true, bytes: serdeNamed(name)!.serialize(value) }
  } catch (problem) {
    if (problem instanceof SerializationError) return { ok: false, part, exception: 'IllegalArgumentException', message: problem.message }
    return { ok: false, part, exception: 'SerializationException', message: `Can't convert ${part} of class ${javaClass} to class ${serializerClass(name)} specified in ${part}.serializer` }
  }
}
