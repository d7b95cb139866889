/**
 * Brings zstd's WebAssembly in. The library's own way waits for ever when that file cannot be had or compiled: here it is fetched and compiled first,
 * so that what fails, fails in words. In Node the library reads the file itself.
 */
import { init } from '@bokuweb/zstd-wasm'
import { codec } from './zstd'
import type { Codec } from './codec'

/** What a browser and a worker have and the engine's own code may not use. */
interface Surroundings {
  readonly process?: unknown
  fetch(address: string): Promise<{ readonly ok: boolean; readonly status: number; arrayBuffer(): Promise<ArrayBuffer> }>
  readonly WebAssembly: { compile(bytes: ArrayBuffer): Promise<unknown> }
}
declare const URL: new (path: string, base: string) => { readonly href: string }
declare global { interface ImportMeta { url: string } }

export async function loadZstd(): Promise<Codec> {
  const surroundings = globalThis as unknown as Surroundings
  if (surroundings.process !== undefined) await init()
  else {
    const answer = await surroundings.fetch(new URL('../../../../node_modules/@bokuweb/zstd-wasm/dist/web/zstd.wasm', import.meta.url).href)
    if (!answer.ok) throw new Error(`the server answered ${answer.status}`)
    const binary = await answer.arrayBuffer()
    await surroundings.WebAssembly.compile(binary)
    // Declared without an argument for Node, where it takes none.
    await (init as (binary: ArrayBuffer) => Promise<void>)(binary)
  }
  return codec
}
