/**
 * The one door to compression: names, numbers and levels of Kafka's codecs, and what a codec is asked for. A codec's own code is loaded when it is first
 * wanted (loadCodec.ts); from then on it answers at once, and the same bytes in give the same bytes out in every browser.
 * Kafka: common/record/CompressionType, common/compress/Compression; spec §3.1, §3.5.
 * Simplified: a batch is compressed in one piece when it is closed, where Kafka streams records into the codec as they are appended; the bytes are alike.
 */
export const CODEC_NAMES = ['none', 'gzip', 'snappy', 'lz4', 'zstd'] as const
/** In the order of their numbers in a batch's attributes (bits 0 to 2). */
export type CodecName = (typeof CODEC_NAMES)[number]

export interface Codec {
  compress(bytes: Uint8Array, level: number): Uint8Array<ArrayBuffer>
  /** Throws an Error in words on bytes that are no output of this codec. */
  decompress(bytes: Uint8Array): Uint8Array<ArrayBuffer>
}

/** Lowest, highest and default level of compression.gzip.level and its kin; null where a codec has none. gzip's −1 is zlib's own choice, 6. */
export const CODEC_LEVELS: Readonly<Record<CodecName, { readonly lowest: number; readonly highest: number; readonly byDefault: number } | null>> = {
  none: null, gzip: { lowest: 1, highest: 9, byDefault: -1 }, snappy: null, lz4: { lowest: 1, highest: 17, byDefault: 9 }, zstd: { lowest: -131072, highest: 22, byDefault: 3 },
}

const NONE: Codec = { compress: bytes => bytes.slice(), decompress: bytes => bytes.slice() }
/** Code, not state: which codecs this thread has loaded so far. */
const loaded = new Map<CodecName, Codec>([['none', NONE]])

export const isCodecName = (text: string): text is CodecName => (CODEC_NAMES as readonly string[]).includes(text)
/** The codec of a batch by bits 0 to 2 of its attributes; an Error for the numbers 5 to 7, which mean nothing. */
export function codecOfNumber(number: number): CodecName {
  const name = CODEC_NAMES[number]
  if (name === undefined) throw new Error(`Unknown compression type id: ${number}`)
  return name
}
export const isCodecLoaded = (name: CodecName): boolean => loaded.has(name)
export function keepCodec(name: CodecName, codec: Codec): void { loaded.set(name, codec) }

/** Compresses; `level` null is the codec's default. Throws an Error in words if the codec is not loaded or has no such level. */
export function compress(name: CodecName, level: number | null, bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  return codecNamed(name).compress(bytes, levelOf(name, level))
}

/** The bytes before compression. Throws an Error in words if the codec is not loaded or the bytes are damaged. */
export function decompress(name: CodecName, bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  return codecNamed(name).decompress(bytes)
}

function codecNamed(name: CodecName): Codec {
  const codec = loaded.get(name)
  if (!codec) throw new Error(`The ${name} codec is not loaded yet: loadCodec('${name}') comes first.`)
  return codec
}

function levelOf(name: CodecName, level: number | null): number {
  const levels = CODEC_LEVELS[name]
  if (!levels) return 0
  if (level === null || level === levels.byDefault) return levels.byDefault
  if (!Number.isInteger(level) || level < levels.lowest || level > levels.highest) throw new Error(`${name} doesn't support given compression level: ${level}`)
  return level
}
