/**
 * "Follow this record": the nine stops of one record's life, read from its batch and the events around it.
 */
import { ARG, AT_US, EVENT_CODE, KIND, type EventKind } from './events'
import { cellOf, firstRowAtLeast, hasRow } from './kernel/columnLog'
import { entryAt } from './log/partitionLog'
import { KEY_INDEX, RECORD_ID, RECORD_STRIDE } from './protocol/messages'
import type { Simulation } from './simulation'
import type { RecordStop, RecordStory, StopName } from './stops'

/** Null if the record is unknown, was refused, or is older than what is kept. `group`: whose read is the ninth stop. */
export function recordStory(simulation: Simulation, record: number, group = 0): RecordStory | null {
  const { events, records } = simulation.state
  if (!hasRow(records, record)) return null
  const sentUs = cellOf(records, record, 0)
  let batch = cellOf(records, record, 1)
  if (batch === -1) return null
  const found = new Map<EventKind, number>()
  let place = findRecord(simulation, record, batch, -1)
  let partition = place?.partition ?? -1, offset = -1
  const note = (kind: EventKind, row: number): void => { if (!found.has(kind)) found.set(kind, row) }
  for (let row = batchOpening(simulation, batch, sentUs); row < events.rowCount && found.size < 6; row++) {
    const kind = cellOf(events, row, KIND)
    const subject = cellOf(events, row, ARG), second = cellOf(events, row, ARG + 1), third = cellOf(events, row, ARG + 2)
    if (kind === EVENT_CODE.pieceMade && third === batch) {
      const inPiece = findRecord(simulation, record, subject, row)
      if (inPiece !== null) { batch = subject; place = inPiece }
    } else if (kind === EVENT_CODE.highWatermarkAdvanced) {
      if (subject === partition && offset !== -1 && third > offset && cellOf(events, row, ARG + 3) === 1) note('highWatermarkAdvanced', row)
    } else if (kind === EVENT_CODE.recordsDelivered) {
      if (subject === partition && offset !== -1 && second <= offset && third >= offset && cellOf(events, row, ARG + 4) === group) note('recordsDelivered', row)
    } else if (subject !== batch) continue
    else if (kind === EVENT_CODE.batchOpened) { note('batchOpened', row); partition = second }
    else if (kind === EVENT_CODE.batchDrained) note('batchDrained', row)
    else if (kind === EVENT_CODE.batchAppended) {
      note('batchAppended', row)
      place ??= findInLog(simulation, record, second, third)
      offset = third + (place?.index ?? 0)
    } else if (kind === EVENT_CODE.batchAcknowledged) note('batchAcknowledged', row)
  }
  const timeOf = (kind: EventKind): number | null => { const row = found.get(kind); return row === undefined ? null : cellOf(events, row, AT_US) }
  const opened = found.get('batchOpened') ?? -1
  const at = (stop: StopName, kind: EventKind): RecordStop => ({ stop, atUs: timeOf(kind), event: found.get(kind) ?? -1 })
  const enteredUs = Math.max(sentUs, timeOf('batchOpened') ?? sentUs)
  const key = place?.key ?? -1
  return {
    record, key: key === -1 ? null : simulation.state.producers[0]!.application.keys.texts[key]!, partition, batch, offset,
    stops: [
      { stop: 'sent', atUs: sentUs, event: opened }, { stop: 'serialized', atUs: sentUs, event: opened }, { stop: 'partitioned', atUs: sentUs, event: opened },
      { stop: 'batched', atUs: enteredUs, event: opened }, at('onTheWire', 'batchDrained'), at('inLeaderLog', 'batchAppended'),
      at('committed', 'highWatermarkAdvanced'), at('acknowledged', 'batchAcknowledged'), at('read', 'recordsDelivered'),
    ],
  }
}

/** Row of the event that opened a batch: batches are numbered in order of opening, so walk back from the record's send. */
function batchOpening({ state: { events } }: Simulation, batch: number, sentUs: number): number {
  const from = Math.min(firstRowAtLeast(events, AT_US, sentUs + 1), events.rowCount) - 1
  for (let row = from; hasRow(events, row); row--) {
    if (cellOf(events, row, KIND) === EVENT_CODE.batchOpened && cellOf(events, row, ARG) === batch) return row
  }
  return Math.max(0, firstRowAtLeast(events, AT_US, sentUs))
}

interface Place { readonly partition: number; readonly index: number; readonly key: number }

/** Where a record's columns are: in a batch that is not completed, or in the log where its batch was appended after event `row`. */
function findRecord(simulation: Simulation, record: number, batch: number, row: number): Place | null {
  for (const { accumulator } of simulation.state.producers) {
    const waiting = accumulator.incomplete.get(batch)
    if (waiting !== undefined) return indexIn(waiting.partition, waiting.columns, waiting.recordCount, record)
  }
  const { events } = simulation.state
  for (let at = row; row !== -1 && at < events.rowCount; at++) {
    if (cellOf(events, at, KIND) === EVENT_CODE.batchAppended && cellOf(events, at, ARG) === batch) return findInLog(simulation, record, cellOf(events, at, ARG + 1), cellOf(events, at, ARG + 2))
  }
  return null
}

function findInLog({ state }: Simulation, record: number, partition: number, baseOffset: number): Place | null {
  for (const broker of state.brokers) {
    const replica = broker.replicas.get(partition)
    if (replica?.leader !== broker.id) continue
    const entry = entryAt(replica.log, baseOffset)
    return entry === undefined ? null : indexIn(partition, entry.batch.columns, entry.batch.recordCount, record)
  }
  return null
}

function indexIn(partition: number, columns: Float64Array, records: number, record: number): Place | null {
  for (let index = 0; index < records; index++) {
    if (columns[index * RECORD_STRIDE + RECORD_ID] === record) return { partition, index, key: columns[index * RECORD_STRIDE + KEY_INDEX]! }
  }
  return null
}
