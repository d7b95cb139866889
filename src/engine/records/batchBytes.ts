/**
 * A record batch as bytes, exactly as it stands on the wire and on disk.
 * Kafka: common/record/{DefaultRecordBatch#writeHeader, DefaultRecord#writeTo, EndTransactionMarker}; spec §3.1, §3.2, §3.6.
 * Simplified: records are compressed in one piece when the batch is encoded; Kafka streams them into the codec as they are appended.
 */
import { CODEC_NAMES, compress, type CodecName } from './codecs/codec'
import { crc32c } from './crc32c'
import { BATCH_HEADER_BYTES, headersBytes, recordSizeBytes } from './recordSize'
import { sizeOfVarint, writeVarint, writeVarlong } from './varint'

export interface RecordBytes {
  readonly key: Uint8Array | null
  readonly value: Uint8Array | null
  /** Milliseconds since 1970. */
  readonly timestampMs: number
  readonly headers?: readonly { readonly name: Uint8Array; readonly value: Uint8Array | null }[]
}
export interface BatchHeader {
  readonly baseOffset: number
  /** −1 as a producer sends it. */
  readonly partitionLeaderEpoch: number
  /** −1, −1, −1 without idempotence. */
  readonly producerId: number
  readonly producerEpoch: number
  readonly baseSequence: number
  readonly isTransactional: boolean
  readonly isControl?: boolean
  /** Set when the topic stamps: every record then counts as written at this time. */
  readonly logAppendTimeMs?: number
  /** What its records are compressed with; it must be loaded (codecs/loadCodec). None unless said. */
  readonly codec?: CodecName
  /** The codec's default unless said. */
  readonly codecLevel?: number | null
}
export const TIMESTAMP_TYPE = 0x08, TRANSACTIONAL = 0x10, CONTROL = 0x20
const MAGIC = 2, CRC_FROM = 21, LOG_OVERHEAD_BYTES = 12

/** The bytes of a batch with at least one record. Throws an Error in words if its codec is not loaded. */
export function encodeBatch(header: BatchHeader, records: readonly RecordBytes[]): Uint8Array<ArrayBuffer> {
  const { codec = 'none', codecLevel = null } = header
  const baseTimestampMs = records[0]!.timestampMs
  const plain = encodeRecords(records)
  const body = codec === 'none' ? plain : compress(codec, codecLevel, plain)
  const bytes = new Uint8Array(BATCH_HEADER_BYTES + body.length)
  bytes.set(body, BATCH_HEADER_BYTES)
  const view = new DataView(bytes.buffer)
  const attributes = CODEC_NAMES.indexOf(codec) | (header.logAppendTimeMs === undefined ? 0 : TIMESTAMP_TYPE) | (header.isTransactional ? TRANSACTIONAL : 0) | (header.isControl === true ? CONTROL : 0)
  view.setBigInt64(0, BigInt(header.baseOffset))
  view.setInt32(8, bytes.length - LOG_OVERHEAD_BYTES)
  view.setInt32(12, header.partitionLeaderEpoch)
  view.setInt8(16, MAGIC)
  view.setInt16(21, attributes)
  view.setInt32(23, records.length - 1)
  view.setBigInt64(27, BigInt(baseTimestampMs))
  view.setBigInt64(35, BigInt(header.logAppendTimeMs ?? records.reduce((most, { timestampMs }) => Math.max(most, timestampMs), baseTimestampMs)))
  view.setBigInt64(43, BigInt(header.producerId))
  view.setInt16(51, header.producerEpoch)
  view.setInt32(53, header.baseSequence)
  view.setInt32(57, records.length)
  view.setUint32(17, crc32c(bytes, CRC_FROM))
  return bytes
}

/** How large a batch of these records is when it is closed: header and compressed records, in bytes. */
export const closedBatchBytes = (codec: CodecName, codecLevel: number | null, records: readonly RecordBytes[]): number =>
  BATCH_HEADER_BYTES + compress(codec, codecLevel, encodeRecords(records)).length

/** The records one after the other as they stand in a batch, before compression. */
export function encodeRecords(records: readonly RecordBytes[]): Uint8Array<ArrayBuffer> {
  const baseTimestampMs = records[0]!.timestampMs
  const sizes = records.map((record, offsetDelta) => sizeOf(record, offsetDelta, record.timestampMs - baseTimestampMs))
  const bytes = new Uint8Array(sizes.reduce((sum, size) => sum + size, 0))
  let end = 0
  const numbers: number[] = []
  const flush = (): void => {
    bytes.set(numbers, end)
    end += numbers.length
    numbers.length = 0
  }
  const field = (content: Uint8Array | null): void => {
    writeVarint(numbers, content === null ? -1 : content.length)
    if (content === null) return
    flush()
    bytes.set(content, end)
    end += content.length
  }
  records.forEach(({ key, value, timestampMs, headers = [] }, offsetDelta) => {
    writeVarint(numbers, bodyBytes(sizes[offsetDelta]!))
    numbers.push(0)
    writeVarlong(numbers, timestampMs - baseTimestampMs)
    writeVarint(numbers, offsetDelta)
    field(key)
    field(value)
    writeVarint(numbers, headers.length)
    for (const header of headers) {
      field(header.name)
      field(header.value)
    }
    flush()
  })
  return bytes
}

const lengthOf = (field: Uint8Array | null): number => (field === null ? -1 : field.length)
const sizeOf = ({ key, value, headers = [] }: RecordBytes, offsetDelta: number, timestampDeltaMs: number): number =>
  recordSizeBytes(offsetDelta, timestampDeltaMs, lengthOf(key), lengthOf(value), headersBytes(headers.map(header => [header.name.length, lengthOf(header.value)])))

/** What the record's length field says: the record without that field. */
function bodyBytes(sizeBytes: number): number {
  let length = 1
  while (sizeOfVarint(sizeBytes - length) > length) length++
  return sizeBytes - length
}

/** The control batch that ends a transaction in a partition: one record, one offset, no sequence. */
export function encodeMarker(header: Pick<BatchHeader, 'baseOffset' | 'partitionLeaderEpoch' | 'producerId' | 'producerEpoch'>, type: 'COMMIT' | 'ABORT', coordinatorEpoch: number, timestampMs: number): Uint8Array<ArrayBuffer> {
  const key = new Uint8Array([0, 0, 0, type === 'COMMIT' ? 1 : 0])
  const value = new Uint8Array(6)
  new DataView(value.buffer).setInt32(2, coordinatorEpoch)
  return encodeBatch({ ...header, baseSequence: -1, isTransactional: true, isControl: true }, [{ key, value, timestampMs }])
}
