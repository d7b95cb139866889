/**
 * Where a crowd's brokers and partitions stand: each broker a ribbon of the partitions that it leads when nothing is wrong, so that a partition keeps its place whatever happens.
 * Short ribbons stand side by side, long ones run on in further lines. Pure arithmetic, CSS pixels.
 */
import { CROWD, CROWD_STRIDE } from '../../engine/pageFace'

/** A partition and the broker that leads it when nothing is wrong. */
export type Home = readonly [partition: number, broker: number]
export interface CrowdCell { readonly partition: number; readonly row: number; readonly x: number; readonly y: number }
export interface CrowdRibbon { readonly broker: number; readonly x: number; readonly y: number; readonly lines: number }
export interface CrowdLayout { readonly height: number; readonly ribbons: readonly CrowdRibbon[]; readonly cells: readonly CrowdCell[] }

export const CELL_WIDTH = 6, CELL_HEIGHT = 10, LABEL = 30, STEP_Y = 14
const STEP_X = 7, GAP = 10, TOP = 2

/** Of every row, in order. */
export function homesOf(rows: Float64Array): readonly Home[] {
  return Array.from({ length: rows.length / CROWD_STRIDE }, (_none, row) => [rows[row * CROWD_STRIDE + CROWD.partition]!, rows[row * CROWD_STRIDE + CROWD.home]!])
}

export function layoutCrowd(width: number, brokers: readonly number[], all: readonly Home[]): CrowdLayout {
  const homes = new Map<number, { partition: number; row: number }[]>(brokers.map(id => [id, []]))
  for (const [row, [partition, home]] of all.entries()) homes.get(home)?.push({ partition, row })
  const longest = Math.max(1, ...[...homes.values()].map(({ length }) => length))
  const perLine = Math.max(1, Math.min(longest, Math.floor((width - LABEL) / STEP_X)))
  const ribbonWidth = LABEL + perLine * STEP_X, columns = Math.max(1, Math.floor((width + GAP) / (ribbonWidth + GAP)))
  const linesOf = (count: number): number => Math.max(1, Math.ceil(count / perLine))
  const perColumn = Math.ceil(brokers.length / columns)
  const ribbons: CrowdRibbon[] = [], cells: CrowdCell[] = []
  let height = 0
  for (let column = 0; column < columns; column++) {
    let y = TOP
    for (const broker of brokers.slice(column * perColumn, (column + 1) * perColumn)) {
      const x = column * (ribbonWidth + GAP), own = homes.get(broker)!, lines = linesOf(own.length)
      ribbons.push({ broker, x, y, lines })
      own.forEach(({ partition, row }, index) => cells.push({ partition, row, x: x + LABEL + (index % perLine) * STEP_X, y: y + Math.floor(index / perLine) * STEP_Y }))
      y += lines * STEP_Y
    }
    height = Math.max(height, y)
  }
  return { height, ribbons, cells }
}

/** The partition at a point; null between cells and beside them. */
export function cellAt({ cells }: CrowdLayout, x: number, y: number): CrowdCell | null {
  return cells.find(cell => x >= cell.x && x < cell.x + STEP_X && y >= cell.y - 2 && y < cell.y + STEP_Y - 2) ?? null
}
