/** What addresses mean: routes, parameters, and the way back. */
import { describe, expect, test } from 'vitest'
import { parseScenario, presetNamed } from '../engine'
import { CONFIG_TABLES, configsAt, type ConfigKey, type Scenario } from '../engine/pageFace'
import { parseRoute } from './route'
import { rerun, withOwnSettings, withVersion } from './rerun'
import type { Session } from './session.types'
import { scenarioAt } from './scenarioAt'
import { commandsParameter, parseUrlState, urlParameters, withUrlState } from './urlState'

test.each([
  ['', { page: 'home' }], ['index.html', { page: 'home' }], ['play', { page: 'play' }], ['lesson/record-journey', { page: 'lesson', lesson: 'record-journey' }],
  ['lesson/record-journey/nine-stops', { page: 'lesson', lesson: 'record-journey', step: 'nine-stops' }], ['lesson/linger/teacher', { page: 'teacher', lesson: 'linger' }], ['fidelity', { page: 'fidelity' }], ['reference', { page: 'reference' }], ['nope', { page: 'missing', path: 'nope' }], ['lesson', { page: 'missing', path: 'lesson' }],
])('route %s', (path, route) => { expect(parseRoute(path)).toEqual(route) })

describe('parameters', () => {
  test('Kafka’s names, prefixes, seed, time and look; the fragment wins', () => {
    expect(parseUrlState('?linger.ms=20&acks=1&seed=9', '#linger.ms=30&workload.records.per.second=50&speed=1/500&at=12.5&autoplay=0&theme=dark&lesson=x&step=2')).toEqual({
      configs: { producer: { 'linger.ms': 30, acks: '1' }, workload: { 'records.per.second': 50 } }, seed: 9, speed: 1 / 500, atUs: 12_500, autoplay: false, theme: 'dark', lesson: 'x', step: '2', problems: [],
    })
  })
  test('what is unknown or bad is named and ignored', () => {
    const { problems, configs } = parseUrlState('?lingerms=5&acks=2&batch.size=-4&seed=x&speed=99&theme=pink&autoplay=yes&at=soon&__proto__=1', '')
    expect(configs).toEqual({})
    expect(problems).toHaveLength(9)
    expect(problems.join('\n')).toContain('Invalid value 2 for configuration acks: String must be one of: all, -1, 0, 1')
    expect(problems.join('\n')).toContain('lingerms was ignored')
    expect(problems.join('\n')).toContain('Value must be at least 0')
  })
  test('a shared address brings back seed, settings and instant', () => {
    const scenario = withUrlState(presetNamed('playground')!, parseUrlState('?linger.ms=40&network.latency.us=5000&seed=77', ''))
    expect(parseScenario(scenario).ok).toBe(true)
    const parameters = urlParameters(scenario, configsAt(scenario, 0), 1234)
    const again = parseUrlState(`?${parameters}`, '')
    expect(again.problems).toEqual([])
    expect(withUrlState(presetNamed('playground')!, again)).toEqual(scenario)
    expect(again.atUs).toBe(1234)
  })
})

describe('the version in an address', () => {
  const at = (query: string) => scenarioAt(presetNamed('playground')!, parseUrlState(query, ''))
  test('a scene’s own settings are taken back where they were changed to the default', () => {
    const scene = { ...presetNamed('playground')!, configs: { producer: { 'linger.ms': 50, acks: '1' } } }
    const now = configsAt({ ...scene, configs: { producer: { acks: '1' } } }, 0)
    expect(String(urlParameters(scene, now, 0, scene))).toBe('v=1&seed=11&linger.ms=5&enable.idempotence=false')
  })
  test('its defaults and rules hold', () => {
    const { scenario, problems } = at('?kafka=3.9&max.in.flight.requests.per.connection=6')
    expect([scenario.kafka, problems, configsAt(scenario, 0).producer['linger.ms']]).toEqual(['3.9', [], 0])
    expect(String(urlParameters(scenario, configsAt(scenario, 0), 0))).toBe('v=1&seed=11&kafka=3.9&max.in.flight.requests.per.connection=6&enable.idempotence=false')
    expect(String(urlParameters({ ...scenario, configs: {} }, configsAt({ ...scenario, configs: { producer: { 'linger.ms': 5 } } }, 0), 0))).toBe('v=1&seed=11&kafka=3.9&linger.ms=5')
    expect(at('?kafka=4.9&linger.ms=9').problems).toEqual(['kafka=4.9 was ignored: it must be one of 3.9, 4.0, 4.1, 4.2, 4.3, 4.4'])
  })
  test('what Kafka refuses together is ignored, as little as will do, and named', () => {
    const one = at('?kafka=4.4&linger.ms=9&max.in.flight.requests.per.connection=6')
    expect(one.scenario.configs.producer).toEqual({ 'linger.ms': 9 })
    expect(one.problems).toEqual(['max.in.flight.requests.per.connection was ignored: To use the idempotent producer, max.in.flight.requests.per.connection must be set to at most 5. Current value is 6.'])
    const both = at('?enable.idempotence=true&acks=1&delivery.timeout.ms=1')
    expect(both.scenario.configs).toEqual({})
    expect(both.problems).toEqual(['The settings of this address were ignored: Must set acks to all in order to use the idempotent producer. Otherwise we cannot guarantee idempotence.'])
    for (const { scenario } of [one, both]) expect(parseScenario(scenario).ok).toBe(true)
  })
  test('every setting that the cluster obeys has its name in an address', () => {
    for (const [owner, table] of Object.entries(CONFIG_TABLES)) for (const [name, key] of Object.entries<ConfigKey>(table)) {
      const { problems, configs } = parseUrlState(`?${owner === 'producer' ? name : `${owner}.${name}`}=${key.default}`, '')
      expect(problems, name).toEqual([])
      expect(configs).toEqual({ [owner]: { [name]: key.default } })
    }
  })
})

describe('a run begun anew', () => {
  const start = presetNamed('playground')!
  const script = [{ atUs: 10, command: { type: 'setConfig', owner: 'producer', key: 'linger.ms', value: 9 } as const }, { atUs: 20, command: { type: 'setConfig', owner: 'network', key: 'latency.us', value: 9 } as const }]
  /** A session that only notes what it is asked; `refuses`: its engine takes no scenario. */
  const sitting = (asked: unknown[], refuses = false) => {
    let scenario: unknown = start
    const session = {
      status: 'playing', snapshot: () => Promise.resolve({ scenario: { ...start, configs: { producer: { 'max.in.flight.requests.per.connection': 6 } }, kafka: '3.9', script }, nowUs: 500 }),
      load: (given: { kafka: string }, atUs: number) => { asked.push(`load ${given.kafka} at ${atUs}`); if (!refuses) scenario = given; return Promise.resolve() },
      play: () => { asked.push('play') }, pause: () => { asked.push('pause') },
    }
    return { getState: () => ({ ...session, scenario }) as unknown as Session }
  }
  const small = (scenario: Scenario): Scenario => withVersion('4.4')(withOwnSettings('producer', { 'linger.ms': 1 })(scenario))
  test('goes to where it was', async () => {
    const asked: unknown[] = []
    expect(await rerun(sitting(asked), small)).toBeNull()
    expect(asked).toEqual(['pause', 'load 4.4 at 500', 'play'])
  })
  test('what is refused changes nothing', async () => {
    const asked: unknown[] = []
    expect(await rerun(sitting(asked), withVersion('4.0'))).toBe('To use the idempotent producer, max.in.flight.requests.per.connection must be set to at most 5. Current value is 6.')
    expect(asked).toEqual(['pause', 'play'])
    expect(await rerun(sitting([], true), small)).toBe('The engine refused these settings; the notice says why.')
  })
  test('a client’s own configuration takes the place of the old, of its owner only', () => {
    const changed = withOwnSettings('producer', { acks: '1' })({ ...start, configs: { producer: { 'linger.ms': 3 }, network: { 'latency.us': 5 } }, script })
    expect(changed.configs).toEqual({ producer: { acks: '1' }, network: { 'latency.us': 5 } })
    expect(changed.script).toEqual([script[1]])
  })
})

test('settings in force follow the script up to the instant', () => {
  const scenario = presetNamed('playground')!
  const script = [{ atUs: 10, command: { type: 'setConfig', owner: 'producer', key: 'linger.ms', value: 9 } as const }]
  expect(configsAt({ ...scenario, script }, 9).producer['linger.ms']).toBe(5)
  expect(configsAt({ ...scenario, script }, 10).producer['linger.ms']).toBe(9)
})

describe('what was done to the cluster', () => {
  const done = [{ atUs: 2_000_001, command: { type: 'stopNode', node: 1, how: 'crash' } }, { atUs: 9_500_000, command: { type: 'setConfig', owner: 'producer', key: 'linger.ms', value: 3 } }] as const
  test('comes back from an address at its time, among what the scene does; settings go by their names', () => {
    const text = commandsParameter([...done, { atUs: 2_000_000, command: { type: 'freezeNode', node: 3 } }], [{ atUs: 2_000_000, command: { type: 'freezeNode', node: 3 } }])!
    expect(text).toBe('[[2000.001,{"type":"stopNode","node":1,"how":"crash"}]]')
    const state = parseUrlState('', `#commands=${encodeURIComponent(text)}`)
    expect(state.problems).toEqual([])
    expect(withUrlState(presetNamed('slow-follower')!, state).script.map(({ atUs }) => atUs)).toEqual([1_000_000, 2_000_001, 6_000_000])
  })
  test('nothing done, nothing in the address', () => { expect(commandsParameter([done[1]], [])).toBeNull() })
  test.each([
    ['{', 'it must be JSON'], ['{}', 'it must be a list of at most 200 pairs'], ['[[-1,{"type":"flush"}]]', 'each time must be a number of ms, 0 or more'], ['[[1,{"type":"stopNode","node":1,"how":"hammer"}]]', 'how must be one of shutdown, crash, power'], ['[1]', 'each time must be'],
  ])('%s is refused in words', (text, words) => { expect(parseUrlState('', `#commands=${encodeURIComponent(text)}`).problems.join()).toContain(`commands was ignored: ${words}`) })
})
