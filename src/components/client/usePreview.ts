/** What the partitioner being written would do, a moment after the last key stroke; the last answer stays until the next. */
import { useEffect, useRef, useState } from 'react'
import type { PartitionerSpec, PartitionPreview, Scenario } from '../../engine/pageFace'
import { openPreview, type PreviewEngine } from '../../session/partitionPreview'

export interface Previewed { readonly preview: PartitionPreview | null; readonly failure: string | null; readonly isStale: boolean }

const PAUSE_MS = 250, RECORDS = 300
interface Asked { readonly scenario: Scenario; readonly partitioner: PartitionerSpec | null; readonly keyCount: number }

export function usePreview(scenario: Scenario, partitioner: PartitionerSpec | null, keyCount: number): Previewed {
  const engine = useRef<PreviewEngine | null>(null)
  const [shown, setShown] = useState<{ readonly of: string; readonly preview: PartitionPreview | null; readonly failure: string | null }>({ of: '', preview: null, failure: null })
  const wanted = JSON.stringify({ scenario, partitioner, keyCount } satisfies Asked)
  useEffect(() => {
    let isWanted = true
    const asked = JSON.parse(wanted) as Asked
    const ask = async (): Promise<void> => {
      engine.current ??= openPreview()
      let answer: { preview: PartitionPreview | null; failure: string | null }
      try {
        answer = { preview: await engine.current.ask(asked.scenario, asked.partitioner, asked.keyCount, RECORDS), failure: null }
      } catch (problem) {
        answer = { preview: null, failure: problem instanceof Error ? problem.message : String(problem) }
      }
      if (isWanted) setShown({ of: wanted, ...answer })
    }
    const timer = setTimeout(() => { void ask() }, engine.current === null ? 0 : PAUSE_MS)
    return () => { isWanted = false; clearTimeout(timer) }
  }, [wanted])
  useEffect(() => () => { engine.current?.close(); engine.current = null }, [])
  return { preview: shown.preview, failure: shown.failure, isStale: shown.of !== wanted }
}
