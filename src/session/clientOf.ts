/**
 * The producer's own parts that a client is built with and that no slider changes: partitioner and serializers. In an address, by Kafka's names
 * (`partitioner.class`, `key.serializer`, `value.serializer`) and `partitioner.source`, the learner's function; and the scenario that begins anew with them.
 */
import { CONFIG_TABLES, defaultIn, partitionerRefusal, type ConfigKey, type ConfigOwner, type ConfigsInForce, type ProducerSpec, type Scenario } from '../engine/pageFace'

export type ClientParts = Pick<ProducerSpec, 'partitioner' | 'key.serializer' | 'value.serializer'>
type Given = { -readonly [Key in keyof ClientParts]?: ClientParts[Key] }

/** A parameter of an address: taken into `given` (null), bad (why), or not one of these (undefined). Serializers are checked with the scenario. */
export function takeClientPart(given: Given, name: string, value: string): string | null | undefined {
  if (name === 'key.serializer' || name === 'value.serializer') { given[name] = value; return null }
  if (name !== 'partitioner.class' && name !== 'partitioner.source') return undefined
  const partitioner = name === 'partitioner.class' ? { class: value } : { source: value }
  const refusal = partitionerRefusal(partitioner)
  if (refusal !== null) return `${name} was ignored: ${refusal}`
  given.partitioner = partitioner
  return null
}

export function clientParameters({ topology }: Scenario): readonly (readonly [string, string])[] {
  const { partitioner, 'key.serializer': key, 'value.serializer': value } = topology.producers[0] ?? {}
  const found: (readonly [string, string])[] = []
  if (partitioner !== undefined) found.push('class' in partitioner ? ['partitioner.class', partitioner.class] : ['partitioner.source', partitioner.source])
  if (key !== undefined) found.push(['key.serializer', key])
  if (value !== undefined) found.push(['value.serializer', value])
  return found
}

const ROUND_ROBIN = 'org.apache.kafka.clients.producer.RoundRobinPartitioner', SERIALIZATION = 'org.apache.kafka.common.serialization.'
const serializerClass = (named: string): string => (named.includes('.') ? named : `${SERIALIZATION}${named.replace(/Serializer$/, '')}Serializer`)

/** The parts as settings of a real client, by their full class names. A function of the learner's own is no class: it is left out. */
export const clientProperties = (scenario: Scenario): Readonly<Record<string, string>> => Object.fromEntries(clientParameters(scenario)
  .filter(([name]) => name !== 'partitioner.source').map(([name, value]) => [name, name === 'partitioner.class' ? ROUND_ROBIN : serializerClass(value)]))

/** The parts that settings of a real client name. */
export const clientPartsOf = (properties: Readonly<Record<string, string>>): ClientParts => Object.fromEntries(Object.entries(properties)
  .map(([name, value]) => (name === 'partitioner.class' ? ['partitioner', { class: value }] : [name, value])))

/** The scenario with these parts in its first producer; undefined takes one away. */
export function withClientParts(scenario: Scenario, parts: { readonly [Key in keyof ClientParts]?: ClientParts[Key] | undefined }): Scenario {
  const producers = scenario.topology.producers.map((producer, index) => {
    if (index > 0) return producer
    const merged = Object.fromEntries(Object.entries({ ...producer, ...parts }).filter(([, value]) => value !== undefined))
    return merged as unknown as ProducerSpec
  })
  return { ...scenario, topology: { ...scenario.topology, producers } }
}

/** The scenario from its beginning with the settings that are in force now. */
export function withConfigsNow(scenario: Scenario, configs: ConfigsInForce): Scenario {
  const changed: Partial<Record<ConfigOwner, Record<string, number | string>>> = {}
  for (const [name, table] of Object.entries(CONFIG_TABLES)) {
    const owner = name as ConfigOwner, given = scenario.configs[owner] ?? {}
    const values = configs[owner] as Readonly<Record<string, number | string>>
    changed[owner] = Object.fromEntries(Object.entries<ConfigKey>(table).filter(([key, declared]) => key in given || values[key] !== defaultIn(declared, scenario.kafka)).map(([key]) => [key, values[key]!]))
  }
  return { ...scenario, configs: changed }
}
