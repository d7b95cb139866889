import { useState } from 'react'
import { applyTheme, currentTheme, THEMES, type Theme } from '../../session/theme'
import { Button } from './Button'

const NAMES: Readonly<Record<Theme, string>> = { light: 'Light', dark: 'Dark', projector: 'Projector' }

/** Steps through the themes; remembered where storage is allowed. */
export function ThemeSwitch() {
  const [theme, setTheme] = useState(currentTheme)
  const next = THEMES[(THEMES.indexOf(theme) + 1) % THEMES.length]!
  return <Button look="quiet" aria-label={`Theme: ${NAMES[theme]}. Switch to ${NAMES[next]}`} onClick={() => { applyTheme(next); setTheme(next) }}>◐ {NAMES[theme]}</Button>
}
