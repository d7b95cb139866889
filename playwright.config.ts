/** Browser tests against the built pages, in the browser that scripts/setup.mjs found. */
import { defineConfig } from '@playwright/test'
import { existsSync, readFileSync } from 'node:fs'

const note = existsSync('.cache/browser.json') ? JSON.parse(readFileSync('.cache/browser.json', 'utf8')) as { executablePath: string; env?: Record<string, string> } : undefined
const PORT = Number(process.env['BROKERSCOPE_TEST_PORT'] ?? 4199)

export default defineConfig({
  testDir: 'e2e', outputDir: 'test-results', fullyParallel: true, workers: 2, retries: 0, timeout: 180_000, forbidOnly: true,
  // A busy machine of two cores may take its time over a first page; what never comes still fails.
  expect: { timeout: 20_000 },
  reporter: process.env['PLAYWRIGHT_JSON_OUTPUT_FILE'] ? [['list'], ['json']] : [['list']],
  use: {
    baseURL: `http://localhost:${PORT}/`, viewport: { width: 1440, height: 900 },
    launchOptions: {
      args: ['--no-sandbox', '--disable-background-networking', '--disable-component-update', '--disable-sync'],
      ...(note && { executablePath: note.executablePath, env: { ...process.env as Record<string, string>, ...note.env } }),
    },
  },
  webServer: { command: `node scripts/serve.mjs --port ${PORT}`, url: `http://localhost:${PORT}/`, reuseExistingServer: false },
})
