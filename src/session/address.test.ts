/** What addresses mean: routes, parameters, and the way back. */
import { describe, expect, test } from 'vitest'
import { parseScenario, presetNamed } from '../engine'
import { configsAt } from '../engine/pageFace'
import { parseRoute } from './route'
import { parseUrlState, urlParameters, withUrlState } from './urlState'

test.each([
  ['', { page: 'home' }], ['index.html', { page: 'home' }], ['play', { page: 'play' }], ['lesson/record-journey', { page: 'lesson', lesson: 'record-journey' }],
  ['lesson/record-journey/nine-stops', { page: 'lesson', lesson: 'record-journey', step: 'nine-stops' }], ['fidelity', { page: 'fidelity' }], ['reference', { page: 'reference' }], ['nope', { page: 'missing', path: 'nope' }], ['lesson', { page: 'missing', path: 'lesson' }],
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

test('settings in force follow the script up to the instant', () => {
  const scenario = presetNamed('playground')!
  const script = [{ atUs: 10, command: { type: 'setConfig', owner: 'producer', key: 'linger.ms', value: 9 } as const }]
  expect(configsAt({ ...scenario, script }, 9).producer['linger.ms']).toBe(5)
  expect(configsAt({ ...scenario, script }, 10).producer['linger.ms']).toBe(9)
})
