/** Bytes as people read them: pairs of hexadecimal digits and how many; long ones end in dots. */
import { plural } from '../../engine/kernel/units'

const MOST_BYTES = 48

export function hexWords(bytes: Uint8Array | null): string {
  if (bytes === null) return 'null, no bytes'
  const pairs = Array.from(bytes.subarray(0, MOST_BYTES), byte => byte.toString(16).padStart(2, '0')).join(' ')
  return `${pairs}${bytes.length > MOST_BYTES ? ' …' : ''} (${plural(bytes.length, 'byte')})`.trim()
}
