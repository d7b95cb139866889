/** QuickJS as a module of its own: loaded by loadInterpreter.ts only. The binary is inside the package's script, so no second file is fetched. */
import variant from '@jitl/quickjs-singlefile-browser-release-sync'
import { newQuickJSWASMModuleFromVariant, newVariant } from 'quickjs-emscripten-core'

/** All memory the interpreter can ever have; QuickJS by itself limits single pieces only. */
const INITIAL_PAGES = 256, MOST_PAGES = 512

/** The engine is compiled without the browser's types. */
type Memory = NonNullable<Parameters<typeof newVariant>[1]['wasmMemory']>
const { WebAssembly } = globalThis as unknown as { WebAssembly: { Memory: new (pages: { initial: number; maximum: number }) => Memory } }

export const openQuickJs = () => newQuickJSWASMModuleFromVariant(newVariant(variant, { wasmMemory: new WebAssembly.Memory({ initial: INITIAL_PAGES, maximum: MOST_PAGES }) }))
