/** The page: one app, code split by route, the engine as a module worker, which loads an interpreter only when asked. The embed has its own build (vite.embed.config.ts). */
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vitest/config'

export default defineConfig({
  base: './',
  plugins: [react()],
  worker: { format: 'es' },
  build: { target: 'es2022', outDir: 'dist', assetsInlineLimit: 0, manifest: true, rolldownOptions: { checks: { pluginTimings: false } } },
  test: { include: ['src/**/*.test.{ts,tsx}', 'conformance/**/*.test.ts', 'scripts/**/*.test.ts'], environment: 'node', testTimeout: 30_000 },
})
