/** What the partitioner being written would do, a moment after the last key stroke; the last good answer stays until the next. */
import { useEffect, useState } from 'react'
import type { PartitionerSpec, PartitionPreview, Scenario } from '../../engine/pageFace'
import { openPreview } from '../../session/partitionPreview'

export interface Previewed { readonly preview: PartitionPreview | null; readonly failure: string | null; readonly isStale: boolean }

const PAUSE_MS = 250, RECORDS = 300

export function usePreview(scenario: Scenario, partitioner: PartitionerSpec | null, keyCount: number): Previewed {
  const [engine] = useState(openPreview)
  const [shown, setShown] = useState<{ readonly of: string; readonly preview: PartitionPreview | null; readonly failure: string | null }>({ of: '', preview: null, failure: null })
  const wanted = JSON.stringify([partitioner, keyCount, scenario.seed])
  useEffect(() => {
    let isWanted = true
    const timer = setTimeout(() => {
      engine.ask(scenario, partitioner, keyCount, RECORDS).then(
        preview => { if (isWanted) setShown({ of: wanted, preview, failure: null }) },
        (problem: unknown) => { if (isWanted) setShown({ of: wanted, preview: null, failure: problem instanceof Error ? problem.message : String(problem) }) },
      )
    }, shown.of === '' ? 0 : PAUSE_MS)
    return () => { isWanted = false; clearTimeout(timer) }
    // Everything it depends on is in `wanted`.
  }, [wanted])
  useEffect(() => () => { engine.close() }, [engine])
  return { preview: shown.preview, failure: shown.failure, isStale: shown.of !== wanted }
}
