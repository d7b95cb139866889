/** What is true here, what is simpler, what is missing. */
import { fidelity } from '../../lessons/fidelity'
import { TopBar } from '../TopBar'
import css from './pages.module.css'

export default function FidelityPage() {
  return (
    <>
      <TopBar where={<strong>Fidelity</strong>} />
      <main className={css['text']}>
        <h1>How true is this Kafka?</h1>
        <p className={css['lead']}>The engine is a discrete-event simulation that follows Apache Kafka 4.4 rule by rule. What you see move is an event of that engine; nothing is drawn that did not happen in it.</p>
        {fidelity.map(({ title, intro, points }) => (
          <section key={title}>
            <h2>{title}</h2>
            <p>{intro}</p>
            <ul>{points.map(point => <li key={point}>{point}</li>)}</ul>
          </section>
        ))}
      </main>
    </>
  )
}
