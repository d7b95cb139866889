import type { ReactNode } from 'react'
import { hrefOf } from '../session/route'
import { ThemeSwitch } from './ui/ThemeSwitch'
import css from './frame.module.css'

/** The line at the top of every page: who we are, where one is, what one can do here. */
export function TopBar({ where, children }: { readonly where?: ReactNode; readonly children?: ReactNode }) {
  return (
    <header className={css['bar']}>
      <a className={css['brand']} href={hrefOf({ page: 'home' })}>
        <svg width="28" height="28" viewBox="0 0 32 32" aria-hidden="true"><rect width="32" height="32" rx="7" fill="#0d1526" /><rect x="7" y="8" width="13" height="4.4" rx="2.2" fill="#56b4e9" /><rect x="7" y="14" width="18" height="4.4" rx="2.2" fill="#f0e442" /><rect x="7" y="20" width="10" height="4.4" rx="2.2" fill="#35c493" /></svg>
        Brokerscope
      </a>
      {where !== undefined && <span className={css['where']}>{where}</span>}
      <div className={css['tools']}>{children}<ThemeSwitch /></div>
    </header>
  )
}
