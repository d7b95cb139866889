/**
 * What is wrong with parts of a scenario or of a command given from outside, in words.
 */
import { parseConfigValue } from './config/configTable'
import { consumerConfig } from './config/tables'
import type { KafkaVersion } from './config/kafkaKey'
import { configuredSerializer } from './serde/serializeRecord'

export type Json = Record<string, unknown>
/** Of a scenario in all; of what one command asks for. */
export const MOST_PARTITIONS = 1000
export const isObject = (value: unknown): value is Json => typeof value === 'object' && value !== null && !Array.isArray(value)
export const isTimeUs = (value: unknown): value is number => typeof value === 'number' && Number.isSafeInteger(value) && value >= 0
export const isName = (value: unknown): value is string => typeof value === 'string' && /^[a-zA-Z0-9._-]{1,249}$/.test(value)
export type Check = (holds: boolean, problem: string) => boolean

/** Settings of one consumer: those that the cluster obeys. */
export function consumerConfigProblems(given: unknown, version: KafkaVersion): readonly string[] {
  if (given === undefined) return []
  if (!isObject(given)) return ['must be an object']
  return Object.entries(given).flatMap(([key, value]) => {
    if (typeof value !== 'string' && typeof value !== 'number') return [`${key} must be a text or a number`]
    const parsed = parseConfigValue(consumerConfig, key, value, version)
    return parsed.ok ? [] : [parsed.message]
  })
}

export const MOST_SOURCE_CHARACTERS = 4000
const ROUND_ROBIN = ['RoundRobinPartitioner', 'org.apache.kafka.clients.producer.RoundRobinPartitioner']

/** Why this cannot be a producer's partitioner, in words (Kafka's for a class it does not have); null if it can. */
export function partitionerRefusal(given: unknown): string | null {
  if (!isObject(given) || ('class' in given) === ('source' in given)) return 'must be { "class": … } or { "source": … }'
  const { class: named, source } = given
  if ('class' in given) {
    const text = typeof named === 'string' ? named : JSON.stringify(named)
    return ROUND_ROBIN.includes(text) ? null : `Invalid value ${text} for configuration partitioner.class: Class ${text} could not be found.`
  }
  return typeof source === 'string' && source.length <= MOST_SOURCE_CHARACTERS ? null : `source must be a text of at most ${MOST_SOURCE_CHARACTERS} characters`
}

/** What is wrong with a producer's spec besides its names. */
export function checkProducer(producer: Json, path: string, check: Check): void {
  const refusal = producer['partitioner'] === undefined ? null : partitionerRefusal(producer['partitioner'])
  check(refusal === null, `${path}.partitioner: ${refusal}`)
  const { bootstrap } = producer
  check(bootstrap === undefined || (Array.isArray(bootstrap) && bootstrap.length > 0 && bootstrap.every(id => Number.isInteger(id))), `${path}.bootstrap: must be ids of brokers`)
  for (const setting of ['key.serializer', 'value.serializer'] as const) {
    const named = producer[setting] === undefined ? null : configuredSerializer(setting, producer[setting])
    check(named?.ok !== false, `${path}: ${named?.ok === false ? named.message : ''}`)
  }
}
