/** Where the bytes go: header, framing, keys, values, and what compression takes off, to one scale. */
import { grouped } from '../../engine/kernel/units'
import type { BatchCosts } from './batchCosts'
import { WIRE_BYTES } from '../../engine/protocol/messages'
import css from './bytes.module.css'

/** Of a Produce request that carries this batch alone. */
const REQUEST_BYTES = WIRE_BYTES.requestHeader + WIRE_BYTES.perPartition

export function CostBar({ costs, recordCount }: { readonly costs: BatchCosts; readonly recordCount: number }) {
  const { header, framing, framingPerRecord, key, value, recordHeader, saved, total } = costs
  const parts = [
    { part: 'header', name: 'head of the batch', size: header, note: recordCount > 1 ? `${grouped(header / recordCount, 1)} B a record` : 'for one record' },
    { part: 'framing', name: 'heads of records', size: framing, note: `${grouped(framingPerRecord, 1)} B a record` },
    { part: 'key', name: 'keys', size: key, note: '' }, { part: 'value', name: 'values', size: value, note: '' }, { part: 'recordHeader', name: 'headers', size: recordHeader, note: '' },
  ].filter(({ size }) => size > 0)
  const plain = header + framing + key + value + recordHeader
  return (
    <div className={css['costs']}>
      <div className={css['stack']} aria-hidden="true">
        {parts.map(({ part, size }) => <span key={part} data-part={part} style={{ flexGrow: size }} />)}
      </div>
      <div className={css['travels']} aria-hidden="true"><span style={{ width: `${Math.min(1, total / Math.max(plain, total)) * 100}%` }} /></div>
      <dl className={css['parts']}>
        {parts.map(({ part, name, size, note }) => (
          <div key={part}><dt><i data-part={part} aria-hidden="true" />{name}</dt><dd>{grouped(size)} B {note && <small>{note}</small>}</dd></div>
        ))}
        {saved !== 0 && <div><dt><i data-part="saved" aria-hidden="true" />{saved > 0 ? 'saved by compression' : 'added by compression'}</dt><dd>{saved > 0 ? '−' : '+'}{grouped(Math.abs(saved))} B <small>{grouped((Math.abs(saved) / plain) * 100)} %</small></dd></div>}
        <div className={css['total']}><dt><i data-part="wire" aria-hidden="true" />the batch</dt><dd>{grouped(total)} B</dd></div>
        <div><dt><i aria-hidden="true" />a request around it</dt><dd>+{grouped(REQUEST_BYTES)} B <small>{grouped(total + REQUEST_BYTES)} B on the wire</small></dd></div>
      </dl>
    </div>
  )
}
