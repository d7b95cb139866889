/** A learner who wants to see what a batch is made of: opens one, reads it byte by byte, compares codecs. By keyboard. */
import { AxeBuilder } from '@axe-core/playwright'
import { expect, test, type Page } from '@playwright/test'
import { nowUs, openAt } from '../stagePage'

async function openBatch(page: Page, theme = 'light'): Promise<void> {
  await openAt(page, `play/#workload.records.per.second=6000&linger.ms=20&theme=${theme}`, 400)
  await expect(page.locator('html')).toHaveAttribute('data-theme', theme)
  await page.getByRole('button', { name: /^Waiting batch of partition 0/ }).focus()
  await page.keyboard.press('Enter')
  await page.getByRole('button', { name: 'Open the bytes' }).focus()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('dialog', { name: /The bytes of a batch of rides-0/ })).toBeVisible()
  await expect(page.getByRole('radio', { name: /zstd .*%/ })).toBeEnabled()
}

test('reads a batch field by field, packs it with every codec, and is back where it was', async ({ page }) => {
  await openBatch(page)
  const before = await nowUs(page)
  const field = page.getByTestId('field'), lit = page.getByTestId('hex').locator('[data-state="lit"]')
  await expect(field).toContainText('baseOffset 8 bytes at 0')
  await page.getByTestId('fields').focus()
  for (let presses = 0; presses < 4; presses++) await page.keyboard.press('ArrowDown')
  await expect(field).toContainText('crc')
  await expect(field).toContainText('and it is right')
  // Four bytes, as digits and as letters.
  await expect(lit).toHaveCount(8)
  await page.keyboard.press('PageDown')
  await expect(field).toContainText('length of record 0')
  await page.getByTestId('hex').focus()
  await page.keyboard.press('End')
  await expect(field).toContainText(/headersCount of record \d+/)
  await page.keyboard.press('Space')
  for (const codec of ['gzip', 'snappy', 'lz4', 'zstd']) {
    await page.getByRole('radio', { name: new RegExp(`^${codec} `) }).check()
    await page.getByTestId('fields').focus()
    await page.keyboard.press('End')
    await expect(field).toContainText(new RegExp(`records [\\d\\s]+ bytes at 61.*before ${codec}`))
    await expect(page.getByText('saved by compression')).toBeVisible()
  }
  await page.getByRole('radio', { name: 'unpacked' }).check({ force: true })
  await expect(field).toContainText('length of record 0')
  await page.keyboard.press('Escape')
  await expect(page.getByTestId('batch-bytes')).toHaveCount(0)
  await expect(page.getByTestId('why')).toBeVisible()
  expect(await nowUs(page)).toBe(before)
})

test('a batch that was compressed opens as it was sent', async ({ page }) => {
  await openAt(page, 'play/#workload.records.per.second=6000&linger.ms=20&compression.type=lz4', 400)
  await page.getByRole('button', { name: /^Waiting batch/ }).first().focus()
  await page.keyboard.press('Enter')
  await page.getByRole('button', { name: 'Open the bytes' }).click()
  await expect(page.getByRole('radio', { name: /^lz4 this batch/ })).toBeChecked()
  await page.getByTestId('fields').press('End')
  await expect(page.getByTestId('field')).toContainText('before lz4')
})

test('a codec whose code cannot be had says so; the others work', async ({ page }) => {
  await page.route(/\.wasm$/, route => route.abort())
  await openAt(page, 'play/', 400)
  await page.getByRole('button', { name: /^Waiting batch/ }).first().focus()
  await page.keyboard.press('Enter')
  await page.getByRole('button', { name: 'Open the bytes' }).click()
  await expect(page.getByText(/The zstd codec could not be loaded/)).toBeVisible()
  await expect(page.getByRole('radio', { name: /^zstd / })).toBeDisabled()
  await page.getByRole('radio', { name: /^gzip / }).check()
  await expect(page.getByTestId('field')).toContainText('baseOffset')
})

for (const theme of ['light', 'dark', 'projector']) {
  test(`no violation that axe can find in the open batch: ${theme}`, async ({ page }) => {
    await openBatch(page, theme)
    for (const key of ['PageDown', 'ArrowDown', 'ArrowDown']) await page.getByTestId('fields').press(key)
    expect((await new AxeBuilder({ page }).include('[data-testid="batch-bytes"]').analyze()).violations).toEqual([])
  })
}
