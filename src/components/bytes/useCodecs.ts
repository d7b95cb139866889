/** Brings all codecs in while a batch is open, and tells how far each is. */
import { useEffect, useState } from 'react'
import { CODEC_NAMES, isCodecLoaded } from '../../engine/records/codecs/codec'
import { loadCodec } from '../../engine/records/codecs/loadCodec'
import type { CodecStates } from './packings'

const begin = (): CodecStates => Object.fromEntries(CODEC_NAMES.map(name => [name, isCodecLoaded(name) ? 'loaded' : 'loading'])) as unknown as CodecStates

export function useCodecs(): CodecStates {
  const [states, setStates] = useState(begin)
  useEffect(() => {
    let isGone = false
    for (const name of CODEC_NAMES) {
      const tell = (state: CodecStates[typeof name]): void => { if (!isGone) setStates(current => (current[name] === state ? current : { ...current, [name]: state })) }
      loadCodec(name).then(() => { tell('loaded') }, (problem: unknown) => { tell({ problem: problem instanceof Error ? problem.message : String(problem) }) })
    }
    return () => { isGone = true }
  }, [])
  return states
}
