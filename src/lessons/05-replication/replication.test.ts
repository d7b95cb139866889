/** What lesson 5 is about shows in its runs, its wrong answers are the beliefs they are called, and its challenge wants both settings. */
import { describe, expect, test } from 'vitest'
import type { Scenario } from '../../engine'
import { isRight, type Evidence, type Setting } from '../lesson'
import { sceneOf, withSettings } from '../scenes'
import { evidenceOf } from '../testing/played'
import { stepsOf } from '../testing/stepsOf'
import { committedAt, firstOf, inSyncAt } from '../readings'
import { replication } from './lesson'
import { acknowledgedEarly, firstAppend, firstRead, heardAt, highWatermarkAt, logEndAt } from './measures'
import { ALONE_US, FREEZE_US, LAG_MS, scenes, THAW_US } from './scenarios'

const { stepOf, found, right, shown } = stepsOf(replication)
/** The same step over a run that differs. */
function changed(id: string, change: (scenario: Scenario) => Scenario): Evidence {
  const { scenario, rehearseUntilUs } = sceneOf(replication, stepOf(id))
  return { ...found(id), ...evidenceOf(change(scenario), rehearseUntilUs), runs: {}, sweep: [], fates: {} }
}

describe('one payment', () => {
  test('a fetch that was parked brings the copy; the next fetch of the last follower commits it', () => {
    expect(right('who-moves')).toEqual(['parked'])
    expect(right('when-committed')).toEqual(['asked'])
    const evidence = found('when-committed'), committed = committedAt(evidence, 0)
    expect(committed.atUs).toBeGreaterThan(firstOf(evidence, 'replicaAppended')!.atUs + 900)
    expect(firstOf(evidence, 'batchAcknowledged')!.atUs).toBeGreaterThan(committed.atUs)
  })
  test('with one replica the append commits it: another scenario, another answer', () => {
    const alone = changed('when-committed', scenario => ({ ...scenario, topology: { ...scenario.topology, topics: [{ name: 'payments', replicaAssignment: [[1]] }] } }))
    expect(right('when-committed', alone)).toEqual(['appended'])
  })
  test('the follower hears of it half a second later; with the next payment at once', () => {
    expect(right('when-it-hears')).toBeGreaterThan(400)
    expect(right('when-it-hears')).toBeLessThan(520)
    const steady = changed('when-it-hears', scenario => ({ ...scenario, script: [...scenario.script, { atUs: 40_000, command: { type: 'send', key: 'rider-1', valueBytes: 300 } }] }))
    expect(right('when-it-hears', steady)).toBeLessThan(30)
    expect(shown('when-it-hears', 2)).toEqual(['atOnce'])
  })
  test('the steps end where their words say: committed within its run, heard within its run', () => {
    const evidence = found('when-it-hears')
    expect(firstAppend(evidence).atUs).toBeLessThan(stepOf('who-moves').run!.untilUs)
    expect(committedAt(evidence, 0).atUs).toBeGreaterThan(stepOf('when-committed').atUs)
    expect(committedAt(evidence, 0).atUs).toBeLessThan(stepOf('when-committed').run!.untilUs)
    expect(heardAt(evidence, 2, 0).atUs).toBeLessThan(stepOf('when-it-hears').run!.untilUs)
  })
})

describe('in sync, and not', () => {
  test('the far follower decides when it may be read; nearer than the other it would not', () => {
    expect(right('who-may-read')).toEqual(['far'])
    expect(firstRead(found('who-may-read')).atUs).toBeLessThan(stepOf('who-may-read').run!.untilUs)
    const other = changed('who-may-read', scenario => ({ ...scenario, script: scenario.script.map(timed => (timed.command.type === 'setLink' ? { ...timed, command: { ...timed.command, other: 2 } } : timed)) }))
    expect(right('who-may-read', other)).toEqual(['near'])
  })
  test('a payment waits between one and one and a half times the lag, plus the way to the controller', () => {
    const waited = right('it-stands-still') as number
    expect(waited).toBeGreaterThanOrEqual(LAG_MS / 1000 - 0.5)
    expect(waited).toBeLessThan(LAG_MS / 1000 * 1.5 + 0.3)
    const shorter = changed('it-stands-still', scenario => withSettings(scenario, [{ owner: 'broker', key: 'replica.lag.time.max.ms', value: 1000 }]))
    expect(isRight(stepOf('it-stands-still').question!, waited, shorter)).toBe(false)
    expect([0.1, 30].map(answer => shown('it-stands-still', answer)[0])).toEqual(['atOnce', 'forEver'])
  })
  test('broker 3 leaves the ISR and comes back when it has caught up', () => {
    const evidence = found('the-way-back')
    expect([inSyncAt(evidence, FREEZE_US), inSyncAt(evidence, THAW_US - 1), inSyncAt(evidence, 8_000_000)]).toEqual([3, 2, 3])
    expect(right('the-way-back')).toEqual(['caughtUp'])
    expect(firstOf(evidence, 'isrChanged', ({ arguments: given }) => given['inSync'] === 3)!.atUs).toBeLessThan(stepOf('the-way-back').run!.untilUs)
  })
  test('below the minimum the high watermark stands while the log grows; with a minimum of 1 it would follow', () => {
    const evidence = found('below-the-minimum')
    expect(inSyncAt(evidence, ALONE_US)).toBe(1)
    expect(right('below-the-minimum')).toEqual(['still'])
    expect(logEndAt(evidence, ALONE_US + 2_500_000)).toBeGreaterThan(logEndAt(evidence, ALONE_US) + 20)
    expect(highWatermarkAt(evidence, ALONE_US)).toBeLessThan(logEndAt(evidence, ALONE_US))
    const without = changed('below-the-minimum', scenario => withSettings(scenario, [{ owner: 'topic', key: 'min.insync.replicas', value: 1 }]))
    expect(right('below-the-minimum', without)).toEqual(['follows'])
  })
})

describe('the challenge', () => {
  const { challenge } = replication.steps.at(-1)!
  const judged = (settings: readonly Setting[]): string | null => challenge!.judge(evidenceOf(withSettings(scenes.pause.scenario, settings), challenge!.untilUs))
  const acks: Setting = { owner: 'producer', key: 'acks', value: 'all' }, lag = (value: number): Setting => ({ owner: 'broker', key: 'replica.lag.time.max.ms', value })
  test('wants both settings; neither alone will do', () => {
    expect(judged([])).toBe('oneCopy')
    expect(judged([acks])).toBe('tooSlow')
    expect(judged([lag(1500)])).toBe('oneCopy')
    expect(judged([acks, lag(1500)])).toBeNull()
    expect(judged([acks, lag(10_000)])).toBe('tooSlow')
  })
  test('counts payments that only the leader had', () => {
    const quick = evidenceOf(scenes.pause.scenario, 3_000_000), safe = evidenceOf(withSettings(scenes.pause.scenario, [acks]), 3_000_000)
    expect(acknowledgedEarly(quick, 2)).toBeGreaterThan(50)
    expect(acknowledgedEarly(safe, 2)).toBe(0)
  })
})
