/** A fate strip: what it plays, what comes out, and that it does not matter how. Engines run on the main thread here. */
import { describe, expect, test } from 'vitest'
import type { ForkOutcome, Scenario } from '../engine/pageFace'
import { coarseFirst, columnInstants, edgeSearch, fatesSeen, fateWidthUs, stretchesOf, type FateStrip, type FateStripSpec } from '../lessons/fateStrip'
import { runFateStrip } from './fateStrip'

const SENT_US = 500_000
const payments: Scenario = {
  version: 1, kafka: '4.4', seed: 12,
  topology: { brokers: [1, 2, 3], topics: [{ name: 'payments', replicaAssignment: [[1, 2, 3]], config: { 'min.insync.replicas': 2 } }], producers: [{ clientId: 'payment-service', topic: 'payments' }], consumers: [] },
  configs: { producer: { 'enable.idempotence': 'false', 'linger.ms': 0 }, workload: { 'records.per.second': 0 } }, workload: { arrivals: 'constant', startUs: 0 },
  script: [
    { atUs: 0, command: { type: 'setLink', one: 1, other: 2, extraLatencyMs: 1 } }, { atUs: 0, command: { type: 'setLink', one: 1, other: 3, extraLatencyMs: 5 } },
    { atUs: SENT_US - 1500, command: { type: 'send', key: 'a', valueBytes: 300 } }, { atUs: SENT_US, command: { type: 'send', key: 'a', valueBytes: 300, traced: true } },
  ],
}
const acks = (value: string): FateStripSpec['variants'][number] => ({ name: `acks=${value}`, sets: [{ owner: 'producer', key: 'acks', value }] })
const spec: FateStripSpec = { record: 'firstTraced', fault: 'crash', node: 'leader', restartAfterUs: 20_000_000, fromUs: SENT_US - 500, untilUs: SENT_US + 28_000, stepUs: 500, horizonUs: 30_000_000, variants: [acks('1'), acks('all')] }
const widths = (strips: readonly FateStrip[]): unknown => strips.map(strip => [strip.name, Object.fromEntries(fatesSeen(strip).map(kind => [kind, fateWidthUs(strip, kind)]))])

describe('columns', () => {
  test('from the first instant to the last, coarsely first, each once', () => {
    const instants = columnInstants(spec)
    expect([instants[0], instants.at(-1), instants.length]).toEqual([SENT_US - 500, SENT_US + 28_000, 58])
    expect(coarseFirst(instants).toSorted((one, other) => one - other)).toEqual(instants)
    expect(coarseFirst(instants).slice(0, 3)).toEqual([instants[0], instants[32], instants[16]])
  })
  test('stretches join what has one fate and end at the edge', () => {
    const forks = ([[0, 'safe'], [10, 'lost'], [20, 'lost'], [30, 'safe']] as const).map(([atUs, kind]) => ({ atUs, kind }))
    expect(stretchesOf(forks, 40)).toEqual([{ kind: 'safe', fromUs: 0, untilUs: 10 }, { kind: 'lost', fromUs: 10, untilUs: 30 }, { kind: 'safe', fromUs: 30, untilUs: 40 }])
  })
  test('an edge is found to the microsecond, also where a third fate lies between two', () => {
    const truth = (atUs: number): Pick<ForkOutcome, 'atUs' | 'kind'> => ({ atUs, kind: atUs < 137 ? 'safe' : atUs < 140 ? 'duplicated' : 'lost' })
    const search = edgeSearch(truth(100), truth(200)), found = [truth(100), truth(200)]
    for (let asked = search.next(); asked.done !== true; asked = search.next(found.at(-1)!)) found.push(truth(asked.value))
    expect(stretchesOf(found.toSorted((one, other) => one.atUs - other.atUs), 200).map(({ kind, fromUs }) => [kind, fromUs])).toEqual([['safe', 100], ['duplicated', 137], ['lost', 140]])
  })
})

describe('a strip', () => {
  test('acks=1 has a stretch of loss, acks=all with two in sync has none; another network, other widths', async () => {
    const strips = await runFateStrip({ scenario: payments, spec })
    expect(strips.every(({ isWhole, problem }) => isWhole && problem === null)).toBe(true)
    const [one, all] = strips
    // From when the answer leaves until a copy has left: one way to broker 2 and back is 4 ms, less what of it had passed at the append.
    expect(Math.round(fateWidthUs(one!, 'lost') / 100)).toBe(27)
    expect(fatesSeen(all!)).toEqual(['retried', 'duplicated', 'safe'])
    for (const strip of strips) expect(fatesSeen(strip).reduce((sum, kind) => sum + fateWidthUs(strip, kind), 0)).toBe(spec.untilUs - spec.fromUs)
    const slower = { ...payments, configs: { ...payments.configs, network: { 'latency.us': 2000 } } }
    expect(widths(await runFateStrip({ scenario: slower, spec }))).not.toEqual(widths(strips))
  }, 60_000)
  test('is the same each time it is played, and shorter strips are parts of longer ones', async () => {
    const short = { ...spec, untilUs: SENT_US + 5000, variants: [acks('1')] }
    const [one] = await runFateStrip({ scenario: payments, spec: short }), [other] = await runFateStrip({ scenario: payments, spec: short })
    expect(one!.forks).toEqual(other!.forks)
    expect(one!.forks.map(({ atUs }) => atUs)).toEqual(one!.forks.map(({ atUs }) => atUs).toSorted((left, right) => left - right))
    expect(one!.stretches.map(({ kind }) => kind)).toEqual(['retried', 'lost', 'safe'])
  }, 60_000)
  test('tells of what it has; an abort ends it, and nothing is told any more', async () => {
    const stop = new AbortController(), told: number[] = []
    await runFateStrip({ scenario: payments, spec, signal: stop.signal, onProgress: strips => { told.push(strips[0]!.forks.length); if (told.length === 2) stop.abort() } })
    expect(told).toHaveLength(2)
  }, 60_000)
  test('what Kafka refuses is said of its variant, the others are played', async () => {
    const idempotent = { name: 'acks=0, idempotent', sets: [{ owner: 'producer', key: 'acks', value: '0' }, { owner: 'producer', key: 'enable.idempotence', value: 'true' }] } as const
    const [refused, played] = await runFateStrip({ scenario: payments, spec: { ...spec, untilUs: SENT_US + 1000, variants: [idempotent, acks('1')] } })
    expect(refused!.problem).toContain('idempotent producer')
    expect(played!).toMatchObject({ problem: null, isWhole: true })
  }, 60_000)
  test('a record that is not sent by then has none', async () => {
    const [strip] = await runFateStrip({ scenario: payments, spec: { ...spec, record: 7, untilUs: SENT_US + 1000 } })
    expect(strip!.problem).toBe('The record that this is about is not sent by then.')
  })
})
