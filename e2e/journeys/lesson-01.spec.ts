/** The first lesson, from the first word to the goal, with nothing but the keyboard; then what a learner may do otherwise. */
import { expect, test, type Page } from '@playwright/test'
import { article, expectAccessible, inPhase, inStep, pressButton, tabTo } from '../lessonPage'
import { atRest, nowUs } from '../stagePage'

const LESSON = 'lesson/record-journey/'
const order = (page: Page) => page.locator('article ol [data-card]').evaluateAll(cards => cards.map(card => (card as HTMLElement).dataset['card']))

/** Requests a ride and waits until its passport says what became of it. */
/** The shortest of three: when it begins, another request may be in its broker's hand, and it stands behind that one. */
async function shortestRide(page: Page): ReturnType<typeof ride> {
  let shortest = await ride(page)
  for (let again = 0; again < 2; again++) {
    const other = await ride(page)
    if (other.lengthUs < shortest.lengthUs) shortest = other
  }
  return shortest
}

async function ride(page: Page): Promise<{ answeredUs: number; lengthUs: number }> {
  await pressButton(page, 'Request a ride')
  await expect.poll(() => page.evaluate(() => window.brokerscope.getState().status), { timeout: 20_000 }).toBe('playing')
  await expect.poll(() => page.evaluate(() => window.brokerscope.getState().status), { timeout: 30_000 }).toBe('paused')
  const passport = page.getByRole('region', { name: 'Passport, to scale' })
  return { answeredUs: Number(await passport.getAttribute('data-answered-us')), lengthUs: Number(await passport.getAttribute('data-length-us')) }
}

test('the whole lesson by keyboard', async ({ page }) => {
  test.setTimeout(180_000)
  await page.goto(LESSON)
  await inPhase(page, 'told')
  await expect(article(page)).toContainText('Step 1 of 9')
  await expect(page.locator('[data-landed="true"]')).toHaveCount(0)
  await page.keyboard.press('Space')

  // The nine stops: locked in before anything runs.
  await inStep(page, 'nine-stops')
  await inPhase(page, 'asking')
  const askedAtUs = await nowUs(page)
  const right = ['sent', 'serialized', 'partitioned', 'batched', 'onTheWire', 'inLeaderLog', 'committed', 'acknowledged', 'read']
  const names: Readonly<Record<string, string>> = { serialized: 'serialized to bytes', partitioned: 'partition chosen', batched: 'put into a batch', onTheWire: 'on the wire', committed: 'copied by the followers: committed', acknowledged: 'acknowledged to the producer' }
  expect(await order(page)).not.toEqual(right)
  for (const stop of right.filter(one => names[one] !== undefined)) {
    if ((await order(page)).indexOf(stop) === right.indexOf(stop)) continue
    await tabTo(page, `Move “${names[stop]!}” up`)
    // The focus stays with the card that moves.
    for (let moves = 0; moves < 6 && (await order(page)).indexOf(stop) !== right.indexOf(stop); moves++) await page.keyboard.press('Enter')
  }
  expect(await order(page)).toEqual(right)
  expect(await nowUs(page)).toBe(askedAtUs)
  await pressButton(page, 'Lock in and run')
  await inPhase(page, 'running')
  await inPhase(page, 'told')
  await expect(article(page)).toContainText('You saw it coming')
  await expect(page.locator('[data-landed="true"]')).toHaveCount(9)
  await expect(page.locator('[data-stop="inLeaderLog"]')).toContainText('broker 1')
  await pressButton(page, 'Continue')
  await inStep(page, 'read-the-passport')
  await page.keyboard.press('Space')

  // A wrong answer: its belief, and the moment again, slowly.
  await inStep(page, 'where-time-goes')
  await expect(page.getByLabel('time covered')).toHaveCount(9)
  await tabTo(page, /waiting in the batch/)
  await page.keyboard.press('ArrowDown')
  await pressButton(page, 'Lock in and run')
  await inPhase(page, 'told')
  await expect(article(page)).toContainText('Not quite')
  await expect(article(page)).toContainText('Sending feels like the slow part')
  await expect(page.getByLabel('time covered')).toHaveCount(0)
  await pressButton(page, 'Look again, slowly')
  await inPhase(page, 'lookingAgain')
  await pressButton(page, 'Skip to the end')
  await inPhase(page, 'told')
  await pressButton(page, 'Continue')

  await inStep(page, 'mostly-waiting')
  await expect(page.getByRole('region', { name: 'Passport, to scale' })).toContainText('waiting in the batch 5.0')
  await page.keyboard.press('Space')

  await inStep(page, 'which-lane')
  await inPhase(page, 'asking')
  await tabTo(page, /partition 0/)
  await page.keyboard.press('Space')
  await tabTo(page, /partition 0/)
  await page.keyboard.press('ArrowUp')
  await pressButton(page, 'Lock in and run')
  await pressButton(page, 'Skip to the end')
  await inPhase(page, 'told')
  await expect(article(page)).toContainText('rider-8 gives partition 1')
  await pressButton(page, 'Continue')

  // The number stands on the stage for those who do not believe that reading removes.
  await inStep(page, 'a-second-reader')
  await inPhase(page, 'asking')
  await expect.poll(() => page.evaluate(() => window.brokerscope.getState().nowUs)).toBe(89_800)
  const logEnd = await page.locator('[data-replica="1-0"]').getAttribute('data-leo')
  await tabTo(page, /^How many/)
  await page.keyboard.type(logEnd!)
  await page.keyboard.press('Enter')
  await pressButton(page, 'Skip to the end')
  await inPhase(page, 'told')
  await expect(article(page)).toContainText('You saw it coming')
  await pressButton(page, 'Continue')

  // linger.ms makes the journey shorter; acks moves only the answer.
  await inStep(page, 'your-turn')
  const first = await ride(page)
  await tabTo(page, 'linger.ms')
  for (let presses = 0; presses < 5; presses++) await page.keyboard.press('ArrowLeft')
  await expect.poll(() => page.locator('[data-setting="linger.ms"] input[type="range"]').getAttribute('aria-valuetext')).toBe('0 ms')
  const short = await shortestRide(page)
  expect(short.lengthUs).toBeLessThan(first.lengthUs - 3000)
  await expect(page.getByText('paler: the ride before')).toBeVisible()
  await tabTo(page, 'all')
  await page.keyboard.press('ArrowLeft')
  const unsafe = await shortestRide(page)
  expect(unsafe.answeredUs).toBeLessThan(short.answeredUs - 1000)
  expect(unsafe.lengthUs).toBeGreaterThan(short.lengthUs - 1000)
  await pressButton(page, 'Continue')

  // The challenge begins from the lesson's own settings, whatever was tried before.
  await inStep(page, 'answer-fast')
  await inPhase(page, 'trying')
  await expect(article(page)).toContainText('linger.ms=5, acks=all')
  await pressButton(page, 'Play and check')
  await inPhase(page, 'trying')
  await expect(article(page)).toContainText('Not yet')
  await tabTo(page, 'all')
  await page.keyboard.press('ArrowLeft')
  await pressButton(page, 'Play and check')
  await expect(article(page)).toContainText('Refused: that answer comes before the copies are made', { timeout: 20_000 })
  await tabTo(page, '1')
  await page.keyboard.press('ArrowRight')
  await tabTo(page, 'linger.ms')
  for (let presses = 0; presses < 3; presses++) await page.keyboard.press('ArrowLeft')
  await pressButton(page, 'Play and check')
  await inPhase(page, 'told')
  await expect(article(page)).toContainText('Goal reached, at attempt 3')
  await pressButton(page, 'On to the playground')
  await expect(page).toHaveURL(/\/play\//)
})

test('the place is remembered, a link goes to its step, and nothing is locked', async ({ page }) => {
  await page.goto(`${LESSON}#step=where-time-goes`)
  await inStep(page, 'where-time-goes')
  await inPhase(page, 'asking')
  await page.getByRole('button', { name: 'Skip' }).click()
  await inPhase(page, 'told')
  await expect(article(page)).toContainText('Skipped')
  await page.getByTestId('continue').click()
  await inStep(page, 'mostly-waiting')
  await page.goto(LESSON)
  await inStep(page, 'mostly-waiting')
  await inPhase(page, 'reading')
  await page.getByRole('button', { name: 'Back', exact: true }).click()
  await inStep(page, 'where-time-goes')
})

test('space pauses a running step; skipping lands where it would have ended', async ({ page }) => {
  await page.goto(`${LESSON}#step=which-lane`)
  await inPhase(page, 'asking')
  await page.getByRole('button', { name: 'Skip' }).click()
  await inPhase(page, 'running')
  await expect.poll(() => page.evaluate(() => window.brokerscope.getState().status)).toBe('playing')
  await page.keyboard.press('Space')
  await expect.poll(() => page.evaluate(() => window.brokerscope.getState().status)).toBe('paused')
  await atRest(page)
  await inPhase(page, 'running')
  await page.getByTestId('continue').click()
  await inPhase(page, 'told')
  expect(await nowUs(page)).toBe(73_000)
})

test('with less motion nothing plays, and everything is told', async ({ page }) => {
  await page.emulateMedia({ reducedMotion: 'reduce' })
  await page.goto(LESSON)
  await inPhase(page, 'told')
  await page.getByTestId('continue').click()
  await page.getByRole('button', { name: 'Lock in and run' }).click()
  await inPhase(page, 'told')
  expect(await nowUs(page)).toBe(50_000)
  await expect(page.locator('[data-landed="true"]')).toHaveCount(9)
  await expect(article(page)).toContainText('Not quite')
})

test('no step has a violation that axe can find', async ({ page }) => {
  test.setTimeout(120_000)
  for (const [step, phase] of [['nine-stops', 'asking'], ['read-the-passport', 'reading'], ['which-lane', 'asking'], ['your-turn', 'reading'], ['answer-fast', 'trying']] as const) {
    await page.goto(`${LESSON}#step=${step}`)
    await page.reload()
    await inStep(page, step)
    await inPhase(page, phase)
    for (const theme of step === 'nine-stops' || step === 'your-turn' ? ['light', 'dark', 'projector'] : ['light']) {
      await page.evaluate(name => { document.documentElement.dataset['theme'] = name }, theme)
      await page.waitForTimeout(350)
      await expectAccessible(page, `${step} ${theme}`)
    }
  }
})
