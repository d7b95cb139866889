/** A cluster too large to be drawn whole: ribbons and sums, the way to any partition by keyboard and by name, and what a fault looks like there. */
import { expect, test } from '@playwright/test'
import { AxeBuilder } from '@axe-core/playwright'
import { openAt } from '../stagePage'

test('a hundred brokers, a thousand partitions: sums, arrow keys, names, words for what is not there', async ({ page }) => {
  await openAt(page, 'play/?scene=large-cluster&partition=driver-locations-23', 200)
  const crowd = page.getByRole('region', { name: 'The whole cluster' })
  await expect(crowd).toContainText('100 brokers, all up')
  await expect(crowd).toContainText('1\u202f000 partitions: all led, every replica in sync')
  await expect(page.getByTestId('crowd-canvas')).toBeVisible()
  await expect(crowd.getByRole('list', { name: 'What the ribbons show' }).getByRole('listitem')).toHaveCount(6)

  const map = crowd.getByRole('slider', { name: 'Partition shown' })
  await expect(map).toHaveAttribute('aria-valuetext', /^driver-locations-23, led by broker 24/)
  await map.focus()
  await page.keyboard.press('Home')
  await expect(map).toHaveAttribute('aria-valuetext', /^driver-locations-0, led by broker 1, 3 of 3 in sync/)
  await page.keyboard.press('ArrowDown')
  await expect(map).toHaveAttribute('aria-valuetext', /^driver-locations-1, led by broker 2/)
  await page.keyboard.press('ArrowRight')
  await expect(map).toHaveAttribute('aria-valuetext', /^driver-locations-101, led by broker 2/)
  await expect(page.locator('[data-broker]')).toHaveCount(3)
  await expect(page.locator('[data-replica="2-101"]')).toHaveAttribute('data-leader', '2')

  const goTo = crowd.getByLabel('Go to')
  await goTo.fill('driver-locations-4000')
  await goTo.press('Enter')
  await expect(crowd.getByRole('alert')).toHaveText('driver-locations has partitions 0 to 999.')
  await expect(map).toHaveAttribute('aria-valuetext', /^driver-locations-101/)
  await goTo.fill('driver-locations-417')
  await goTo.press('Enter')
  await expect(crowd.getByRole('alert')).toBeHidden()
  await expect(page.locator('[data-broker="18"]')).toBeVisible()

  const cell = (await page.getByTestId('crowd-canvas').boundingBox())!
  await page.mouse.click(cell.x + 34, cell.y + 6)
  await expect(map).toHaveAttribute('aria-valuetext', /^driver-locations-0,/)

  await page.getByRole('combobox', { name: 'Producer on the stage' }).selectOption({ label: 'location-service-7' })
  await expect.poll(() => page.evaluate(() => window.brokerscope.getState().view!.producers[0]!.clientId)).toBe('location-service-7')

  const { violations } = await new AxeBuilder({ page }).withTags(['wcag2a', 'wcag2aa']).analyze()
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => String(target)).join(' | ')}`)).toEqual([])
})

test('a broker that is killed: its partitions are named, one press away', async ({ page }) => {
  await openAt(page, 'play/?scene=large-cluster&workload.records.per.second=1&commands=[[100,{"type":"stopNode","node":5,"how":"crash"}]]', 11_000)
  const crowd = page.getByRole('region', { name: 'The whole cluster' })
  await expect(crowd).toContainText('99 of 100 brokers up')
  await expect(crowd).toContainText('30 with a replica out of sync')
  await crowd.getByRole('button', { name: 'driver-locations-4', exact: true }).press('Enter')
  await expect(page.locator('[data-broker="5"]')).toHaveAttribute('data-process', 'crash')
  await expect(page.locator('[data-replica="6-4"]')).toHaveAttribute('data-leader', '6')
  // The others are reached too, a few at a time; what would take too long says so.
  await crowd.getByRole('button', { name: 'next 4' }).press('Enter')
  await expect(crowd).toContainText('5 to 8 of 30')
  await page.getByRole('button', { name: 'What if?' }).press('Enter')
  await expect(page.getByText('One this large takes too long for that')).toBeVisible()
})
