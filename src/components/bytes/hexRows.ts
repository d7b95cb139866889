/** Bytes in rows, and which field a byte belongs to. */
import type { BatchField } from '../../engine/records/batchLayout'

export const hexByte = (byte: number): string => byte.toString(16).padStart(2, '0')
/** As dumps have it: printable ASCII as it is, a dot for anything else. */
export const printed = (byte: number): string => (byte >= 0x20 && byte < 0x7f ? String.fromCharCode(byte) : '·')

/** Index of the field that holds the byte at `offset`; the fields tile the bytes. */
export function fieldIndexAt(fields: readonly BatchField[], offset: number): number {
  let low = 0, high = fields.length - 1
  while (low < high) {
    const middle = (low + high + 1) >> 1
    if (fields[middle]!.offset <= offset) low = middle
    else high = middle - 1
  }
  return low
}

/** Rows that can be seen, [from, to), a few more at both ends. */
export function visibleRows(rowCount: number, rowPixels: number, scrolledPixels: number, heightPixels: number): readonly [from: number, to: number] {
  const MORE = 6
  return [Math.max(0, Math.floor(scrolledPixels / rowPixels) - MORE), Math.min(rowCount, Math.ceil((scrolledPixels + heightPixels) / rowPixels) + MORE)]
}

/** The field that a key leads to from `index`, null if the key leads nowhere: along the fields, a row of bytes up or down, to both ends. */
export function fieldAfterKey(key: string, fields: readonly BatchField[], index: number, rowBytes: number): number | null {
  const { offset, sizeBytes } = fields[index]!
  const last = fields.length - 1
  const clamp = (wanted: number): number => Math.min(last, Math.max(0, wanted))
  switch (key) {
    case 'ArrowRight': return clamp(index + 1)
    case 'ArrowLeft': return clamp(index - 1)
    case 'ArrowDown': return rowBytes === 0 ? clamp(index + 1) : Math.max(clamp(index + 1), fieldIndexAt(fields, Math.min(offset + rowBytes, fields[last]!.offset)))
    case 'ArrowUp': return rowBytes === 0 ? clamp(index - 1) : Math.min(clamp(index - 1), fieldIndexAt(fields, Math.max(0, offset + sizeBytes - 1 - rowBytes)))
    case 'PageDown': return nextRecord(fields, index, 1)
    case 'PageUp': return nextRecord(fields, index, -1)
    case 'Home': return 0
    case 'End': return last
    default: return null
  }
}

/** First field of the next or last record; the batch's header counts as the one before the first. */
function nextRecord(fields: readonly BatchField[], index: number, direction: 1 | -1): number {
  const from = fields[index]!.record ?? -1
  const wanted = from + direction
  const found = fields.findIndex(({ record }) => (record ?? -1) === wanted)
  return found === -1 ? (direction === 1 ? fields.length - 1 : 0) : found
}
