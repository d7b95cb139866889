/** Space, arrows, N and Home move time, unless focus is in a control that has its own use for them. `onSpace` answers first: a card that waits. */
import { useEffect } from 'react'
import { useSessionStore } from './useSession'

const OWN_KEYS = 'input, select, textarea, button, a, [role="slider"], [role="button"], [contenteditable], dialog'

/** A letter is for time on a button too: only where one writes or chooses by letters it is not. */
const WRITES = 'input, select, textarea, [contenteditable], dialog, [role="menu"]'

export function useKeyboard(onSpace?: () => boolean): void {
  const store = useSessionStore()
  useEffect(() => {
    const press = (event: KeyboardEvent): void => {
      if (event.altKey || event.ctrlKey || event.metaKey || (event.target instanceof Element && event.target.closest(event.key === 'n' ? WRITES : OWN_KEYS))) return
      const session = store.getState()
      const actions: Readonly<Record<string, () => void>> = {
        ' ': () => { if (onSpace?.() !== true) { if (session.status === 'playing') session.pause(); else session.play() } },
        ArrowLeft: () => { void session.stepBack() }, ArrowRight: () => { void session.stepForward() }, n: () => { void session.toNextChange() }, Home: () => { void session.restart() }, Escape: () => { session.select(null) },
      }
      const action = actions[event.key]
      if (!action) return
      event.preventDefault()
      action()
    }
    document.addEventListener('keydown', press)
    return () => { document.removeEventListener('keydown', press) }
  }, [store, onSpace])
}
