/** A traced record's passport: nine stamps with their times, or its life as a bar to scale, with the record before as a ghost. */
import { useEffect, useState } from 'react'
import { STOPS, type RecordStory, type StopName } from '../../engine/pageFace'
import { milliseconds } from '../../engine/kernel/units'
import { reachedStops, stopUs } from '../../lessons/stretches'
import { useSession, useSessionStore } from '../useSession'
import { Prose } from './Prose'
import css from './lesson.module.css'

const SHORT: Readonly<Record<StopName, string>> = {
  sent: 'send()', serialized: 'serialized', partitioned: 'partition chosen', batched: 'in a batch', onTheWire: 'on the wire', inLeaderLog: 'in the leader’s log', committed: 'copied, committed',
  acknowledged: 'acknowledged', read: 'read',
}
const LOOK_EVERY_MS = 60

/** The story, so far, of the record traced last before the present instant, and of the one traced before it. */
export interface TracedStories { readonly story: RecordStory | null; readonly before: RecordStory | null }

export function useTracedStory(): TracedStories {
  const store = useSessionStore()
  const [stories, setStories] = useState<TracedStories>({ story: null, before: null })
  useEffect(() => {
    let isOver = false, lastLookMs = 0, timer: ReturnType<typeof setTimeout> | undefined
    const look = async (): Promise<void> => {
      lastLookMs = performance.now()
      const { events, nowUs, story: ask } = store.getState()
      let record = -1
      for (const event of events.ofKind('recordSent', 0, nowUs)) record = event.arguments['record']!
      const found = record === -1 ? null : await ask(record).catch(() => null)
      if (!isOver) setStories(last => ({ story: found, before: found && last.story && found.record !== last.story.record ? last.story : last.before }))
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

export function Passport({ look, story, before }: { readonly look: 'empty' | 'stamps' | 'covered' | 'bar' } & TracedStories) {
  const nowUs = useSession(session => session.nowUs)
  const title = story?.key ? `Passport of ${story.key}’s request` : 'The record’s passport'
  const sentUs = story ? stopUs(story, 'sent')! : 0
  if (look === 'bar' && story) return <PassportBar story={story} ghost={before} />
  return (
    <section className={css['passport']} aria-label="Passport">
      <div className={css['passportHead']}><span><Prose text={title} /></span></div>
      <ol className={css['stamps']}>
        {STOPS.map((stop, index) => {
          const atUs = story ? stopUs(story, stop) : null
          const hasLanded = atUs !== null && atUs <= nowUs && look !== 'empty'
          return (
            <li key={stop} className={css['stamp']} data-landed={hasLanded} data-stop={stop}>
              <span><b>{index + 1}</b> {hasLanded ? SHORT[stop] : ''}</span>
              {hasLanded && <span className={css['stampTime']}>{look === 'covered' ? '▒▒▒' : atUs === sentUs ? 'at once' : `+${milliseconds(atUs - sentUs)}`}</span>}
            </li>
          )
        })}
      </ol>
    </section>
  )
}

const SEGMENTS: Readonly<Partial<Record<StopName, { readonly name: string; readonly color: string }>>> = {
  onTheWire: { name: 'in the batch', color: '#f0e442' }, inLeaderLog: { name: 'to the leader', color: '#8fb4e8' }, committed: { name: 'copies', color: '#9c8cf0' },
  acknowledged: { name: 'answer', color: '#35c493' }, read: { name: 'to the reader', color: '#d8d2c4' },
}
interface Segment { readonly name: string; readonly color: string; readonly us: number }

/** The stretches between the stops in the order they were reached; those that took no time are left out. */
export function segmentsOf(story: RecordStory): readonly Segment[] {
  const stops = reachedStops(story)
  return stops.slice(1).flatMap((stop, index) => {
    const us = stopUs(story, stop)! - stopUs(story, stops[index]!)!
    const segment = SEGMENTS[stop]
    return segment && us > 0 ? [{ ...segment, us }] : []
  })
}

function PassportBar({ story, ghost }: { readonly story: RecordStory; readonly ghost: RecordStory | null }) {
  const segments = segmentsOf(story), ghostSegments = ghost ? segmentsOf(ghost) : []
  const most = Math.max(total(segments), total(ghostSegments), 1)
  return (
    <section className={css['passport']} aria-label="Passport, to scale">
      <div className={css['passportHead']}><span><Prose text={`${story.key ?? 'The record'}: ${milliseconds(total(segments))} from send() to its last stop`} /></span></div>
      <Bar segments={segments} most={most} />
      {ghostSegments.length > 0 && <div className={css['ghost']} title="the ride before"><Bar segments={ghostSegments} most={most} low /></div>}
      <div className={css['keyLine']}>{segments.map(({ name, color, us }) => <span key={name}><i style={{ background: color }} />{name} <strong>{milliseconds(us)}</strong></span>)}</div>
    </section>
  )
}

const total = (segments: readonly Segment[]): number => segments.reduce((sum, { us }) => sum + us, 0)

function Bar({ segments, most, low = false }: { readonly segments: readonly Segment[]; readonly most: number; readonly low?: boolean }) {
  return (
    <div className={css['bar']} style={{ width: `${(total(segments) / most) * 100}%`, ...(low && { height: 14 }) }} aria-hidden="true">
      {segments.map(({ name, color, us }) => <span key={name} style={{ background: color, flexGrow: us, flexBasis: 0 }}>{!low && us / most > 0.13 ? name : ''}</span>)}
    </div>
  )
}
