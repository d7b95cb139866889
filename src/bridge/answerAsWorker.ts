/** Makes the worker one runs in the engine: hears a request, answers it. Everything else is in handlers.ts. */
import { createResponder } from './answerRequests'
import { transferOf } from './handlers'
import { answerInTurn } from './preparation'
import type { ToEngine } from './messages'

interface WorkerScope { onmessage: ((event: MessageEvent<ToEngine>) => void) | null; postMessage(message: unknown, transfer: Transferable[]): void }

export function answerAsWorker(): void {
  const scope = globalThis as unknown as WorkerScope
  const answer = answerInTurn(createResponder(() => performance.now()), reply => { scope.postMessage(reply, reply.ok ? transferOf(reply.reply) : []) }, problem => {
    // Out of any promise, so that the page hears of it as the worker's error.
    queueMicrotask(() => { throw problem })
  })
  scope.onmessage = ({ data }) => { answer(data) }
}
