/** The two doors to what a client is built with: its partitioner, and one record of one's own. Their windows are fetched when opened. */
import { lazy, Suspense, useState } from 'react'
import { useSession } from '../useSession'
import { Button } from '../ui/Button'

const WINDOWS = { partitioner: lazy(() => import('./PartitionerDialog')), send: lazy(() => import('./SendDialog')) } as const

export function ClientButtons() {
  const [open, setOpen] = useState<keyof typeof WINDOWS | null>(null)
  const isLoaded = useSession(session => session.scenario !== null)
  const Window = open === null ? null : WINDOWS[open]
  return (
    <>
      <Button disabled={!isLoaded} onClick={() => { setOpen('partitioner') }}>Partitioner</Button>
      <Button disabled={!isLoaded} onClick={() => { setOpen('send') }}>Send one record</Button>
      {Window !== null && <Suspense fallback={null}><Window onClose={() => { setOpen(null) }} /></Suspense>}
    </>
  )
}
