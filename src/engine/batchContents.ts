/**
 * "Open this batch": what a batch of the run holds, with its bytes made now, because somebody looks. The engine itself counts sizes only;
 * keys are kept as text, values are made again from the seed and the record's number.
 * Simplified: a value that was typed is made as if it had not been.
 */
import { codecOfNumber, type CodecName } from './records/codecs/codec'
import type { BatchHeader, RecordBytes } from './records/batchBytes'
import { recordValue } from './recordValues'
import { KEY_INDEX, RECORD_ID, RECORD_STRIDE, TIMESTAMP_MS, VALUE_BYTES, type LogEntry } from './protocol/messages'
import { partitionName, topicOf } from './protocol/topics'
import type { ProducerBatch } from './producer/producerBatch'
import type { ProducerNode } from './producer/producerNode'
import { utf8 } from './serde/utf8'
import type { Simulation } from './simulation'

export interface BatchContents {
  readonly batch: number
  /** topic-number, as Kafka writes it. */
  readonly partition: string
  /** Not appended yet, or as it stands in its leader's log. */
  readonly place: 'producer' | 'log'
  /** What encodeBatch needs besides the records. */
  readonly header: BatchHeader & { readonly codec: CodecName; readonly codecLevel: number | null }
  readonly records: readonly RecordBytes[]
}

/** The wall-clock time at which every run begins, ms since 1970. */
const RUN_BEGAN_MS = 1_700_000_000_000
const NOT_APPENDED = { baseOffset: 0, partitionLeaderEpoch: -1 }

/** Null if there is no such batch in a producer or in a log. */
export function batchContents(simulation: Simulation, batch: number): BatchContents | null {
  const appended = inLogs(simulation, batch)
  if (appended) {
    const producer = simulation.state.producers.find(({ node }) => node === appended.batch.producer)
    return producer === undefined ? null : contentsOf(simulation, producer, appended.batch, 'log', { baseOffset: appended.baseOffset, partitionLeaderEpoch: appended.leaderEpoch })
  }
  for (const producer of simulation.state.producers) {
    const waiting = producer.accumulator.incomplete.get(batch)
    if (waiting !== undefined && waiting.recordCount > 0) return contentsOf(simulation, producer, waiting, 'producer', NOT_APPENDED)
  }
  return null
}

function contentsOf(
  { scenario }: Simulation, { topics, application }: ProducerNode, batch: LogEntry['batch'] | ProducerBatch, place: BatchContents['place'], written: Pick<BatchHeader, 'baseOffset' | 'partitionLeaderEpoch'>,
): BatchContents {
  const { id, partition, columns, recordCount, producerId, producerEpoch, baseSequence } = batch
  const topic = topicOf(topics, partition).name
  const records = Array.from({ length: recordCount }, (_none, index): RecordBytes => {
    const at = index * RECORD_STRIDE
    const key = application.keys.texts[columns[at + KEY_INDEX]!] ?? null
    const sizeBytes = columns[at + VALUE_BYTES]!
    return {
      key: key === null ? null : utf8(key), value: recordValue(scenario, topic, columns[at + RECORD_ID]!, sizeBytes, key),
      timestampMs: RUN_BEGAN_MS + columns[at + TIMESTAMP_MS]!,
    }
  })
  return {
    batch: id, partition: partitionName(topics, partition), place, records,
    header: { ...written, producerId, producerEpoch, baseSequence, isTransactional: false, codec: typeof batch.codec === 'number' ? codecOfNumber(batch.codec) : batch.codec, codecLevel: batch.codecLevel },
  }
}

/** The newest entries first: what is looked at is mostly what just happened. */
function inLogs({ state }: Simulation, batch: number): LogEntry | undefined {
  for (const broker of state.brokers) {
    for (const replica of broker.replicas.values()) {
      if (replica.leader !== broker.id) continue
      for (const { chunks } of replica.log.segments.toReversed()) {
        for (const { entries } of chunks.toReversed()) {
          const found = entries.findLast(entry => entry.batch.id === batch)
          if (found) return found
        }
      }
    }
  }
  return undefined
}
