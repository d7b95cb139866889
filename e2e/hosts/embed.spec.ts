/** The embed in other people's pages: bare frame, sandbox, file, bad parameters, and its manners. */
import { AxeBuilder } from '@axe-core/playwright'
import { expect, test, type Frame, type Page } from '@playwright/test'
import { createServer, type Server } from 'node:http'
import { resolve } from 'node:path'
import type { AddressInfo } from 'node:net'

let host: Server
const pages = new Map<string, string>()
test.beforeAll(async () => {
  host = createServer((request, response) => { response.setHeader('content-type', 'text/html; charset=utf-8'); response.end(pages.get(request.url ?? '') ?? '') })
  await new Promise<void>(done => { host.listen(0, '127.0.0.1', done) })
})
test.afterAll(() => { host.close() })

/** A course page of another origin with the embed in a frame. */
async function openHost(page: Page, baseURL: string, parameters: string, attributes: string): Promise<Frame> {
  const path = `/${Math.random()}`
  pages.set(path, `<!doctype html><p>A course.</p><button id="mine">mine</button><iframe width="900" height="560" ${attributes} src="${baseURL}embed/${parameters}"></iframe>`)
  await page.goto(`http://127.0.0.1:${(host.address() as AddressInfo).port}${path}`)
  await expect.poll(() => page.frames().length).toBe(2)
  const frame = page.frames()[1]!
  await expect.poll(() => frame.evaluate(() => (window as Partial<Window>).brokerscope?.getState().status ?? 'none').catch(() => 'none'), { timeout: 20_000 }).toMatch(/playing|paused/)
  return frame
}
const state = (frame: Frame): Promise<{ runsIn: string | null; nowUs: number }> => frame.evaluate(() => { const { engineRunsIn, nowUs } = window.brokerscope.getState(); return { runsIn: engineRunsIn, nowUs } })

test('a bare frame on another origin runs', async ({ page, baseURL }) => {
  const frame = await openHost(page, baseURL!, '', '')
  const before = await state(frame)
  await expect.poll(async () => (await state(frame)).nowUs).toBeGreaterThan(before.nowUs)
})

test('a step’s words are set as in the lesson, without the marks they are written with', async ({ page, baseURL }) => {
  const frame = await openHost(page, baseURL!, '?lesson=acks&step=one-has-it', '')
  const caption = frame.getByRole('banner')
  await expect(caption.locator('code').first()).toHaveText('acks=1')
  await expect(caption).not.toContainText('`')
})

test('under sandbox="allow-scripts" it runs, in a worker, and fetches nothing else', async ({ page, baseURL }) => {
  const fetched: string[] = []
  page.on('request', request => { if (request.url().startsWith('http')) fetched.push(request.url()) })
  const problems: string[] = []
  page.on('pageerror', problem => { problems.push(problem.message) })
  const frame = await openHost(page, baseURL!, '?lesson=record-journey&step=nine-stops&linger.ms=20&seed=4', 'sandbox="allow-scripts"')
  expect((await state(frame)).runsIn).toBe('blobWorker')
  const before = await state(frame)
  await expect.poll(async () => (await state(frame)).nowUs).toBeGreaterThan(before.nowUs)
  await expect(frame.locator('header')).toContainText('Guess the nine stops')
  await expect(frame.getByTestId('stage-canvas')).toBeVisible()
  expect(problems).toEqual([])
  expect(fetched.filter(address => !address.includes('/embed/') && !address.includes('127.0.0.1') && !address.endsWith('/favicon.ico'))).toEqual([])
})

test('a step that is told on the ladder shows it; an address may ask for another view', async ({ page, baseURL }) => {
  const frame = await openHost(page, baseURL!, '?lesson=acks&step=which-arrow&autoplay=0&at=224', 'sandbox="allow-scripts"')
  await expect(frame.locator('[data-type="arrow"]').first()).toBeVisible()
  await frame.getByRole('button', { name: /^Produce #0 from payment-service to broker 1/ }).click()
  await expect(frame.getByTestId('why')).toContainText('Produce request #0')
  const other = await openHost(page, baseURL!, '?lesson=acks&step=which-arrow&autoplay=0&view=stage', 'sandbox="allow-scripts"')
  await expect(other.getByTestId('stage-canvas')).toBeVisible()
})

for (const view of ['stage', 'ladder', 'log']) {
  test(`in a frame of 320 × 320 the ${view} leaves the time controls free, and nothing is wider than the frame`, async ({ page, baseURL }) => {
    const frame = await openHost(page, baseURL!, `?view=${view}&autoplay=0&at=63`, 'style="width:320px;height:320px;border:0" sandbox="allow-scripts"')
    await expect.poll(async () => (await state(frame)).nowUs).toBe(63_000)
    const [shown, bar] = [frame.getByRole('main').locator('> :first-child'), frame.getByRole('button', { name: 'Play', exact: true })]
    await expect(shown).toBeVisible()
    const lowest = await shown.evaluate(element => element.getBoundingClientRect().bottom)
    expect(lowest).toBeLessThanOrEqual(await bar.evaluate(element => element.getBoundingClientRect().top))
    expect(await frame.evaluate(() => [document.documentElement.scrollWidth, document.documentElement.scrollHeight])).toEqual([320, 320])
    await bar.click()
    await expect.poll(async () => (await state(frame)).nowUs).toBeGreaterThan(63_000)
  })
}

test('view=ladder needs no lesson: an arrow is reached by keyboard and says why; axe finds nothing', async ({ page, baseURL }) => {
  await page.goto(`${baseURL!}embed/?view=ladder&workload.records.per.second=60&linger.ms=0&autoplay=0&at=63`)
  const ladder = page.getByRole('region', { name: /^Ladder/ })
  await expect(ladder.getByRole('button', { name: /^Produce #\d+ from producer-1 to broker 1/ }).first()).toBeVisible()
  expect((await new AxeBuilder({ page }).withTags(['wcag2a', 'wcag2aa']).analyze()).violations).toEqual([])
  await ladder.locator('[role="button"][tabindex="0"]').focus()
  for (let steps = 0; steps < 20 && await ladder.locator('[data-type="arrow"]:focus').count() === 0; steps++) await page.keyboard.press('ArrowUp')
  await expect(ladder.locator('[data-type="arrow"]:focus')).toHaveCount(1)
  await page.keyboard.press('Enter')
  await expect(page.getByTestId('why').getByRole('listitem').first()).toBeVisible()
  await expect(ladder.locator('[aria-pressed="true"]')).toHaveCount(1)
})

test('what is drawn on the stage is reached by Tab and says why', async ({ page, baseURL }) => {
  await page.goto(`${baseURL!}embed/?autoplay=0&at=63`)
  const drawn = page.getByRole('region', { name: /^Stage/ }).locator('g[role="button"]:focus')
  await expect(page.getByTestId('stage-canvas')).toBeVisible()
  for (let steps = 0; steps < 20 && await drawn.count() === 0; steps++) await page.keyboard.press('Tab')
  await expect(drawn).toHaveCount(1)
  await page.keyboard.press('Enter')
  await expect(page.getByTestId('why').getByRole('listitem').first()).toBeVisible()
})

test('unknown and bad parameters are named and ignored; it never takes focus', async ({ page, baseURL }) => {
  pages.clear()
  const frame = await openHost(page, baseURL!, '?acks=7&colour=red&step=x&lesson=nope#linger.ms=12', 'sandbox="allow-scripts"')
  await expect(frame.getByText(/acks was ignored: Invalid value 7 for configuration acks/)).toBeVisible()
  await expect(frame.getByText('colour was ignored: there is no such parameter here')).toBeVisible()
  await expect(frame.getByText(/lesson=nope was ignored/)).toBeVisible()
  expect(await page.evaluate(() => document.activeElement?.tagName)).toBe('BODY')
})

test('from a file it runs, also where workers are forbidden altogether, with the same log', async ({ page, browser }) => {
  const address = `file://${resolve('dist/embed/index.html')}#seed=5&autoplay=0&at=60`
  const hashIn = async (which: Page): Promise<{ hash: string; runsIn: string | null }> => {
    await which.goto(address)
    await expect.poll(() => which.evaluate(() => (window as Partial<Window>).brokerscope?.getState().nowUs ?? -1)).toBe(60_000)
    return which.evaluate(async () => ({ hash: (await window.brokerscope.getState().snapshot()).hash, runsIn: window.brokerscope.getState().engineRunsIn }))
  }
  const inWorker = await hashIn(page)
  expect(inWorker.runsIn).toBe('blobWorker')
  const forbidden = await (await browser.newContext()).newPage()
  await forbidden.addInitScript(() => { window.Worker = function refuse() { throw new DOMException('no', 'SecurityError') } as unknown as typeof Worker })
  expect(await hashIn(forbidden)).toEqual({ hash: inWorker.hash, runsIn: 'mainThread' })
})
