/**
 * What Kafka takes for a UUID's text, which is what Java takes: five groups of hexadecimal digits, of which the last ones count; shorter ones are
 * filled with zeros. Kafka: common/serialization/UUIDDeserializer (java.util.UUID#fromString).
 */
const GROUP_DIGITS = [8, 4, 4, 4, 12] as const
const MOST_CHARACTERS = 36
const MOST_IN_GROUP = (1n << 63n) - 1n

/** The UUID in its usual form (lower case, 8-4-4-4-12); null if the text is none. */
export function canonicalUuid(text: string): string | null {
  const groups = text.split('-')
  if (text.length > MOST_CHARACTERS || groups.length !== GROUP_DIGITS.length || !groups.every(isGroup)) return null
  return groups.map((group, index) => { const digits = GROUP_DIGITS[index]!; return group.replace('+', '').toLowerCase().padStart(digits, '0').slice(-digits) }).join('-')
}

/** Each group is read as a signed 64-bit number; a minus cannot stand here, it separates. */
const isGroup = (group: string): boolean => /^\+?[0-9a-f]+$/i.test(group) && BigInt(`0x${group.replace('+', '')}`) <= MOST_IN_GROUP
