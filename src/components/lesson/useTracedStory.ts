/** Follows the traced record: its story so far, asked of the engine as the run goes on. */
import { useEffect, useState } from 'react'
import type { RecordStory } from '../../engine/pageFace'
import { useSessionStore } from '../useSession'

/** The record traced last before the present instant, and the one whose passport was shown before it. */
export interface TracedStories { readonly story: RecordStory | null; readonly before: RecordStory | null }

const LOOK_EVERY_MS = 60

export function useTracedStory(): TracedStories {
  const store = useSessionStore()
  const [stories, setStories] = useState<TracedStories>({ story: null, before: null })
  useEffect(() => {
    let isOver = false, lastLookMs = 0, timer: ReturnType<typeof setTimeout> | undefined
    const look = async (): Promise<void> => {
      lastLookMs = performance.now()
      const { events, nowUs } = store.getState()
      let record = -1
      for (const event of events.ofKind('recordSent', 0, nowUs)) record = event.arguments['record']!
      const found = record === -1 ? null : await store.getState().story(record).catch(() => null)
      if (!isOver) setStories(last => ({ story: found, before: found && last.story && isAnother(found, last.story) ? last.story : last.before }))
    }
    const soon = (): void => {
      clearTimeout(timer)
      timer = setTimeout(() => { void look() }, Math.max(0, LOOK_EVERY_MS - (performance.now() - lastLookMs)))
    }
    soon()
    const unsubscribe = store.subscribe((state, before) => { if (state.eventsVersion !== before.eventsVersion) soon() })
    return () => { isOver = true; clearTimeout(timer); unsubscribe() }
  }, [store])
  return stories
}

/** Record numbers begin again in another course of the run. */
const isAnother = (one: RecordStory, other: RecordStory): boolean => one.record !== other.record || one.stops[0]!.atUs !== other.stops[0]!.atUs
