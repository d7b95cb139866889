/** Lesson 10, from the first word to the last question, with nothing but the keyboard. */
import { expect, test } from '@playwright/test'
import { article, choose, expectAccessible, inPhase, inStep, lockAndSkip, pressButton, tabTo, typeNumber } from '../lessonPage'

const LESSON = 'lesson/batching/'

test('the whole lesson by keyboard', async ({ page }) => {
  test.setTimeout(240_000)
  await page.goto(LESSON)
  await inPhase(page, 'told')
  await expect(article(page)).toContainText('Step 1 of 10')
  await page.keyboard.press('Space')

  await inStep(page, 'one-tap')
  await inPhase(page, 'asking')
  await typeNumber(page, /^How many bytes/, '100', 'a record is as big as its value')
  await pressButton(page, 'Look again, slowly')
  await inPhase(page, 'lookingAgain')
  await pressButton(page, 'Skip to the end')
  await inPhase(page, 'told')
  // The batch opens, byte by byte.
  await page.getByRole('button', { name: /^Request #0 to broker 1/ }).press('Enter')
  await page.getByRole('button', { name: 'Open the bytes' }).press('Enter')
  await expect(page.getByRole('dialog', { name: /^The bytes of a batch/ })).toContainText('170')
  await page.keyboard.press('Escape')
  await page.keyboard.press('Escape')
  await pressButton(page, 'Continue')

  await inStep(page, 'ten')
  await inPhase(page, 'asking')
  await expect(page.getByRole('region', { name: 'In code' })).toContainText('props.put("batch.size", 10);')
  await typeNumber(page, /^How many records/, '10', 'batch.size is a number of records')
  await pressButton(page, 'Continue')

  await inStep(page, 'three-lanes')
  await inPhase(page, 'asking')
  await choose(page, /^p0: 7 records/, [0])
  await lockAndSkip(page, 'the fullest goes first')
  await pressButton(page, 'Continue')

  await inStep(page, 'per-broker')
  await inPhase(page, 'asking')
  await typeNumber(page, /^How many requests/, '2', 'You saw it coming')
  await pressButton(page, 'Continue')

  await inStep(page, 'the-photo')
  await inPhase(page, 'asking')
  await choose(page, /refuses it: larger than a batch/, [3])
  await lockAndSkip(page, 'You saw it coming')
  await pressButton(page, 'Continue')

  await inStep(page, 'memory')
  await inPhase(page, 'asking')
  await typeNumber(page, /^How many records/, '600', 'memory is filled by records')
  await expect(page.getByText('blocked', { exact: true })).toBeVisible()
  await pressButton(page, 'Continue')

  await inStep(page, 'squeeze')
  await inPhase(page, 'asking')
  await choose(page, /^over 100 %/, [1, 3])
  await lockAndSkip(page, 'You saw it coming')
  await pressButton(page, 'Continue')

  // Drawn point by point: down fast, then level.
  await inStep(page, 'how-big')
  await inPhase(page, 'asking')
  await tabTo(page, /at batch.size 1 KiB/)
  for (const keys of [['PageUp', 'PageUp', 'PageUp'], ['PageDown', 'PageDown', 'PageDown'], ['PageDown', 'PageDown'], ['PageDown'], ['ArrowDown'], ['ArrowDown'], ['ArrowDown']]) {
    for (const key of keys) await page.keyboard.press(key)
    await page.keyboard.press('ArrowRight')
  }
  await pressButton(page, 'Lock in and run')
  await inPhase(page, 'told')
  await expect(article(page)).toContainText('You saw it coming', { timeout: 40_000 })
  await pressButton(page, 'Continue')

  // The challenge: too many; then large batches in too little memory; then room for them.
  await inStep(page, 'the-storm')
  await inPhase(page, 'trying')
  await expect(article(page)).toContainText('batch.size=4096, buffer.memory=65536')
  await pressButton(page, 'Play and check')
  await expect(article(page)).toContainText('requests a second are too many', { timeout: 30_000 })
  await tabTo(page, 'batch.size')
  for (let presses = 0; presses < 3; presses++) await page.keyboard.press('ArrowRight')
  await expect(article(page)).toContainText('batch.size=32768, buffer.memory=65536')
  await pressButton(page, 'Play and check')
  await expect(article(page)).toContainText('the memory ran out', { timeout: 30_000 })
  await tabTo(page, 'buffer.memory')
  for (let presses = 0; presses < 2; presses++) await page.keyboard.press('ArrowRight')
  await expect(article(page)).toContainText('batch.size=32768, buffer.memory=262144')
  await pressButton(page, 'Play and check')
  await inPhase(page, 'told')
  await expect(article(page)).toContainText('Goal reached, at attempt 3')

  const ending = page.getByRole('region', { name: 'Three questions about your own run' })
  await choose(page, /^as much as its record/, [0])
  await pressButton(page, 'Answer')
  await expect(ending).toContainText('✕ Not quite.')
  await choose(page, /its time was over/, [1])
  await pressButton(page, 'Answer')
  await choose(page, /^as many: /, [1])
  await pressButton(page, 'Answer')
  await expect(ending.getByText('✓ Right.')).toHaveCount(2)
})

test('no step has a violation that axe can find', async ({ page }) => {
  test.setTimeout(120_000)
  for (const step of ['one-tap', 'three-lanes', 'squeeze', 'the-storm']) {
    await page.goto(`${LESSON}#step=${step}`)
    await page.reload()
    await inStep(page, step)
    await expect(article(page)).toHaveAttribute('data-phase', /asking|trying/, { timeout: 20_000 })
    for (const theme of step === 'three-lanes' ? ['light', 'dark', 'projector'] : ['light']) {
      await page.evaluate(name => { document.documentElement.dataset['theme'] = name }, theme)
      await page.waitForTimeout(350)
      await expectAccessible(page, `${step} ${theme}`)
    }
  }
})

test('what an embed cannot play it says, in words', async ({ page }) => {
  await page.goto('embed/?lesson=batching&step=squeeze')
  await expect(page.getByText('an embed has no codecs')).toBeVisible()
  await page.goto('embed/?lesson=batching&step=per-broker')
  await expect(page.locator('[data-lane]')).toHaveCount(4)
})
