/** The run as a sequence of messages: opened by address, walked and asked by keyboard, in step with the stage's clock. */
import { AxeBuilder } from '@axe-core/playwright'
import { expect, test } from '@playwright/test'

const ADDRESS = 'play/?view=ladder&workload.records.per.second=60&linger.ms=0&workload.key.count=0&autoplay=0'

test('an arrow is chosen by keyboard, explained, and leads to its moment', async ({ page }) => {
  await page.goto(`${ADDRESS}&at=63`)
  const ladder = page.getByRole('region', { name: /^Ladder/ })
  await expect(ladder.locator('[data-type="arrow"]').first()).toBeVisible()
  await expect(ladder.getByRole('button', { name: /^Produce #\d+ from producer-1 to broker 1.*arrived/ }).first()).toBeVisible()
  await ladder.locator('[role="button"][tabindex="0"]').focus()
  await page.keyboard.press('ArrowUp')
  await page.keyboard.press('ArrowUp')
  await expect(ladder.locator('[data-event]:focus')).toHaveCount(1)
  const words = await ladder.locator('[data-event]:focus').getAttribute('aria-label')
  expect(words).toMatch(/Why\?$/)
  await page.keyboard.press('Enter')
  const why = page.getByTestId('why')
  await expect(why.getByRole('listitem').first()).toBeVisible()
  await expect(ladder.locator('[aria-pressed="true"]')).toHaveCount(1)
  await why.getByRole('button', { name: /ms/ }).nth(1).click()
  await expect(page.getByText(/^now /)).toBeVisible()
})

test('follows the clock: going back takes away what has not happened yet', async ({ page }) => {
  await page.goto(`${ADDRESS}&at=63`)
  const arrows = page.locator('[data-type="arrow"]')
  await expect(arrows.first()).toBeVisible()
  await page.getByRole('button', { name: 'Stage', exact: true }).click()
  await expect(page.getByTestId('stage-canvas')).toBeVisible()
  await page.getByRole('button', { name: 'Ladder', exact: true }).click()
  await expect(page.locator('[data-type="mark"]').first()).toBeVisible()
  await page.getByRole('slider', { name: 'Time in the run' }).focus()
  await page.keyboard.press('Home')
  await expect(page.getByText('now 0.0\u00a0ms')).toBeVisible()
  await expect(page.locator('[data-type="mark"]')).toHaveCount(0)
})

test('an unknown view is named and the stage is shown', async ({ page }) => {
  await page.goto('play/?view=sideways&autoplay=0')
  await expect(page.getByText('view=sideways was ignored: view must be stage, ladder or log')).toBeVisible()
  await expect(page.getByTestId('stage-canvas')).toBeVisible()
})

for (const theme of ['light', 'dark', 'projector']) {
  test(`nothing that axe finds, ${theme}`, async ({ page }) => {
    await page.goto(`${ADDRESS}&at=63&theme=${theme}`)
    await expect(page.locator('html')).toHaveAttribute('data-theme', theme)
    await expect(page.locator('[data-type="arrow"]').first()).toBeVisible()
    expect((await new AxeBuilder({ page }).withTags(['wcag2a', 'wcag2aa']).analyze()).violations).toEqual([])
  })
}
