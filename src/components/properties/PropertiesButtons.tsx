/** The two doors between the playground and a real cluster: its settings as a .properties file, and a file of one's own. What such a file holds beyond the model is kept here. */
import { lazy, Suspense, useState } from 'react'
import type { Properties } from '../../engine/config/clientConfig'
import type { PropertiesOwner } from '../../engine/config/importProperties'
import { useSession } from '../useSession'
import { Button } from '../ui/Button'
import css from './properties.module.css'

export type KeptAside = Readonly<Partial<Record<PropertiesOwner, Properties>>>
const WINDOWS = { take: lazy(() => import('./ExportDialog')), bring: lazy(() => import('./ImportDialog')) } as const

export function PropertiesButtons() {
  const [open, setOpen] = useState<keyof typeof WINDOWS | null>(null)
  const [aside, setAside] = useState<KeptAside>({})
  const isLoaded = useSession(session => session.scenario !== null)
  const Window = open === null ? null : WINDOWS[open]
  return (
    <section className={css['doors']} aria-label="From here to a real cluster, and back">
      <Button disabled={!isLoaded} onClick={() => { setOpen('take') }}>Take it to a real cluster</Button>
      <Button disabled={!isLoaded} onClick={() => { setOpen('bring') }}>Bring your own</Button>
      {Window !== null && <Suspense fallback={null}><Window aside={aside} onAside={setAside} onClose={() => { setOpen(null) }} /></Suspense>}
    </section>
  )
}
