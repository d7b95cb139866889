/** For whoever comes without the lessons before: their ideas in half a minute, each drawn as the stage draws it. */
import type { RecapDrawing, RecapWords } from '../../lessons/lesson'
import { hrefOf } from '../../session/route'
import { Prose } from './Prose'
import css from './lesson.module.css'

const cell = (index: number, isCommitted: boolean) => <rect key={index} x={6 + index * 16} y={14} width={13} height={13} rx={2.5} fill={isCommitted ? 'var(--key-none)' : 'none'} stroke={isCommitted ? 'none' : 'var(--stage-text)'} strokeDasharray="2.5 2.5" />

const DRAWINGS: Readonly<Record<RecapDrawing, React.ReactNode>> = {
  inSync: [['var(--committed)', undefined], ['var(--committed)', undefined], ['var(--time-low)', '3 2.6']].map(([stroke, dashes], index) => (
    <g key={index}>
      <rect x={6 + index * 26} y={8} width={20} height={26} rx={3} fill="var(--surface)" stroke="var(--furniture-2)" />
      <circle cx={16 + index * 26} cy={21} r={5} fill="none" stroke={stroke} strokeWidth={2} strokeDasharray={dashes} />
    </g>
  )),
  highWatermark: <>{[0, 1, 2, 3, 4].map(index => cell(index, index < 3))}<line x1={52.5} x2={52.5} y1={9} y2={32} stroke="var(--committed)" strokeWidth={3} /></>,
  purgatory: (
    <>
      <line x1={14} x2={14} y1={3} y2={39} stroke="var(--wire)" strokeWidth={1.5} />
      <line x1={70} x2={70} y1={3} y2={39} stroke="var(--wire)" strokeWidth={1.5} />
      <path d="M14 5 L68 11" stroke="var(--stage-text)" strokeWidth={1.5} fill="none" />
      <rect x={66.5} y={11} width={7} height={18} rx={2} fill="color-mix(in srgb, var(--time-left) 35%, var(--stage))" stroke="var(--time-left)" />
      <path d="M70 30 L16 37" stroke="var(--committed)" strokeWidth={2} fill="none" />
    </>
  ),
}

export function Recap({ recap: { title, items, lessons } }: { readonly recap: RecapWords }) {
  return (
    <details className={css['recap']}>
      <summary>{title}</summary>
      <dl>
        {items.map(({ drawing, term, words }) => (
          <div key={term}>
            <svg viewBox="0 0 90 42" width={90} height={42} aria-hidden="true">{DRAWINGS[drawing]}</svg>
            <dt>{term}</dt>
            <dd><Prose text={words} /></dd>
          </div>
        ))}
      </dl>
      <p>{lessons.map(({ id, title: name }) => <a key={id} href={hrefOf({ page: 'lesson', lesson: id })}>{name}</a>)}</p>
    </details>
  )
}
