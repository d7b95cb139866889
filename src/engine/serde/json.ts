/**
 * JSON as Jackson writes it for Kafka's JsonSerializer and for an application's own one: without spaces, in the order given, as UTF-8.
 * Kafka: connect/json/JsonSerializer#serialize.
 * Simplified: a number is written as JavaScript writes it (1.0 becomes 1).
 */

/** The text without spaces; null if it is not JSON. */
export function compactJson(text: string): string | null {
  try {
    return JSON.stringify(JSON.parse(text))
  } catch {
    return null
  }
}

/** The application's own class: a place on earth. */
export function isLocation(json: string): boolean {
  const value: unknown = JSON.parse(json)
  return typeof value === 'object' && value !== null && 'lat' in value && 'lon' in value && typeof value.lat === 'number' && typeof value.lon === 'number'
}
