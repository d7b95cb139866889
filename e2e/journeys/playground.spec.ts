/** An engineer in the playground: runs it, drags knobs by keyboard, goes back, asks why, changes the past. */
import { expect, test } from '@playwright/test'
import { canvas, figure, nowUs, openAt, picture, playOn, ready, snapshot, typeInto } from '../stagePage'

test('opens and runs by itself', async ({ page }) => {
  await page.goto('play/')
  await ready(page)
  const before = await nowUs(page)
  await expect.poll(() => nowUs(page)).toBeGreaterThan(before + 2000)
  expect(await page.evaluate(() => window.brokerscope.getState().engineRunsIn)).toBe('worker')
  await expect(page.getByTestId('scale')).toHaveText(/1\ss here = 5\sms in Kafka/)
})

test('linger.ms from 0 to 50 by keyboard: records per batch rise, requests fall', async ({ page }) => {
  await openAt(page, 'play/#linger.ms=0', 300)
  const batch = await figure(page, 'batch'), requests = await figure(page, 'requests')
  const slider = page.getByRole('slider', { name: 'linger.ms', exact: true })
  await slider.focus()
  for (let presses = 0; presses < 50; presses++) await page.keyboard.press('ArrowRight')
  await expect(page.getByLabel('linger.ms, typed')).toHaveValue('50')
  await playOn(page, 700)
  expect(await figure(page, 'batch')).toBeGreaterThan(batch * 4)
  expect(await figure(page, 'requests')).toBeLessThan(requests / 3)
})

test('acks=0 shows no answer on the wire; acks=1 does', async ({ page }) => {
  const acksSeen = async (): Promise<number> => {
    let most = 0
    for (let step = 0; step < 60; step++) {
      await page.getByRole('button', { name: 'On to the next event' }).click()
      most = Math.max(most, Number(await canvas(page).getAttribute('data-acks')))
    }
    return most
  }
  await openAt(page, 'play/#acks=0', 100)
  expect(await acksSeen()).toBe(0)
  expect(await figure(page, 'p99')).toBeGreaterThan(0)
  await page.getByRole('radio', { name: '1', exact: true }).check({ force: true })
  expect(await acksSeen()).toBeGreaterThan(0)
})

test('a step back and one forward land on the same picture', async ({ page }) => {
  await openAt(page, 'play/', 204.6)
  const next = page.getByRole('button', { name: 'On to the next event' }), back = page.getByRole('button', { name: 'Back to the last event' })
  await next.click()
  const there = await picture(page), at = await nowUs(page)
  await next.click()
  await expect.poll(() => nowUs(page)).toBeGreaterThan(at)
  expect((await picture(page)).pixels).not.toBe(there.pixels)
  await back.click()
  await expect.poll(() => nowUs(page)).toBe(at)
  expect(await picture(page)).toEqual(there)
})

test('the timeline can be scrubbed by keyboard and by pointer', async ({ page }) => {
  await openAt(page, 'play/', 150)
  const timeline = page.getByRole('slider', { name: 'Time in the run' })
  await timeline.focus()
  await page.keyboard.press('Home')
  await expect.poll(() => nowUs(page)).toBe(0)
  await page.keyboard.press('End')
  await expect.poll(() => nowUs(page)).toBe(150_000)
  const box = (await timeline.boundingBox())!
  await page.mouse.click(box.x + 62 + (box.width - 76) / 2, box.y + 20)
  await expect.poll(() => nowUs(page)).toBeLessThan(150_000)
})

test('why: a sealed batch explains itself in sentences, each leading to its moment', async ({ page }) => {
  await openAt(page, 'play/', 204.6)
  const request = page.getByRole('button', { name: /^Request #\d+ to broker/ }).first()
  await request.focus()
  await page.keyboard.press('Enter')
  const why = page.getByTestId('why')
  await expect(why).toContainText('linger.ms')
  await expect(why).toContainText('The scenario started')
  const sealed = why.getByRole('button', { name: /was sealed with/ }).first()
  const time = await sealed.locator('span').first().textContent()
  await sealed.click()
  await expect(page.getByTestId('now')).toHaveText(time!)
  await page.keyboard.press('Escape')
})

test('a message on the wire can be asked too, and the log of events', async ({ page }) => {
  await openAt(page, 'play/', 204.6)
  const token = page.locator('button[data-token]').first()
  await token.focus()
  await page.keyboard.press('Enter')
  await expect(page.getByTestId('why').getByRole('listitem').first()).toBeVisible()
  await page.getByRole('button', { name: 'Close the explanation' }).click()
  await page.getByRole('button', { name: 'Log', exact: true }).click()
  await page.getByRole('button', { name: /^Why batchDrained/ }).first().click()
  await expect(page.getByTestId('why')).toContainText('was sealed with')
})

test('a broker says where its requests are, and each what it waits for', async ({ page }) => {
  await openAt(page, `play/?broker.num.io.threads=1&workload.records.per.second=3000&linger.ms=0&commands=${encodeURIComponent('[[50,{"type":"setDisk","broker":1,"slowness":200}]]')}`, 400)
  await page.getByRole('button', { name: /^Broker 1: \d+ queued, 1 of 1 I\/O threads busy/ }).focus()
  await page.keyboard.press('Enter')
  const why = page.getByTestId('why')
  await expect(why.getByRole('heading')).toHaveText('Broker 1: where its requests are')
  await expect(why.getByTestId('request-path')).toContainText(/I\/O threads.*1 of 1 busy, at work [1-9]\d* % of the last half second.*RequestHandlerAvgIdlePercent/)
  await why.getByRole('button', { name: /^Produce #\d+ of .* waits behind 1 request of its connection/ }).press('Enter')
  await expect(why.getByRole('heading')).not.toHaveText(/where its requests are/)
  await expect(why.getByRole('listitem').first()).toContainText(/Produce request/)
})

test('changing the past makes a branch, and both courses are kept', async ({ page }) => {
  await openAt(page, 'play/', 120)
  const asItWas = (await snapshot(page)).hash
  await page.evaluate(() => window.brokerscope.getState().seek(40_000))
  await page.getByRole('radio', { name: '1', exact: true }).check({ force: true })
  const branches = page.getByRole('group', { name: 'Branches of this run' })
  await expect(branches).toContainText(/acks = 1 at 40\.0\sms/)
  await branches.getByRole('button', { name: 'as it was' }).click()
  await expect.poll(() => nowUs(page)).toBe(120_000)
  expect((await snapshot(page)).hash).toBe(asItWas)
})

test('a bad value is answered in Kafka’s words and changes nothing', async ({ page }) => {
  await openAt(page, 'play/', 50)
  const field = page.getByLabel('linger.ms, typed')
  const type = async (text: string): Promise<void> => {
    await typeInto(field, text)
    await field.press('Enter')
  }
  await type('soon')
  await expect(page.getByRole('alert')).toHaveText('Invalid value soon for configuration linger.ms: Not a number of type LONG')
  await type('-3')
  await expect(page.getByRole('alert')).toHaveText('Invalid value -3 for configuration linger.ms: Value must be at least 0')
  expect(await nowUs(page)).toBe(50_000)
})

test('an engine that crashes is started again where it was, and the page says so', async ({ page }) => {
  // The worker is told to fail, once, in the middle of the run.
  await page.addInitScript(() => {
    const Real = Worker
    window.Worker = class extends Real {
      constructor(...given: ConstructorParameters<typeof Worker>) { super(...given); Object.assign(window, { engineWorker: this }) }
    }
  })
  await openAt(page, 'play/', 80)
  const { hash } = await snapshot(page)
  await page.evaluate(() => { (window as unknown as { engineWorker: Worker }).engineWorker.dispatchEvent(new ErrorEvent('error', { message: 'out of memory', cancelable: true })) })
  await expect(page.getByText(/The engine stopped unexpectedly \(out of memory\)/)).toBeVisible()
  await expect.poll(() => page.evaluate(() => window.brokerscope.getState().status)).toBe('paused')
  expect(await snapshot(page)).toMatchObject({ hash, nowUs: 80_000 })
})

test('where workers are forbidden the engine runs on the page, with the same log', async ({ page, browser }) => {
  await openAt(page, 'play/', 90)
  const { hash } = await snapshot(page)
  const other = await (await browser.newContext()).newPage()
  await other.addInitScript(() => { window.Worker = function refuse() { throw new DOMException('no workers here', 'SecurityError') } as unknown as typeof Worker })
  await openAt(other, page.url(), 90)
  expect(await other.evaluate(() => window.brokerscope.getState().engineRunsIn)).toBe('mainThread')
  expect((await snapshot(other)).hash).toBe(hash)
})

test('a link with unknown or bad parameters says which were ignored', async ({ page }) => {
  await page.goto('play/?lingerms=5&acks=2&linger.ms=20')
  await ready(page)
  await expect(page.getByText('lingerms was ignored: there is no such parameter here')).toBeVisible()
  await expect(page.getByText(/acks was ignored: Invalid value 2 for configuration acks/)).toBeVisible()
  await expect(page.getByLabel('linger.ms, typed')).toHaveValue('20')
})
