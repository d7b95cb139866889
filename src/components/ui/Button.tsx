import type { ButtonHTMLAttributes } from 'react'
import css from './ui.module.css'

type Look = 'normal' | 'primary' | 'quiet'

/**
 * `isIdle`: for now it does nothing, because of what it did itself. It keeps the focus, which one that is `disabled` loses; and in Firefox a button that is
 * disabled by its own press takes no Enter and no Space ever after.
 */
export function Button({ look = 'normal', isIdle = false, className, onClick, ...rest }: ButtonHTMLAttributes<HTMLButtonElement> & { readonly look?: Look; readonly isIdle?: boolean }) {
  return <button type="button" {...rest} aria-disabled={isIdle || undefined} onClick={isIdle ? undefined : onClick} className={[css['button'], css[look], className].filter(Boolean).join(' ')} />
}

/** A link that looks like a button. */
export function ButtonLink({ look = 'normal', href, children }: { readonly look?: Look; readonly href: string; readonly children: React.ReactNode }) {
  return <a href={href} className={[css['button'], css[look]].filter(Boolean).join(' ')}>{children}</a>
}
