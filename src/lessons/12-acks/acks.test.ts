/** What lesson 12 is about shows in its runs, its wrong answers are the beliefs they are called, and its challenge wants both settings. */
import { describe, expect, test } from 'vitest'
import type { Scenario } from '../../engine'
import { chosenIn } from '../board'
import { isRight, type Evidence, type Setting } from '../lesson'
import { fateWidthUs } from '../fateStrip'
import { sceneOf, withSettings } from '../scenes'
import { evidenceOf } from '../testing/played'
import { stepsOf } from '../testing/stepsOf'
import { firstOf, inSyncAt, readAt } from '../readings'
import { acknowledgments } from './lesson'
import { ackOf, appendOf, batchOf, failureOf, holdersOf, lostBy, lostIn, lostOf, stoodStillUs, waitOfUs, waitsUs } from './measures'
import { ALONE_SENT_US, CUT_LAG_MS, DEATH_US, PRICE_CRASH_US, producerOf, RETURN_US, scenes, SECOND_US, STORM_UNTIL_US, STRIP_UNTIL_US, TOPICS } from './scenarios'
import { board } from './storm'

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
  const { runs } = found('the-price'), price = (acks: string): number => waitOfUs(runs[`price-${acks}`]!, PRICE_CRASH_US, 50)
  expect(right('the-price')).toEqual(['0', '1', 'all', 'all', '1', '0'])
  expect([price('0'), price('1') >= 40_000, price('all') >= 80_000]).toEqual([0, true, true])
  // The quickest takes one round trip more than acks=1, to the far follower; usually a payment stands in line besides.
  const [quickest] = waitsUs(runs['price-all']!, PRICE_CRASH_US)
  expect(quickest! - price('1')).toBeGreaterThanOrEqual(48_000)
  expect(quickest! - price('1')).toBeLessThan(2 * 48_000)
  expect(price('all')).toBeGreaterThan(quickest!)
  expect(lostOf(runs['price-0']!)).toBeGreaterThan(lostOf(runs['price-1']!))
  expect(lostOf(runs['price-1']!)).toBeGreaterThan(0)
  expect(lostOf(runs['price-all']!)).toBe(0)
  expect(shown('the-price', ['all', '1', '0', 'all', '1', '0'])).toEqual(['safeIsCheap'])
  expect(shown('the-price', ['0', '1', 'all', '1', 'all', '0'])).toEqual(['oneIsSafe'])
  expect(shown('the-price', ['1', '0', 'all', 'all', '0', '1'])).toEqual(['zeroWaits', 'silenceIsSafe'])
})

test('the fate strip: red from the leader’s yes until broker 2 is sent it; none with acks=all; slower followers, wider red', () => {
  const { fates } = found('every-millisecond')
  expect(fates['acks=1']!.problem).toBeNull()
  expect(right('every-millisecond')).toBeGreaterThan(1)
  expect(fateWidthUs(fates['acks=all']!, 'lost')).toBe(0)
  const [red] = fates['acks=1']!.stretches.filter(({ kind }) => kind === 'lost')
  expect(red!.fromUs).toBeGreaterThan(SECOND_US + 2000)
  expect(shown('every-millisecond', 0)).toEqual(['narrow'])
  // The strip reaches beyond the yes of acks=all: a death after it is looked at too.
  const all = evidenceOf(withSettings(scenes.calm.scenario, [{ owner: 'producer', key: 'acks', value: 'all' }, { owner: 'producer', key: 'enable.idempotence', value: 'true' }]), STRIP_UNTIL_US)
  expect(ackOf(all, batchOf(all, 1))!.atUs).toBeLessThan(STRIP_UNTIL_US - 5000)
}, 90_000)

describe('the storm', () => {
  const { challenge } = acknowledgments.steps.at(-1)!
  type Plan = readonly [acks: string, copies: number, minimum: number]
  const settings = (plans: readonly Plan[]): readonly Setting[] => plans.flatMap(([acks, copies, minimum], row): readonly Setting[] => [
    { owner: 'producer', of: producerOf(TOPICS[row]!), key: 'acks', value: acks }, { owner: 'topic', of: TOPICS[row]!, key: 'replication.factor', value: copies }, { owner: 'topic', of: TOPICS[row]!, key: 'min.insync.replicas', value: minimum },
  ])
  const played = (...plans: readonly Plan[]): Evidence => evidenceOf(withSettings(scenes.storm.scenario, settings(plans)), STORM_UNTIL_US)
  const everywhere = (...plan: Plan): Evidence => played(plan, plan, plan)
  /** Which limits each topic breaks. */
  const broken = (run: Evidence): readonly string[] => TOPICS.map(row => board.limits.filter(limit => !limit.keeps(run, row)).map(({ name }) => name).join(' '))

  test('three promises for three topics; what is right for one is wrong for another', () => {
    expect(broken(played(['0', 3, 1], ['1', 3, 1], ['all', 3, 2]))).toEqual(['', '', ''])
    // With two copies the trips are as well off; of the locations' two one is without power when the other stands still, and what it had not on its disk is gone.
    const twoCopies = played(['0', 2, 1], ['1', 2, 1], ['all', 3, 2])
    expect(broken(twoCopies)).toEqual(['lost', '', ''])
    // “3, all, 2” everywhere: safe, and each location waits for two more brokers.
    expect(broken(everywhere('all', 3, 2))).toEqual(['wait', 'wait', ''])
    expect(broken(everywhere('1', 3, 2))).toEqual(['wait still', '', 'lost'])
    expect(broken(everywhere('0', 3, 2))).toEqual(['', 'lost', 'lost'])
    expect(challenge!.judge(everywhere('all', 3, 2))).toBe('wait')
  }, 60_000)
  test('copies, and how many of them are demanded, decide what survives and what stands still', () => {
    const defaults = evidenceOf(scenes.storm.scenario, STORM_UNTIL_US)
    expect(broken(defaults)).toEqual(['wait still', 'lost still', 'lost'])
    // All copies demanded: whatever is away stops it.
    expect(broken(everywhere('all', 2, 2))[2]).toBe('lost still')
    expect(broken(everywhere('all', 3, 3))[2]).toBe('still')
    // A leader that may say yes alone, and does.
    const alone = everywhere('all', 3, 1)
    expect(broken(alone)[2]).toBe('lost')
    expect([lostBy(alone, 2), lostIn(alone, 2) > 50]).toEqual(['lastInSync', true])
    expect(stoodStillUs(alone, 1002, STORM_UNTIL_US)).toBeLessThan(30_000_000)
  }, 60_000)
  test('a topic’s own settings and copies: the others keep theirs', () => {
    const { topology } = withSettings(scenes.storm.scenario, challenge!.solution)
    expect(topology.topics.map(({ replicaAssignment }) => replicaAssignment)).toEqual([[[1, 2, 3]], [[2, 3, 4]], [[4, 1, 2]]])
    expect(topology.topics.map(({ config }) => config?.['min.insync.replicas'])).toEqual([1, 1, 2])
    expect(topology.producers.map(({ config }) => config?.['acks'])).toEqual(['0', '1', 'all'])
    expect(withSettings(withSettings(scenes.storm.scenario, challenge!.solution), [{ owner: 'topic', of: 'payments', key: 'replication.factor', value: 2 }]).topology.topics[2]!.replicaAssignment).toEqual([[4, 1]])
    expect(board.choices.map(choice => chosenIn(scenes.storm.scenario, choice))).toEqual(['all', '1', '1', 'all', '1', '1', 'all', '1', '1'])
  })
})
