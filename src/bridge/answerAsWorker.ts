/** Makes the worker one runs in the engine: hears a request, answers it. Everything else is in handlers.ts. */
import { createResponder } from './answerRequests'
import { transferOf } from './handlers'
import type { ToEngine } from './messages'

interface WorkerScope { onmessage: ((event: MessageEvent<ToEngine>) => void) | null; postMessage(message: unknown, transfer: Transferable[]): void }

export function answerAsWorker(): void {
  const scope = globalThis as unknown as WorkerScope
  const respond = createResponder(() => performance.now())
  scope.onmessage = ({ data }) => {
    const answer = respond(data)
    scope.postMessage(answer, answer.ok ? transferOf(answer.reply) : [])
  }
}
