/** A learner writes who chooses the partition: tries it, makes a mistake, uses it, shares it; and sends one record that its serializer refuses. */
import { AxeBuilder } from '@axe-core/playwright'
import { expect, test, type Page } from '@playwright/test'
import { nowUs, openAt, playOn, ready, snapshot, typeInto } from '../stagePage'

const BY_LENGTH = 'function partition(record) {\n  return record.key === "rider-7" ? 0 : 2\n}'
const editor = (page: Page) => page.getByLabel('The partition function')
const bars = (page: Page) => page.getByRole('region', { name: 'Where the first records would go' }).getByRole('listitem')

async function write(page: Page, source: string): Promise<void> {
  await page.getByRole('button', { name: 'Partitioner' }).click()
  // By keyboard: the third of three.
  await page.getByRole('radio', { name: 'Kafka’s own' }).focus()
  await page.keyboard.press('ArrowRight')
  await page.keyboard.press('ArrowRight')
  await typeInto(editor(page), source)
}

test('a function of one’s own: tried while it is written, then the run begins anew with it', async ({ page }) => {
  await openAt(page, 'play/#linger.ms=20', 80)
  await write(page, BY_LENGTH)
  await expect(bars(page).nth(1)).toHaveText(/partition 1\s*0$/)
  const [first, third] = await Promise.all([bars(page).nth(0).innerText(), bars(page).nth(2).innerText()])
  expect(Number(first.split('\n').at(-1)) + Number(third.split('\n').at(-1))).toBe(300)
  await page.getByRole('button', { name: 'Begin anew with it' }).click()
  await expect(page.getByRole('dialog')).toHaveCount(0)
  await playOn(page, 60)
  const ends = await page.evaluate(() => (window.brokerscope.getState() as unknown as { view: { brokers: { replicas: { isLeader: boolean; partition: number; logEndOffset: number }[] }[] } }).view.brokers
    .flatMap(({ replicas }) => replicas).filter(({ isLeader }) => isLeader).map(({ partition, logEndOffset }) => [partition, logEndOffset > 0]))
  expect(Object.fromEntries(ends as [number, boolean][])).toEqual({ 0: true, 1: false, 2: true })
  // The link brings another page to the same run, byte for byte.
  await page.evaluate(async () => { await window.brokerscope.getState().seek(50_000) })
  const { hash } = await snapshot(page)
  const fragment = new URLSearchParams({ v: '1', seed: '11', 'linger.ms': '20', 'partitioner.source': BY_LENGTH, at: '50' }).toString()
  await page.goto(`play/?again#${fragment}`)
  await expect.poll(() => nowUs(page)).toBe(50_000)
  expect((await snapshot(page)).hash).toBe(hash)
})

test('mistakes are said with their place, by the time one looks up; an endless loop is stopped', async ({ page }) => {
  await openAt(page, 'play/', 40)
  const status = page.getByRole('dialog').getByRole('status')
  const use = page.getByRole('button', { name: 'Begin anew with it' })
  await write(page, 'function partition(record) {\n  return record.key.\n}')
  await expect(status).toHaveText(/^Line 3, column \d+: SyntaxError/)
  await expect(use).toBeDisabled()
  await typeInto(editor(page), 'function partition(record) { while (true) {} }')
  await expect(status).toHaveText(/StepLimit: it did not come back within 100000 steps/)
  for (const deep of ['partition(record)', '[record].map(partition)[0]', '/(a|b|ab)*c/.test("ab".repeat(5000)) ? 0 : 1', 'JSON.parse("[".repeat(100000)).length', 'String(Array(3000).fill(0).reduce(list => [list], [])).length']) {
    await typeInto(editor(page), `function partition(record) { return ${deep} }`)
    await expect(page.getByRole('dialog').getByRole('region')).toHaveAttribute('data-stale', 'false')
    await expect(status).not.toHaveText(/its engine was stopped|The engine/)
  }
  await typeInto(editor(page), 'function partition(record) {\n  return -1\n}')
  await expect(status).toHaveText('IllegalArgumentException: The partitioner generated an invalid partition number: -1. Partition number should always be non-negative.')
  await typeInto(editor(page), 'function partition(record) { return typeof fetch + typeof document }')
  await expect(status).toHaveText(/returned "undefinedundefined"/)
  // By keyboard: Escape leaves, and nothing has changed.
  const { hash } = await snapshot(page)
  await page.keyboard.press('Escape')
  await expect(page.getByRole('dialog')).toHaveCount(0)
  expect((await snapshot(page)).hash).toBe(hash)
})

test('a link with a function that cannot be read: said in a notice, the rest is played', async ({ page }) => {
  await page.goto(`play/#${new URLSearchParams({ 'linger.ms': '7', 'partitioner.source': 'function (' }).toString()}`)
  await ready(page)
  await expect(page.getByText(/The partition function of this scenario cannot be called.*SyntaxError/)).toBeVisible()
  await expect(page.getByLabel('linger.ms, typed')).toHaveValue('7')
})

test('one record: its bytes while one types; a serializer that refuses it fails send() at once', async ({ page }) => {
  await openAt(page, 'play/', 40)
  await page.getByRole('button', { name: 'Send one record' }).click()
  const dialog = page.getByRole('dialog'), verdict = dialog.getByRole('status')
  await typeInto(dialog.getByLabel('value', { exact: true }), '35')
  await expect(verdict).toContainText('value 33 35 (2 bytes)')
  await dialog.getByLabel('value.serializer').selectOption('Integer')
  await expect(verdict).toContainText('value 00 00 00 23 (4 bytes)')
  await typeInto(dialog.getByLabel('value', { exact: true }), 'hello')
  await expect(verdict).toContainText('SerializationException: Can\'t convert value of class java.lang.String to class org.apache.kafka.common.serialization.IntegerSerializer specified in value.serializer')
  await dialog.getByRole('button', { name: 'Begin anew with these serializers' }).click()
  await dialog.getByRole('button', { name: 'Call send()' }).click()
  await expect(page.getByText(/failed with SerializationException/)).toBeVisible()
})

test('no violation that axe can find in either window, in any theme', async ({ page }) => {
  await openAt(page, 'play/', 40)
  for (const theme of ['light', 'dark', 'projector']) {
    await page.evaluate(name => { document.documentElement.dataset['theme'] = name }, theme)
    await write(page, 'const partition = () => -1')
    await expect(page.getByRole('dialog').getByRole('status')).toHaveText(/invalid partition number/)
    expect((await new AxeBuilder({ page }).include('dialog').withTags(['wcag2a', 'wcag2aa']).analyze()).violations).toEqual([])
    await page.keyboard.press('Escape')
    await page.getByRole('button', { name: 'Send one record' }).click()
    await page.getByLabel('value.serializer').selectOption('Integer')
    expect((await new AxeBuilder({ page }).include('dialog').withTags(['wcag2a', 'wcag2aa']).analyze()).violations).toEqual([])
    await page.keyboard.press('Escape')
  }
})
