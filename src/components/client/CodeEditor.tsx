/** A plain text field with line numbers; the line with the mistake is marked. Tab leaves it, as it leaves any field. */
import { useRef } from 'react'
import css from './client.module.css'

interface Parts { readonly label: string; readonly value: string; readonly onChange: (value: string) => void; readonly badLine: number | null; readonly describedBy: string }

export function CodeEditor({ label, value, onChange, badLine, describedBy }: Parts) {
  const gutter = useRef<HTMLOListElement>(null)
  const lines = value.split('\n')
  const rows = Math.min(18, Math.max(8, lines.length + 1))
  return (
    <div className={css['editor']}>
      <ol ref={gutter} className={css['gutter']} aria-hidden="true" style={{ blockSize: `${rows * 1.5}em` }}>
        {lines.map((_line, index) => <li key={index} data-bad={index + 1 === badLine}>{index + 1}</li>)}
      </ol>
      <textarea aria-label={label} aria-describedby={describedBy} aria-invalid={badLine !== null} value={value} rows={rows} wrap="off" spellCheck={false} autoCapitalize="off" autoCorrect="off" maxLength={4000}
        style={{ blockSize: `${rows * 1.5}em` }} onChange={event => { onChange(event.target.value) }}
        onScroll={event => { if (gutter.current) gutter.current.scrollTop = event.currentTarget.scrollTop }} />
    </div>
  )
}
