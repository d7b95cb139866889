/**
 * The ways to start the engine's worker in the embed's single file. A sandbox allows only a classic worker from a blob: it is made from the embed's
 * own script, which runs the engine and nothing else where there is no document (embed.tsx). So the engine is in the file once.
 */
const ownScript = typeof document === 'undefined' ? null : document.currentScript

export const createUrlWorker = (): Worker | undefined => undefined

export function createBlobWorker(): Worker | undefined {
  if (!ownScript?.textContent) return undefined
  const address = URL.createObjectURL(new Blob([ownScript.textContent], { type: 'text/javascript' }))
  const worker = new Worker(address, { name: 'engine' })
  URL.revokeObjectURL(address)
  return worker
}
