/** What lesson 10 is about shows in its runs, its wrong answers are the beliefs they are called, and its challenge wants both settings. */
import { describe, expect, test } from 'vitest'
import { isRight, type Evidence, type Setting } from '../lesson'
import { leavings, produceRequests } from '../leavings'
import { sceneOf, withSettings } from '../scenes'
import { evidenceOf } from '../testing/played'
import { saidTwice } from '../testing/saidTwice'
import { stepsOf } from '../testing/stepsOf'
import { batching } from './lesson'
import { blockedSends, bytesPerRecord, reservations } from './measures'
import { TEN } from './scenarios'
import { words } from './text.en'

const { stepOf, found, right, shown } = stepsOf(batching)
const producer = (key: string, value: number | string): Setting => ({ owner: 'producer', key, value })
/** A step's run with other settings. */
const changed = (id: string, untilUs: number, ...settings: readonly Setting[]): Evidence => ({ ...found(id), ...evidenceOf(withSettings(sceneOf(batching, stepOf(id)).scenario, settings), untilUs), runs: found(id).runs })

describe('what a record costs', () => {
  test('alone more than twice its value; among ten about a tenth more than its own bytes', () => {
    const evidence = found('one-tap'), wire = right('one-tap', evidence) as number
    expect(wire).toBe(250)
    const ten = produceRequests(evidence.runs['ten']!)[0]!.sizeBytes
    expect(ten).toBeLessThan(wire * 10 / 2)
    expect([100, 110, 140, 170, 900].map(answer => shown('one-tap', answer, evidence)[0])).toEqual(['payload', 'recordHead', 'share', 'batchHead', 'other'])
  })
  test('a compressed one costs something else', () => {
    expect(right('one-tap', changed('one-tap', 20_000, producer('compression.type', 'gzip')))).not.toBe(250)
  })
})

test('batch.size counts bytes: ten of them carry one record, and a thousand bytes carry eight', () => {
  expect(right('ten')).toBe(1)
  expect([TEN, 20, 0, 2].map(answer => shown('ten', answer)[0])).toEqual(['count', 'linger', 'nothing', 'other'])
  expect(right('ten', changed('ten', 40_000, producer('batch.size', 1024)))).toBe(8)
})

test('of batches that are not full the eldest leaves first, however little is in it', () => {
  const evidence = found('three-lanes'), batches = leavings(evidence).slice(0, 3)
  expect(batches.map(({ records, reason }) => [records, reason])).toEqual([[1, 'linger'], [7, 'linger'], [3, 'linger']])
  expect(shown('three-lanes', ['0'], evidence)).toEqual(['fullest'])
  expect(shown('three-lanes', ['2'], evidence)).toEqual(['latest'])
  // With a tray that seven records fill, the fullest does leave first.
  expect(right('three-lanes', changed('three-lanes', 30_000, producer('batch.size', 512)))).toEqual(['0'])
})

test('a batch belongs to a partition, a request to a broker', () => {
  const evidence = found('per-broker')
  expect(right('per-broker', evidence)).toBe(2)
  // Two lanes' time is over; the other two go along, long before theirs.
  const reasons = Object.fromEntries(leavings(evidence).map(({ partition, reason }) => [partition, reason]))
  expect(reasons).toEqual({ 0: 'linger', 1: 'linger', 2: 'with', 3: 'with' })
  expect(leavings(evidence).every(({ partition, openedUs, atUs }) => atUs - openedUs === (partition < 2 ? 5000 : 3000))).toBe(true)
  expect([4, 40, 1, 3].map(answer => shown('per-broker', answer, evidence)[0])).toEqual(['perPartition', 'perRecord', 'oneForAll', 'other'])
})

test('a record larger than batch.size travels in a batch of its own; what limits it is max.request.size', () => {
  expect(right('the-photo')).toEqual(['own'])
  expect(right('the-photo', changed('the-photo', 40_000, producer('max.request.size', 10_000)))).toEqual(['refused'])
  expect(right('the-photo', changed('the-photo', 40_000, producer('batch.size', 32_768)))).toEqual(['grow'])
})

test('memory is full of batches that are nearly empty', () => {
  const evidence = found('memory')
  expect(right('memory', evidence)).toBe(24)
  expect(new Set(reservations(evidence).values())).toEqual(new Set([16_384]))
  expect([600, 4, 100].map(answer => shown('memory', answer, evidence)[0])).toEqual(['byBytes', 'batches', 'other'])
  expect(isRight(stepOf('memory').question!, 24, changed('memory', 120_000, producer('buffer.memory', 49_152)))).toBe(false)
})

test('compression lives on company', () => {
  const { runs } = found('squeeze'), left = (company: string): number => bytesPerRecord(runs[`${company}-gzip`]!) / bytesPerRecord(runs[`${company}-none`]!)
  expect(left('alone')).toBeGreaterThan(0.8)
  expect(left('alone')).toBeLessThan(0.95)
  expect(left('together')).toBeLessThan(0.3)
  expect(right('squeeze')).toEqual(['most', 'little'])
})

test('requests halve with each doubling, until no batch fills any more', () => {
  const evidence = found('how-big'), truth = right('how-big', evidence) as readonly number[]
  expect(truth[0]! / truth[1]!).toBeGreaterThan(1.7)
  expect(truth.at(-1)).toBe(truth.at(-2))
  expect(isRight(stepOf('how-big').question!, truth, evidence)).toBe(true)
  expect(isRight(stepOf('how-big').question!, [700, 500, 300, 150, 100, 90, 90], evidence)).toBe(true)
  expect(shown('how-big', [700, 600, 500, 400, 300, 200, 100], evidence)).toEqual(['evenly'])
  expect(shown('how-big', [768, 672, 568, 468, 364, 260, 156], evidence)).toEqual(['evenly'])
  expect(shown('how-big', [752, 376, 188, 94, 47, 24, 12], evidence)).toEqual(['forEver'])
  expect(shown('how-big', [100, 200, 300, 400, 500, 600, 700], evidence)).toEqual(['rises'])
  expect(shown('how-big', [400, 400, 400, 400, 400, 400, 400], evidence)).toEqual(['flat'])
})

describe('the challenge', () => {
  const step = stepOf('the-storm')
  const played = (...settings: readonly Setting[]): Evidence => evidenceOf(withSettings(sceneOf(batching, step).scenario, settings), step.challenge!.untilUs)
  const judged = (...settings: readonly Setting[]): string | null => step.challenge!.judge(played(...settings))
  test('begins with both wrong: too many requests, and send() waits', () => {
    expect(judged()).toBe('tooMany')
    expect(blockedSends(played()).length).toBeGreaterThan(100)
  })
  test.each([1, 8192, 16_384, 32_768, 65_536])('batch.size %d alone does not do it', value => { expect(judged(producer('batch.size', value))).not.toBeNull() })
  test.each([131_072, 262_144, 1_048_576, 33_554_432])('buffer.memory %d alone does not do it', value => { expect(judged(producer('buffer.memory', value))).not.toBeNull() })
  test('large batches in too little memory are told from too many requests', () => {
    expect(judged(producer('batch.size', 32_768), producer('buffer.memory', 65_536))).toBe('blocked')
    expect(judged(producer('batch.size', 65_536), producer('buffer.memory', 262_144))).toBeNull()
  })
  test('an end question asks about the learner’s own run: another run, another answer', () => {
    const answers = (run: Evidence) => batching.endQuestions!.map(({ question }) => question.answer(run)[0])
    expect(answers(played(...step.challenge!.solution))).toEqual(['whole', 'full', 'half'])
    expect(answers(played(producer('batch.size', 1)))[0]).toBe('whole')
    expect(answers(played())[2]).toBe('fewer')
    expect(answers(played(producer('batch.size', 1_048_576), producer('buffer.memory', 33_554_432)))[1]).toBe('linger')
  })
})

test('what is told of a wrong answer at the end does not say the truth twice', () => { expect(saidTwice(words)).toEqual([]) })
