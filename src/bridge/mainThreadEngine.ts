/** The engine on the page's own thread, fetched when no worker may run. */
import type { createResponder } from './answerRequests'
import type { answerInTurn } from './preparation'

export interface MainThreadEngine { readonly createResponder: typeof createResponder; readonly answerInTurn: typeof answerInTurn }

export async function loadMainThreadEngine(): Promise<MainThreadEngine> {
  const [{ createResponder }, { answerInTurn }] = await Promise.all([import('./answerRequests'), import('./preparation')])
  return { createResponder, answerInTurn }
}
