/** Every setting of producer, consumer and topic, and every error, searchable: what it does, its bounds and default, what changed, and whether the cluster here obeys it. */
import { useDeferredValue, useState } from 'react'
import { CONFIG_TABLES, type ConfigOwner } from '../../engine/pageFace'
import { consumerKeys } from '../../engine/config/consumerKeys'
import type { KafkaKey, KafkaKeys } from '../../engine/config/kafkaKey'
import { historyOf, newestWith, valueWords } from '../../engine/config/keyHistory'
import { producerKeys } from '../../engine/config/producerKeys'
import { topicKeys } from '../../engine/config/topicKeys'
import { kafkaErrors, type KafkaError } from '../../engine/protocol/errors'
import { plural } from '../../engine/kernel/units'
import { hrefOf } from '../../session/route'
import { TopBar } from '../TopBar'
import css from './reference.module.css'

interface Part { readonly title: string; readonly owner: ConfigOwner | null; readonly keys: KafkaKeys }
const PARTS: readonly Part[] = [
  { title: 'Producer', owner: 'producer', keys: producerKeys }, { title: 'Consumer', owner: 'consumer', keys: consumerKeys }, { title: 'Topic', owner: null, keys: topicKeys },
]

/** Whether name, words, values or history of a key hold every word that is looked for. */
export function matches(name: string, key: KafkaKey, wanted: string): boolean {
  const text = [name, key.doc, key.valid, key.default ?? 'none', key.type, ...historyOf(key)].join(' ').toLowerCase()
  return wanted.toLowerCase().split(/\s+/).every(word => text.includes(word))
}

export default function ReferencePage() {
  const [wanted, setWanted] = useState('')
  const looked = useDeferredValue(wanted)
  const parts = PARTS.map(part => ({ ...part, found: Object.entries<KafkaKey>(part.keys).filter(([name, key]) => matches(name, key, looked)) }))
  const errors = kafkaErrors.filter(error => errorMatches(error, looked))
  const count = parts.reduce((sum, { found }) => sum + found.length, 0)
  return (
    <>
      <TopBar where={<strong>Settings</strong>} />
      <main className={css['page']}>
        <h1>Kafka’s settings and errors</h1>
        <p className={css['lead']}>As in Apache Kafka 4.4, with what changed since 3.9. A setting marked <b className={css['mark']}>obeyed here</b> is obeyed by the cluster here, in <a href={hrefOf({ page: 'play' })}>the playground</a> or by a link; the others it does not know yet.</p>
        <label className={css['search']}>
          <span>Search</span>
          <input type="search" value={wanted} onChange={event => { setWanted(event.target.value) }} placeholder="linger, timeout, 4.4, zstd …" />
          <output aria-live="polite">{count + errors.length === 0 ? 'nothing has all these words' : `${plural(count, 'setting')}, ${plural(errors.length, 'error')}`}</output>
        </label>
        {parts.filter(({ found }) => found.length > 0).map(({ title, owner, found }) => (
          <section key={title}>
            <h2>{title}</h2>
            <dl className={css['list']}>
              {found.map(([name, key]) => <Setting key={name} name={name} declared={key} obeyed={owner !== null && Object.hasOwn(CONFIG_TABLES[owner], name)} />)}
            </dl>
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
  return wanted.toLowerCase().split(/\s+/).every(word => text.includes(word))
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

function Setting({ name, declared, obeyed }: { readonly name: string; readonly declared: KafkaKey; readonly obeyed: boolean }) {
  const history = historyOf(declared)
  return (
    <div className={css['setting']} data-key={name}>
      <dt>
        <code>{name.split('.').flatMap((part, index) => (index === 0 ? [part] : ['.', <wbr key={part} />, part]))}</code>
        {obeyed && <b className={css['mark']}>obeyed here</b>}
      </dt>
      <dd>
        <p>{declared.doc}</p>
        <p className={css['facts']}>
          <span>{declared.type}{declared.valid !== '' && ` ${declared.valid}`}</span>
          <span>default <b>{valueWords(declared.default)}{declared.unit && declared.default !== null && ` ${declared.unit}`}</b>{declared.until && ` in ${newestWith(declared)}`}</span>
          <span>importance {declared.importance}</span>
          {history.map(change => <span key={change} className={css['change']}>{change}</span>)}
        </p>
      </dd>
    </div>
  )
}
