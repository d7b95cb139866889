/** Lesson 11, from the first word to the last question, with nothing but the keyboard; pointing and drawing; its page for teachers. */
import { expect, test } from '@playwright/test'
import { article, choose, expectAccessible, inPhase, inStep, lockAndSkip, pressButton, tabTo, typeNumber } from '../lessonPage'
import { nowUs } from '../stagePage'

const LESSON = 'lesson/linger/'

test('the whole lesson by keyboard', async ({ page }) => {
  test.setTimeout(240_000)
  await page.goto(LESSON)
  await inPhase(page, 'told')
  await expect(article(page)).toContainText('Step 1 of 10')
  await page.keyboard.press('Space')

  // A clock on the wall: the belief is named, and the decisive moment comes again.
  await inStep(page, 'whose-clock')
  await inPhase(page, 'asking')
  expect(await nowUs(page)).toBe(0)
  await expect(page.getByRole('region', { name: 'In code' })).toContainText('props.put("linger.ms", 5);')
  await choose(page, /at 5 ms, with 2/, [0])
  await lockAndSkip(page, 'Not quite')
  await expect(article(page)).toContainText('a clock on the wall')
  await pressButton(page, 'Look again, slowly')
  await inPhase(page, 'lookingAgain')
  await pressButton(page, 'Skip to the end')
  await inPhase(page, 'told')
  await pressButton(page, 'Continue')

  await inStep(page, 'who-waits-least')
  await inPhase(page, 'asking')
  await choose(page, /^A, which came/, [2])
  await lockAndSkip(page, 'You saw it coming')
  await pressButton(page, 'Continue')

  await inStep(page, 'full')
  await inPhase(page, 'asking')
  await expect(page.getByRole('region', { name: 'In code' })).toContainText('props.put("batch.size", 1024);')
  await typeNumber(page, /^How long after/, '1', 'a record is as big as its value')
  await pressButton(page, 'Continue')

  await inStep(page, 'nobody-waits')
  await inPhase(page, 'asking')
  await typeNumber(page, /^How many records/, '15', 'You saw it coming')
  await pressButton(page, 'Continue')

  await inStep(page, 'waiting-wins')
  await inPhase(page, 'asking')
  await expect(article(page).getByRole('table')).toHaveCount(0)
  await choose(page, /^0 ms/, [0, 1, 1])
  await lockAndSkip(page, 'You saw it coming')
  await expect(article(page).getByRole('row')).toHaveCount(10)
  await pressButton(page, 'Continue')

  await inStep(page, 'who-comes-along')
  await inPhase(page, 'asking')
  await typeNumber(page, /^How long will/, '7', 'You saw it coming')
  await pressButton(page, 'Continue')

  // Drawn point by point: down to 3 ms, then up.
  await inStep(page, 'draw-it')
  await inPhase(page, 'asking')
  await tabTo(page, /at linger.ms 0 ms/)
  for (const key of ['ArrowUp', 'PageDown', 'PageDown', 'PageDown', 'ArrowUp', 'ArrowUp', 'PageUp', 'PageUp', 'PageUp', 'PageUp', 'PageUp', 'PageUp']) {
    await page.keyboard.press(key)
    await page.keyboard.press('ArrowRight')
  }
  await pressButton(page, 'Lock in and run')
  await inPhase(page, 'told')
  await expect(article(page)).toContainText('You saw it coming', { timeout: 40_000 })
  await pressButton(page, 'Continue')

  await inStep(page, 'three-teams')
  await inPhase(page, 'asking')
  await choose(page, /^0$/, [0, 1, 3])
  await pressButton(page, 'Lock in and run')
  await inPhase(page, 'told')
  await expect(article(page)).toContainText('You saw it coming')
  await pressButton(page, 'Continue')

  // The challenge: too many requests; with room and time the goal is reached.
  await inStep(page, 'find-it')
  await inPhase(page, 'trying')
  await expect(article(page)).toContainText('linger.ms=5, batch.size=512')
  await pressButton(page, 'Play and check')
  await expect(article(page)).toContainText('requests a second are too many', { timeout: 30_000 })
  await tabTo(page, 'linger.ms')
  for (let presses = 0; presses < 5; presses++) await page.keyboard.press('ArrowRight')
  await tabTo(page, 'batch.size')
  for (let presses = 0; presses < 3; presses++) await page.keyboard.press('ArrowRight')
  await expect(article(page)).toContainText('linger.ms=10, batch.size=4096')
  await pressButton(page, 'Play and check')
  await inPhase(page, 'told')
  await expect(article(page)).toContainText('Goal reached, at attempt 2')

  // Three questions about this very run, one after the other.
  const ending = page.getByRole('region', { name: 'Three questions about your own run' })
  await expect(ending.locator('[data-ending]')).toHaveCount(1)
  await choose(page, /its time was over/, [0])
  await pressButton(page, 'Answer')
  await expect(ending).toContainText('✓ Right.')
  await choose(page, /for more records/, [0])
  await pressButton(page, 'Answer')
  await choose(page, /nothing: they leave when/, [0])
  await pressButton(page, 'Answer')
  await expect(ending).toContainText('✕ Not quite.')
  await expect(ending).toContainText('They do not get full')
  await expect(page.getByRole('link', { name: 'Next: Acknowledgments' })).toBeVisible()
  // One is there: the way to it is gone.
  await expect(page.getByRole('button', { name: 'Three questions' })).toHaveCount(0)
  await expect(page.getByRole('link', { name: 'On to the playground' })).toBeVisible()

  // What she found, for a real cluster.
  await pressButton(page, 'Take it to a real cluster')
  const file = page.getByRole('textbox', { name: 'producer.properties' })
  await expect(file).toHaveValue(/^linger\.ms=10$/m)
  await expect(file).toHaveValue(/^batch\.size=4096$/m)
})

test('a record is pointed at on the stage, a curve drawn with the pointer', async ({ page }) => {
  await page.goto(`${LESSON}#step=who-waits-least`)
  await inPhase(page, 'asking')
  await page.getByRole('button', { name: /^D, which came at/ }).click()
  await expect(page.getByRole('radio', { name: /^D, which came at/ })).toBeChecked()
  await page.getByRole('button', { name: 'Lock in and run' }).click()
  await page.getByTestId('continue').click()
  await inPhase(page, 'told')
  await expect(article(page)).toContainText('who is alone has nothing to wait for')

  await page.goto(`${LESSON}#step=draw-it`)
  await page.reload()
  await inStep(page, 'draw-it')
  await inPhase(page, 'asking')
  const paper = (await page.getByRole('group', { name: /by linger.ms/ }).boundingBox())!
  await page.mouse.move(paper.x + 36, paper.y + paper.height * 0.4)
  await page.mouse.down()
  await page.mouse.move(paper.x + paper.width - 8, paper.y + paper.height * 0.4, { steps: 30 })
  await page.mouse.up()
  await page.getByRole('button', { name: 'Lock in and run' }).click()
  await expect(article(page)).toContainText('linger.ms hardly matters', { timeout: 40_000 })
})

test('on a phone stage, title and first words are seen at once, and the question is one press away', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 })
  await page.goto(`${LESSON}#step=full`)
  await inPhase(page, 'asking')
  const foot = (await page.getByRole('button', { name: 'Your guess' }).boundingBox())!
  const words = (await article(page).getByText('Now a second setting').boundingBox())!
  expect(words.y + 40).toBeLessThan(foot.y)
  expect((await page.getByTestId('stage-canvas').boundingBox())!.y).toBeLessThan(300)
  await expect(page.getByRole('region', { name: 'In code' }).locator('pre')).toBeHidden()
  await page.getByRole('button', { name: 'Your guess' }).click()
  await expect(page.getByRole('button', { name: 'Type a number, then run' })).toBeInViewport()
  await expect(page.getByRole('button', { name: 'Your guess' })).toHaveCount(0)
  await page.getByText('In code').click()
  await expect(page.getByRole('region', { name: 'In code' })).toContainText('props.put("batch.size", 1024);')
})

test('on a phone the lane that is asked about is seen, though it is the fourth', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 })
  await page.goto(`${LESSON}#step=who-comes-along`)
  await inPhase(page, 'asking')
  await expect(page.locator('[data-lane="3"] rect').first()).toBeInViewport({ ratio: 0.95 })
})

test('in a narrow card the curve’s writing is as large as on the stage, and numbers do not touch', async ({ page }) => {
  await page.setViewportSize({ width: 1024, height: 768 })
  await page.goto(`${LESSON}#step=draw-it`)
  await inPhase(page, 'asking')
  const paper = page.getByRole('group', { name: /by linger.ms/ })
  const numbers = await paper.locator('text[text-anchor="middle"]').evaluateAll(all => all.map(one => { const { left, right, height } = one.getBoundingClientRect(); return { left, right, height } }))
  for (const [index, { right, height }] of numbers.entries()) {
    expect(height).toBeGreaterThanOrEqual(12)
    if (index + 1 < numbers.length) expect(numbers[index + 1]!.left).toBeGreaterThan(right + 1)
  }
})

test('no step has a violation that axe can find', async ({ page }) => {
  test.setTimeout(120_000)
  for (const step of ['who-waits-least', 'waiting-wins', 'draw-it', 'find-it']) {
    await page.goto(`${LESSON}#step=${step}`)
    await page.reload()
    await inStep(page, step)
    await expect(article(page)).toHaveAttribute('data-phase', /asking|trying/, { timeout: 20_000 })
    for (const theme of step === 'draw-it' || step === 'who-waits-least' ? ['light', 'dark', 'projector'] : ['light']) {
      await page.evaluate(name => { document.documentElement.dataset['theme'] = name }, theme)
      await page.waitForTimeout(350)
      await expectAccessible(page, `${step} ${theme}`)
    }
  }
})

test('for teachers: a key worked out from the runs, and a frame for every step that works', async ({ page }) => {
  test.setTimeout(120_000)
  await page.goto(`${LESSON}teacher/`)
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Why a record waits: linger.ms: for teachers')
  const key = page.getByTestId('key')
  await expect(key).toHaveAttribute('aria-busy', 'false', { timeout: 60_000 })
  await expect(key.locator('[data-key="whose-clock"]')).toContainText('at 8 ms, with 3 records')
  await expect(key.locator('[data-key="who-waits-least"]')).toContainText('C, which came at 7.0 ms')
  await expect(key.locator('[data-key="find-it"]')).toContainText('batch.size=4096, linger.ms=10')
  await expectAccessible(page, 'teacher')
  const frames = page.getByTestId('frames').getByRole('link')
  await expect(frames).toHaveCount(10)
  await page.goto((await frames.nth(3).getAttribute('href'))!)
  await expect(page.getByTestId('stage-canvas')).toBeVisible()
  await expect(page.locator('[data-lane]')).toHaveCount(1)
})
