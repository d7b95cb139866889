/** The settings of the run as a .properties file for a real cluster. */
import { lazy, Suspense, useState } from 'react'
import { Button } from '../ui/Button'
import { useSession } from '../useSession'
import type { KeptAside } from './PropertiesButtons'

const ExportDialog = lazy(() => import('./ExportDialog'))

export function TakeAlong({ aside = {} }: { readonly aside?: KeptAside }) {
  const [isOpen, setIsOpen] = useState(false)
  const isLoaded = useSession(session => session.scenario !== null)
  return (
    <>
      <Button disabled={!isLoaded} onClick={() => { setIsOpen(true) }}>Take it to a real cluster</Button>
      {isOpen && <Suspense fallback={null}><ExportDialog aside={aside} onClose={() => { setIsOpen(false) }} /></Suspense>}
    </>
  )
}
