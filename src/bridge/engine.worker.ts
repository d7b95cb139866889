/// <reference lib="webworker" />
/** The engine's worker: hears a request, answers it. Everything else is in handlers.ts. */
import { createResponder } from './answerRequests'
import { transferOf } from './handlers'
import type { ToEngine } from './messages'

declare const self: DedicatedWorkerGlobalScope
const respond = createResponder(() => performance.now())
self.onmessage = ({ data }: MessageEvent<ToEngine>) => {
  const answer = respond(data)
  self.postMessage(answer, answer.ok ? transferOf(answer.reply) : [])
}
