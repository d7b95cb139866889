/** A traced record's passport: nine stamps with their times, or its life as a bar to scale, with the record before as a ghost. */
import { STOPS, type RecordStory, type StopName } from '../../engine/pageFace'
import { milliseconds } from '../../engine/kernel/units'
import { stopUs } from '../../lessons/stretches'
import { useSession } from '../useSession'
import { PassportBar } from './PassportBar'
import { Prose } from './Prose'
import type { TracedStories } from './useTracedStory'
import css from './lesson.module.css'

const SHORT: Readonly<Record<StopName, string>> = {
  sent: 'send()', serialized: 'serialized', partitioned: 'partition chosen', batched: 'in a batch', onTheWire: 'on the wire', inLeaderLog: 'in the leader’s log', committed: 'copied, committed',
  acknowledged: 'acknow\u00adledged', read: 'read',
}

interface PassportProps extends TracedStories {
  readonly look: 'empty' | 'stamps' | 'covered' | 'bar'
  /** One line per stop, filled; absent while they are not to be told. */
  readonly notes?: Readonly<Record<StopName, string>> | undefined
  /** Stamps land one after the other while the run goes on; at rest they are simply there. */
  readonly isRunning: boolean
}

export function Passport({ look, story, before, notes, isRunning }: PassportProps) {
  if (look === 'bar' && story) return <PassportBar story={story} ghost={before} />
  const title = story?.key && look !== 'empty' ? `Passport of ${story.key}’s request` : 'The record’s passport'
  return (
    <section className={css['passport']} aria-label="Passport">
      <p className={css['passportHead']}><Prose text={title} /></p>
      <Stamps look={look} story={look === 'empty' ? null : story} notes={notes} isRunning={isRunning} />
    </section>
  )
}

/** The stops reached at an instant, in the order reached (Kafka's order at one instant). */
function landedStops(story: RecordStory | null, nowUs: number): readonly StopName[] {
  return STOPS.filter(stop => { const atUs = story && stopUs(story, stop); return atUs !== null && atUs <= nowUs })
    .toSorted((one, other) => stopUs(story!, one)! - stopUs(story!, other)!)
}

function Stamps({ look, story, notes, isRunning }: Pick<PassportProps, 'look' | 'notes' | 'isRunning'> & { readonly story: RecordStory | null }) {
  const landed = useSession(session => landedStops(story, session.nowUs).join(' ')).split(' ').filter((stop): stop is StopName => stop !== '')
  const sentUs = story ? stopUs(story, 'sent')! : 0
  return (
    <>
      <ol className={css['stamps']} data-running={isRunning} data-empty={landed.length === 0}>
        {STOPS.map((_, index) => {
          const stop = landed[index]
          const atUs = stop === undefined ? 0 : stopUs(story!, stop)!
          // Those of one instant land one after the other, so that each can be seen.
          const place = landed.slice(0, index).filter(other => stopUs(story!, other) === atUs).length
          return (
            <li key={stop ?? index} className={css['stamp']} data-landed={stop !== undefined} data-stop={stop} style={{ animationDelay: `${place * 0.5}s` }}>
              <span className={css['stampName']}><b>{index + 1}</b> {stop && SHORT[stop]}</span>
              {stop && notes && <span className={css['stampNote']}>{notes[stop]}</span>}
              {stop && <span className={css['stampTime']}>{look === 'covered' ? <span className={css['covered']} aria-label="time covered" /> : atUs === sentUs ? 'at once' : `+${milliseconds(atUs - sentUs)}`}</span>}
            </li>
          )
        })}
      </ol>
      {isRunning && <p className="visuallyHidden" role="status">{landed.length > 0 && `Stop ${landed.length}: ${SHORT[landed.at(-1)!]}, ${notes?.[landed.at(-1)!] ?? ''}`}</p>}
    </>
  )
}
