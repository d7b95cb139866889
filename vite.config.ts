/** The page: one app, code split by route, the engine in a module worker whose codecs and interpreter are chunks of their own. The embed has its own build (vite.embed.config.ts). */
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vitest/config'

/** No module of the engine does anything by being imported: one of which nothing is used is left out whole. */
const treeshake = { moduleSideEffects: [{ test: /\/src\/engine\//, sideEffects: false }] }

export default defineConfig({
  base: './',
  plugins: [react()],
  worker: { format: 'es', rolldownOptions: { treeshake } },
  optimizeDeps: { exclude: ['@bokuweb/zstd-wasm'] },
  build: { target: 'es2022', outDir: 'dist', assetsInlineLimit: 0, manifest: true, rolldownOptions: { treeshake, checks: { pluginTimings: false } } },
  test: { include: ['src/**/*.test.{ts,tsx}', 'conformance/**/*.test.ts', 'scripts/**/*.test.ts'], environment: 'node', testTimeout: 30_000 },
})
