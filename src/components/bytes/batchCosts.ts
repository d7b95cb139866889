/** What each part of a batch costs, in bytes, and what compression takes off. */
import type { BatchLayout, FieldPart } from '../../engine/records/batchLayout'

export interface BatchCosts {
  readonly header: number
  /** Lengths, deltas, counts: what a record costs besides its content. */
  readonly framing: number
  readonly key: number
  readonly value: number
  readonly recordHeader: number
  /** Bytes before compression less bytes after; negative where compression only adds its own frame. */
  readonly saved: number
  /** The batch as it travels. */
  readonly total: number
  readonly framingPerRecord: number
}

export function batchCosts({ fields, unpacked, recordCount }: BatchLayout): BatchCosts {
  const sumOf = (part: FieldPart): number => [...fields, ...(unpacked?.fields ?? [])].reduce((sum, field) => sum + (field.part === part ? field.sizeBytes : 0), 0)
  const total = fields.reduce((sum, field) => sum + field.sizeBytes, 0)
  const framing = sumOf('framing')
  return {
    header: sumOf('header'), framing, key: sumOf('key'), value: sumOf('value'), recordHeader: sumOf('recordHeader'),
    saved: unpacked === null ? 0 : unpacked.bytes.length - sumOf('compressed'), total, framingPerRecord: recordCount === 0 ? 0 : framing / recordCount,
  }
}
