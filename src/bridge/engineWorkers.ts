/** The ways to start the engine's worker in the page's build. The embed's build has engineWorkers.embed.ts in its place. */
export const createUrlWorker = (): Worker => new Worker(new URL('./engine.worker.ts', import.meta.url), { type: 'module', name: 'engine' })

/** A page of its own, served over http, always has its URL: there is nothing to fall back to but the main thread. */
export const createBlobWorker = (): Worker | undefined => undefined
