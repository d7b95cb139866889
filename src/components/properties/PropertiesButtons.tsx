/** The two doors between the playground and a real cluster: its settings as a .properties file, and a file of one's own. What such a file holds beyond the model is kept here. */
import { lazy, Suspense, useState } from 'react'
import type { Properties } from '../../engine/config/clientConfig'
import type { PropertiesOwner } from '../../engine/config/importProperties'
import { useSession } from '../useSession'
import { Button } from '../ui/Button'
import { TakeAlong } from './TakeAlong'
import css from './properties.module.css'

export type KeptAside = Readonly<Partial<Record<PropertiesOwner, Properties>>>
const ImportDialog = lazy(() => import('./ImportDialog'))

export function PropertiesButtons() {
  const [isOpen, setIsOpen] = useState(false)
  const [aside, setAside] = useState<KeptAside>({})
  const isLoaded = useSession(session => session.scenario !== null)
  return (
    <section className={css['doors']} aria-label="From here to a real cluster, and back">
      <TakeAlong aside={aside} />
      <Button disabled={!isLoaded} onClick={() => { setIsOpen(true) }}>Bring your own</Button>
      {isOpen && <Suspense fallback={null}><ImportDialog aside={aside} onAside={setAside} onClose={() => { setIsOpen(false) }} /></Suspense>}
    </section>
  )
}
