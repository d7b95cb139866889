/** The four live figures of a run, each with a small curve along virtual time. */
import { line, scaleLinear } from 'd3'
import type { RunFigures } from '../../engine/pageFace'
import { useSession } from '../useSession'
import { grouped, milliseconds, rough } from '../../engine/kernel/units'
import css from './controls.module.css'

interface Figure { readonly name: string; readonly of: (figures: RunFigures) => number | null; readonly words: (value: number, figures: RunFigures) => string; readonly id: string }

const FIGURES: readonly Figure[] = [
  { id: 'requests', name: 'requests/s', of: figures => figures.requestsPerSecond, words: rough },
  { id: 'batch', name: 'records a batch', of: figures => figures.recordsPerBatch, words: value => rough(Math.round(value * 10) / 10) },
  { id: 'p99', name: 'p99 send to ack', of: figures => figures.p99SendToAckUs, words: us => (us < 1_000_000 ? milliseconds(us) : `${grouped(us / 1_000_000, 2)}\u00a0s`) },
  { id: 'fate', name: 'lost / duplicated', of: figures => figures.lostRecords, words: (lost, figures) => `${rough(lost)} / ${rough(figures.duplicatedRecords)}` },
]

export function FiguresPanel() {
  const figures = useSession(session => session.figures)
  return (
    <section className={css['group']} aria-label="Figures of this run">
      <div className={css['heading']}><span>This run</span>{figures && <span style={{ textTransform: 'none', letterSpacing: 0, fontWeight: 400 }}>last {milliseconds(figures.toUs - figures.fromUs)}</span>}</div>
      <div className={css['figures']}>{FIGURES.map(figure => <FigureBox key={figure.id} figure={figure} />)}</div>
    </section>
  )
}

function FigureBox({ figure }: { readonly figure: Figure }) {
  const figures = useSession(session => session.figures)
  const value = figures === null ? null : figure.of(figures)
  return (
    <div className={css['figure']} data-figure={figure.id} data-value={value ?? ''}>
      <strong>{value === null || figures === null ? '–' : figure.words(value, figures)}</strong>
      <span>{figure.name}</span>
      <Curve figure={figure} />
    </div>
  )
}

function Curve({ figure }: { readonly figure: Figure }) {
  const samples = useSession(session => session.samples)
  const points = samples.flatMap(({ atUs, figures }) => { const value = figure.of(figures); return value === null ? [] : [[atUs, value] as [number, number]] })
  if (points.length < 2) return <svg viewBox="0 0 100 26" aria-hidden="true" />
  const most = Math.max(...points.map(([, value]) => value), 0.001)
  const x = scaleLinear([points[0]![0], points.at(-1)![0]], [1, 99]), y = scaleLinear([0, most * 1.1], [25, 2])
  return <svg viewBox="0 0 100 26" preserveAspectRatio="none" aria-hidden="true"><path d={line()(points.map(([at, value]) => [x(at), y(value)])) ?? ''} fill="none" stroke="var(--accent)" strokeWidth={1.75} vectorEffect="non-scaling-stroke" /></svg>
}
