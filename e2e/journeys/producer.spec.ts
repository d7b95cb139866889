/** The producer's own business, as a person meets it: scenarios, several producers, flush() and close(), and what a waiting batch waits for. */
import { expect, test } from '@playwright/test'
import { openAt } from '../stagePage'

const status = 'window.brokerscope.getState().view?.producers[0]?.state'

test('a scenario is chosen by keyboard, and the address says which', async ({ page }) => {
  await page.goto('play/?autoplay=0')
  const chooser = page.getByLabel('Scenario')
  await chooser.focus()
  await chooser.selectOption('payments')
  await expect(page).toHaveURL(/scene=payments/)
  await expect.poll(() => page.evaluate(() => window.brokerscope.getState().scenario?.title)).toContain('Payments')
  await page.goto('play/?scene=nope&autoplay=0')
  await expect(page.getByText(/scene=nope was ignored: there is no such scenario; there are playground/)).toBeVisible()
})

test('of two producers one is on the stage at a time, with its own lanes and messages', async ({ page }) => {
  await openAt(page, 'play/?scene=two-producers', 112)
  await expect(page.getByText('send() ×2')).toBeVisible()
  const shown = () => page.evaluate(() => window.brokerscope.getState().view!.producers[0]!.clientId)
  expect(await shown()).toBe('rides-app')
  await page.getByRole('button', { name: 'kiosk-app' }).press('Enter')
  await expect.poll(shown).toBe('kiosk-app')
  await expect(page.getByText('send() ×2')).toHaveCount(0)
})

test('flush() sends what waits; close() ends the producer; going back brings it back', async ({ page }) => {
  await openAt(page, 'play/?linger.ms=100', 40)
  await page.getByRole('button', { name: 'flush()' }).press('Enter')
  await expect(page.locator('[data-producer-state]')).toBeVisible()
  await page.evaluate(() => window.brokerscope.getState().seek(41_000))
  expect(await page.evaluate(() => [...window.brokerscope.getState().events.ofKind('batchDrained')].some(event => event.arguments['reason'] === 4))).toBe(true)
  await page.getByRole('button', { name: 'close()' }).press('Enter')
  await page.evaluate(() => window.brokerscope.getState().seek(80_000))
  await expect.poll(() => page.evaluate(status)).toBe('closed')
  await expect(page.getByRole('button', { name: 'flush()' })).toBeDisabled()
  await page.evaluate(() => window.brokerscope.getState().seek(20_000))
  await expect.poll(() => page.evaluate(status)).toBe('running')
})

test('a waiting batch says what it waits for: more records, a connection, the next attempt', async ({ page }) => {
  await openAt(page, 'play/?scene=timeouts', 176)
  await page.getByRole('button', { name: /^Waiting batch of partition 0/ }).press('Enter')
  await expect(page.getByTestId('waits')).toContainText('Its last attempt failed. It waits about 45')
  await expect(page.getByTestId('why')).toContainText('failed with REQUEST_TIMED_OUT, which may pass')
  await page.evaluate(() => window.brokerscope.getState().seek(20_000))
  await page.getByRole('button', { name: /^Waiting batch of/ }).first().press('Enter')
  await expect(page.getByTestId('waits')).toContainText('It waits for more records')
})
