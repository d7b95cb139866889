/** What a table tells of each run: the step's own measures, or latency, requests and records in a batch. */
import { milliseconds, rough } from '../../engine/kernel/units'
import type { Evidence, Measure } from '../../lessons/lesson'

const FIGURES: readonly (readonly [string, (run: Evidence) => string])[] = [
  ['99 % within', ({ figures: { p99SendToAckUs: us } }) => (us === null ? '–' : milliseconds(us))],
  ['requests/s', ({ figures: { requestsPerSecond: rate } }) => (rate === null ? '–' : rough(Math.round(rate)))],
  ['in a batch', ({ figures: { recordsPerBatch: records } }) => (records === null ? '–' : rough(Math.round(records * 10) / 10))],
]

/** Names of columns, and their words for a run. `names`: the step's. */
export const measuresOf = (measures: readonly Measure[] | undefined, names: Readonly<Record<string, string>>): readonly (readonly [string, (run: Evidence) => string])[] =>
  measures?.map(({ name, of }) => [names[name] ?? name, of] as const) ?? FIGURES
