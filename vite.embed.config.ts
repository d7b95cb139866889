/**
 * The embed: one classic script with its styles and the worker inside, because a sandboxed frame (an opaque origin) may fetch nothing under CORS.
 * framer-motion stays out: furniture moves by CSS here.
 */
import react from '@vitejs/plugin-react'
import { fileURLToPath } from 'node:url'
import { readFileSync } from 'node:fs'
import subsetFont from 'subset-font'
import { defineConfig } from 'vite'

const source = (path: string): string => fileURLToPath(new URL(`./src/${path}`, import.meta.url))

/** Printable ASCII and the signs our words use. */
const CHARACTERS = Array.from({ length: 95 }, (_none, index) => String.fromCharCode(32 + index)).join('') + '’“”·–−×µ→←✓✕…◐\u00a0\u2009'

/** A style's name is as short as can be: it stands in the styles and in the script. */
const shortNames = new Map<string, string>()
const shortName = (name: string, file: string): string => {
  const whole = `${file} ${name}`, short = shortNames.get(whole) ?? `_${shortNames.size.toString(36)}`
  shortNames.set(whole, short)
  return short
}

export default defineConfig({
  css: { modules: { generateScopedName: shortName } },
  plugins: [
    react(),
    {
      name: 'embed-variants', enforce: 'pre',
      resolveId(id, importer) {
        if (!importer?.startsWith(source(''))) return null
        if (/\/(preparation|loadInterpreter|customPartitioner|partitionPreview|serializeRecord)$/.test(id)) return source('bridge/noFunctions.embed.ts')
        if (/\/(batchContents|closeBatch|recordValues)$/.test(id)) return source('bridge/noBytes.embed.ts')
        if (/\/(topicPlacement|refusalWords)$/.test(id)) return source('bridge/noPlacing.embed.ts')
        if (id.endsWith('/topicConfigProblems')) return source('bridge/liveTopicKeys.embed.ts')
        if (id.endsWith('/forks/forks')) return source('bridge/noForks.embed.ts')
        if (id.endsWith('/crowdView')) return source('bridge/noCrowd.embed.ts')
        if (id === 'xstate') return source('session/flatMachine.ts')
        if (id === './loaders') return source('lessons/loaders.embed.ts')
        if (id === './mainThreadEngine') return source('bridge/mainThreadEngine.embed.ts')
        if (id.endsWith('/engineWorkers')) return source('bridge/engineWorkers.embed.ts')
        if (id.endsWith('/loadCodec')) return source('engine/records/codecs/loadCodec.embed.ts')
        if (/\/(bytes\/OpenBytes|fate\/AskFate)$/.test(id)) return source('components/ui/noDoors.embed.tsx')
        if (id.endsWith('/ui/motion') || id === './motion') return source('components/ui/motion.plain.tsx')
        return null
      },
      /** No controls, so no words about settings and nothing of their sliders; the fonts as data, with only the characters an embed shows; numbers in one weight. */
      async transform(code, id) {
        if (/\/engine\/config\/\w+\.ts$/.test(id)) return code.replaceAll(/\bdoc: '(?:[^'\\]|\\.)*',?/g, '').replaceAll(/\b(?:importance: '\w+'|update: '[\w-]+'), ?/g, '').replaceAll(/\{ min: [^{}]*scale: [^{}]*\}/g, '{}')
        // Preact writes an attribute as it is spelt, and a drawing's element knows only `tabindex`: without this Tab reaches nothing on the stage or the ladder.
        if (id.endsWith('.tsx')) return code.replaceAll(/\btabIndex=(?=[{"])/g, 'tabindex=')
        if (!id.endsWith('/ui/fonts.css')) return null
        let css = code
        for (const [whole, file = ''] of code.matchAll(/url\('([^']+)'\)/g)) {
          const subset = await subsetFont(readFileSync(fileURLToPath(new URL(`./node_modules/${file}`, import.meta.url))), CHARACTERS, { targetFormat: 'woff2', variationAxes: { wght: file.includes('mono') ? 400 : { min: 400, max: 700 } } })
          css = css.replace(whole, `url('data:font/woff2;base64,${subset.toString('base64')}')`)
        }
        return css
      },
    },
  ],
  /** Preact draws what React draws on the page: 45 kB less. */
  resolve: { alias: [{ find: /^react(-dom)?(\/(jsx-runtime|client))?$/, replacement: 'preact/compat$2' }] },
  worker: { format: 'iife' },
  define: { 'process.env.NODE_ENV': '"production"' },
  publicDir: false,
  build: {
    target: 'es2022', outDir: '.cache/embed', emptyOutDir: true, cssCodeSplit: false, assetsInlineLimit: 100_000_000, rolldownOptions: { treeshake: { moduleSideEffects: [{ test: /\/src\/engine\//, sideEffects: false }] }, checks: { pluginTimings: false } },
    lib: { entry: source('embed.tsx'), formats: ['iife'], name: 'brokerscopeEmbed', fileName: () => 'embed.js', cssFileName: 'embed' },
  },
})
