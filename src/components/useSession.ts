/** The session of the stage one stands in, and how panels read it: a selector, re-rendered only when its result changes. */
import { createContext, useContext } from 'react'
import { useStore } from 'zustand'
import type { Session } from '../session/session.types'
import type { SessionStore } from '../session/session'

export const SessionContext = createContext<SessionStore | null>(null)

export function useSessionStore(): SessionStore {
  const store = useContext(SessionContext)
  if (!store) throw new Error('useSession: no SessionContext above')
  return store
}
export const useSession = <Result>(select: (session: Session) => Result): Result => useStore(useSessionStore(), select)
