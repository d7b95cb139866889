/** What lesson 11 is about shows in its runs, its wrong answers are the beliefs they are called, and its challenge wants both settings. */
import { describe, expect, test } from 'vitest'
import { isRight, rightAnswer, type Evidence, type Setting } from '../lesson'
import { sceneOf, withSettings } from '../scenes'
import { evidenceOf } from '../testing/played'
import { saidTwice } from '../testing/saidTwice'
import { stepsOf } from '../testing/stepsOf'
import { GOAL_P99_MS, GOAL_REQUESTS, linger } from './lesson'
import { CLOCKS, guesses, recordsPerRequest, stays } from './measures'
import { leavings } from '../leavings'
import { CHOICES, FILLING_LANE, FRESH_LANE, PATIENT_MS, RATES, TEAMS } from './scenarios'
import { words } from './text.en'

const { stepOf, found, shown } = stepsOf(linger)
const p99Ms = (run: Evidence): number => run.figures.p99SendToAckUs! / 1000
const producer = (key: string, value: number): Setting => ({ owner: 'producer', key, value })

describe('the clock', () => {
  const evidence = found('whose-clock')
  test('is the batch’s: the four models part, and the run is the one that starts with the first record', () => {
    const models = guesses([3, 5, 7, 9.5], 5)
    expect(new Set(CLOCKS.map(name => models[name].atMs)).size).toBe(4)
    expect(rightAnswer(stepOf('whose-clock').question!, evidence)).toEqual(['batch'])
    expect(leavings(evidence)[0]).toMatchObject({ atUs: 8000, openedUs: 3000, records: 3, reason: 'linger' })
  })
  test('another linger.ms has another answer to when', () => {
    const step = stepOf('whose-clock'), patient = evidenceOf(withSettings(sceneOf(linger, step).scenario, [producer('linger.ms', 9)]), 30_000)
    expect(linger.facts(patient)).not.toEqual(linger.facts(evidence))
    expect(leavings(patient)[0]!.records).toBe(4)
  })
  test('the last in waits least, by milliseconds; who points at another is told why', () => {
    const times = stays(evidence).map(({ fromUs, untilUs }) => untilUs - fromUs)
    expect(rightAnswer(stepOf('who-waits-least').question!, found('who-waits-least'))).toEqual([String(stays(evidence)[2]!.record)])
    // The answer does not hang on how the sender rounds: whoever opened a batch waited about linger.ms.
    expect(times.toSorted((one, other) => one - other)[1]! - times[2]!).toBeGreaterThanOrEqual(2000)
    expect(['0', '1', '3'].map(id => shown('who-waits-least', [id])[0])).toEqual(['first', 'second', 'alone'])
  })
})

describe('the tray', () => {
  test('is full long before its clock: eight records, and the ninth finds no room', () => {
    const evidence = found('full'), [first] = leavings(evidence)
    expect(first).toMatchObject({ reason: 'full', records: 8 })
    expect(rightAnswer(stepOf('full').question!, evidence)).toBeCloseTo(0.8)
    expect([5, 1, 0.9].map(answer => shown('full', answer)[0])).toEqual(['linger', 'barePayload', 'recordHead'])
  })
  test('bigger records, another answer', () => {
    const step = stepOf('full'), bigger = evidenceOf(withSettings(sceneOf(linger, step).scenario, [{ owner: 'workload', key: 'value.bytes', value: 200 }]), 8000)
    expect(isRight(step.question!, 0.8, bigger)).toBe(false)
  })
})

describe('slots', () => {
  test('with linger.ms=0 records pile up all the same: in batches that were ready and held back', () => {
    const evidence = found('nobody-waits')
    const all = leavings(evidence)
    expect(all.some(({ heldBackUs }) => heldBackUs > 2000)).toBe(true)
    expect(recordsPerRequest(evidence)).toBeGreaterThan(8)
    expect(all.every(({ reason }) => reason !== 'full')).toBe(true)
    expect([1, 45, 150].map(answer => shown('nobody-waits', answer)[0])).toEqual(['onePerRequest', 'defaultLinger', 'fullBatches'])
  })
  test('waiting wins where requests stand in line, and loses where none does, by more than a tenth each', () => {
    const { runs } = found('waiting-wins')
    const ratio = (name: keyof typeof RATES): number => p99Ms(runs[`${name}-0`]!) / p99Ms(runs[`${name}-${PATIENT_MS}`]!)
    expect(ratio('calm')).toBeLessThan(0.9)
    expect(ratio('busy')).toBeGreaterThan(1.1)
    expect(ratio('flood')).toBeGreaterThan(1.1)
  })
  test('the same producer has the same figures in each step that names them', () => {
    const { figures } = found('waiting-wins').runs['busy-0']!, [first] = found('draw-it').sweep
    expect([first!.p99Us, first!.requestsPerSecond]).toEqual([figures.p99SendToAckUs, figures.requestsPerSecond])
    expect(found('three-teams').runs['locations-0']!.figures).toEqual(figures)
  })
})

test('a batch that is full takes along its neighbour of the same broker, long before the neighbour’s own clock', () => {
  const evidence = found('who-comes-along')
  const fresh = leavings(evidence).find(({ partition }) => partition === FRESH_LANE)!, filling = leavings(evidence).find(({ partition }) => partition === FILLING_LANE)!
  expect([fresh.reason, filling.reason, fresh.atUs - filling.atUs]).toEqual(['with', 'full', 0])
  const leaderOf = (partition: number): number => evidence.scenario.topology.topics[0]!.replicaAssignment[partition]![0]!
  expect(leaderOf(FRESH_LANE)).toBe(leaderOf(FILLING_LANE))
  expect([1000, 0].map(answer => shown('who-comes-along', answer)[0])).toEqual(['ownTimer', 'atOnce'])
})

test('the curve has its dip near the left edge and rises after it', () => {
  const evidence = found('draw-it'), { question } = stepOf('draw-it')
  if (question?.form !== 'curve') throw new Error('draw-it asks for a curve')
  const truth = question.answer(evidence), best = truth.indexOf(Math.min(...truth))
  expect(question.xs[best]).toBeGreaterThan(0)
  expect(question.xs[best]).toBeLessThan(10)
  expect(truth[0]! / truth[best]!).toBeGreaterThan(1.3)
  expect(truth.at(-1)! / truth[best]!).toBeGreaterThan(2)
  // What is drawn over the axes fits on them.
  expect(Math.max(...truth)).toBeLessThan(question.mostY)
  const rough = question.xs.map(x => (x < 2 ? 20 : x < 6 ? 10 : 10 + x))
  expect(isRight(question, rough, evidence)).toBe(true)
  expect(shown('draw-it', question.xs.map(() => 15), evidence)).toEqual(['flat'])
  expect(shown('draw-it', question.xs.map(x => 5 + x), evidence)).toEqual(['alwaysAdds'])
  expect(shown('draw-it', question.xs.map(x => 35 - x), evidence)).toEqual(['falls'])
})

test('no linger.ms serves all three teams, and each team is served by one', () => {
  const { question } = stepOf('three-teams')
  if (question?.form !== 'choice') throw new Error('three-teams asks for a choice')
  const served = question.accepted!(found('three-teams'))
  expect(served).toHaveLength(Object.keys(TEAMS).length)
  for (const choices of served) expect(choices.length).toBeGreaterThan(0)
  for (const choice of CHOICES) expect(served.every(choices => choices.includes(choice))).toBe(false)
})

describe('the challenge', () => {
  const step = stepOf('find-it')
  const judged = (...settings: readonly Setting[]): string | null => step.challenge!.judge(evidenceOf(withSettings(sceneOf(linger, step).scenario, settings), step.challenge!.untilUs))
  test.each([0, 1, 2, 3, 5, 7, 10, 15, 20, 40, 100, 1000])('linger.ms %d alone does not do it', value => { expect(judged(producer('linger.ms', value))).not.toBeNull() })
  test.each([1, 256, 768, 1024, 2048, 4096, 16_384, 65_536, 1_048_576])('batch.size %d alone does not do it', value => { expect(judged(producer('batch.size', value))).not.toBeNull() })
  test('together they do, and too much linger.ms is told from too many requests', () => {
    expect(judged(producer('batch.size', 2048), producer('linger.ms', 7))).toBeNull()
    expect(judged(producer('batch.size', 16_384), producer('linger.ms', 30))).toBe('tooSlow')
    expect(judged(producer('batch.size', 16_384), producer('linger.ms', 2))).toBe('tooMany')
    expect([GOAL_P99_MS, GOAL_REQUESTS]).toEqual([20, 150])
  })
})

test('an end question asks about the learner’s own run: another run, another answer', () => {
  const step = stepOf('find-it'), asked = (settings: readonly Setting[]) => {
    const run = evidenceOf(withSettings(sceneOf(linger, step).scenario, settings), step.challenge!.untilUs)
    return linger.endQuestions!.map(({ question }) => question.answer(run)[0])
  }
  const tight = asked([]), solved = asked(step.challenge!.solution)
  const { facts } = linger.endQuestions![0]!, { age, lingerMs } = facts(evidenceOf(withSettings(sceneOf(linger, step).scenario, step.challenge!.solution), step.challenge!.untilUs))
  expect(Number.parseFloat(age!), 'its age shows that its time was over').toBeGreaterThanOrEqual(Number.parseFloat(lingerMs!))
  expect([tight[0], solved[0]]).toEqual(['full', 'linger'])
  expect([tight[2], solved[2]]).toEqual(['nothing', 'sooner'])
})

test('what is told of a wrong answer at the end does not say the truth twice', () => { expect(saidTwice(words)).toEqual([]) })
