/** Plays every lesson in Node: its words, its answers, its stored solutions and the runs in which nothing is done. */
import { describe, expect, test } from 'vitest'
import { advance, createSimulation, eventRows, figuresOf, parseScenario, recordStory, viewOf, type Scenario } from '../engine'
import { EventColumns } from '../engine/eventColumns'
import { STOPS } from '../engine/stops'
import { lessonList, loadLesson } from '.'
import { beliefsShown, fill, isRight, type Answer, type Evidence, type Lesson, type Question, type StepWords } from './lesson'
import { reachedStops, stopUs, timeByStretch } from './stretches'

const listed = lessonList.filter(lesson => lesson.ready)
const ready = await Promise.all(listed.map(async ({ id }) => (await loadLesson(id))!))

test('the list says how long each takes', () => { expect(listed.map(({ minutes }) => minutes)).toEqual(ready.map(({ lesson }) => lesson.minutes)) })

function evidenceOf(scenario: Scenario, untilUs: number): Evidence {
  const parsed = parseScenario(scenario)
  if (!parsed.ok) throw new Error(parsed.problems.join('; '))
  const simulation = createSimulation(parsed.scenario)
  advance(simulation, { untilUs })
  const events = new EventColumns()
  events.replaceFrom(0, eventRows(simulation, 0))
  const stories = [...events.ofKind('recordSent')].map(event => recordStory(simulation, event.arguments['record']!)).filter(story => story !== null)
  return { scenario, events, stories, figures: figuresOf(simulation, untilUs), view: viewOf(simulation) }
}

const withProducer = (scenario: Scenario, settings: Readonly<Record<string, number | string>>): Scenario => ({ ...scenario, configs: { ...scenario.configs, producer: { ...scenario.configs.producer, ...settings } } })
const countWords = (text: string): number => text.split(/\s+/).filter(word => word !== '').length
const textsOf = (words: StepWords): readonly string[] =>
  [words.words, words.after, words.question, ...Object.values(words.names ?? {}), ...Object.values(words.beliefs ?? {}), ...(words.hints ?? []), ...Object.values(words.refusals ?? {})].filter(text => text !== undefined)

/** Every wrong answer worth trying, for its belief. */
function wrongAnswers(question: Question, evidence: Evidence): readonly Answer[] {
  const right = question.answer(evidence)
  if (question.form === 'number') return [0, Number(right) - 1, Number(right) + 1, Number(right) * 3]
  if (question.form === 'choice') return question.options.flatMap(option => [question.parts.map(() => option)]).filter(answer => !isRight(question, answer, evidence))
  return [question.cards.toReversed(), question.cards.toSorted()].filter(answer => !isRight(question, answer, evidence))
}

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
  const evidence = evidenceOf(lesson.scenario, lesson.rehearseUntilUs)
  const questions = lesson.steps.filter(step => step.question !== undefined).map(step => ({ step, question: step.question!, stepWords: words.steps[step.id]! }))

  test('has words for every step, at most 60 at a time, and none left over', () => {
    expect(Object.keys(words.steps).toSorted()).toEqual(lesson.steps.map(({ id }) => id).toSorted())
    for (const [id, stepWords] of Object.entries(words.steps)) {
      for (const text of [stepWords.words, stepWords.after ?? '']) expect(countWords(text), `${id}: ${text}`).toBeLessThanOrEqual(60)
      for (const belief of Object.values(stepWords.beliefs ?? {})) expect(belief.split(/[.:] /).length, `${id}: at most three sentences, ${belief}`).toBeLessThanOrEqual(4)
    }
  })

  test('every number in its words comes from the run', () => {
    const facts = { ...lesson.facts(evidence), attempt: '1 ms' }
    for (const text of [...Object.values(words.steps).flatMap(textsOf), ...Object.values(words.stops)]) expect(fill(text, facts)).not.toMatch(/[{}]|undefined|NaN/)
    for (const [name, value] of Object.entries(facts)) expect(value, name).not.toBe('')
  })

  test('asks at least two predictions, each answered by the log, with words for every card, option and belief', () => {
    expect(questions.length).toBeGreaterThanOrEqual(2)
    for (const { step, question, stepWords } of questions) {
      const right = question.answer(evidence)
      expect(isRight(question, right, evidence), step.id).toBe(true)
      expect(beliefsShown(question, right, evidence)).toEqual([])
      const named = question.form === 'order' ? question.cards : question.form === 'choice' ? [...question.options, ...question.parts.filter(part => part !== '')] : []
      for (const name of named) expect(stepWords.names?.[name], `${step.id}: ${name}`).toBeTruthy()
      if (question.form === 'order') expect([...(right as readonly string[])].toSorted()).toEqual([...question.cards].toSorted())
      if (question.form === 'choice') for (const one of right as readonly string[]) expect(question.options).toContain(one)
      for (const wrong of wrongAnswers(question, evidence)) {
        expect(isRight(question, wrong, evidence)).toBe(false)
        const beliefs = beliefsShown(question, wrong, evidence)
        expect(beliefs.length).toBeGreaterThan(0)
        for (const belief of beliefs) expect(stepWords.beliefs?.[belief], `${step.id}: no words for the belief ${belief}`).toBeTruthy()
      }
    }
  })

  test('after a wrong answer the decisive moment is shown within six seconds', () => {
    for (const { step } of questions) {
      const { fromUs, untilUs, speed } = step.decisive!(evidence)
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
    const { challenge, id } = lesson.steps.at(-1)!
    expect(challenge).toBeDefined()
    expect(words.steps[id]!.hints).toHaveLength(3)
    const settings = Object.fromEntries(challenge!.solution.map(({ key, value }) => [key, value]))
    expect(challenge!.solution.length).toBe(challenge!.par)
    expect(challenge!.judge(evidenceOf(withProducer(lesson.scenario, settings), challenge!.untilUs))).toBeNull()
    const untouched = challenge!.judge(evidenceOf(lesson.scenario, challenge!.untilUs))
    expect(untouched).not.toBeNull()
    expect(words.steps[id]!.refusals?.[untouched!]).toBeTruthy()
  })
})

describe('a record’s journey', () => {
  const { lesson, words } = ready.find(written => written.lesson.id === 'record-journey')!
  const evidence = evidenceOf(lesson.scenario, lesson.rehearseUntilUs)
  const answersOf = (scenario: Scenario, played: Lesson = lesson): Readonly<Record<string, Answer>> => {
    const found = evidenceOf(scenario, played.rehearseUntilUs)
    return Object.fromEntries(played.steps.filter(step => step.question).map(step => [step.id, step.question!.answer(found)]))
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
