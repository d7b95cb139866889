/**
 * Brings a lesson into the embed: a classic script beside it (scripts/build.mjs writes one per lesson), because that is what a sandboxed frame and a file may load;
 * `import()` is not.
 */
import type { WrittenLesson } from './lesson'

/** `id` is one of READY (ready.ts). Fails where the script cannot be had. */
export function bringLesson(id: string): Promise<WrittenLesson> {
  return new Promise((resolve, reject) => {
    const script = document.createElement('script')
    script.src = `lessons/${id}.js`
    script.addEventListener('load', () => { resolve((window as unknown as { brokerscopeLesson: WrittenLesson }).brokerscopeLesson) })
    script.addEventListener('error', () => { reject(new Error(`lessons/${id}.js could not be loaded`)) })
    document.head.append(script)
  })
}
