/** The keys a run uses, each once: text, serialized size, murmur2 hash. A record carries its key's index; −1 is a record without a key. */
import { murmur2 } from '../records/murmur2'
import { serializeRecord } from '../serde/serializeRecord'
import type { SerializerName } from '../serde/serializers'
import { utf8 } from '../serde/utf8'

export interface KeyTable {
  texts: string[]
  sizesBytes: number[]
  hashes: number[]
  indexes: Map<string, number>
}
export const NO_KEY = -1
/** Foretold of a record: a key that has no index yet. */
export const NEW_KEY = -2

export function createKeyTable(texts: readonly string[]): KeyTable {
  const table: KeyTable = { texts: [], sizesBytes: [], hashes: [], indexes: new Map() }
  for (const text of texts) keyIndex(table, text)
  return table
}

/** The index of a key, which is added when it is new. One that the serializer refuses is added too, as if it were empty: send() fails before that matters. */
export function keyIndex(table: KeyTable, text: string, serializer: SerializerName = 'String'): number {
  const name = serializer === 'String' ? text : `${serializer}\0${text}`
  const found = table.indexes.get(name)
  if (found !== undefined) return found
  const bytes = keyBytes(text, serializer)
  const index = table.texts.push(text) - 1
  table.sizesBytes.push(bytes.length)
  table.hashes.push(murmur2(bytes))
  table.indexes.set(name, index)
  return index
}

const NOTHING = new Uint8Array(0)

function keyBytes(text: string, serializer: SerializerName): Uint8Array {
  if (serializer === 'String') return utf8(text)
  const done = serializeRecord({ key: serializer, value: 'String' }, { key: text, value: null })
  return done.ok ? done.key ?? NOTHING : NOTHING
}
