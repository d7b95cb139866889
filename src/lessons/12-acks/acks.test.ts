/** What lesson 12 is about shows in its runs, its wrong answers are the beliefs they are called, and its challenge wants both settings. */
import { describe, expect, test } from 'vitest'
import type { Scenario } from '../../engine'
import { isRight, type Evidence, type Setting } from '../lesson'
import { fateWidthUs } from '../fateStrip'
import { sceneOf, withSettings } from '../scenes'
import { evidenceOf } from '../testing/played'
import { stepsOf } from '../testing/stepsOf'
import { firstOf, inSyncAt, readAt } from '../readings'
import { acknowledgments } from './lesson'
import { ackOf, appendOf, batchOf, failureOf, holdersOf, lostBy, lostOf, typicalUs, waitsUs } from './measures'
import { ALONE_SENT_US, CUT_LAG_MS, DEATH_US, PRICE_CRASH_US, RETURN_US, scenes, SECOND_US, STORM_UNTIL_US } from './scenarios'

const { stepOf, found, right, shown } = stepsOf(acknowledgments)
function changed(id: string, change: (scenario: Scenario) => Scenario): Evidence {
  const { scenario, rehearseUntilUs } = sceneOf(acknowledgments, stepOf(id))
  return { ...found(id), ...evidenceOf(change(scenario), rehearseUntilUs), runs: {}, sweep: [], fates: {} }
}
const without = (scenario: Scenario, type: string): Scenario => ({ ...scenario, script: scenario.script.filter(({ command }) => command.type !== type) })

test('acks=0: eight times yes, three payments; with a good cable all eight', () => {
  expect(right('no-answer-asked')).toEqual(['8', '3'])
  expect(right('no-answer-asked', changed('no-answer-asked', scenario => without(scenario, 'setLink')))).toEqual(['8', '8'])
})

describe('acks=1', () => {
  const evidence = found('one-has-it'), batch = batchOf(evidence, 1)
  test('the second payment is acknowledged, and no answer that carries it left the leader', () => {
    expect(ackOf(evidence, batch)!.atUs).toBeLessThan(DEATH_US + 3000)
    expect(appendOf(evidence, batch)!.atUs).toBeLessThan(DEATH_US - 900)
    expect(firstOf(evidence, 'replicaAppended', ({ arguments: given }) => given['lastOffset']! >= 1 && given['leader'] === 1)).toBeUndefined()
  })
  test('it is nowhere when the leader has come back and been cut', () => {
    expect(right('one-has-it')).toEqual(['nowhere'])
    expect(lostOf(evidence)).toBe(1)
    expect(lostBy(evidence)).toBe('acks=1')
    expect(firstOf(evidence, 'logTruncated', ({ node }) => node === 1)!.atUs).toBeGreaterThan(RETURN_US)
    expect(stepOf('one-has-it').run!.untilUs).toBeGreaterThan(firstOf(evidence, 'logTruncated', ({ node }) => node === 1)!.atUs)
  })
  test('a death some milliseconds later would have found it on all three', () => {
    const later = changed('one-has-it', scenario => ({ ...scenario, script: scenario.script.map(timed => (timed.command.type === 'stopNode' ? { ...timed, atUs: DEATH_US + 40_000 } : timed)) }))
    expect(right('one-has-it', later)).toEqual(['three'])
  })
})

describe('acks=all', () => {
  test('the far follower’s next fetch releases the answer; were it the nearer, the other’s would', () => {
    expect(right('which-arrow')).toEqual(['ask3'])
    const near = changed('which-arrow', scenario => ({ ...scenario, script: scenario.script.map(timed => (timed.command.type === 'setLink' ? { ...timed, command: { ...timed.command, other: 2 } } : timed)) }))
    expect(right('which-arrow', near)).toEqual(['ask2'])
  })
  test('a silent follower is waited for until the ISR is smaller: between one and one and a half times its lag', () => {
    const waited = right('a-cut-link') as number
    expect(waited).toBeGreaterThan(CUT_LAG_MS / 1000 - 1)
    expect(waited).toBeLessThan(CUT_LAG_MS * 1.5 / 1000 + 0.2)
    expect(isRight(stepOf('a-cut-link').question!, waited, changed('a-cut-link', scenario => withSettings(scenario, [{ owner: 'broker', key: 'replica.lag.time.max.ms', value: 4000 }])))).toBe(false)
    expect([0.1, 10, 12, 60].map(answer => shown('a-cut-link', answer)[0])).toEqual(['atOnce', 'sharp', 'other', 'never'])
  })
  test('below the minimum the broker refuses, and the callback hears nothing; with a minimum of 1 it says yes', () => {
    expect(inSyncAt(found('too-few'), ALONE_SENT_US)).toBe(1)
    expect(right('too-few')).toEqual(['refused', 'waits'])
    expect(appendOf(found('too-few'), batchOf(found('too-few'), 0))).toBeUndefined()
    expect(right('too-few', changed('too-few', scenario => withSettings(scenario, [{ owner: 'topic', key: 'min.insync.replicas', value: 1 }])))).toEqual(['yes', 'yes'])
  })
  test('failed, there, and read later; the patient producer’s retry gets the same offset', () => {
    const evidence = found('failed-is-not-absent'), batch = batchOf(evidence, 0), patient = evidence.runs['patient']!
    expect(right('failed-is-not-absent')).toEqual(['later'])
    expect(failureOf(evidence, batch)!.atUs).toBeLessThan(readAt(evidence, 0)!.atUs)
    expect(holdersOf(evidence, batch)).toEqual([1, 2, 3])
    expect(firstOf(patient, 'batchAcknowledged')!.arguments['baseOffset']).toBe(appendOf(evidence, batch)!.arguments['baseOffset'])
    expect(firstOf(patient, 'duplicateRecognized')).toBeDefined()
  })
})

test('acks=1 below the minimum: yes at once, read when two are in sync; in Kafka 3.6 and before it would be at once, here with a minimum of 1', () => {
  expect(right('yes-but-hidden')).toEqual(['twoAgain'])
  expect(right('yes-but-hidden', changed('yes-but-hidden', scenario => withSettings(scenario, [{ owner: 'topic', key: 'min.insync.replicas', value: 1 }])))).toEqual(['atOnce'])
})

test('the price: none, one round trip, two; and each loses what it may', () => {
  const { runs } = found('the-price'), price = (acks: string): number => typicalUs(runs[`price-${acks}`]!, PRICE_CRASH_US)
  expect(right('the-price')).toEqual(['0', '1', 'all'])
  expect([price('0'), price('1') >= 40_000, price('all') >= 80_000]).toEqual([0, true, true])
  // The quickest takes one round trip more than acks=1, to the far follower; usually a payment stands in line besides.
  const [quickest] = waitsUs(runs['price-all']!, PRICE_CRASH_US)
  expect(quickest! - price('1')).toBeGreaterThanOrEqual(48_000)
  expect(quickest! - price('1')).toBeLessThan(2 * 48_000)
  expect(price('all')).toBeGreaterThan(quickest!)
  expect(lostOf(runs['price-0']!)).toBeGreaterThan(lostOf(runs['price-1']!))
  expect(lostOf(runs['price-1']!)).toBeGreaterThan(0)
  expect(lostOf(runs['price-all']!)).toBe(0)
  expect(shown('the-price', ['all', '1', '0'])).toEqual(['safeIsCheap'])
})

test('the fate strip: red from the leader’s yes until broker 2 is sent it; none with acks=all; slower followers, wider red', () => {
  const { fates } = found('every-millisecond')
  expect(fates['acks=1']!.problem).toBeNull()
  expect(right('every-millisecond')).toBeGreaterThan(1)
  expect(fateWidthUs(fates['acks=all']!, 'lost')).toBe(0)
  const [red] = fates['acks=1']!.stretches.filter(({ kind }) => kind === 'lost')
  expect(red!.fromUs).toBeGreaterThan(SECOND_US + 2000)
  expect(shown('every-millisecond', 0)).toEqual(['narrow'])
})

describe('the storm', () => {
  const { challenge } = acknowledgments.steps.at(-1)!
  const acks: Setting = { owner: 'producer', key: 'acks', value: 'all' }, least = (value: number): Setting => ({ owner: 'topic', key: 'min.insync.replicas', value })
  const judged = (settings: readonly Setting[]): string | null => challenge!.judge(evidenceOf(withSettings(scenes.storm.scenario, settings), STORM_UNTIL_US))
  test('wants both settings; neither alone will do, and “three everywhere” stands still', () => {
    expect(judged([])).toBe('lostSome')
    expect(judged([acks])).toBe('lostSome')
    expect(judged([least(2)])).toBe('lostSome')
    expect(judged([acks, least(2)])).toBeNull()
    expect(judged([acks, least(3)])).toBe('stoodStill')
  })
})
