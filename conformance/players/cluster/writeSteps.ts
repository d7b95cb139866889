/** Steps that write: with a real producer, or one request made by hand. */
import {
  batchOfRecord, ERROR, eventCount, failureOf, FIRST_ADMIN, FIRST_PRODUCER, INIT_PRODUCER_ID, kafkaErrors, keyIndex, PRODUCE, RECORD_STRIDE, recordSizeBytes, utf8,
  type InitProducerIdResponse, type NamedEvent, type ProduceResponse, type RecordBatch,
} from '../../../src/engine'
import { errorOf, type LiveCluster } from './liveCluster'
import { leaderOf } from './partitionSteps'

type Value = string | null
const HEADER_BYTES = 61
const acksOf = (acks: string | number | undefined): number => (acks === undefined || acks === 'all' ? -1 : Number(acks))
const namesOf = (values: readonly Value[] | undefined, sizes: readonly number[] | undefined): readonly Value[] => values ?? sizes!.map(size => `<${size}>`)

interface ProduceGiven {
  readonly topic?: string; readonly partition?: number; readonly acks?: string; readonly values?: readonly Value[]; readonly sizes?: readonly number[]; readonly keys?: readonly (string | null)[]; readonly timestamps?: readonly number[]
  readonly retries?: number; readonly idempotent?: boolean; readonly timeoutMs?: number
}

/** A producer of its own sends all values of the step in one batch and flushes. */
export function produce(cluster: LiveCluster, given: ProduceGiven): object {
  const { topic = 't', partition = 0, acks = 'all', values, sizes, keys, timestamps, retries = 0, idempotent = false, timeoutMs = 8000 } = given
  const number = cluster.state.producers.length
  const from = eventCount(cluster.simulation), firstRecord = cluster.values.length
  cluster.apply({
    type: 'startProducer', spec: {
      clientId: `producer-${number}`, topic, start: 'cold', bootstrap: cluster.running,
      config: {
        acks, retries: idempotent ? Math.max(retries, 1) : retries, 'enable.idempotence': String(idempotent), 'linger.ms': 3000, 'batch.size': 900_000, 'max.request.size': 8_000_000,
        'request.timeout.ms': timeoutMs, 'delivery.timeout.ms': timeoutMs + 3000, 'max.block.ms': timeoutMs,
      },
    },
  })
  namesOf(values, sizes).forEach((value, index) => {
    cluster.values.push(value)
    cluster.apply({
      type: 'send', producer: number, topic, partition, key: keys?.[index] ?? null, valueBytes: sizes?.[index] ?? 0, ...(values && { value }), ...(timestamps && { timestampMs: timestamps[index]! }),
    })
  })
  cluster.apply({ type: 'flush', producer: number })
  const count = cluster.values.length - firstRecord
  const node = FIRST_PRODUCER + number
  const told = (): Told => toldOf(cluster, cluster.eventsSince(from).filter(event => event.node === node), firstRecord)
  cluster.await('the callbacks', () => told().size >= count, (timeoutMs + 10_000) * 1000)
  const outcomes = [...told()].toSorted(([one], [other]) => one - other).map(([, outcome]) => outcome)
  cluster.apply({ type: 'close', producer: number, timeoutMs: 0 })
  const failed = outcomes.find(outcome => typeof outcome !== 'number')
  return failed === undefined ? { offsets: outcomes } : failed
}

/** Record id → its offset, or how it failed. */
type Told = Map<number, number | object>

/** From the producer's events: which records a batch holds follows from their order, as all go to one partition. */
function toldOf({ simulation, state }: LiveCluster, events: readonly NamedEvent[], firstRecord: number): Told {
  const told: Told = new Map()
  const recordsOf = new Map<number, number[]>()
  for (let record = firstRecord; record < state.records.rowCount; record++) {
    const batch = batchOfRecord(simulation, record)
    recordsOf.set(batch, [...recordsOf.get(batch) ?? [], record])
  }
  for (const event of events) {
    const { kind, arguments: given } = event
    const records = recordsOf.get(given['batch'] ?? -1) ?? []
    if (kind === 'pieceMade') recordsOf.set(given['batch']!, (recordsOf.get(given['parent']!) ?? []).slice(given['firstIndex']!, given['firstIndex']! + given['records']!))
    else if (kind === 'batchAcknowledged') records.forEach((record, index) => told.set(record, given['baseOffset'] === -1 ? -1 : given['baseOffset']! + index))
    else if (kind === 'batchFailed') for (const record of records) told.set(record, failure(failureOf(simulation, event).exception))
    else if (kind === 'recordRefused') told.set(given['record']!, failure(failureOf(simulation, event).exception))
  }
  return told
}

/** A client's failure with the protocol error of its exception. */
function failure(exception: string): object {
  const known = kafkaErrors.find(error => error.exception === exception)
  return { ...(known && { error: known.name }), exception }
}

interface RawGiven {
  readonly topic?: string; readonly partition?: number; readonly broker?: number; readonly acks?: string | number; readonly values?: readonly Value[]; readonly sizes?: readonly number[]; readonly keys?: readonly (string | null)[]
  readonly timestampFromNow?: number; readonly timeoutMs?: number; readonly pid?: string | number; readonly epoch?: number; readonly baseSequence?: number; readonly txn?: string; readonly async?: string
}

/** A batch as it travels, made by hand. */
function batchOf(cluster: LiveCluster, partition: number, given: RawGiven, producerId: number): RecordBatch {
  const { values, sizes, keys, timestampFromNow = 0, epoch = 0, baseSequence = 0, txn } = given
  const effects = cluster.simulation.dispatch.effectsOf(FIRST_ADMIN)
  const id = effects.newBatch(), names = namesOf(values, sizes)
  const columns = new Float64Array(names.length * RECORD_STRIDE)
  let sizeBytes = HEADER_BYTES
  names.forEach((value, index) => {
    const key = keys?.[index] ?? null
    const valueBytes = sizes?.[index] ?? (value === null ? -1 : utf8(value).length)
    cluster.values.push(value)
    columns.set([effects.recordEntered(effects.nowUs, id), effects.nowUs, key === null ? -1 : keyIndex(cluster.state.producers[0]!.application.keys, key, 'String'), valueBytes, effects.wallMs + timestampFromNow], index * RECORD_STRIDE)
    sizeBytes += recordSizeBytes(index, 0, key === null ? -1 : utf8(key).length, valueBytes)
  })
  return {
    sealed: true, id, producer: FIRST_ADMIN, partition, recordCount: names.length, sizeBytes, columns, openedUs: effects.nowUs, drainedUs: effects.nowUs, codec: 0, codecLevel: null,
    producerId, producerEpoch: producerId === -1 ? -1 : epoch, baseSequence: producerId === -1 ? -1 : baseSequence, attempt: 1, isTransactional: txn !== undefined, marker: null,
  }
}

/** What scripts gave a name: ids of producers, and requests on their way. */
export interface Named { readonly ids: Map<string, number>; readonly requests: Map<string, () => object> }

export function rawProduce(cluster: LiveCluster, named: Named, given: RawGiven): object {
  const partition = cluster.partition(given.topic, given.partition)
  const broker = given.broker ?? leaderOf(cluster, partition)
  if (broker === -1) return errorOf(ERROR.leaderNotAvailable)
  const acks = acksOf(given.acks)
  const producerId = given.pid === undefined ? -1 : typeof given.pid === 'number' ? given.pid : named.ids.get(given.pid)!
  const { correlationId, connection, message } = cluster.write(broker, PRODUCE, { acks, timeoutMs: given.timeoutMs ?? 5000, batches: [batchOf(cluster, partition, given, producerId)] })
  if (acks === 0) {
    cluster.await('the append', () => cluster.hasHappened('requestHandled', message))
    cluster.play(20_000)
    return cluster.isClosed(broker, connection) ? { error: 'CONNECTION_CLOSED' } : {}
  }
  const result = (): object => {
    cluster.await('the answer', () => cluster.answerTo(correlationId) !== undefined)
    const [answered] = (cluster.answerTo(correlationId)!.body as ProduceResponse).results
    const { error, baseOffset, currentLeader, recordErrors } = answered!
    if (error === ERROR.none) return { baseOffset }
    return { ...errorOf(error), ...(currentLeader && { leaderHint: currentLeader.broker, leaderHintEpoch: currentLeader.epoch }), ...(recordErrors && recordErrors.length > 0 && { recordErrors }) }
  }
  if (given.async === undefined) return result()
  named.requests.set(given.async, result)
  cluster.await('the request', () => cluster.hasHappened('requestReceived', message))
  return {}
}

export function initPid(cluster: LiveCluster, { ids }: Named, { as = 'p' }: { as?: string }): object {
  const { error, producerId, producerEpoch } = cluster.ask(cluster.running[0]!, INIT_PRODUCER_ID, { transactionalId: null }) as InitProducerIdResponse
  if (error !== ERROR.none) return errorOf(error)
  const before = ids.get(as)
  ids.set(as, producerId)
  return { epoch: producerEpoch, ...(before !== undefined && { samePid: before === producerId }) }
}
