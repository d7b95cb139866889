/**
 * Topic settings that concern each other, in Kafka's words.
 * Kafka: storage/internals/log/LogConfig#validateNames, #validateValues (tried with 3.9.2 and 4.4.0).
 * Simplified: tiered storage's own conflicts.
 */
import { factsIn, type KafkaKeys, type KafkaVersion } from './kafkaKey'
import { topicKeys } from './topicKeys'

/** Kafka refuses a topic with a setting that it does not know; of a client it would only log it. */
export const unknownTopicSetting = (name: string): string => `Unknown topic config name: ${name}`

/** Kafka's words for what cannot be together; null if it can. `given`: values that Kafka takes one by one. */
export function topicConflict(given: Readonly<Record<string, string>>, version: KafkaVersion): string | null {
  const valueOf = (name: string): string => given[name]?.trim().replace(/^\+/, '') ?? factsIn((topicKeys as KafkaKeys)[name]!, version)?.default ?? '0'
  const least = valueOf('min.compaction.lag.ms'), most = valueOf('max.compaction.lag.ms')
  const isConflict = BigInt(least) > BigInt(most)
  return isConflict ? `conflict topic config setting min.compaction.lag.ms (${least}) > max.compaction.lag.ms (${most})` : null
}
