/** What the journeys through lessons share: where the card stands, and the keyboard. */
import { AxeBuilder } from '@axe-core/playwright'
import { expect, type Page } from '@playwright/test'

export const article = (page: Page) => page.locator('article')
export const inPhase = (page: Page, phase: string) => expect(article(page)).toHaveAttribute('data-phase', phase, { timeout: 20_000 })
export const inStep = (page: Page, step: string) => expect(article(page)).toHaveAttribute('data-step', step)

/** Presses Tab until what has the focus is called so. */
export async function tabTo(page: Page, name: string | RegExp): Promise<void> {
  for (let presses = 0; presses < 150; presses++) {
    await page.keyboard.press('Tab')
    const found = await page.evaluate(() => {
      const focused = document.activeElement
      const label = focused instanceof HTMLInputElement ? focused.labels?.[0]?.textContent : null
      return focused?.getAttribute('aria-label') ?? label ?? focused?.textContent ?? ''
    })
    if (typeof name === 'string' ? found === name : name.test(found)) return
  }
  throw new Error(`Tab never came to ${String(name)}`)
}

export async function pressButton(page: Page, name: string | RegExp): Promise<void> {
  await tabTo(page, name)
  await page.keyboard.press('Enter')
}

/** Locks what has been chosen, lets the run be skipped, and reads the verdict. */
export async function lockAndSkip(page: Page, verdict: string): Promise<void> {
  await pressButton(page, 'Lock in and run')
  await pressButton(page, 'Skip to the end')
  await inPhase(page, 'told')
  await expect(article(page)).toContainText(verdict)
}
/** Chooses the option at a place of each radio group, by keyboard. */
export async function choose(page: Page, first: RegExp, places: readonly number[]): Promise<void> {
  for (const [group, place] of places.entries()) {
    if (group === 0) await tabTo(page, first)
    else await page.keyboard.press('Tab')
    await page.keyboard.press('Space')
    for (let moves = 0; moves < place; moves++) await page.keyboard.press('ArrowRight')
  }
}
export async function typeNumber(page: Page, question: RegExp, number: string, verdict: string): Promise<void> {
  await tabTo(page, question)
  await page.keyboard.type(number)
  await lockAndSkip(page, verdict)
}

/** No violation that axe can find; `where` says which page and theme if there is one. */
export async function expectAccessible(page: Page, where: string): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).withTags(['wcag2a', 'wcag2aa']).analyze()
  expect(violations.map(({ id, nodes }) => `${where} ${id}: ${nodes.map(({ target }) => String(target)).slice(0, 3).join(' | ')}`)).toEqual([])
}
