/** Comparing runs: one setting over a range, and two runs side by side. */
import { readFileSync } from 'node:fs'
import { expect, test, type Page } from '@playwright/test'
import { expectAccessible, pressButton, tabTo } from '../lessonPage'
import { nowUs, openAt, snapshot, typeInto } from '../stagePage'

test('a sweep by keyboard: its curve, its numbers, a point that becomes the run', async ({ page, browserName }) => {
  await openAt(page, 'play/?scene=driver-locations&autoplay=0', 100)
  const before = await snapshot(page)
  await pressButton(page, 'Sweep')
  const dialog = page.getByRole('dialog', { name: 'Sweep: one setting over a range' })
  const values = dialog.getByRole('textbox', { name: 'Values, ms' })
  await typeInto(values, '0, -1')
  await expect(dialog.getByRole('alert')).toHaveText('Invalid value -1 for configuration linger.ms: Value must be at least 0')
  await expect(dialog.getByRole('button', { name: /^Play/ })).toBeDisabled()
  await typeInto(values, '0, 3, 10, 40')
  await pressButton(page, 'Play 4 runs')
  await expect(dialog.getByRole('status')).toHaveText('Played 4 runs from one seed.', { timeout: 60_000 })
  await expect(dialog.getByTestId('trade-off').getByRole('button')).toHaveCount(4)
  await expect(dialog).toContainText('Soonest at linger.ms=')
  // The run itself has not moved.
  expect((await snapshot(page)).hash).toBe(before.hash)
  await expectAccessible(page, 'sweep')

  // The driver does not hear of Firefox’s downloads.
  if (browserName !== 'firefox') {
    const download = page.waitForEvent('download')
    await pressButton(page, 'CSV')
    const csv = readFileSync((await (await download).path()), 'utf8').split('\r\n')
    expect(csv[0]).toMatch(/^linger\.ms \(ms\),p50 send to ack/)
    expect(csv.slice(1, 5).map(line => line.split(',')[0])).toEqual(['0', '3', '10', '40'])
    const requests = csv.slice(1, 5).map(line => Number(line.split(',')[3]))
    expect(requests).toEqual(requests.toSorted((one, other) => other - one))
    const drawn = page.waitForEvent('download')
    await pressButton(page, 'SVG')
    expect(readFileSync((await (await drawn).path()), 'utf8')).toMatch(/^<svg[^>]*xmlns="http:\/\/www\.w3\.org\/2000\/svg"[^]*stroke:[^]*<\/svg>$/)
  }

  await tabTo(page, /^linger\.ms 40 ms: .*Choose it/)
  await page.keyboard.press('Enter')
  await expect(dialog.getByRole('status')).toContainText('linger.ms=40 is the run on the stage now')
  await page.keyboard.press('Escape')
  await expect(page.locator('[data-setting="linger.ms"] input[type="range"]')).toHaveAttribute('aria-valuetext', '40 ms')
  expect((await snapshot(page)).hash).not.toBe(before.hash)
})

test('a value that Kafka refuses says why; the others are played', async ({ page }) => {
  await openAt(page, 'play/?autoplay=0', 50)
  await page.getByRole('button', { name: 'Sweep' }).click()
  const dialog = page.getByRole('dialog', { name: 'Sweep: one setting over a range' })
  await dialog.getByRole('combobox', { name: 'Setting' }).selectOption('producer/delivery.timeout.ms')
  await typeInto(dialog.getByRole('textbox', { name: 'Values, ms' }), '1000, 120000')
  await dialog.getByRole('button', { name: 'Play 2 runs' }).click()
  await expect(dialog.getByRole('status')).toHaveText('Played 2 runs from one seed.', { timeout: 60_000 })
  await dialog.getByText('In numbers').click()
  await expect(dialog.getByRole('row', { name: /1 000/ })).toContainText('delivery.timeout.ms should be equal to or larger than linger.ms + request.timeout.ms')
})

const besideUs = (page: Page): Promise<number> => page.evaluate(() => (window as unknown as { brokerscopeBeside: Window['brokerscope'] }).brokerscopeBeside.getState().nowUs)
const besideHash = (page: Page): Promise<string> => page.evaluate(async () => (await (window as unknown as { brokerscopeBeside: Window['brokerscope'] }).brokerscopeBeside.getState().snapshot()).hash)

test('two runs on one clock: B is the same run until it is changed; A is what it would be alone', async ({ page }) => {
  await openAt(page, 'play/?scene=driver-locations&autoplay=0', 100)
  await pressButton(page, 'Compare')
  const b = page.getByRole('region', { name: 'Run B' })
  await expect(b).toContainText('the same run, until something is changed here')
  await expect.poll(() => besideUs(page)).toBe(100_000)
  expect(await besideHash(page)).toBe((await snapshot(page)).hash)

  // Only B gets another linger.ms, by its own control.
  await pressButton(page, 'Settings of B')
  const drawer = page.getByRole('complementary', { name: 'Settings of run B' })
  await typeInto(drawer.locator('[data-setting="linger.ms"] input:not([type="range"])'), '0')
  await page.keyboard.press('Enter')
  await expect(b).toContainText('linger.ms=0')
  await expect(page.getByRole('region', { name: 'Run A' })).toContainText('linger.ms=10')

  // Played and paused, stepped and gone back: always at one instant.
  await page.evaluate(() => { const session = window.brokerscope.getState(); session.setSpeed(1); session.play() })
  await expect.poll(() => nowUs(page), { timeout: 30_000 }).toBeGreaterThan(600_000)
  await page.evaluate(() => { window.brokerscope.getState().pause() })
  const atOneInstant = async (): Promise<void> => { await expect.poll(async () => (await besideUs(page)) - (await nowUs(page))).toBe(0) }
  await atOneInstant()
  await pressButton(page, 'Back to the last event')
  await atOneInstant()
  await page.evaluate(() => window.brokerscope.getState().seek(500_000))
  await atOneInstant()
  const requests = page.locator('[data-compared="requests"]')
  await expect(requests).toContainText('▲')
  await expect(page.locator('[data-compared="batch"]')).toContainText('▼')
  await expect(page.locator('[data-compared="lost"]')).toHaveText('the same')
  for (const theme of ['light', 'dark', 'projector']) {
    await page.evaluate(name => { document.documentElement.dataset['theme'] = name }, theme)
    await page.waitForTimeout(350)
    await expectAccessible(page, `compare ${theme}`)
  }

  const beside = (await snapshot(page)).hash
  await pressButton(page, 'Leave B')
  await expect(b).toHaveCount(0)
  await openAt(page, 'play/?scene=driver-locations&autoplay=0', 500)
  expect((await snapshot(page)).hash).toBe(beside)
})

test('an address brings both runs back; what B cannot be is said', async ({ page }) => {
  await page.goto('play/?autoplay=0&at=200&b.kafka=3.9&b.acks=1&b.seed=3&b.linger.ms=soon')
  await expect(page.getByRole('region', { name: 'Run B' })).toContainText('acks=1')
  await expect(page.getByRole('region', { name: 'Run B' })).toContainText('Kafka 3.9')
  await expect(page.getByText('b.seed was ignored')).toBeVisible()
  await expect(page.getByText('b.linger.ms was ignored')).toBeVisible()
  await expect.poll(() => besideUs(page)).toBe(200_000)
  await page.evaluate(() => { Object.defineProperty(navigator, 'clipboard', { value: { writeText: () => Promise.reject(new Error('no')) } }) })
  // What has been read is put away: it lies over the bar.
  for (const left of [1, 0]) {
    await page.getByRole('button', { name: 'Dismiss this notice' }).first().click()
    await expect(page.getByRole('button', { name: 'Dismiss this notice' })).toHaveCount(left)
  }
  await page.getByRole('button', { name: 'Share' }).click()
  await expect(page.getByText(/b\.kafka=3\.9.*b\.acks=1/)).toBeVisible()
})

test('what is done to the cluster while two runs are compared is done to A, and that is said; a setting is not done to the cluster', async ({ page }) => {
  await openAt(page, 'play/?autoplay=0&compare=1', 100)
  await expect(page.locator('[data-run="B"] [data-broker="1"]')).toBeVisible()
  const told = page.getByText(/^This was done to run A only\./)
  await page.evaluate(() => window.brokerscope.getState().apply({ type: 'setConfig', owner: 'producer', key: 'linger.ms', value: 20 }))
  await expect(told).toHaveCount(0)
  await page.evaluate(() => window.brokerscope.getState().apply({ type: 'stopNode', node: 1, how: 'crash' }))
  await expect(told).toBeVisible()
  await expect(page.locator('[data-run="A"] [data-broker="1"]')).toHaveAttribute('data-process', 'crash')
  await expect(page.locator('[data-run="B"] [data-broker="1"]')).toHaveAttribute('data-process', 'up')
})
