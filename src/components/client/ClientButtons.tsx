/** The doors to what a client is built with, to one record of one's own, to what an administrator asks, and to a sweep. Their windows are fetched when opened. */
import { lazy, Suspense, useState } from 'react'
import { useSession } from '../useSession'
import { Button } from '../ui/Button'

const WINDOWS = { partitioner: lazy(() => import('./PartitionerDialog')), send: lazy(() => import('./SendDialog')), cluster: lazy(() => import('../cluster/ClusterDialog')), sweep: lazy(() => import('../sweep/SweepDialog')) } as const

export function ClientButtons() {
  const [open, setOpen] = useState<keyof typeof WINDOWS | null>(null)
  const isLoaded = useSession(session => session.scenario !== null)
  const Window = open === null ? null : WINDOWS[open]
  return (
    <>
      <Button disabled={!isLoaded} onClick={() => { setOpen('partitioner') }}>Partitioner</Button>
      <Button disabled={!isLoaded} onClick={() => { setOpen('send') }}>Send one record</Button>
      <Button disabled={!isLoaded} onClick={() => { setOpen('cluster') }}>Cluster</Button>
      <Button disabled={!isLoaded} onClick={() => { setOpen('sweep') }}>Sweep</Button>
      {Window !== null && <Suspense fallback={null}><Window onClose={() => { setOpen(null) }} /></Suspense>}
    </>
  )
}
