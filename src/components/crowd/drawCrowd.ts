/** The crowd on its canvas: ribbons of partitions, what waits for each, and what is the matter, told by shape as well as by colour. */
import { CROWD, CROWD_STRIDE, type CrowdView } from '../../engine/pageFace'
import type { Palette } from '../stage/palette'
import { CELL_HEIGHT, CELL_WIDTH, LABEL, type CrowdCell, type CrowdLayout } from './crowdLayout'
import { matterOf } from './crowdWords'

/** A cell is full when so many records wait, or as many as wait anywhere, if that is more. */
const FULL = 8
/** The bar before a ribbon is as high as its line with so many requests on the wire. */
const MANY_REQUESTS = 6

export function drawCrowd(pen: CanvasRenderingContext2D, layout: CrowdLayout, crowd: CrowdView, shown: ReadonlySet<number>, palette: Palette, pointed: number): void {
  const { color } = palette
  const rows = crowd.partitions
  let most = FULL
  for (let at = CROWD.waiting; at < rows.length; at += CROWD_STRIDE) most = Math.max(most, rows[at]!)
  const brokers = new Map(crowd.brokers.map(broker => [broker.id, broker]))
  pen.textBaseline = 'alphabetic'
  pen.textAlign = 'right'
  for (const { broker: id, x, y } of layout.ribbons) {
    const { process, requests, parked } = brokers.get(id)!
    pen.font = `${process === 'up' ? 500 : 700} 11px ${palette.numbers}`
    pen.fillStyle = color[process === 'up' ? '--stage-text-2' : '--error']
    pen.fillText(process === 'up' ? String(id) : `✕${id}`, x + LABEL - 8, y + CELL_HEIGHT - 1)
    const height = Math.min(1, (requests + parked) / MANY_REQUESTS) * CELL_HEIGHT
    pen.fillStyle = color[parked > 0 ? '--time-left' : '--stage-text']
    pen.fillRect(x + LABEL - 5, y + CELL_HEIGHT - height, 3, height)
  }
  for (const cell of layout.cells) drawCell(pen, cell, rows, most, color)
  pen.lineWidth = 2
  for (const cell of layout.cells) {
    if (!shown.has(cell.partition) && cell.partition !== pointed) continue
    pen.strokeStyle = color[cell.partition === crowd.partition ? '--stage-text' : '--focus']
    pen.strokeRect(cell.x - 1, cell.y - 1, CELL_WIDTH + 1, CELL_HEIGHT + 2)
  }
}

function drawCell(pen: CanvasRenderingContext2D, { row, x, y }: CrowdCell, rows: Float64Array, most: number, color: Palette['color']): void {
  const matter = matterOf(rows, row)
  pen.globalAlpha = matter === 'none' ? 0.3 : 0.85
  pen.fillStyle = color[matter === 'none' || matter === 'moved' ? '--committed' : matter === 'outOfSync' ? '--time-low' : '--error']
  // Out of sync: the ribbon has a notch. Nobody leads, or too few are in sync: it has a gap.
  const top = matter === 'outOfSync' ? 4 : 0
  if (matter === 'leaderless' || matter === 'underMinIsr') {
    pen.fillRect(x, y, CELL_WIDTH, 3)
    pen.fillRect(x, y + CELL_HEIGHT - 3, CELL_WIDTH, 3)
  } else if (matter === 'moved') {
    pen.fillRect(x, y, CELL_WIDTH, 2)
    pen.globalAlpha = 0.3
    pen.fillRect(x, y + 2, CELL_WIDTH, CELL_HEIGHT - 2)
  } else pen.fillRect(x, y + top, CELL_WIDTH, CELL_HEIGHT - top)
  pen.globalAlpha = 1
  const waiting = rows[row * CROWD_STRIDE + CROWD.waiting]!
  if (waiting === 0) return
  const height = Math.max(2, (waiting / most) * CELL_HEIGHT)
  pen.fillStyle = color['--key-none']
  pen.fillRect(x + 1, y + CELL_HEIGHT - height, CELL_WIDTH - 2, height)
}
