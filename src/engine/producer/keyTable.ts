/** The keys a run uses, each once: text, serialized size, murmur2 hash. A record carries its key's index; −1 is a record without a key. */
import { murmur2 } from '../records/murmur2'
import { utf8 } from '../serde/utf8'

export interface KeyTable {
  texts: string[]
  sizesBytes: number[]
  hashes: number[]
  indexes: Map<string, number>
}
export const NO_KEY = -1

export function createKeyTable(texts: readonly string[]): KeyTable {
  const table: KeyTable = { texts: [], sizesBytes: [], hashes: [], indexes: new Map() }
  for (const text of texts) keyIndex(table, text)
  return table
}

/** The index of a key, which is added (serialized as a String) when it is new. */
export function keyIndex(table: KeyTable, text: string): number {
  const found = table.indexes.get(text)
  if (found !== undefined) return found
  const bytes = utf8(text)
  const index = table.texts.push(text) - 1
  table.sizesBytes.push(bytes.length)
  table.hashes.push(murmur2(bytes))
  table.indexes.set(text, index)
  return index
}
