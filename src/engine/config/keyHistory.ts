/** What a setting's history says, in words, from its declaration alone. */
import { factsIn, KAFKA_VERSIONS, type KafkaKey } from './kafkaKey'

/** "default 0 up to 3.9", "new in 4.4", "gone after 3.9"; empty if nothing changed since 3.9. */
export function historyOf(key: KafkaKey): readonly string[] {
  const changes: string[] = []
  if (key.since) changes.push(`new in ${key.since}`)
  for (const { until, type, default: standard, valid } of key.before ?? []) {
    if (type !== undefined) changes.push(`${type} up to ${until}`)
    if (standard !== undefined) changes.push(`default ${valueWords(standard)} up to ${until}`)
    if (valid !== undefined) changes.push(`values ${valid === '' ? 'unchecked' : valid} up to ${until}`)
  }
  if (key.until) changes.push(`gone after ${key.until}`)
  return changes
}

/** A default as a person reads it. */
export const valueWords = (standard: string | null): string => (standard === null ? 'none' : standard === '' ? 'empty' : standard === '<required>' ? 'must be given' : standard.replaceAll(/class org\.apache\.kafka\.[\w.]*\.|org\.apache\.kafka\.[\w.]*\./g, ''))

/** The newest version that has the key. */
export const newestWith = (key: KafkaKey): (typeof KAFKA_VERSIONS)[number] => KAFKA_VERSIONS.findLast(version => factsIn(key, version) !== undefined)!
