/**
 * The value of a record, made again whenever someone looks: a function of the run's seed and the record's number, so that nothing is stored.
 * Simplified: a size below the smallest document cuts its text; real producers do not write half a JSON object.
 */
import { createStream, nextBelow, nextUint32, type RandomStream } from '../kernel/random'
import { documentFields, DOCUMENT_KINDS, type DocumentKind, type Field } from './rideDocuments'

/** 'x' compresses to nothing, 'random' not at all, the documents as real ones do. */
export const VALUE_KINDS = ['x', 'random', ...DOCUMENT_KINDS] as const
export type ValueKind = 'x' | 'random' | DocumentKind

/** What 'x' and 'random' are when no size is asked for. */
const PLAIN_BYTES = 100
const X = 0x78, BLANK = 0x20
/** The field that fills a document up to a size: `,"note":"…"`. */
const NOTE = ',"note":"', NOTE_END = '"'
/** A note says at least a word. */
const LEAST_NOTE = 6
const WORDS = ['please', 'call', 'on', 'arrival', 'the', 'gate', 'is', 'to', 'left', 'of', 'station', 'two', 'bags', 'and', 'a', 'child', 'seat', 'needed', 'quiet', 'ride', 'blue', 'door', 'near', 'market', 'main', 'entrance']

/** `sizeBytes` bytes; −1 for the document's natural size. `keyText` is the record's key, or null. */
export function valueBytes(kind: ValueKind, seed: number, recordId: number, sizeBytes: number, keyText: string | null): Uint8Array<ArrayBuffer> {
  if (kind === 'x') return new Uint8Array(sizeBytes < 0 ? PLAIN_BYTES : sizeBytes).fill(X)
  const stream = createStream(seed, `value-${recordId}`)
  if (kind === 'random') return new Uint8Array(sizeBytes < 0 ? PLAIN_BYTES : sizeBytes).map(() => nextUint32(stream) >>> 24)
  const fields = documentFields(kind, stream, recordId, keyText)
  return bytesOf(sizeBytes < 0 ? jsonOf(fields.map(pieceOf)) : fit(fields, sizeBytes, stream), sizeBytes)
}

const pieceOf = ([name, json]: Field): string => `"${name}":${json()}`
const jsonOf = (pieces: readonly string[]): string => `{${pieces.join(',')}}`

/** As many fields as fit with a note that fills the rest; where no note fits, as many as do, and blanks (JSON does not mind them). */
function fit(fields: readonly Field[], sizeBytes: number, stream: RandomStream): string {
  const pieces: string[] = []
  let length = 1
  for (const field of fields) {
    const piece = pieceOf(field)
    if (pieces.length > 0 && length + piece.length + 1 > sizeBytes) break
    pieces.push(piece)
    length += piece.length + 1
  }
  for (let count = pieces.length; count > 0; length -= pieces[--count]!.length + 1) {
    if (length === sizeBytes) return jsonOf(pieces.slice(0, count))
    const room = sizeBytes - length - NOTE.length - NOTE_END.length
    if (room >= LEAST_NOTE) return `${jsonOf(pieces.slice(0, count)).slice(0, -1)}${NOTE}${note(room, stream)}${NOTE_END}}`
  }
  return jsonOf(pieces.slice(0, 1))
}

function note(length: number, stream: RandomStream): string {
  let text = ''
  while (text.length < length) text += `${text === '' ? '' : ' '}${WORDS[nextBelow(stream, WORDS.length)]!}`
  return text.slice(0, length)
}

/** ASCII text, cut or filled with blanks to the size; −1 leaves it as it is. */
function bytesOf(text: string, sizeBytes: number): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(sizeBytes < 0 ? text.length : sizeBytes)
  for (let at = 0; at < bytes.length; at++) bytes[at] = at < text.length ? text.charCodeAt(at) : BLANK
  return bytes
}
