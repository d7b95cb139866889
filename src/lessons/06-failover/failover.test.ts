/** What lesson 6 is about shows in its runs, its wrong answers are the beliefs they are called, and its challenge wants both settings. */
import { describe, expect, test } from 'vitest'
import { LOSS_RULES } from '../../engine/pageFace'
import { isRight, type Evidence, type Lesson, type Setting } from '../lesson'
import { fateWidthUs } from '../fateStrip'
import { sceneOf, withSettings } from '../scenes'
import { evidenceOf, stepEvidence } from '../testing/played'
import { stepsOf } from '../testing/stepsOf'
import { firstOf } from '../readings'
import { failover, GOAL_WAIT_US } from './lesson'
import { acknowledgedAt, died, elected, fenced, lastHeartbeatUs, logEndAt, longestWaitUs, lost, taken, truncated } from './measures'
import { DEATH_US, LAST_DIES_US, LEADER_DIES_UNTIL_US, scenes } from './scenarios'

const { stepOf, found, right, shown } = stepsOf(failover)
const set = (owner: Setting['owner'], key: string, value: number | string): Setting => ({ owner, key, value })
/** A step's run with other settings. */
const changed = (id: string, untilUs: number, ...settings: readonly Setting[]): Evidence => ({ ...found(id), ...evidenceOf(withSettings(sceneOf(failover, stepOf(id)).scenario, settings), untilUs) })
const losses = ({ events }: Evidence): readonly (readonly [string, number])[] => [...events.ofKind('recordLost')].map(({ arguments: given }) => [LOSS_RULES[given['rule']!]!, given['records']!])

describe('the time without a leader', () => {
  const evidence = found('who-notices')
  test('is the session, counted from the last heartbeat, and the controller’s next look', () => {
    const silenceUs = fenced(evidence, 1).atUs - lastHeartbeatUs(evidence, 1)
    expect(silenceUs).toBeGreaterThan(9_000_000)
    expect(silenceUs).toBeLessThan(9_000_000 + 1_125_000)
    expect(right('who-notices', evidence)).toBeCloseTo((fenced(evidence, 1).atUs - DEATH_US) / 1_000_000, 1)
    // The step rests just before anybody else leads.
    expect(stepOf('who-notices').run!.untilUs).toBeLessThan(elected(evidence)!.atUs)
    expect(stepOf('who-leads').run!.untilUs).toBeGreaterThan(taken(evidence)!.atUs)
    expect([0.1, 2, 18, 30, 11].map(answer => shown('who-notices', answer, evidence)[0])).toEqual(['atOnce', 'oneBeat', 'zookeeper', 'lag', 'other'])
  })
  test('another session timeout, another answer', () => {
    expect(isRight(stepOf('who-notices').question!, right('who-notices', evidence), changed('who-notices', LEADER_DIES_UNTIL_US, set('broker', 'broker.session.timeout.ms', 3000)))).toBe(false)
  })
})

describe('who leads next', () => {
  const evidence = found('who-leads'), at = fenced(evidence, 1).atUs
  test('the first in the list that is in sync, though another one has more', () => {
    expect(right('who-leads', evidence)).toEqual(['2'])
    expect(logEndAt(evidence, 3, at)).toBeGreaterThan(logEndAt(evidence, 2, at) + 2)
    expect(['1', '3'].map(id => shown('who-leads', [id], evidence)[0])).toEqual(['old', 'most'])
  })
  test('another order of replicas, another leader', () => {
    const { scenario } = evidence
    const other = evidenceOf({ ...scenario, topology: { ...scenario.topology, topics: [{ name: 'payments', replicaAssignment: [[1, 3, 2]] }] } }, LEADER_DIES_UNTIL_US)
    expect(right('who-leads', other)).toEqual(['3'])
    expect(lost(other)).toBeLessThan(lost(evidence))
  })
})

describe('acks=1', () => {
  const evidence = found('how-many-gone')
  test('loses what the new leader had not fetched, also what stands on a follower', () => {
    const toldYes = acknowledgedAt(evidence, died(evidence, 1).atUs)
    expect(right('how-many-gone', evidence)).toBe(toldYes - logEndAt(evidence, 2, fenced(evidence, 1).atUs))
    expect(lost(evidence)).toBeGreaterThan(5)
    expect(losses(evidence)).toEqual([['acks=1', lost(evidence)]])
    expect(truncated(evidence, 3)!.arguments['records']).toBeGreaterThan(2)
    // The stage shows the cut in that very step.
    const { fromUs, untilUs } = stepOf('how-many-gone').run!
    expect(truncated(evidence, 3)!.atUs).toBeGreaterThan(fromUs)
    expect(truncated(evidence, 3)!.atUs).toBeLessThan(untilUs)
    expect([0, 1, 470, 3].map(answer => shown('how-many-gone', answer, evidence)[0])).toEqual(['copies', 'third', 'all', 'other'])
  })
  test('the old leader cuts its end off, and nobody has it any more', () => {
    expect(right('it-returns', evidence)).toEqual(['cut'])
    const { fromUs, untilUs } = stepOf('it-returns').run!, cut = truncated(evidence, 1)!
    expect([cut.atUs > fromUs, cut.atUs < untilUs, cut.arguments['records']]).toEqual([true, true, lost(evidence)])
    expect(['back', 'merged', 'kept'].map(answer => shown('it-returns', [answer], evidence)[0])).toEqual(['back', 'merged', 'kept'])
  })
  test('where it alone is the partition, it comes back and leads with everything', () => {
    const { scenario } = evidence
    const alone = evidenceOf({ ...scenario, topology: { ...scenario.topology, topics: [{ name: 'payments', replicaAssignment: [[1]] }] } }, LEADER_DIES_UNTIL_US)
    expect(right('it-returns', alone)).toEqual(['back'])
    expect(lost(alone)).toBe(0)
  })
})

test('acks=all loses nothing at the same death, and the payments wait out the dead time', () => {
  const evidence = found('with-all')
  expect(right('with-all', evidence)).toEqual(['waits'])
  expect([lost(evidence), evidence.figures.failedRecords]).toEqual([0, 0])
  expect(longestWaitUs(evidence)).toBeGreaterThan(7_000_000)
  expect(['nothing', 'errors', 'fewer'].map(answer => shown('with-all', [answer], evidence)[0])).toEqual(['nothing', 'errors', 'fewer'])
  // Who gives up after three seconds hears errors.
  expect(right('with-all', changed('with-all', LEADER_DIES_UNTIL_US, set('producer', 'request.timeout.ms', 1000), set('producer', 'delivery.timeout.ms', 3000)))).toEqual(['errors'])
})

describe('every instant', () => {
  const evidence = found('every-instant')
  test('deadly from the yes until the next leader is sent it, long after another follower has it; never with acks=all', () => {
    expect(right('every-instant', evidence)).toEqual(['next'])
    const red = fateWidthUs(evidence.fates['acks=1']!, 'lost')
    expect(red).toBeGreaterThan(15_000)
    expect(fateWidthUs(evidence.fates['acks=all']!, 'lost')).toBe(0)
    for (const { stretches, problem } of Object.values(evidence.fates)) {
      expect(problem).toBeNull()
      expect(stretches.map(({ kind }) => kind)).not.toContain('unknown')
    }
    expect(['travel', 'first', 'known'].map(answer => shown('every-instant', [answer], evidence)[0])).toEqual(['travel', 'first', 'known'])
  })
  test('with the near broker next in the list, until that one is sent it', () => {
    const { scenario } = evidence
    const other: Lesson = { ...failover, scenes: { ...failover.scenes, instants: { scenario: { ...scenario, topology: { ...scenario.topology, topics: [{ name: 'payments', replicaAssignment: [[1, 3, 2]] }] } }, rehearseUntilUs: 2_500_000 } } }
    expect(right('every-instant', stepEvidence(other, { ...stepOf('every-instant') }))).toEqual(['first'])
  }, 120_000)
})

describe('the last one in sync', () => {
  const evidence = found('the-last-one')
  test('off: waits and loses nothing; on: sooner, with a loss; minimum 2: nothing taken, nothing lost', () => {
    expect(right('the-last-one', evidence)).toEqual(['waitsForOne', 'loses', 'waitsForOne'])
    const { runs } = evidence
    expect(losses(runs['last-on']!).map(([rule]) => rule)).toEqual(['uncleanElection'])
    expect(longestWaitUs(runs['last-on']!)).toBeLessThan(longestWaitUs(runs['last-off']!) / 2)
    expect(longestWaitUs(runs['last-two']!)).toBeGreaterThan(longestWaitUs(runs['last-off']!) + 5_000_000)
    expect(elected(evidence, LAST_DIES_US)!.atUs).toBeLessThan(stepOf('the-last-one').run!.untilUs)
    expect(shown('the-last-one', ['goesOn', 'goesOn', 'goesOn'], evidence)).toEqual(['off', 'on', 'two'])
  })
  test('broker 1 was alone in sync when it died, and had said yes alone', () => {
    const inSync = [...evidence.events.ofKind('partitionChanged', 0, LAST_DIES_US)].at(-1)!.arguments['inSync']
    expect(inSync).toBe(1)
    expect(acknowledgedAt(evidence, LAST_DIES_US)).toBeGreaterThan(logEndAt(evidence, 2, LAST_DIES_US) + 100)
  })
})

test('a process, a machine, a building: three accidents, three endings', () => {
  const evidence = found('power')
  expect(right('power', evidence)).toEqual(['short', 'long', 'loss'])
  expect(losses(evidence.runs['building']!).map(([rule]) => rule)).toEqual(['powerLoss'])
  expect(shown('power', ['loss', 'loss', 'long'], evidence)).toEqual(['killed', 'machine', 'building'])
  // A producer that gives up sooner on a silent broker waits less.
  expect(longestWaitUs(evidenceOf(withSettings(scenes.machine.scenario, [set('producer', 'request.timeout.ms', 5000)]), scenes.machine.rehearseUntilUs))).toBeLessThan(20_000_000)
})

test('without an active controller payments go on', () => {
  const evidence = found('the-controller')
  expect(right('the-controller', evidence)).toEqual(['nothing'])
  const followed = firstOf(evidence, 'controllerElected', () => true, 1_000_001)!
  expect(followed.atUs).toBeGreaterThan(2_000_000)
  expect(followed.atUs).toBeLessThan(stepOf('the-controller').run!.untilUs)
  // Another accident, another answer.
  expect(right('the-controller', { ...evidence, ...found('with-all') })).toEqual(['moves'])
})

describe('the challenge', () => {
  const step = stepOf('the-storm')
  const played = (...settings: readonly Setting[]): Evidence => evidenceOf(withSettings(sceneOf(failover, step).scenario, settings), step.challenge!.untilUs)
  const judged = (...settings: readonly Setting[]): string | null => step.challenge!.judge(played(...settings))
  const acks = set('producer', 'acks', 'all'), unclean = (value: string): Setting => set('topic', 'unclean.leader.election.enable', value), minimum = (value: number): Setting => set('topic', 'min.insync.replicas', value)
  test('begins with a loss; no setting alone mends it', () => {
    expect([judged(), judged(acks), judged(minimum(2)), judged(minimum(3))]).toEqual(['lost', 'lost', 'lost', 'lost'])
    expect([judged(unclean('false')), judged(acks, unclean('false'))]).toEqual(['tooLong', 'tooLong'])
  })
  test('acks=all with minimum 2 does, whatever unclean election says; a minimum of three has no room for a death', () => {
    expect([judged(acks, minimum(2)), judged(acks, minimum(2), unclean('false'))]).toEqual([null, null])
    expect(judged(acks, minimum(3))).toBe('tooLong')
    expect(judged(acks, minimum(2), set('producer', 'delivery.timeout.ms', 3000), set('producer', 'request.timeout.ms', 1000))).toBe('failed')
    expect(GOAL_WAIT_US).toBe(30_000_000)
  })
  test('an end question asks about the learner’s own run: another run, another answer', () => {
    const answers = (run: Evidence) => failover.endQuestions!.map(({ question }) => question.answer(run)[0])
    expect(answers(played(...step.challenge!.solution))).toEqual(['eligible', 'copies', 'again'])
    expect(answers(played())).toEqual(['unclean', 'notice', 'lost'])
    expect(answers(played(acks, unclean('false')))).toEqual(['returned', 'return', 'kept'])
  })
})
