/** The same scenario gives the same log in the page's worker and in Node, at any speed, after scrubbing. */
import { expect, test } from '@playwright/test'
import { execFileSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { openAt, playOn, ready, snapshot, nowUs } from '../stagePage'

const simHash = (untilUs: number): string => execFileSync(process.execPath, ['scripts/runTool.mjs', 'sim', '--preset', 'playground', '--until', `${untilUs}us`, '--hash'], { encoding: 'utf8' }).trim()

test('page and Node agree, after playing at several speeds and scrubbing to and fro', async ({ page }) => {
  await openAt(page, 'play/', 0)
  for (const speed of [0.05, 1, 0.2]) {
    await page.evaluate(given => { const session = window.brokerscope.getState(); session.setSpeed(given); session.play() }, speed)
    await page.waitForTimeout(400)
  }
  await page.evaluate(() => { window.brokerscope.getState().pause() })
  await page.waitForTimeout(100)
  for (const atUs of [50_000, 3000, 200_000, 1, 300_123]) await page.evaluate(to => window.brokerscope.getState().seek(to), atUs)
  const { hash, nowUs: at } = await snapshot(page)
  expect(at).toBe(300_123)
  expect(hash).toBe(simHash(300_123))
})

test('and at whatever instant playing happens to stop', async ({ page }) => {
  await page.goto('play/')
  await ready(page)
  await playOn(page, 120)
  await page.waitForTimeout(100)
  const at = await nowUs(page)
  expect((await snapshot(page)).hash).toBe(simHash(at))
})

for (const codec of ['gzip', 'snappy', 'lz4', 'zstd']) {
  test(`page and Node agree on every size that ${codec} gives`, async ({ page }, info) => {
    await openAt(page, `play/#compression.type=${codec}&workload.records.per.second=3000`, 300)
    const { hash, scenario } = await page.evaluate(() => window.brokerscope.getState().snapshot()) as { hash: string; scenario?: object }
    expect(JSON.stringify(scenario)).toContain(`"compression.type":"${codec}"`)
    const file = info.outputPath('scenario.json')
    writeFileSync(file, JSON.stringify(scenario))
    expect(execFileSync(process.execPath, ['scripts/runTool.mjs', 'sim', file, '--until', '300000us', '--hash'], { encoding: 'utf8' }).trim()).toBe(hash)
  })
}
