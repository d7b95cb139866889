/** A lesson: card, stage, one knob where the step has one. */
import { lazy, Suspense, useCallback, useEffect, useMemo, useRef, type ComponentProps } from 'react'
import { lessonList } from '../../lessons'
import { fill, type Lesson, type LessonWords } from '../../lessons/lesson'
import { hrefOf } from '../../session/route'
import { parseUrlState } from '../../session/urlState'
import { ConfigControl } from '../controls/ConfigControl'
import { ControlsPanel } from '../controls/ControlsPanel'
import { CodePanel } from '../lesson/CodePanel'
import { LessonCard } from '../lesson/LessonCard'
import { Passport } from '../lesson/Passport'
import { StagePickContext } from '../lesson/stagePick'
import { StagePicks } from '../lesson/StagePicks'
import { useFollowed, useRide } from '../lesson/useFollowed'
import { useLesson } from '../lesson/useLesson'
import { useStagePick } from '../lesson/useStagePick'
import { useTracedStory } from '../lesson/useTracedStory'
import { useWrittenLesson } from '../lesson/useWrittenLesson'
import { FaultHandContext, useFaultHand } from '../faults/faultHand'
import { StageFrame } from '../StageFrame'
import { TopBar } from '../TopBar'
import { ButtonLink } from '../ui/Button'
import { useKeyboard } from '../useKeyboard'
import { useMedia } from '../useMedia'
import css from '../frame.module.css'
import pages from './pages.module.css'

const FateStrips = lazy(() => import('../fate/FateStrips'))

export default function LessonPage({ lessonId, stepId }: { readonly lessonId: string; readonly stepId?: string | undefined }) {
  const found = useWrittenLesson(lessonId)
  if (found === 'loading') return <TopBar />
  if (found) return <LessonInPage lesson={found.lesson} words={found.words} stepId={stepId ?? parseUrlState(location.search, location.hash).step} />
  const listed = lessonList.find(({ id }) => id === lessonId)
  return (
    <>
      <TopBar />
      <main className={pages['text']}>
        <h1>{listed ? `“${listed.title}” is in preparation` : 'There is no such lesson'}</h1>
        <p>{listed ? 'It is being written. The front page lists those that are ready; the playground has the whole cluster.' : `No lesson is called “${lessonId}”.`}</p>
        <p><ButtonLink look="primary" href={hrefOf({ page: 'lesson', lesson: 'record-journey' })}>A record’s journey</ButtonLink></p>
      </main>
    </>
  )
}

/** While what is known of it is being prepared. */
const ONE_RECORD = 'Fate strip of one record'

function LessonInPage({ lesson, words, stepId }: { readonly lesson: Lesson; readonly words: LessonWords; readonly stepId: string | undefined }) {
  const hand = useLesson(lesson, stepId)
  const { story, before } = useTracedStory()
  const { step, phase, isWaiting, proceed, evidence, facts } = hand
  useKeyboard(useCallback(() => { if (isWaiting) proceed(); return isWaiting }, [isWaiting, proceed]))
  const onRide = useRide(step, story)
  const isRunning = phase === 'running'
  const followed = useFollowed(story, step.followsRecord === true && isRunning)
  const stations = followed ?? step.focus, record = story?.record
  const notes = useMemo(() => (evidence && words.stops ? mapValues(words.stops, note => fill(note, facts)) : undefined), [words, evidence, facts])
  // Beside the stage there is room for the knobs, or they are in the card; on a phone the card lies under the stage, and one sees what is going on.
  const hasRoom = useMedia('(min-width: 1180px)'), isPhone = useMedia('(max-width: 699px)')
  const isPlaying = isRunning || phase === 'lookingAgain'
  // What is played is seen where the step looks, wherever the reader had gone.
  const seen = `${step.id}${isPlaying ? ' plays' : phase === 'arriving' ? ' arrives' : ''}`
  const focus = useMemo(() => ({ stations, record, step: seen }), [stations, record, seen])
  const last = useRef<{ readonly step: string; readonly phase: string } | null>(null)
  useEffect(() => {
    const was = last.current
    last.current = { step: step.id, phase }
    const isNew = was?.step !== step.id
    // What came of an answer shows itself; who looked again from the middle of the card stays there.
    if (!isNew && phase === 'told' && was.phase !== 'judging' && was.phase !== 'arriving' && (isPhone || was.phase !== 'lookingAgain')) document.querySelector('article')?.scrollIntoView()
    else if (isPhone && (isNew || isPlaying || phase === 'judging')) window.scrollTo({ top: 0 })
  }, [isPhone, isPlaying, phase, step.id])
  const isTold = phase === 'told' || phase === 'lookingAgain'
  const look = step.passport === 'covered' && isTold ? 'stamps' : step.passport
  const pick = useStagePick(hand, words)
  const faults = useFaultHand(step.tools ?? NO_TOOLS)
  const program = step.showsCode === true && lesson.programs ? <CodePanel programs={lesson.programs} isFolded={isPhone} /> : undefined
  return (
    <StagePickContext value={pick}>
    <FaultHandContext value={faults}>
    <div className={css['page']}>
      <TopBar where={<>{words.path} / <strong>{words.title}</strong></>} />
      <StageFrame
        first={step.view}
        faultsOpen={step.tools !== undefined}
        side={<LessonCard lesson={lesson} words={words} hand={hand} onRide={() => { if (isPhone) window.scrollTo({ top: 0 }); onRide() }} knobs={hasRoom ? undefined : step.settings?.map(({ owner, name }) => <ConfigControl key={name} owner={owner} name={name} />)} />}
        focus={focus}
        over={drawPicks}
        under={look ? <Passport look={look} story={story} before={step.ride ? before : null} isRunning={isRunning} notes={look === 'stamps' ? notes : undefined} /> : undefined}
        program={look ? undefined : program}
        below={step.fateStrip && <Suspense fallback={null}><FateStrips key={step.id} title={evidence ? fill(words.steps[step.id]!.names?.['strip'] ?? ONE_RECORD, facts) : ONE_RECORD} spec={step.fateStrip} strips={evidence ? Object.values(evidence.fates) : []} isCovered={step.question !== undefined && !isTold} /></Suspense>}
        controls={hasRoom && step.settings ? <ControlsPanel settings={step.settings} note={step.settings.length === 1 ? 'one knob in this step' : 'one after the other'} /> : undefined}
      />
    </div>
    </FaultHandContext>
    </StagePickContext>
  )
}

const NO_TOOLS = [] as const
const drawPicks: ComponentProps<typeof StageFrame>['over'] = layout => <StagePicks layout={layout} />

const mapValues = <Name extends string>(given: Readonly<Record<Name, string>>, change: (text: string) => string): Readonly<Record<Name, string>> =>
  Object.fromEntries(Object.entries<string>(given).map(([name, text]) => [name, change(text)])) as Record<Name, string>
