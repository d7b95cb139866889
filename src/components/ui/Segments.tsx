import { useId } from 'react'
import css from './ui.module.css'

/** One of a few values, as radio buttons side by side. */
export function Segments({ label, values, value, onChange, disabled = false, wordsOf = one => one }: { readonly label: string; readonly values: readonly string[]; readonly value: string; readonly onChange: (value: string) => void; readonly disabled?: boolean; readonly wordsOf?: (value: string) => string }) {
  const name = useId()
  return (
    <div className={css['segments']} role="radiogroup" aria-label={label}>
      {values.map(one => (
        <label key={one}>
          <input type="radio" name={name} value={one} checked={one === value} disabled={disabled} onChange={() => { onChange(one) }} />
          {wordsOf(one)}
        </label>
      ))}
    </div>
  )
}
