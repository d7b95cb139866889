/** A broker's request path: the stations of a request with how busy they are, and what waits there, each asked "why?" by a press. */
import { useSession } from '../useSession'
import { stationsOf, waitingWords } from './requestPathWords'
import css from './why.module.css'

export function BrokerRequests({ id }: { readonly id: number }) {
  const view = useSession(session => session.view)
  const select = useSession(session => session.select)
  const broker = view?.brokers.find(one => one.id === id)
  if (!view || !broker) return null
  const { requestPath } = broker, more = requestPath.waitingCount - requestPath.waiting.length
  return (
    <>
      <dl className={css['stations']} data-testid="request-path">
        {stationsOf(broker).map(({ name, words, metric, isFull }) => (
          <div key={name} data-full={isFull}><dt>{name}</dt><dd>{words}</dd><dd><code>{metric}</code></dd></div>
        ))}
      </dl>
      {requestPath.waiting.length === 0 && <p className={css['hint']}>No request waits here. A network thread reads each, an I/O thread handles it, and its network thread writes the answer.</p>}
      <ol className={css['chain']}>
        {requestPath.waiting.map(request => (
          <li key={request.message}>
            <button type="button" className={css['step']} onClick={() => { select({ kind: 'request', id: request.message, event: request.event }) }}><span className={css['whole']}>{waitingWords(request, requestPath, view.nowUs)}</span></button>
          </li>
        ))}
      </ol>
      {more > 0 && <p className={css['hint']}>… and {more} more.</p>}
    </>
  )
}
