/**
 * Fetches the interpreter (a piece of the product of its own, only for a scenario with a function of the learner's) and installs it. The one thing in the
 * engine's folders that takes time: whoever loads a scenario waits for it first (the bridge, the tools); no rule ever does.
 */
import { installInterpreter } from './interpreter'

let loading: PromiseLike<void> | undefined

/** Rejects if the piece cannot be fetched; the next call tries again. */
export function loadInterpreter(): PromiseLike<void> {
  loading ??= import('./quickJs').then(({ openQuickJs }) => openQuickJs()).then(installInterpreter, (problem: unknown) => {
    loading = undefined
    throw problem
  })
  return loading
}
