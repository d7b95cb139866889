/** The ways to start the engine's worker in the embed's single file: one classic script, inlined, from a blob. A sandbox allows no other. */
import InlineWorker from './engine.worker?worker&inline'

export const createUrlWorker = (): Worker | undefined => undefined
export const createBlobWorker = (): Worker => new InlineWorker({ name: 'engine' })
