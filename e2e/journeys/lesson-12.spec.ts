/** Lesson 12, from the first word to the last question, with nothing but the keyboard; its page for teachers. */
import { expect, test, type Page } from '@playwright/test'
import { article, choose, expectAccessible, inPhase, inStep, lockAndSkip, pressButton, tabTo, typeNumber } from '../lessonPage'

const LESSON = 'lesson/acks/'

/** Chooses in a list of the board by its arrow keys. */
async function press(page: Page, label: string, value: string, times: number): Promise<void> {
  await tabTo(page, label)
  for (let pressed = 0; pressed < Math.abs(times); pressed++) await page.keyboard.press(times > 0 ? 'ArrowDown' : 'ArrowUp')
  await expect(page.getByLabel(label, { exact: true })).toHaveValue(value)
}

test('the whole lesson by keyboard', async ({ page }) => {
  test.setTimeout(300_000)
  await page.goto(LESSON)
  await inPhase(page, 'told')
  await expect(page.getByRole('region', { name: /^Ladder/ })).toBeVisible()
  await page.keyboard.press('Space')

  await inStep(page, 'no-answer-asked')
  await inPhase(page, 'asking')
  await expect(page.getByRole('region', { name: 'In code' })).toContainText('props.put("acks", "0");')
  await choose(page, /^0$/, [3, 1])
  await lockAndSkip(page, 'You saw it coming')
  await pressButton(page, 'Continue')

  // The followers have it: the belief is named, and the decisive moment comes again.
  await inStep(page, 'one-has-it')
  await inPhase(page, 'asking')
  await choose(page, /^on brokers 2 and 3/, [0])
  await lockAndSkip(page, 'followers have it, a little later')
  await pressButton(page, 'Look again, slowly')
  await inPhase(page, 'lookingAgain')
  await pressButton(page, 'Skip to the end')
  await inPhase(page, 'told')
  await expect(page.locator('[data-lane="1"]')).toBeVisible()
  await pressButton(page, 'Continue')

  await inStep(page, 'which-arrow')
  await inPhase(page, 'asking')
  await choose(page, /^the copy that arrives at broker 2/, [1])
  await lockAndSkip(page, 'two are enough: the minimum is 2')
  await pressButton(page, 'Continue')

  await inStep(page, 'a-cut-link')
  await inPhase(page, 'asking')
  await typeNumber(page, /^After how long/, '14', 'You saw it coming')
  await expect(page.getByRole('region', { name: /^Ladder/ }).locator('[data-type="arrow"]').first()).toBeVisible()
  await pressButton(page, 'Continue')

  await inStep(page, 'too-few')
  await inPhase(page, 'asking')
  await choose(page, /^an error: too few/, [0, 1])
  await lockAndSkip(page, 'You saw it coming')
  await pressButton(page, 'Continue')

  await inStep(page, 'failed-is-not-absent')
  await inPhase(page, 'asking')
  await choose(page, /^no: failed means/, [0])
  await lockAndSkip(page, 'an error means that it is not there')
  await pressButton(page, 'Continue')

  await inStep(page, 'yes-but-hidden')
  await inPhase(page, 'asking')
  await choose(page, /^at once: it is/, [1])
  await lockAndSkip(page, 'You saw it coming')
  await pressButton(page, 'Continue')

  await inStep(page, 'the-price')
  await inPhase(page, 'asking')
  // As the cards lie: safety would be free, and the one that says nothing would be as safe.
  await expect(article(page).getByRole('group', { name: 'loses least first' }).getByRole('listitem')).toHaveText([/acks=0/, /acks=1/, /acks=all/])
  await lockAndSkip(page, 'The belief: safety is free.')
  await expect(article(page)).toContainText('The belief: acks=1 loses nothing unless two brokers die.')
  await expect(article(page).getByRole('row')).toHaveCount(4)
  await pressButton(page, 'Continue')

  await inStep(page, 'every-millisecond')
  await inPhase(page, 'asking')
  await typeNumber(page, /^With acks=1/, '0', 'it cannot happen, or hardly')
  await pressButton(page, 'Continue')

  // The challenge: as Kafka comes; then what is right for payments, everywhere; then what is right for each.
  await inStep(page, 'the-storm')
  await inPhase(page, 'trying')
  const broken = page.getByTestId('limits').locator('[data-keeps="false"]')
  await pressButton(page, 'Play and check')
  await expect(broken).toHaveCount(5, { timeout: 90_000 })
  await expect(article(page)).toContainText('acks=all, replication.factor=1, min.insync.replicas=1')
  for (const topic of ['locations', 'trips', 'payments']) {
    await press(page, `replication.factor of ${topic}`, '3', 2)
    await press(page, `min.insync.replicas of ${topic}`, '2', 1)
  }
  await pressButton(page, 'Play and check')
  await expect(broken).toHaveCount(2, { timeout: 90_000 })
  await expect(page.getByTestId('limits').getByRole('row', { name: /^payments/ }).locator('[data-keeps="true"]')).toHaveCount(3)
  await press(page, 'acks of locations', '0', -2)
  await press(page, 'acks of trips', '1', -1)
  await pressButton(page, 'Play and check')
  await inPhase(page, 'told')
  await expect(article(page)).toContainText('Goal reached, at attempt 3')
  await expect(article(page)).toContainText('all/3/2 ✓')

  const ending = page.getByRole('region', { name: 'Three questions about your own run' })
  await choose(page, /^three$/, [2])
  await pressButton(page, 'Answer')
  await expect(ending).toContainText('✓ Right.')
  await choose(page, /^yes$/, [1])
  await pressButton(page, 'Answer')
  await choose(page, /^none$/, [0])
  await pressButton(page, 'Answer')
  await expect(page.getByRole('link', { name: 'On to the playground' })).toBeVisible()
})

test('a step can be opened by its address, and no step has a violation that axe can find', async ({ page }) => {
  test.setTimeout(120_000)
  for (const step of ['when-to-stop-worrying', 'no-answer-asked', 'one-has-it', 'which-arrow', 'too-few', 'the-price', 'the-storm']) {
    await page.goto(`${LESSON}?step=${step}`)
    await inStep(page, step)
    await expectAccessible(page, step)
  }
})

test('who comes without the lessons before has their ideas in half a minute, each drawn', async ({ page }) => {
  await page.goto(LESSON)
  await page.getByText('Come without lessons 5 and 6? Half a minute').click()
  for (const term of ['In-sync replicas, the ISR', 'High watermark', 'Purgatory']) await expect(page.getByRole('term').filter({ hasText: term })).toBeVisible()
  await expect(page.locator('article details svg')).toHaveCount(3)
  await expectAccessible(page, 'recap')
  await page.getByRole('link', { name: 'Replication and the high watermark' }).press('Enter')
  await expect(page).toHaveURL(/replication/)
})

test('the teacher’s page has the key, worked out from the runs', async ({ page }) => {
  await page.goto(`${LESSON}teacher/`)
  await expect(page.getByText('broker 3’s next fetch').first()).toBeVisible({ timeout: 30_000 })
})
