/** The button that opens a batch of the run byte by byte, over the page. The view itself is loaded when it is first wanted. */
import { lazy, Suspense, useEffect, useRef, useState } from 'react'
import type { BatchContents } from '../../engine/pageFace'
import { plural } from '../../engine/kernel/units'
import { Button } from '../ui/Button'
import { useSession } from '../useSession'
import css from './bytes.module.css'

const BatchBytes = lazy(async () => ({ default: (await import('./BatchBytes')).BatchBytes }))

export function OpenBytes({ batch }: { readonly batch: number }) {
  const ask = useSession(session => session.batchContents)
  const notify = useSession(session => session.notify)
  const pause = useSession(session => session.pause)
  const [contents, setContents] = useState<BatchContents | null>(null)
  const open = async (): Promise<void> => {
    pause()
    const found = await ask(batch)
    setContents(found)
    if (!found) notify('information', 'That batch is in no producer and no log at this moment: it was empty, was split, or has not begun yet.')
  }
  return (
    <>
      <Button onClick={() => { open().catch((problem: unknown) => { notify('error', `The batch could not be opened: ${String(problem)}`) }) }}>Open the bytes</Button>
      {contents && <BytesDialog contents={contents} onClose={() => { setContents(null) }} />}
    </>
  )
}

function BytesDialog({ contents, onClose }: { readonly contents: BatchContents; readonly onClose: () => void }) {
  const dialog = useRef<HTMLDialogElement>(null)
  useEffect(() => { dialog.current?.showModal() }, [])
  const { header, records, partition, place } = contents
  const offsets = place === 'log' ? `offset${records.length > 1 ? `s ${header.baseOffset}–${header.baseOffset + records.length - 1}` : ` ${header.baseOffset}`}, as in its leader’s log` : 'not appended yet, so its offset is still 0'
  return (
    // Keys belong to the dialog while it is open: Space does not play, Escape closes only this.
    <dialog ref={dialog} className={css['dialog']} aria-label={`The bytes of a batch of ${partition}`} onClose={onClose} onKeyDown={event => { event.stopPropagation() }} data-testid="batch-bytes">
      <div className={css['title']}>
        <h2>Batch of <code>{partition}</code></h2>
        <p>{plural(records.length, 'record')} · {offsets}</p>
        <Button look="quiet" onClick={() => { dialog.current?.close() }} aria-label="Close the bytes">✕</Button>
      </div>
      <Suspense fallback={<p className={css['waiting']}>Opening the batch…</p>}><BatchBytes header={header} records={records} /></Suspense>
    </dialog>
  )
}
