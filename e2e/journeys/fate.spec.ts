/** Fate strips: what would have become of a record, by keyboard and by pointer, in the playground and in a lesson. */
import { expect, test, type Locator, type Page } from '@playwright/test'
import { expectAccessible, inPhase, pressButton, tabTo, typeNumber } from '../lessonPage'
import { atRest, nowUs, openAt, snapshot } from '../stagePage'

const strip = (page: Page): Locator => page.getByRole('region', { name: /what if/ })
const whole = (page: Page): Promise<void> => expect(strip(page)).toHaveAttribute('data-whole', 'true', { timeout: 120_000 })
const along = (page: Page, variant: string): Locator => page.getByRole('slider', { name: `The fault along the strip of ${variant}` })
const branches = (page: Page): Promise<readonly string[]> => page.evaluate(() => (window.brokerscope.getState() as unknown as { branches: readonly { change: string }[] }).branches.map(({ change }) => change))

test('what if the leader had died: three strips, by keyboard; a fork becomes the run', async ({ page }) => {
  await openAt(page, 'play/?scene=payments&autoplay=0', 500)
  const before = await snapshot(page)
  await pressButton(page, 'What if?')
  await whole(page)
  // The run itself has not moved.
  expect((await snapshot(page)).hash).toBe(before.hash)
  await expect(strip(page).locator('[data-variant]')).toHaveCount(3)
  await expect(strip(page).locator('[data-variant="acks=0"]')).toContainText(/\d\.\d\sms in which a record reported as sent would be lost/)
  await expect(strip(page).locator('[data-variant="acks=all"]')).toContainText('no instant at which it would be lost')
  for (const variant of ['acks=0', 'acks=all']) await expect(along(page, variant)).toBeInViewport({ ratio: 0.9 })
  await expectAccessible(page, 'fate strip')

  await tabTo(page, /^The fault along the strip of acks=all/)
  await page.keyboard.press('Home')
  for (let steps = 0; steps < 3; steps++) await page.keyboard.press('PageUp')
  await page.keyboard.press('ArrowRight')
  await page.keyboard.press('ArrowLeft')
  await expect(along(page, 'acks=all')).toHaveAttribute('aria-valuetext', /^acks=all\. Broker \d killed at .*\sms: sent twice, stored once at offset \d+, in the end by broker \d\.$/)
  const told = (await along(page, 'acks=all').getAttribute('aria-valuetext'))!.replace('acks=all. ', '')
  await expect(page.getByRole('complementary', { name: 'This fork' }).getByRole('status')).toHaveText(told)
  await page.keyboard.press('Enter')
  await expect.poll(() => branches(page)).toEqual(['', expect.stringMatching(/^crash of broker \d$/)])
  await atRest(page)

  // Its moments lead to where they happen: there another broker leads.
  await pressButton(page, /^broker \d leads, its log ends at/)
  await expect.poll(() => nowUs(page)).toBeGreaterThan(5_000_000)
  const last = page.getByRole('complementary', { name: 'This fork' }).getByRole('button', { name: 'the callback hears: good' })
  await expect(last).toHaveCount(1)

  // Another one leaves the run as it was, not the first one.
  await tabTo(page, /^The fault along the strip of acks=all/)
  await page.keyboard.press('ArrowRight')
  await page.keyboard.press('Enter')
  await expect.poll(() => branches(page).then(all => all.length)).toBe(3)
  const { script } = await page.evaluate(async () => (await window.brokerscope.getState().snapshot() as unknown as { scenario: { script: readonly unknown[] } }).scenario)
  expect(script).toHaveLength(2)

  await pressButton(page, 'Close the fate strip')
  await expect(strip(page)).toHaveCount(0)
})

test('dragged by the pointer; another fault; acks that are not the run’s take its place', async ({ page }) => {
  await openAt(page, 'play/?scene=payments&autoplay=0', 500)
  await page.getByRole('button', { name: 'What if?' }).click()
  await whole(page)
  const bar = along(page, 'acks=0')
  await bar.scrollIntoViewIfNeeded()
  const box = (await bar.boundingBox())!
  await page.mouse.move(box.x + box.width - 20, box.y + 15)
  await page.mouse.down()
  await page.mouse.move(box.x + 160, box.y + 15, { steps: 5 })
  await expect(page.getByRole('complementary', { name: 'This fork' })).toContainText('reported as sent, then lost')
  expect(await branches(page)).toEqual([''])
  await page.mouse.up()
  await expect.poll(() => branches(page)).toEqual(['', expect.stringMatching(/^crash of broker \d$/)])
  await expect(page.getByText('The run on the stage is the one of the strip acks=0 now, with its fault.')).toBeVisible()

  // Of the same record, in the run that it was asked about.
  await strip(page).getByRole('combobox').selectOption({ label: 'the leader’s next answer is lost' })
  await expect(strip(page)).toHaveAttribute('aria-label', /what if the next answer had been lost\?$/)
  await whole(page)
  await expect(strip(page).locator('[data-variant="acks=all"]')).toContainText('no instant at which it would be lost')
  await expect(strip(page).getByRole('table')).toBeHidden()
  await strip(page).getByText('As a table').click()
  await expect(strip(page).getByRole('row')).not.toHaveCount(0)
})

test('from “why?”: of the record that is asked about', async ({ page }) => {
  await openAt(page, 'play/?scene=payments&autoplay=0', 500)
  await page.getByRole('button', { name: /^Partition 2, leader on broker/ }).click()
  await page.getByTestId('why').getByRole('button', { name: 'What if the leader had died?' }).click()
  await expect(strip(page)).toHaveAttribute('aria-label', /^Record \d+, key rider-\d+: what if the leader had died here\?$/)
})

test('in lesson 12: colours come with the answer, then the crash is dragged by arrow keys', async ({ page }) => {
  await page.goto('lesson/acks/?step=every-millisecond')
  await inPhase(page, 'asking')
  await whole(page)
  await expect(strip(page)).toContainText('Their colours come with your answer.')
  await expect(strip(page).locator('[data-fate]')).toHaveCount(0)
  await typeNumber(page, /^With acks=1: for how many/, '90', 'Not quite')
  await expect(strip(page).locator('[data-variant="acks=1"] [data-fate="lost"]')).toHaveCount(1)
  await expect(strip(page).locator('[data-variant="acks=all"] [data-fate="lost"]')).toHaveCount(0)
  await tabTo(page, /^The fault along the strip of acks=1/)
  await page.keyboard.press('PageUp')
  for (let steps = 0; steps < 3; steps++) await page.keyboard.press('ArrowRight')
  await expect(along(page, 'acks=1')).toHaveAttribute('aria-valuetext', /acknowledged, then lost: broker 2 became leader without it\.$/)
  await page.keyboard.press('Enter')
  await expect.poll(() => branches(page)).toEqual(['', 'crash of broker 1'])
  await inPhase(page, 'told')
  await atRest(page)
  // Looked at again is the step's own run, not the fork.
  await pressButton(page, 'Look again, slowly')
  await inPhase(page, 'lookingAgain')
  await pressButton(page, 'Skip to the end')
  await inPhase(page, 'told')
  expect(await page.evaluate(async () => (await window.brokerscope.getState().snapshot() as unknown as { scenario: { script: readonly { command: { type: string } }[] } }).scenario.script.filter(({ command }) => command.type === 'stopNode').length)).toBe(0)
  await expectAccessible(page, 'fate strip of lesson 12')
})
