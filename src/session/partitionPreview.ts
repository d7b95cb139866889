/**
 * A second engine, for what a partitioner would do: the run stays as it is, and a function that never comes back costs this engine only. It is started when
 * first asked and kept until closed.
 */
import { createEngineClient, type EngineClient } from '../bridge/engineClient'
import type { PartitionerSpec, PartitionPreview, Scenario } from '../engine/pageFace'

/** Native work inside the interpreter that it counts no steps of: longer than any honest function takes. */
const LONGEST_MS = 4000

export interface PreviewEngine {
  /** Rejects with words for people. */
  ask(scenario: Scenario, partitioner: PartitionerSpec | null, keyCount: number, records: number): Promise<PartitionPreview>
  close(): void
}

export function openPreview(): PreviewEngine {
  let engine: Promise<EngineClient> | undefined
  const close = (): void => {
    void engine?.then(open => { open.dispose() })
    engine = undefined
  }
  return {
    close,
    async ask(scenario, partitioner, keyCount, records) {
      engine ??= createEngineClient(() => { engine = undefined })
      const asked = (await engine).ask('previewPartitions', { scenario, partitioner, keyCount, records })
      let timer: ReturnType<typeof setTimeout> | undefined
      const tooLong = new Promise<never>((_resolve, reject) => {
        timer = setTimeout(() => { close(); reject(new Error('The function did not come back, and its engine was stopped.')) }, LONGEST_MS)
      })
      try {
        return (await Promise.race([asked, tooLong])).preview
      } finally {
        clearTimeout(timer)
      }
    },
  }
}
