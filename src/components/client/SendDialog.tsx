/** One record of one's own: key and value as typed, the objects they become, their bytes, and what send() says when a serializer refuses them. */
import { useState } from 'react'
import type { ProducerSpec, Scenario } from '../../engine/pageFace'
import { WANTED } from '../../engine/serde/javaObject'
import { configuredSerializer, serializeRecord, serializerClass } from '../../engine/serde/serializeRecord'
import { serializerNames, type SerializerName } from '../../engine/serde/serializers'
import { withClientParts, withConfigsNow } from '../../session/clientOf'
import { useSession, useSessionStore } from '../useSession'
import { Button } from '../ui/Button'
import { ClientDialog } from './ClientDialog'
import { hexWords } from './hexWords'
import css from './client.module.css'

type Setting = 'key.serializer' | 'value.serializer'
const inForce = (producer: ProducerSpec | undefined, setting: Setting): SerializerName => { const named = configuredSerializer(setting, producer?.[setting] ?? 'String'); return named.ok ? named.name : 'String' }

export default function SendDialog({ onClose }: { readonly onClose: () => void }) {
  const scenario = useSession(session => session.scenario)
  return scenario === null ? null : <Open scenario={scenario} onClose={onClose} />
}

interface Part { readonly text: string; readonly isNull: boolean; readonly serializer: SerializerName }
const typed = ({ text, isNull }: Part): string | null => (isNull ? null : text)

function Open({ scenario, onClose }: { readonly scenario: Scenario; readonly onClose: () => void }) {
  const store = useSessionStore()
  const producer = scenario.topology.producers[0]
  const partitions = scenario.topology.topics.find(({ name }) => name === producer?.topic)?.replicaAssignment.length ?? 1
  const [key, setKey] = useState<Part>({ text: scenario.workload.keys?.[0] ?? 'rider-6', isNull: false, serializer: inForce(producer, 'key.serializer') })
  const [value, setValue] = useState<Part>({ text: '{"lat": 52.52, "lon": 13.41}', isNull: false, serializer: inForce(producer, 'value.serializer') })
  const [partition, setPartition] = useState('')
  const done = serializeRecord({ key: key.serializer, value: value.serializer }, { key: typed(key), value: typed(value) })
  const isAnew = key.serializer !== inForce(producer, 'key.serializer') || value.serializer !== inForce(producer, 'value.serializer')
  const beginAnew = async (): Promise<void> => {
    const session = store.getState()
    const name = (serializer: SerializerName): string | undefined => (serializer === 'String' ? undefined : serializerClass(serializer))
    await session.load(withClientParts(withConfigsNow(scenario, session.configs), { 'key.serializer': name(key.serializer), 'value.serializer': name(value.serializer) }))
  }
  const send = async (): Promise<void> => {
    const session = store.getState()
    session.pause()
    const fromUs = session.nowUs + 1
    onClose()
    await session.apply({ type: 'send', key: typed(key), value: typed(value), valueBytes: 0, traced: true, ...(partition !== '' && { partition: Number(partition) }) })
    const { events, select } = store.getState()
    const told = [...events.ofKind('recordRefused', fromUs), ...events.ofKind('recordAppended', fromUs), ...events.ofKind('sendBlocked', fromUs)][0]
    if (told !== undefined) select({ kind: 'event', id: told.id, event: told.id })
  }
  return (
    <ClientDialog title="Send one record" onClose={onClose}>
      <div className={css['body']}>
        <div className={css['fields']}>
          <PartFields name="key" part={key} onChange={setKey} />
          <PartFields name="value" part={value} onChange={setValue} />
          <div className={css['field']}>
            <label htmlFor="send-partition">partition</label>
            <select id="send-partition" value={partition} onChange={event => { setPartition(event.target.value) }}>
              <option value="">let the producer choose</option>
              {Array.from({ length: partitions }, (_none, number) => <option key={number} value={number}>{number}</option>)}
              <option value={partitions}>{partitions}: not there</option>
            </select>
          </div>
        </div>
        {done.ok ? (
          <p className={css['verdict']} role="status">
            <span className={css['bytes']}>key <b>{hexWords(done.key)}</b></span><br />
            <span className={css['bytes']}>value <b>{hexWords(done.value)}</b></span>
            {value.isNull && done.value === null && <><br />A null value is a tombstone: on a compacted topic it deletes the key.</>}
          </p>
        ) : (
          <p className={css['verdict']} data-bad="true" role="status">
            send() would throw at once: <b>{done.exception}: {done.message}</b><br />
            No partition is chosen, no memory taken, no callback called. {done.part === 'key' ? 'As a key' : 'As a value'}, this serializer wants {WANTED[(done.part === 'key' ? key : value).serializer]}.
          </p>
        )}
      </div>
      <footer className={css['foot']}>
        <p>{isAnew ? 'A client keeps its serializers for life: the run begins anew with these. The workload’s own values come as bytes.' : 'It goes out at the instant the run stands at, and the run pauses there.'}</p>
        {isAnew ? <Button look="primary" onClick={() => { void beginAnew() }}>Begin anew with these serializers</Button> : <Button look="primary" onClick={() => { void send() }}>Call send()</Button>}
      </footer>
    </ClientDialog>
  )
}

function PartFields({ name, part, onChange }: { readonly name: 'key' | 'value'; readonly part: Part; readonly onChange: (part: Part) => void }) {
  const id = `send-${name}`
  return (
    <div className={css['field']}>
      <label htmlFor={id}>{name}</label>
      <textarea id={id} rows={2} spellCheck={false} maxLength={2000} disabled={part.isNull} value={part.text} onChange={event => { onChange({ ...part, text: event.target.value }) }} />
      <span className={css['check']}><input id={`${id}-null`} type="checkbox" checked={part.isNull} onChange={event => { onChange({ ...part, isNull: event.target.checked }) }} /><label htmlFor={`${id}-null`}>null{name === 'key' ? ': no key' : ''}</label></span>
      <label htmlFor={`${id}-serializer`}>{name}.serializer</label>
      <select id={`${id}-serializer`} value={part.serializer} onChange={event => { onChange({ ...part, serializer: event.target.value as SerializerName }) }}>
        {serializerNames.map(one => <option key={one} value={one}>{one}Serializer{one === 'Location' ? ' (the application’s own)' : ''}</option>)}
      </select>
    </div>
  )
}
