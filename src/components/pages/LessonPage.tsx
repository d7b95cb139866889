/** A lesson: card, stage, one knob where the step has one. */
import { useCallback, useEffect, useState } from 'react'
import { HERO } from '../../lessons/01-record-journey/scenario'
import { lessonList, lessonWithWords } from '../../lessons'
import type { Lesson, LessonWords } from '../../lessons/lesson'
import { hrefOf } from '../../session/route'
import { parseUrlState } from '../../session/urlState'
import { ControlsPanel } from '../controls/ControlsPanel'
import { LessonCard } from '../lesson/LessonCard'
import { Passport, useTracedStory } from '../lesson/Passport'
import { useLesson } from '../lesson/useLesson'
import { StageFrame } from '../StageFrame'
import { TopBar } from '../TopBar'
import { Button, ButtonLink } from '../ui/Button'
import { useKeyboard } from '../useKeyboard'
import { useSessionStore } from '../useSession'
import css from '../frame.module.css'
import pages from './pages.module.css'

export default function LessonPage({ lessonId, stepId }: { readonly lessonId: string; readonly stepId?: string | undefined }) {
  const found = lessonWithWords(lessonId)
  if (found) return <LessonInPage lesson={found.lesson} words={found.words} stepId={stepId ?? parseUrlState(location.search, location.hash).step} />
  const listed = lessonList.find(({ id }) => id === lessonId)
  return (
    <>
      <TopBar />
      <main className={pages['text']}>
        <h1>{listed ? `“${listed.title}” is in preparation` : 'There is no such lesson'}</h1>
        <p>{listed ? 'It is being written. The first lesson is ready, and the playground has the whole cluster.' : `No lesson is called “${lessonId}”.`}</p>
        <p><ButtonLink look="primary" href={hrefOf({ page: 'lesson', lesson: 'record-journey' })}>A record’s journey</ButtonLink></p>
      </main>
    </>
  )
}

const RIDE_SPEED = 1 / 750

function LessonInPage({ lesson, words, stepId }: { readonly lesson: Lesson; readonly words: LessonWords; readonly stepId: string | undefined }) {
  const hand = useLesson(lesson, stepId)
  const store = useSessionStore()
  const { story, before } = useTracedStory()
  const [controlsOpen, setControlsOpen] = useState(true)
  const { step, phase, proceed } = hand
  const isWaiting = phase === 'reading' || phase === 'told'
  useKeyboard(useCallback(() => { if (isWaiting) proceed(); return isWaiting }, [isWaiting, proceed]))
  // A ride requested by hand is followed until its record has been read.
  const [followed, setFollowed] = useState(false)
  const hasArrived = story?.stops.every(({ atUs }) => atUs !== null) === true
  useEffect(() => {
    if (!followed || !hasArrived) return
    store.getState().pause()
    setFollowed(false)
  }, [followed, hasArrived, store])
  const ride = async (): Promise<void> => {
    await store.getState().apply({ type: 'send', key: HERO, valueBytes: 120, traced: true })
    store.getState().setSpeed(RIDE_SPEED)
    store.getState().play()
    setTimeout(() => { setFollowed(true) }, 200)
  }
  return (
    <div className={css['page']}>
      <TopBar where={<>{words.path} / <strong>{words.title}</strong></>}>
        {step.settings && <Button className={css['drawerButton']} aria-expanded={controlsOpen} onClick={() => { setControlsOpen(!controlsOpen) }}>Settings</Button>}
      </TopBar>
      <StageFrame
        side={<LessonCard lesson={lesson} words={words} hand={hand} onRide={() => { void ride() }} />}
        focus={step.focus && { stations: step.focus }}
        under={step.passport && <Passport look={step.passport} story={story} before={step.kind === 'try' ? before : null} />}
        controls={step.settings && <ControlsPanel settings={step.settings} note={step.settings.length === 1 ? 'one knob in this step' : 'one after the other'} />} controlsOpen={controlsOpen}
      />
    </div>
  )
}
