/** Something on the stage to point at: shared by the card, which lists it, and the stage, on which it lies. */
import { createContext } from 'react'
import type { PickQuestion } from '../../lessons/lesson'

export interface StagePick {
  readonly what: PickQuestion['what']
  readonly candidates: readonly { readonly id: string; readonly name: string }[]
  readonly chosen: string | null
  readonly choose: (id: string) => void
  /** Known once the answer is locked and told. */
  readonly right: string | undefined
  readonly isLocked: boolean
}
export const StagePickContext = createContext<StagePick | null>(null)
