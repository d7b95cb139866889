/** The settings in force as a .properties file: to copy, or to download. */
import { useState } from 'react'
import { exportProperties } from '../../engine/config/exportProperties'
import type { PropertiesOwner } from '../../engine/config/importProperties'
import { BASELINE } from '../../engine/pageFace'
import { clientProperties } from '../../session/clientOf'
import { ClientDialog } from '../client/ClientDialog'
import frame from '../client/client.module.css'
import { Button } from '../ui/Button'
import { Segments } from '../ui/Segments'
import { useSession } from '../useSession'
import type { KeptAside } from './PropertiesButtons'
import css from './properties.module.css'

export const OWNERS: readonly PropertiesOwner[] = ['producer', 'consumer', 'topic']

export default function ExportDialog({ aside, onClose }: { readonly aside: KeptAside; readonly onClose: () => void }) {
  const [owner, setOwner] = useState<PropertiesOwner>('producer')
  const [all, setAll] = useState(false)
  const [said, setSaid] = useState('')
  const scenario = useSession(session => session.scenario)
  const values = useSession(session => session.configs[owner])
  const client = owner === 'producer' && scenario !== null ? clientProperties(scenario) : {}
  const text = exportProperties({ owner, version: scenario?.kafka ?? BASELINE, values, all, client, aside: aside[owner] ?? {} })
  const copy = async (): Promise<void> => {
    try {
      await navigator.clipboard.writeText(text)
      setSaid('The file is in the clipboard.')
    } catch {
      setSaid('The browser does not let this page write to the clipboard: select the text and copy it yourself, or download it.')
    }
  }
  const download = (): void => {
    const link = document.createElement('a')
    link.href = URL.createObjectURL(new Blob([text], { type: 'text/plain' }))
    link.download = `${owner}.properties`
    link.click()
    setTimeout(() => { URL.revokeObjectURL(link.href) }, 0)
    setSaid(`${owner}.properties was handed to the browser.`)
  }
  return (
    <ClientDialog title="Take it to a real cluster" onClose={onClose}>
      <div className={frame['body']}>
        <p className={css['lead']}>These settings as a file that Kafka’s own clients and tools read, with what each does.</p>
        <Segments label="Whose settings" values={OWNERS} value={owner} onChange={chosen => { setOwner(chosen as PropertiesOwner); setSaid('') }} />
        <label className={css['check']}><input type="checkbox" checked={all} onChange={event => { setAll(event.target.checked); setSaid('') }} /> every setting, not only what differs from the defaults</label>
        <textarea className={css['text']} readOnly value={text} rows={14} spellCheck={false} aria-label={`${owner}.properties`} />
      </div>
      <footer className={frame['foot']}>
        <output className={css['said']}>{said}</output>
        <Button onClick={download}>Download {owner}.properties</Button>
        <Button look="primary" onClick={() => { void copy() }}>Copy</Button>
      </footer>
    </ClientDialog>
  )
}
