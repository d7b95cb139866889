/** The journeys in Firefox too (npm run test:browsers): Debian's Firefox ESR, or the one that FIREFOX_PATH names. Not part of npm test. */
import { defineConfig } from '@playwright/test'
import base from './playwright.config'

export default defineConfig({
  ...base, workers: 1, timeout: 120_000, reporter: [['list']],
  projects: [{ name: 'firefox', use: { browserName: 'firefox', channel: 'moz-firefox', launchOptions: { executablePath: process.env['FIREFOX_PATH'] ?? '/usr/bin/firefox-esr' } } }],
})
