/** The bytes, 16 (or 8) a row, with what they are as text beside them; the field under the pointer or the keyboard is lit as a whole. Only rows in sight are drawn. */
import { useEffect, useRef, useState, type CSSProperties, type KeyboardEvent, type PointerEvent } from 'react'
import type { BatchField } from '../../engine/records/batchLayout'
import { fieldAfterKey, fieldIndexAt, hexByte, printed, visibleRows } from './hexRows'
import css from './bytes.module.css'

const ROW_PIXELS = 22
const withBytes = (rowBytes: number): CSSProperties => ({ '--bytes': rowBytes }) as CSSProperties

interface Given {
  readonly bytes: Uint8Array
  readonly fields: readonly BatchField[]
  readonly rowBytes: number
  readonly selected: number
  readonly pointed: number | null
  readonly describedBy: string
  readonly onSelect: (index: number) => void
  readonly onPoint: (index: number | null) => void
}

export function HexView({ bytes, fields, rowBytes, selected, pointed, describedBy, onSelect, onPoint }: Given) {
  const box = useRef<HTMLDivElement>(null)
  const [sight, setSight] = useState({ scrolled: 0, height: 400 })
  const rowCount = Math.ceil(bytes.length / rowBytes)
  const [from, to] = visibleRows(rowCount, ROW_PIXELS, sight.scrolled, sight.height)
  useEffect(() => {
    const element = box.current
    if (!element) return
    const look = (): void => { setSight({ scrolled: element.scrollTop, height: element.clientHeight }) }
    const observer = new ResizeObserver(look)
    observer.observe(element)
    element.addEventListener('scroll', look)
    return () => { observer.disconnect(); element.removeEventListener('scroll', look) }
  }, [])
  const { offset } = fields[selected]!
  useEffect(() => {
    const element = box.current
    if (!element) return
    const top = Math.floor(offset / rowBytes) * ROW_PIXELS
    if (top < element.scrollTop) element.scrollTop = top
    else if (top + ROW_PIXELS > element.scrollTop + element.clientHeight) element.scrollTop = top - element.clientHeight + 3 * ROW_PIXELS
  }, [offset, rowBytes])
  const byteUnder = (event: PointerEvent): number | null => {
    const at = (event.target as HTMLElement).dataset['at']
    return at === undefined ? null : fieldIndexAt(fields, Number(at))
  }
  const press = (event: KeyboardEvent): void => {
    const next = fieldAfterKey(event.key, fields, selected, rowBytes)
    if (next === null) return
    event.preventDefault()
    onPoint(null)
    onSelect(next)
  }
  const lit = pointed ?? selected
  return (
    <div ref={box} className={css['hex']} style={withBytes(rowBytes)} tabIndex={0} role="group" aria-label={`${bytes.length} bytes, ${rowBytes} a row. Arrow keys go from field to field.`} aria-describedby={describedBy} onKeyDown={press}
      onPointerMove={event => { onPoint(byteUnder(event)) }} onPointerLeave={() => { onPoint(null) }} onPointerDown={event => { const index = byteUnder(event); if (index !== null) onSelect(index) }} data-testid="hex">
      <div aria-hidden="true" style={{ height: rowCount * ROW_PIXELS, position: 'relative' }}>
        {Array.from({ length: to - from }, (_none, index) => <HexRow key={from + index} row={from + index} bytes={bytes} fields={fields} rowBytes={rowBytes} lit={lit} selected={selected} />)}
      </div>
    </div>
  )
}

function HexRow({ row, bytes, fields, rowBytes, lit, selected }: { readonly row: number; readonly bytes: Uint8Array; readonly fields: readonly BatchField[]; readonly rowBytes: number; readonly lit: number; readonly selected: number }) {
  const start = row * rowBytes
  const cells = Array.from(bytes.subarray(start, start + rowBytes), (byte, index) => {
    const at = start + index, field = fieldIndexAt(fields, at)
    return { at, byte, part: fields[field]!.part, state: field === lit ? 'lit' : field === selected ? 'selected' : undefined, isFirst: fields[field]!.offset === at }
  })
  return (
    <div className={css['row']} style={{ top: row * ROW_PIXELS, height: ROW_PIXELS }}>
      <span className={css['at']}>{start}</span>
      <span className={css['cells']}>
        {cells.map(({ at, byte, part, state, isFirst }) => <span key={at} data-at={at} data-part={part} data-state={state} data-first={isFirst || undefined}>{hexByte(byte)}</span>)}
      </span>
      <span className={css['letters']}>{cells.map(({ at, byte, part, state }) => <span key={at} data-at={at} data-part={part} data-state={state}>{printed(byte)}</span>)}</span>
    </div>
  )
}
