/**
 * Any record batch opened: every field of its bytes with Kafka's name, what it says and what it is for. The fields tile the bytes without a gap.
 * Kafka: common/record/DefaultRecordBatch (its header's layout); spec §3.1.
 */
import { grouped } from '../kernel/units'
import { CONTROL, TIMESTAMP_TYPE, TRANSACTIONAL } from './batchBytes'
import { codecOfNumber, decompress, type CodecName } from './codecs/codec'
import { crc32c } from './crc32c'
import { recordFields, type BatchField, type FieldPart } from './recordLayout'
import { BATCH_HEADER_BYTES } from './recordSize'

export type { BatchField, FieldPart } from './recordLayout'
export interface BatchLayout {
  readonly codec: CodecName
  readonly recordCount: number
  /** In order; they tile the batch. With a codec the last is all records as one. */
  readonly fields: readonly BatchField[]
  /** With a codec: the records before compression, and their fields, which tile those bytes; null without. */
  readonly unpacked: { readonly bytes: Uint8Array<ArrayBuffer>; readonly fields: readonly BatchField[] } | null
}

const MAGIC = 2, CODEC_BITS = 7, DELETE_HORIZON = 0x40, CRC_FROM = 21, LOG_OVERHEAD_BYTES = 12

/** Opens one whole batch. Throws an Error in words if it is none, is cut, or its codec is not loaded; a wrong checksum is told in its field. */
export function batchLayout(bytes: Uint8Array): BatchLayout {
  if (bytes.length < BATCH_HEADER_BYTES) throw new Error(`A batch begins with a header of ${BATCH_HEADER_BYTES} bytes; these are ${bytes.length}.`)
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  if (view.getInt8(16) !== MAGIC) throw new Error(`Only the batch format 2 can be opened; the magic byte says ${view.getInt8(16)}.`)
  const length = view.getInt32(8) + LOG_OVERHEAD_BYTES
  if (length !== bytes.length) throw new Error(`The batch says that it is ${length} bytes long, but there are ${bytes.length}.`)
  const attributes = view.getInt16(21), recordCount = view.getInt32(57)
  const codec = codecOfNumber(attributes & CODEC_BITS)
  const header = headerFields(bytes, view)
  const context = { baseOffset: view.getBigInt64(0), baseTimestampMs: view.getBigInt64(27), isControl: (attributes & CONTROL) !== 0, recordCount }
  if (codec === 'none') return { codec, recordCount, fields: [...header, ...recordFields(bytes, BATCH_HEADER_BYTES, context)], unpacked: null }
  const unpacked = decompress(codec, bytes.subarray(BATCH_HEADER_BYTES))
  const packed: BatchField = {
    name: 'records', offset: BATCH_HEADER_BYTES, sizeBytes: bytes.length - BATCH_HEADER_BYTES, part: 'compressed', record: null,
    value: `${recordCount} ${recordCount === 1 ? 'record' : 'records'}, ${grouped(unpacked.length)} bytes before ${codec}`,
    meaning: 'All records, compressed together as one block: what repeats from record to record is written once. The broker stores it as it came; the consumer unpacks it.',
  }
  return { codec, recordCount, fields: [...header, packed], unpacked: { bytes: unpacked, fields: recordFields(unpacked, 0, context) } }
}

function headerFields(bytes: Uint8Array, view: DataView): readonly BatchField[] {
  const fields: BatchField[] = []
  let at = 0
  const take = (name: string, sizeBytes: number, value: string, meaning: string): void => {
    fields.push({ name, offset: at, sizeBytes, value, meaning, part: 'header' satisfies FieldPart, record: null })
    at += sizeBytes
  }
  const attributes = view.getInt16(21), producerId = view.getBigInt64(43), leaderEpoch = view.getInt32(12)
  take('baseOffset', 8, String(view.getBigInt64(0)), 'The offset of the first record. A producer writes 0; the leader writes the real one over it when it appends.')
  take('batchLength', 4, `${grouped(view.getInt32(8))} bytes follow`, 'The size of what follows this field: the whole batch less 12 bytes.')
  take('partitionLeaderEpoch', 4, leaderEpoch === -1 ? '−1: not appended yet' : String(leaderEpoch), 'Under which leader the batch was appended, so that replicas can tell whose log is right. The leader fills it in.')
  take('magic', 1, String(view.getInt8(16)), 'The format’s version: 2 since Kafka 0.11.')
  take('crc', 4, checksumInWords(view.getUint32(17), crc32c(bytes, CRC_FROM)), 'CRC-32C of everything from attributes on. Offset and leader epoch stand before it, so that the leader can write them without reckoning it anew.')
  take('attributes', 2, attributesInWords(attributes), 'Bits: compression, who set the timestamps, whether a transaction or a marker.')
  take('lastOffsetDelta', 4, String(view.getInt32(23)), 'The last record’s offset less the first’s: with the base offset, where the next batch begins. It stays when compaction takes records out.')
  take('baseTimestamp', 8, `${view.getBigInt64(27)} ms since 1970`, (attributes & DELETE_HORIZON) === 0 ? 'When the first record was created; the records count from it.' : 'When the cleaner may remove this batch’s tombstones.')
  take('maxTimestamp', 8, `${view.getBigInt64(35)} ms since 1970`, 'The latest time in the batch: retention and lookups by time go by it without opening the records.')
  take('producerId', 8, producerId === -1n ? '−1: none' : String(producerId), 'Which producer wrote it; filled in when the batch is drained, and only with idempotence. With epoch and sequence the leader recognises a batch that it has already.')
  take('producerEpoch', 2, wordsOrNone(view.getInt16(51)), 'Which life of that producer: an older one is refused.')
  take('baseSequence', 4, wordsOrNone(view.getInt32(53)), 'The number of the first record among all that this producer sent to this partition. A gap or a repetition is noticed.')
  take('recordsCount', 4, String(view.getInt32(57)), 'How many records follow.')
  return fields
}

const wordsOrNone = (value: number): string => (value === -1 ? '−1: none' : String(value))
const hexWord = (word: number): string => word.toString(16).padStart(8, '0')
const checksumInWords = (stored: number, found: number): string => (stored === found ? `${hexWord(stored)}, and it is right` : `${hexWord(stored)}, but the bytes give ${hexWord(found)}: damaged`)
function attributesInWords(attributes: number): string {
  return [
    (attributes & CODEC_BITS) === 0 ? 'not compressed' : codecOfNumber(attributes & CODEC_BITS),
    (attributes & TIMESTAMP_TYPE) === 0 ? 'CreateTime' : 'LogAppendTime',
    ...((attributes & TRANSACTIONAL) === 0 ? [] : ['transactional']), ...((attributes & CONTROL) === 0 ? [] : ['control batch']), ...((attributes & DELETE_HORIZON) === 0 ? [] : ['delete horizon set']),
  ].join(', ')
}
