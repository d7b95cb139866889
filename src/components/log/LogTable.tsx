/** The run as a table of its last events, in step with the clock; a line can be asked "why?". */
import { VISIBLE_KINDS, type NamedEvent } from '../../engine/pageFace'
import type { EventColumns } from '../../engine/eventColumns'
import { useSession } from '../useSession'
import { milliseconds } from '../../engine/kernel/units'
import { stageNames } from '../../session/partitionNamed'
import { argumentsInWords, nodeWords, type LogNames } from './logWords'
import css from './log.module.css'

const MOST_ROWS = 40
const visible = new Set<string>(VISIBLE_KINDS)

function lastEvents(events: EventColumns): readonly NamedEvent[] {
  const found: NamedEvent[] = []
  for (let id = events.endId - 1; id >= events.firstId && found.length < MOST_ROWS; id--) {
    const event = events.named(id)
    if (visible.has(event.kind)) found.push(event)
  }
  return found
}
export function LogTable() {
  const events = useSession(session => session.events)
  useSession(session => session.eventsVersion)
  const select = useSession(session => session.select)
  const topology = useSession(session => session.scenario?.topology)
  const view = useSession(session => session.view)
  const names: LogNames = { producers: topology && topology.producers.length > 1 ? topology.producers.map(({ clientId }) => clientId) : [], partitions: view ? stageNames(view) : [] }
  const rows = lastEvents(events)
  return (
    <div className={css['wrap']} data-testid="log">
      <table className={css['table']}>
        <caption className="visuallyHidden">The last events of the run, newest first</caption>
        <thead><tr><th>at</th><th>who</th><th>event</th><th>with</th><th><span className="visuallyHidden">Ask</span></th></tr></thead>
        <tbody>
          {rows.map(event => (
            <tr key={event.id}>
              <td>{milliseconds(event.atUs)}</td><td>{nodeWords(event.node, names)}</td><td>{event.kind}</td>
              <td>{argumentsInWords(event, names)}</td>
              <td><button type="button" onClick={() => { select({ kind: 'event', id: event.id, event: event.id }) }} aria-label={`Why ${event.kind} at ${milliseconds(event.atUs)}?`}>why?</button></td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
