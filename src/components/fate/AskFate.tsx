/** The door to a record's fate strip: of the first record of a batch, or of the last one sent. Nothing where the page has no place for one. */
import { useContext } from 'react'
import { Button } from '../ui/Button'
import { useSession, useSessionStore } from '../useSession'
import { AskFateContext } from './fateContext'

export function AskFate({ batch }: { readonly batch: number }) {
  const ask = useContext(AskFateContext)
  const store = useSessionStore()
  if (ask === null) return null
  const open = (): void => {
    if (store.getState().view?.crowd) { store.getState().notify('information', TOO_MANY); return }
    for (const { arguments: given } of store.getState().events.ofKind('batchOpened')) if (given['batch'] === batch) { ask(given['record']!); return }
    store.getState().notify('information', 'That batch is further back than this run remembers.')
  }
  return <Button onClick={open}>What if the leader had died?</Button>
}

/** Why it cannot be asked of a crowd. */
const TOO_MANY = 'What if? plays hundreds of forks, each of a minute or so of this cluster’s time. One this large takes too long for that: choose a scenario of up to 9 brokers and 24 partitions.'

/** Beside the views: the last record that a batch was opened for. */
export function AskFateOfLast() {
  const ask = useContext(AskFateContext)
  const store = useSessionStore()
  const isReady = useSession(session => session.sends.length > 0)
  if (ask === null) return null
  const open = (): void => {
    const { events, nowUs, pause, view } = store.getState()
    if (view?.crowd) { store.getState().notify('information', TOO_MANY); return }
    let record = -1
    // The last one whose answer is known, so that the strip covers its whole course.
    const acknowledged = new Set<number>()
    for (const { arguments: given } of events.ofKind('batchAcknowledged', 0, nowUs)) acknowledged.add(given['batch']!)
    for (const { arguments: given } of events.ofKind('batchOpened', 0, nowUs)) if (record === -1 || acknowledged.has(given['batch']!)) record = given['record']!
    if (record === -1) { store.getState().notify('information', 'No record has been sent yet.'); return }
    pause()
    ask(record)
  }
  return <div role="group" aria-label="What if"><button type="button" disabled={!isReady} onClick={open} title="What if the leader had died, at every instant around the last record that was acknowledged">What if?</button></div>
}
