/** Whoever shows a record may offer its fate strip; the page that has room for one gives this. Null: there is none here. */
import { createContext } from 'react'

export const AskFateContext = createContext<((record: number) => void) | null>(null)
