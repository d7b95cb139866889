/**
 * In place of engine/topicConfigProblems in the embed: its scenarios give topics only settings that the cluster obeys.
 */
import { parseConfigValue } from '../engine/config/configTable'
import type { KafkaVersion } from '../engine/config/kafkaKey'
import { topicConfig } from '../engine/config/tables'
import { isObject } from '../engine/specChecks'

export function topicConfigProblems(given: unknown, version: KafkaVersion): readonly string[] {
  if (given === undefined) return []
  if (!isObject(given)) return ['must be an object']
  return Object.entries(given).flatMap(([key, value]) => {
    const parsed = parseConfigValue(topicConfig, key, String(value), version)
    return parsed.ok ? [] : [parsed.message]
  })
}
