/** The page: its route, one session, and what is everywhere (notices). */
import { lazy, Suspense, useEffect, useState } from 'react'
import { createSession } from '../session/session'
import { currentRoute, type Route } from '../session/route'
import { Fallback } from './ui/Fallback'
import { Notices } from './ui/Notices'
import { MotionRoot } from './ui/motion'
import { SessionContext } from './useSession'

const HomePage = lazy(() => import('./pages/HomePage'))
const PlayPage = lazy(() => import('./pages/PlayPage'))
const LessonPage = lazy(() => import('./pages/LessonPage'))
const FidelityPage = lazy(() => import('./pages/FidelityPage'))
const ReferencePage = lazy(() => import('./pages/ReferencePage'))
const TeacherPage = lazy(() => import('./pages/TeacherPage'))
const MissingPage = lazy(() => import('./pages/MissingPage'))

function pageOf(route: Route) {
  switch (route.page) {
    case 'home': return <HomePage />
    case 'play': return <PlayPage />
    case 'fidelity': return <FidelityPage />
    case 'reference': return <ReferencePage />
    case 'lesson': return <LessonPage lessonId={route.lesson} stepId={route.step} />
    case 'teacher': return <TeacherPage lessonId={route.lesson} />
    case 'missing': return <MissingPage path={route.path} />
  }
}

export function App() {
  const [route, setRoute] = useState(currentRoute)
  const [session] = useState(createSession)
  useEffect(() => {
    const follow = (): void => { setRoute(currentRoute()) }
    window.addEventListener('hashchange', follow)
    window.addEventListener('popstate', follow)
    return () => { window.removeEventListener('hashchange', follow); window.removeEventListener('popstate', follow) }
  }, [])
  // For tests and the curious: the run as the page sees it.
  useEffect(() => { Object.assign(window, { brokerscope: session }) }, [session])
  return (
    <SessionContext value={session}>
      <MotionRoot>
        <Fallback key={route.page}><Suspense fallback={<p style={{ padding: 24 }}>Loading…</p>}>{pageOf(route)}</Suspense></Fallback>
        <Notices />
      </MotionRoot>
    </SessionContext>
  )
}
