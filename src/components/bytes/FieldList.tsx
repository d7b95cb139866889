/** Every field by its name, with what its bytes say; one record at a time shows its fields. */
import { useEffect, useId, useMemo, type KeyboardEvent } from 'react'
import type { BatchField } from '../../engine/records/batchLayout'
import { grouped } from '../../engine/kernel/units'
import { fieldRows, shortened } from './fieldRows'
import { fieldAfterKey } from './hexRows'
import css from './bytes.module.css'

interface Given {
  readonly fields: readonly BatchField[]
  readonly selected: number
  readonly pointed: number | null
  readonly onSelect: (index: number) => void
  readonly onPoint: (index: number | null) => void
}

export function FieldList({ fields, selected, pointed, onSelect, onPoint }: Given) {
  const id = useId()
  const rows = useMemo(() => fieldRows(fields, selected), [fields, selected])
  useEffect(() => { document.getElementById(`${id}-${selected}`)?.scrollIntoView({ block: 'nearest' }) }, [id, selected])
  const press = (event: KeyboardEvent): void => {
    const next = fieldAfterKey(event.key, fields, selected, 0)
    if (next === null) return
    event.preventDefault()
    onPoint(null)
    onSelect(next)
  }
  return (
    <div className={css['fields']} role="listbox" tabIndex={0} aria-label="Fields" aria-activedescendant={`${id}-${selected}`} onKeyDown={press} onPointerLeave={() => { onPoint(null) }} data-testid="fields">
      {rows.map(row => {
        if (row.kind === 'record') {
          return (
            <div key={`record ${row.record}`} role="option" aria-selected={false} className={css['record']} data-open={row.isOpen} onClick={() => { onSelect(row.firstIndex) }}>
              <span>record {grouped(row.record)}</span><span className={css['says']}>{row.title}</span><span className={css['size']}>{grouped(row.sizeBytes)} B</span>
            </div>
          )
        }
        const { name, value, sizeBytes, part, record } = fields[row.index]!
        return (
          <div key={row.index} id={`${id}-${row.index}`} role="option" aria-selected={row.index === selected} className={css['field']} data-part={part} data-state={row.index === (pointed ?? selected) ? 'lit' : undefined} data-inner={record !== null || undefined}
            onClick={() => { onSelect(row.index) }} onPointerEnter={() => { onPoint(row.index) }}>
            <span className={css['name']}>{name}</span><span className={css['says']}>{shortened(value, 60)}</span><span className={css['size']}>{grouped(sizeBytes)} B</span>
          </div>
        )
      })}
    </div>
  )
}
