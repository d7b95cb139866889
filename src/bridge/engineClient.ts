/**
 * The page's end of the conversation. The engine runs in a worker from its URL; where that is refused, in one from a blob; where workers are
 * forbidden, on the main thread: same code, same event log.
 */
import type { EngineRequestName, FromEngine, ReplyOf, RequestOf, ToEngine } from './messages'
import { createBlobWorker, createUrlWorker } from './engineWorkers'
import { loadMainThreadEngine } from './mainThreadEngine'

export type EnginePlace = 'worker' | 'blobWorker' | 'mainThread'
export interface EngineClient {
  readonly place: EnginePlace
  ask<Name extends EngineRequestName>(name: Name, request: RequestOf<Name>): Promise<ReplyOf<Name>>
  dispose(): void
}
/** A request that was refused in words (a bad scenario, a bad value). */
export class EngineRefusal extends Error {
  readonly problems: readonly string[]
  constructor(message: string, problems: readonly string[] = []) {
    super(message)
    this.problems = problems
  }
}
/** The engine has stopped and answers nothing more. */
export class EngineCrash extends Error {}

interface Waiting { resolve(reply: never): void; reject(problem: Error): void }
interface Port { readonly place: EnginePlace; post(message: ToEngine): void; close(): void }
type Hear = (answer: FromEngine) => void

/** `onCrash` is called once, when the engine has stopped by itself. */
export async function createEngineClient(onCrash: (problem: EngineCrash) => void): Promise<EngineClient> {
  const waiting = new Map<number, Waiting>()
  let nextId = 0
  let isOver = false
  const hear: Hear = answer => {
    const asked = waiting.get(answer.id)
    waiting.delete(answer.id)
    if (answer.ok) asked?.resolve(answer.reply as never)
    else asked?.reject(new EngineRefusal(answer.error, answer.problems))
  }
  const crash = (what: string): void => {
    if (isOver) return
    isOver = true
    const problem = new EngineCrash(what)
    for (const asked of waiting.values()) asked.reject(problem)
    waiting.clear()
    onCrash(problem)
  }
  const port = await openPort(hear, crash)
  return {
    place: port.place,
    ask(name, request) {
      if (isOver) return Promise.reject(new EngineCrash('The engine has stopped.'))
      return new Promise((resolve, reject) => {
        const id = nextId++
        waiting.set(id, { resolve, reject })
        port.post({ id, name, request } as ToEngine)
      })
    },
    dispose() {
      isOver = true
      waiting.clear()
      port.close()
    },
  }
}

async function openPort(hear: Hear, crash: (what: string) => void): Promise<Port> {
  const worker = await workerPort('worker', createUrlWorker, hear, crash) ?? await workerPort('blobWorker', createBlobWorker, hear, crash)
  return worker ?? mainThreadPort(hear, crash)
}

/** How long a worker may take to say its first word before the next way is tried. */
const FIRST_WORD_MS = 4000

/** A worker that has answered once; undefined where it is refused or fails to start. */
function workerPort(place: EnginePlace, create: () => Worker | undefined, hear: Hear, crash: (what: string) => void): Promise<Port | undefined> {
  return new Promise(resolve => {
    let worker: Worker | undefined
    try {
      worker = create()
    } catch {
      worker = undefined
    }
    if (!worker) { resolve(undefined); return }
    const started = worker
    const giveUp = (): void => { started.terminate(); resolve(undefined) }
    const timer = setTimeout(giveUp, FIRST_WORD_MS)
    started.onerror = () => { clearTimeout(timer); giveUp() }
    started.onmessage = () => {
      clearTimeout(timer)
      started.onmessage = ({ data }: MessageEvent<FromEngine>) => { hear(data) }
      started.onerror = event => { event.preventDefault(); started.terminate(); crash(event.message || 'The engine stopped.') }
      resolve({ place, post: message => { started.postMessage(message) }, close: () => { started.terminate() } })
    }
    // Any request makes it speak; this one is refused, which is an answer.
    started.postMessage({ id: -1, name: 'snapshot', request: {} } satisfies ToEngine)
  })
}

async function mainThreadPort(hear: Hear, crash: (what: string) => void): Promise<Port> {
  const { createResponder, answerInTurn } = await loadMainThreadEngine()
  const answer = answerInTurn(createResponder(() => performance.now()), hear, problem => { crash(problem instanceof Error ? problem.message : String(problem)) })
  return {
    place: 'mainThread',
    post(message) { queueMicrotask(() => { answer(message) }) },
    close() { /* nothing runs by itself */ },
  }
}
