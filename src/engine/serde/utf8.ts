/**
 * Text to UTF-8 and back, as Kafka's String serializer has Java do it: java.lang.String#getBytes(UTF_8), #String(bytes, UTF_8).
 * Browsers decide differently where the text or the bytes are broken, so TextEncoder and TextDecoder will not do.
 */

/** Text to UTF-8; a lone surrogate becomes "?" (TextEncoder would write U+FFFD). */
export function utf8(text: string): Uint8Array<ArrayBuffer> {
  const bytes: number[] = []
  for (let index = 0; index < text.length; index++) {
    const unit = text.charCodeAt(index)
    if (unit < 0x80) bytes.push(unit)
    else if (unit < 0x800) bytes.push(0xc0 | (unit >> 6), 0x80 | (unit & 63))
    else if (unit < 0xd800 || unit > 0xdfff) bytes.push(0xe0 | (unit >> 12), 0x80 | ((unit >> 6) & 63), 0x80 | (unit & 63))
    else {
      const low = text.charCodeAt(index + 1)
      if (unit < 0xdc00 && low >= 0xdc00 && low <= 0xdfff) {
        const point = 0x10000 + ((unit - 0xd800) << 10) + (low - 0xdc00)
        bytes.push(0xf0 | (point >> 18), 0x80 | ((point >> 12) & 63), 0x80 | ((point >> 6) & 63), 0x80 | (point & 63))
        index++
      } else bytes.push(0x3f)
    }
  }
  return Uint8Array.from(bytes)
}

/**
 * UTF-8 to text. Each longest run of bytes that begins a character and does not finish it becomes one U+FFFD, and so does each stray byte;
 * a surrogate in three bytes becomes a single one (TextDecoder would write three).
 */
export function textOfUtf8(bytes: Uint8Array): string {
  let text = ''
  for (let index = 0; index < bytes.length;) {
    const lead = bytes[index]!
    const length = characterBytes(lead)
    let point = length === 1 ? lead : lead & (0x7f >> length)
    let read = 1
    while (read < length && continues(bytes[index + read], lead, read)) point = (point << 6) | (bytes[index + read++]! & 0x3f)
    const isCharacter = read === length && (point < 0xd800 || point > 0xdfff)
    text += isCharacter ? String.fromCodePoint(point) : '\ufffd'
    index += read
  }
  return text
}

/** How many bytes a character takes that begins with `lead`; 0 if none does. */
function characterBytes(lead: number): number {
  if (lead < 0x80) return 1
  if (lead < 0xc2 || lead > 0xf4) return 0
  return lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4
}

/** Whether a byte may stand at `place` behind `lead`: the second one is bounded further where the form would be too long or beyond U+10FFFF. */
function continues(byte: number | undefined, lead: number, place: number): boolean {
  if (byte === undefined || byte < 0x80 || byte > 0xbf) return false
  if (place > 1) return true
  return lead === 0xe0 ? byte >= 0xa0 : lead === 0xf0 ? byte >= 0x90 : lead === 0xf4 ? byte <= 0x8f : true
}
