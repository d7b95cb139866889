/** The second run in an address, and the settings in which two runs differ. */
import { describe, expect, test } from 'vitest'
import { configsAt, presetNamed, type Scenario } from '../engine/pageFace'
import { settingDifferences, splitBeside } from './beside'

describe('an address', () => {
  test('without a second run is left as it is', () => {
    expect(splitBeside('?linger.ms=5', '#at=3')).toEqual({ rest: { query: 'linger.ms=5', fragment: 'at=3' }, beside: null })
    expect(splitBeside('', '#/play').rest.fragment).toBe('#/play')
  })
  test('says what is B’s, in query and fragment', () => {
    const { rest, beside } = splitBeside('?linger.ms=5&b.linger.ms=50', '#b.network.latency.us=9&seed=4')
    expect(rest).toEqual({ query: 'linger.ms=5', fragment: 'seed=4' })
    expect(beside?.configs).toEqual({ producer: { 'linger.ms': 50 }, network: { 'latency.us': 9 } })
    expect(beside?.problems).toEqual([])
  })
  test('compare=1 is the same run twice; another version is one difference', () => {
    expect(splitBeside('?compare=1', '').beside).toEqual({ configs: {}, problems: [] })
    expect(splitBeside('?b.kafka=3.9', '').beside?.kafka).toBe('3.9')
  })
  test('bad ones are named with their prefix, and ignored', () => {
    const { beside } = splitBeside('?b.linger.ms=soon&b.nonsense=1&b.seed=7', '')
    expect(beside?.configs).toEqual({})
    expect(beside?.problems).toEqual([
      'b.seed was ignored: both runs have one seed, one scenario and one clock',
      'b.linger.ms was ignored: Invalid value soon for configuration linger.ms: Not a number of type LONG', 'b.nonsense was ignored: there is no such parameter here',
    ])
  })
})

test('settings in force that differ, those that follow from another one too', () => {
  const playground = presetNamed('playground')!
  const configs = (own: Scenario['configs']) => configsAt({ ...playground, configs: own }, 0)
  expect(settingDifferences(configs({}), configs({}))).toEqual([])
  expect(settingDifferences(configs({}), configs({ producer: { acks: '1' } })).map(({ key, a, b }) => [key, a, b])).toEqual([['acks', 'all', '1'], ['enable.idempotence', 'true', 'false']])
})
