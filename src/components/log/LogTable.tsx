/** The run as a table of its last events, in step with the clock; a line can be asked "why?". */
import { API_KEYS, DRAIN_REASONS, EVENT_ARGUMENTS, PARTITION_RULES, REFUSALS, VISIBLE_KINDS, FIRST_PRODUCER, isBroker, isConsumer, isProducer, type EventKind, type NamedEvent } from '../../engine/pageFace'
import type { EventColumns } from '../../engine/eventColumns'
import { useSession } from '../useSession'
import { milliseconds } from '../../engine/kernel/units'
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
/** Of several producers each has its name. */
const nodeWords = (node: number, producers: readonly string[]): string => (isBroker(node) ? `broker ${node}` : isProducer(node) ? producers[node - FIRST_PRODUCER] ?? 'producer' : isConsumer(node) ? `consumer ${node - 1999}` : 'scenario')
const NODE_ARGUMENTS = new Set(['to', 'from', 'follower', 'broker', 'consumer'])

/** An argument's number in Kafka's words where it stands for something. */
function argumentWords(kind: EventKind, name: string, value: number, producers: readonly string[]): string {
  if (name === 'api') return API_KEYS[value] ?? String(value)
  if (name === 'reason') return (kind === 'recordRefused' ? REFUSALS : DRAIN_REASONS)[value] ?? String(value)
  if (name === 'rule') return PARTITION_RULES[value] ?? String(value)
  // A high watermark goes from one offset to another, a message from one machine to another.
  return NODE_ARGUMENTS.has(name) && kind !== 'highWatermarkAdvanced' ? nodeWords(value, producers) : String(value)
}

export function LogTable() {
  const events = useSession(session => session.events)
  useSession(session => session.eventsVersion)
  const select = useSession(session => session.select)
  const topology = useSession(session => session.scenario?.topology)
  const producers = topology && topology.producers.length > 1 ? topology.producers.map(({ clientId }) => clientId) : []
  const rows = lastEvents(events)
  return (
    <div className={css['wrap']} data-testid="log">
      <table className={css['table']}>
        <caption className="visuallyHidden">The last events of the run, newest first</caption>
        <thead><tr><th>at</th><th>who</th><th>event</th><th>with</th><th><span className="visuallyHidden">Ask</span></th></tr></thead>
        <tbody>
          {rows.map(event => (
            <tr key={event.id}>
              <td>{milliseconds(event.atUs)}</td><td>{nodeWords(event.node, producers)}</td><td>{event.kind}</td>
              <td>{EVENT_ARGUMENTS[event.kind].map(name => `${name} ${argumentWords(event.kind, name, event.arguments[name]!, producers)}`).join(' · ')}</td>
              <td><button type="button" onClick={() => { select({ kind: 'event', id: event.id, event: event.id }) }} aria-label={`Why ${event.kind} at ${milliseconds(event.atUs)}?`}>why?</button></td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
