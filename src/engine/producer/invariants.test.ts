/** What must hold of any producer, whatever goes wrong (spec §12.1, I13–I17): random settings, loads and troubles; the seed of a failure is printed. */
import { expect } from 'vitest'
import { fc, test as property } from '../testing/propertyTest'
import { advance, createSimulation, logEntries, parseScenario, RECORD_ID, RECORD_STRIDE, type RecordBatch, type Scenario } from '..'
import { runOf, type Run } from '../testing/story'
import { checkProducers } from '../invariants/producers'

const troubles = fc.record({
  seed: fc.nat(1000), idempotence: fc.boolean(), slots: fc.integer({ min: 1, max: 5 }), linger: fc.constantFrom(0, 2, 20), batchSize: fc.constantFrom(0, 200, 1000, 16384),
  memory: fc.constantFrom(20_000, 33_554_432), acks: fc.constantFrom('all', '1', '0'), retries: fc.constantFrom(1, 3, 2147483647), requestTimeout: fc.constantFrom(20, 60, 30_000),
  delivery: fc.constantFrom(100, 400, 120_000), maxMessage: fc.constantFrom(150, 400, 1_048_588), threads: fc.integer({ min: 1, max: 3 }), arrivals: fc.constantFrom('constant', 'random', 'burst'),
  rate: fc.constantFrom(200, 2000), keys: fc.constantFrom(0, 3), start: fc.constantFrom('warm', 'cold'),
  spikes: fc.array(fc.record({ at: fc.integer({ min: 20, max: 700 }), latency: fc.constantFrom(100, 1000, 15_000, 80_000) }), { maxLength: 4 }),
  flushAt: fc.option(fc.integer({ min: 10, max: 800 })), close: fc.option(fc.record({ at: fc.integer({ min: 500, max: 800 }), timeout: fc.constantFrom(0, 30, 5000) })),
})
type Troubles = typeof troubles extends fc.Arbitrary<infer Value> ? Value : never

function play(given: Troubles, untilMs: number): Run | null {
  const idempotence = given.idempotence && given.acks === 'all'
  const scenario: Scenario = {
    version: 1, kafka: '4.4', seed: given.seed,
    topology: {
      brokers: [1, 2, 3], topics: [{ name: 't', replicaAssignment: [[1, 2, 3], [2, 3, 1], [3, 1, 2]] }],
      producers: [{ clientId: 'p', topic: 't', threads: given.threads, start: given.start as 'warm' | 'cold' }], consumers: [],
    },
    configs: {
      producer: {
        'enable.idempotence': String(idempotence), acks: given.acks, 'max.in.flight.requests.per.connection': given.slots, 'linger.ms': given.linger, 'batch.size': given.batchSize, 'buffer.memory': given.memory,
        retries: given.retries, 'request.timeout.ms': given.requestTimeout, 'delivery.timeout.ms': Math.max(given.delivery, given.linger + given.requestTimeout), 'max.block.ms': 200,
      },
      topic: { 'max.message.bytes': given.maxMessage }, workload: { 'records.per.second': given.rate, 'value.bytes': 60, 'key.count': given.keys, 'burst.records': 40 },
    },
    workload: { arrivals: given.arrivals as 'constant', startUs: 0, stopUs: 900_000 },
    script: [
      ...given.spikes.map(({ at, latency }) => ({ atUs: at * 1000, command: { type: 'setConfig', owner: 'network', key: 'latency.us', value: latency } as const })),
      { atUs: 850_000, command: { type: 'setConfig', owner: 'network', key: 'latency.us', value: 1000 } as const },
      ...(given.flushAt === null ? [] : [{ atUs: given.flushAt * 1000, command: { type: 'flush' } as const }]),
      ...(given.close === null ? [] : [{ atUs: given.close.at * 1000, command: { type: 'close', timeoutMs: given.close.timeout } as const }]),
    ].toSorted((one, other) => one.atUs - other.atUs),
  }
  const parsed = parseScenario(scenario)
  if (!parsed.ok) throw new Error(parsed.problems.join('\n'))
  const simulation = createSimulation(parsed.scenario)
  for (let atUs = 50_000; atUs <= untilMs * 1000; atUs += 50_000) {
    advance(simulation, { untilUs: atUs })
    checkProducers(simulation.state)
  }
  return runOf(simulation)
}

const recordsOf = (batch: RecordBatch): number[] => Array.from({ length: batch.recordCount }, (_none, index) => batch.columns[index * RECORD_STRIDE + RECORD_ID]!)

property('futures complete once, memory adds up, limits hold, numbered batches stand in order and once', troubles, given => {
  const run = play(given, 3000)!
  // I14: each batch has one end, and a record that send() let in has one too once all is quiet.
  const ends = new Map<number, number>()
  for (const { kind, arguments: { batch } } of run.events) if (kind === 'batchAcknowledged' || kind === 'batchFailed' || kind === 'batchSplit') ends.set(batch!, (ends.get(batch!) ?? 0) + 1)
  for (const [batch, count] of ends) expect([batch, count]).toEqual([batch, 1])
  const { accumulator, sender } = run.simulation.state.producers[0]!
  for (const { kind, arguments: { batch } } of run.events) if ((kind === 'batchOpened' || kind === 'pieceMade') && !accumulator.incomplete.has(batch!)) expect(ends.get(batch!)).toBe(1)
  if (sender.isClosed) expect(accumulator.incomplete.size).toBe(0)

  const isOrdered = given.idempotence && given.acks === 'all'
  for (const broker of run.simulation.state.brokers) for (const replica of broker.replicas.values()) {
    if (replica.leader !== broker.id) continue
    const batches = logEntries(replica.log).map(({ batch }) => batch)
    if (isOrdered) {
      // I13: within an epoch the sequences follow each other without a gap.
      let epoch = -1, next = 0
      for (const batch of batches) {
        expect(batch.producerEpoch).toBeGreaterThanOrEqual(epoch)
        if (batch.producerEpoch > epoch) { epoch = batch.producerEpoch; next = batch.baseSequence }
        expect(batch.baseSequence).toBe(next)
        next += batch.recordCount
      }
    }
    // I17: log order is send order for a thread, with idempotence within an epoch, or with one request in flight and nothing tried twice.
    const isFirstTry = batches.every(({ attempt }) => attempt === 1)
    if (given.threads === 1 && (isOrdered || (given.slots === 1 && isFirstTry))) {
      const ids = batches.filter(batch => !isOrdered || batch.producerEpoch === batches[0]!.producerEpoch).flatMap(recordsOf)
      expect(ids).toEqual(ids.toSorted((one, other) => one - other))
    }
  }
}, 60)

property('the same scenario has the same log, whatever goes wrong', troubles, given => { expect(play(given, 1000)!.hash).toBe(play(given, 1000)!.hash) }, 10)
