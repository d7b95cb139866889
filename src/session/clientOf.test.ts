import { expect, test } from 'vitest'
import { parseScenario, presetNamed } from '../engine'
import { configsAt } from '../engine/configsInForce'
import { clientParameters, withClientParts, withConfigsNow } from './clientOf'
import { parseUrlState, urlParameters, withUrlState } from './urlState'

const playground = presetNamed('playground')!
const SOURCE = 'function partition(record) {\n  return record.counter % 2 // & "more" = #1\n}'
const there = (fragment: string) => withUrlState(playground, parseUrlState('', fragment))

test('a function survives the way through an address', () => {
  const scenario = withClientParts(playground, { partitioner: { source: SOURCE }, 'value.serializer': 'Integer' })
  const back = there(`#${urlParameters(scenario, configsAt(scenario, 0), 0).toString()}`)
  expect(back.topology).toEqual(scenario.topology)
  expect(parseScenario(back).ok).toBe(true)
})
test('by Kafka’s name', () => { expect(there('#partitioner.class=org.apache.kafka.clients.producer.RoundRobinPartitioner').topology.producers[0]?.partitioner).toEqual({ class: 'org.apache.kafka.clients.producer.RoundRobinPartitioner' }) })
test('a class that Kafka does not have is named in Kafka’s words and ignored', () => {
  const state = parseUrlState('?partitioner.class=org.example.Mine', '')
  expect(state.problems).toEqual(['partitioner.class was ignored: Invalid value org.example.Mine for configuration partitioner.class: Class org.example.Mine could not be found.'])
  expect(withUrlState(playground, state).topology).toEqual(playground.topology)
})
test('too long a function is ignored', () => { expect(parseUrlState('', `#partitioner.source=${'x'.repeat(4001)}`).problems).toHaveLength(1) })
test('a part can be taken away', () => { expect(clientParameters(withClientParts(withClientParts(playground, { partitioner: { source: SOURCE } }), { partitioner: undefined }))).toEqual([]) })
test('begun anew with the settings of now', () => {
  const configs = configsAt({ ...playground, script: [{ atUs: 5, command: { type: 'setConfig', owner: 'producer', key: 'linger.ms', value: 40 } }] }, 10)
  const anew = withConfigsNow({ ...playground, configs: { producer: { acks: '1' } } }, { ...configs, producer: { ...configs.producer, acks: 'all' } })
  expect(anew.configs.producer).toEqual({ 'linger.ms': 40, acks: 'all' })
})
