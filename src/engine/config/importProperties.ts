/**
 * A .properties file of a client or a topic, answered line by line: what the cluster here obeys, what Kafka knows but this does not, what nobody knows, and what
 * Kafka would refuse. Applies nothing.
 * Kafka: common/config/AbstractConfig (unknown settings are only logged), ProducerConfig, ConsumerConfig.
 */
import { consumerConfigFrom, producerConfigFrom, type Properties } from './clientConfig'
import { parseConfigValue } from './configTable'
import { brokerKeys } from './brokerKeys'
import { consumerKeys } from './consumerKeys'
import { factsIn, parseKafkaValue, type KafkaKeys, type KafkaVersion } from './kafkaKey'
import { historyOf } from './keyHistory'
import { nearestKey } from './nearestKey'
import { producerKeys } from './producerKeys'
import { readProperties, type Property } from './propertiesText'
import { CONFIG_TABLES } from './tables'
import { topicKeys } from './topicKeys'
import { topicConflict, unknownTopicSetting } from './topicRules'

/** Whose settings a file can hold. */
export type PropertiesOwner = 'producer' | 'consumer' | 'topic'
/** taken: the cluster here obeys it. aside: Kafka's, not modelled here. repeated: given again below. */
export type AnswerKind = 'taken' | 'aside' | 'unknown' | 'bad' | 'repeated'
export interface LineAnswer { readonly line: number; readonly key: string; readonly value: string; readonly kind: AnswerKind; readonly words: string }
export interface ImportedProperties {
  readonly lines: readonly LineAnswer[]
  /** What the cluster here obeys, parsed. */
  readonly settings: Readonly<Record<string, number | string>>
  /** Classes that a client is built with and the cluster here has too, by their settings: partitioner and serializers. */
  readonly client: Properties
  /** What is kept aside, as given. */
  readonly aside: Properties
  /** Kafka's words for settings that cannot be together; null if they can. */
  readonly conflict: string | null
}

const KEYS: Readonly<Record<PropertiesOwner, KafkaKeys>> = { producer: producerKeys, consumer: consumerKeys, topic: topicKeys }
const CLIENT_PARTS = ['partitioner.class', 'key.serializer', 'value.serializer']
const SECURITY = /^(ssl|sasl|security)\./
const SERIALIZER = 'org.apache.kafka.common.serialization.StringSerializer', DESERIALIZER = 'org.apache.kafka.common.serialization.StringDeserializer'
/** What a client must be given, where a file leaves it to the program. */
export const REQUIRED: Readonly<Record<PropertiesOwner, Properties>> = {
  producer: { 'bootstrap.servers': 'localhost:9092', 'key.serializer': SERIALIZER, 'value.serializer': SERIALIZER },
  consumer: { 'bootstrap.servers': 'localhost:9092', 'group.id': 'my-group', 'key.deserializer': DESERIALIZER, 'value.deserializer': DESERIALIZER },
  topic: {},
}
type Answer = Pick<LineAnswer, 'kind' | 'words'>

/** Reads a file as settings of `owner` in a version of Kafka. Never throws. */
export function importProperties(owner: PropertiesOwner, text: string, version: KafkaVersion): ImportedProperties {
  const properties = readProperties(text)
  const settings: Record<string, number | string> = {}, client: Record<string, string> = {}, aside: Record<string, string> = {}, checked: Record<string, string> = {}
  const lines = properties.map((property, index): LineAnswer => {
    const { line, key, value } = property
    const again = properties.slice(index + 1).find(later => later.key === key)
    const answer: Answer = again ? { kind: 'repeated', words: `given again in line ${again.line}; the last one counts` } : answerTo(owner, property, version)
    if (answer.kind === 'taken') {
      const parsed = parseConfigValue(CONFIG_TABLES[owner], key, value, version)
      if (parsed.ok) settings[key] = parsed.value
      if (CLIENT_PARTS.includes(key)) client[key] = value.trim()
    }
    if (answer.kind === 'aside') aside[key] = value
    if ((answer.kind === 'taken' || answer.kind === 'aside') && Object.hasOwn(KEYS[owner], key) && parseKafkaValue(KEYS[owner], key, value, version).ok) checked[key] = value
    return { line, key, value, ...answer }
  })
  return { lines, settings, client, aside, conflict: conflictOf(owner, checked, version) }
}

/** Kafka's words for what cannot be together in a whole client or topic; null if it can. */
function conflictOf(owner: PropertiesOwner, given: Properties, version: KafkaVersion): string | null {
  if (owner === 'topic') return topicConflict(given, version)
  const config = (owner === 'producer' ? producerConfigFrom : consumerConfigFrom)({ ...REQUIRED[owner], ...given }, version)
  return config.ok ? null : config.message
}

function answerTo(owner: PropertiesOwner, { key, value, problem }: Property, version: KafkaVersion): Answer {
  if (problem !== undefined) return { kind: 'bad', words: problem }
  const keys = KEYS[owner]
  if (SECURITY.test(key)) return { kind: 'aside', words: 'security, which is not modelled here: kept aside' }
  if (!Object.hasOwn(keys, key)) return owner === 'topic' ? { kind: 'bad', words: unknownTopicWords(key) } : { kind: 'unknown', words: unknownWords(owner, key) }
  const declared = keys[key]!
  if (!factsIn(declared, version)) return { kind: 'unknown', words: `Kafka ${version} has no such setting: ${historyOf(declared).join(', ')}` }
  if (declared.type === 'class' && !parseKafkaValue(keys, key, value, version).ok && value.trim() !== '') return { kind: 'aside', words: 'a class of your own, which cannot run here: kept aside' }
  const parsed = parseKafkaValue(keys, key, value, version)
  if (!parsed.ok) return { kind: 'bad', words: parsed.message }
  return Object.hasOwn(CONFIG_TABLES[owner], key) || (owner === 'producer' && CLIENT_PARTS.includes(key)) ? { kind: 'taken', words: 'taken' } : { kind: 'aside', words: 'Kafka knows it, this cluster does not obey it: kept aside' }
}

function unknownWords(owner: PropertiesOwner, key: string): string {
  const elsewhere = ([['producer', producerKeys], ['consumer', consumerKeys], ['topic', topicKeys], ['broker', brokerKeys]] as const).filter(([other, keys]) => other !== owner && Object.hasOwn(keys, key)).map(([other]) => other)
  if (elsewhere.length > 0) return `a setting of the ${elsewhere.join(' and the ')}, not of the ${owner}: Kafka would not use it`
  const near = nearestKey(key, Object.keys(KEYS[owner]))
  return near === null ? `no setting of a Kafka ${owner}: Kafka would not use it` : `no setting of a Kafka ${owner}; did you mean ${near}?`
}

function unknownTopicWords(key: string): string {
  const near = nearestKey(key, Object.keys(topicKeys))
  return `${unknownTopicSetting(key)}${near === null ? '' : `; did you mean ${near}?`}`
}
