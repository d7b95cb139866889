/** The front page: what this is in one look, a living picture of it, and one way to start. */
import { useEffect, useMemo, useRef, useState } from 'react'
import { lessonList, lessonParts } from '../../lessons'
import { MINUTES } from '../../lessons/ready'
import { HERO_AT_US, rideRequests } from '../../lessons/01-record-journey/scenario'
import type { RecordStory } from '../../engine/pageFace'
import { milliseconds, scale } from '../../engine/kernel/units'
import { hrefOf } from '../../session/route'
import { LessonIcon } from '../lesson/LessonIcon'
import { useFollowed } from '../lesson/useFollowed'
import { useTracedStory } from '../lesson/useTracedStory'
import { Stage } from '../stage/Stage'
import { TopBar } from '../TopBar'
import { ButtonLink } from '../ui/Button'
import { useMedia } from '../useMedia'
import { useSession, useSessionStore } from '../useSession'
import { recordNow } from './recordNow'
import css from './pages.module.css'

/** The picture plays the first lesson's journey, again and again, as slowly as it can be followed. */
const FROM_US = HERO_AT_US - 4000, UNTIL_US = HERO_AT_US + 14_000, SPEED = 1 / 500

export default function HomePage() {
  return (
    <>
      <TopBar where={<nav style={{ display: 'flex', gap: 18 }}><a href="#lessons">Lessons</a><a href={hrefOf({ page: 'play' })}>Playground</a><a href={hrefOf({ page: 'reference' })}>Settings</a><a href={hrefOf({ page: 'fidelity' })}>Fidelity</a></nav>} />
      <main className={css['home']}>
        <section className={css['hero']}>
          <div className={css['pitch']}>
            <h1>Watch one record cross a Kafka cluster</h1>
            <p>A whole Apache Kafka runs in this tab: producer, brokers, replication, consumers. Slow it down until you can follow it, change <code>linger.ms</code> or <code>acks</code>, go back, and ask it why.</p>
            <div className={css['actions']}>
              <ButtonLink look="primary" href={hrefOf({ page: 'lesson', lesson: 'record-journey' })}>Follow a record</ButtonLink>
              <ButtonLink href={hrefOf({ page: 'play' })}>Open the playground</ButtonLink>
            </div>
            <p className={css['small']}>{MINUTES['record-journey']} minutes. Nothing to install, nothing to sign up for. Follows the rules of Apache Kafka 4.4, checked against cases recorded from it.</p>
          </div>
          <LivingPicture />
        </section>
        <section className={css['three']} aria-label="What is different here">
          <div><h2>True to Kafka</h2><p>Batches to the byte, followers that fetch, a high watermark that comes one answer late. What is simpler than life <a href={hrefOf({ page: 'fidelity' })}>is written down</a>.</p></div>
          <div><h2>Time goes both ways</h2><p>From one ten-thousandth of real speed to ten times it. Step to the next event, or back to the one before. Change the past and keep both courses.</p></div>
          <div><h2>It explains itself</h2><p>Click a batch, a request, an answer: the chain of causes that led to it, in sentences, with the numbers of your run.</p></div>
        </section>
        <Lessons />
        <footer className={css['foot']}>
          <p>Brokerscope is free software under the Apache License 2.0.</p>
          <p>Apache Kafka is a trademark of the Apache Software Foundation. Brokerscope is not affiliated with, endorsed or sponsored by it.</p>
        </footer>
      </main>
    </>
  )
}

function Lessons() {
  return (
    <section id="lessons" className={css['lessons']}>
      <h2>Lessons, in the order the data flows</h2>
      <p>Each asks you to predict first, then counts the answer from the run.</p>
      {lessonParts.map(part => (
        <div key={part}>
          <h3 className={css['part']}>{part}</h3>
          <ul className={css['grid']}>
            {lessonList.filter(lesson => lesson.part === part).map(({ id, title, ready }) => (
              <li key={id}>
                {ready
                  ? <a className={css['tile']} href={hrefOf({ page: 'lesson', lesson: id })}><LessonIcon part={part} /><span>{title}<small>{MINUTES[id]} minutes</small></span></a>
                  : <div className={css['tile']}><LessonIcon part={part} /><span>{title}<small>in preparation</small></span></div>}
              </li>
            ))}
          </ul>
        </div>
      ))}
    </section>
  )
}

function LivingPicture() {
  const store = useSessionStore()
  const holder = useRef<HTMLDivElement>(null)
  const status = useSession(session => session.status)
  const nowUs = useSession(session => session.nowUs)
  const [isStopped, setIsStopped] = useState(() => window.matchMedia('(prefers-reduced-motion: reduce)').matches)
  const [isPrepared, setIsPrepared] = useState(false)
  useEffect(() => {
    const prepare = async (): Promise<void> => {
      await store.getState().load(rideRequests, HERO_AT_US + 800)
      store.getState().setSpeed(SPEED)
      setIsPrepared(true)
    }
    void prepare()
  }, [store])
  useEffect(() => {
    const picture = holder.current
    if (!picture || isStopped || !isPrepared) return
    let isSeen = false
    const observer = new IntersectionObserver(([entry]) => {
      isSeen = entry?.isIntersecting === true
      const { status: now, play, pause } = store.getState()
      if (isSeen && now === 'paused') play()
      else if (!isSeen && now === 'playing') pause()
    }, { threshold: 0.35 })
    observer.observe(picture)
    const unsubscribe = store.subscribe((state, before) => {
      if (state.nowUs >= UNTIL_US && before.nowUs < UNTIL_US) void state.seek(FROM_US).then(() => { if (isSeen) store.getState().play() })
    })
    return () => { observer.disconnect(); unsubscribe() }
  }, [store, isStopped, isPrepared])
  const { story } = useTracedStory()
  // On a phone one part of the stage is in sight: that which has the record.
  const isPhone = useMedia('(max-width: 699px)')
  const stations = useFollowed(story, isPhone), record = story?.record
  const focus = useMemo(() => ({ record, stations }), [record, stations])
  const isPlaying = status === 'playing'
  const toggle = (): void => {
    setIsStopped(isPlaying)
    if (isPlaying) store.getState().pause()
    else store.getState().play()
  }
  return (
    <div ref={holder} className={css['picture']}>
      <div className={css['caption']}>
        <Now story={story} />
        <span>{isPlaying ? 'running' : 'at rest'} at <code>{milliseconds(nowUs)}</code> · {scale(SPEED)}</span>
        <button type="button" onClick={toggle}>{isPlaying ? 'Pause' : 'Play'}</button>
      </div>
      <div className={css['stageHolder']}><Stage focus={focus} /></div>
    </div>
  )
}

/** What the followed record waits for: the picture's moving caption. */
function Now({ story }: { readonly story: RecordStory | null }) {
  const view = useSession(session => session.view)
  const lingerMs = useSession(session => session.configs.producer['linger.ms'])
  if (!view) return <p className={css['story']}>Starting the cluster …</p>
  const { where, words } = recordNow(story, view, lingerMs)
  return <p className={css['story']}><strong>{where}.</strong> {words}</p>
}
