/**
 * The records of a batch field by field, from bytes that are not compressed.
 * Kafka: common/record/DefaultRecord#readFrom; names as in Kafka's own description of the format; spec §3.2, §3.6.
 */
import { grouped, plural } from '../kernel/units'
import { textOfUtf8 } from '../serde/utf8'

/** What a field is part of, for counting costs: the batch's header, what frames a record, or the content itself. */
export type FieldPart = 'header' | 'framing' | 'key' | 'value' | 'recordHeader' | 'compressed'
export interface BatchField {
  /** Kafka's name for it. */
  readonly name: string
  readonly offset: number
  readonly sizeBytes: number
  /** What its bytes say. */
  readonly value: string
  /** What it is for. */
  readonly meaning: string
  readonly part: FieldPart
  /** Which record it belongs to, counted from 0; null for the batch's own. */
  readonly record: number | null
}
export interface RecordsContext { readonly baseOffset: bigint; readonly baseTimestampMs: bigint; readonly isControl: boolean; readonly recordCount: number }

const FIRST_PRINTED = 0x20, WHITE_SPACE = [0x09, 0x0a, 0x0d]
const CONTROL_TYPES = ['ABORT', 'COMMIT', 'LEADER_CHANGE', 'SNAPSHOT_HEADER', 'SNAPSHOT_FOOTER', 'KRAFT_VERSION', 'KRAFT_VOTERS']

/** Fields of the records in `bytes` from `from` on; they tile it to its end. Throws an Error in words where the bytes make no sense. */
export function recordFields(bytes: Uint8Array, from: number, context: RecordsContext): readonly BatchField[] {
  const fields: BatchField[] = []
  let at = from
  for (let record = 0; record < context.recordCount; record++) at = readRecord(bytes, at, record, context, fields)
  if (at !== bytes.length) throw new Error(`${bytes.length - at} bytes are left behind the last record.`)
  return fields
}

function readRecord(bytes: Uint8Array, from: number, record: number, { baseOffset, baseTimestampMs, isControl }: RecordsContext, fields: BatchField[]): number {
  let at = from
  const take = (name: string, sizeBytes: number, value: string, meaning: string, part: FieldPart): void => {
    fields.push({ name, offset: at, sizeBytes, value, meaning, part, record })
    at += sizeBytes
  }
  const varint = (name: string, words: (value: bigint) => string, meaning: string, part: FieldPart = 'framing'): number => {
    const { value, sizeBytes } = readVarlong(bytes, at)
    take(name, sizeBytes, words(value), meaning, part)
    return Number(value)
  }
  const content = (name: string, sizeBytes: number, meaning: string, part: FieldPart, words = textOf): void => {
    if (sizeBytes <= 0) return
    if (at + sizeBytes > bytes.length) throw new Error(`Record ${record} has a ${name} of ${sizeBytes} bytes, but only ${bytes.length - at} are left.`)
    take(name, sizeBytes, words(bytes.subarray(at, at + sizeBytes)), meaning, part)
  }
  const length = varint('length', value => `${grouped(Number(value))} bytes follow`, 'The size of this record without this field, so that a reader can skip it. Zig-zag varint: small numbers take one byte.')
  const end = at + length
  if (length < 0 || end > bytes.length) throw new Error(`Record ${record} says that it is ${length} bytes long, but only ${bytes.length - at} are left.`)
  take('attributes', 1, String(bytes[at] ?? 0), 'Unused in records of today: always 0.', 'framing')
  varint('timestampDelta', value => `${value} ms after the first: ${baseTimestampMs + value}`, 'When the record was created, counted from the batch’s baseTimestamp, so that it takes one or two bytes instead of eight.')
  varint('offsetDelta', value => `${value}: offset ${baseOffset + value}`, 'Its place in the batch. The leader needs to write the base offset only, whatever number of records follow.')
  const keyLength = varint('keyLength', lengthInWords, 'How many bytes of key follow; −1 means that there is no key.')
  content('key', keyLength, isControl ? 'What kind of marker this is: version and type.' : 'The serialized key. Records with the same key go to the same partition.', 'key', isControl ? controlKeyInWords : textOf)
  const valueLength = varint('valueLength', lengthInWords, 'How many bytes of value follow; −1 means null, which a compacted topic takes as “delete this key”.')
  content('value', valueLength, isControl ? 'The marker’s version and the epoch of the coordinator that wrote it.' : 'The serialized value: what the application wanted to say.', 'value', isControl ? controlValueInWords : textOf)
  const headers = varint('headersCount', value => plural(Number(value), 'header'), 'How many headers follow. Even none takes this byte.')
  for (let header = 0; header < headers && at < end; header++) {
    const nameLength = varint('headerKeyLength', lengthInWords, 'How long the header’s name is.', 'recordHeader')
    content('headerKey', nameLength, 'The header’s name, for the application or for tracing; the broker does not look at it.', 'recordHeader')
    const contentLength = varint('headerValueLength', lengthInWords, 'How long the header’s value is; −1 means null.', 'recordHeader')
    content('headerValue', contentLength, 'The header’s value.', 'recordHeader')
  }
  if (at !== end) throw new Error(`Record ${record} should end at byte ${end}, but its fields end at byte ${at}.`)
  return at
}

function readVarlong(bytes: Uint8Array, from: number): { value: bigint; sizeBytes: number } {
  let zigZag = 0n
  for (let index = 0; index < 10; index++) {
    const byte = bytes[from + index]
    if (byte === undefined) throw new Error('The bytes end in the middle of a varint.')
    zigZag |= BigInt(byte & 0x7f) << BigInt(7 * index)
    if (byte < 0x80) return { value: (zigZag >> 1n) ^ -(zigZag & 1n), sizeBytes: index + 1 }
  }
  throw new Error(`The varint at byte ${from} has no end.`)
}

const lengthInWords = (value: bigint): string => (value < 0n ? '−1: null' : plural(Number(value), 'byte'))
/** Bytes as text if they are text, as hexadecimal digits otherwise. */
export function textOf(bytes: Uint8Array): string {
  const text = textOfUtf8(bytes)
  const isText = !text.includes('\ufffd') && bytes.every(byte => byte >= FIRST_PRINTED || WHITE_SPACE.includes(byte))
  return !isText ? Array.from(bytes, byte => byte.toString(16).padStart(2, '0')).join(' ') : text
}
const viewOf = (bytes: Uint8Array): DataView => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
const controlKeyInWords = (bytes: Uint8Array): string => (bytes.length < 4 ? textOf(bytes) : `version ${viewOf(bytes).getInt16(0)}, type ${viewOf(bytes).getInt16(2)}: ${CONTROL_TYPES[viewOf(bytes).getInt16(2)] ?? 'unknown'}`)
const controlValueInWords = (bytes: Uint8Array): string => (bytes.length < 6 ? textOf(bytes) : `version ${viewOf(bytes).getInt16(0)}, coordinator epoch ${viewOf(bytes).getInt32(2)}`)
