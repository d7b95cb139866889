/** Following the traced record: which part of the stage has it now, and a ride of the learner's own. */
import { useEffect, useMemo, useRef } from 'react'
import type { RecordStory, StopName } from '../../engine/pageFace'
import { reachedStops, stopUs } from '../../lessons/stretches'
import type { Station, Step } from '../../lessons/lesson'
import { useSession, useSessionStore } from '../useSession'

/** The part of the stage that does a stop's work; what is on its way between two of them is on the network. */
const STATION: Readonly<Record<StopName, Station>> = {
  sent: 'producer', serialized: 'producer', partitioned: 'producer', batched: 'producer', onTheWire: 'network', inLeaderLog: 'brokers', committed: 'brokers', acknowledged: 'producer', read: 'consumer',
}

/** Where the traced record is now. */
export function useFollowed(story: RecordStory | null, isFollowing: boolean): readonly Station[] | undefined {
  const station = useSession(({ nowUs }) => {
    if (!isFollowing || !story) return undefined
    const last = reachedStops(story).filter(stop => stopUs(story, stop)! <= nowUs).at(-1)
    return last && STATION[last]
  })
  return useMemo(() => station && (station === 'producer' ? [station] : [station, 'network']), [station])
}

/** Sends a traced record and plays until it has made its last stop. */
export function useRide({ ride }: Step, story: RecordStory | null): () => void {
  const store = useSessionStore()
  const followed = useRef<number | null>(null)
  useEffect(() => {
    const sentUs = story && stopUs(story, 'sent')
    if (followed.current === null || sentUs === null || sentUs < followed.current || story!.stops.some(({ atUs }) => atUs === null)) return
    followed.current = null
    store.getState().pause()
  }, [story, store])
  const go = async (): Promise<void> => {
    if (!ride) return
    const { nowUs, apply, setSpeed, play } = store.getState()
    followed.current = nowUs
    await apply({ type: 'send', key: ride.key, valueBytes: ride.valueBytes, traced: true })
    setSpeed(ride.speed)
    play()
  }
  return () => { void go() }
}
