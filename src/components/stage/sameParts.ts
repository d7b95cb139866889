/** Whether two pieces of a view say the same: each frame brings new objects, and a part of the stage is drawn again only when what it shows differs. */
export function sameParts(one: unknown, other: unknown): boolean {
  if (Object.is(one, other)) return true
  if (typeof one !== 'object' || typeof other !== 'object' || one === null || other === null) return false
  if (Array.isArray(one)) {
    return Array.isArray(other) && one.length === other.length && one.every((part, index) => sameParts(part, other[index]))
  }
  const keys = Object.keys(one)
  return keys.length === Object.keys(other).length && keys.every(key => sameParts((one as Record<string, unknown>)[key], (other as Record<string, unknown>)[key]))
}
