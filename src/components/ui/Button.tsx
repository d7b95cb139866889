import type { ButtonHTMLAttributes } from 'react'
import css from './ui.module.css'

type Look = 'normal' | 'primary' | 'quiet'

export function Button({ look = 'normal', className, ...rest }: ButtonHTMLAttributes<HTMLButtonElement> & { readonly look?: Look }) {
  return <button type="button" {...rest} className={[css['button'], css[look], className].filter(Boolean).join(' ')} />
}

/** A link that looks like a button. */
export function ButtonLink({ look = 'normal', href, children }: { readonly look?: Look; readonly href: string; readonly children: React.ReactNode }) {
  return <a href={href} className={[css['button'], css[look]].filter(Boolean).join(' ')}>{children}</a>
}
