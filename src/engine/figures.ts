/**
 * The live figures of a run: over the last half second of virtual time, or since a setting last changed.
 * Kafka has like figures as producer metrics: request-rate, records-per-request-avg, record-queue-time, request-latency (design: metrics.md);
 * these are taken over events, exactly, not over sampled windows.
 */
import { API_KEYS, ARG, AT_US, EVENT_CODE, KIND } from './events'
import { cellOf, firstRowAtLeast } from './kernel/columnLog'
import { RECORD_STRIDE, SENT_US } from './protocol/messages'
import type { Simulation } from './simulation'
import type { RunFigures } from './view'

const WINDOW_US = 500_000
/** The window shrinks rather than look at more rows or latencies than this. */
const MAX_ROWS = 40_000, MAX_LATENCIES = 20_000

/** `overUs`: how far back the figures look, half a second unless told. */
export function figuresOf(simulation: Simulation, overUs = WINDOW_US): RunFigures {
  const { state } = simulation
  const { events, ledger, nowUs } = state
  const since = Math.max(0, nowUs - overUs, state.changedUs)
  const firstRow = Math.max(firstRowAtLeast(events, AT_US, since), events.rowCount - MAX_ROWS)
  const fromUs = firstRow < events.rowCount && firstRow === events.rowCount - MAX_ROWS ? cellOf(events, firstRow, AT_US) : since
  let requests = 0, batches = 0, records = 0
  for (let row = firstRow; row < events.rowCount; row++) {
    const kind = cellOf(events, row, KIND)
    if (kind === EVENT_CODE.requestSent && cellOf(events, row, ARG + 1) === API_KEYS.indexOf('Produce')) requests++
    else if (kind === EVENT_CODE.batchDrained) { batches++; records += cellOf(events, row, ARG + 3) }
  }
  const latencies = latenciesSince(simulation, since)
  const seconds = (nowUs - fromUs) / 1_000_000
  return {
    fromUs, toUs: nowUs,
    requestsPerSecond: requests === 0 || seconds === 0 ? null : requests / seconds,
    recordsPerBatch: batches === 0 ? null : records / batches,
    p50SendToAckUs: quantile(latencies, 0.5), p99SendToAckUs: quantile(latencies, 0.99),
    sentRecords: state.records.rowCount, acknowledgedRecords: ledger.acknowledgedRecords, storedRecords: ledger.storedRecords,
    deliveredRecords: ledger.deliveredRecords, refusedRecords: ledger.refusedRecords, failedRecords: ledger.failedRecords, lostRecords: ledger.lostRecords, duplicatedRecords: ledger.duplicatedRecords, reorderedRecords: ledger.reorderedRecords,
  }
}

/** Send to acknowledgement of the records whose batches were completed since, sorted ascending. */
function latenciesSince(simulation: Simulation, sinceUs: number): Float64Array {
  const found: number[] = []
  for (const producer of simulation.state.producers) {
    for (let index = producer.completed.length - 1; index >= 0 && found.length < MAX_LATENCIES; index--) {
      const { atUs, records, columns } = producer.completed[index]!
      if (atUs < sinceUs) break
      for (let record = 0; record < records; record++) found.push(atUs - columns[record * RECORD_STRIDE + SENT_US]!)
    }
  }
  return Float64Array.from(found).sort()
}

/** The smallest value that at least the share `quantile` of all does not exceed; null without values. */
function quantile(sorted: Float64Array, share: number): number | null {
  return sorted.length === 0 ? null : sorted[Math.min(sorted.length - 1, Math.ceil(sorted.length * share) - 1)]!
}
