/** A record's life as a bar to scale: what it waited for, and the moment the producer heard back. The record before lies under it as a ghost. */
import type { RecordStory } from '../../engine/pageFace'
import { milliseconds } from '../../engine/kernel/units'
import { passportStretches, stopUs, type PassportStretch } from '../../lessons/stretches'
import { useSession } from '../useSession'
import { Prose } from './Prose'
import css from './lesson.module.css'

const STRETCH: Readonly<Record<PassportStretch['name'], { readonly name: string; readonly short: string; readonly color: string }>> = {
  batch: { name: 'waiting in the batch', short: 'in the batch', color: 'var(--time-left)' }, wireThere: { name: 'on the way there', short: 'wire', color: 'var(--key-none)' },
  disk: { name: 'at the leader', short: 'leader', color: 'var(--accent)' }, copies: { name: 'waiting for copies', short: 'copies', color: 'var(--replication)' },
  wireBack: { name: 'on the way back', short: 'wire', color: 'var(--key-none)' }, reader: { name: 'to the reader', short: 'reader', color: 'var(--key-d)' },
}

interface Life { readonly stretches: readonly PassportStretch[]; readonly fromUs: number; readonly lengthUs: number; readonly answeredUs: number | null }

export function PassportBar({ story, ghost }: { readonly story: RecordStory; readonly ghost: RecordStory | null }) {
  // The stretches end with events, so they change only when those do.
  useSession(session => session.eventsVersion)
  const events = useSession(session => session.events)
  const lifeOf = (record: RecordStory): Life => {
    const stretches = passportStretches(record, events), fromUs = stopUs(record, 'sent')!, answeredUs = stopUs(record, 'acknowledged')
    return { stretches, fromUs, lengthUs: Math.max(stretches.at(-1)?.toUs ?? fromUs, answeredUs ?? 0) - fromUs, answeredUs }
  }
  const life = lifeOf(story), ghostLife = ghost && lifeOf(ghost)
  const mostUs = Math.max(life.lengthUs, ghostLife?.lengthUs ?? 0, 1)
  const isRead = stopUs(story, 'read') !== null
  const answered = life.answeredUs === null ? 'not answered yet' : `✓ answered after ${milliseconds(life.answeredUs - life.fromUs)}`
  return (
    <section className={css['passport']} aria-label="Passport, to scale" data-length-us={life.lengthUs} data-answered-us={life.answeredUs === null ? '' : life.answeredUs - life.fromUs}>
      <p className={css['passportHead']}><Prose text={`${story.key ?? 'The record'}’s request: ${answered}${isRead ? `, read after ${milliseconds(life.lengthUs)}` : ''}`} /></p>
      <Bar life={life} mostUs={mostUs} />
      {ghostLife && <div className={css['ghost']}><Bar life={ghostLife} mostUs={mostUs} isGhost /></div>}
      <ul className={css['keyLine']}>
        <li>stops 1 to 4: at once</li>
        {life.stretches.map(({ name, fromUs, toUs }) => <li key={name}><i style={{ background: STRETCH[name].color }} />{STRETCH[name].name} <strong>{toUs - fromUs < 10 ? 'at once' : milliseconds(toUs - fromUs)}</strong></li>)}
        {ghostLife && <li>paler: the ride before{ghostLife.answeredUs !== null && <>, ✓ <strong>{milliseconds(ghostLife.answeredUs - ghostLife.fromUs)}</strong></>}</li>}
      </ul>
    </section>
  )
}

function Bar({ life, mostUs, isGhost = false }: { readonly life: Life; readonly mostUs: number; readonly isGhost?: boolean }) {
  const percent = (us: number): string => `${(us / mostUs) * 100}%`
  return (
    <div className={css['barHolder']} data-ghost={isGhost} aria-hidden="true">
      {life.stretches.map(({ name, fromUs, toUs }) => (
        <span key={name} className={css['piece']} style={{ left: percent(fromUs - life.fromUs), width: percent(toUs - fromUs), background: STRETCH[name].color }}>
          {!isGhost && (toUs - fromUs) / mostUs > 0.08 ? STRETCH[name].short : ''}
        </span>
      ))}
      {life.answeredUs !== null && <span className={css['answered']} style={{ left: percent(life.answeredUs - life.fromUs) }}>{isGhost ? '' : '✓'}</span>}
    </div>
  )
}
