/**
 * The text of a .properties file: reading it line by line as Java does, and writing lines that Java reads back.
 * Java: java.util.Properties#load, #store (what Kafka's tools and clients read their files with).
 * Simplified: a malformed \u escape is a problem of its line, where Java gives the whole file up; everything else is read as Java would.
 */

/** One logical line: its key and value, or what is wrong with it. `line`: the number of its first line in the file, from 1. */
export interface Property { readonly line: number; readonly key: string; readonly value: string; readonly problem?: string }

const MALFORMED = 'Malformed \\uxxxx encoding.'
const isBlank = (text: string): boolean => /^[ \t\f]*$/.test(text)
const endsOpen = (text: string): boolean => /(^|[^\\])(\\\\)*\\$/.test(text)

/** Every property of a file in its order, repeated keys included. Comments (# and !) and blank lines are left out. Never throws. */
export function readProperties(text: string): readonly Property[] {
  const natural = text.replace(/^\uFEFF/, '').split(/\r\n|\r|\n/)
  const found: Property[] = []
  for (let index = 0; index < natural.length; index++) {
    const line = index + 1
    let logical = natural[index]!.replace(/^[ \t\f]+/, '')
    // A line of a backslash alone carries nothing on: what follows begins anew.
    if (isBlank(logical) || logical === '\\' || /^[#!]/.test(logical)) continue
    // What a line carries on with may begin with # too: it is no comment then.
    while (endsOpen(logical)) logical = logical.slice(0, -1) + (natural[++index] ?? '').replace(/^[ \t\f]+/, '')
    if (logical !== '') found.push(propertyOf(logical, line))
  }
  return found
}

function propertyOf(logical: string, line: number): Property {
  const [whole, rawKey = '', rawValue = ''] = /^((?:\\[\s\S]|[^\\=: \t\f])*)(?:[ \t\f]*[=:][ \t\f]*|[ \t\f]+|$)([\s\S]*)$/.exec(logical) ?? []
  const key = whole === undefined ? null : unescape(rawKey), value = unescape(rawValue)
  if (key === null || value === null) return { line, key: key ?? rawKey, value: value ?? rawValue, problem: MALFORMED }
  return { line, key, value }
}

const LETTERS: Readonly<Record<string, string>> = { t: '\t', n: '\n', r: '\r', f: '\f' }

/** Without its escapes; null if one is malformed. */
function unescape(raw: string): string | null {
  if (/(?<!\\)(?:\\\\)*\\u(?![\da-fA-F]{4})/.test(raw)) return null
  return raw.replaceAll(/\\(?:u([\da-fA-F]{4})|([\s\S]))/g, (_whole, code: string | undefined, letter: string) => (code === undefined ? LETTERS[letter] ?? letter : String.fromCharCode(Number.parseInt(code, 16))))
}

const inAscii = (text: string): string => text.replaceAll(/[^\x20-\x7e]/g, sign => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0').toUpperCase()}`)
const ESCAPES: Readonly<Record<string, string>> = { '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r', '\f': '\\f' }

/** A line that Java reads back as this key and value. */
export function writeProperty(key: string, value: string): string {
  const escaped = (text: string): string => text.replaceAll(/[\\\t\n\r\f]/g, sign => ESCAPES[sign]!)
  return inAscii(`${escaped(key).replaceAll(/[ =:]/g, sign => `\\${sign}`).replace(/^[#!]/, sign => `\\${sign}`)}=${escaped(value).replace(/^ /, '\\ ')}`)
}

const PLAIN: Readonly<Record<string, string>> = { '’': "'", '‘': "'", '“': '"', '”': '"', '–': '-', '−': '-', '…': '...', '→': '->', 'µ': 'u', '×': 'x', '\u00a0': ' ', '\u2009': ' ', '\u202f': ' ' }

/** Comment lines of at most about 100 characters, in ASCII, as such files are read in Latin-1. */
export function writeComment(text: string): string {
  const lines: string[] = []
  for (const word of text.replaceAll(/[^\x20-\x7e]/g, sign => PLAIN[sign] ?? ' ').split(/\s+/)) {
    const last = lines.at(-1)
    if (last !== undefined && last.length + word.length < 100) lines[lines.length - 1] = `${last} ${word}`
    else lines.push(`# ${word}`)
  }
  return lines.join('\n')
}
