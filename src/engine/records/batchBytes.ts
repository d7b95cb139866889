/**
 * A record batch as bytes, exactly as it stands on the wire and on disk.
 * Kafka: common/record/{DefaultRecordBatch#writeHeader, DefaultRecord#writeTo, EndTransactionMarker}; spec §3.1, §3.2, §3.6.
 * Simplified: no compression.
 */
import { crc32c } from './crc32c'
import { BATCH_HEADER_BYTES } from './recordSize'
import { writeVarint, writeVarlong } from './varint'

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
}
const TIMESTAMP_TYPE = 0x08, TRANSACTIONAL = 0x10, CONTROL = 0x20, MAGIC = 2, CRC_FROM = 21, LOG_OVERHEAD_BYTES = 12

/** The bytes of a batch with at least one record. */
export function encodeBatch(header: BatchHeader, records: readonly RecordBytes[]): Uint8Array<ArrayBuffer> {
  const baseTimestampMs = records[0]!.timestampMs
  const body: number[] = []
  records.forEach((record, offsetDelta) => writeRecord(body, record, offsetDelta, record.timestampMs - baseTimestampMs))
  const bytes = new Uint8Array(BATCH_HEADER_BYTES + body.length)
  bytes.set(body, BATCH_HEADER_BYTES)
  const view = new DataView(bytes.buffer)
  const attributes = (header.logAppendTimeMs === undefined ? 0 : TIMESTAMP_TYPE) | (header.isTransactional ? TRANSACTIONAL : 0) | (header.isControl === true ? CONTROL : 0)
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

function writeRecord(bytes: number[], { key, value, headers = [] }: RecordBytes, offsetDelta: number, timestampDeltaMs: number): void {
  const body: number[] = [0]
  writeVarlong(body, timestampDeltaMs)
  writeVarint(body, offsetDelta)
  writeField(body, key)
  writeField(body, value)
  writeVarint(body, headers.length)
  for (const header of headers) {
    writeField(body, header.name)
    writeField(body, header.value)
  }
  writeVarint(bytes, body.length)
  for (const byte of body) bytes.push(byte)
}

function writeField(bytes: number[], field: Uint8Array | null): void {
  writeVarint(bytes, field === null ? -1 : field.length)
  if (field !== null) for (const byte of field) bytes.push(byte)
}

/** The control batch that ends a transaction in a partition: one record, one offset, no sequence. */
export function encodeMarker(header: Pick<BatchHeader, 'baseOffset' | 'partitionLeaderEpoch' | 'producerId' | 'producerEpoch'>, type: 'COMMIT' | 'ABORT', coordinatorEpoch: number, timestampMs: number): Uint8Array<ArrayBuffer> {
  const key = new Uint8Array([0, 0, 0, type === 'COMMIT' ? 1 : 0])
  const value = new Uint8Array(6)
  new DataView(value.buffer).setInt32(2, coordinatorEpoch)
  return encodeBatch({ ...header, baseSequence: -1, isTransactional: true, isControl: true }, [{ key, value, timestampMs }])
}
