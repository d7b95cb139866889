/** Makes a fork the run on the stage: another course of the run, seen from before its fault. */
import { useCallback, useRef, useState } from 'react'
import type { ForkOutcome } from '../../engine/pageFace'
import type { FateStrip } from '../../lessons/fateStrip'
import { useSessionStore } from '../useSession'

/** It is watched from here on before the fault, or from send() if that is not long before; and until so long after it. */
const BEFORE_US = 3000, LONG_BEFORE_US = 8000, AFTER_US = 6000

export interface OpenFork {
  readonly opened: ForkOutcome | null
  open(strip: FateStrip, fork: ForkOutcome): Promise<void>
  seek(atUs: number): Promise<void>
}

export function useOpenFork(): OpenFork {
  const store = useSessionStore()
  const [opened, setOpened] = useState<ForkOutcome | null>(null)
  /** The branch that forks leave. */
  const home = useRef<number | null>(null)
  const open = useCallback(async (strip: FateStrip, fork: ForkOutcome): Promise<void> => {
    const session = store.getState()
    session.pause()
    session.select(null)
    const fromUs = Math.max(0, fork.atUs - strip.sentUs < LONG_BEFORE_US ? Math.min(strip.sentUs, fork.atUs) - 500 : fork.atUs - BEFORE_US)
    try {
      // Forks leave the run as it was before the first of them, not each other.
      if (home.current !== null && session.branches[home.current] !== undefined && session.branch !== home.current) await session.switchBranch(home.current)
      const { scenario } = await session.snapshot()
      // A strip of other settings has a run of its own, which takes this one's place.
      if (JSON.stringify(scenario) !== JSON.stringify(strip.scenario)) {
        await session.load(strip.scenario)
        store.getState().notify('information', `The run on the stage is the one of the strip ${strip.name} now, with its fault.`)
      }
      home.current = store.getState().branch
      await store.getState().branchWith(fork.commands, fromUs)
      setOpened(fork)
    } catch (problem) {
      store.getState().notify('error', `The fork could not be opened: ${String(problem)}`)
      return
    }
    if (!window.matchMedia('(prefers-reduced-motion: reduce)').matches) void store.getState().playUntil(fork.atUs + AFTER_US)
  }, [store])
  return { opened, open, seek: useCallback(atUs => store.getState().seek(atUs), [store]) }
}
