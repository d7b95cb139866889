import { hrefOf } from '../../session/route'
import { TopBar } from '../TopBar'
import { ButtonLink } from '../ui/Button'
import css from './pages.module.css'

export default function LessonPage({ path = '' }: { readonly path?: string; readonly lessonId?: string; readonly stepId?: string | undefined }) {
  return (
    <>
      <TopBar />
      <main className={css['text']}>
        <h1>There is no page here</h1>
        <p>“{path}” is not an address of Brokerscope. It may have been mistyped, or a lesson that is still being written.</p>
        <p><ButtonLink look="primary" href={hrefOf({ page: 'home' })}>To the front page</ButtonLink></p>
      </main>
    </>
  )
}
