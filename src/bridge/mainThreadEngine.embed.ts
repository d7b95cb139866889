/** In place of mainThreadEngine in the embed, whose one script has the engine in it: what may be fetched later has to be wrapped, module by module, which takes more than 3 kB. */
import { createResponder } from './answerRequests'
import type { MainThreadEngine } from './mainThreadEngine'
import { answerInTurn } from './preparation'

export const loadMainThreadEngine = (): Promise<MainThreadEngine> => Promise.resolve({ createResponder, answerInTurn })
