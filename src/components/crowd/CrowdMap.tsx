/**
 * A cluster too large to be drawn whole: all its partitions as ribbons, all its numbers, and the way to any one of them, which the stage below then shows.
 * Drawn each frame from the store, as the stage's canvas is; the partition is chosen with the pointer, with the arrow keys, or by its name.
 */
import { useCallback, useEffect, useId, useMemo, useRef, useState, type KeyboardEvent } from 'react'
import { CROWD, CROWD_STRIDE, type ClusterView, type CrowdView } from '../../engine/pageFace'
import { grouped } from '../../engine/kernel/units'
import { partitionName } from '../../session/partitionNamed'
import { useDrawing, type Draw } from '../stage/useDrawing'
import { Button } from '../ui/Button'
import { useSession, useSessionStore } from '../useSession'
import { useSize } from '../useSize'
import { CrowdLegend } from './CrowdLegend'
import { cellAt, homesOf, layoutCrowd, STEP_Y, type CrowdCell, type CrowdLayout, type Home } from './crowdLayout'
import { crowdSums, findPartition, matterOf, partitionWords } from './crowdWords'
import { drawCrowd } from './drawCrowd'
import css from './crowd.module.css'

const MOST_ILL = 4

export default function CrowdMap() {
  const view = useSession(session => session.view)
  return view?.crowd ? <Map view={view} crowd={view.crowd} /> : null
}

function Map({ view, crowd }: { readonly view: ClusterView; readonly crowd: CrowdView }) {
  const sums = crowdSums(crowd)
  const rows = crowd.partitions
  const chosenRow = rowOf(rows, crowd.partition)
  return (
    <section className={`${css['crowd']} onStage`} aria-label="The whole cluster">
      <p className={css['sums']}><strong>{sums.brokers}</strong> <span>{sums.partitions}</span> <span>{sums.traffic}</span></p>
      <Ribbons view={view} crowd={crowd} />
      <CrowdLegend />
      <div className={css['row']}>
        <span className={css['chosen']}>On the stage: {partitionWords(view, rows, chosenRow)}</span>
        <GoTo view={view} crowd={crowd} />
      </div>
      <Ill view={view} crowd={crowd} ill={sums.ill} />
    </section>
  )
}

/** What is not in order, a few at a time. The line is there when all is well too: the stage below stays where it is. */
function Ill({ view, crowd, ill }: { readonly view: ClusterView; readonly crowd: CrowdView; readonly ill: readonly number[] }) {
  const zoomTo = useSession(session => session.zoomTo)
  const [asked, setFrom] = useState(0)
  const rows = crowd.partitions, from = asked < ill.length ? asked : 0, to = Math.min(from + MOST_ILL, ill.length)
  if (ill.length === 0) return <p className={css['ill']} data-calm="">Not in order: none.</p>
  return (
    <p className={css['ill']}>
      Not in order: {ill.slice(from, to).map(row => {
        const partition = rows[row * CROWD_STRIDE + CROWD.partition]!
        return <button key={row} type="button" data-matter={matterOf(rows, row)} aria-pressed={partition === crowd.partition} onClick={() => { void zoomTo(partition) }}>{partitionName(view, partition)}</button>
      })}
      {ill.length > MOST_ILL && <> {grouped(from + 1)} to {grouped(to)} of {grouped(ill.length)} <button type="button" onClick={() => { setFrom(to < ill.length ? to : 0) }}>{to < ill.length ? `next ${Math.min(MOST_ILL, ill.length - to)}` : 'from the first'}</button></>}
    </p>
  )
}

function rowOf(rows: Float64Array, partition: number): number {
  for (let at = 0; at < rows.length; at += CROWD_STRIDE) if (rows[at + CROWD.partition] === partition) return at / CROWD_STRIDE
  return 0
}

/** The canvas; for keys and screen readers a slider over all partitions. */
function Ribbons({ view, crowd }: { readonly view: ClusterView; readonly crowd: CrowdView }) {
  const store = useSessionStore()
  const [holder, { width, height }, scrolled] = useSize()
  const pointed = useRef(-1)
  const [pointedRow, setPointedRow] = useState(-1)
  const layout = useLayout(width, crowd)
  const draw = useCallback<Draw>((pen, palette) => {
    const { view: now } = store.getState()
    if (now?.crowd && layout) drawCrowd(pen, layout, now.crowd, new Set(now.producers[0]!.lanes.map(({ partition }) => partition)), palette, pointed.current)
  }, [layout, store])
  const [canvas, drawAgain] = useDrawing(width, layout?.height ?? 0, draw)
  const point = (cell: CrowdCell | null): void => {
    pointed.current = cell?.partition ?? -1
    setPointedRow(cell?.row ?? -1)
    drawAgain()
  }
  const at = (event: React.PointerEvent): CrowdCell | null => {
    const box = event.currentTarget.getBoundingClientRect()
    return layout && cellAt(layout, event.clientX - box.left, event.clientY - box.top)
  }
  // Whoever is shown is in sight.
  useEffect(() => {
    const cell = layout?.cells.find(({ partition }) => partition === crowd.partition)
    if (cell && scrolled && (cell.y < scrolled.scrollTop || cell.y + STEP_Y > scrolled.scrollTop + height)) scrolled.scrollTo({ top: cell.y - height / 2 })
  }, [layout, height, scrolled, crowd.partition])
  const choose = (row: number): void => { void store.getState().zoomTo(crowd.partitions[row * CROWD_STRIDE + CROWD.partition]!) }
  const row = rowOf(crowd.partitions, crowd.partition), last = crowd.partitions.length / CROWD_STRIDE - 1
  return (
    <div ref={holder} className={css['ribbons']} role="slider" tabIndex={0} aria-label="Partition shown" aria-valuemin={0} aria-valuemax={last} aria-valuenow={row} aria-valuetext={partitionWords(view, crowd.partitions, row)}
      onKeyDown={event => {
        const to = layout && rowByKey(event, layout, crowd, row)
        if (to === null || to === undefined) return
        event.preventDefault()
        event.stopPropagation()
        choose(to)
      }}>
      <canvas ref={canvas} aria-hidden="true" style={{ width, height: layout?.height ?? 0 }} data-testid="crowd-canvas"
        onPointerMove={event => { point(at(event)) }} onPointerLeave={() => { point(null) }}
        onPointerDown={event => { const cell = at(event); if (cell) choose(cell.row) }} />
      {pointedRow !== -1 && <span className={css['pointed']}>{partitionWords(view, crowd.partitions, pointedRow)}</span>}
    </div>
  )
}

/** The same layout as long as the width is the same, and partitions neither come, go nor get other homes. */
function useLayout(width: number, { brokers, partitions }: CrowdView): CrowdLayout | null {
  const ids = JSON.stringify(brokers.map(({ id }) => id)), homes = JSON.stringify(homesOf(partitions))
  return useMemo(() => (width === 0 ? null : layoutCrowd(width, JSON.parse(ids) as number[], JSON.parse(homes) as Home[])), [width, ids, homes])
}

/** Left and right: the partition beside it. Up and down: of the broker above and below. Home and End: the first and the last. Null: another key. */
function rowByKey({ key }: KeyboardEvent, layout: CrowdLayout, { partitions: rows, brokers }: CrowdView, row: number): number | null {
  const last = rows.length / CROWD_STRIDE - 1
  const cells = layout.cells, place = cells.findIndex(cell => cell.row === row)
  if (key === 'Home') return 0
  if (key === 'End') return last
  if (key === 'ArrowRight') return cells[Math.min(place + 1, cells.length - 1)]!.row
  if (key === 'ArrowLeft') return cells[Math.max(place - 1, 0)]!.row
  if (key !== 'ArrowDown' && key !== 'ArrowUp') return null
  const ids = brokers.map(({ id }) => id), home = ids.indexOf(rows[row * CROWD_STRIDE + CROWD.home]!)
  const ofBroker = (id: number | undefined) => cells.filter(cell => rows[cell.row * CROWD_STRIDE + CROWD.home] === id)
  const within = ofBroker(ids[home]).findIndex(cell => cell.row === row), next = ofBroker(ids[home + (key === 'ArrowDown' ? 1 : -1)])
  return next.length === 0 ? row : next[Math.min(within, next.length - 1)]!.row
}

function GoTo({ view, crowd }: { readonly view: ClusterView; readonly crowd: CrowdView }) {
  const zoomTo = useSession(session => session.zoomTo)
  const [typed, setTyped] = useState('')
  const [problem, setProblem] = useState('')
  const id = useId()
  return (
    <form className={css['goTo']} onSubmit={event => {
      event.preventDefault()
      const found = findPartition(view, crowd, typed)
      if ('problem' in found) { setProblem(found.problem); return }
      setProblem('')
      void zoomTo(found.partition)
    }}>
      <label htmlFor={id}>Go to</label>
      <input id={id} value={typed} placeholder={`${view.topics[0]?.name ?? 'topic'}-17 or broker 5`} onChange={event => { setTyped(event.target.value) }} aria-invalid={problem !== ''} aria-describedby={`${id}-problem`} />
      <Button type="submit">Show</Button>
      <span id={`${id}-problem`} role="alert" className={css['problem']}>{problem}</span>
    </form>
  )
}
