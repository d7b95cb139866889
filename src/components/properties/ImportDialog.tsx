/** A .properties file of one's own, pasted or opened: every line is answered while one looks; only then, and only if Kafka would take them together, the run begins anew with them. */
import { useState, type ChangeEvent } from 'react'
import { importProperties, type ImportedProperties, type PropertiesOwner } from '../../engine/config/importProperties'
import { BASELINE } from '../../engine/pageFace'
import { plural } from '../../engine/kernel/units'
import { clientPartsOf, withClientParts } from '../../session/clientOf'
import { rerun, withOwnSettings } from '../../session/rerun'
import { ClientDialog } from '../client/ClientDialog'
import frame from '../client/client.module.css'
import { Button } from '../ui/Button'
import { Segments } from '../ui/Segments'
import { useSession, useSessionStore } from '../useSession'
import { OWNERS } from './ExportDialog'
import type { KeptAside } from './PropertiesButtons'
import css from './properties.module.css'

const MOST_CHARACTERS = 100_000
const SIGN = { taken: '✓', aside: '–', unknown: '?', bad: '✕', repeated: '·' } as const

export default function ImportDialog({ aside, onAside, onClose }: { readonly aside: KeptAside; readonly onAside: (aside: KeptAside) => void; readonly onClose: () => void }) {
  const store = useSessionStore()
  const version = useSession(session => session.scenario?.kafka ?? BASELINE)
  const [owner, setOwner] = useState<PropertiesOwner>('producer')
  const [text, setText] = useState('')
  const [refusal, setRefusal] = useState<string | null>(null)
  const imported = importProperties(owner, text, version)
  const take = (given: string): void => {
    setRefusal(given.length > MOST_CHARACTERS ? `That is ${plural(given.length, 'character')} long; a .properties file of at most ${plural(MOST_CHARACTERS, 'character')} is read here. What was here before is still there.` : null)
    if (given.length <= MOST_CHARACTERS) setText(given)
  }
  const open = async (event: ChangeEvent<HTMLInputElement>): Promise<void> => {
    const [file] = event.target.files ?? []
    if (!file) return
    try {
      take(await file.text())
    } catch {
      setRefusal(`${file.name} could not be read. What was here before is still there.`)
    }
  }
  const use = async (): Promise<void> => {
    const problem = await rerun(store, scenario => withOwnSettings(owner, imported.settings)(withClientParts(scenario, clientPartsOf(imported.client))))
    setRefusal(problem)
    if (problem !== null) return
    onAside({ ...aside, [owner]: imported.aside })
    store.getState().notify('information', `${plural(countOf(imported), 'setting')} of your ${owner} ${countOf(imported) === 1 ? 'is' : 'are'} in force from the run’s beginning: same seed, same instant. ${asideWords(imported)}`)
    onClose()
  }
  const problem = imported.conflict === null ? refusal : `Kafka refuses them together: ${imported.conflict}`
  return (
    <ClientDialog title="Bring your own" onClose={onClose}>
      <div className={frame['body']}>
        <p className={css['lead']}>Paste or open a .properties file. Nothing changes before you say so; what the file does not name then goes back to Kafka’s default.</p>
        <Segments label="Whose settings" values={OWNERS} value={owner} onChange={chosen => { setOwner(chosen as PropertiesOwner); setRefusal(null) }} />
        <textarea className={css['text']} value={text} rows={7} spellCheck={false} aria-label={`Your ${owner}.properties`} placeholder={'linger.ms=20\nbatch.size=65536\ncompression.type=lz4'} onChange={event => { take(event.target.value) }} />
        <label className={css['file']}>or open a file <input type="file" accept=".properties,.conf,.config,.txt,text/plain" onChange={event => { void open(event) }} /></label>
        <output className={css['summary']}>{text.trim() === '' ? '' : summaryOf(imported)}</output>
        {imported.lines.length > 0 && (
          <ol className={css['answers']} aria-label="Answer to each line">
            {imported.lines.map(({ line, key, value, kind, words }) => (
              <li key={line} data-kind={kind}><span aria-hidden="true">{SIGN[kind]}</span><span><code>{key}={value}</code> <small>line {line}</small><br />{words}</span></li>
            ))}
          </ol>
        )}
        {problem !== null && <p className={css['problem']} role="alert">{problem} Nothing was changed.</p>}
      </div>
      <footer className={frame['foot']}><Button look="primary" disabled={imported.conflict !== null || countOf(imported) === 0} onClick={() => { void use() }}>{countOf(imported) === 0 ? 'Use these settings' : `Use ${countOf(imported) === 1 ? 'this setting' : `these ${countOf(imported)} settings`}`}</Button></footer>
    </ClientDialog>
  )
}

const countOf = ({ settings, client }: ImportedProperties): number => Object.keys(settings).length + Object.keys(client).length

const asideWords = ({ aside }: ImportedProperties): string => {
  const count = Object.keys(aside).length
  return count === 0 ? '' : `${plural(count, 'other')} ${count === 1 ? 'is' : 'are'} kept aside, and will be in the file you take away.`
}

function summaryOf({ lines }: ImportedProperties): string {
  if (lines.length === 0) return 'There is no setting in this text.'
  const counted = (kind: keyof typeof SIGN, words: string): readonly string[] => {
    const count = lines.filter(line => line.kind === kind).length
    return count === 0 ? [] : [`${count} ${words}`]
  }
  const parts = [...counted('taken', 'taken'), ...counted('aside', 'kept aside'), ...counted('unknown', 'unknown'), ...counted('bad', 'that Kafka would refuse'), ...counted('repeated', 'given twice')]
  return `${plural(lines.length, 'line')}: ${parts.join(', ')}. ${lines.some(({ kind }) => kind === 'bad') ? 'With such a line Kafka would refuse them all; here the line is left out.' : ''}`
}
