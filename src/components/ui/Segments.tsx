import { useId } from 'react'
import css from './ui.module.css'

/** One of a few values, as radio buttons side by side. */
export function Segments({ label, values, value, onChange, disabled = false }: { readonly label: string; readonly values: readonly string[]; readonly value: string; readonly onChange: (value: string) => void; readonly disabled?: boolean }) {
  const name = useId()
  return (
    <div className={css['segments']} role="radiogroup" aria-label={label}>
      {values.map(one => (
        <label key={one}>
          <input type="radio" name={name} value={one} checked={one === value} disabled={disabled} onChange={() => { onChange(one) }} />
          {one}
        </label>
      ))}
    </div>
  )
}
