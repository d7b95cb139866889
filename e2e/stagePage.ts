/** What the journeys share: opening a page with a stage, and reading the run from it. */
import { expect, type Locator, type Page } from '@playwright/test'

interface Snapshot { readonly hash: string; readonly events: number; readonly nowUs: number }
interface Brokerscope {
  getState(): {
    readonly nowUs: number; readonly status: string; readonly engineRunsIn: string | null; pause(): void; play(): void; setSpeed(speed: number): void
    seek(atUs: number): Promise<void>; snapshot(): Promise<Snapshot>; apply(command: Readonly<Record<string, unknown>>): Promise<void>
    readonly scenario: { readonly title?: string } | null
    readonly view: { readonly producers: readonly { readonly clientId: string; readonly state: string }[] } | null
    readonly events: { ofKind(kind: string): Iterable<{ readonly arguments: Readonly<Record<string, number>> }> }
  }
}
declare global { interface Window { brokerscope: Brokerscope } }

/** Waits until the engine answers; the run is paused and stands at `atMs`. */
export async function openAt(page: Page, path: string, atMs: number): Promise<void> {
  await page.goto(path)
  await ready(page)
  await page.evaluate(async atUs => {
    const session = window.brokerscope.getState()
    session.pause()
    await session.seek(atUs)
  }, atMs * 1000)
}

export async function ready(page: Page): Promise<void> {
  await expect.poll(() => page.evaluate(() => (window as Partial<Window>).brokerscope?.getState().status ?? 'none')).toMatch(/paused|playing/)
}

export const nowUs = (page: Page): Promise<number> => page.evaluate(() => window.brokerscope.getState().nowUs)
/** Waits until the clock stands still; what the engine was asked before still comes. */
export const atRest = (page: Page): Promise<void> => expect.poll(async () => {
  const before = await nowUs(page)
  await page.waitForTimeout(300)
  return (await nowUs(page)) - before
}).toBe(0)
export const snapshot = (page: Page): Promise<Snapshot> => page.evaluate(() => window.brokerscope.getState().snapshot())
export const canvas = (page: Page): Locator => page.getByTestId('stage-canvas')
export const figure = async (page: Page, id: string): Promise<number> => Number(await page.locator(`[data-figure="${id}"]`).getAttribute('data-value'))

/** Plays `ms` of virtual time at full tilt and rests there. */
export async function playOn(page: Page, ms: number): Promise<void> {
  const fromUs = await nowUs(page)
  await page.evaluate(speed => { const session = window.brokerscope.getState(); session.setSpeed(speed); session.play() }, 1)
  await expect.poll(() => nowUs(page), { timeout: 30_000 }).toBeGreaterThan(fromUs + ms * 1000)
  await page.evaluate(() => { window.brokerscope.getState().pause() })
}

/** Everything the stage shows that a person could see: the structure's words and marks, and the canvas pixel by pixel. */
export async function picture(page: Page): Promise<{ words: string; pixels: string }> {
  // One frame, so that the canvas has been drawn.
  await page.evaluate(() => new Promise(resolve => { requestAnimationFrame(() => { requestAnimationFrame(resolve) }) }))
  const words = await page.locator('section[aria-label^="Stage"] svg').evaluate(svg => svg.outerHTML)
  const pixels = await canvas(page).evaluate(element => (element as HTMLCanvasElement).toDataURL())
  return { words, pixels }
}

/** Types key by key, as a person does, over what is there. */
export async function typeInto(field: Locator, text: string): Promise<void> {
  await field.selectText()
  await field.pressSequentially(text)
}
