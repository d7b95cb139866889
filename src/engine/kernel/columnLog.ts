/**
 * Rows of numbers, append only, in chunks. A full chunk is never written again, so a checkpoint shares it; only the last one is copied.
 * A window: chunks beyond `keepChunks` are dropped from the front, row numbers stay.
 */
export const CHUNK_ROWS = 4096

/** `sealed` becomes true when the chunk is full: then copies of the state share it (copyState). */
export interface Chunk { sealed: boolean; readonly rows: Float64Array<ArrayBuffer> }

export interface ColumnLog {
  readonly stride: number
  readonly keepChunks: number
  /** Chunks kept; `firstChunk` is the number of the first of them. */
  chunks: Chunk[]
  firstChunk: number
  /** Rows appended since the beginning, dropped ones included. */
  rowCount: number
}

export function createColumnLog(stride: number, keepChunks: number): ColumnLog {
  return { stride, keepChunks, chunks: [], firstChunk: 0, rowCount: 0 }
}

/** Opens the next row and returns the chunk it is in; the row begins at `rowOffset(log, row)` of it. */
export function appendRow(log: ColumnLog): Float64Array<ArrayBuffer> {
  const within = log.rowCount % CHUNK_ROWS
  if (within === 0) openChunk(log)
  log.rowCount++
  return log.chunks[log.chunks.length - 1]!.rows
}

function openChunk(log: ColumnLog): void {
  const full = log.chunks.at(-1)
  if (full) full.sealed = true
  log.chunks.push({ sealed: false, rows: new Float64Array(CHUNK_ROWS * log.stride) })
  if (log.chunks.length > log.keepChunks) { log.chunks.shift(); log.firstChunk++ }
}

export const rowOffset = (log: ColumnLog, row: number): number => (row % CHUNK_ROWS) * log.stride
export const firstRowKept = (log: ColumnLog): number => log.firstChunk * CHUNK_ROWS
export const hasRow = (log: ColumnLog, row: number): boolean => row >= firstRowKept(log) && row < log.rowCount

/** The chunk of a kept row. */
export function chunkOfRow(log: ColumnLog, row: number): Float64Array<ArrayBuffer> {
  return log.chunks[Math.floor(row / CHUNK_ROWS) - log.firstChunk]!.rows
}

/** One number of a kept row. */
export function cellOf(log: ColumnLog, row: number, column: number): number {
  return chunkOfRow(log, row)[rowOffset(log, row) + column]!
}

/** A copy of the rows from `fromRow` to before `toRow`, as far as they are kept. */
export function copyRows(log: ColumnLog, fromRow: number, toRow: number): Float64Array<ArrayBuffer> {
  const from = Math.max(fromRow, firstRowKept(log)), to = Math.max(from, Math.min(toRow, log.rowCount))
  const copy = new Float64Array((to - from) * log.stride)
  for (let row = from; row < to;) {
    const end = Math.min(to, (Math.floor(row / CHUNK_ROWS) + 1) * CHUNK_ROWS)
    const start = rowOffset(log, row)
    copy.set(chunkOfRow(log, row).subarray(start, start + (end - row) * log.stride), (row - from) * log.stride)
    row = end
  }
  return copy
}

/** First kept row whose `column` is ≥ `value`, for a column that never falls. */
export function firstRowAtLeast(log: ColumnLog, column: number, value: number): number {
  let low = firstRowKept(log), high = log.rowCount
  while (low < high) {
    const middle = Math.floor((low + high) / 2)
    if (cellOf(log, middle, column) < value) low = middle + 1
    else high = middle
  }
  return low
}
