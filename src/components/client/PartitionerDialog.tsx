/** Who chooses a record's partition: Kafka, its RoundRobinPartitioner, or a function of one's own, tried on the run's workload while it is written. */
import { useId, useState } from 'react'
import type { PartitionerSpec, Scenario } from '../../engine/pageFace'
import { PARTITIONER_EXAMPLES } from '../../engine/producer/partitionerExamples'
import { withClientParts, withConfigsNow } from '../../session/clientOf'
import { useSession } from '../useSession'
import { Button } from '../ui/Button'
import { Segments } from '../ui/Segments'
import { ClientDialog } from './ClientDialog'
import { CodeEditor } from './CodeEditor'
import { PartitionSpread } from './PartitionSpread'
import { usePreview } from './usePreview'
import css from './client.module.css'

const CHOICES = ['Kafka’s own', 'Round robin', 'Your function'] as const
type Choice = (typeof CHOICES)[number]
const ABOUT: Readonly<Record<Choice, string>> = {
  'Kafka’s own': 'No partitioner.class. With a key: its murmur2 hash, modulo the number of partitions. Without: one partition until about batch.size bytes are there, then another.',
  'Round robin': 'partitioner.class = org.apache.kafka.clients.producer.RoundRobinPartitioner. Every record to the next partition that has a leader, whatever its key: small batches, and no order among one key’s records.',
  'Your function': 'A class of your own, as a function in JavaScript. It is asked for every record that names no partition itself, and keeps nothing between calls but the counter it is given.',
}
const ARGUMENTS = 'record: topic, key (text or null), keyHash (murmur2, positive), value, valueBytes, partitionCount, available (partitions with a leader), counter (0, 1, 2 …)'

const choiceOf = (partitioner: PartitionerSpec | undefined): Choice => (partitioner === undefined ? 'Kafka’s own' : 'class' in partitioner ? 'Round robin' : 'Your function')

export default function PartitionerDialog({ onClose }: { readonly onClose: () => void }) {
  const scenario = useSession(session => session.scenario)
  return scenario === null ? null : <Open scenario={scenario} onClose={onClose} />
}

function Open({ scenario, onClose }: { readonly scenario: Scenario; readonly onClose: () => void }) {
  const configs = useSession(session => session.configs)
  const load = useSession(session => session.load)
  const play = useSession(session => session.play)
  const inForce = scenario.topology.producers[0]?.partitioner
  const [choice, setChoice] = useState(choiceOf(inForce))
  const [source, setSource] = useState(inForce !== undefined && 'source' in inForce ? inForce.source : PARTITIONER_EXAMPLES[1]!.source)
  const partitioner: PartitionerSpec | null = choice === 'Kafka’s own' ? null : choice === 'Round robin' ? { class: 'RoundRobinPartitioner' } : { source }
  const { preview, failure, isStale } = usePreview(scenario, partitioner, configs.workload['key.count'])
  const problem = preview?.problem ?? null
  const firstFailure = preview?.keys.find(key => key.problem !== null)?.problem ?? null
  const said = failure ?? (problem === null ? firstFailure : `${problem.line === null ? '' : `Line ${problem.line}${problem.column === null ? '' : `, column ${problem.column}`}: `}${problem.exception}: ${problem.message}`)
  const saidId = useId()
  const use = async (): Promise<void> => {
    onClose()
    await load(withClientParts(withConfigsNow(scenario, configs), { partitioner: partitioner ?? undefined }))
    play()
  }
  return (
    <ClientDialog title="Who chooses the partition?" onClose={onClose}>
      <div className={css['body']}>
        <Segments label="Partitioner" values={CHOICES} value={choice} onChange={one => { setChoice(one as Choice) }} />
        <p className={css['about']}>{ABOUT[choice]}</p>
        {choice === 'Your function' && (
          <>
            <label className={css['example']}>Begin with
              <select value={PARTITIONER_EXAMPLES.find(example => example.source === source)?.name ?? ''} onChange={event => { setSource(PARTITIONER_EXAMPLES.find(({ name }) => name === event.target.value)?.source ?? source) }}>
                <option value="" disabled>your own text</option>
                {PARTITIONER_EXAMPLES.map(({ name, about }) => <option key={name} value={name} title={about}>{name}</option>)}
              </select>
            </label>
            <CodeEditor label="The partition function" value={source} onChange={setSource} badLine={lineIn(said)} describedBy={saidId} />
            <p id={saidId} className={css['said']} role="status" data-bad={said !== null}>{said ?? ARGUMENTS}</p>
          </>
        )}
        {choice !== 'Your function' && failure !== null && <p className={css['said']} role="status" data-bad="true">{failure}</p>}
        {preview !== null && problem === null && <PartitionSpread preview={preview} isStale={isStale} />}
      </div>
      <footer className={css['foot']}>
        <p>A client keeps its partitioner for life: the run begins anew with it, with the settings as they are now.</p>
        <Button look="primary" disabled={choice === 'Your function' && (isStale || problem !== null || failure !== null)} onClick={() => { void use() }}>Begin anew with it</Button>
      </footer>
    </ClientDialog>
  )
}

const lineIn = (said: string | null): number | null => { const found = /^Line (\d+)/.exec(said ?? ''); return found ? Number(found[1]) : null }
