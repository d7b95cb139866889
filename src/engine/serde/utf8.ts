/** Text to UTF-8 and back as Java does it: a lone surrogate becomes "?". TextEncoder would write U+FFFD. */
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

/** UTF-8 to text; what is not UTF-8 becomes U+FFFD, byte by byte. */
export function textOfUtf8(bytes: Uint8Array): string {
  let text = ''
  for (let index = 0; index < bytes.length;) {
    const first = bytes[index]!
    const more = first < 0x80 ? 0 : first >= 0xc2 && first < 0xe0 ? 1 : first >= 0xe0 && first < 0xf0 ? 2 : first >= 0xf0 && first < 0xf5 ? 3 : -1
    let point = more <= 0 ? first : first & (0x3f >> more)
    let read = 1
    while (read <= more && (bytes[index + read]! & 0xc0) === 0x80) point = (point << 6) | (bytes[index + read++]! & 0x3f)
    const isWhole = more !== -1 && read === more + 1 && !(more === 2 && (point < 0x800 || (point >= 0xd800 && point < 0xe000))) && !(more === 3 && (point < 0x10000 || point > 0x10ffff))
    text += isWhole ? String.fromCodePoint(point) : '\ufffd'
    index += isWhole ? read : 1
  }
  return text
}
