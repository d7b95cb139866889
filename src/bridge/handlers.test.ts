/** The worker's side in Node: the same run however it is moved through, branches, steps, refusals. */
import { beforeEach, describe, expect, test } from 'vitest'
import { advance, createSimulation, EVENT_CODE, EVENT_STRIDE, hashOf, KIND, presetNamed, VISIBLE_KINDS, AT_US, type Scenario } from '../engine'
import { EventColumns } from '../engine/eventColumns'
import { createResponder } from './answerRequests'
import { createHandlers, RequestRefused, transferOf, type Handlers } from './handlers'

const scenario: Scenario = presetNamed('playground')!
const hashOfScenario = (given: Scenario, untilUs: number): string => { const simulation = createSimulation(given); advance(simulation, { untilUs }); return hashOf(simulation) }
const linger = (value: number) => ({ command: { type: 'setConfig', owner: 'producer', key: 'linger.ms', value } as const })

let handlers: Handlers
/** A clock that a test can run: each look costs a millisecond. */
let clockMs = 0
const hash = (): string => handlers.snapshot({}).hash
beforeEach(() => {
  clockMs = 0
  handlers = createHandlers(() => clockMs++)
  handlers.load({ scenario })
})

describe('the same log', () => {
  const END = 150_000
  const expected = hashOfScenario(scenario, END)
  test('at any frame rate', () => {
    for (let untilUs = 16_667; untilUs < END; untilUs += 16_667) handlers.advance({ untilUs, maxEvents: 60_000, budgetMs: 8 })
    while (handlers.advance({ untilUs: END, maxEvents: 500, budgetMs: 1 }).lagging);
    expect(hash()).toBe(expected)
  })
  test('after scrubbing to and fro', () => {
    for (const atUs of [90_000, 20_000, 149_999, 1, 75_000, 0, END]) handlers.seek({ atUs })
    expect(hash()).toBe(expected)
  })
  test('after steps back and forth', () => {
    handlers.seek({ atUs: 60_000 })
    for (let count = 0; count < 12; count++) handlers.step({ direction: count % 3 === 0 ? 1 : -1 })
    handlers.seek({ atUs: END })
    expect(hash()).toBe(expected)
  })
  test('after a long run has left checkpoints behind', () => {
    handlers.seek({ atUs: 4_000_000 })
    handlers.seek({ atUs: END })
    expect(hash()).toBe(expected)
  })
})

describe('a step', () => {
  const visible = new Set(VISIBLE_KINDS.map(kind => EVENT_CODE[kind]))
  test('goes to the next instant at which something can be seen, and back to the one before', () => {
    handlers.seek({ atUs: 50_000 })
    const instants: number[] = []
    for (let count = 0; count < 10; count++) instants.push(handlers.step({ direction: 1 }).nowUs)
    expect(instants).toEqual([...new Set(instants)].toSorted((one, other) => one - other))
    for (const instant of instants.slice(0, -1).toReversed()) {
      const frame = handlers.step({ direction: -1 })
      expect(frame.nowUs).toBe(instant)
    }
    const { events, nowUs } = handlers.seek({ atUs: instants[5]! })
    const last = events.length - EVENT_STRIDE
    expect(events.length === 0 || (events[last + AT_US] === nowUs && visible.has(events[last + KIND]!))).toBe(true)
  })
  test('from the beginning backwards stays there', () => { expect(handlers.step({ direction: -1 }).nowUs).toBe(0) })
  test('there and back shows the same picture', () => {
    const before = handlers.seek({ atUs: 50_000 })
    const one = handlers.step({ direction: 1 })
    handlers.step({ direction: 1 })
    const again = handlers.step({ direction: -1 })
    expect(again.view).toEqual(one.view)
    expect(Array.from(again.tokens)).toEqual(Array.from(one.tokens))
    expect(one.view).not.toEqual(before.view)
  })
})

describe('a change', () => {
  test('takes effect at the first instant not yet simulated and replays from the script', () => {
    handlers.seek({ atUs: 40_000 })
    const { frame } = handlers.apply(linger(30))
    expect(frame.nowUs).toBe(40_001)
    expect(frame.branches).toHaveLength(1)
    handlers.seek({ atUs: 120_000 })
    const { hash: live, scenario: played } = handlers.snapshot({})
    expect(played.script).toEqual([{ atUs: 40_001, command: linger(30).command }])
    expect(hashOfScenario(played, 120_000)).toBe(live)
    handlers.seek({ atUs: 10_000 })
    handlers.seek({ atUs: 120_000 })
    expect(hash()).toBe(live)
  })
  test('after going back it makes a branch: later commands of the learner are dropped, the old course is kept', () => {
    handlers.seek({ atUs: 40_000 })
    handlers.apply(linger(30))
    handlers.seek({ atUs: 120_000 })
    const old = hash()
    handlers.seek({ atUs: 30_000 })
    const { frame: forked, script } = handlers.apply({ command: { type: 'setConfig', owner: 'producer', key: 'acks', value: '1' } })
    expect(forked.branches.map(({ id, parent, forkedAtUs, change }) => [id, parent, forkedAtUs, change])).toEqual([[0, null, 0, ''], [1, 0, 30_000, 'acks = 1']])
    handlers.seek({ atUs: 120_000 })
    const branch = handlers.snapshot({})
    expect(branch.scenario.script.map(({ atUs }) => atUs)).toEqual([30_001])
    expect(script).toEqual(branch.scenario.script)
    expect(hashOfScenario(branch.scenario, 120_000)).toBe(branch.hash)
    const { frame: back } = handlers.switchBranch({ branch: 0 })
    expect(back.nowUs).toBe(120_000)
    expect(hash()).toBe(old)
    expect(handlers.switchBranch({ branch: 1 }).frame.branch).toBe(1)
    expect(hash()).toBe(branch.hash)
  })
  test('with several commands it is the run that has them in its script', () => {
    handlers.seek({ atUs: 120_000 })
    const commands = [{ atUs: 40_000, command: { type: 'stopNode', node: 1, how: 'crash' } }, { atUs: 90_000, command: { type: 'startNode', node: 1 } }] as const
    const { frame, script } = handlers.branch({ commands, atUs: 35_000 })
    expect([frame.nowUs, frame.branch, frame.branches[1]!.change]).toEqual([35_000, 1, 'crash of broker 1'])
    expect(script).toEqual(commands)
    handlers.seek({ atUs: 150_000 })
    expect(hash()).toBe(hashOfScenario({ ...scenario, script: commands }, 150_000))
    handlers.switchBranch({ branch: 0 })
    expect(hash()).toBe(hashOfScenario(scenario, 120_000))
    expect(() => handlers.branch({ commands: [{ atUs: 1, command: { type: 'startNode', node: 77 } }], atUs: 0 })).toThrow('node must be one of')
  })
  test('the scenario’s own later commands stay', () => {
    const own = { atUs: 100_000, command: { type: 'startConsumer', groupId: 'late' } as const }
    handlers.load({ scenario: { ...scenario, script: [own] } })
    handlers.seek({ atUs: 120_000 })
    handlers.seek({ atUs: 50_000 })
    handlers.apply(linger(0))
    expect(handlers.seek({ atUs: 120_000 }).view.consumers.map(({ groupId }) => groupId)).toContain('late')
  })
})

describe('frames', () => {
  test('carry each event once, and start anew after a change of branch', () => {
    let rows = handlers.seek({ atUs: 0 }).events.length
    for (let untilUs = 5000; untilUs <= 50_000; untilUs += 5000) {
      const { eventsFrom, events } = handlers.advance({ untilUs, maxEvents: 60_000, budgetMs: 50 })
      expect(eventsFrom).toBeGreaterThan(0)
      rows += events.length
    }
    expect(rows / EVENT_STRIDE).toBeLessThan(handlers.snapshot({}).events)
    handlers.seek({ atUs: 20_000 })
    expect(handlers.switchBranch({ branch: 0 }).frame.eventsFrom).toBe(0)
  })
  test('end early when their budget is used up, and say so', () => {
    handlers.load({ scenario: { ...scenario, configs: { workload: { 'records.per.second': 100_000 } } } })
    const frame = handlers.advance({ untilUs: 10_000_000, maxEvents: 60_000, budgetMs: 3 })
    expect(frame.lagging).toBe(true)
    expect(frame.nowUs).toBeLessThan(10_000_000)
  })
  test('after a jump far ahead and back the page has what was before that instant', () => {
    handlers.load({ scenario: { ...scenario, configs: { workload: { 'records.per.second': 20_000 } } } })
    const page = new EventColumns()
    const has = (atUs: number): readonly [boolean, number] => {
      const { eventsFrom, events } = handlers.seek({ atUs })
      page.replaceFrom(eventsFrom, events)
      return [page.endId === handlers.snapshot({}).events, page.endId - page.firstId]
    }
    for (const atUs of [6_000_000, 1_000_000, 5_900_000, 100_000]) {
      const [isWhole, count] = has(atUs)
      expect(isWhole).toBe(true)
      expect(count).toBeGreaterThanOrEqual(Math.min(20_000, page.endId - 100))
    }
  })
  test('name the buffers that can travel', () => { expect(transferOf(handlers.seek({ atUs: 1000 }))).toHaveLength(3) })
})

describe('what cannot be done is refused in words', () => {
  test.each<[string, () => unknown]>([
    ['not a scenario', () => handlers.load({ scenario: { version: 3 } })],
    ['Not a number of type LONG', () => handlers.apply({ command: { type: 'setConfig', owner: 'producer', key: 'linger.ms', value: 'soon' } })],
    ['must be a number', () => handlers.seek({ atUs: Number.NaN })],
    ['no branch 7', () => handlers.switchBranch({ branch: 7 })],
  ])('%s', (words, ask) => { expect(ask).toThrow(words) })
  test('nothing is lost by it', () => {
    handlers.seek({ atUs: 30_000 })
    const before = hash()
    expect(() => handlers.load({ scenario: null })).toThrow(RequestRefused)
    expect(hash()).toBe(before)
  })
  test('before anything is loaded', () => {
    const answer = createResponder(() => 0)({ id: 4, name: 'snapshot', request: {} })
    expect(answer).toEqual({ id: 4, ok: false, error: 'no scenario is loaded', problems: [] })
  })
})
