/** The three themes: light page with a dark stage, all dark, and projector (high contrast). */
import { readJson, writeJson } from './safeStorage'

export const THEMES = ['light', 'dark', 'projector'] as const
export type Theme = (typeof THEMES)[number]
export const isTheme = (text: unknown): text is Theme => THEMES.includes(text as Theme)

export const currentTheme = (): Theme => { const now = document.documentElement.dataset['theme']; return isTheme(now) ? now : 'light' }

export function applyTheme(theme: Theme, remember = true): void {
  document.documentElement.dataset['theme'] = theme
  if (remember) writeJson('theme', theme)
}

/** What the address asks for (the fragment wins), the remembered theme, or what the system prefers. */
export function startTheme(): void {
  const asked = new URLSearchParams(location.hash.slice(1)).get('theme') ?? new URLSearchParams(location.search).get('theme')
  if (isTheme(asked)) { applyTheme(asked, false); return }
  const remembered = readJson('theme')
  if (isTheme(remembered)) applyTheme(remembered, false)
  else if (window.matchMedia('(prefers-color-scheme: dark)').matches) applyTheme('dark', false)
}
