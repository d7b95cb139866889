/** From a message of the page to the handler and back, the same in a worker and on the main thread. */
import { createHandlers, RequestRefused, type Handlers } from './handlers'
import type { FromEngine, ToEngine } from './messages'

export function createResponder(clockMs: () => number): (message: ToEngine) => FromEngine {
  const handlers: Handlers = createHandlers(clockMs)
  return message => {
    try {
      const handle = handlers[message.name] as (request: unknown) => Extract<FromEngine, { ok: true }>['reply']
      return { id: message.id, ok: true, reply: handle(message.request) }
    } catch (problem) {
      if (problem instanceof RequestRefused) return { id: message.id, ok: false, error: problem.message, problems: problem.problems }
      throw problem
    }
  }
}
