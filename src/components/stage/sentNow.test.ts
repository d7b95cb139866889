/** What the boxes of send() say, beside what the run then does. */
import { describe, expect, test } from 'vitest'
import { advance, createSimulation, eventRows, EVENT_STRIDE, namedEvent, PARTITION_RULES, presetNamed, type Scenario } from '../../engine'
import { configsAt } from '../../engine/pageFace'
import { partitionerWords, sentNow } from './sentNow'

const playground = presetNamed('playground')!
const SILENT = { workload: { 'records.per.second': 0, 'key.count': 0, 'value.bytes': 90 } } as const
const send = (atUs: number, given: Partial<Extract<Scenario['script'][number]['command'], { type: 'send' }>> = {}) => ({ atUs, command: { type: 'send', key: null, valueBytes: 50, traced: true, ...given } as const })
const scenario = (script: Scenario['script'], configs: Scenario['configs'] = SILENT): Scenario => ({ ...playground, configs, script })
const wordsAt = (given: Scenario, nowUs: number, room = 200, isTight = false): string => partitionerWords(sentNow(given.script, configsAt(given, nowUs), nowUs), undefined, 3, isTight, room)

describe('without a workload the script decides', () => {
  const given = scenario([send(1000, { partition: 2 }), send(5000, { key: 'rider-1' }), send(9000)])
  test('by the next record, after the last one by that', () => {
    expect([0, 1000, 1001, 5001, 60_000].map(nowUs => wordsAt(given, nowUs))).toEqual(['named by the record', 'named by the record', 'murmur2(key) % 3', 'sticky: no key', 'sticky: no key'])
    expect(sentNow(given.script, configsAt(given, 0), 0)).toEqual({ keyed: false, named: true, valueBytes: 50 })
  })
  test('as the run then chooses', () => {
    const simulation = createSimulation(given)
    advance(simulation, { untilUs: 20_000 })
    const rows = eventRows(simulation, 0), rules: string[] = []
    for (let id = 0; id < rows.length / EVENT_STRIDE; id++) {
      const event = namedEvent(rows, id, id)
      if (event.kind === 'partitionChosen') rules.push(PARTITION_RULES[event.arguments['rule']!]!)
    }
    expect(rules).toEqual(['explicit', 'key', 'sticky'])
  })
  test('what another producer sends is not this one’s', () => { expect(wordsAt(scenario([send(1000, { partition: 2, producer: 1 })]), 0)).toBe('sticky: no key') })
  test('in the room there is', () => { expect([140, 110, 60].map(room => wordsAt(given, 0, room, true))).toEqual(['by the record', 'by the record', 'named']) })
})

test('a workload decides where there is one, whatever the script sends besides', () => {
  const given = scenario([send(1000, { partition: 2 })], { workload: { 'records.per.second': 100, 'key.count': 5, 'value.bytes': 90 } })
  expect(wordsAt(given, 0)).toBe('murmur2(key) % 3')
  expect(sentNow(given.script, configsAt(given, 0), 0)).toEqual({ keyed: true, named: false, valueBytes: 90 })
})
