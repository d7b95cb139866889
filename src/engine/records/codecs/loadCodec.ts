/**
 * Brings a codec's code in when it is first wanted, as a script of its own. Whoever runs the engine (the bridge, a tool) calls this before it applies what
 * needs the codec; the engine itself never waits.
 */
import { keepCodec, isCodecLoaded, type Codec, type CodecName } from './codec'

const SOURCES: Readonly<Record<Exclude<CodecName, 'none'>, () => Promise<Codec>>> = {
  gzip: async () => (await import('./gzip')).codec,
  snappy: async () => (await import('./snappy')).codec,
  lz4: async () => (await import('./lz4')).codec,
  zstd: async () => (await import('./loadZstd')).loadZstd(),
}

/** Afterwards compress() and decompress() know this codec. Rejects with an Error in words if its code cannot be had; a later call tries again. */
export async function loadCodec(name: CodecName): Promise<void> {
  if (name === 'none' || isCodecLoaded(name)) return
  try {
    keepCodec(name, await SOURCES[name]())
  } catch (problem) {
    throw new Error(`The ${name} codec could not be loaded: ${problem instanceof Error ? problem.message : String(problem)}.`, { cause: problem })
  }
}
