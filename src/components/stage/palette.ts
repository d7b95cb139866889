/** The stage's colours and fonts, read once per theme from the custom properties of theme.css. */
const NAMES = ['--stage', '--surface', '--raised', '--furniture', '--wire', '--slot', '--stage-text', '--stage-text-2', '--stage-text-3', '--key-a', '--key-b', '--key-c', '--key-d', '--key-e',
  '--key-none', '--on-key', '--time-left', '--time-low', '--committed', '--replication', '--error', '--focus'] as const
export type PaletteName = (typeof NAMES)[number]
export interface Palette { readonly color: Readonly<Record<PaletteName, string>>; readonly numbers: string; readonly words: string }

export function readPalette(element: Element): Palette {
  const style = getComputedStyle(element)
  const color = Object.fromEntries(NAMES.map(name => [name, style.getPropertyValue(name).trim()])) as Record<PaletteName, string>
  return { color, numbers: style.getPropertyValue('--font-numbers').trim(), words: style.getPropertyValue('--font-words').trim() }
}
