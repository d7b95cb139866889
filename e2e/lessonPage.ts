/** What the journeys through lessons share: where the card stands, and the keyboard. */
import { AxeBuilder } from '@axe-core/playwright'
import { expect, type Page } from '@playwright/test'

export const article = (page: Page) => page.locator('article')
export const inPhase = (page: Page, phase: string) => expect(article(page)).toHaveAttribute('data-phase', phase, { timeout: 20_000 })
export const inStep = (page: Page, step: string) => expect(article(page)).toHaveAttribute('data-step', step)

/** What a person would call the element that has the focus; and whether one called so comes after it, in the order of the page. */
const focused = (page: Page, name: RegExp): Promise<{ readonly isIt: boolean; readonly isAhead: boolean }> => page.evaluate(([source, flags]) => {
  const wanted = new RegExp(source!, flags)
  const called = (element: Element | null): string => element?.getAttribute('aria-label') ?? (element instanceof HTMLInputElement ? element.labels?.[0]?.textContent : null) ?? element?.textContent ?? ''
  const all = [...document.querySelectorAll<HTMLElement>('a[href], button:not(:disabled), input:not(:disabled), select, textarea, summary, [tabindex]')].filter(({ tabIndex }) => tabIndex >= 0)
  const here = all.findIndex(element => element === document.activeElement)
  return { isIt: wanted.test(called(document.activeElement)), isAhead: all.slice(here + 1).some(element => wanted.test(called(element))) }
}, [name.source, name.flags])

const exactly = (name: string | RegExp): RegExp => (typeof name === 'string' ? new RegExp(`^${name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}$`) : name)

/** Presses Tab, or Shift and Tab where it lies behind, until what has the focus is called so. Never past the end of the page: the driver's Firefox does not come back from its own buttons. */
export async function tabTo(page: Page, name: string | RegExp): Promise<void> {
  const wanted = exactly(name)
  // The one that has the focus now is not meant: it was pressed before.
  const { isAhead } = await focused(page, wanted)
  for (let presses = 0; presses < 150; presses++) {
    await page.keyboard.press(isAhead ? 'Tab' : 'Shift+Tab')
    if ((await focused(page, wanted)).isIt) return
  }
  throw new Error(`Tab never came to ${String(name)}`)
}

export async function pressButton(page: Page, name: string | RegExp): Promise<void> {
  if (!(await focused(page, exactly(name))).isIt) await tabTo(page, name)
  await page.keyboard.press('Enter')
}

/** Locks what has been chosen, lets the run be skipped, and reads the verdict. */
export async function lockAndSkip(page: Page, verdict: string): Promise<void> {
  await pressButton(page, 'Lock in and run')
  await pressButton(page, 'Skip to the end')
  await inPhase(page, 'told')
  // A fate strip plays some hundreds of forks before it can say how wide its stretches are.
  await expect(article(page)).toContainText(verdict, { timeout: 60_000 })
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
