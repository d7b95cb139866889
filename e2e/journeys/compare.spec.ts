/** Comparing runs: one setting over a range. */
import { readFileSync } from 'node:fs'
import { expect, test } from '@playwright/test'
import { expectAccessible, pressButton, tabTo } from '../lessonPage'
import { openAt, snapshot, typeInto } from '../stagePage'

test('a sweep by keyboard: its curve, its numbers, a point that becomes the run', async ({ page }) => {
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
