/** Over the stage: what can be pointed at, as buttons where it is drawn. They move with what they stand for. */
import { use } from 'react'
import { placeOnStage } from '../stage/placesOnStage'
import type { StageLayout } from '../stage/layout'
import { useSession } from '../useSession'
import { StagePickContext } from './stagePick'
import css from './lesson.module.css'

export function StagePicks({ layout }: { readonly layout: StageLayout }) {
  const pick = use(StagePickContext)
  const view = useSession(session => session.view)
  if (!pick || !view) return null
  return (
    <>
      {pick.candidates.map(({ id, name }) => {
        const box = placeOnStage(layout, view, pick.what, Number(id))
        if (!box) return null
        return (
          <button key={id} type="button" className={css['pick']} data-pick={id} data-mark={pick.right === undefined ? undefined : pick.right === id ? 'right' : pick.chosen === id ? 'wrong' : undefined}
            style={{ left: box.x, top: box.y, width: box.width, height: box.height }} aria-label={name} aria-pressed={pick.chosen === id} disabled={pick.isLocked} onClick={() => { pick.choose(id) }}>
            {pick.right === id ? '✓' : ''}
          </button>
        )
      })}
    </>
  )
}
