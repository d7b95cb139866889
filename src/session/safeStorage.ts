/** The one place that touches the browser's storage. Where storage is forbidden (a sandbox), it forgets. */
const PREFIX = 'brokerscope:'

export function readJson(key: string): unknown {
  try {
    const text = localStorage.getItem(PREFIX + key)
    return text === null ? null : JSON.parse(text)
  } catch {
    return null
  }
}

export function writeJson(key: string, value: unknown): void {
  try {
    localStorage.setItem(PREFIX + key, JSON.stringify(value))
  } catch {
    // Forbidden or full: the place is forgotten, nothing else is lost.
  }
}
