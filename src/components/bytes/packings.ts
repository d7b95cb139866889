/** The same batch with each codec: how large it becomes, so that sizes can be compared. */
import { encodeBatch, type BatchHeader, type RecordBytes } from '../../engine/records/batchBytes'
import { CODEC_NAMES, type CodecName } from '../../engine/records/codecs/codec'

/** What a batch is encoded from; `header.codec` and `header.codecLevel` are what it really has. */
export interface BatchSource { readonly header: BatchHeader; readonly records: readonly RecordBytes[] }
/** A codec's code is on its way, is here, or cannot be had (why, in words). */
export type CodecState = 'loading' | 'loaded' | { readonly problem: string }
export type CodecStates = Readonly<Record<CodecName, CodecState>>
export interface Packing { readonly codec: CodecName; readonly state: CodecState; readonly sizeBytes: number | null; readonly share: number | null }

/** Level per codec; null is the codec's default. */
export type Levels = Readonly<Partial<Record<CodecName, number | null>>>

export const packed = ({ header, records }: BatchSource, codec: CodecName, level: number | null): Uint8Array<ArrayBuffer> => encodeBatch({ ...header, codec, codecLevel: level }, records)

/** One line a codec; `share` is of the batch without compression. */
export function packings(source: BatchSource, levels: Levels, states: CodecStates): readonly Packing[] {
  const plainBytes = packed(source, 'none', null).length
  return CODEC_NAMES.map(codec => {
    const state = states[codec]
    const sizeBytes = state === 'loaded' ? packed(source, codec, levels[codec] ?? null).length : null
    return { codec, state, sizeBytes, share: sizeBytes === null ? null : sizeBytes / plainBytes }
  })
}
