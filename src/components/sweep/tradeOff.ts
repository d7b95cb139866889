/** A sweep as a curve: places of its points, axes, and what leaves the page as CSV and SVG. Pure; d3 for scales, lines and ticks only. */
import { line, scaleLinear, scaleSymlog } from 'd3'
import { grouped, milliseconds, rough } from '../../engine/kernel/units'
import type { SweepPoint } from '../../session/sweep'

export type AxisX = 'requests' | 'setting'
export interface CurveSize { readonly width: number; readonly height: number }
export interface PlacedPoint { readonly point: SweepPoint; readonly x: number; readonly y: number; readonly label: string }
export interface Tick { readonly at: number; readonly text: string }
export interface Curve {
  readonly points: readonly PlacedPoint[]
  readonly p99: string
  readonly p50: string
  readonly xTicks: readonly Tick[]
  readonly yTicks: readonly Tick[]
}

export const MARGIN = { left: 68, right: 26, top: 18, bottom: 46 } as const
const seen = (points: readonly SweepPoint[]): readonly (SweepPoint & { readonly p99Us: number })[] => points.filter((point): point is SweepPoint & { p99Us: number } => point.p99Us !== null)

/** `isLog`: the setting's own values lie far apart (a slider of doublings). */
export function curveOf(given: readonly SweepPoint[], key: string, unit: string, axis: AxisX, { width, height }: CurveSize, isLog = false): Curve {
  const points = seen(given).toSorted((one, other) => one.value - other.value)
  const xOf = (point: SweepPoint): number => (axis === 'requests' ? point.requestsPerSecond : point.value)
  const range: [number, number] = [MARGIN.left, width - MARGIN.right]
  const domain: [number, number] = [axis === 'requests' ? 0 : Math.min(...points.map(xOf)), Math.max(1, ...points.map(xOf))]
  const x = axis === 'setting' && isLog ? scaleSymlog().domain(domain).range(range) : scaleLinear().domain(domain).nice().range(range)
  const y = scaleLinear().domain([0, Math.max(1, ...points.map(({ p99Us }) => p99Us))]).nice().range([height - MARGIN.bottom, MARGIN.top])
  const placed = points.map((point): PlacedPoint => ({ point, x: x(xOf(point)), y: y(point.p99Us), label: pointLabel(point, key, unit) }))
  const through = line<SweepPoint>().x(point => x(xOf(point)))
  return {
    points: placed,
    p99: through.y(point => y(point.p99Us!))(points) ?? '', p50: through.y(point => y(point.p50Us!))(points) ?? '',
    xTicks: (axis === 'setting' && isLog ? spread(points.map(({ value }) => value), width < 500 ? 4 : 6) : x.ticks(width < 500 ? 4 : 6)).map(value => ({ at: x(value), text: grouped(value) })),
    yTicks: y.ticks(5).map(value => ({ at: y(value), text: `${rough(value / 1000)} ms` })),
  }
}

/** Some of the values themselves. */
const spread = (values: readonly number[], most: number): number[] => values.filter((_value, index) => index % Math.ceil(values.length / most) === 0)

export const pointLabel = ({ value, p50Us, p99Us, requestsPerSecond, recordsPerBatch }: SweepPoint, key: string, unit: string): string =>
  `${key} ${grouped(value)}${unit === '' ? '' : ` ${unit}`}: p99 ${milliseconds(p99Us!)}, p50 ${milliseconds(p50Us!)}, ${rough(requestsPerSecond)} requests/s, ${recordsPerBatch === null ? 'no' : rough(recordsPerBatch)} records a batch`

/** The value with the lowest p99; null if nothing was acknowledged anywhere. */
export const bestOf = (points: readonly SweepPoint[]): SweepPoint | null =>
  seen(points).reduce<(SweepPoint & { p99Us: number }) | null>((best, point) => (best === null || point.p99Us < best.p99Us ? point : best), null)

/** One row a point, with units in the header; RFC 4180. */
export function csvOf(points: readonly SweepPoint[], key: string, unit: string): string {
  const header = [unit === '' ? key : `${key} (${unit})`, 'p50 send to ack (ms)', 'p99 send to ack (ms)', 'requests (1/s)', 'records per batch', 'records acknowledged', 'records failed', 'problem']
  const number = (value: number | null, by = 1): string => (value === null ? '' : String(Math.round((value / by) * 1000) / 1000))
  const quoted = (text: string): string => (/[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text)
  const rows = points.map(point => [String(point.value), number(point.p50Us, 1000), number(point.p99Us, 1000), number(point.requestsPerSecond), number(point.recordsPerBatch), String(point.acknowledgedRecords), String(point.failedRecords), point.problem ?? ''])
  return `${[header, ...rows].map(row => row.map(quoted).join(',')).join('\r\n')}\r\n`
}
