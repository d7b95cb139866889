/**
 * A record batch, byte by byte: its bytes and its fields side by side, linked by pointer and keyboard; what each part costs; and the same batch with every
 * codec. Takes plain things only, so that it can stand anywhere: in a dialog over the stage, in a lesson, on a page of its own.
 */
import { useId, useMemo, useState } from 'react'
import { batchLayout } from '../../engine/records/batchLayout'
import type { CodecName } from '../../engine/records/codecs/codec'
import { bytes as bytesInWords, grouped } from '../../engine/kernel/units'
import { Segments } from '../ui/Segments'
import { useMedia } from '../useMedia'
import { batchCosts } from './batchCosts'
import { CodecChooser } from './CodecChooser'
import { CostBar } from './CostBar'
import { FieldList } from './FieldList'
import { HexView } from './HexView'
import { packed, packings, type BatchSource, type Levels } from './packings'
import { useCodecs } from './useCodecs'
import css from './bytes.module.css'

const VIEWS = ['as it travels', 'unpacked'] as const

export function BatchBytes({ header, records }: BatchSource) {
  const states = useCodecs()
  const source = useMemo(() => ({ header, records }), [header, records])
  const [codec, setCodec] = useState<CodecName>(header.codec ?? 'none')
  const [levels, setLevels] = useState<Levels>(header.codec ? { [header.codec]: header.codecLevel ?? null } : {})
  const [view, setView] = useState<string>(VIEWS[0])
  const [selected, setSelected] = useState(0)
  const [pointed, setPointed] = useState<number | null>(null)
  const rowBytes = useMedia('(max-width: 699px)') ? 8 : 16
  const detailId = useId()
  const sizes = useMemo(() => packings(source, levels, states), [source, levels, states])
  // Its own codec may still be on its way: until then the batch shows without.
  const shownCodec = states[codec] === 'loaded' ? codec : 'none'
  const bytes = useMemo(() => packed(source, shownCodec, levels[shownCodec] ?? null), [source, shownCodec, levels])
  const layout = useMemo(() => batchLayout(bytes), [bytes])
  const isUnpacked = layout.unpacked !== null && view === VIEWS[1]
  const shown = isUnpacked ? layout.unpacked! : { bytes, fields: layout.fields }
  const at = Math.min(selected, shown.fields.length - 1)
  const field = shown.fields[Math.min(pointed ?? at, shown.fields.length - 1)]!
  const show = (next: CodecName, nextView: string): void => { setCodec(next); setView(nextView); setSelected(0); setPointed(null) }
  return (
    <div className={css['batch']}>
      <div className={css['side']}>
        <CodecChooser packings={sizes} codec={shownCodec} own={header.codec ?? 'none'} level={levels[shownCodec] ?? null} onCodec={next => { show(next, view) }} onLevel={level => { setLevels({ ...levels, [shownCodec]: level }); setSelected(0); setPointed(null) }} />
        <CostBar costs={batchCosts(layout)} recordCount={layout.recordCount} />
      </div>
      <div className={css['look']}>
        <div className={css['head']}>
          {layout.unpacked && <Segments label="Which bytes" values={VIEWS} value={view} onChange={next => { show(codec, next) }} />}
          <span className={css['what']}>{isUnpacked ? `the records before ${shownCodec}, ${bytesInWords(shown.bytes.length)}` : `the whole batch, ${bytesInWords(shown.bytes.length)}`}</span>
        </div>
        <HexView bytes={shown.bytes} fields={shown.fields} rowBytes={rowBytes} selected={at} pointed={pointed} describedBy={detailId} onSelect={setSelected} onPoint={setPointed} />
      </div>
      <div className={css['names']}>
        <div id={detailId} className={css['detail']} aria-live="polite" data-testid="field">
          <h3><code>{field.name}</code> <span>{field.record === null ? '' : `of record ${grouped(field.record)}, `}{field.sizeBytes === 1 ? '1 byte' : `${grouped(field.sizeBytes)} bytes`} at {grouped(field.offset)}</span></h3>
          <p className={css['value']}>{field.value}</p>
          <p>{field.meaning}</p>
        </div>
        <FieldList fields={shown.fields} selected={at} pointed={pointed} onSelect={setSelected} onPoint={setPointed} />
      </div>
    </div>
  )
}
