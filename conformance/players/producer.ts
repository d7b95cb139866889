/** Kind `producer`: one producer against scripted brokers. What it did is read from its events; what it wrote, from what the brokers saw. */
import {
  advance, createSimulation, eventCount, eventRows, failureOf, namedEvent, CONNECTION_LOST_BY, parseScenario, partitionName, RECORD_ID, RECORD_STRIDE,
  type Command, type NamedEvent, type RecordBatch, type Scenario, type Topic,
} from '../../src/engine'
import { scriptedBrokers, type BrokerRule, type BrokerScript, type BrokerStep } from '../../src/engine/testing/scriptedBroker'

interface SendStep { readonly id: string; readonly topic: string; readonly partition?: number; readonly key?: string; readonly value: number | string; readonly count?: number; readonly every?: number }
interface DoStep {
  readonly at: number
  readonly send?: SendStep
  readonly flush?: true
  readonly close?: true | { readonly timeoutMs: number }
  readonly leader?: { readonly partition: string; readonly node: number; readonly epoch?: number; readonly push?: boolean }
  readonly disconnect?: { readonly node: number }
}
interface Given extends Pick<BrokerScript, 'latencyMs' | 'metadataLatencyMs' | 'maxMessageBytes' | 'leaderHint' | 'leaderEpochs'> {
  readonly version?: Scenario['kafka']
  readonly config?: Readonly<Record<string, string>>
  readonly nodes: readonly number[]
  readonly topics: Readonly<Record<string, { readonly leaders: readonly number[] }>>
  readonly random?: readonly number[]
  readonly broker?: readonly BrokerRule[]
  readonly do: readonly DoStep[]
  readonly until: number
}

/** Where this kind differs from Kafka's defaults; without growth and jitter of the backoffs. `linger.ms` as in 4.x also for older versions. */
const KIND_CONFIG: Readonly<Record<string, string>> = {
  'linger.ms': '5', 'enable.idempotence': 'false', 'retry.backoff.ms': '100', 'retry.backoff.max.ms': '100', 'reconnect.backoff.ms': '50', 'reconnect.backoff.max.ms': '50',
}
const DRAWS = 10_000
const PRODUCER_STREAMS = '1000/'
const ORDER = ['refused', 'blocked', 'disconnected', 'split', 'done', 'failed', 'flushed', 'request', 'metadata', 'closed'] as const

const utf8Bytes = (text: string): number => new TextEncoder().encode(text).length

/** One step a record: those with a count come one by one; in order of time, ties in the order given. */
function expand(steps: readonly DoStep[]): readonly DoStep[] {
  return steps.flatMap(step => {
    const { send } = step
    if (send?.count === undefined) return [step]
    return Array.from({ length: send.count }, (_none, index) => ({ at: step.at + index * (send.every ?? 0), send: { ...send, id: `${send.id}${index + 1}` } }))
  }).toSorted((one, other) => one.at - other.at)
}

function commandOf({ send, flush, close }: DoStep): Command | null {
  if (send) {
    const { topic, partition, key, value } = send
    return { type: 'send', topic, key: key ?? null, valueBytes: typeof value === 'number' ? value : utf8Bytes(value), traced: true, ...(partition !== undefined && { partition }) }
  }
  if (flush) return { type: 'flush' }
  if (close) return close === true ? { type: 'close' } : { type: 'close', timeoutMs: close.timeoutMs }
  return null
}

function scenarioOf(given: Given, steps: readonly DoStep[]): Scenario {
  const parsed = parseScenario({
    version: 1, kafka: given.version ?? '4.4', seed: 0,
    topology: {
      brokers: given.nodes, consumers: [], producers: [{ clientId: 'c', topic: Object.keys(given.topics)[0] }],
      // The first replica of a partition without a leader is never asked: metadata is the script's.
      topics: Object.entries(given.topics).map(([name, { leaders }]) => ({ name, replicaAssignment: leaders.map(leader => [leader === -1 ? given.nodes[0] : leader]) })),
    },
    configs: { producer: { ...KIND_CONFIG, ...given.config }, network: { 'latency.us': 0, 'bandwidth.bytes.per.second': Number.MAX_SAFE_INTEGER }, workload: { 'records.per.second': 0 } },
    workload: { arrivals: 'constant', startUs: 0 },
    draws: { [`${PRODUCER_STREAMS}sticky`]: given.random ?? Array.from({ length: DRAWS }, (_none, index) => index), [`${PRODUCER_STREAMS}leastLoaded`]: [0] },
    script: steps.flatMap(step => { const command = commandOf(step); return command === null ? [] : [{ atUs: step.at * 1000, command }] }),
  })
  if (!parsed.ok) throw new Error(parsed.problems.join('; '))
  return parsed.scenario
}

interface Observed { readonly at: number; readonly kind: (typeof ORDER)[number]; readonly where: readonly [string, number]; readonly body: unknown }

export function playProducer(given: Given): unknown {
  const steps = expand(given.do)
  const names = steps.flatMap(({ send }) => (send ? [send.id] : []))
  const scenario = scenarioOf(given, steps)
  let firstPartition = 0
  const topics: Topic[] = Object.entries(given.topics).map(([name, { leaders }]) => {
    firstPartition += leaders.length
    return { name, firstPartition: firstPartition - leaders.length, partitions: leaders.length, added: [] }
  })
  const { standIn, seen } = scriptedBrokers({
    ...given, topics, leaders: Object.values(given.topics).flatMap(({ leaders }) => leaders), nameOf: record => names[record]!, rules: given.broker ?? [],
    steps: steps.flatMap(({ at, leader, disconnect }): BrokerStep[] => leader ? [{ atUs: at * 1000, leader }] : disconnect ? [{ atUs: at * 1000, disconnect }] : []),
  })
  const simulation = createSimulation(scenario, standIn)
  advance(simulation, { untilUs: given.until * 1000 })
  const rows = eventRows(simulation, 0)
  const events = Array.from({ length: eventCount(simulation) }, (_none, id) => namedEvent(rows, id, id))
  const observed = [...observe(events, event => failureOf(simulation, event), topics, names)]
  for (const { atUs, node, number, batches } of seen) {
    observed.push({ at: atUs / 1000, kind: number === 0 ? 'metadata' : 'request', where: ['', node], body: number === 0 ? { node } : { node, n: number, batches: batches.map(batch => written(batch, topics, names)) } })
  }
  return observed.toSorted((one, other) => one.at - other.at || ORDER.indexOf(one.kind) - ORDER.indexOf(other.kind) || (one.where[0] < other.where[0] ? -1 : one.where[0] > other.where[0] ? 1 : 0) || one.where[1] - other.where[1])
    .map(({ at, kind, body }) => ({ at, [kind]: body }))
}

function written(batch: RecordBatch, topics: readonly Topic[], names: readonly string[]): unknown {
  return {
    partition: partitionName(topics, batch.partition), ids: Array.from({ length: batch.recordCount }, (_none, index) => names[batch.columns[index * RECORD_STRIDE + RECORD_ID]!]),
    bytes: batch.sizeBytes, sequence: batch.baseSequence, ...(batch.producerId !== -1 && { epoch: batch.producerEpoch }), attempt: batch.attempt,
  }
}

/** The producer's own events in the words of the kind. */
function* observe(events: readonly NamedEvent[], wordsOf: (event: NamedEvent) => { exception: string; message: string }, topics: readonly Topic[], names: readonly string[]): Generator<Observed> {
  const idsOf = new Map<number, string[]>()
  // A call that failed is not told of again when the batch that has its record fails.
  const refused = new Set<string>()
  const pieces = events.filter(({ kind }) => kind === 'pieceMade')
  for (const event of events) {
    const { kind, atUs, arguments: given } = event
    const at = atUs / 1000
    const batch = given['batch'] ?? -1, partition = given['partition'] ?? 0
    const name = partitionName(topics, partition)
    const where: [string, number] = [name.slice(0, name.lastIndexOf('-')), Number(name.slice(name.lastIndexOf('-') + 1))]
    const ids = idsOf.get(batch)?.filter(id => !refused.has(id)) ?? []
    const plain: [string, number] = ['', 0]
    if (kind === 'recordAppended') idsOf.set(batch, [...idsOf.get(batch) ?? [], names[given['record']!]!])
    else if (kind === 'recordRefused') {
      const { exception, message } = wordsOf(event)
      refused.add(names[given['record']!]!)
      yield { at, kind: 'refused', where: plain, body: { id: names[given['record']!], error: exception, message } }
    } else if (kind === 'sendBlocked') yield { at, kind: 'blocked', where: plain, body: { id: names[given['recordsBefore']!] } }
    else if (kind === 'connectionLost') yield { at, kind: 'disconnected', where: ['', given['broker']!], body: { node: given['broker'], by: CONNECTION_LOST_BY[given['by']!] === 'broker' ? 'broker' : 'client' } }
    else if (kind === 'batchSplit') {
      const made = pieces.filter(piece => piece.arguments['parent'] === batch)
      for (const { arguments: piece } of made) idsOf.set(piece['batch']!, ids.slice(piece['firstIndex']!, piece['firstIndex']! + piece['records']!))
      yield { at, kind: 'split', where, body: { partition: name, ids, into: made.map(piece => idsOf.get(piece.arguments['batch']!)) } }
    } else if (kind === 'batchAcknowledged') yield { at, kind: 'done', where, body: { partition: name, ids, offset: given['baseOffset'] } }
    else if (kind === 'batchFailed' && ids.length > 0) {
      const { exception, message } = wordsOf(event)
      yield { at, kind: 'failed', where, body: { partition: name, ids, error: exception, message } }
    } else if (kind === 'flushCompleted') yield { at, kind: 'flushed', where: plain, body: true }
    else if (kind === 'producerClosed') yield { at, kind: 'closed', where: plain, body: true }
  }
}
