/** Text and bytes as Java has them; the odd ones were tried with Java's own String. */
import { describe, expect, test } from 'vitest'
import { fc, test as property } from '../testing/propertyTest'
import { textOfUtf8, utf8 } from './utf8'

const hex = (bytes: Uint8Array): string => Array.from(bytes, byte => byte.toString(16).padStart(2, '0')).join('')
const fromHex = (text: string): Uint8Array => Uint8Array.from(text.match(/../g) ?? [], pair => Number.parseInt(pair, 16))

describe('well-formed text', () => {
  property('is as every encoder writes it, and can be read back', fc.string({ unit: 'binary', maxLength: 40 }), text => {
    expect(utf8(text)).toEqual(new TextEncoder().encode(text))
    expect(textOfUtf8(utf8(text))).toBe(text)
  }, 500)
})

test.each([['\ud83d', '3f'], ['a\udc00b', '613f62'], ['\ud83d\ud83d\ude97', '3ff09f9a97'], ['\udc00\ud83d', '3f3f'], ['\uffff', 'efbfbf'], ['\ud800a', '3f61']])('a surrogate without its other half becomes a question mark: %j', (text, bytes) => {
  expect(hex(utf8(text))).toBe(bytes)
})

test.each([
  ['e282', '?'], ['e28241', '?A'], ['eda080', '?'], ['eda0', '?'], ['eda08041', '?A'], ['c0af', '??'], ['e08080', '???'], ['f0808080', '????'], ['f4908080', '????'], ['f09f98', '?'], ['f09f9841', '?A'], ['f8', '?'], ['c3', '?'],
  ['80', '?'], ['f09f9a97', '🚗'], ['efbfbf', '\uffff'], ['ee8080', '\ue000'],
])('bytes %s read as %j (? for U+FFFD)', (bytes, text) => { expect(textOfUtf8(fromHex(bytes))).toBe(text.replaceAll('?', '\ufffd')) })

property('any bytes at all can be read', fc.uint8Array({ maxLength: 30 }), bytes => { expect(textOfUtf8(bytes).length).toBeLessThanOrEqual(bytes.length) }, 500)
