/** A window over the stage for what a client is built with. The browser's own dialog: focus stays inside, Escape closes. */
import { useEffect, useRef, type ReactNode } from 'react'
import { Button } from '../ui/Button'
import css from './client.module.css'

export function ClientDialog({ title, onClose, children }: { readonly title: string; readonly onClose: () => void; readonly children: ReactNode }) {
  const dialog = useRef<HTMLDialogElement>(null)
  useEffect(() => { dialog.current?.showModal() }, [])
  return (
    <dialog ref={dialog} className={css['dialog']} aria-label={title} onClose={onClose}>
      <header className={css['head']}>
        <h2>{title}</h2>
        <Button look="quiet" aria-label="Close this window" onClick={() => { dialog.current?.close() }}>✕</Button>
      </header>
      {children}
    </dialog>
  )
}
