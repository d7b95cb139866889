/** Tools: where each can be used, the command it gives, and what is said of it. */
import { describe, expect, test } from 'vitest'
import { advance, commandProblems, createSimulation, presetNamed, tokensOf, unknownNames, viewOf, type ClusterView, type Command, type Scenario } from '../../engine'
import { configsAt } from '../../engine/pageFace'
import { FAULT_TOOLS } from '../../lessons/faultTools'
import { layoutStage } from '../stage/layout'
import { badgeWords, brokerBadge } from '../stage/health'
import { buildScene } from '../stage/scene'
import { placeOf } from './FaultTargets'
import { commandOf, groupsOf, targetId, targetsOf, TOOLS } from './tools'
import { toldWords } from './toldWords'

const playground = presetNamed('playground')!
const scenario: Scenario = { ...playground, topology: { ...playground.topology, controllers: 3 } }
const after = (commands: readonly Command[], untilUs = 200_000): ClusterView => {
  const simulation = createSimulation({ ...scenario, script: commands.map((command, index) => ({ atUs: 100_000 + index, command })) })
  advance(simulation, { untilUs })
  return viewOf(simulation)
}
const ids = (tool: (typeof FAULT_TOOLS)[number], view: ClusterView): readonly string[] => targetsOf(tool, view).map(targetId)
const well = after([])

test('every tool gives, on each of its targets, a command that the engine takes, and words without holes', () => {
  const ill = after([{ type: 'stopNode', node: 1, how: 'crash' }, { type: 'freezeNode', node: 2 }, { type: 'setLink', one: 1, other: 3, cut: 'silent' }, { type: 'setDisk', broker: 3, slowness: 9 }])
  for (const tool of FAULT_TOOLS) {
    expect(targetsOf(tool, ill).length).toBeGreaterThan(0)
    for (const target of targetsOf(tool, ill)) {
      const amount = TOOLS[tool].amount?.initial ?? NaN
      const command = commandOf(tool, target, amount, ill)
      expect([...commandProblems(command), ...unknownNames(command, scenario.topology)]).toEqual([])
      expect(toldWords(tool, target, amount, ill, configsAt(scenario, 0))).not.toMatch(/undefined|NaN|null/)
    }
  }
})

describe('where a tool can be used', () => {
  test('a well cluster has nothing to mend, restart or let go on', () => { for (const tool of ['mend', 'restart', 'goOn'] as const) expect(ids(tool, well)).toEqual([]) })
  test('who is down can only be started', () => {
    const view = after([{ type: 'stopNode', node: 2, how: 'crash' }])
    expect(ids('restart', view)).toEqual(['2'])
    expect(ids('crash', view)).toEqual(['1', '3'])
  })
  test('links: of every client, between brokers, to and between controllers', () => { expect(ids('cutLink', well)).toHaveLength(3 + 3 + 3 + 9 + 3) })
  test('what is drawn of them is on the stage, clear of each other where brokers are', () => {
    const layout = layoutStage(1190, 660, { partitions: 3, brokers: 3, consumers: 1, controllers: 3 })
    const boxes = targetsOf('crash', well).map(target => placeOf(target, layout, well))
    expect(boxes.every(box => box !== null && box.x >= 0 && box.x + box.width <= layout.fullWidth)).toBe(true)
  })
})

test('a link that is slow already stays so when it loses packets too', () => {
  const view = after([{ type: 'setLink', one: 1, other: 1000, extraLatencyMs: 50 }])
  expect(commandOf('lossyLink', { one: 1, other: 1000 }, 10, view)).toEqual({ type: 'setLink', one: 1, other: 1000, cut: 'no', extraLatencyMs: 50, lossPercent: 10 })
})

test('the words have the numbers of this run', () => {
  const configs = configsAt({ ...scenario, configs: { broker: { 'broker.session.timeout.ms': 3000 } } }, 0)
  expect(toldWords('crash', { node: 1 }, NaN, well, configs)).toBe('Broker 1 was killed. Its session ends in at most 3\u00a0s (broker.session.timeout.ms); until then p0 has no leader that answers. Then the controller fences it.')
  expect(toldWords('killController', { node: 3000 }, NaN, well, configs)).toContain('The others notice when fetches fail (controller.quorum.fetch.timeout.ms, 2\u00a0s) and elect')
  expect(toldWords('killController', { node: 3000 }, NaN, after([{ type: 'stopNode', node: 3001, how: 'crash' }]), configs)).toContain('1 of 3 is left, a majority is 2: nothing can be decided')
})

test('what is to be watched at a link depends on what goes over it', () => {
  const configs = configsAt(scenario, 0), active = well.controllers.find(({ isActive }) => isActive)!.id, other = well.controllers.find(({ isActive }) => !isActive)!.id
  const told = (one: number, far: number): string => toldWords('cutLink', { one, other: far }, NaN, well, configs)
  expect(told(1, 1000)).toMatch(/request\.timeout\.ms 30\s000/)
  expect(told(1, 2)).toContain('replica.lag.time.max.ms')
  expect(told(1, 2000)).toContain('Watch the lag')
  expect(told(1, active)).toContain('broker.session.timeout.ms')
  expect(told(1, other)).toContain('nothing else is to be seen')
  expect(told(...[active, other].sort((left, right) => left - right) as [number, number])).toContain('controller.quorum.fetch.timeout.ms')
})

test('a broker whose disk is full says so when it has ended, and when the disk is in order again, what is still to be done', () => {
  const view = after([{ type: 'setDisk', broker: 1, isFull: true }], 400_000)
  expect(view.brokers[0]!.process).toBe('crash')
  expect(brokerBadge(view.brokers[0]!, view.nowUs)!.text).toMatch(/^disk full, session/)
  expect(toldWords('mend', { node: 1 }, NaN, view, configsAt(scenario, 0))).toBe('The disk of broker 1 is in order again. The broker has ended, and starts when it is told to: Restart.')
})

test('of a crowd all that a broker leads is named, or counted', () => {
  const large = presetNamed('large-cluster')!, view = viewOf(createSimulation(large))
  const [broker] = view.brokers
  const led = view.topics[0]!.partitions.length / large.topology.brokers.length
  expect(toldWords('crash', { node: broker!.id }, NaN, view, configsAt(large, 0))).toMatch(new RegExp(`until then p\\d+, p\\d+, p\\d+ and ${led - 3} more have no leader`))
})

test('what is asked of controllers moves on the stage only when it is wanted, and its way is known', () => {
  const simulation = createSimulation({ ...scenario, configs: { network: { 'latency.us': 60_000 } } })
  const layout = layoutStage(1190, 660, { partitions: 3, brokers: 3, consumers: 1, controllers: 3 })
  let seen = 0
  for (let at = 1; at < 40; at++) {
    advance(simulation, { untilUs: at * 100_700 })
    const view = viewOf(simulation), tokens = tokensOf(simulation)
    const kinds = (withControllers: boolean) => buildScene(layout, view, tokens, view.nowUs, -1, withControllers).tokens.filter(({ kind }) => kind === 'control' || kind === 'controlAnswer')
    expect(kinds(false)).toEqual([])
    for (const { x, y, words } of kinds(true)) { seen++; expect([x, y].every(Number.isFinite)).toBe(true); expect(words).toContain('controller') }
  }
  expect(seen).toBeGreaterThan(0)
})

test('a message waits short of the cut, however late it is', () => {
  const simulation = createSimulation({ ...scenario, script: [{ atUs: 100_000, command: { type: 'setLink', one: 1, other: 1000, cut: 'silent' } }] })
  advance(simulation, { untilUs: 400_000 })
  const view = viewOf(simulation), layout = layoutStage(1190, 660, { partitions: 3, brokers: 3, consumers: 1, controllers: 3 })
  const scene = buildScene(layout, view, tokensOf(simulation), view.nowUs)
  // Its dock says so too, and no time of arrival.
  expect(scene.texts.filter(({ y }) => y < layout.docks[1]!.y).map(({ text }) => text)).toEqual(['held at the cut'])
  const held = scene.tokens.filter(({ words }) => words.includes('held up where the link is cut'))
  expect(held.length).toBeGreaterThan(0)
  const dock = layout.docks[0]!.x + layout.docks[0]!.width, end = layout.brokers[0]!.x
  for (const { x, kind } of held) expect(kind === 'produce' ? x < (dock + end) / 2 : x > (dock + end) / 2).toBe(true)
})

describe('where it can be used, in groups', () => {
  const named = (tool: (typeof FAULT_TOOLS)[number], view: ClusterView) => groupsOf(targetsOf(tool, view), view).groups.map(({ name, targets }) => `${name}: ${targets.map(({ short }) => short).join(', ')}`)
  test('what the links of one client have in common is said once, and the ways of a quorum of three are a list', () => {
    expect(named('cutLink', well)).toEqual(['producer-1: broker 1, broker 2, broker 3', 'dispatch-1: broker 1, broker 2, broker 3', 'broker 1: broker 2, broker 3', 'broker 2: broker 3'])
    expect(groupsOf(targetsOf('cutLink', well), well).others.map(targetId)).toEqual(ids('cutLink', well).slice(-12))
  })
  test('nothing is left out, nothing is there twice', () => {
    for (const tool of FAULT_TOOLS) {
      const { groups, others } = groupsOf(targetsOf(tool, well), well)
      expect([...groups.flatMap(({ targets }) => targets.map(({ target }) => targetId(target))), ...others.map(targetId)].toSorted()).toEqual([...ids(tool, well)].toSorted())
    }
  })
  test('a controller alone has its three ways as buttons', () => {
    const simulation = createSimulation(playground)
    advance(simulation, { untilUs: 200_000 })
    expect(named('cutLink', viewOf(simulation)).at(-1)).toBe('controller 1: broker 1, broker 2, broker 3')
  })
})

test('a badge without room keeps the time that is left, not the word for it', () => {
  expect(badgeWords('stands still, session 8.1 s', 160)).toBe('stands still, session 8.1 s')
  expect(badgeWords('stands still, session 8.1 s', 123)).toBe('stands still, 8.1 s')
  expect(badgeWords('stands still, session over', 123)).toBe('stands still')
  expect(badgeWords('stands still, session 8.1 s', 86)).toBe('paused, 8.1 s')
})
