/** The embed: one session, one stage, no routes. Where there is no document, this script is the engine's worker (bridge/engineWorkers.embed.ts). */
import { createRoot } from 'react-dom/client'
import { answerAsWorker } from './bridge/answerAsWorker'
import { EmbedPage } from './components/embed/EmbedPage'
import { MotionRoot } from './components/ui/motion'
import { Notices } from './components/ui/Notices'
import { SessionContext } from './components/useSession'
import './components/ui/fonts'
import './components/ui/theme.css'
import { createSession } from './session/session'
import { startTheme } from './session/theme'

function mount(): void {
  startTheme()
  const session = createSession()
  Object.assign(window, { brokerscope: session })
  createRoot(document.getElementById('root')!).render(<SessionContext value={session}><MotionRoot><EmbedPage /><Notices /></MotionRoot></SessionContext>)
}

if (typeof document === 'undefined') answerAsWorker()
else mount()
