/** Numbers for people: narrow spaces in thousands, never broken; the unit always shown. */
const THIN = '\u202f'
/** Between a number and its unit: never broken. */
const UNIT = '\u00a0'

/** 16 384, 1 500; digits after the point as given. */
export function grouped(value: number, digits = 0): string {
  const [whole = '', part] = Math.abs(value).toFixed(digits).split('.')
  const spaced = whole.length > 4 ? whole.replace(/\B(?=(\d{3})+$)/g, THIN) : whole.length === 4 ? `${whole[0]}${THIN}${whole.slice(1)}` : whole
  return `${value < 0 && Number(value.toFixed(digits)) !== 0 ? '−' : ''}${spaced}${part === undefined ? '' : `.${part}`}`
}

/** Virtual time, from µs: "7.2 ms", "204.6 ms"; "1.204 s" from ten seconds on; "0.35 ms" below one. */
export function milliseconds(us: number): string {
  const ms = us / 1000
  if (Math.abs(ms) >= 10_000) return `${grouped(ms / 1000, 3)}${UNIT}s`
  return `${grouped(ms, Math.abs(ms) < 1 && ms !== 0 ? 2 : 1)}${UNIT}ms`
}
export const bytes = (value: number): string => (value >= 1_048_576 ? `${grouped(value / 1_048_576, value % 1_048_576 === 0 ? 0 : 1)}${UNIT}MiB` : value >= 32_768 ? `${grouped(Math.round(value / 1024))}${UNIT}KiB` : `${grouped(value)}${UNIT}B`)

/** At most three significant digits, for figures that move. */
export function rough(value: number): string {
  const size = Math.abs(value)
  return grouped(value, size >= 100 || Number.isInteger(value) ? 0 : size >= 10 ? 1 : 2).replace(/(\.\d*?)0+$/, '$1').replace(/\.$/, '')
}

/** "1 s here = 5 ms in Kafka"; `speed` in virtual seconds per real second. */
export function scale(speed: number): string {
  const us = speed * 1_000_000
  const there = us >= 1_000_000 ? `${rough(us / 1_000_000)}${UNIT}s` : us >= 1000 ? `${rough(us / 1000)}${UNIT}ms` : `${rough(us)}${UNIT}µs`
  return `1${UNIT}s here = ${there} in Kafka`
}

/** "1/200" or "2×". */
export const speedText = (speed: number): string => (speed >= 1 ? `${rough(speed)}×` : `1/${grouped(Math.round(1 / speed))}`)

export const plural = (count: number, one: string, many = `${one}s`): string => `${grouped(count)} ${count === 1 ? one : many}`
