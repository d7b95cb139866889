/** The list beside the bytes: the batch's own fields, then one line a record; the record that is looked at shows its fields. */
import type { BatchField } from '../../engine/records/batchLayout'

export type FieldRow =
  | { readonly kind: 'field'; readonly index: number }
  | { readonly kind: 'record'; readonly record: number; readonly firstIndex: number; readonly sizeBytes: number; readonly isOpen: boolean; readonly title: string }

const MOST_LETTERS = 34
export const shortened = (text: string, most = MOST_LETTERS): string => (text.length <= most ? text : `${text.slice(0, most - 1)}…`)

export function fieldRows(fields: readonly BatchField[], selected: number): readonly FieldRow[] {
  const open = fields[selected]?.record ?? null
  const rows: FieldRow[] = []
  for (let index = 0; index < fields.length;) {
    const { record } = fields[index]!
    if (record === null) { rows.push({ kind: 'field', index: index++ }); continue }
    let end = index, sizeBytes = 0
    while (fields[end]?.record === record) sizeBytes += fields[end++]!.sizeBytes
    rows.push({ kind: 'record', record, firstIndex: index, sizeBytes, isOpen: record === open, title: titleOf(fields.slice(index, end)) })
    if (record === open) for (let at = index; at < end; at++) rows.push({ kind: 'field', index: at })
    index = end
  }
  return rows
}

/** A record goes by its key, or by how its value begins. */
function titleOf(fields: readonly BatchField[]): string {
  const named = fields.find(({ part, name }) => part === 'key' && name === 'key') ?? fields.find(({ name }) => name === 'value')
  return named === undefined ? 'null' : shortened(named.value)
}
