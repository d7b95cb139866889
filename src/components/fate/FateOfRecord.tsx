/** What if the leader had died? Of a record that the reader chose, with any acks and any of a few faults; played as soon as it is opened. */
import { useEffect, useRef, useState } from 'react'
import { FORK_FAULTS, type ForkFault, type RecordStory, type Scenario } from '../../engine/pageFace'
import { grouped } from '../../engine/kernel/units'
import { runFateStrip } from '../../session/fateStrip'
import type { FateStrip } from '../../lessons/fateStrip'
import { Button } from '../ui/Button'
import { useSession, useSessionStore } from '../useSession'
import { FAULT_NAMES } from './fateWords'
import FateStrips from './FateStrips'
import { recordFateSpec } from './recordFateSpec'
import css from './fate.module.css'

const LEAST_IN_SIGHT = 160
/** It opens below the stage: on a phone its beginning is brought into sight, where it fits whole all of it. */
function bringIntoSight(opened: HTMLElement | null): void {
  const { top, bottom, height } = opened?.getBoundingClientRect() ?? new DOMRect()
  if (top > window.innerHeight - LEAST_IN_SIGHT) opened?.scrollIntoView()
  else if (bottom > window.innerHeight && height < window.innerHeight - LEAST_IN_SIGHT) opened?.scrollIntoView({ block: 'end' })
}

interface Asked { readonly story: RecordStory; readonly scenario: Scenario }

export default function FateOfRecord({ record, onClose }: { readonly record: number; readonly onClose: () => void }) {
  const store = useSessionStore()
  const [asked, setAsked] = useState<Asked | null>(null)
  const [fault, setFault] = useState<ForkFault>('crash')
  const [spec, setSpec] = useState<ReturnType<typeof recordFateSpec> | null>(null)
  const [strips, setStrips] = useState<readonly FateStrip[]>([])
  // Of another scenario it would be another record.
  const title = useSession(session => session.scenario?.title), first = useRef(title)
  useEffect(() => { if (title !== first.current) onClose() }, [title, onClose])
  useEffect(() => {
    let isOver = false
    const ask = async (): Promise<void> => {
      const { story, snapshot, notify } = store.getState()
      const found = await story(record), { scenario } = await snapshot()
      if (isOver) return
      if (found) setAsked({ story: found, scenario })
      else { notify('information', 'That record was refused, or is further back than this run remembers.'); onClose() }
    }
    void ask().catch(onClose)
    return () => { isOver = true }
  }, [store, record, onClose])
  useEffect(() => {
    if (!asked) return
    const over = new AbortController(), own = recordFateSpec(asked.story, store.getState().configs, fault)
    setSpec(own)
    setStrips([])
    runFateStrip({ scenario: asked.scenario, spec: own, onProgress: setStrips, signal: over.signal }).catch((problem: unknown) => { if (!over.signal.aborted) store.getState().notify('error', `The forks could not be played: ${String(problem)}`) })
    return () => { over.abort() }
  }, [store, asked, fault])
  const opened = useRef<HTMLDivElement>(null), isOpen = asked !== null && spec !== null, hasStrips = strips.length > 0
  useEffect(() => { if (isOpen || hasStrips) bringIntoSight(opened.current) }, [isOpen, hasStrips])
  if (!asked || !spec) return <p className={css['waiting']}>Looking for the record …</p>
  return (
    <div ref={opened}>
    <FateStrips key={fault} title={`Record ${grouped(record)}${asked.story.key === null ? '' : `, key ${asked.story.key}`}: ${FAULT_NAMES[fault].asks}`} spec={spec} strips={strips} tools={(
      <div className={css['tools']}>
        <label>Fault <select value={fault} onChange={event => { setFault(event.target.value as ForkFault) }}>{FORK_FAULTS.map(one => <option key={one} value={one}>{FAULT_NAMES[one].name}</option>)}</select></label>
        <Button look="quiet" aria-label="Close the fate strip" onClick={onClose}>✕</Button>
      </div>
    )} />
    </div>
  )
}
