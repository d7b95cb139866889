/** Every setting and every error, searchable, by component: what it does, its bounds and default, what changed, how it is changed, and whether the cluster here obeys it. `#producer.linger.ms` leads to one. */
import { useDeferredValue, useEffect, useRef, useState } from 'react'
import { kafkaErrors, type KafkaError } from '../../engine/protocol/errors'
import { plural } from '../../engine/kernel/units'
import { hrefOf } from '../../session/route'
import { TopBar } from '../TopBar'
import { COMPONENTS, entryAt, matches, PARTS, type Component, type Entry } from './referenceParts'
import css from './reference.module.css'

type Shown = Component | 'All' | 'Errors'
const SHOWN: readonly Shown[] = ['All', ...COMPONENTS, 'Errors']
const fragmentNow = (): string => decodeURIComponent(location.hash.replace(/^#/, ''))

/** The setting that the address means, kept up with it. */
function useLinked(): Entry | undefined {
  const [linked, setLinked] = useState(() => entryAt(fragmentNow()))
  useEffect(() => {
    const follow = (): void => { setLinked(entryAt(fragmentNow())) }
    addEventListener('hashchange', follow)
    return () => { removeEventListener('hashchange', follow) }
  }, [])
  return linked
}

export default function ReferencePage() {
  const linked = useLinked()
  const [wanted, setWanted] = useState('')
  const [shown, setShown] = useState<Shown>('All')
  const [onlyChanged, setOnlyChanged] = useState(false)
  const looked = useDeferredValue(wanted)
  // What is linked is not hidden by an earlier search; once it is drawn, the page goes there.
  const wantedPlace = useRef<string | null>(null)
  useEffect(() => {
    if (!linked) return
    wantedPlace.current = linked.id
    setWanted('')
    setShown('All')
    setOnlyChanged(false)
  }, [linked])
  useEffect(() => {
    const place = wantedPlace.current === null ? null : document.getElementById(wantedPlace.current)
    if (!place) return
    wantedPlace.current = null
    place.scrollIntoView({ block: 'center' })
    place.focus({ preventScroll: true })
  })
  const parts = PARTS.filter(({ component }) => shown === 'All' || shown === component)
    .map(part => ({ ...part, found: part.entries.filter(entry => matches(entry, looked) && (!onlyChanged || entry.history.length > 0)) })).filter(({ found }) => found.length > 0)
  const errors = (shown === 'All' || shown === 'Errors') && !onlyChanged ? kafkaErrors.filter(error => errorMatches(error, looked)) : []
  const count = parts.reduce((sum, { found }) => sum + found.length, 0)
  return (
    <>
      <TopBar where={<strong>Settings</strong>} />
      <main className={css['page']}>
        <h1>Kafka’s settings and errors</h1>
        <p className={css['lead']}>As in Apache Kafka 4.4, with what changed since 3.9. A setting marked <b className={css['mark']}>obeyed here</b> is obeyed by the cluster here, in <a href={hrefOf({ page: 'play' })}>the playground</a> or by a link; the others it does not know yet. Left out: security, quotas, tiered storage, Streams groups.</p>
        <div className={css['search']}>
          <label><span>Search</span><input type="search" value={wanted} onChange={event => { setWanted(event.target.value) }} placeholder="linger, timeout, 4.4, restart, zstd …" /></label>
          <output aria-live="polite">{count + errors.length === 0 ? 'nothing has all these words' : `${plural(count, 'setting')}, ${plural(errors.length, 'error')}`}</output>
          <div className={css['chips']} role="group" aria-label="Of what">
            {SHOWN.map(one => <button key={one} type="button" aria-pressed={one === shown} onClick={() => { setShown(one) }}>{one === 'Ours' ? 'Network, workload' : one}</button>)}
            <label><input type="checkbox" checked={onlyChanged} onChange={event => { setOnlyChanged(event.target.checked) }} /> changed since 3.9</label>
          </div>
        </div>
        {parts.map(({ title, note, found }) => (
          <section key={title}>
            <h2>{title}</h2>
            {note !== '' && <p className={css['note']}>{note}</p>}
            <dl className={css['list']}>{found.map(entry => <Setting key={entry.id} entry={entry} isLinked={entry === linked} />)}</dl>
          </section>
        ))}
        {errors.length > 0 && (
          <section>
            <h2>Errors</h2>
            <dl className={css['list']}>{errors.map(error => <ErrorCode key={error.code} error={error} />)}</dl>
          </section>
        )}
      </main>
    </>
  )
}

function errorMatches({ code, name, exception, message, retriable, refreshesMetadata }: KafkaError, wanted: string): boolean {
  const text = `error ${code} ${name} ${exception ?? ''} ${message ?? ''} ${retriable ? 'retriable' : 'not retriable'} ${refreshesMetadata ? 'metadata' : ''}`.toLowerCase()
  return wanted.trim().toLowerCase().split(/\s+/).every(word => text.includes(word))
}

function ErrorCode({ error }: { readonly error: KafkaError }) {
  return (
    <div className={css['setting']} data-error={error.code}>
      <dt><code>{error.name.split('_').flatMap((part, index) => (index === 0 ? [part] : ['_', <wbr key={part + String(index)} />, part]))}</code></dt>
      <dd>
        <p>{error.exception === null ? 'All is well.' : error.message}</p>
        <p className={css['facts']}>
          <span>code <b>{error.code}</b></span>
          {error.exception !== null && <span>{error.exception}</span>}
          {error.exception !== null && <span className={css['change']}>{error.retriable ? 'the client may try again' : 'final'}</span>}
          {error.refreshesMetadata && <span className={css['change']}>asks for new metadata</span>}
        </p>
      </dd>
    </div>
  )
}

function Setting({ entry: { id, name, doc, type, standard, until, importance, update, history, isObeyed }, isLinked }: { readonly entry: Entry; readonly isLinked: boolean }) {
  return (
    <div className={css['setting']} data-key={name} data-linked={isLinked} id={id} tabIndex={-1}>
      <dt>
        <a href={`#${id}`}><code>{name.split('.').flatMap((part, index) => (index === 0 ? [part] : ['.', <wbr key={`${part}${String(index)}`} />, part]))}</code></a>
        {isObeyed && <b className={css['mark']}>obeyed here</b>}
      </dt>
      <dd>
        <p>{doc}</p>
        <p className={css['facts']}>
          <span>{type}</span>
          <span>default <b>{standard}</b>{until !== null && ` in ${until}`}</span>
          {importance !== null && <span>importance {importance}</span>}
          <span>{update}</span>
          {history.map(change => <span key={change} className={css['change']}>{change}</span>)}
        </p>
      </dd>
    </div>
  )
}
