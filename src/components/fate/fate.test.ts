/** What strips and forks say, when messages were on the wire, and which instants are asked about. From forks that were played. */
import { describe, expect, test } from 'vitest'
import { advance, beginForks, createSimulation, FATE_KINDS, FORK_FAULTS, playFork, presetNamed, recordStory, type ForkOutcome, type ForkPlan, type Scenario } from '../../engine'
import { configsAt } from '../../engine/configsInForce'
import { columnInstants, emptyStrip, fateWidthUs, stretchesOf, type FateStrip } from '../../lessons/fateStrip'
import { lanesOf } from './fateLanes'
import { columnStep, recordFateSpec } from './recordFateSpec'
import { FATE_NAMES, FAULT_NAMES, momentWords, outcomeWords, stripSentence, widthWords } from './fateWords'

const SENT_US = 500_000
const payments = (acks: string): Scenario => ({
  version: 1, kafka: '4.4', seed: 12,
  topology: { brokers: [1, 2, 3], topics: [{ name: 'payments', replicaAssignment: [[1, 2, 3]], config: { 'min.insync.replicas': 2 } }], producers: [{ clientId: 'payment-service', topic: 'payments' }], consumers: [] },
  configs: { producer: { acks, 'enable.idempotence': 'false', 'linger.ms': 0 }, workload: { 'records.per.second': 0 } }, workload: { arrivals: 'constant', startUs: 0 },
  script: [
    { atUs: 0, command: { type: 'setLink', one: 1, other: 2, extraLatencyMs: 1 } }, { atUs: 0, command: { type: 'setLink', one: 1, other: 3, extraLatencyMs: 5 } },
    { atUs: SENT_US - 1500, command: { type: 'send', key: 'a', valueBytes: 300 } }, { atUs: SENT_US, command: { type: 'send', key: 'a', valueBytes: 300, traced: true } },
  ],
})
const plan: ForkPlan = { record: 'firstTraced', fault: 'crash', node: 'leader', restartAfterUs: 20_000_000, fromUs: SENT_US - 500, untilUs: SENT_US + 28_000, horizonUs: 30_000_000 }
function stripOf(acks: string, changed: Partial<ForkPlan> = {}, scenario = payments(acks)): FateStrip {
  const own = { ...plan, ...changed }, base = beginForks(scenario, own)!
  const forks = columnInstants({ ...own, stepUs: 500 }).map(atUs => playFork(base, atUs))
  return { ...emptyStrip(`acks=${acks}`, scenario), ...base, forks, stretches: stretchesOf(forks, own.untilUs), isWhole: true }
}
const plain = (words: string): string => words.replaceAll('\u00a0', ' ')
const told = (strip: FateStrip, ms: number): string => plain(outcomeWords(strip, strip.forks.findLast(({ atUs }) => atUs <= SENT_US + ms * 1000)!, 'crash'))

describe('in words', () => {
  const one = stripOf('1'), all = stripOf('all'), none = stripOf('0')
  test('a fork: when, and what became of the record', () => {
    expect(told(one, 2.5)).toBe('Broker 1 killed at 2.5 ms: acknowledged, then lost: broker 2 became leader without it.')
    expect(told(one, 0.5)).toBe('Broker 1 killed at 0.50 ms: sent twice, stored once at offset 1, in the end by broker 2.')
    expect(told(one, 10)).toBe('Broker 1 killed at 10.0 ms: acknowledged at the first attempt, stored once at offset 1.')
    expect(told(all, 15)).toBe('Broker 1 killed at 15.0 ms: no answer came, so it was sent again, and is stored twice.')
    expect(told(none, 0.5)).toBe('Broker 1 killed at 0.50 ms: reported as sent, then lost: broker 2 became leader without it.')
  })
  test('a strip: how wide what matters is', () => {
    expect(plain(stripSentence(one))).toMatch(/^\d\.\d ms in which an acknowledged record would be lost\.$/)
    expect(plain(stripSentence(all))).toMatch(/^no instant at which it would be lost; \d+\.\d ms in which the retry stores it twice\.$/)
    expect(plain(stripSentence(none))).toMatch(/^\d\.\d ms in which a record reported as sent would be lost\.$/)
    expect(fateWidthUs(none, 'lost')).toBeGreaterThan(fateWidthUs(one, 'lost'))
    expect([widthWords(4), widthWords(2600), widthWords(0)].map(plain)).toEqual(['4 µs', '2.6 ms', '0.0 ms'])
  })
  test('whatever happens has words', () => {
    const hasty = payments('all'), failing: Scenario = { ...hasty, configs: { ...hasty.configs, producer: { ...hasty.configs.producer, 'delivery.timeout.ms': 2000, 'request.timeout.ms': 1000 } } }
    const strips = [one, all, none, stripOf('all', {}, failing), stripOf('all', { horizonUs: 1000, restartAfterUs: 500 }), ...FORK_FAULTS.map(fault => stripOf('1', { fault, untilUs: SENT_US + 4000 }))]
    const kinds = new Set<string>()
    for (const strip of strips) for (const fork of strip.forks) for (const fault of FORK_FAULTS) {
      kinds.add(fork.kind)
      expect(outcomeWords(strip, fork, fault)).toMatch(/^(?!.*(undefined|NaN|null))[A-Z].*\.$/)
      for (const moment of fork.moments) expect(momentWords(moment) ?? '').not.toMatch(/undefined|NaN/)
    }
    expect([...kinds].toSorted()).toEqual([...FATE_KINDS].toSorted())
    for (const kind of FATE_KINDS) expect(new Set(FATE_KINDS.map(other => FATE_NAMES[other].sign)).size, kind).toBe(FATE_KINDS.length)
    for (const fault of FORK_FAULTS) expect(FAULT_NAMES[fault].asks).toMatch(/\?$/)
  })
})

test('on the wire: the request, the copy to each follower and the fetch that asks for it, the answer', () => {
  const lanes = lanesOf(stripOf('1'), plan.fromUs, plan.untilUs)
  expect(lanes.map(({ name }) => name)).toEqual(['request', 'broker 2', 'broker 3', 'answer'])
  expect(lanes[0]!.bars.map(({ kind, fromUs, untilUs }) => [kind, fromUs - SENT_US, Math.round((untilUs - fromUs) / 100)])).toEqual([['request', 0, 10]])
  expect(lanes[1]!.bars.filter(({ kind }) => kind === 'copy')).toHaveLength(1)
  // It leaves when the loss ends, and the answer when it begins.
  const strip = stripOf('1'), lost = strip.stretches.find(({ kind }) => kind === 'lost')!
  expect(Math.abs(lanes[1]!.bars.find(({ kind }) => kind === 'copy')!.fromUs - lost.untilUs)).toBeLessThan(500)
  expect(Math.abs(lanes[3]!.bars[0]!.fromUs - lost.fromUs)).toBeLessThan(500)
  expect(lanesOf(emptyStrip('none', payments('1')), 0, 1)).toEqual([])
})

describe('the strip of any record', () => {
  const scenario = presetNamed('payments')!
  const simulation = createSimulation(scenario)
  advance(simulation, { untilUs: 500_000 })
  const story = recordStory(simulation, 20)!, spec = recordFateSpec(story, configsAt(scenario, 500_000), 'crash')
  test('covers its course, in columns of a round width', () => {
    const stop = (name: string): number => story.stops.find(({ stop: own }) => own === name)!.atUs!
    expect(spec.fromUs).toBeLessThan(stop('sent'))
    expect(spec.untilUs).toBeGreaterThan(Math.max(stop('acknowledged'), stop('committed')))
    expect((stop('sent') - spec.fromUs) % spec.stepUs).toBe(0)
    expect(columnInstants(spec).length).toBeGreaterThan(60)
    expect(columnInstants(spec).length).toBeLessThanOrEqual(181)
    expect([columnStep(1799), columnStep(1801), columnStep(9_000_000)]).toEqual([10, 20, 50_000])
  })
  test('has the run’s own acks as it is, and the others beside it', () => {
    expect(spec.variants.map(({ name, sets }) => [name, sets.length])).toEqual([['acks=0', 1], ['acks=1', 1], ['acks=all', 0]])
    const forks: readonly ForkOutcome[] = [playFork(beginForks(scenario, spec)!, spec.fromUs + 1000)]
    expect(forks[0]!.fate!.record).toBe(20)
  })
})
