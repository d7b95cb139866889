/** What an application can call besides send(): flush() and close(), on the producer that is shown. */
import { useSession } from '../useSession'

export function CallButtons() {
  const shown = useSession(session => session.shownProducer)
  const state = useSession(session => session.view?.producers[0]?.state)
  const apply = useSession(session => session.apply)
  const isOver = state === undefined || state === 'closed' || state === 'closing'
  return (
    <div role="group" aria-label="Calls of the application">
      <button type="button" disabled={isOver} onClick={() => { void apply({ type: 'flush', producer: shown }) }} title="Everything leaves at once, without waiting for linger.ms; the call returns when all of it is completed.">flush()</button>
      <button type="button" disabled={isOver} onClick={() => { void apply({ type: 'close', producer: shown }) }} title="Nothing more is taken; what is there is sent. Going back in time brings the producer back.">close()</button>
    </div>
  )
}
