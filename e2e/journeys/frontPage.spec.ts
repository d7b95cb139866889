/** A newcomer at the front door, and the pages around it. */
import { AxeBuilder } from '@axe-core/playwright'
import { expect, test } from '@playwright/test'
import { atRest, nowUs, openAt, ready, typeInto } from '../stagePage'

test('says what this is, shows it running, and leads to the first lesson in one step', async ({ page }) => {
  await page.goto('')
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Watch one record cross a Kafka cluster')
  await ready(page)
  const before = await nowUs(page)
  await expect.poll(() => nowUs(page)).not.toBe(before)
  // Before anything is touched, the picture says what the record waits for.
  await expect(page.getByText(/Waits in a batch\..*that is linger\.ms/)).toBeVisible()
  await expect(page.getByText(/Waits for copies\./)).toBeVisible()
  await page.getByRole('link', { name: 'Follow a record' }).click()
  await expect(page.getByRole('article').getByRole('heading')).toBeVisible()
  expect(new URL(page.url()).pathname).toContain('/lesson/record-journey/')
})

test('its picture can be stopped', async ({ page }) => {
  await page.goto('')
  await ready(page)
  await page.getByRole('button', { name: 'Pause' }).click()
  await atRest(page)
})

test('its picture rests when the reader wants less motion', async ({ browser, baseURL, browserName }) => {
  test.skip(browserName === 'firefox', 'the driver cannot ask Firefox for less motion')
  const calm = await (await browser.newContext({ reducedMotion: 'reduce', ...(baseURL !== undefined && { baseURL }) })).newPage()
  await calm.goto('')
  await ready(calm)
  await calm.waitForTimeout(1200)
  expect(await calm.evaluate(() => window.brokerscope.getState().status)).toBe('paused')
  await expect(calm.getByText(/Waits in a batch\./)).toBeVisible()
})

test('an address names the theme, on every page; a theme there is not leaves the one there was', async ({ page }) => {
  for (const [path, theme] of [['?theme=dark', 'dark'], ['play/?theme=dark#theme=projector', 'projector'], ['lesson/record-journey/?theme=dark', 'dark'], ['reference/?theme=pink', 'light']] as const) {
    await page.goto(path)
    await expect(page.getByRole('banner')).toBeVisible()
    expect(await page.evaluate(() => document.documentElement.dataset['theme'] ?? 'light'), path).toBe(theme)
  }
})

test('lessons that are not ready say so; an unknown address says so', async ({ page }) => {
  await page.goto('')
  await expect(page.getByText('in preparation').first()).toBeVisible()
  await page.goto('nowhere/at/all')
  await expect(page.getByRole('heading', { name: 'There is no page here' })).toBeVisible()
})

for (const [path, at] of [['', null], ['play/', 150], ['fidelity/', null], ['reference/', null]] as const) {
  test(`no violation that axe can find, in any theme: /${path}`, async ({ page }) => {
    if (at === null) await page.goto(path)
    else await openAt(page, path, at)
    for (const theme of ['light', 'dark', 'projector']) {
      await page.evaluate(name => { document.documentElement.dataset['theme'] = name }, theme)
      await page.waitForTimeout(300)
      const { violations } = await new AxeBuilder({ page }).withTags(['wcag2a', 'wcag2aa']).analyze()
      expect(violations.map(({ id, nodes }) => `${theme} ${id}: ${nodes.map(({ target }) => String(target)).slice(0, 3).join(' | ')}`)).toEqual([])
    }
  })
}

test('the stage fits three sizes of window: nothing beside it scrolls sideways', async ({ page }) => {
  for (const [width, height] of [[1440, 900], [1024, 768], [390, 844], [320, 640]] as const) {
    await page.setViewportSize({ width, height })
    for (const path of ['', 'play/', 'lesson/record-journey/']) {
      await page.goto(path)
      await ready(page)
      expect(await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth), `${path} at ${width}`).toBeLessThanOrEqual(0)
    }
  }
})

test('the settings of Kafka can be searched, each with its default, bounds and history', async ({ page }) => {
  await page.goto('reference/')
  const search = page.getByRole('searchbox')
  await typeInto(search, 'linger')
  await expect(page.locator('[data-key="linger.ms"]')).toContainText('default 0 up to 3.9')
  await expect(page.locator('[data-key="linger.ms"]')).toContainText('obeyed here')
  await expect(page.locator('[data-key="acks"]')).toHaveCount(0)
  await typeInto(search, 'rack new 4.4')
  await expect(page.locator('[data-key="partitioner.rack.aware"]')).toBeVisible()
  await typeInto(search, 'not_enough_replicas_after')
  await expect(page.locator('[data-error="20"]')).toContainText('the client may try again')
  await typeInto(search, 'no such thing at all')
  await expect(page.getByText('nothing has all these words')).toBeVisible()
})
