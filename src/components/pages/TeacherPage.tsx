/** For who teaches with a lesson: what it is for, how to begin and end, the key of its questions from the run, what the model leaves out, and a frame for every step. */
import { useEffect, useMemo, useState } from 'react'
import { answerInWords } from '../../lessons/answerInWords'
import type { FateStrip } from '../../lessons/fateStrip'
import { fill, type Evidence, type Lesson, type LessonWords, type Step, type SweptPoint } from '../../lessons/lesson'
import { sceneOf, withSettings } from '../../lessons/scenes'
import { Rehearsals } from '../../session/evidence'
import { baseHref, hrefOf } from '../../session/route'
import { Prose } from '../lesson/Prose'
import { useWrittenLesson } from '../lesson/useWrittenLesson'
import { TopBar } from '../TopBar'
import { useSessionStore } from '../useSession'
import css from './pages.module.css'

export default function TeacherPage({ lessonId }: { readonly lessonId: string }) {
  const found = useWrittenLesson(lessonId)
  if (found === 'loading') return <TopBar />
  if (found) return <ForTeachers lesson={found.lesson} words={found.words} />
  return <><TopBar /><main className={css['text']}><h1>There is no such lesson</h1><p>No lesson that can be taken is called “{lessonId}”.</p></main></>
}

/** One step's answer, or the challenge's way out. */
interface Entry { readonly step: Step; readonly question: string; readonly answer: string; readonly because: string }

async function entryOf(rehearsals: Rehearsals, lesson: Lesson, words: LessonWords, step: Step): Promise<Entry | null> {
  const { [step.id]: stepWords } = words.steps
  if (!step.question || !stepWords) return null
  const points: SweptPoint[] = []
  await rehearsals.sweep(step, point => { points.push(point) }, new AbortController().signal)
  let strips: readonly FateStrip[] = []
  await rehearsals.fates(step, found => { strips = found }, new AbortController().signal)
  const evidence: Evidence = { ...await rehearsals.ofStep(step), fates: Object.fromEntries(strips.map(strip => [strip.name, strip])), sweep: points.toSorted((one, other) => one.value - other.value) }
  const facts = { ...lesson.facts(await rehearsals.ofScene()), ...step.facts?.(evidence) }
  return { step, question: fill(stepWords.question ?? '', facts), answer: answerInWords(step.question, stepWords, evidence, facts), because: fill(stepWords.after ?? '', facts) }
}

/** The end questions, for who has reached the goal with the stored solution. */
async function endingOf(rehearse: ConstructorParameters<typeof Rehearsals>[1], lesson: Lesson, words: LessonWords): Promise<readonly { readonly question: string; readonly answer: string }[]> {
  const step = lesson.steps.find(({ challenge }) => challenge)
  if (!step?.challenge || !lesson.endQuestions) return []
  const scenario = withSettings(sceneOf(lesson, step).scenario, step.challenge.solution)
  const run = await new Rehearsals({ ...lesson, scenario, rehearseUntilUs: step.challenge.untilUs }, rehearse).ofScene()
  return lesson.endQuestions.map(({ id, question, facts: factsOf }) => {
    const facts = factsOf(run), own = words.ending?.[id] ?? {}
    return { question: fill(own.question ?? '', facts), answer: answerInWords(question, own, run, facts) }
  })
}

function ForTeachers({ lesson, words }: { readonly lesson: Lesson; readonly words: LessonWords }) {
  const store = useSessionStore()
  const [entries, setEntries] = useState<readonly Entry[]>([])
  const [ending, setEnding] = useState<readonly { readonly question: string; readonly answer: string }[]>([])
  const [isReady, setIsReady] = useState(false)
  useEffect(() => {
    let isOver = false
    const rehearse: ConstructorParameters<typeof Rehearsals>[1] = (scenario, untilUs) => store.getState().rehearse(scenario, untilUs)
    const play = async (): Promise<void> => {
      const rehearsals = new Rehearsals(lesson, rehearse)
      setEntries([])
      for (const step of lesson.steps) {
        const entry = await entryOf(rehearsals, lesson, words, step)
        if (isOver) return
        if (entry) setEntries(all => [...all, entry])
      }
      const asked = await endingOf(rehearse, lesson, words)
      if (isOver) return
      setEnding(asked)
      setIsReady(true)
    }
    void play().catch((problem: unknown) => { if (!isOver) store.getState().notify('error', `The key could not be worked out: ${String(problem)}`) })
    return () => { isOver = true }
  }, [store, lesson, words])
  const challenge = lesson.steps.find(step => step.challenge)
  return (
    <>
      <TopBar where={<>{words.path} / <strong>{words.title}</strong> / for teachers</>} />
      <main className={css['text']}>
        <h1>{words.title}: for teachers</h1>
        <p className={css['lead']}>{words.objective}</p>
        <p>About {lesson.minutes} minutes, {lesson.steps.length} steps. <a href={hrefOf({ page: 'lesson', lesson: lesson.id })}>The lesson</a></p>
        <Listed title="Beliefs it breaks" points={words.beliefs.map(belief => `“${belief}”`)} />
        <section><h2>Before: open play</h2><p><Prose text={words.teacher.openPlay} /></p></section>
        <section>
          <h2>Answer key</h2>
          <p>Worked out just now from the lesson’s own runs{isReady ? '.' : ': still playing …'}</p>
          <div aria-busy={!isReady} data-testid="key">
            {entries.map(({ step, question, answer, because }) => (
              <section key={step.id} data-key={step.id}>
                <h3>{lesson.steps.indexOf(step) + 1}. {words.steps[step.id]!.title}</h3>
                <p><Prose text={question} /></p>
                <p><strong><Prose text={answer} /></strong></p>
                <p><Prose text={because} /></p>
              </section>
            ))}
            {challenge?.challenge && (
              <section data-key={challenge.id}>
                <h3>{lesson.steps.indexOf(challenge) + 1}. {words.steps[challenge.id]!.title}</h3>
                <p>One way of several: <strong><code>{challenge.challenge.solution.map(({ of, key, value }) => `${of === undefined ? '' : `${of}: `}${key}=${value}`).join(', ')}</code></strong></p>
              </section>
            )}
            {ending.length > 0 && <section data-key="ending"><h3>The questions at the end</h3><p>They are about each learner’s own run. For who took the way above:</p><ul>{ending.map(({ question, answer }) => <li key={question}><Prose text={question} /> <strong><Prose text={answer} /></strong></li>)}</ul></section>}
          </div>
        </section>
        <section><h2>After: discuss</h2><p><Prose text={words.teacher.discussion} /></p></section>
        <Listed title="Modelled" points={words.teacher.modelled} />
        <Listed title="Simplified" points={words.teacher.simplified} />
        <Listed title="Left out" points={words.teacher.leftOut} />
        <EmbedLinks lesson={lesson} words={words} />
      </main>
    </>
  )
}

const Listed = ({ title, points }: { readonly title: string; readonly points: readonly string[] }) => <section><h2>{title}</h2><ul>{points.map(point => <li key={point}><Prose text={point} /></li>)}</ul></section>

function EmbedLinks({ lesson, words }: { readonly lesson: Lesson; readonly words: LessonWords }) {
  const links = useMemo(() => lesson.steps.map(({ id }) => ({ id, title: words.steps[id]!.title, href: `${baseHref()}embed/?lesson=${lesson.id}&step=${id}` })), [lesson, words])
  return (
    <section>
      <h2>A frame for every step</h2>
      <p>The stage of a step, for a page of your own: put its address into an iframe.</p>
      <ul data-testid="frames">{links.map(({ id, title, href }) => <li key={id}><a href={href}>{title}</a><br /><code className={css['address']}>{`<iframe src="${href}" width="900" height="560" title="${title.replaceAll('"', '&quot;')}" style="border:0"></iframe>`}</code></li>)}</ul>
    </section>
  )
}
