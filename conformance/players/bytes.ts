/** Kinds about bytes: varint, crc32c, record-size, batch-bytes, serialize. */
import { crc32c, deserialize, encodeBatch, encodeMarker, headersBytes, recordSizeBytes, SerializationError, serdeNamed, serialize, upperBound, utf8, writeVarint, writeVarlong, type SerializedValue } from '../../src/engine'

export const toHex = (bytes: Uint8Array): string => Array.from(bytes, byte => byte.toString(16).padStart(2, '0')).join('')
export const fromHex = (hex: string): Uint8Array => Uint8Array.from(hex.match(/../g) ?? [], pair => Number.parseInt(pair, 16))

export function playVarint(given: { varint?: number; varlong?: string }): unknown {
  const bytes: number[] = []
  if (given.varlong !== undefined) writeVarlong(bytes, BigInt(given.varlong))
  else writeVarint(bytes, given.varint!)
  return { hex: toHex(Uint8Array.from(bytes)) }
}

export const playCrc32c = (given: { hex: string }): unknown => ({ crc: crc32c(fromHex(given.hex)).toString(16).padStart(8, '0') })

interface RecordSizeGiven {
  readonly key: number | null; readonly value: number | null; readonly headers: readonly (readonly [string, number | null])[]
  readonly offsetDelta: number; readonly timestampDelta: number
}
export function playRecordSize({ key, value, headers, offsetDelta, timestampDelta }: RecordSizeGiven): unknown {
  const headerBytes = headersBytes(headers.map(([name, bytes]) => [utf8(name).length, bytes ?? -1]))
  return {
    record: recordSizeBytes(offsetDelta, timestampDelta, key ?? -1, value ?? -1, headerBytes),
    upperBound: upperBound(key ?? -1, value ?? -1, headerBytes),
  }
}

interface BatchGiven {
  readonly marker?: 'COMMIT' | 'ABORT'; readonly coordinatorEpoch: number; readonly timestamp: number
  readonly baseOffset: number; readonly leaderEpoch: number; readonly producerId: number; readonly producerEpoch: number; readonly baseSequence: number
  readonly transactional: boolean; readonly logAppendTime?: number
  readonly records: readonly { readonly key: string | null; readonly value: string | null; readonly timestamp: number; readonly headers?: readonly (readonly [string, string | null])[] }[]
}
const bytesOrNull = (text: string | null): Uint8Array | null => (text === null ? null : utf8(text))

export function playBatchBytes(given: BatchGiven): unknown {
  const { marker, coordinatorEpoch, timestamp, baseOffset, leaderEpoch, producerId, producerEpoch, baseSequence, transactional, logAppendTime, records } = given
  const header = { baseOffset, partitionLeaderEpoch: leaderEpoch, producerId, producerEpoch }
  if (marker !== undefined) return { hex: toHex(encodeMarker(header, marker, coordinatorEpoch, timestamp)) }
  const stamped = logAppendTime === undefined ? {} : { logAppendTimeMs: logAppendTime }
  return {
    hex: toHex(encodeBatch({ ...header, ...stamped, baseSequence, isTransactional: transactional }, records.map(record => ({
      key: bytesOrNull(record.key), value: bytesOrNull(record.value), timestampMs: record.timestamp,
      headers: (record.headers ?? []).map(([name, value]) => ({ name: utf8(name), value: bytesOrNull(value) })),
    })))),
  }
}

/** A value as the files write it: Long as text, ByteArray as hex. */
export function valueOf(serializer: string, given: string | number | boolean | null): SerializedValue {
  if (given === null) return null
  if (serializer === 'Long') return BigInt(given)
  return serializer === 'ByteArray' || serializer === 'Bytes' || serializer === 'ByteBuffer' ? fromHex(String(given)) : given
}

interface SerializeGiven { readonly serializer?: string; readonly value?: string | number | boolean | null; readonly deserializer?: string; readonly hex?: string | null }

export function playSerialize({ serializer, value, deserializer, hex }: SerializeGiven): unknown {
  const name = serializer ?? deserializer ?? ''
  const serde = serdeNamed(name)
  if (!serde) throw new Error(`no serializer is called ${name}`)
  try {
    if (serializer !== undefined) {
      const bytes = serialize(serde, valueOf(name, value ?? null))
      return { hex: bytes && toHex(bytes) }
    }
    const read = deserialize(serde, hex === null || hex === undefined ? null : fromHex(hex))
    return { value: typeof read === 'bigint' ? String(read) : read instanceof Uint8Array ? toHex(read) : read }
  } catch (problem) {
    if (problem instanceof SerializationError) return { error: problem.message }
    throw problem
  }
}
