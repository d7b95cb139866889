/** Kind codec-size: how large a batch is with each real codec. */
import { CODEC_NAMES, encodeBatch, loadCodec, payloadBytes, type CodecName, type Payload } from '../../src/engine'

interface CodecSizeGiven { readonly codec: CodecName; readonly level?: number; readonly payload: Payload; readonly records: number; readonly value: number }

/** One timestamp, no keys; as a producer without idempotence sends it. */
export function playCodecSize({ codec, level, payload, records, value }: CodecSizeGiven): unknown {
  const header = { baseOffset: 0, partitionLeaderEpoch: -1, producerId: -1, producerEpoch: -1, baseSequence: -1, isTransactional: false, codec, codecLevel: level ?? null }
  const batch = Array.from({ length: records }, (_none, index) => ({ key: null, value: payloadBytes(payload, index, value), timestampMs: 0 }))
  return { bytes: encodeBatch(header, batch).length }
}

/** Libraries differ: 6 % or 24 bytes, whichever is more; lz4 with a level 40 %. */
export function toleratedBytes({ codec, level }: CodecSizeGiven, { bytes }: { readonly bytes: number }): number {
  return codec === 'lz4' && level !== undefined ? 0.4 * bytes : Math.max(24, 0.06 * bytes)
}

export async function loadCodecs(): Promise<void> {
  await Promise.all(CODEC_NAMES.map(loadCodec))
}
