/** What an administrator asks of the running cluster: leaders, replicas, topics, records. Its answer comes in Kafka's words. */
import { useEffect, useState } from 'react'
import { commandProblems, type ClusterView } from '../../engine/pageFace'
import { errorOfCode } from '../../engine/protocol/errors'
import { grouped } from '../../engine/kernel/units'
import { ClientDialog } from '../client/ClientDialog'
import client from '../client/client.module.css'
import { Button } from '../ui/Button'
import { useSession, useSessionStore } from '../useSession'
import { commandOfForm, REQUESTS, startFields, type Fields, type Placing, type RequestName } from './administration'

export default function ClusterDialog({ onClose }: { readonly onClose: () => void }) {
  const view = useSession(session => session.view)
  return view === null ? null : <Open view={view} onClose={onClose} />
}

/** An answer is the event that names the command; `asked`: its number in the script, −1 before anything was asked. */
interface Asked { readonly command: number; readonly atUs: number }

function Open({ view, onClose }: { readonly view: ClusterView; readonly onClose: () => void }) {
  const store = useSessionStore()
  const [request, setRequest] = useState<RequestName>('electLeaders')
  const [fields, setFields] = useState<Fields>(() => startFields(view, 'electLeaders', view.topics[0]?.name ?? ''))
  const [asked, setAsked] = useState<Asked | null>(null)
  const [problem, setProblem] = useState('')
  const change = (changed: Partial<Fields>): void => { setFields({ ...fields, ...changed }) }
  const choose = (name: RequestName, topic = fields.topic): void => { setRequest(name); setFields(startFields(view, name, topic)); setAsked(null); setProblem('') }
  const ask = async (): Promise<void> => {
    const { scenario, nowUs, apply } = store.getState()
    const command = commandOfForm(request, fields)
    const problems = commandProblems(command, scenario?.kafka)
    setAsked(null)
    setProblem(problems.join('; '))
    if (problems.length > 0) return
    try {
      await apply(command)
      const applied = [...store.getState().events.ofKind('commandApplied', nowUs + 1)].at(-1)
      setAsked({ command: applied?.arguments['command'] ?? -1, atUs: applied?.atUs ?? nowUs })
    } catch (refusal) {
      setProblem(refusal instanceof Error ? refusal.message : String(refusal))
    }
  }
  const partitions = view.topics.find(({ name }) => name === fields.topic)?.partitions ?? []
  const isNew = request === 'createPartitions' || request === 'createTopic'
  const has = { topic: request !== 'createTopic', partition: request === 'electLeaders' || request === 'reassign' || request === 'deleteRecords', replicas: request === 'reassign' || (isNew && fields.placing === 'lists') }
  return (
    <ClientDialog title="Cluster" onClose={onClose}>
      <div className={client['body']}>
        <div className={client['fields']}>
          <div className={client['field']}>
            <label htmlFor="ask-what">request</label>
            <select id="ask-what" value={request} onChange={event => { choose(event.target.value as RequestName) }}>{(Object.keys(REQUESTS) as RequestName[]).map(name => <option key={name} value={name}>{REQUESTS[name].label}</option>)}</select>
          </div>
          {has.topic && (
            <div className={client['field']}>
              <label htmlFor="ask-topic">topic</label>
              <select id="ask-topic" value={fields.topic} onChange={event => { choose(request, event.target.value) }}>{view.topics.map(({ name }) => <option key={name} value={name}>{name}</option>)}</select>
            </div>
          )}
          {request === 'createTopic' && <Text id="ask-name" label="topic" value={fields.name} onChange={name => { change({ name }) }} />}
          {has.partition && (
            <div className={client['field']}>
              <label htmlFor="ask-partition">partition</label>
              <select id="ask-partition" value={fields.partition} onChange={event => { change({ partition: Number(event.target.value) }) }}>{partitions.map((number, index) => <option key={number} value={index}>{index}</option>)}</select>
            </div>
          )}
          {request === 'electLeaders' && (
            <div className={client['field']}>
              <label htmlFor="ask-election">election</label>
              <select id="ask-election" value={fields.election} onChange={event => { change({ election: event.target.value as Fields['election'] }) }}><option>PREFERRED</option><option>UNCLEAN</option></select>
            </div>
          )}
          {request === 'createPartitions' && <Text id="ask-count" label="partitions in all" value={fields.count} onChange={count => { change({ count }) }} />}
          {isNew && (
            <div className={client['field']}>
              <label htmlFor="ask-placing">replicas placed by</label>
              <select id="ask-placing" value={fields.placing} onChange={event => { change({ placing: event.target.value as Placing }) }}><option value="controller">the controller</option><option value="lists">lists of brokers</option></select>
            </div>
          )}
          {request === 'createTopic' && fields.placing === 'controller' && <Text id="ask-partitions" label="partitions" value={fields.partitions} onChange={partitions => { change({ partitions }) }} />}
          {request === 'createTopic' && fields.placing === 'controller' && <Text id="ask-factor" label="replication factor" value={fields.factor} onChange={factor => { change({ factor }) }} />}
          {has.replicas && <Text id="ask-replicas" label={request === 'reassign' ? 'replicas, the preferred leader first' : request === 'createTopic' ? 'replicas of each partition' : 'replicas of each new partition'} value={fields.replicas} onChange={replicas => { change({ replicas }) }} />}
          {request === 'deleteRecords' && <Text id="ask-before" label="before offset" value={fields.before} onChange={before => { change({ before }) }} />}
        </div>
        {problem === '' ? asked === null ? null : <Answer asked={asked} /> : <p className={client['verdict']} data-bad="true" role="status">It was not asked: {problem}.</p>}
      </div>
      <footer className={client['foot']}>
        <p>{REQUESTS[request].about}</p>
        <Button look="primary" onClick={() => { void ask() }}>Ask the cluster</Button>
      </footer>
    </ClientDialog>
  )
}

function Text({ id, label, value, onChange }: { readonly id: string; readonly label: string; readonly value: string; readonly onChange: (text: string) => void }) {
  return <div className={client['field']}><label htmlFor={id}>{label}</label><input id={id} type="text" spellCheck={false} maxLength={2000} value={value} onChange={event => { onChange(event.target.value) }} /></div>
}

function Answer({ asked }: { readonly asked: Asked }) {
  const events = useSession(session => session.events)
  useSession(session => session.eventsVersion)
  const answer = [...events.ofKind('commandAnswered', asked.atUs)].find(event => event.arguments['command'] === asked.command)
  const chainOf = useSession(session => session.chainOf)
  const event = answer?.id ?? -1, [words, setWords] = useState('')
  // Kafka's own words for why not are in the run's table of texts.
  useEffect(() => {
    setWords('')
    if (event !== -1) void chainOf(event).then(([step]) => { setWords(String(step?.facts['words'] ?? '')) }).catch(() => { /* the code's own words stay */ })
  }, [event, chainOf])
  if (!answer) return <p className={client['verdict']} role="status">Asked. The answer comes when the replicas have heard of it: let the run go on.</p>
  const { error = 0, detail = 0 } = answer.arguments
  const refusal = error === 0 ? undefined : errorOfCode(error)
  return error === 0
    ? <p className={client['verdict']} role="status">The cluster answered: <b>NONE</b>, done.{detail > 0 ? ` The log starts at offset ${grouped(detail)}.` : ''}</p>
    : <p className={client['verdict']} data-bad="true" role="status">The cluster refused: <b>{refusal?.name ?? error}</b>. {words === '' ? refusal?.message : words}</p>
}
