/** What can be done to a cluster by hand, and how it gets well again: by keyboard, by dragging, by a broker's own menu. */
import { expect, test, type Page } from '@playwright/test'
import { AxeBuilder } from '@axe-core/playwright'
import { nowUs, openAt } from '../stagePage'

const broker = (page: Page, id: number) => page.locator(`[data-broker="${id}"]`)
const replica = (page: Page, id: number, partition: number) => page.locator(`[data-replica="${id}-${partition}"]`)
const seek = (page: Page, seconds: number) => page.evaluate(atUs => window.brokerscope.getState().seek(atUs), seconds * 1_000_000)
const violations = async (page: Page): Promise<readonly unknown[]> => (await new AxeBuilder({ page }).withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa']).analyze()).violations
const openFaults = async (page: Page): Promise<void> => { await page.getByRole('button', { name: 'Faults', exact: true }).press('Enter'); await expect(page.getByRole('toolbar', { name: /^Faults/ })).toBeVisible() }
const stored = async (page: Page): Promise<number> => Number(await replica(page, 2, 0).getAttribute('data-hw'))

test('by keyboard: the leader is killed, another one leads after its session, records flow again, and it comes back into the ISR', async ({ page }) => {
  await openAt(page, 'play/', 500)
  await openFaults(page)
  await page.getByRole('toolbar', { name: /^Faults/ }).getByRole('button', { name: 'Kill', exact: true }).focus()
  await page.keyboard.press('1')
  await expect(page.getByRole('button', { name: 'broker 1', exact: true })).toBeFocused()
  await expect(page.locator('[data-target]')).toHaveCount(3)
  await page.keyboard.press('ArrowRight')
  await expect(page.getByRole('button', { name: 'broker 2', exact: true })).toBeFocused()
  await page.keyboard.press('ArrowLeft')
  await page.keyboard.press('Enter')
  await expect(broker(page, 1)).toHaveAttribute('data-process', 'crash')
  await expect(broker(page, 1)).toContainText('killed')
  await expect(page.getByText(/Broker 1 was killed\. Its session ends in at most 9\ss/)).toBeVisible()
  expect(await nowUs(page)).toBe(500_001)

  await seek(page, 12)
  await expect(broker(page, 1)).toHaveAttribute('data-fenced', 'true')
  await expect(replica(page, 2, 0)).toHaveAttribute('data-leader', '2')
  await expect(replica(page, 2, 0)).toHaveAttribute('data-epoch', '1')
  await expect(replica(page, 1, 0)).toHaveAttribute('data-in-sync', 'false')
  await expect(replica(page, 1, 0)).toContainText('behind by')
  const before = await stored(page)
  await seek(page, 12.5)
  expect(await stored(page)).toBeGreaterThan(before)

  await page.getByRole('toolbar', { name: /^Faults/ }).getByRole('button', { name: 'Restart' }).press('Enter')
  await page.keyboard.press('Enter')
  await expect(broker(page, 1)).toContainText('starting')
  await seek(page, 16)
  await expect(broker(page, 1)).toHaveAttribute('data-fenced', 'false')
  await expect(replica(page, 1, 0)).toHaveAttribute('data-in-sync', 'true')
  await seek(page, 0.4)
  await expect(broker(page, 1)).toHaveAttribute('data-process', 'up')
})

test('by dragging: a tool onto a broker, and onto a wire; dropped elsewhere it does nothing', async ({ page }) => {
  await openAt(page, 'play/', 500)
  await openFaults(page)
  const drag = async (tool: string, x: number, y: number): Promise<void> => {
    const from = (await page.locator(`[data-tool="${tool}"]`).boundingBox())!
    await page.mouse.move(from.x + 10, from.y + 10)
    await page.mouse.down()
    await page.mouse.move(from.x + 40, from.y + 40, { steps: 3 })
    await expect(page.locator('[data-target]').first()).toBeVisible()
    await page.mouse.move(x, y, { steps: 4 })
    await page.mouse.up()
    await expect(page.locator('[data-target]')).toHaveCount(0)
  }
  await drag('pause', 60, 640)
  await expect(broker(page, 3)).toHaveAttribute('data-process', 'up')
  const box = (await broker(page, 3).boundingBox())!
  await drag('pause', box.x + box.width / 2, box.y + box.height / 2)
  await expect(broker(page, 3)).toHaveAttribute('data-process', 'frozen')
  const first = (await broker(page, 1).boundingBox())!, dock = (await page.locator('[data-dock="1"]').boundingBox())!
  await drag('cutLink', (dock.x + dock.width + first.x) / 2, first.y + first.height * 0.49)
  await expect(page.locator('[data-link="1-1000"]')).toHaveAttribute('data-cut', 'silent')
})

test('a broker’s own menu: what can happen to it, by keyboard', async ({ page }) => {
  await openAt(page, 'play/', 500)
  const opener = page.getByRole('button', { name: 'What can happen to broker 2' })
  await opener.press('Enter')
  await expect(page.getByRole('menuitem', { name: 'Kill' })).toBeFocused()
  await page.keyboard.press('Escape')
  await expect(opener).toBeFocused()
  await opener.press('Enter')
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  await expect(broker(page, 2)).toContainText('shutting down')
  await seek(page, 5)
  await expect(broker(page, 2)).toContainText('shut down')
})

test('a number that is none is refused in words, and so is a machine that is not there', async ({ page }) => {
  await openAt(page, 'play/', 500)
  await openFaults(page)
  await page.locator('[data-tool="slowLink"]').press('Enter')
  await expect(page.getByLabel('extra latency')).toBeFocused()
  await page.getByLabel('extra latency').fill('soon')
  await page.getByRole('button', { name: /^broker 1 – producer/ }).press('Enter')
  await expect(page.getByText('Slow link: extraLatencyMs must be a whole number, 0 or more.')).toBeVisible()
  await expect(page.locator('[data-link]')).toHaveCount(0)
  await page.getByLabel('extra latency').fill('40')
  await page.getByRole('button', { name: /^broker 1 – producer/ }).press('Enter')
  await expect(page.locator('[data-link="1-1000"]')).toContainText('+40')
  const refusal = await page.evaluate(() => window.brokerscope.getState().apply({ type: 'stopNode', node: 99, how: 'crash' }).then(() => '', (problem: Error) => problem.message))
  expect(refusal).toBe('node must be one of 1, 2, 3, 3000')
  expect(await page.evaluate(() => window.brokerscope.getState().status)).toBe('paused')
})

test('Axe finds nothing, with tools shown, in hand, and a cluster that is ill', async ({ page }) => {
  await openAt(page, 'play/', 500)
  await openFaults(page)
  await page.locator('[data-tool="crash"]').press('Enter')
  expect(await violations(page)).toEqual([])
  await page.keyboard.press('Enter')
  await page.getByRole('button', { name: 'What can happen to broker 1' }).press('Enter')
  expect(await violations(page)).toEqual([])
})

test('an administrator asks the cluster, and is answered in Kafka’s words', async ({ page }) => {
  await openAt(page, 'play/', 500)
  await page.getByRole('button', { name: 'Cluster', exact: true }).press('Enter')
  await page.getByRole('button', { name: 'Ask the cluster' }).press('Enter')
  await expect(page.getByText('ELECTION_NOT_NEEDED')).toBeVisible()
  await page.locator('#ask-what').selectOption('createTopic')
  await page.getByLabel('replicas of each partition').fill('1,two')
  await page.getByRole('button', { name: 'Ask the cluster' }).press('Enter')
  await expect(page.getByText('It was not asked: replicaAssignment must list the replicas of 1 to 1000 partitions.')).toBeVisible()
  await page.getByLabel('replicas of each partition').fill('1,2; 2,3')
  await page.getByRole('button', { name: 'Ask the cluster' }).press('Enter')
  await expect(page.getByText('The cluster answered: NONE, done.')).toBeVisible()
})

test('a quorum of three: its links in a list of their own, a controller’s menu, nothing of the brokers covered while one chooses', async ({ page }) => {
  await page.setViewportSize({ width: 1024, height: 768 })
  await openAt(page, 'play/?scene=controller-failover', 500)
  await openFaults(page)
  await page.locator('[data-tool="cutLink"]').press('Enter')
  await expect(page.locator('[data-where]')).toHaveCount(9)
  const chooser = (await page.getByRole('group', { name: 'Cut link: where?' }).boundingBox())!
  expect(chooser.y + chooser.height).toBeLessThan((await broker(page, 1).boundingBox())!.y + 1)
  expect(await violations(page)).toEqual([])
  await page.getByRole('combobox', { name: 'A controller’s link' }).selectOption('broker 2 – controller 3')
  await page.getByRole('button', { name: 'Cut link: broker 2 – controller 3' }).press('Enter')
  await expect(page.locator('[data-link="2-3002"]')).toHaveAttribute('data-cut', 'silent')

  const opener = page.getByRole('button', { name: 'What can happen to controller 1' })
  await opener.press('Enter')
  expect(await violations(page)).toEqual([])
  await page.getByRole('menuitem', { name: 'Kill controller' }).press('Enter')
  await expect(page.locator('[data-controller="3000"]')).toHaveAttribute('data-process', 'crash')
  await expect(page.getByText(/Controller 1 was killed\. The others notice/)).toBeVisible()
})

test('N plays on to the next change with a button focused too, not where one writes; on a phone the map says who is down', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 })
  await openAt(page, 'play/?scene=leader-crash', 500)
  const stations = page.getByRole('navigation', { name: 'Station shown' })
  await page.getByRole('button', { name: 'Faults', exact: true }).focus()
  await page.keyboard.press('n')
  await expect.poll(() => nowUs(page)).toBe(2_000_000)
  await expect(stations.getByRole('button', { name: /^Brokers/ })).toContainText('1 down')
  await openFaults(page)
  await page.locator('[data-tool="slowLink"]').press('Enter')
  await page.getByLabel('extra latency').press('n')
  await page.waitForTimeout(500)
  expect(await nowUs(page)).toBe(2_000_000)
})

test('on a phone: focus that goes to another station takes the map along, and What if? is in sight when it opens', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 })
  await openAt(page, 'play/', 900)
  const stations = page.getByRole('navigation', { name: 'Station shown' })
  await page.getByRole('button', { name: 'What can happen to broker 2' }).focus()
  await expect(stations.getByRole('button', { name: /^Brokers/ })).toHaveAttribute('aria-current', 'true')
  await expect(broker(page, 2)).toBeInViewport({ ratio: 0.9 })
  await page.getByRole('button', { name: 'What if?' }).click()
  await expect(page.getByRole('button', { name: 'Close the fate strip' })).toBeInViewport()
})
