/** The embed in place of loadCodec.ts: one file that fetches nothing carries no codecs, and says so. */
import type { CodecName } from './codec'

export function loadCodec(name: CodecName): Promise<void> {
  return name === 'none' ? Promise.resolve() : Promise.reject(new Error(`The embedded view has no ${name} codec in it: open the whole page to see a batch compressed.`))
}
