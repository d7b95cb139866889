import { keyLetter, keyToken } from './keys'
import css from './ui.module.css'

/** A key in prose and panels: colour and letter. `text` is the key itself, for those who hear the page. */
export function KeyGlyph({ keyIndex, text }: { readonly keyIndex: number; readonly text?: string | undefined }) {
  return (
    <span className={css['glyph']} style={{ background: `var(${keyToken(keyIndex)})` }} title={text ?? 'no key'}>
      <span aria-hidden="true">{keyLetter(keyIndex)}</span>
      <span className="visuallyHidden">{text ?? 'no key'}</span>
    </span>
  )
}
