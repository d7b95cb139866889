/** What is wrong with the settings of a topic given from outside, in words. */
import { parseKafkaValue, type KafkaVersion } from './config/kafkaKey'
import { topicKeys } from './config/topicKeys'
import { isObject } from './specChecks'

/** A topic may be given any setting that Kafka's topics have; the cluster obeys those of `topicConfig`. */
export function topicConfigProblems(given: unknown, version: KafkaVersion): readonly string[] {
  if (given === undefined) return []
  if (!isObject(given)) return ['must be an object']
  return Object.entries(given).flatMap(([key, value]) => {
    if (typeof value !== 'string' && typeof value !== 'number') return [`${key} must be a text or a number`]
    const parsed = parseKafkaValue(topicKeys, key, String(value), version)
    return parsed.ok ? [] : [parsed.message]
  })
}
