/** A lesson by its id, brought when it is first asked for. */
import { useEffect, useState } from 'react'
import { loadLesson } from '../../lessons/loadLesson'
import type { WrittenLesson } from '../../lessons/lesson'
import { useSessionStore } from '../useSession'

/** undefined: there is no such lesson (or no id), or it could not be had, which is then said. */
export function useWrittenLesson(id: string | undefined): WrittenLesson | undefined | 'loading' {
  const store = useSessionStore()
  const [brought, setBrought] = useState<{ readonly id: string; readonly written: WrittenLesson | undefined } | null>(null)
  useEffect(() => {
    if (id === undefined) return
    let isCurrent = true
    const bring = async (): Promise<void> => {
      try {
        const written = await loadLesson(id)
        if (isCurrent) setBrought({ id, written })
      } catch (error) {
        store.getState().notify('error', `The lesson could not be loaded: ${error instanceof Error ? error.message : String(error)}`)
        if (isCurrent) setBrought({ id, written: undefined })
      }
    }
    void bring()
    return () => { isCurrent = false }
  }, [id, store])
  if (id === undefined) return undefined
  return brought?.id === id ? brought.written : 'loading'
}
