/**
 * The values of the recorded compression cases: four kinds of text and noise, the same bytes in every language.
 * Source: the case format's payload table (conformance/README.md names the kinds).
 */
export type Payload = 'x' | 'cycle' | 'noise' | 'json'

const X = 0x78, A = 0x61
const GOLDEN = 0x9e3779b97f4a7c15n
const CITIES = ['Lagos', 'Pune', 'Lima', 'Oslo', 'Kobe']

/** `sizeBytes` bytes for the record of this index. */
export function payloadBytes(payload: Payload, index: number, sizeBytes: number): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(sizeBytes)
  if (payload === 'x') return bytes.fill(X)
  if (payload === 'cycle') return bytes.map((_none, at) => A + at % 10)
  return payload === 'noise' ? noise(bytes, index) : json(bytes, index)
}

/** xorshift64 with shifts 13, 7, 17; the low byte of each step. */
function noise(bytes: Uint8Array<ArrayBuffer>, index: number): Uint8Array<ArrayBuffer> {
  let state = BigInt.asUintN(64, GOLDEN * BigInt(index + 1))
  return bytes.map(() => {
    state ^= BigInt.asUintN(64, state << 13n)
    state ^= state >> 7n
    state ^= BigInt.asUintN(64, state << 17n)
    return Number(state & 0xffn)
  })
}

function json(bytes: Uint8Array<ArrayBuffer>, index: number): Uint8Array<ArrayBuffer> {
  const fare = `${(37 * index) % 50}.${String((37 * index) % 100).padStart(2, '0')}`
  const text = `{"rideId":"ride-${index}","driver":"driver-${(7 * index) % 101}","city":"${CITIES[index % CITIES.length]}","fare":${fare}}`
  return bytes.map((_none, at) => text.charCodeAt(at % text.length))
}
