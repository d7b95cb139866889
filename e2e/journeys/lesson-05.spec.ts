/** Lesson 5, from the first word to the last question, with nothing but the keyboard; its page for teachers. */
import { expect, test } from '@playwright/test'
import { article, choose, expectAccessible, inPhase, inStep, lockAndSkip, pressButton, tabTo, typeNumber } from '../lessonPage'

const LESSON = 'lesson/replication/'

test('the whole lesson by keyboard', async ({ page }) => {
  test.setTimeout(240_000)
  await page.goto(LESSON)
  await inPhase(page, 'told')
  await expect(article(page)).toContainText('Step 1 of 9')
  await page.keyboard.press('Space')

  // The leader pushes: the belief is named, and the decisive moment comes again, on the ladder.
  await inStep(page, 'who-moves')
  await inPhase(page, 'asking')
  await expect(page.getByRole('region', { name: /^Ladder/ })).toBeVisible()
  await choose(page, /sends it on/, [0])
  await lockAndSkip(page, 'Not quite')
  await expect(article(page)).toContainText('the leader pushes copies')
  await expect(page.getByRole('region', { name: /^Ladder/ }).locator('[data-type="arrow"]').first()).toBeVisible()
  await pressButton(page, 'Look again, slowly')
  await inPhase(page, 'lookingAgain')
  await pressButton(page, 'Skip to the end')
  await inPhase(page, 'told')
  await pressButton(page, 'Continue')

  await inStep(page, 'when-committed')
  await inPhase(page, 'asking')
  await choose(page, /has written it$/, [2])
  await lockAndSkip(page, 'You saw it coming')
  await pressButton(page, 'Continue')

  await inStep(page, 'when-it-hears')
  await inPhase(page, 'asking')
  await typeNumber(page, /^How long after/, '1', 'everybody knows at once')
  await pressButton(page, 'Continue')

  await inStep(page, 'who-may-read')
  await inPhase(page, 'asking')
  await choose(page, /as soon as broker 1/, [2])
  await lockAndSkip(page, 'You saw it coming')
  await pressButton(page, 'Continue')

  await inStep(page, 'it-stands-still')
  await inPhase(page, 'asking')
  await typeNumber(page, /^How long does it wait/, '60', 'a silent follower blocks everybody')
  await pressButton(page, 'Continue')

  await inStep(page, 'the-way-back')
  await inPhase(page, 'asking')
  await choose(page, /at once, when/, [1])
  await lockAndSkip(page, 'You saw it coming')
  await pressButton(page, 'Continue')

  await inStep(page, 'below-the-minimum')
  await inPhase(page, 'asking')
  await choose(page, /it follows/, [0])
  await lockAndSkip(page, 'who is alone decides alone')
  await pressButton(page, 'Continue')

  // The challenge: quick with one copy, then safe and slow, then both.
  await inStep(page, 'two-copies')
  await inPhase(page, 'trying')
  await pressButton(page, 'Play and check')
  await expect(article(page)).toContainText('only the leader had them', { timeout: 60_000 })
  await tabTo(page, '1')
  await page.keyboard.press('ArrowRight')
  await pressButton(page, 'Play and check')
  await expect(article(page)).toContainText('everybody stood with it', { timeout: 60_000 })
  await tabTo(page, 'replica.lag.time.max.ms')
  await page.keyboard.press('Home')
  await pressButton(page, 'Play and check')
  await inPhase(page, 'told')
  await expect(article(page)).toContainText('Goal reached, at attempt 3')

  const ending = page.getByRole('region', { name: 'Three questions about your own run' })
  await choose(page, /the leader had written it/, [2])
  await pressButton(page, 'Answer')
  await expect(ending).toContainText('✓ Right.')
  await choose(page, /^three$/, [1])
  await pressButton(page, 'Answer')
  await choose(page, /the last in the log/, [2])
  await pressButton(page, 'Answer')
  await expect(ending).toContainText('✕ Not quite.')
  await expect(page.getByRole('link', { name: 'On to the playground' })).toBeVisible()
})

test('a step can be opened by its address, and no step has a violation that axe can find', async ({ page }) => {
  test.setTimeout(120_000)
  for (const step of ['three-logs', 'who-moves', 'when-it-hears', 'who-may-read', 'it-stands-still', 'the-way-back', 'below-the-minimum', 'two-copies']) {
    await page.goto(`${LESSON}?step=${step}`)
    await inStep(page, step)
    await expectAccessible(page, step)
  }
})

test('the teacher’s page has the key, worked out from the runs, and a frame for every step', async ({ page }) => {
  await page.goto(`${LESSON}teacher/`)
  await expect(page.getByText('both ask for what comes after it')).toBeVisible({ timeout: 30_000 })
  await expect(page.getByText('step=below-the-minimum', { exact: false }).first()).toBeVisible()
})
