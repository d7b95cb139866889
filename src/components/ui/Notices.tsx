import { useSession } from '../useSession'
import { Button } from './Button'
import css from './ui.module.css'

/** What the session has to say: ignored parameters, refused values, a restarted engine. Stays until dismissed. */
export function Notices() {
  const notices = useSession(session => session.notices)
  const dismiss = useSession(session => session.dismiss)
  return (
    <div className={css['notices']} role="status" aria-live="polite">
      {notices.map(({ id, tone, text }) => (
        <div key={id} className={css['notice']} data-tone={tone}>
          <span>{text}</span>
          <Button look="quiet" onClick={() => { dismiss(id) }} aria-label="Dismiss this notice">✕</Button>
        </div>
      ))}
    </div>
  )
}
