/** The same batch with every codec, as bars to one scale; choosing one shows its bytes. */
import { useId } from 'react'
import { CODEC_LEVELS, type CodecName } from '../../engine/records/codecs/codec'
import { bytes, grouped } from '../../engine/kernel/units'
import type { Packing } from './packings'
import css from './bytes.module.css'

/** zstd's fast levels go down to −131072; below −7 there is little left to see. */
const LOWEST_SHOWN = -7
const ZLIB_DEFAULT = 6

interface Given {
  readonly packings: readonly Packing[]
  readonly codec: CodecName
  /** What the batch itself has. */
  readonly own: CodecName
  readonly level: number | null
  readonly onCodec: (codec: CodecName) => void
  readonly onLevel: (level: number) => void
}

export function CodecChooser({ packings, codec, own, level, onCodec, onLevel }: Given) {
  const name = useId()
  const widest = Math.max(...packings.map(({ share }) => share ?? 0), 1)
  const levels = CODEC_LEVELS[codec]
  const shownLevel = level ?? (levels?.byDefault === -1 ? ZLIB_DEFAULT : levels?.byDefault ?? 0)
  return (
    <fieldset className={css['codecs']}>
      <legend>compression.type</legend>
      {packings.map(packing => (
        <label key={packing.codec} className={css['codec']} data-chosen={packing.codec === codec || undefined}>
          <input type="radio" name={name} checked={packing.codec === codec} disabled={packing.state !== 'loaded'} onChange={() => { onCodec(packing.codec) }} />
          <span className={css['codecName']}>{packing.codec}{packing.codec === own && <small> this batch</small>}</span>
          <span className={css['bar']} aria-hidden="true"><span style={{ width: `${((packing.share ?? 0) / widest) * 100}%` }} /></span>
          <span className={css['codecSize']}>{packing.sizeBytes === null ? stateInWords(packing) : `${bytes(packing.sizeBytes)}${packing.codec === 'none' ? '' : ` · ${grouped(packing.share! * 100)} %`}`}</span>
        </label>
      ))}
      {levels && (
        <label className={css['level']}>
          <span>.{codec}.level</span>
          <input type="range" min={Math.max(levels.lowest, LOWEST_SHOWN)} max={levels.highest} value={shownLevel} onChange={event => { onLevel(Number(event.target.value)) }} />
          <output>{level === null || level === levels.byDefault ? 'default, ' : ''}{String(shownLevel).replace('-', '−')}</output>
        </label>
      )}
    </fieldset>
  )
}

const stateInWords = ({ state }: Packing): string => (state === 'loading' ? 'loading…' : typeof state === 'object' ? state.problem : '')
