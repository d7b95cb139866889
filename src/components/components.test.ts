/** The pure parts of the interface: layout, scene, routes, sentences, contrast, sliders, timeline. */
import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { advance, createSimulation, eventRows, EVENT_KINDS, EVENT_STRIDE, namedEvent, presetNamed, tokensOf, viewOf, whyChain, TOKEN, TOKEN_STRIDE, type Command, type NumberKey, type Simulation } from '../engine'
import { CONFIG_TABLES, RACK_AWARE_SELECTOR } from '../engine/config/tables'
import { EventColumns } from '../engine/eventColumns'
import { fc, test as property } from '../engine/testing/propertyTest'
import { cluster } from '../engine/testing/story'
import { sliderScale } from './controls/sliderScale'
import { timelineRows, timelineWindow } from './playback/timelineRows'
import { nearestSpeed, SPEEDS } from './playback/speeds'
import { along, layoutStage, type Box, type StageLayout } from './stage/layout'
import { routeOf } from './stage/routes'
import { buildScene, MOST_TOKENS } from './stage/scene'
import { sameParts } from './stage/sameParts'
import { sentence } from './why/sentences'

const played = (untilUs: number): Simulation => { const simulation = createSimulation(presetNamed('playground')!); advance(simulation, { untilUs }); return simulation }
const apart = (one: Box, other: Box): boolean => one.x + one.width <= other.x + 0.5 || other.x + other.width <= one.x + 0.5 || one.y + one.height <= other.y + 0.5 || other.y + other.height <= one.y + 0.5

describe('the stage’s layout', () => {
  const sizes = fc.record({ width: fc.integer({ min: 300, max: 2600 }), height: fc.integer({ min: 260, max: 1400 }), partitions: fc.integer({ min: 1, max: 6 }), brokers: fc.integer({ min: 1, max: 5 }), consumers: fc.integer({ min: 0, max: 3 }), controllers: fc.constantFrom(1, 3, 5) })
  property('nothing overlaps, nothing is outside, wires run from a dock to its broker', sizes, ({ width, height, ...counts }) => {
    const layout = layoutStage(width, height, counts)
    const boxes: Box[] = [layout.application, ...layout.lanes, ...layout.docks, ...layout.brokers, ...layout.consumers, ...layout.controllers]
    boxes.forEach((box, index) => {
      expect(box.width).toBeGreaterThan(20)
      expect(box.x).toBeGreaterThanOrEqual(0)
      expect(box.x + box.width).toBeLessThanOrEqual(layout.fullWidth + 0.5)
      expect(box.y + box.height).toBeLessThanOrEqual(layout.height + 0.5)
      for (const other of boxes.slice(index + 1)) expect(apart(box, other)).toBe(true)
    })
    expect(layout.isNarrow ? layout.fullWidth > width : layout.fullWidth === width).toBe(true)
    layout.wires.forEach(({ requestY, answerY }, index) => {
      const broker = layout.brokers[index]!
      for (const y of [requestY, answerY]) expect(y > broker.y && y < broker.y + broker.height).toBe(true)
    })
  })
  test('along a line, by the way walked', () => {
    const line = [{ x: 0, y: 0 }, { x: 10, y: 0 }, { x: 10, y: 30 }]
    expect([0, 0.25, 0.5, 1, 2].map(share => along(line, share))).toEqual([{ x: 0, y: 0 }, { x: 10, y: 0 }, { x: 10, y: 10 }, { x: 10, y: 30 }, { x: 10, y: 30 }])
  })
})

describe('the scene', () => {
  const simulation = played(204_600)
  const view = viewOf(simulation), tokens = tokensOf(simulation)
  const layout: StageLayout = layoutStage(1104, 700, { partitions: 3, brokers: 3, consumers: 1 })
  const scene = buildScene(layout, view, tokens, view.nowUs)
  test('has a token for every message on the wire, on the way from its sender to its receiver', () => {
    expect(scene.tokens).toHaveLength(tokens.length / TOKEN_STRIDE)
    expect(scene.tokens.length).toBeGreaterThan(3)
    scene.tokens.forEach((token, index) => {
      const at = index * TOKEN_STRIDE
      const route = routeOf(layout, [1, 2, 3], tokens[at + 3]!, tokens[at + 4]!, tokens[at + 2] === 1)!
      expect(token.x).toBeGreaterThanOrEqual(Math.min(...route.map(({ x }) => x)) - 0.01)
      expect(token.x).toBeLessThanOrEqual(Math.max(...route.map(({ x }) => x)) + 0.01)
      expect(token.words).toContain(`#${token.correlationId}`)
    })
  })
  test('moves linearly with virtual time', () => {
    const one = scene.tokens.find(({ kind, leftUs }) => kind === 'ack' && leftUs > 200)!
    const x = (nowUs: number): number => buildScene(layout, view, tokens, nowUs).tokens.find(({ message }) => message === one.message)!.x
    expect(x(view.nowUs + 100) - x(view.nowUs)).toBeCloseTo(x(view.nowUs + 200) - x(view.nowUs + 100), 6)
    expect(x(view.nowUs + 100)).toBeLessThan(x(view.nowUs))
  })
  test('what stands at a door stands in a row, the first in front with the number of those behind it', () => {
    const at = scene.tokens.findIndex(({ heading }) => heading !== 0) * TOKEN_STRIDE
    const three = new Float64Array(TOKEN_STRIDE * 3)
    for (const place of [0, 1, 2]) {
      three.set(tokens.subarray(at, at + TOKEN_STRIDE), place * TOKEN_STRIDE)
      three[place * TOKEN_STRIDE + TOKEN.message] = 900_000 + place
      three[place * TOKEN_STRIDE + TOKEN.arrivesUs] = view.nowUs - 300 + place * 100
    }
    const stood = buildScene(layout, view, three, view.nowUs).tokens
    expect(stood.map(({ message, behind }) => [message - 900_000, behind])).toEqual([[2, -2], [1, -1], [0, 2]])
    const [last, middle, first] = stood
    expect(Math.abs(last!.x - first!.x)).toBe(2 * Math.abs(middle!.x - first!.x))
    expect(first!.heading).not.toBe(0)
    expect(first!.words).toContain('at the door')
  })
  test('counts down what is left of linger.ms', () => {
    const open = view.producers[0]!.lanes.filter(lane => lane.batches.length > 0)
    expect(scene.countdowns).toHaveLength(open.length)
    for (const countdown of scene.countdowns) expect(countdown.share > 0 && countdown.share <= 1).toBe(true)
  })
  test.each([['crash', 'nobody answers', 'broker 1 is down, no answer'], ['freezeNode', 'there, stands still', 'there; broker 1 stands still']] as const)('a request that is there while nobody can answer says so: %s', (how, few, words) => {
    const broken = createSimulation({ ...presetNamed('playground')!, script: [{ atUs: 200_000, command: how === 'crash' ? { type: 'stopNode', node: 1, how: 'power' } : { type: how, node: 1 } }] })
    advance(broken, { untilUs: 300_000 })
    const then = viewOf(broken)
    for (const [isTight, text] of [[false, words], [true, few]] as const) expect(buildScene({ ...layout, isTight }, then, tokensOf(broken), then.nowUs).texts[0]!.text).toBe(text)
  })
  test('beyond the crowd it shows ribbons with exact numbers', () => {
    const crowd = new Float64Array(TOKEN_STRIDE * (MOST_TOKENS + 20))
    for (let at = 0; at < crowd.length; at += TOKEN_STRIDE) crowd.set(tokens.subarray(0, TOKEN_STRIDE), at)
    const crowded = buildScene(layout, view, crowd, view.nowUs)
    expect(crowded.tokens).toEqual([])
    expect(crowded.ribbons.reduce((sum, { count }) => sum + count, 0)).toBe(MOST_TOKENS + 20)
  })
  test('parts are drawn again only when they differ', () => {
    expect(sameParts(view, structuredClone(view))).toBe(true)
    expect(sameParts(view, { ...structuredClone(view), nowUs: 1 })).toBe(false)
    expect(sameParts([1, 2], [1])).toBe(false)
    expect(sameParts({ a: null }, { a: {} })).toBe(false)
  })
})

describe('sentences', () => {
  test('there is one for every kind of event, without holes', () => {
    const simulation = createSimulation({ ...presetNamed('small-memory')!, script: [{ atUs: 3000, command: { type: 'send', key: 'k', valueBytes: 5, traced: true } }, { atUs: 5000, command: { type: 'send', key: null, valueBytes: 90_000 } }] })
    advance(simulation, { untilUs: 1_500_000 })
    const narrow = createSimulation({ ...presetNamed('playground')!, configs: { producer: { 'max.in.flight.requests.per.connection': 1, 'batch.size': 500 } }, script: [] })
    advance(narrow, { untilUs: 900_000 })
    // Too large, then too slow: split, timed out, tried again, known already, failed; then a new client.
    const base = presetNamed('playground')!
    const set = (atUs: number, owner: 'producer' | 'network' | 'topic', key: string, value: number | string) => ({ atUs, command: { type: 'setConfig', owner, key, value } as const })
    const troubled = createSimulation({
      ...base, topology: { ...base.topology, producers: [{ clientId: 'p', topic: 'rides', start: 'cold' }] },
      configs: { producer: { 'request.timeout.ms': 30, 'delivery.timeout.ms': 400, 'linger.ms': 5, retries: 8 }, topic: { 'max.message.bytes': 450 }, workload: { 'records.per.second': 2000, 'key.count': 0, 'value.bytes': 40 } },
      script: [set(300_000, 'network', 'latency.us', 20_000), set(330_000, 'network', 'latency.us', 1000), { atUs: 350_000, command: { type: 'flush' } }, set(700_000, 'network', 'latency.us', 400_000), set(2_000_000, 'network', 'latency.us', 1000),
        set(3_000_000, 'producer', 'enable.idempotence', 'false'), { atUs: 3_200_000, command: { type: 'close' } }],
    })
    advance(troubled, { untilUs: 4_000_000 })
    // Everything that goes wrong with brokers, links, disks and controllers, and what an administrator asks for.
    const at = (atMs: number, command: Command) => ({ atUs: atMs * 1000, command })
    const slowLink = { type: 'setLink', one: 1, other: 2 } as const
    const broken = createSimulation({
      ...base, topology: { ...base.topology, controllers: 3 }, configs: { broker: { 'replica.lag.time.max.ms': 1000, 'broker.session.timeout.ms': 2000, 'broker.heartbeat.interval.ms': 300 }, topic: { 'unclean.leader.election.enable': 'true' }, producer: { acks: '1', 'enable.idempotence': 'false' }, workload: { 'records.per.second': 20 } },
      script: [
        at(200, { type: 'setConfig', owner: 'topic', key: 'min.insync.replicas', value: 2 }), at(500, { ...slowLink, extraLatencyMs: 20 }), at(800, { ...slowLink, lossPercent: 20 }), at(900, slowLink),
        at(1000, { type: 'freezeNode', node: 2 }), at(2500, { type: 'thawNode', node: 2 }), at(5000, { type: 'setDisk', broker: 3, slowness: 10 }), at(5500, { type: 'setDisk', broker: 3 }), at(6000, { type: 'loseAnswer', broker: 1 }),
        at(7000, { ...slowLink, cut: 'silent' }), at(7500, { type: 'stopNode', node: 1, how: 'crash' }), at(12_000, { ...slowLink, cut: 'reset' }), at(12_100, slowLink), at(12_500, { type: 'startNode', node: 1 }),
        at(18_000, { type: 'electLeaders', topic: 'rides', partition: 0, election: 'PREFERRED' }), at(19_000, { type: 'deleteRecords', topic: 'rides', partition: 0, before: -1 }), at(19_500, { type: 'startConsumer', groupId: 'late' }),
        at(20_000, { type: 'createTopic', topic: 'fares', replicaAssignment: [[1, 2, 3]] }), at(20_500, { type: 'createPartitions', topic: 'fares', count: 2, replicaAssignment: [[2, 3, 1]] }), at(21_000, { type: 'reassign', topic: 'fares', partition: 1, replicas: [3, 1] }), at(23_000, { type: 'deleteTopic', topic: 'fares' }),
        at(24_000, { type: 'stopNode', node: 3000, how: 'crash' }), at(30_000, { type: 'startNode', node: 3000 }), at(34_000, { type: 'stopNode', node: 2, how: 'shutdown' }), at(36_000, { type: 'startNode', node: 2 }), at(42_000, { type: 'stopNode', node: 3, how: 'power' }), at(45_000, { type: 'setDisk', broker: 1, isFull: true }),
      ],
    })
    advance(broken, { untilUs: 52_000_000 })
    // Cut off: a leader from its followers, and the active controller from the other voters, with something to decide.
    const cut = (one: number, others: readonly number[], kind: 'no' | 'silent') => others.map(other => ({ type: 'setLink', one, other, cut: kind }) as const)
    const apartFrom = createSimulation({
      ...base, topology: { ...base.topology, controllers: 3 }, configs: { broker: { 'broker.session.timeout.ms': 2000, 'broker.heartbeat.interval.ms': 300 }, workload: { 'records.per.second': 20 } },
      script: [
        ...[...cut(1, [2, 3], 'silent'), ...cut(3000, [3001, 3002], 'silent')].map(command => at(1000, command)), at(1100, { type: 'stopNode', node: 3, how: 'crash' }), at(9000, { type: 'startNode', node: 3 }),
        ...[...cut(1, [2, 3], 'no'), ...cut(3000, [3001, 3002], 'no')].map(command => at(40_000, command)),
      ],
    })
    advance(apartFrom, { untilUs: 60_000_000 })
    const ageing = createSimulation({
      ...base, topology: { ...base.topology, racks: { 1: 'a', 2: 'b', 3: 'c' } },
      configs: { broker: { 'log.retention.check.interval.ms': 500, 'log.cleaner.backoff.ms': 500, 'producer.id.expiration.ms': 10, 'producer.id.expiration.check.interval.ms': 500, 'replica.selector.class': RACK_AWARE_SELECTOR }, consumer: { 'client.rack': 'c', 'metadata.max.age.ms': 1000 }, topic: { 'flush.messages': 5, 'segment.ms': 200, 'cleanup.policy': 'compact,delete', 'retention.ms': 1500 }, workload: { 'records.per.second': 50 } },
      script: [at(3000, { type: 'setConfig', owner: 'topic', key: 'cleanup.policy', value: 'delete' })],
    })
    advance(ageing, { untilUs: 5_000_000 })
    const crowded = createSimulation({
      ...base, topology: { ...base.topology, producers: Array.from({ length: 6 }, (_none, index) => ({ clientId: `p${index}`, topic: 'rides' })) }, configs: { broker: { 'num.io.threads': 1, 'queued.max.requests': 1 } },
      script: [at(50, { type: 'setDisk', broker: 1, slowness: 50 })],
    })
    advance(crowded, { untilUs: 300_000 })
    const said = new Map<string, string>()
    for (const run of [simulation, narrow, troubled, broken, ageing, apartFrom, crowded]) {
      const rows = eventRows(run, 0)
      for (let id = 0; id < rows.length / EVENT_STRIDE; id++) {
        const kind = namedEvent(rows, id, id).kind
        if (!said.has(kind)) said.set(kind, sentence(whyChain(run, id)[0]!))
      }
    }
    expect(EVENT_KINDS.filter(kind => !said.has(kind))).toEqual([])
    for (const [kind, words] of said) expect(words, kind).toMatch(/^(?!.*(undefined|NaN|null))[A-Z“0-9].*[.?]$/)
  })
  test('an expired linger is told with this run’s numbers', () => {
    const simulation = played(30_000)
    const rows = new EventColumns()
    rows.replaceFrom(0, eventRows(simulation, 0))
    const [sealed] = rows.ofKind('batchDrained')
    expect(sentence(whyChain(simulation, sealed!.id)[0]!).replaceAll('\u00a0', ' ')).toMatch(/^Partition \d's batch was sealed with \d+ records? \(\d+ B\) because its oldest record had waited \d+\.\d ms: linger\.ms was over\.$/)
  })
})

describe('contrast', () => {
  const css = readFileSync(new URL('./ui/theme.css', import.meta.url), 'utf8')
  const declarations = (selector: RegExp): Record<string, string> => Object.fromEntries([...(selector.exec(css)?.[1] ?? '').matchAll(/(--[\w-]+):\s*(#[0-9a-f]{6})/g)].map(found => [found[1]!, found[2]!]))
  const light = declarations(/:root, \[data-theme='light'\] \{([^}]*)\}/)
  const themes = { light, dark: { ...light, ...declarations(/\n\[data-theme='dark'\] \{([^}]*)\}/) }, projector: { ...light, ...declarations(/\n\[data-theme='projector'\] \{([^}]*)\}/) } }
  const channel = (value: number): number => { const share = value / 255; return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4 }
  const luminance = (color: string): number => { const [red, green, blue] = [1, 3, 5].map(at => channel(Number.parseInt(color.slice(at, at + 2), 16))); return 0.2126 * red! + 0.7152 * green! + 0.0722 * blue! }
  const ratio = (one: string, other: string): number => { const [high, low] = [luminance(one), luminance(other)].toSorted((left, right) => right - left); return (high! + 0.05) / (low! + 0.05) }
  const text: readonly (readonly [string, readonly string[]])[] = [
    ['--ink', ['--paper', '--card', '--tint']], ['--ink-2', ['--paper', '--card', '--tint']], ['--ink-3', ['--paper', '--card']], ['--accent', ['--paper', '--card', '--tint']], ['--on-accent', ['--accent']], ['--good', ['--paper', '--card']], ['--bad', ['--paper', '--card']],
    ['--stage-text', ['--stage', '--surface', '--raised']], ['--stage-text-2', ['--stage', '--surface', '--raised']], ['--committed', ['--stage', '--surface', '--raised']], ['--time-left', ['--stage', '--surface', '--raised']], ['--time-low', ['--stage', '--surface', '--raised']], ['--retried', ['--stage', '--surface']], ['--doubled', ['--stage']], ['--error', ['--stage']],
    ['--on-key', ['--key-a', '--key-b', '--key-c', '--key-d', '--key-e', '--key-none']],
  ]
  const graphics: readonly (readonly [string, readonly string[]])[] = [['--wire', ['--stage', '--surface']], ['--slot', ['--stage', '--surface', '--raised']], ['--replication', ['--stage', '--surface']], ['--error', ['--stage', '--surface']], ['--line-strong', ['--paper', '--card']]]
  test.each(Object.keys(themes) as (keyof typeof themes)[])('%s: text at least 4.5, graphics at least 3', name => {
    const theme = themes[name]
    for (const [pairs, least] of [[text, 4.5], [graphics, 3]] as const) for (const [front, backs] of pairs) for (const back of backs) expect(ratio(theme[front]!, theme[back]!), `${front} on ${back}`).toBeGreaterThanOrEqual(least)
  })
})

describe('sliders', () => {
  test('every position has a value within bounds, and its value leads back to it', () => {
    for (const table of Object.values(CONFIG_TABLES)) for (const [name, key] of Object.entries(table)) {
      if ('values' in key) continue
      const scale = sliderScale(key as NumberKey)
      let last = -1
      for (let position = 0; position <= scale.steps; position++) {
        const value = scale.valueAt(position)
        expect(value, name).toBeGreaterThan(last)
        expect(value).toBeGreaterThanOrEqual(key.min)
        expect(scale.positionOf(value), name).toBe(position)
        last = value
      }
    }
  })
  test('speeds run from 1/10 000 to 10, evenly by feel', () => {
    expect([SPEEDS[0], SPEEDS.at(-1)]).toEqual([0.0001, 10])
    SPEEDS.forEach((speed, index) => { expect(nearestSpeed(speed)).toBe(index) })
    expect(SPEEDS[nearestSpeed(1 / 200)]).toBe(0.005)
  })
})

describe('the timeline', () => {
  test('shows what happened in its window, row by row', () => {
    const simulation = played(40_000)
    const columns = new EventColumns()
    columns.replaceFrom(0, eventRows(simulation, 0))
    const rows = timelineRows(columns, [1, 5000, 20_000, 39_000], 4000, 30_000)
    expect(rows.map(({ name }) => name)).toEqual(['sent', 'drained', 'request', 'ack'])
    expect(rows[0]!.atUs).toEqual([5000, 20_000])
    expect(rows[1]!.atUs).toEqual([...columns.ofKind('batchDrained', 4000, 30_000)].map(({ atUs }) => atUs))
    expect(rows[3]!.atUs.length).toBeGreaterThan(0)
    expect(rows[3]!.atUs.length).toBeLessThanOrEqual(rows[2]!.atUs.length)
    expect(rows[3]!.refusedUs).toEqual([])
  })
  test('an answer that is an error is told apart', () => {
    const { simulation, events } = cluster({ 'linger.ms': 0 }, { topic: { 'min.insync.replicas': 3 } }).stop('broker 3', 'crash', { at: 100 }).send('a', { at: 20_000 }).play(20_500)
    const columns = new EventColumns()
    columns.replaceFrom(0, eventRows(simulation, 0))
    const answers = timelineRows(columns, [], 19_000_000, 20_500_000)[3]!
    expect(answers.refusedUs!.length).toBe(events.filter(({ kind }) => kind === 'batchRequeued').length)
    expect(answers.refusedUs!.length).toBeGreaterThan(1)
    expect(answers.atUs).toEqual(answers.refusedUs)
  })
  test('follows the present at four fifths, and does not begin before the beginning', () => {
    expect(timelineWindow(0, 1 / 200)).toEqual({ fromUs: 0, toUs: 20_000 })
    expect(timelineWindow(100_000, 1 / 200)).toEqual({ fromUs: 84_000, toUs: 104_000 })
  })
})
