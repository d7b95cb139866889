/** Plays every lesson in Node: its words, its answers, its stored solutions and the runs in which nothing is done. */
import { describe, expect, test } from 'vitest'
import type { Scenario } from '../engine'
import { STOPS } from '../engine/stops'
import { lessonList } from '.'
import { loadLesson } from './loadLesson'
import { answerInWords } from './answerInWords'
import { beliefsShown, fill, isRight, ordersOf, rightAnswer, type Answer, type Evidence, type Question, type Setting, type Step, type StepWords } from './lesson'
import { sceneOf, withSettings } from './scenes'
import { reachedStops, stopUs, timeByStretch } from './stretches'
import { evidenceOf, sceneEvidence, stepEvidence } from './testing/played'

const listed = lessonList.filter(lesson => lesson.ready)
const ready = await Promise.all(listed.map(async ({ id }) => (await loadLesson(id))!))

test('the list says how long each takes', () => { expect(listed.map(({ minutes }) => minutes)).toEqual(ready.map(({ lesson }) => lesson.minutes)) })

const withProducer = (scenario: Scenario, settings: Readonly<Record<string, number | string>>): Scenario => ({ ...scenario, configs: { ...scenario.configs, producer: { ...scenario.configs.producer, ...settings } } })
const countWords = (text: string): number => text.split(/\s+/).filter(word => word !== '').length
const textsOf = (words: StepWords): readonly string[] =>
  [words.words, words.after, words.question, ...Object.values(words.names ?? {}), ...Object.values(words.beliefs ?? {}), ...(words.hints ?? []), ...Object.values(words.refusals ?? {}), ...Object.values(words.believed ?? {}), words.youMayHaveRead].filter(text => text !== undefined)

/** Every wrong answer worth trying, for its belief. */
function wrongAnswers(question: Question, evidence: Evidence): readonly Answer[] {
  const right = rightAnswer(question, evidence)
  if (question.form === 'number') return [0, Number(right) - 1, Number(right) + 1, Number(right) * 3, Number(right) / 3].filter(answer => answer >= 0 && !isRight(question, answer, evidence))
  if (question.form === 'pick') return question.candidates(evidence).map(({ id }) => [id]).filter(answer => !isRight(question, answer, evidence))
  if (question.form === 'curve') {
    const { xs, mostY } = question
    return [xs.map(() => mostY / 2), xs.map((_x, index) => (mostY * index) / xs.length), xs.map((_x, index) => mostY - (mostY * index) / xs.length)].filter(answer => !isRight(question, answer, evidence))
  }
  if (question.form === 'choice') return question.options.flatMap(option => [question.parts.map(() => option)]).filter(answer => !isRight(question, answer, evidence))
  const { cards, rankings = [''] } = question
  return [cards.toReversed(), cards.toSorted()].map(order => rankings.flatMap(() => order)).filter(answer => !isRight(question, answer, evidence))
}

test('a recap leads to lessons that are there, under their names', () => {
  const recaps = ready.flatMap(({ words }) => words.recap ?? [])
  expect(recaps.length).toBeGreaterThan(0)
  for (const { lessons } of recaps) for (const { id, title } of lessons) expect(listed.find(lesson => lesson.id === id)?.title).toBe(title)
})

describe('the list of lessons', () => {
  test('has the 24 of the curriculum, each once, the first ready', () => {
    expect(lessonList).toHaveLength(24)
    expect(new Set(lessonList.map(({ number }) => number)).size).toBe(24)
    expect(new Set(lessonList.map(({ id }) => id)).size).toBe(24)
    expect(lessonList[0]).toMatchObject({ number: 1, id: 'record-journey', ready: true })
    expect(ready.length).toBeGreaterThan(0)
  })
})

describe.each(ready.map(({ lesson, words }) => [lesson.id, lesson, words] as const))('lesson %s', (_id, lesson, words) => {
  const evidence = sceneEvidence(lesson)
  const ofSteps = new Map(lesson.steps.map(step => [step.id, stepEvidence(lesson, step)]))
  const questions = lesson.steps.filter(step => step.question !== undefined).map(step => ({ step, question: step.question!, stepWords: words.steps[step.id]!, evidence: ofSteps.get(step.id)! }))
  const factsOf = (step: Step): Readonly<Record<string, string>> => ({ ...lesson.facts(evidence), ...step.facts?.(ofSteps.get(step.id)!), attempt: '1 ms', attemptRequests: '1', attemptRecords: '1', ...step.challenge?.facts?.(ofSteps.get(step.id)!) })

  test('has words for every step, at most 60 at a time, and none left over', () => {
    expect(Object.keys(words.steps).toSorted()).toEqual(lesson.steps.map(({ id }) => id).toSorted())
    for (const [id, stepWords] of Object.entries(words.steps)) {
      for (const text of [stepWords.words, stepWords.after ?? '', stepWords.youMayHaveRead ?? '']) expect(countWords(text), `${id}: ${text}`).toBeLessThanOrEqual(60)
      for (const belief of Object.values(stepWords.beliefs ?? {})) expect(belief.split(/[.:] /).length, `${id}: at most three sentences, ${belief}`).toBeLessThanOrEqual(4)
    }
  })

  test('every number in its words comes from the run', () => {
    for (const step of lesson.steps) {
      const facts = factsOf(step), { [step.id]: stepWords } = words.steps
      const { candidate, ...names } = stepWords!.names ?? {}
      for (const text of textsOf({ ...stepWords!, names })) expect(fill(text, facts), step.id).not.toMatch(/[{}]|undefined|NaN/)
      if (step.question?.form === 'pick') for (const one of step.question.candidates(ofSteps.get(step.id)!)) expect(fill(candidate ?? '{candidate}', { ...facts, ...one.facts })).not.toMatch(/[{}]|undefined|NaN/)
      // A sweep or a fate strip is still being played when these are read.
      if (step.sweep || step.fateStrip) for (const text of [stepWords!.words, stepWords!.question ?? '']) expect(fill(text, lesson.facts(evidence))).not.toMatch(/[{}]/)
      for (const [name, value] of Object.entries(facts)) expect(value, name).not.toBe('')
    }
    for (const text of Object.values(words.stops ?? {})) expect(fill(text, lesson.facts(evidence))).not.toMatch(/[{}]|undefined|NaN/)
    if (lesson.steps.some(({ passport }) => passport)) expect(words.stops).toBeDefined()
  })

  test('asks at least two predictions, each answered by the log, with words for every card, option and belief', () => {
    expect(questions.length).toBeGreaterThanOrEqual(2)
    for (const { step, question, stepWords, evidence: found } of questions) {
      const right = rightAnswer(question, found)
      expect(isRight(question, right, found), step.id).toBe(true)
      expect(beliefsShown(question, right, found)).toEqual([])
      expect(answerInWords(question, stepWords, found, factsOf(step)), step.id).not.toMatch(/^$|[{}]|undefined|NaN|^1 (records|requests)\b/)
      const named = question.form === 'order' ? [...question.cards, ...question.rankings ?? []] : question.form === 'choice' ? [...question.options, ...question.parts.filter(part => part !== '')] : []
      for (const name of named) expect(stepWords.names?.[name], `${step.id}: ${name}`).toBeTruthy()
      if (question.form === 'order') for (const order of ordersOf(question, right as readonly string[])) expect(order.toSorted()).toEqual(question.cards.toSorted())
      if (question.form === 'choice') for (const one of right as readonly string[]) expect(question.options).toContain(one)
      const wrongs = wrongAnswers(question, found)
      expect(wrongs.length, step.id).toBeGreaterThan(0)
      for (const wrong of wrongs) {
        const beliefs = beliefsShown(question, wrong, found)
        expect(beliefs.length).toBeGreaterThan(0)
        for (const belief of beliefs) expect(stepWords.beliefs?.[belief], `${step.id}: no words for the belief ${belief}`).toBeTruthy()
      }
    }
  })

  test('after a wrong answer the decisive moment is shown within six seconds', () => {
    for (const { step, evidence: found } of questions) {
      const { fromUs, untilUs, speed } = step.decisive!(found)
      const seconds = (untilUs - fromUs) / 1_000_000 / speed
      expect(seconds, step.id).toBeGreaterThan(1)
      expect(seconds, step.id).toBeLessThanOrEqual(6)
    }
  })

  test('a step runs from 0.3 to 8 seconds', () => {
    for (const { id, run } of lesson.steps) {
      if (!run) continue
      const seconds = (run.untilUs - run.fromUs) / 1_000_000 / run.speed
      expect(seconds, id).toBeGreaterThanOrEqual(0.3)
      expect(seconds, id).toBeLessThanOrEqual(8)
    }
  })

  test('its challenge is possible, not trivial, and has three hints', () => {
    const step = lesson.steps.at(-1)!, { challenge, id } = step, { scenario } = sceneOf(lesson, step)
    expect(challenge).toBeDefined()
    expect(words.steps[id]!.hints).toHaveLength(3)
    expect(challenge!.solution.length).toBe(challenge!.par)
    const playedWith = (settings: readonly Setting[]): Evidence => sceneEvidence({ scenario: withSettings(scenario, settings), rehearseUntilUs: challenge!.untilUs })
    expect(challenge!.judge(playedWith(challenge!.solution))).toBeNull()
    const untouched = challenge!.judge(playedWith([]))
    expect(untouched).not.toBeNull()
    expect(words.steps[id]!.refusals?.[untouched!]).toBeTruthy()
  })

  test('its end questions are answered by the learner’s own run, whatever it was, with words for every option', () => {
    const step = lesson.steps.at(-1)!, { scenario } = sceneOf(lesson, step)
    expect(Object.keys(words.ending ?? {}).toSorted()).toEqual((lesson.endQuestions ?? []).map(({ id }) => id).toSorted())
    for (const settings of [[], step.challenge!.solution]) {
      const run = sceneEvidence({ scenario: withSettings(scenario, settings), rehearseUntilUs: step.challenge!.untilUs })
      for (const { id, question, facts: factsOfRun } of lesson.endQuestions ?? []) {
        const own = words.ending![id]!, facts = factsOfRun(run), [right] = question.answer(run)
        expect(question.options, id).toContain(right)
        for (const option of question.options) {
          expect(own.names?.[option], `${id}: ${option}`).toBeTruthy()
          if (option !== right) expect(own.beliefs?.[option], `${id}: ${option}`).toBeTruthy()
        }
        for (const text of textsOf({ title: '', words: '', ...own })) expect(fill(text, facts), id).not.toMatch(/[{}]|undefined|NaN/)
      }
    }
  })

  test('a teacher finds a beginning, an end, and what the model leaves out', () => {
    const { openPlay, discussion, modelled, simplified, leftOut } = words.teacher
    for (const text of [openPlay, discussion]) expect(countWords(text)).toBeGreaterThan(10)
    for (const points of [modelled, simplified, leftOut]) expect(points.length).toBeGreaterThan(0)
  })
})

describe('a record’s journey', () => {
  const { lesson, words } = ready.find(written => written.lesson.id === 'record-journey')!
  const evidence = evidenceOf(lesson.scenario, lesson.rehearseUntilUs)
  const answersOf = (scenario: Scenario): Readonly<Record<string, Answer>> => {
    const found = evidenceOf(scenario, lesson.rehearseUntilUs)
    return Object.fromEntries(lesson.steps.filter(step => step.question).map(step => [step.id, rightAnswer(step.question!, found)]))
  }

  test('shows what it is about: nine stops in Kafka’s order, company in the batch, the batch as the longest wait', () => {
    const [hero] = evidence.stories
    expect(reachedStops(hero!)).toEqual(STOPS)
    expect(hero!.stops.map(({ atUs }) => atUs)).toEqual(hero!.stops.map(({ atUs }) => atUs!).toSorted((one, other) => one - other))
    const times = timeByStretch(hero!, evidence.events)
    expect(Object.values(times).reduce((sum, us) => sum + us)).toBe(stopUs(hero!, 'acknowledged')! - stopUs(hero!, 'sent')!)
    expect(times.batch).toBe(5000)
    expect(Number(lesson.facts(evidence)['inBatch'])).toBeGreaterThan(1)
    expect(stopUs(hero!, 'read')!).toBeLessThan(lesson.steps[1]!.run!.untilUs)
  })

  test('the number asked for stands on the stage: nothing in that log is uncommitted, and the dispatcher has read it all', () => {
    const step = lesson.steps.find(({ id }) => id === 'a-second-reader')!
    const { view } = evidenceOf(lesson.scenario, step.atUs)
    const partition = evidence.stories[0]!.partition
    const leader = view.brokers.flatMap(({ replicas }) => replicas).find(replica => replica.isLeader && replica.partition === partition)!
    const answer = step.question!.answer(evidence)
    expect([leader.logEndOffset, leader.highWatermark, view.consumers[0]!.partitions[partition]!.position]).toEqual([answer, answer, answer])
    const afterwards = evidenceOf(lesson.scenario, step.run!.untilUs).view
    expect(afterwards.consumers[1]!.groupId).toBe('billing')
    expect(afterwards.consumers[1]!.partitions[partition]!.position).toBe(answer)
  })

  test('another scenario has other answers', () => {
    const asIs = answersOf(lesson.scenario)
    const slowNetwork: Scenario = { ...lesson.scenario, configs: { ...lesson.scenario.configs, network: { 'latency.us': 2000 }, producer: { 'linger.ms': 1, acks: '1' } } }
    expect(asIs['where-time-goes']).toEqual(['batch'])
    expect(answersOf(slowNetwork)['where-time-goes']).toEqual(['wire'])
    expect(answersOf(withProducer(lesson.scenario, { 'linger.ms': 0 }))['where-time-goes']).toEqual(['copies'])
    // With acks=1 the answer comes before the copies.
    const oneAck = answersOf(withProducer(lesson.scenario, { acks: '1' }))['nine-stops'] as readonly string[]
    expect(oneAck.indexOf('acknowledged')).toBeLessThan(oneAck.indexOf('committed'))
    const otherKey: Scenario = { ...lesson.scenario, script: lesson.scenario.script.map(({ atUs, command }) => ({ atUs, command: command.type === 'send' ? { ...command, key: 'rider-2' } : command })) }
    expect(answersOf(otherKey)['which-lane']).not.toEqual(asIs['which-lane'])
    expect(answersOf({ ...lesson.scenario, seed: 230 })['a-second-reader']).not.toEqual(asIs['a-second-reader'])
  })

  test('the challenge wants speed with every copy: acks=1 is refused with its reason, whatever the speed', () => {
    const { challenge, id } = lesson.steps.at(-1)!
    const judged = (settings: Readonly<Record<string, number | string>>): string | null => challenge!.judge(evidenceOf(withProducer(lesson.scenario, settings), challenge!.untilUs))
    expect(judged({})).toBe('tooSlow')
    expect(judged({ 'linger.ms': 4 })).toBe('tooSlow')
    expect(judged({ acks: '1' })).toBe('fewerCopies')
    expect(judged({ acks: '0', 'linger.ms': 0 })).toBe('fewerCopies')
    expect(judged({ 'linger.ms': 3 })).toBeNull()
    expect(judged({ 'linger.ms': 0, acks: '-1' })).toBeNull()
    expect(words.steps[id]!.refusals).toHaveProperty('fewerCopies')
  })

  test('names the belief behind a wrong answer', () => {
    const shown = (id: string, answer: Answer): readonly string[] => beliefsShown(lesson.steps.find(step => step.id === id)!.question!, answer, evidence)
    expect(shown('a-second-reader', 0)).toEqual(['emptied'])
    expect(shown('a-second-reader', Number(lesson.facts(evidence)['inAllLogs']))).toEqual(['oneQueue'])
    expect(shown('which-lane', ['2', evidence.stories[2]!.partition.toString()])).toEqual(['again'])
    expect(shown('nine-stops', ['sent', 'partitioned', 'serialized', 'batched', 'onTheWire', 'inLeaderLog', 'committed', 'acknowledged', 'read'])).toEqual(['partitionFirst'])
    expect(shown('nine-stops', ['sent', 'serialized', 'partitioned', 'batched', 'onTheWire', 'inLeaderLog', 'acknowledged', 'committed', 'read'])).toEqual(['answerFirst'])
  })
})
