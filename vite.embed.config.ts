/**
 * The embed: one classic script with its styles and the worker inside, because a sandboxed frame (an opaque origin) may fetch nothing under CORS.
 * framer-motion stays out: furniture moves by CSS here.
 */
import react from '@vitejs/plugin-react'
import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vite'

const source = (path: string): string => fileURLToPath(new URL(`./src/${path}`, import.meta.url))

export default defineConfig({
  plugins: [
    react(),
    {
      name: 'embed-variants', enforce: 'pre',
      resolveId(id, importer) {
        if (!importer?.startsWith(source(''))) return null
        if (id.endsWith('/engineWorkers')) return source('bridge/engineWorkers.embed.ts')
        if (id.endsWith('/ui/motion') || id === './motion') return source('components/ui/motion.plain.tsx')
        if (id.endsWith('/ui/fonts') || id === './fonts') return source('components/ui/fonts.embed.ts')
        return null
      },
    },
  ],
  worker: { format: 'iife' },
  define: { 'process.env.NODE_ENV': '"production"' },
  publicDir: false,
  build: {
    target: 'es2022', outDir: '.cache/embed', emptyOutDir: true, cssCodeSplit: false, assetsInlineLimit: 100_000_000,
    lib: { entry: source('embed.tsx'), formats: ['iife'], name: 'brokerscopeEmbed', fileName: () => 'embed.js', cssFileName: 'embed' },
  },
})
